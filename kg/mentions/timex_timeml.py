"""Time expressions as TimeML annotates them: for comparing with corpora and other systems."""

from __future__ import annotations

from dataclasses import replace

from kg.mentions.timex_calendar import duration_value
from kg.mentions.timex_rules import find_hits
from kg.mentions.timex_spans import read_amount
from kg.model import Timex


def to_timex3(timex: Timex) -> Timex | None:
    """Return an expression as the German TimeML corpora have it, None if it has no TIMEX3.

    There 'vor zwei Wochen' and 'einen Tag nach dem Besuch' hold a DURATION, 'zwei Wochen' and
    'einen Tag'; times that only name an event ('nach dem Treffen') are none.

    >>> two_weeks = Timex(start=4, end=15, text="zwei Wochen", type="DATE", value="2025-W25",
    ...                   rule="ago")
    >>> to_timex3(two_weeks).type, to_timex3(two_weeks).value
    ('DURATION', 'P2W')
    """
    if timex.type != "DURATION" and timex.rule in ("ago", "ahead"):
        return _as_duration(timex, "duration")
    if timex.rule == "from-event":
        return _as_duration(timex, "from-event")
    return timex if timex.value else None


def _as_duration(timex: Timex, rule: str) -> Timex | None:
    for hit in find_hits(timex.text):
        if hit.rule.name != rule or "unit" not in hit.groups:
            continue
        unit = hit.groups["unit"]
        end = timex.text.index(unit) + len(unit)
        return replace(
            timex,
            end=timex.start + end,
            text=timex.text[:end],
            type="DURATION",
            value=duration_value(*read_amount(hit.groups)),
        )
    return timex if timex.value else None
