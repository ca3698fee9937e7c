"""What a query may be: it reads the graph it is given, and nothing else.

rdflib would fetch whatever SERVICE, LOAD or FROM name, local files included. So each query is
parsed first, and refused where it reaches outside.
"""

from __future__ import annotations

from typing import Any

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from kg.errors import QueryError

_DEEPEST = 100  # brackets within brackets; far more than anybody writes, far less than crashes


def prepare_query(text: str, prefixes: dict[str, str]) -> Query:
    """Return a query, parsed and found harmless.

    :param prefixes: what the query may use without declaring it.
    :raises QueryError: where it is malformed, changes data, or reaches outside the graph.

    >>> prepare_query("ASK { ?s ?p ?o }", {}).algebra.name
    'AskQuery'
    """
    if _depth(text) > _DEEPEST:
        raise QueryError("the query is nested too deeply", hint="write it with fewer brackets")
    try:
        parsed = parseQuery(text)
        query = translateQuery(parsed, initNs=prefixes)
    except ParseBaseException as error:
        raise _malformed(text, error) from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply") from error
    except Exception as error:  # translation raises bare Exceptions, such as for unknown prefixes
        raise QueryError(f"the query is wrong: {error}", query=text) from error
    if query.algebra.get("datasetClause"):
        raise QueryError("FROM is refused", hint="name a graph with GRAPH; all are there already")
    if _reaches_out(query.algebra):
        raise QueryError("SERVICE is refused", hint="query the graph alone; it works offline")
    _complete_template(query.algebra)
    return query


def _complete_template(algebra: CompValue) -> None:
    """Give CONSTRUCT WHERE the template that it leaves out, which is its own pattern.

    rdflib looks for it in one place, and fails where LIMIT or ORDER BY stand in between.
    """
    if algebra.name != "ConstructQuery" or algebra.get("template"):
        return
    part = algebra.p
    while part is not None and part.name != "BGP":
        part = part.get("p")
    if part is not None:
        algebra["template"] = part.triples


def _malformed(text: str, error: ParseBaseException) -> QueryError:
    """Return what to say of a query that cannot be parsed."""
    try:
        is_update = bool(parseUpdate(text).request)
    except (ParseBaseException, RecursionError):  # no update either: then it is simply wrong
        is_update = False
    if not is_update:
        where = f"line {error.lineno}, column {error.col}"
        return QueryError(
            f"the query is malformed at {where}: {error.msg}, found {_near(text, error.loc)}",
            hint="see the SPARQL 1.1 grammar, or 'kg queries' for named ones",
            line=error.lineno,
            column=error.col,
        )
    return QueryError("updates and LOAD are refused", hint="use SELECT, ASK, CONSTRUCT or DESCRIBE")


def _near(text: str, place: int) -> str:
    """Return the words at a place of a text."""
    rest = text[place:].split("\n")[0].strip()
    return f"'{rest[:30]}'" if rest else "the end of a line"


def _depth(text: str) -> int:
    """Return how deeply brackets are nested, at most; those within strings count too."""
    depth = deepest = 0
    for char in text:
        if char in "({[":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")}]":
            depth -= 1
    return deepest


def asks_for_graphs(algebra: Any) -> bool:
    """Return whether GRAPH stands anywhere in a query."""
    return "Graph" in _parts(algebra)


def _reaches_out(algebra: Any) -> bool:
    """Return whether SERVICE stands anywhere in a query."""
    return "ServiceGraphPattern" in _parts(algebra)


def _parts(algebra: Any) -> set[str]:
    """Return the names of all parts of a query."""
    todo: list[Any] = [algebra]
    seen: set[int] = set()
    names: set[str] = set()
    while todo:
        part = todo.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, CompValue):
            names.add(part.name)
            todo += [value for key, value in part.items() if key != "_vars"]
        elif isinstance(part, (list, tuple)) or type(part).__name__ == "ParseResults":
            todo += list(part)
        elif isinstance(part, dict):
            todo += list(part.values())
    return names
