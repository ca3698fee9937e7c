"""The rows of a named query as every engine gives them: lists in order, values with their types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.query.named import NamedQuery

SEPARATOR = "; "
_SHAPES: tuple[tuple[re.Pattern[str], URIRef], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD.date),
    (re.compile(r"\d{4}-\d\d"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"--\d\d-\d\d"), XSD.gMonthDay),
    (re.compile(r"--\d\d"), XSD.gMonth),
    (re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?"), XSD.dayTimeDuration),
)


def tidy_rows(named: NamedQuery, rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return the rows of a named query, whichever engine gave them, in their order.

    The texts of a list come in the order of the alphabet, which SPARQL leaves open. A date or a
    length of time that stands alone gets its type; several stay one text. An empty text is no
    value, but for lists.

    >>> from kg.query.named import find_query
    >>> query = find_query("topics")
    >>> tidy_rows(query, [[Literal("Zölle"), Literal(1), Literal(0), Literal(2)]])[0][0]
    rdflib.term.Literal('Zölle')
    """
    kinds = [named.kinds[column] for column in named.columns]
    return [[_tidy(term, kind) for term, kind in zip(row, kinds, strict=True)] for row in rows]


def _tidy(term: Any, kind: str) -> Any:
    """Return a term as the kind of its column has it."""
    if kind == "column":
        return None if term is not None and str(term) == "" else term
    if term is None:
        return Literal("") if kind == "list" else None
    text = str(term)
    if SEPARATOR in text:
        text = SEPARATOR.join(sorted(text.split(SEPARATOR), key=lambda t: (t.casefold(), t)))
    if kind == "list":
        return Literal(text)
    return _typed(text) if text else None


def _typed(text: str) -> Literal:
    """Return a date or a length of time as a typed literal, any other text as it is."""
    for shape, datatype in _SHAPES:
        if shape.fullmatch(text):
            return Literal(text, datatype=datatype, normalize=False)
    return Literal(text)
