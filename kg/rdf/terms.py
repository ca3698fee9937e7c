"""What the program writes, as terms: classes with their super-classes, and literals.

Every literal is made here, so that none holds a character that some RDF format cannot carry.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import GraphError
from kg.rdf.iris import KG, clean

# Written into the data with the class itself, so that plain SPARQL needs no reasoner.
SUPER_CLASSES: dict[str, tuple[str, ...]] = {
    "Actor": (),
    "Article": (),
    "Check": (),
    "Communication": ("Event",),
    "Correspondence": ("Communication", "Event"),
    "Country": ("Actor",),
    "Event": (),
    "Evidence": (),
    "Group": ("Actor",),
    "Meeting": ("Communication", "Event"),
    "Negotiation": ("Communication", "Event"),
    "Organisation": ("Actor",),
    "Person": ("Actor",),
    "PhoneCall": ("Communication", "Event"),
    "Place": (),
    "Position": (),
    "Statement": ("Event",),
    "Topic": (),
    "Visit": ("Communication", "Event"),
}
PARTICIPANT_ROLES = (
    "agent",
    "caller",
    "host",
    "mediator",
    "participant",
    "recipient",
    "sender",
    "target",
    "visitor",
)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_DATE_TYPES: tuple[tuple[re.Pattern[str], URIRef], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD.date),
    (re.compile(r"\d{4}-\d\d"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"--\d\d-\d\d"), XSD.gMonthDay),
    (re.compile(r"--\d\d"), XSD.gMonth),
)
_SAFE_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def literal(value: str | int | bool | float | dt.date, language: str = "") -> Literal:
    """Return a value as a literal; a language tag makes it a text in that language.

    >>> literal(True).n3(), literal("Gipfel", "de").n3()
    ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"Gipfel"@de')
    """
    if isinstance(value, bool):
        return _typed("true" if value else "false", XSD.boolean)
    if isinstance(value, int):
        return _typed(str(value), XSD.integer)
    if isinstance(value, float):
        # Canonical by XML Schema 1.1 ("1", not "1.0"), as every store gives it back.
        return _typed(f"{value:.4f}".rstrip("0").rstrip("."), XSD.decimal)
    if isinstance(value, dt.date):
        return _typed(value.isoformat(), XSD.date)
    tag = language if _LANGUAGE.fullmatch(language) else None
    return Literal(clean(value), lang=tag)


def date_literal(value: str) -> Literal | None:
    """Return a date as exact as it is given, None where XML Schema has no type for its shape.

    >>> date_literal("2025-07").datatype.rpartition("#")[2]
    'gYearMonth'
    >>> date_literal("2025-W27") is None
    True
    """
    for pattern, datatype in _DATE_TYPES:
        if pattern.fullmatch(value):
            return _typed(value, datatype)
    return None


def date_bounds(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a date with a year, None for any other value.

    :raises GraphError: where there is no such day, such as 30 February.

    >>> date_bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return None
    parts = [int(part) for part in value.split("-")]
    try:
        if len(parts) == 1:
            return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
        if len(parts) == 2:
            last = calendar.monthrange(parts[0], parts[1])[1]
            return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last)
        day = dt.date(*parts)
    except ValueError as error:
        raise GraphError(f"'{value}' is no date", value=value) from error
    return day, day


def duration_literal(seconds: int) -> Literal:
    """Return a length of time in canonical form.

    :raises GraphError: where it is negative.

    >>> str(duration_literal(9000)), str(duration_literal(86400 + 60))
    ('PT2H30M', 'P1DT1M')
    """
    if seconds < 0:
        raise GraphError(f"a duration of {seconds} seconds is negative", seconds=seconds)
    days, rest = divmod(seconds, 86400)
    clock = ((rest // 3600, "H"), (rest // 60 % 60, "M"), (rest % 60, "S"))
    time = "".join(f"{amount}{unit}" for amount, unit in clock if amount)
    text = "P" + (f"{days}D" if days or not time else "") + (f"T{time}" if time else "")
    return _typed(text, XSD.dayTimeDuration)


def web_iri(text: str) -> URIRef | None:
    """Return a web address or URN as an IRI, None for anything that is neither.

    >>> web_iri("javascript:alert(1)") is None, web_iri("https://example.org/a")
    (True, rdflib.term.URIRef('https://example.org/a'))
    """
    return URIRef(text) if _SAFE_IRI.fullmatch(text) and text == clean(text) else None


def class_iris(name: str) -> tuple[URIRef, ...]:
    """Return a class and all its super-classes.

    :raises GraphError: where the ontology has no such class.

    >>> [str(iri).rpartition("#")[2] for iri in class_iris("PhoneCall")]
    ['PhoneCall', 'Communication', 'Event']
    """
    if name not in SUPER_CLASSES:
        raise GraphError(f"the ontology has no class '{name}'", hint="see ontologies/kg.ttl")
    return tuple(KG[local] for local in (name, *SUPER_CLASSES[name]))


def _typed(text: str, datatype: Any) -> Literal:
    """Return a literal that keeps its spelling."""
    return Literal(text, datatype=datatype, normalize=False)
