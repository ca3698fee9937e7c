"""The communications of a graph as an iCalendar file (RFC 5545), which every calendar opens.

Only what is known to the day becomes an entry of that day. What is known by its month, its year or
its bounds alone, or not at all, becomes a note without a date (``VJOURNAL``): it is not lost, and
no day is invented for it. Nobody is an attendee, so that no program sends invitations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rdflib import Graph

from kg.export.reading import World, read_world
from kg.export.text import clean, shorten
from kg.export.timeline import precision
from kg.export.vocabulary import HAPPENED
from kg.export.wording import Language, duration_words, when_words, words
from kg.model import Event

# "Lines of text SHOULD NOT be longer than 75 octets, excluding the line break" (3.1)
_OCTETS = 75
# "ESCAPED-CHAR = ("\\" / "\;" / "\," / "\N" / "\n")" (3.3.11)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "})
# "statvalue-event = "TENTATIVE" / "CONFIRMED" / "CANCELLED"" (3.8.1.11), and of notes
# "statvalue-jour = "DRAFT" / "FINAL" / "CANCELLED"". Words in the title tell them apart further.
_EVENT_STATUS = {"Occurred": "CONFIRMED", "Ongoing": "CONFIRMED"}
_EVENT_STATUS |= dict.fromkeys(("Cancelled", "Denied", "NotDiscussed"), "CANCELLED")
_NOTE_STATUS = {"CONFIRMED": "FINAL", "TENTATIVE": "DRAFT", "CANCELLED": "CANCELLED"}
# DTSTAMP must be there; where neither article nor event is dated, this says 'nobody knows'.
_UNKNOWN_DAY = dt.date(1970, 1, 1)
_LONGEST = 2_000  # characters of evidence


def to_calendar(dataset: Graph, *, language: Language = "de") -> str:
    """Return the communications as iCalendar, lines ended by CRLF.

    ``UID`` is the event's IRI. ``DTSTAMP`` is midnight of the day on which the last article that
    tells of it was published, else the day of the event, so that the same graph gives the same
    bytes. What did not take place says so in square brackets before its title, and by ``STATUS``
    and ``CATEGORIES``.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :raises KgError: where the language is neither ``de`` nor ``en``.

    >>> print(to_calendar(Graph()).replace("\\r", ""), end="")
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//kg-news//kg//DE
    CALSCALE:GREGORIAN
    NAME:Wer sprach mit wem?
    X-WR-CALNAME:Wer sprach mit wem?
    END:VCALENDAR
    """
    world = read_world(dataset)
    name = escape_text(words(language)["ui"]["page_title"])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//kg-news//kg//{language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
    ]
    for event in world.communications():
        lines += _component(world, event, language)
    lines.append("END:VCALENDAR")
    return "".join(fold_line(line) for line in lines)


def escape_text(text: str) -> str:
    """Return a value of type TEXT, on one line.

    >>> escape_text("Gas, Öl; und so\\nweiter")
    'Gas\\\\, Öl\\\\; und so\\\\nweiter'
    """
    return clean(text).translate(_ESCAPES)


def fold_line(line: str) -> str:
    """Return a content line ended by CRLF, folded so that no part is longer than 75 octets.

    No character is cut in two.

    >>> [len(part.encode()) for part in fold_line("SUMMARY:" + "ö" * 60).split("\\r\\n")]
    [74, 55, 0]
    """
    parts, size, start = [], 0, 0
    for place, char in enumerate(line):
        octets = len(char.encode())
        if size + octets > _OCTETS:
            parts.append(line[start:place])
            start, size = place, 1  # the blank that begins the next line
        size += octets
    parts.append(line[start:])
    return "\r\n ".join(parts) + "\r\n"


def _component(world: World, event: Event, language: Language) -> list[str]:
    text = words(language)
    known = precision(event.when) == "day" and event.when.value == f"{event.when.earliest}"
    name = "VEVENT" if known else "VJOURNAL"
    kind = text["types"].get(event.type, text["types"]["Communication"])[event.series]
    status = _EVENT_STATUS.get(event.status, "TENTATIVE")
    lines = [
        f"BEGIN:{name}",
        f"UID:{escape_text(event.id)}",
        f"DTSTAMP:{_basic(_stamp(world, event))}T000000Z",
        *_day(event, known),
        f"SUMMARY:{escape_text(_summary(world, event, kind, language))}",
        f"DESCRIPTION:{escape_text(_description(world, event, language))}",
        f"STATUS:{status if known else _NOTE_STATUS[status]}",
        f"CATEGORIES:{escape_text(kind)},{escape_text(_status_words(event, language))}",
    ]
    if known:
        lines.append("TRANSP:TRANSPARENT")  # somebody else's talk makes nobody busy
    places = ", ".join(world.name(iri) for iri in event.places)
    if known and places:
        lines.append(f"LOCATION:{escape_text(places)}")
    return [*lines, f"END:{name}"]


def _day(event: Event, known: bool) -> list[str]:
    """Return the whole day; "DTEND ... the non-inclusive end of the event" (3.6.1)."""
    first = event.when.earliest
    if not known or first is None:
        return []
    lines = [f"DTSTART;VALUE=DATE:{_basic(first)}"]
    if first < dt.date.max:
        lines.append(f"DTEND;VALUE=DATE:{_basic(first + dt.timedelta(days=1))}")
    return lines


def _basic(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _stamp(world: World, event: Event) -> dt.date:
    articles = (world.articles.get(piece.article) for piece in event.evidence)
    published = [one.published.value for one in articles if one and one.published]
    return max(published, default=event.when.earliest or event.when.latest or _UNKNOWN_DAY)


def _status_words(event: Event, language: Language) -> str:
    return str(words(language)["statuses"][event.status or "Unknown"])


def _summary(world: World, event: Event, kind: str, language: Language) -> str:
    mark = "" if event.status in HAPPENED else f"[{_status_words(event, language)}] "
    parties = " – ".join(world.name(part.actor) for part in event.participants)
    return shorten(mark + ": ".join(filter(None, (kind, parties))), 200)


def _description(world: World, event: Event, language: Language) -> str:
    ui = words(language)["ui"]
    facts = [
        ("date", when_words(event.when, language) or ui["undated"]),
        ("status", _status_words(event, language)),
        ("duration", duration_words(event.duration, event.duration_approximate, language)),
        ("place", _named(world, event.places)),
        ("topics", _named(world, event.topics)),
        ("not_raised", _named(world, event.topics_not_raised)),
    ]
    lines = [f"{ui[key]}: {value}" for key, value in facts if value]
    pieces = dict.fromkeys((piece.article, clean(piece.exact)) for piece in event.evidence)
    for article, exact in pieces:
        lines.append(f"„{exact}“ ({world.name(article)})")
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _named(world: World, iris: Iterable[str]) -> str:
    return ", ".join(world.name(iri) for iri in iris)
