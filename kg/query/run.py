"""Ask a graph: by the name of a query or by SPARQL of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from rdflib import Dataset, Graph, Literal
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Identifier

from kg.errors import QueryError
from kg.query.guard import prepare_query
from kg.query.named import SEPARATOR, NamedQuery, find_query, named_queries
from kg.query.result import Result
from kg.query.values import PREFIXES, to_term

_NAME = re.compile(r"[\w-]+")


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
    named = _named(name_or_text)
    values = {key: value for key, value in params.items() if value is not None}
    if named:
        _check_params(named, values)
    query = prepare_query(named.text if named else name_or_text, PREFIXES)
    bindings = {key: to_term(value) for key, value in values.items()}
    return _answer(_union(graph), query, bindings, named)


def run_text(graph: Dataset | Graph, text: str, *, most: int | None = None) -> Result:
    """Return the answer to SPARQL, never to a name, and refuse one that is too long.

    :param most: how many rows or triples the answer may have; any number by default.
    :raises QueryError: as :func:`run` does, and where the answer is longer.

    >>> run_text(Graph(), "ASK { ?s ?p ?o }").rows
    [Row(answer=False)]
    """
    return _answer(_union(graph), prepare_query(text, PREFIXES), {}, None, most)


def _named(name_or_text: str) -> NamedQuery | None:
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


def _check_params(query: NamedQuery, values: dict[str, Any]) -> None:
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


def _union(graph: Dataset | Graph) -> Graph:
    """Return what to ask: a view of all graphs of a dataset."""
    if isinstance(graph, Dataset) and not graph.default_union:
        return Dataset(store=graph.store, default_union=True)
    return graph


def _answer(
    graph: Graph,
    query: Query,
    bindings: Mapping[str, Identifier],
    named: NamedQuery | None,
    most: int | None = None,
) -> Result:
    """Return the answer to a prepared query.

    :raises QueryError: where it fails while it is run, or has more than ``most`` rows.
    """
    title = named.title if named else ""
    try:
        found = graph.query(query, initBindings=bindings)
        if found.type in ("CONSTRUCT", "DESCRIBE"):
            triples = found.graph if found.graph is not None else Graph()
            _refuse_length(len(triples), most, "triples")
            return Result(graph=triples, title=title)
        if found.type == "ASK":
            return Result(["answer"], [[Literal(bool(found.askAnswer))]], is_ask=True, title=title)
        enough = None if most is None else most + 1
        rows = [tuple(row) for row in islice(found, enough)]  # type: ignore[arg-type]
        _refuse_length(len(rows), most, "rows")
    except QueryError:
        raise
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    except Exception as error:  # rdflib lets errors of its evaluation through as they are
        text = str(error) or type(error).__name__
        raise QueryError(f"the query fails: {text}", hint="simplify it") from error
    columns = [str(variable) for variable in found.vars or ()]
    return Result(columns, _sorted_lists(rows, columns, named), title=title)


def _refuse_length(length: int, most: int | None, things: str) -> None:
    """Raise QueryError where an answer is longer than it may be."""
    if most is not None and length > most:
        hint = "ask for a part of it by LIMIT and OFFSET"
        raise QueryError(f"the answer has more than {most} {things}", hint=hint, most=most)


def _sorted_lists(
    rows: list[tuple[Any, ...]], columns: list[str], named: NamedQuery | None
) -> list[list[Any]]:
    """Return the rows with the texts of each list in the order of the alphabet."""
    places = [place for place, column in enumerate(columns) if named and column in named.lists]
    table = [list(row) for row in rows]
    for row in table:
        for place in places:
            if row[place] is not None:
                texts = sorted(str(row[place]).split(SEPARATOR), key=lambda t: (t.casefold(), t))
                row[place] = Literal(SEPARATOR.join(texts))
    return table
