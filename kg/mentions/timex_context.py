"""What a reading of a time expression may ask: the publication day, tense, and what was told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from kg.mentions.timex_calendar import UNKNOWN, Bounds, Tense, bounds, nearest, safe_date, third
from kg.model import EventAnchor, TimexType

LOOK_BACK = 24  # expressions before that may give a day or a year: keeps the work linear
Modifier = Literal["", "START", "MID", "END", "BEFORE", "AFTER"]
_OPEN = frozenset(
    "seit ab bis nach vor von zwischen und oder gegen für um zum der die das des den".split()
)
_YEAR = frozenset({"Jahr", "Jahre", "Jahres", "In", "Im", "Schon", "Bereits", "Erst", "Noch"})
_OF_NOUN = re.compile(r"\w [A-ZÄÖÜ][\w-]{3,} im $")
MODIFIERS: dict[str, Modifier] = {
    "Anfang": "START",
    "Beginn": "START",
    "beginn": "START",
    "anfang": "START",
    "Mitte": "MID",
    "mitte": "MID",
    "Ende": "END",
    "ende": "END",
}


@dataclass(slots=True, kw_only=True)
class Meaning:
    """What a match means, before it becomes a Timex.

    ``clock`` is set where the day is still to be found; ``named_year`` where the words name it.
    """

    type: TimexType
    value: str
    interval: Bounds = UNKNOWN
    seconds: int | None = None
    approximate: bool = False
    modifier: Modifier = ""
    anchor: EventAnchor | None = None
    start: int = -1
    end: int = -1
    clock: str = ""
    note: str = ""
    named_year: bool = False


@dataclass(slots=True, kw_only=True)
class Told:
    """A date that was read before: its interval, where, and whether it names its year."""

    start: int
    sentence: int
    interval: tuple[dt.date, dt.date]
    explicit: bool

    @property
    def is_day(self) -> bool:
        """Tell whether it is a single day."""
        return self.interval[0] == self.interval[1]


@dataclass(slots=True, kw_only=True)
class Context:
    """The state of one document while its expressions are read from left to right."""

    flat: str
    published: dt.date | None
    clause: Callable[[int, int], Tense]
    sentence: Callable[[int], int]
    head_after: Callable[[int], tuple[int, int]]
    told: list[Told] = field(default_factory=list)
    end: int = 0  # where the expression ends that is being read
    spent: set[int] = field(default_factory=set)  # starts of expressions that others have used

    def tense(self, start: int) -> Tense:
        """Return the tense of the clause in which the expression stands that is being read."""
        return self.clause(start, max(self.end, start + 1))

    def before(self, start: int, count: int = 1) -> str:
        """Return the text right before an offset, for a look at the words there."""
        return self.flat[max(0, start - 16 * count) : start]

    def last_day(self, start: int, reach: int) -> dt.date | None:
        """Return the last single day told at most ``reach`` sentences before, or None."""
        sentence = self.sentence(start)
        for told in reversed(self.told[-LOOK_BACK:]):
            if sentence - told.sentence > reach:
                break
            if told.is_day and told.start < start:
                return told.interval[0]
        return None

    def story_year(self, start: int) -> tuple[int, int] | None:
        """Return (year, month) of a far year that the story stands in at this place.

        Only a day, a month or a year named in this or the last sentence, more than a year from
        publication, moves the story ('2014 kam es zum Krieg. Im September ...'): 'seit 2014' and
        'die WM 2014' do not. A bare year moves what is told of the past only, out of its sentence.
        """
        sentence = self.sentence(start)
        for told in reversed(self.told[-LOOK_BACK:]):
            if sentence - told.sentence > 1:
                break
            if told.explicit:
                first, last = told.interval
                near = self.published and abs((self.published - first).days) < 400
                if not near and (last - first).days in (364, 365) and first.month == 1:
                    past = self.tense(start) == self.clause(told.start, told.start + 4) == "past"
                    inside = sentence == told.sentence or past
                    return (first.year, 1) if inside and self._tells_year(told) else None
                if near or (last.year, last.month) != (first.year, first.month):
                    return None
                return first.year, first.month
        return None

    def _tells_year(self, told: Told) -> bool:
        """Tell whether a bare year is when something happened, not since when or which."""
        before = self.before(told.start, 2).rstrip().split()
        word = before[-1] if before else ""
        opens = word[-1:] in ("", ".", "!", "?", "“", ":")
        return opens or (word.lower() not in _OPEN and (word in _YEAR or word[:1].islower()))

    def day_of(self, month: int, day: int, start: int) -> dt.date | None:
        """Return the date that a day without a year means, or None where nothing gives a year."""
        story = self.story_year(start)
        if story is not None:
            year, told_month = story
            return safe_date(year + (month < told_month), month, day)
        if self.published is None:
            return None
        years = range(self.published.year - 4, self.published.year + 5)
        choices = [date for year in years if (date := safe_date(year, month, day))]
        return nearest(choices, self.published, self.tense(start), 45) if choices else None

    def month_of(self, month: int, start: int) -> str:
        """Return the TIMEX3 value of a month without a year.

        The current month counts as past and as coming.
        """
        story = self.story_year(start)
        if story is not None:
            return f"{story[0] + (month < story[1]):04d}-{month:02d}"
        if self.published is None:
            return f"XXXX-{month:02d}"
        middle = self.published.replace(day=15)
        years = range(middle.year - 1, middle.year + 2)
        choices = [dt.date(year, month, 15) for year in years]
        # 'die Wahl im Juli' of a text of June is the coming one, whatever the verb's tense.
        slack = 62 if _OF_NOUN.search(self.before(start, 3)) else 0
        found = nearest(choices, middle, self.tense(start), slack)
        return f"{found.year:04d}-{found.month:02d}"


def dated(
    value: str, modifier: str = "", *, clock: str = "", interval: Bounds | None = None
) -> Meaning:
    """Return a DATE (a TIME with ``clock``) with the interval of its value.

    >>> dated("2025-03", "Ende").interval[0]
    datetime.date(2025, 3, 21)
    """
    mark = MODIFIERS.get(modifier, "")
    span = third(bounds(value), mark) if interval is None else interval
    kind: TimexType = "TIME" if clock else "DATE"
    return Meaning(type=kind, value=value + clock, interval=span, modifier=mark)
