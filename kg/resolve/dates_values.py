"""Dates of events as plain data: reading them off, counting from another event, bringing together.

A :class:`kg.model.When` holds what is known: a value as exact as the text, and an interval. All
functions only ever narrow what is known or answer None; none of them guesses.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

from kg.model import EventAnchor, Timex, When

_EXACT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_YEARLESS = re.compile(r"XXXX-(\d\d(?:-\d\d)?)(?!\d)")
_DAYS = {"second": 0.0, "minute": 0.0, "hour": 0.0, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Days by which 'einen Monat nach dem Treffen' may miss the day: half of the unit.
_BLUR = {"month": 15, "quarter": 45, "year": 182, "decade": 1826, "century": 18262}
_OPEN = When()


def to_when(timex: Timex) -> When:
    """Return the date that a time expression tells of, empty where it tells of none.

    Lengths, repetitions and references ('derzeit') have no date. 'seit', 'bis', 'vor', 'nach' and
    ranges give bounds without a value. A day or a month without a year is kept as '--07-03' or
    '--07'.

    >>> day = dt.date(2025, 7, 3)
    >>> to_when(Timex(start=0, end=7, text="3. Juli", type="DATE", value="2025-07-03",
    ...               earliest=day, latest=day)).value
    '2025-07-03'
    >>> to_when(Timex(start=0, end=7, text="3. Juli", type="DATE", value="XXXX-07-03")).value
    '--07-03'
    """
    if timex.type == "SET" or (timex.anchor is not None and timex.earliest is None):
        return _OPEN
    reason = f"'{timex.text}'"
    partial = _YEARLESS.match(timex.value)
    if partial and timex.earliest is None:
        return When(value=f"--{partial[1]}", reason=reason)
    if timex.earliest is None and timex.latest is None:
        return _OPEN
    value = "" if timex.modifier in ("BEFORE", "AFTER") else timex.value.split("T")[0]
    if (timex.type == "TIME" and timex.earliest != timex.latest) or not _EXACT.fullmatch(value):
        value = ""
    when = When(value=value, earliest=timex.earliest, latest=timex.latest, reason=reason)
    return when if timex.type != "DURATION" else replace(when, value="")


def bounds(value: str) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'; Nones for others.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not _EXACT.fullmatch(value):
        return None, None
    parts = [int(part) for part in value.split("-")]
    try:
        if len(parts) == 3:
            day = dt.date(parts[0], parts[1], parts[2])
            return day, day
        if len(parts) == 2:
            last = calendar.monthrange(parts[0], parts[1])[1]
            return dt.date(parts[0], parts[1], 1), dt.date(parts[0], parts[1], last)
        return dt.date(parts[0], 1, 1), dt.date(parts[0], 12, 31)
    except ValueError:
        return None, None


def value_of(earliest: dt.date | None, latest: dt.date | None) -> str:
    """Return the value that an interval is exactly: a day, a month, a year, else ''.

    >>> value_of(dt.date(2025, 2, 1), dt.date(2025, 2, 28)), value_of(None, dt.date(2025, 2, 28))
    ('2025-02', '')
    """
    if earliest is None or latest is None:
        return ""
    for width in (10, 7, 4):
        value = earliest.isoformat()[:width]
        if bounds(value) == (earliest, latest):
            return value
    return ""


def compatible(a: When, b: When) -> bool:
    """Tell whether two dates can be the same: nothing that is known contradicts.

    >>> march = When(value="2025-03", earliest=dt.date(2025, 3, 1), latest=dt.date(2025, 3, 31))
    >>> day = When(value="2025-03-18", earliest=dt.date(2025, 3, 18), latest=dt.date(2025, 3, 18))
    >>> compatible(march, day), compatible(day, When(value="--03-19")), compatible(day, When())
    (True, False, True)
    """
    return _meet(a, b) is not None


def combine(whens: Iterable[When]) -> When | None:
    """Return what several dates of one event say together; None where they contradict.

    The intervals are intersected; the most exact value that fits is kept. Without any date the
    answer is an empty When.

    >>> year = When(value="2025", earliest=dt.date(2025, 1, 1), latest=dt.date(2025, 12, 31))
    >>> combine([year, When(value="--07-03")]).value
    '2025-07-03'
    """
    found = _OPEN
    for when in whens:
        narrower = _meet(found, when)
        if narrower is None:
            return None
        found = narrower
    return found


def _meet(a: When, b: When) -> When | None:
    """Return the intersection of two dates, None where it is empty."""
    firsts = [day for day in (a.earliest, b.earliest) if day is not None]
    lasts = [day for day in (a.latest, b.latest) if day is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first is not None and last is not None and first > last:
        return None
    reason = "; ".join(dict.fromkeys(text for text in (a.reason, b.reason) if text))
    partials = [when.value for when in (a, b) if when.value.startswith("--")]
    if partials:
        return _meet_partial(partials, first, last, reason)
    exact = sorted((when.value for when in (a, b) if when.value), key=lambda value: -len(value))
    value = exact[0] if exact and bounds(exact[0]) == (first, last) else ""
    if not value and exact and (first, last) in (_span(a), _span(b)):
        value = next((w.value for w in (a, b) if w.value and _span(w) == (first, last)), "")
    return When(value=value or value_of(first, last), earliest=first, latest=last, reason=reason)


def _span(when: When) -> tuple[dt.date | None, dt.date | None]:
    return when.earliest, when.latest


def _meet_partial(
    partials: list[str], first: dt.date | None, last: dt.date | None, reason: str
) -> When | None:
    """Return what days and months without a year ('--07-03', '--07') mean within an interval."""
    exact = max(partials, key=len)
    if not all(exact.startswith(partial) for partial in partials):
        return None
    if first is None or last is None:
        return When(value=exact, earliest=first, latest=last, reason=reason)
    years = [bounds(f"{year:04d}-{exact[2:]}") for year in range(first.year, last.year + 1)]
    inside = [
        (max(start, first), min(end, last))
        for start, end in years
        if start is not None and end is not None and start <= last and end >= first
    ]
    if not inside:
        return None
    if len(inside) > 1:
        return When(value=exact, earliest=first, latest=last, reason=reason)
    start, end = inside[0]
    return When(value=value_of(start, end), earliest=start, latest=end, reason=reason)


def anchor_when(anchor: EventAnchor, anchored: When) -> When:
    """Return when something was that the text counts from an event with a known date.

    :param anchor: 'einen Tag nach dem Besuch' has direction 1, amount 1, unit 'day'.
    :param anchored: the date of the visit.
    :return: the date, an interval where the words blur ('einen Monat nach') or leave the amount
        open ('einige Tage vor': any earlier day); empty where the event has no date.

    >>> visit = When(value="2025-02-11", earliest=dt.date(2025, 2, 11), latest=dt.date(2025, 2, 11))
    >>> anchor_when(EventAnchor(direction=1, amount=1, unit="day", head=0), visit).value
    '2025-02-12'
    """
    if anchored.earliest is None and anchored.latest is None:
        return _OPEN
    reason = f"{_words(anchor)} {anchored.reason or anchored.value or 'another event'}".strip()
    if anchor.direction == 0:
        return replace(anchored, reason=reason)
    if anchor.amount is None:
        return _open_side(anchor, anchored, reason)
    blur = dt.timedelta(_BLUR.get(anchor.unit, 0))
    first = _shifted(anchored.earliest, anchor)
    last = _shifted(anchored.latest, anchor)
    if anchor.unit in ("second", "minute", "hour"):
        # 'zwei Stunden nach dem Treffen' may already be the next day.
        late = dt.timedelta(1)
        first = first - late if first and anchor.direction < 0 else first
        last = last + late if last and anchor.direction > 0 else last
    first = first - blur if first else None
    last = last + blur if last else None
    return When(value=value_of(first, last), earliest=first, latest=last, reason=reason)


def _open_side(anchor: EventAnchor, anchored: When, reason: str) -> When:
    """Return any time before or after an event, from the next day on if days are counted."""
    step = dt.timedelta(1 if anchor.unit in {"day", "week", *_BLUR} else 0)
    if anchor.direction < 0:
        last = anchored.latest - step if anchored.latest else None
        return When(latest=last, reason=reason) if last else _OPEN
    first = anchored.earliest + step if anchored.earliest else None
    return When(earliest=first, reason=reason) if first else _OPEN


def _words(anchor: EventAnchor) -> str:
    """Return an anchor in plain English for a reason: '1 day after'."""
    side = {-1: "before", 0: "at the time of", 1: "after"}[anchor.direction]
    if anchor.direction == 0 or not anchor.unit:
        return side
    amount = "some" if anchor.amount is None else f"{anchor.amount:g}"
    plural = "" if amount == "1" else "s"
    return f"{amount} {anchor.unit}{plural} {side}"


def _shifted(day: dt.date | None, anchor: EventAnchor) -> dt.date | None:
    if day is None or anchor.amount is None:
        return None
    amount = anchor.direction * anchor.amount
    try:
        if anchor.unit in _MONTHS:
            return _shift_months(day, round(amount * _MONTHS[anchor.unit]))
        return day + dt.timedelta(days=int(amount * _DAYS.get(anchor.unit, 0)))
    except (OverflowError, ValueError):
        return None


def _shift_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def inverse(anchor: EventAnchor) -> EventAnchor:
    """Return the anchor seen from the other event: after becomes before.

    >>> inverse(EventAnchor(direction=1, amount=1, unit="day", head=4)).direction
    -1
    """
    flipped = {-1: 1, 0: 0, 1: -1}
    return replace(anchor, direction=flipped[anchor.direction])  # type: ignore[arg-type]


def anchored_event_when(event: When, anchor: EventAnchor) -> When:
    """Return when the anchoring event was, from the date of what is counted from it.

    'am 12. Februar, einen Tag nach dem Besuch' dates the visit to 11 February.

    >>> call = When(value="2025-02-12", earliest=dt.date(2025, 2, 12), latest=dt.date(2025, 2, 12))
    >>> anchored_event_when(call, EventAnchor(direction=1, amount=1, unit="day", head=0)).value
    '2025-02-11'
    """
    return anchor_when(inverse(anchor), event)
