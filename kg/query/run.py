"""Ask a graph: by the name of a query or by SPARQL of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql.sparql import Query

from kg.errors import QueryError
from kg.query.bind import bind
from kg.query.guard import asks_for_graphs, prepare_query
from kg.query.named import NamedQuery, find_query, named_queries
from kg.query.result import Result
from kg.query.rows import tidy_rows
from kg.query.values import PREFIXES

_NAME = re.compile(r"[\w-]+")
_NAMELESS = URIRef("urn:kg:graph")  # of triples that no article's graph holds


def run(graph: Dataset | Graph, name_or_text: str, **params: Any) -> Result:
    """Return the answer to a named query or to SPARQL, over all named graphs together.

    :param graph: what is asked; a dataset is asked as the union of its graphs.
    :param name_or_text: the name of a query (see :func:`named_queries`), or SPARQL, in which the
        usual prefixes need not be declared.
    :param params: values for the query's variables, bound as terms and never read as SPARQL. Text
        that is an IRI ('https://...', 'actor:Q7747') is bound as one.
    :raises QueryError: where the query is unknown or malformed, lacks a parameter or has one too
        many, changes data, or reaches outside the graph.

    >>> from rdflib import RDFS, URIRef
    >>> graph = Graph()
    >>> _ = graph.add((URIRef("urn:a"), RDFS.label, Literal("Wien")))
    >>> run(graph, "SELECT ?a { ?a rdfs:label ?name }", name="Wien").rows
    [Row(a='urn:a')]
    """
    named = find_named(name_or_text)
    values = {key: value for key, value in params.items() if value is not None}
    if named:
        check_params(named, values)
    query = prepare_query(bind(named.text if named else name_or_text, values), PREFIXES)
    return _answer(_union(graph, query), query, named)


def run_text(graph: Dataset | Graph, text: str, *, most: int | None = None) -> Result:
    """Return the answer to SPARQL, never to a name, and refuse one that is too long.

    :param most: how many rows or triples the answer may have; any number by default.
    :raises QueryError: as :func:`run` does, and where the answer is longer.

    >>> run_text(Graph(), "ASK { ?s ?p ?o }").rows
    [Row(answer=False)]
    """
    query = prepare_query(text, PREFIXES)
    return _answer(_union(graph, query), query, None, most)


def find_named(name_or_text: str) -> NamedQuery | None:
    """Return the query of that name; None for SPARQL.

    :raises QueryError: for a single word that names none.
    """
    name = name_or_text.strip()
    if not _NAME.fullmatch(name):
        return None
    found = find_query(name)
    if found is None:
        names = ", ".join(query.name for query in named_queries())
        raise QueryError(f"there is no query '{name}'", hint=f"use one of {names}", name=name)
    return found


def check_params(query: NamedQuery, values: Mapping[str, Any]) -> None:
    """Raise QueryError where a parameter lacks or is unknown."""
    for name in query.required:
        if name not in values:
            hint = f"give {name}: {query.notes[name]}"
            raise QueryError(f"the query '{query.name}' needs '{name}'", hint=hint)
    for name in values:
        if name not in query.parameters:
            known = ", ".join(query.parameters) or "none"
            message = f"the query '{query.name}' has no parameter '{name}'"
            raise QueryError(message, hint=f"its parameters: {known}")


def _union(graph: Dataset | Graph, query: Query) -> Graph:
    """Return what to ask: a view of all graphs of a dataset.

    Who says what is known by its graph, and what has no name can be asked for by none. So where
    a query asks for graphs, triples outside all named graphs stand in one of their own.
    """
    if isinstance(graph, Dataset):
        if not len(graph.default_graph) or not asks_for_graphs(query.algebra):
            return graph if graph.default_union else Dataset(graph.store, default_union=True)
    elif not asks_for_graphs(query.algebra):
        return graph
    named = Dataset(default_union=True)
    for s, p, o, name in _quads(graph):
        named.graph(name or _NAMELESS).add((s, p, o))
    return named


def _quads(graph: Dataset | Graph) -> Iterator[tuple[Any, Any, Any, Any]]:
    """Yield the triples with the names of their graphs, None for those that have none."""
    if isinstance(graph, Dataset):
        yield from graph.quads()
    else:
        yield from ((*triple, None) for triple in graph)


def _answer(
    graph: Graph,
    query: Query,
    named: NamedQuery | None,
    most: int | None = None,
) -> Result:
    """Return the answer to a prepared query.

    :raises QueryError: where it fails while it is run, or has more than ``most`` rows.
    """
    title = named.title if named else ""
    try:
        found = graph.query(query)
        if found.type in ("CONSTRUCT", "DESCRIBE"):
            triples = found.graph if found.graph is not None else Graph()
            refuse_length(len(triples), most, "triples")
            return Result(graph=triples, title=title)
        if found.type == "ASK":
            return Result(["answer"], [[Literal(bool(found.askAnswer))]], is_ask=True, title=title)
        enough = None if most is None else most + 1
        rows: list[Any] = [tuple(row) for row in islice(found, enough)]  # type: ignore[arg-type]
        refuse_length(len(rows), most, "rows")
    except QueryError:
        raise
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    except Exception as error:  # rdflib lets errors of its evaluation through as they are
        text = str(error) or type(error).__name__
        raise QueryError(f"the query fails: {text}", hint="simplify it") from error
    columns = [str(variable) for variable in found.vars or ()]
    return Result(columns, tidy_rows(named, rows) if named else rows, title=title)


def refuse_length(length: int, most: int | None, things: str) -> None:
    """Raise QueryError where an answer is longer than it may be."""
    if most is not None and length > most:
        hint = "ask for a part of it by LIMIT and OFFSET"
        raise QueryError(f"the answer has more than {most} {things}", hint=hint, most=most)
