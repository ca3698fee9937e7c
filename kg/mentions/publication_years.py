"""Which year does a text stand in? The years that it names, and how much each proves."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.mentions.timex_calendar import bounds, safe_date
from kg.mentions.timex_tense import clause_tense
from kg.model import Timex

_UNTIL = re.compile(
    r"(?:bis|ab|für|spätestens|frühestens|nach)(?: (?:zu[mr]?|dem|das|die|Jahr|Ende))* $"
)


@dataclass(frozen=True, slots=True)
class Year:
    """A witness for the year: the publication lies on ``since`` or later, by the words ``text``."""

    since: dt.date
    confidence: float
    text: str


def find_years(doc: Doc, flat: str, timexes: list[Timex]) -> list[Year]:
    """Return the past dates with a year that a text names, with how much each proves.

    A day or month with its year proves more than a bare year; 'seit 2014' proves little, 'seit
    Anfang 2025' much, for that is how one speaks of the running year. Coming years prove nothing.
    """
    found = []
    for timex in timexes:
        if timex.type not in ("DATE", "TIME") or not re.match(r"\d{4}", timex.value):
            continue
        first = bounds(timex.value)[0]
        if first is None or _UNTIL.search(flat[max(0, timex.start - 24) : timex.start]):
            continue
        if clause_tense(doc, flat, timex.start, timex.end) == "future":
            continue
        found.append(Year(first, _weight(flat, timex), timex.text))
    return found


def _weight(flat: str, timex: Timex) -> float:
    since = re.search(r"[Ss]eit (?:dem )?$", flat[max(0, timex.start - 10) : timex.start])
    if re.match(r"Anfang|Beginn", timex.text):
        return 0.7
    if re.match(r"\d{4}-\d\d-\d\d", timex.value):
        return 0.7
    if since and re.fullmatch(r"\d{4}", timex.value):
        return 0.3
    return 0.6 if "-" in timex.value else 0.45


def first_on_or_after(since: dt.date, month: int, day: int) -> dt.date | None:
    """Return the first such day of the year on or after a date.

    >>> first_on_or_after(dt.date(2024, 12, 1), 1, 3)
    datetime.date(2025, 1, 3)
    """
    for year in range(since.year, since.year + 9):
        date = safe_date(year, month, day)
        if date is not None and date >= since:
            return date
    return None
