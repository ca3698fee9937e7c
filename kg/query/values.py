"""Terms to Python values and to text for people, and Python values to terms."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError

Value = str | int | float | bool | dt.date | dt.datetime | dt.timedelta | None

PREFIXES: dict[str, str] = {
    "kg": "https://w3id.org/kg-news/ontology#",
    "plover": "https://w3id.org/kg-news/plover#",
    **{
        kind: f"https://w3id.org/kg-news/id/{kind}/"
        for kind in (
            "actor",
            "article",
            "check",
            "event",
            "evidence",
            "position",
            "statement",
            "topic",
        )
    },
    "wd": "http://www.wikidata.org/entity/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FULL_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_CURIE = re.compile(r"([a-z]+):([A-Za-z0-9_-]+)")
_INTEGERS = {XSD[name] for name in ("integer", "int", "long", "nonNegativeInteger")}
_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)


def to_term(value: Any) -> URIRef | Literal:
    """Return a Python value as a term: text that is an IRI or CURIE of ours becomes one.

    :raises QueryError: where RDF has no term for it.

    >>> to_term("actor:Q7747")
    rdflib.term.URIRef('https://w3id.org/kg-news/id/actor/Q7747')
    >>> to_term("Putin")
    rdflib.term.Literal('Putin')
    """
    if isinstance(value, (URIRef, Literal)):
        return value
    if isinstance(value, str):
        if _FULL_IRI.fullmatch(value):
            return URIRef(value)
        match = _CURIE.fullmatch(value)
        if match and match[1] in PREFIXES:
            return URIRef(PREFIXES[match[1]] + match[2])
        return Literal(value)
    if isinstance(value, (bool, int, float, dt.date, dt.timedelta)):
        return Literal(value)
    raise QueryError(f"a value of type {type(value).__name__} cannot be bound", value=repr(value))


def from_term(term: Any) -> Value:
    """Return a term as a Python value.

    Whole dates become dates; months, years and days without a year stay text, as exact as they
    are. IRIs are text. What has no Python type stays as it is written.

    >>> from_term(Literal("2025-07-03", datatype=XSD.date))
    datetime.date(2025, 7, 3)
    >>> from_term(Literal("2025-07", datatype=XSD.gYearMonth))
    '2025-07'
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return str(term)
    if term.datatype in _INTEGERS and isinstance(term.value, int):
        return int(term.value)
    if term.datatype in (XSD.decimal, XSD.double, XSD.float) and term.value is not None:
        return float(term.value)
    value = term.value
    if isinstance(value, bool):
        return value
    if term.datatype in (XSD.date, XSD.dateTime) and isinstance(value, dt.date):
        return value
    return value if isinstance(value, dt.timedelta) else str(term)


def to_text(value: Value) -> str:
    """Return a value as machines and tables write it: ISO dates and durations, '' for none.

    >>> to_text(dt.date(2025, 7, 3)), to_text(dt.timedelta(minutes=150)), to_text(None)
    ('2025-07-03', 'PT2H30M', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.timedelta):
        return str(Literal(value, datatype=XSD.dayTimeDuration))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def shorten_iri(text: str) -> str:
    """Return an IRI with its prefix, where it is one of ours, else as it is.

    >>> shorten_iri("https://w3id.org/kg-news/id/actor/Q7747")
    'actor:Q7747'
    """
    for prefix, namespace in PREFIXES.items():
        local = text.removeprefix(namespace)
        if local != text and re.fullmatch(r"[A-Za-z0-9_-]+", local):
            return f"{prefix}:{local}"
    return text


def to_readable(value: Value) -> str:
    """Return a value as people write it in German: '3. Juli 2025', '2 Std. 30 Min.', 'ja'.

    >>> to_readable(dt.date(2025, 7, 3)), to_readable("--07-04"), to_readable("2025-07")
    ('3. Juli 2025', '4. Juli', 'Juli 2025')
    >>> to_readable(dt.timedelta(minutes=150)), to_readable("../2025-07-03")
    ('2 Std. 30 Min.', 'bis 3. Juli 2025')
    """
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return f"{value.day}. {_MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, dt.timedelta):
        return _readable_length(value)
    if isinstance(value, str):
        return _readable_dates(value)
    return to_text(value)


def _readable_length(length: dt.timedelta) -> str:
    """Return a length of time in days, hours, minutes and seconds."""
    seconds = round(length.total_seconds())
    parts = ((86400, "Tg."), (3600, "Std."), (60, "Min."), (1, "Sek."))
    words = []
    for size, unit in parts:
        amount, seconds = divmod(seconds, size)
        words += [f"{amount} {unit}"] * (amount > 0)
    return " ".join(words) or "0 Sek."


def _readable_dates(text: str) -> str:
    """Return a partial date or an interval as words, any other text as it is."""
    first, slash, last = text.partition("/")
    if slash and all(
        part == ".." or re.fullmatch(r"\d{4}-\d\d-\d\d", part) for part in (first, last)
    ):
        if first == "..":
            return f"bis {_readable_dates(last)}"
        if last == "..":
            return f"ab {_readable_dates(first)}"
        return f"{_readable_dates(first)} bis {_readable_dates(last)}"
    match = re.fullmatch(r"(\d{4}|-)-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?", text)
    if not match:
        return text
    year = "" if match[1] == "-" else f" {match[1]}"
    day = f"{int(match[3])}. " if match[3] else ""
    return f"{day}{_MONTHS[int(match[2]) - 1]}{year}"


def is_bnode(term: Any) -> bool:
    """Return whether a term is a blank node."""
    return isinstance(term, BNode)
