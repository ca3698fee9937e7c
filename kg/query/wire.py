"""An answer as the bytes of the standards: what SPARQL clients ask a server for."""

from __future__ import annotations

from collections.abc import Callable

from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.compare import to_canonical_graph
from rdflib.namespace import XSD
from rdflib.query import Result as Bindings
from rdflib.term import Node

from kg.errors import QueryError
from kg.query.result import Result

# "STRING_LITERAL2 ::= '"' ( [^#x22#x5C#xA#xD] | ECHAR | UCHAR )* '"'" (Turtle 1.1, 6.5); a tab is
# escaped too, as TSV ends a cell by it.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def to_wire(result: Result, format: str) -> bytes:
    """Return an answer as UTF-8 bytes in a format of the SPARQL 1.1 or RDF 1.1 standards.

    :param format: ``json``, ``xml``, ``csv`` or ``tsv`` for the rows of SELECT and the truth of
        ASK, which CSV and TSV give as one row; ``ttl``, ``nt`` or ``rdfxml`` for the graph of
        CONSTRUCT and DESCRIBE.
    :raises QueryError: where the format is unknown, does not fit the answer, or cannot carry it.

    >>> to_wire(Result(["a"], [[Literal("Wien", lang="de")]]), "tsv")
    b'?a\\n"Wien"@de\\n'
    """
    writers = ROWS if result.graph is None else GRAPHS
    if format not in writers:
        raise QueryError(
            f"this answer cannot be written as '{format}'", hint=f"use one of {', '.join(writers)}"
        )
    return writers[format](result)


def _json(result: Result) -> bytes:
    return result.to_json().encode("utf-8")


def _xml(result: Result) -> bytes:
    """Return the SPARQL Query Results XML Format.

    :raises QueryError: where a text holds a character that XML cannot.
    """
    for term in (term for row in result.terms for term in row):
        if any(ord(char) < 32 and char not in "\t\n\r" for char in str(term)):
            raise QueryError("XML cannot write a control character", hint="ask for JSON")
    return _serialized(_bindings(result), "xml")


def _csv(result: Result) -> bytes:
    return _serialized(_bindings(result, as_rows=True), "csv")


def _tsv(result: Result) -> bytes:
    """Return one line a row, terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in result.columns)]
    lines += ["\t".join(map(_turtle, row)) for row in result.terms]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _turtle(term: Node | None) -> str:
    """Return a term on one line; '' where there is none."""
    if term is None:
        return ""
    if isinstance(term, BNode):
        return f"_:{term}"
    if not isinstance(term, Literal):
        return f"<{term}>"
    quoted = f'"{str(term).translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    typed = term.datatype is not None and term.datatype != XSD.string
    return f"{quoted}^^<{term.datatype}>" if typed else quoted


def _bindings(result: Result, *, as_rows: bool = False) -> Bindings:
    """Return what rdflib's writers take: rows by variable, or the truth of ASK."""
    if result.is_ask and not as_rows:
        found = Bindings("ASK")
        found.askAnswer = bool(result)
        return found
    found = Bindings("SELECT")
    found.vars = [Variable(name) for name in result.columns]
    found.bindings = [
        {
            name: term
            for name, term in zip(found.vars, row, strict=True)
            if isinstance(term, (URIRef, BNode, Literal))
        }
        for row in result.terms
    ]
    return found


def _serialized(found: Bindings, format: str) -> bytes:
    data = found.serialize(format=format, encoding="utf-8")
    assert data is not None  # it is None only where a destination was given
    return data


def _ttl(result: Result) -> bytes:
    return result.to_ttl().encode("utf-8")


def _nt(result: Result) -> bytes:
    """Return one line a triple, all lines sorted."""
    lines = [" ".join(map(_turtle, triple)) + " .\n" for triple in _graph(result)]
    return "".join(sorted(lines)).encode("utf-8")


def _rdfxml(result: Result) -> bytes:
    try:
        return _graph(result).serialize(format="xml", encoding="utf-8")
    except ValueError as error:  # a property whose IRI ends in no name of XML
        raise QueryError(f"RDF/XML cannot write this: {error}", hint="ask for Turtle") from error


def _graph(result: Result) -> Graph:
    assert result.graph is not None
    return to_canonical_graph(result.graph)


ROWS: dict[str, Callable[[Result], bytes]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
GRAPHS: dict[str, Callable[[Result], bytes]] = {"ttl": _ttl, "nt": _nt, "rdfxml": _rdfxml}
