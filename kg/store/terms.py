"""Terms in the three forms that a store meets: rdflib's, Oxigraph's and the standards'."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import StoreError

# "STRING_LITERAL_QUOTE ::= '"' ([^#x22#x5C#xA#xD] | ECHAR | UCHAR)* '"'" (N-Triples 1.1, 7)
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def text(value: str) -> str:
    """Return a text as a literal of N-Triples and SPARQL.

    >>> text('a "b"')
    '"a \\\\"b\\\\""'
    """
    return f'"{value.translate(_ESCAPES)}"'


def to_nt(term: Node) -> str:
    """Return an rdflib term as N-Triples and SPARQL write it.

    >>> to_nt(Literal("Gipfel", lang="de")), to_nt(URIRef("urn:a"))
    ('"Gipfel"@de', '<urn:a>')
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, BNode):
        return f"_:{term}"
    assert isinstance(term, Literal)
    quoted = text(str(term))
    if term.language:
        return f"{quoted}@{term.language}"
    typed = term.datatype is not None and term.datatype != XSD.string
    return f"{quoted}^^<{term.datatype}>" if typed else quoted


def from_ox(term: Any) -> Node | None:
    """Return a pyoxigraph term as rdflib's; None stays None."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        return _literal(term.value, term.datatype.value)
    raise StoreError(f"'{term}' is no term of RDF 1.1", hint="ask for its parts")


def triple_of(found: Any) -> tuple[Node, Node, Node]:
    """Return the triple of pyoxigraph's triple or quad."""
    terms = [from_ox(term) for term in (found.subject, found.predicate, found.object)]
    s, p, o = (term for term in terms if term is not None)
    return s, p, o


def _literal(value: str, datatype: str) -> Literal:
    """Return a literal that keeps its spelling; texts have no type, as in our own graphs."""
    if not datatype or datatype == str(XSD.string):
        return Literal(value)
    return Literal(value, datatype=URIRef(datatype), normalize=False)
