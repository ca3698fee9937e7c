"""Readable German labels for things that came without one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Event, Position, Statement, When

_EVENTS = {
    "Communication": "Gespräch",
    "Correspondence": "Schriftwechsel",
    "Event": "Ereignis",
    "Meeting": "Treffen",
    "Negotiation": "Verhandlung",
    "PhoneCall": "Telefongespräch",
    "Visit": "Besuch",
}
_STANCES = {
    "Accepts": "akzeptiert",
    "Criticises": "kritisiert",
    "Demands": "fordert",
    "Denies": "bestreitet",
    "Proposes": "schlägt vor",
    "Rejects": "lehnt ab",
    "Seeks": "strebt an",
    "Supports": "unterstützt",
    "Threatens": "droht",
    "Warns": "warnt",
}
_LONGEST = 90


def shorten(text: str, length: int = _LONGEST) -> str:
    """Return a text on one line, cut at a word with an ellipsis where it is too long.

    >>> shorten("eins zwei drei", 10)
    'eins zwei …'
    """
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length + 1].rpartition(" ")[0][:length] + " …"


def event_label(event: Event, parties: Sequence[str]) -> str:
    """Return the event's own label, else one from its kind, date and parties."""
    if event.label:
        return event.label
    kind = _EVENTS.get(event.type, event.type)
    if event.event_type and event.type == "Event":
        kind = event.event_type
    return _join(kind, _date(event.when), " – ".join(parties))


def statement_label(statement: Statement, speaker: str, addressee: str) -> str:
    """Return who says what to whom in one line."""
    who = " an ".join(name for name in (speaker, addressee) if name)
    words = shorten(statement.quotation or " ".join(e.exact for e in statement.evidence[:1]))
    return f"{who or 'Aussage'}: {words}" if words else who or "Aussage"


def position_label(position: Position, holder: str, topic: str) -> str:
    """Return who takes which side on which topic in one line."""
    return f"{holder} {_STANCES.get(position.stance, position.stance)}: {shorten(topic)}"


def _join(kind: str, date: str, parties: str) -> str:
    """Return the parts that are there as 'kind parties, date'."""
    head = f"{kind} {parties}" if parties else kind
    return f"{head}, {date}" if date else head


def _date(when: When) -> str:
    """Return a date, or its bounds, as text."""
    if when.value:
        return when.value
    if when.earliest and when.latest:
        return f"{when.earliest}/{when.latest}"
    return f"ab {when.earliest}" if when.earliest else f"bis {when.latest}" if when.latest else ""
