"""Chronicles: an entry that opens with its day dates what it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Reading, Timex
from kg.resolve.dates import to_when
from kg.resolve.told import Told

_BEFORE = re.compile(r"[*+•\s-]*")
_AFTER = re.compile(r"\**\s?[.:–—-]|\**$", re.MULTILINE)


def date_by_entry(tellings: Sequence[Told], reading: Reading) -> None:
    """Date tellings without a day, in place, by the day that opens their line.

    '16. Juni: Es folgt ein Gespräch mit Erdoğan.' A line that goes on after its day ('Am 16. Juni
    reiste er ab. Zuvor ...') is no entry.
    """
    content = reading.article.content
    days: dict[int, Timex] = {}
    for timex in reading.timexes:
        start = content.rfind("\n", 0, timex.start) + 1
        if _opens(content, start, timex):
            days.setdefault(start, timex)
    for told in tellings:
        day = days.get(content.rfind("\n", 0, told.frame.head) + 1)
        free = told.when is None and not told.anchors and not told.earlier
        if day is not None and free and told.status in ("Occurred", "Ongoing"):
            told.when = to_when(day)


def _opens(content: str, start: int, timex: Timex) -> bool:
    """Return whether a single day stands alone at the beginning of a line."""
    single = timex.type == "DATE" and timex.earliest is not None and timex.earliest == timex.latest
    alone = _BEFORE.fullmatch(content, start, timex.start) is not None
    return single and alone and _AFTER.match(content, timex.end) is not None
