"""Publication dates as people and machines write them."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from kg.resources import read_toml

_YEARS = range(1500, 2200)  # outside: a placeholder such as 0001-01-01, or a slip of the keyboard
_GERMAN = re.compile(
    r"(?:[^\W\d_]+,?\s+)?(?:den\s+)?(\d{1,2})\.\s*(?:(\d{1,2})\.|([^\W\d_]+)\.?)\s*(\d{4})"
    r"(?:\b.*)?",
    re.DOTALL,
)


def parse_published(value: str) -> dt.date | None:
    """Return the day that a publication date names, or None where it names none.

    Reads ISO dates and date-times (the day as written, whatever the zone), German dates and the
    dates of mail and RSS. Half a date ('Juli 2025') is None: the day is not made up.

    >>> parse_published("2025-07-03T23:30:00+02:00")
    datetime.date(2025, 7, 3)
    >>> parse_published("Donnerstag, 3. Juli 2025, 14 Uhr") == parse_published("03.07.2025")
    True
    >>> parse_published("Juli 2025") is None
    True
    """
    value = value.strip()
    day = _from_iso(value) or _from_german(value) or _from_mail(value)
    return day if day is not None and day.year in _YEARS else None


def _from_iso(value: str) -> dt.date | None:
    """ISO 8601, which Python 3.11 reads with and without dashes, and with a time after a space."""
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError:
        return None


def _from_german(value: str) -> dt.date | None:
    """'3. Juli 2025', '03.07.2025', 'Do., 3. Jänner 2019, 8.15 Uhr'."""
    match = _GERMAN.fullmatch(value)
    if match is None:
        return None
    day, number, name, year = match.groups()
    month = int(number) if number else read_toml("ingest.toml")["months"].get(name.lower(), 0)
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


def _from_mail(value: str) -> dt.date | None:
    """RFC 5322, as in RSS: 'Thu, 03 Jul 2025 10:00:00 GMT'."""
    try:
        return email.utils.parsedate_to_datetime(value).date()
    except (ValueError, IndexError, TypeError):
        return None
