"""Dates, durations and names of kinds as people write them, in German or English."""

from __future__ import annotations

import re
from typing import Any, Literal

from kg.errors import KgError
from kg.model import When
from kg.resources import read_toml

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = ("de", "en")
NARROW = "\u202f"  # a space at which no line breaks
_DATE = re.compile(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?")


def words(language: Language) -> dict[str, Any]:
    """Return all words of a language, by section.

    :raises KgError: where the language is neither German nor English.

    >>> words("de")["statuses"]["Planned"]
    'geplant'
    """
    if language not in LANGUAGES:
        raise KgError(f"no words in the language '{language}'", hint="use 'de' or 'en'")
    section: dict[str, Any] = read_toml("page/words.toml")[language]
    return section


def date_words(value: str, language: Language = "de") -> str:
    """Return a date as exact as it is: a day, a month or a year; '' for anything else.

    >>> date_words("2025-07-03"), date_words("2025-07", "en"), date_words("--07-03")
    ('3. Juli 2025', 'July 2025', '3. Juli')
    """
    time = words(language)["time"]
    match = _DATE.fullmatch(value)
    if not match:
        return ""
    year, month, day = match.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    name = time["months"][int(month) - 1] if month else ""
    if day:
        form = time["day"] if year else time["day_no_year"]
        return str(form.format(d=int(day), month=name, y=year))
    if month:
        return str(time["month"].format(month=name, y=year)) if year else name
    return year or ""


def when_words(when: When, language: Language = "de") -> str:
    """Return when something was, by its date or else its bounds; '' where nothing is known.

    >>> import datetime as dt
    >>> when_words(When(earliest=dt.date(2025, 5, 1), latest=dt.date(2025, 6, 1)))
    'zwischen 1. Mai 2025 und 1. Juni 2025'
    """
    exact = date_words(when.value, language)
    if exact:
        return exact
    time = words(language)["time"]
    first, last = (
        date_words(day.isoformat(), language) if day else "" for day in (when.earliest, when.latest)
    )
    if first and first == last:
        return first
    if first and last:
        return str(time["between"].format(a=first, b=last))
    if last:
        return str(time["before"].format(b=last))
    return str(time["after"].format(a=first)) if first else ""


def short_date(when: When, language: Language = "de") -> str:
    """Return a date for a narrow place, in figures; '' where nothing is known.

    >>> short_date(When(value="2025-07-03")), short_date(When(value="2025-07"))
    ('03.07.2025', 'Juli 2025')
    >>> import datetime as dt
    >>> ascii(short_date(When(latest=dt.date(2025, 6, 1)), "en"))
    "'\\\\u2264\\\\u202f2025-06-01'"
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", when.value):
        return _figures(when.value, language)
    if when.value:
        return date_words(when.value, language)
    first, last = (
        _figures(day.isoformat(), language) if day else "" for day in (when.earliest, when.latest)
    )
    if first and last:
        return first if first == last else f"{first} – {last}"
    if last:
        return f"≤{NARROW}{last}"
    return f"≥{NARROW}{first}" if first else ""


def _figures(iso: str, language: Language) -> str:
    return ".".join(reversed(iso.split("-"))) if language == "de" else iso


def duration_words(
    seconds: int | None, approximate: bool = False, language: Language = "de"
) -> str:
    """Return a duration, '' for None.

    >>> duration_words(9000, True), duration_words(3000, language="en")
    ('etwa 2 Std. 30 Min.', '50 min')
    """
    if seconds is None:
        return ""
    time = words(language)["time"]
    days, rest = divmod(seconds, 86_400)
    amounts = (days, rest // 3_600, rest // 60 % 60, rest % 60)
    parts = [
        f"{amount} {names[amount != 1]}"
        for amount, names in zip(amounts, time["units"], strict=True)
        if amount
    ]
    text = " ".join(parts) or f"0 {time['units'][-1][1]}"
    return f"{time['about']} {text}" if approximate else text
