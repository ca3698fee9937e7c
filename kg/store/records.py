"""What a store knows of each article beside its graph, as RDF: the same on disk and on a server.

An article's record is a named graph of its own: what it was built from, how many triples it has and
their checksum, and its cards with the keys that they are found by. Its terms are no part of the
ontology, so that queries over the facts never meet them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.cards import Card, Entry, PersonCard, Shared, Terms, UnnamedCard, to_json
from kg.store.terms import text

REC = "https://w3id.org/kg-news/record#"
_GRAPH, _RECORD = "/id/article/", "/id/record/"
RECORDS = "https://w3id.org/kg-news/id/record/"  # every record's graph is named so
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PREFIX = f"PREFIX rec: <{REC}>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A card in the store: ``node`` is its own IRI, ``shared`` that of the thing in all graphs.

    ``label`` is what a party known by halves is called in its article's graph, else ''.
    """

    card: Card
    node: str
    graph: str
    shared: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A thing of an article that gets another shared IRI, and maybe another label."""

    row: Row
    shared: str
    label: str = ""

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return (self.shared, self.label) != (self.row.shared, self.row.label)


def record_of(graph: str) -> str:
    """Return the IRI of an article's record from that of its graph.

    >>> record_of("https://w3id.org/kg-news/id/article/a")
    'https://w3id.org/kg-news/id/record/a'
    """
    return graph.replace(_GRAPH, _RECORD, 1)


def checksum(triples: Iterable[Terms]) -> str:
    """Return a checksum of triples, in any order."""
    lines = sorted(f"{s} {p} {o}\n" for s, p, o in triples)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write_entry(entry: Entry, shared: Shared, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the operations that put an article's graph and record in the place of any before.

    :param shared: what its things are called in all graphs.
    :param keys: what each event is found by, by its local IRI.
    """
    record = record_of(entry.graph)
    facts = [" ".join(triple) for triple in renamed(entry.triples, shared)]
    known = [*_head(entry, record)]
    for number, card in enumerate(entry.cards):
        node = f"{record}/{number}"
        known += _card(card, node, entry.graph, shared)
        known += (f"<{node}> <{REC}key> {text(key)}" for key in keys.get(card.iri, ()))
    return f"{drop(entry.graph)} ;\n{_insert(entry.graph, facts)} ;\n{_insert(record, known)}"


def drop(graph: str) -> str:
    """Return the operations that take an article's graph and record away."""
    return f"DROP SILENT GRAPH <{graph}> ; DROP SILENT GRAPH <{record_of(graph)}>"


def _insert(graph: str, lines: Iterable[str]) -> str:
    body = " .\n".join(lines)
    return f"INSERT DATA {{ GRAPH <{graph}> {{\n{body} .\n}} }}"


def _head(entry: Entry, record: str) -> Iterator[str]:
    node = f"<{record}>"
    yield f"{node} <{REC}article> {text(entry.article)}"
    yield f"{node} <{REC}graph> <{entry.graph}>"
    yield f"{node} <{REC}digest> {text(entry.digest)}"
    yield f"{node} <{REC}triples> {text(str(len(entry.triples)))}"
    yield f"{node} <{REC}checksum> {text(checksum(entry.triples))}"
    yield f"{node} <{REC}report> {text(entry.report)}"


def renamed(triples: Iterable[Terms], shared: Shared) -> Iterator[Terms]:
    """Yield triples with the IRIs and labels that all graphs share."""
    table = {f"<{local}>": f"<{iri}>" for local, iri in shared.iris.items()}
    labels = {f"<{local}>": text(label) for local, label in shared.labels.items()}
    for s, p, o in triples:
        label = labels.get(s) if p == _LABEL else None
        yield table.get(s, s), p, label or table.get(o, o)


def _card(card: Card, node: str, graph: str, shared: Shared) -> Iterator[str]:
    subject = f"<{node}>"
    yield f"{subject} <{REC}graph> <{graph}>"
    yield f"{subject} <{REC}json> {text(to_json(card))}"
    yield f"{subject} <{REC}shared> <{shared.iris.get(card.iri, card.iri)}>"
    label = shared.labels.get(card.iri, card.label) if isinstance(card, UnnamedCard) else ""
    yield f"{subject} <{REC}label> {text(label)}"
    if isinstance(card, PersonCard):
        yield f"{subject} <{REC}name> {text(card.name)}"
        yield f"{subject} <{REC}context> {text(card.context.to_text())}"


def rename(renames: Iterable[Rename]) -> list[str]:
    """Return the operations that give things of articles other shared IRIs."""
    by_graph: dict[str, list[Rename]] = {}
    for one in renames:
        by_graph.setdefault(one.row.graph, []).append(one)
    steps = []
    for graph, found in sorted(by_graph.items()):
        moved = {one.row.shared: one.shared for one in found if one.shared != one.row.shared}
        for old, new in in_turn(moved):
            steps += _rename(graph, old, new)
        for one in found:
            record, node = record_of(graph), f"<{one.row.node}>"
            old_iri, new_iri = f"<{one.row.shared}>", f"<{one.shared}>"
            steps += _replace(record, f"{node} <{REC}shared>", old_iri, new_iri)
            if isinstance(one.row.card, UnnamedCard):
                old_label, new_label = text(one.row.label), text(one.label)
                steps += _replace(record, f"{node} <{REC}label>", old_label, new_label)
                steps += _replace(graph, f"{new_iri} {_LABEL}", old_label, new_label)
    return steps


def _replace(graph: str, of: str, old: str, new: str) -> list[str]:
    """Return the operations that give a property of something another value."""
    if old == new:
        return []
    return [
        f"DELETE DATA {{ GRAPH <{graph}> {{ {of} {old} }} }}",
        f"INSERT DATA {{ GRAPH <{graph}> {{ {of} {new} }} }}",
    ]


def in_turn(changes: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return renames in an order in which none takes a name that is still another's.

    >>> in_turn({"a": "b", "b": "c"})
    [('b', 'c'), ('a', 'b')]
    >>> in_turn({"a": "b", "b": "a"})
    [('a', 'a#moving'), ('b', 'a'), ('a#moving', 'b')]
    """
    todo = dict(sorted(changes.items()))
    steps: list[tuple[str, str]] = []
    while todo:
        free = [old for old, new in todo.items() if new not in todo]
        if not free:  # a ring: one of them steps aside
            old = next(iter(todo))
            steps.append((old, f"{old}#moving"))
            todo[f"{old}#moving"] = todo.pop(old)
            continue
        steps += [(old, todo.pop(old)) for old in free]
    return steps


def _rename(graph: str, old: str, new: str) -> list[str]:
    """Return the operations that give a thing of a graph another IRI."""
    return [
        f"DELETE {{ GRAPH <{graph}> {{ {before} }} }} INSERT {{ GRAPH <{graph}> {{ {after} }} }} "
        f"WHERE {{ GRAPH <{graph}> {{ {before} }} }}"
        for before, after in (
            (f"<{old}> ?p ?o", f"<{new}> ?p ?o"),
            (f"?s ?p <{old}>", f"?s ?p <{new}>"),
        )
    ]
