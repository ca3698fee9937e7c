"""Calendar arithmetic for TIMEX3 values: intervals, months, weeks, feasts. Pure functions."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, Literal

Bounds = tuple[dt.date | None, dt.date | None]
Tense = Literal["past", "present", "future", ""]
UNKNOWN: Bounds = (None, None)

# Months and days that a season's word may mean, from the meteorological to the astronomical one.
_SEASONS = {
    "SP": ((3, 1), (6, 20)),
    "SU": ((6, 1), (9, 22)),
    "FA": ((9, 1), (12, 20)),
    "WI": ((12, 1), (3, 20)),
}
_SECONDS = {"S": 1, "M": 60, "H": 3600, "D": 86400, "W": 604800}
_NAMES = {"DE": "DE", "CE": "CE", "WE": "WE", "NI": "NI", "Mo": "M", "Q": "Q"}


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has no such day.

    >>> safe_date(2023, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: dt.date, months: int) -> dt.date:
    """Return the day so many months later, the month's last day where it is too short.

    >>> shift_months(dt.date(2025, 3, 31), -1)
    datetime.date(2025, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return dt.date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def iso_week(day: dt.date) -> str:
    """Return the TIMEX3 value of a day's week.

    >>> iso_week(dt.date(2025, 7, 3))
    '2025-W27'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def bounds(value: str) -> Bounds:
    """Return the first and the last day of a TIMEX3 value; (None, None) if it has none.

    >>> bounds("2025-02")
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> bounds("XXXX-07-03"), bounds("PAST_REF")
    ((None, None), (None, None))
    """
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", value):
        day = safe_date(*(int(part) for part in match.groups()))
        return (day, day)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return _week(int(match[1]), int(match[2]), bool(match[3]))
    if match := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        return _part_of_year(int(match[1]), match[2])
    if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(match[1]), int(match[2])
        if year >= 1 and 1 <= month <= 12:
            return dt.date(year, month, 1), month_end(year, month)
    if re.fullmatch(r"\d{2,4}", value) and int(value) > 0:
        size = 10 ** (4 - len(value))
        first = int(value) * size
        return dt.date(first, 1, 1), dt.date(first + size - 1, 12, 31)
    return UNKNOWN


def _week(year: int, week: int, weekend: bool) -> Bounds:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return UNKNOWN
    return monday + dt.timedelta(5 if weekend else 0), monday + dt.timedelta(6)


def _part_of_year(year: int, part: str) -> Bounds:
    if part[0] == "Q":
        month = 3 * int(part[1])
        return dt.date(year, month - 2, 1), month_end(year, month)
    if part[0] == "H":
        month = 6 * int(part[1])
        return dt.date(year, month - 5, 1), month_end(year, month)
    (first_month, first), (last_month, last) = _SEASONS[part]
    start = dt.date(year - 1 if part == "WI" else year, first_month, first)
    return start, dt.date(year, last_month, last)


def third(interval: Bounds, part: str) -> Bounds:
    """Return the START, MID or END third of an interval, as 'Anfang', 'Mitte', 'Ende' mean it.

    >>> third(bounds("2025-03"), "END")
    (datetime.date(2025, 3, 21), datetime.date(2025, 3, 31))
    """
    first, last = interval
    if first is None or last is None or part not in ("START", "MID", "END"):
        return interval
    if first.day == 1 and (last - first).days in (364, 365):
        months = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[part]
        return dt.date(first.year, months[0], 1), month_end(first.year, months[1])
    years = last.year - first.year + 1
    if years > 1 and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        one_year, two_year = first.year + (years + 2) // 3, first.year + (2 * years + 1) // 3
        edges = {
            "START": (first.year, one_year),
            "MID": (one_year, two_year),
            "END": (two_year, last.year + 1),
        }[part]
        return dt.date(edges[0], 1, 1), dt.date(edges[1] - 1, 12, 31)
    length = (last - first).days + 1
    one, two = first + dt.timedelta(length // 3), first + dt.timedelta(2 * length // 3)
    if part == "START":
        return first, one - dt.timedelta(1)
    return (one, two - dt.timedelta(1)) if part == "MID" else (two, last)


def nearest(
    choices: Sequence[dt.date], published: dt.date, tense: Tense, slack: int = 0
) -> dt.date:
    """Return the day that a text of that day means: past, coming, or just the nearest.

    A day that is today counts as past and as coming. Of two equally near ones the past wins.
    ``slack``: a day so many days off is meant even where the tense says otherwise, for nobody
    leaves the year out of a date a year away ('wurde auf den 18. Dezember verlegt').

    >>> days = [dt.date(2024, 12, 31), dt.date(2025, 12, 31)]
    >>> nearest(days, dt.date(2025, 1, 2), ""), nearest(days, dt.date(2025, 1, 2), "future")
    (datetime.date(2024, 12, 31), datetime.date(2025, 12, 31))
    """
    ordered = sorted(choices, key=lambda day: (abs((day - published).days), day))
    if abs((ordered[0] - published).days) <= slack:
        return ordered[0]
    for day in ordered:
        if (tense == "past" and day <= published) or (tense == "future" and day >= published):
            return day
    return ordered[0]


def weekday_near(published: dt.date, weekday: int, tense: Tense) -> dt.date:
    """Return the last such weekday, today included, or the next one by future and present tense.

    >>> weekday_near(dt.date(2025, 7, 3), 2, ""), weekday_near(dt.date(2025, 7, 3), 2, "future")
    (datetime.date(2025, 7, 1), datetime.date(2025, 7, 8))
    """
    if tense in ("future", "present"):
        return published + dt.timedelta((weekday - published.isoweekday()) % 7)
    return published - dt.timedelta((published.isoweekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Return Easter Sunday of the Gregorian calendar (Gauss, as corrected by Lichtenberg).

    >>> easter(2025), easter(2024)
    (datetime.date(2025, 4, 20), datetime.date(2024, 3, 31))
    """
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    lunar = year % 19
    seed = (19 * lunar + moon) % 30
    late = (seed + lunar // 11) // 29
    full = 21 + seed - late
    first_sunday = 7 - (year + year // 4 + sun) % 7
    return dt.date(year, 3, 1) + dt.timedelta(full + 7 - (full - first_sunday) % 7 - 1)


def feast_day(rule: str, year: int) -> dt.date | None:
    """Return the day of a feast: 'MM-DD', 'easter+N', or 'N weekday month'.

    >>> feast_day("easter+39", 2025), feast_day("4 4 11", 2025)
    (datetime.date(2025, 5, 29), datetime.date(2025, 11, 27))
    """
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(int(rule[6:]))
    if "-" in rule and " " not in rule:
        month, day = rule.split("-")
        return safe_date(year, int(month), int(day))
    count, weekday, month_no = (int(part) for part in rule.split())
    first = dt.date(year, month_no, 1)
    offset = (weekday - first.isoweekday()) % 7
    return first + dt.timedelta(offset + 7 * (count - 1))


def duration_value(amount: float | None, unit: str) -> str:
    """Return a TIMEX3 duration; an amount that is left open is X.

    >>> duration_value(2.5, "H"), duration_value(None, "Mo"), duration_value(0.5, "Y")
    ('PT2.5H', 'PXM', 'P6M')
    """
    if unit == "Y" and amount is not None and amount % 1 == 0.5:
        unit, amount = "Mo", amount * 12
    if unit == "H" and amount is not None and amount < 1:
        unit, amount = "M", amount * 60
    count = "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))
    return ("PT" if unit in "SMH" else "P") + count + _NAMES.get(unit, unit)


def duration_seconds(amount: float | None, unit: str) -> int | None:
    """Return the length in seconds; None for open amounts and for months and years.

    >>> duration_seconds(0.75, "H"), duration_seconds(3, "Mo")
    (2700, None)
    """
    size = _SECONDS.get(unit)
    return None if amount is None or size is None else round(amount * size)


def shift(day: dt.date, amount: float, unit: str) -> dt.date | None:
    """Return the day so many units away; None where the calendar ends or the unit is no length.

    >>> shift(dt.date(2025, 7, 3), -2, "W")
    datetime.date(2025, 6, 19)
    """
    months: dict[str, Any] = {"Mo": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
    try:
        if unit in months:
            whole = amount * months[unit]
            if not 0 < day.year + whole / 12 < 9999:
                return None
            return shift_months(day, int(whole))
        seconds = _SECONDS.get("D" if unit in ("NI", "WE") else unit)
        return None if seconds is None else day + dt.timedelta(days=int(amount * seconds / 86400))
    except OverflowError:
        return None
