"""Direct speech has a day of its own: 'heute' in a quotation is the day on which it was said."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence

from kg.mentions.timex_lexicon import lexicon
from kg.mentions.timex_relations import Found

_START = re.compile(r"[.!?…][“”\"»]? |\f")
_END = re.compile(r"[.!?…](?= [A-ZÄÖÜ„»\"]|\f|$)|\f")
_LONGEST = 400  # characters of a reporting clause: what is longer is no 'sagte er am Montag'

Quotes = Sequence[tuple[int, int]]


def quote_around(quotes: Quotes, offset: int) -> tuple[int, int] | None:
    """Return the quotation that an offset lies in, or None."""
    index = bisect.bisect_right(quotes, (offset, 10**9)) - 1
    return quotes[index] if index >= 0 and offset < quotes[index][1] else None


def rebase(found: Sequence[Found], flat: str, quotes: Quotes) -> None:
    """Count 'heute' and its like inside a quotation from the day that its speaker spoke, in place.

    'Am Montag sagte er: „Gestern ...“' is the Sunday. The day must stand in the clause that
    introduces or closes the quotation; without one the day of publication stays.
    """
    days = [item for item in found if _is_day(item) and quote_around(quotes, item.start) is None]
    starts = [item.start for item in days]
    for item in found:
        quote = quote_around(quotes, item.start) if item.rule.startswith("deictic") else None
        offset = _offset(flat, item)
        if quote is None or offset is None:
            continue
        said = _day_of_statement(flat, quote, days, starts)
        if said is not None:
            _move(item, said + dt.timedelta(offset))


def _is_day(item: Found) -> bool:
    first, last = item.meaning.interval
    return item.meaning.type == "DATE" and first is not None and first == last


def _offset(flat: str, item: Found) -> int | None:
    words = flat[item.start : item.end].lower().split()
    found = lexicon()["deictic"].get(words[0]) if words else None
    return None if found is None else int(found)


def _day_of_statement(
    flat: str, quote: tuple[int, int], days: Sequence[Found], starts: Sequence[int]
) -> dt.date | None:
    """The one day named in the reporting clause, before the quotation or behind it."""
    for first, last in (_before(flat, quote[0]), _behind(flat, quote[1])):
        inside = days[bisect.bisect_left(starts, first) : bisect.bisect_left(starts, last)]
        named = {item.meaning.interval[0] for item in inside}
        if len(named) == 1:
            return named.pop()
    return None


def _before(flat: str, start: int) -> tuple[int, int]:
    """The clause that ends in a colon before a quotation; empty where there is none."""
    window = flat[max(0, start - _LONGEST) : start]
    if not window.rstrip().endswith((":", ",")):
        return start, start
    ends = [match.end() for match in _START.finditer(window)]
    return start - len(window) + (ends[-1] if ends else 0), start


def _behind(flat: str, end: int) -> tuple[int, int]:
    """The clause that goes on behind a quotation: ', sagte er am Montag.'"""
    window = flat[end : end + _LONGEST]
    if not re.match(r" ?,|\s[a-zäöü]", window):
        return end, end
    stop = _END.search(window)
    return end, end + (stop.start() if stop else len(window))


def _move(item: Found, day: dt.date) -> None:
    value = item.meaning.value
    clock = value[value.index("T") :] if "T" in value else ""
    item.meaning.value = day.isoformat() + clock
    item.meaning.interval = (day, day)
    item.meaning.note = "said"
