"""Does a dataset keep to ``ontologies/shapes.ttl``, and its evidence to the words of the text?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import Dataset, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import Node

from kg.rdf.iris import KG
from kg.resources import ontology_path

SH = Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One fault: ``node`` is what is wrong, ``path`` the property (or ''), ``value`` the offender.

    ``graph`` is the IRI of the article's graph.
    """

    graph: str
    node: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        """Return the fault as one line."""
        where = f" ({self.path.rpartition('#')[2]})" if self.path else ""
        return f"{self.node}{where}: {self.message}" + (f": {self.value}" if self.value else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What the check found; ``graphs`` counts the graphs that were checked."""

    graphs: int
    violations: tuple[Violation, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    @property
    def messages(self) -> list[str]:
        """One sentence a fault."""
        return [str(violation) for violation in self.violations]

    def __str__(self) -> str:
        """Return one line a fault, or one that says there is none."""
        return "\n".join(self.messages) or f"{self.graphs} graphs conform"


def check_dataset(dataset: Dataset) -> CheckReport:
    """Return whether each article's graph keeps to the shapes and to its own text.

    Graphs are checked one by one, which takes time in proportion to their number.

    >>> from kg.model import Article, Facts
    >>> from kg.rdf.write import to_dataset
    >>> print(check_dataset(to_dataset([Facts(article=Article(id="a", text="Nichts geschah."))])))
    1 graphs conform
    """
    graphs = sorted((g for g in dataset.graphs() if len(g)), key=lambda g: str(g.identifier))
    faults: list[Violation] = []
    for graph in graphs:
        faults += check_graph(graph, str(graph.identifier))
    return CheckReport(graphs=len(graphs), violations=tuple(sorted(faults)))


def check_graph(graph: Graph, name: str = "") -> list[Violation]:
    """Return the faults of one article's graph, unordered."""
    # The check is rare and its library slow to load: nothing else should wait for it.
    from pyshacl import validate

    # A graph of a dataset shares its store; a copy keeps the checker to this article.
    alone = Graph()
    for triple in graph:
        alone.add(triple)
    _, results, _ = validate(alone, shacl_graph=_shapes(), inplace=True, meta_shacl=False)
    faults = [
        _violation(results, result, name)
        for result in results.subjects(RDF.type, SH.ValidationResult)
    ]
    return [fault for fault in faults if fault is not None] + _misquotes(alone, name)


@cache
def _shapes() -> Graph:
    return Graph().parse(ontology_path("shapes.ttl"), format="turtle")


def _violation(results: Graph, result: Node, name: str) -> Violation | None:
    """Return one result of the checker; None for the parts of a larger one."""
    node = results.value(result, SH.focusNode)
    if any(True for _ in results.subjects(SH.detail, result)):
        return None
    messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
    return Violation(
        graph=name,
        node=str(node),
        path=str(results.value(result, SH.resultPath) or ""),
        message="; ".join(messages),
        value=str(results.value(result, SH.value) or ""),
    )


def _misquotes(graph: Graph, name: str) -> list[Violation]:
    """Return the evidence whose words are not what stands at its place; SHACL cannot tell."""
    faults = []
    for piece in graph.subjects(RDF.type, KG.Evidence):
        article = graph.value(piece, KG.article)
        in_title = str(graph.value(piece, KG.inTitle)) == "true"
        source = str(graph.value(article, DCTERMS.title if in_title else KG.text) or "")
        try:
            start, end = (int(str(graph.value(piece, link))) for link in (KG.start, KG.end))
        except ValueError:
            continue  # the shapes tell of it
        exact = str(graph.value(piece, KG.exact))
        if source[start:end] != exact:
            message = f"the article has '{source[start:end][:80]}' there"
            faults.append(_misquote(name, piece, message, exact))
    return faults


def _misquote(name: str, piece: Node, message: str, exact: str) -> Violation:
    path = str(URIRef(KG.exact))
    return Violation(graph=name, node=str(piece), path=path, message=message, value=exact[:80])
