"""Readings of dates: from the groups of a match to a TIMEX3 value and an interval."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from kg.mentions.timex_calendar import (
    safe_date,
)
from kg.mentions.timex_context import Context, Meaning, dated
from kg.mentions.timex_lexicon import lexicon, words
from kg.mentions.timex_rules import Hit

Reader = Callable[[Hit, Context], Meaning | None]


def relation(groups: Mapping[str, str]) -> int | None:
    """Return -1 for 'vergangen', 1 for 'kommend', 0 for 'dies'; None without such a word.

    >>> relation({"last": "vorletzten"}), relation({"next": "kommende"}), relation({})
    (-2, 1, None)
    """
    for kind, prefix, value in (("last", "vor", -2), ("next", "über", 2)):
        word = groups.get(kind, "").lower()
        if word.startswith(prefix) and not word.startswith(("vorig", "vorherig")):
            return value
    if groups.get("last") or groups.get("vorjahr") or groups.get("previous"):
        return -1
    if groups.get("next") or groups.get("following"):
        return 1
    return 0 if groups.get("this") else None


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name in any of its forms.

    >>> month_number("Jänner"), month_number("Sept."), month_number("Mais")
    (1, 9, 5)
    """
    table = lexicon()["months"]
    plain = name.rstrip(".")
    return int(table.get(plain) or table[plain.removesuffix("s")])


def full_year(text: str) -> int:
    """Return a year, of two digits the one from 1970 to 2069.

    >>> full_year("25"), full_year("89"), full_year("2006")
    (2025, 1989, 2006)
    """
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


def unit_code(word: str) -> str:
    """Return the code of a unit's word ('Wochen' → 'W'), '' for unknown ones."""
    table = lexicon()["units"]
    return str(table.get(word) or table.get(word.removesuffix("s")) or table.get(word + "n") or "")


def year_in(groups: Mapping[str, str], context: Context) -> int | None:
    """Return the year that a match names, also by 'vorigen Jahres'."""
    if "year" in groups:
        return full_year(groups["year"])
    rel = relation(groups)
    if rel is not None and context.published is not None:
        return context.published.year + rel
    return None


def read_date(hit: Hit, context: Context) -> Meaning | None:
    """Read a day of a month, with or without its year."""
    groups = hit.groups
    if re.search(
        r"(?:[Ss]tra(?:ß|ss)e|[Pp]latz|[Bb]rücke|[Aa]llee) de[sr] $", context.before(hit.start)
    ):
        return None
    month = int(groups["monthno"]) if "monthno" in groups else month_number(groups["month"])
    day, year = _day_number(groups), year_in(groups, context)
    if year is None:
        date = context.day_of(month, day, hit.start)
        if date is None:
            valid = safe_date(2024, month, day)
            return dated(f"XXXX-{month:02d}-{day:02d}") if valid else None
    else:
        date = safe_date(year, month, day)
    return dated(date.isoformat()) if date else None


def _day_number(groups: Mapping[str, str]) -> int:
    if "day" in groups:
        return int(groups["day"])
    table = lexicon()["ordinals"]
    word = groups["dayword"].lower()
    return int(table.get(word) or table[word[:-1]])


def is_name(hit: Hit, context: Context) -> bool:
    """Tell whether a bare month or season is somebody's name: 'Theresa May', 'August Bebel'."""
    if set(hit.groups) - {"month", "season"}:
        return False
    if not context.flat[hit.start : hit.start + len(hit.groups.get("season", "x"))][:1].isupper():
        return False
    before = re.search(r"(\w+)[ ]+$", context.before(hit.start))
    after = re.match(r"[ ]([A-ZÄÖÜ]\w+)", context.flat[hit.end : hit.end + 20])
    word = before[1] if before else ""
    if word.lower() in _BEFORE_MONTH:
        return False
    return bool(after or word[:1].isupper()) or not before


_BEFORE_MONTH = frozenset(
    "ab im in seit bis vom zum den dem der des diesen diesem dieses und oder sowie von vor nach "
    "anfang ende mitte monat jeden jedes mehr gegen zwischen ganzen letzten nächsten für als über "
    "noch bereits schon erst kommenden vergangenen".split()
)


def starts_sentence(flat: str, start: int) -> bool:
    """Tell whether a sentence begins at an offset."""
    return start <= 0 or bool(re.search(r"(?:^|[.!?:\f„\"»])\s*$", flat[max(0, start - 3) : start]))


def read_month(hit: Hit, context: Context) -> Meaning | None:
    """Read a month, with or without its year, with 'Anfang', 'Mitte', 'Ende'."""
    if is_name(hit, context):
        return None
    groups = hit.groups
    month, year = month_number(groups["month"]), None
    if hit.rule.name == "month-adjective" and context.published is not None:
        value = month_by_relation(month, relation(groups) or 0, context.published)
        return dated(value)
    year = year_in(groups, context)
    value = f"{year:04d}-{month:02d}" if year is not None else context.month_of(month, hit.start)
    return dated(value, groups.get("mod", ""))


def read_month_half(hit: Hit, context: Context) -> Meaning | None:
    """Read 'in der zweiten Märzhälfte': the 1st to the 15th, or the 16th to the end."""
    groups = hit.groups
    month, year = month_number(groups["month"]), year_in(groups, context)
    value = f"{year:04d}-{month:02d}" if year is not None else context.month_of(month, hit.start)
    meaning = dated(value)
    first, last = meaning.interval
    if first is None or last is None:
        return meaning
    if groups["half"].startswith("erste"):
        return dated(value, interval=(first, first.replace(day=15)))
    return dated(value, interval=(first.replace(day=16), last))


def month_by_relation(month: int, rel: int, published: dt.date) -> str:
    """Return the value of 'im vergangenen Dezember' and 'im kommenden März'."""
    year = published.year
    if rel < 0 and month >= published.month:
        year -= 1
    if rel > 0 and month <= published.month:
        year += 1
    return f"{year:04d}-{month:02d}"


def read_year(hit: Hit, context: Context) -> Meaning | None:
    """Read a year; None where the four digits count or number something."""
    groups = hit.groups
    year = int(groups["year"])
    if not ("word" in groups or "mod" in groups) and not _is_year(year, hit, context):
        return None
    return dated(f"{year:04d}", groups.get("mod", ""))


def _is_year(year: int, hit: Hit, context: Context) -> bool:
    before = re.search(r"([\w§]+)([ .(/,–-]*)$", context.before(hit.start, 2))
    after = _FOLLOWER.match(context.flat, hit.end)
    if re.match(r" im (?:Jahr |vergangenen |Vorjahr)", context.flat[hit.end : hit.end + 16]):
        return False
    word, follower = before[1] if before else "", after[1] if after else ""
    if (
        word.rstrip(".") in _NOT_BEFORE
        or follower in _NOT_AFTER
        or follower.startswith(tuple(".,:%€$"))
    ):
        return False
    if word.isdigit() and before and not before[2].strip():
        return False  # a telephone number
    if before and before[2].endswith(("-", "/")) and not re.match(r"\d{4}$|\w*\)$", word):
        return False
    if word.lower() in _LINKS and not re.search(r"\d{4}[^.]{0,12}$", context.before(hit.start, 2)):
        word = ""
    if word.lower() in _YEAR_BEFORE:
        return not (
            year % 100 == 0 and follower[:1].isupper() and word.lower() in ("von", "um", "vor")
        )
    if (
        not (1800 if not _in_range(hit, context) else 800) <= year <= 2099
        or word.lower() in _AMOUNT_BEFORE
    ):
        return False
    round_number = year % 50 == 0
    return not (round_number and follower[:1].isalpha() and follower[:1].isupper())


def _in_range(hit: Hit, context: Context) -> bool:
    """Tell whether a year stands in a pair of years: '(1170-1230)'."""
    after = re.match(r" ?[-–] ?\d{4}\b", context.flat[hit.end : hit.end + 8])
    return bool(after or re.search(r"\b\d{4} ?[-–] ?$", context.before(hit.start)))


_NOT_BEFORE = frozenset([*words("not_year_before"), "§", "Nr", "mal", "A", "B", "Platz", "Rang"])
_NOT_AFTER = frozenset([*words("not_year_after"), "%", "€", "$", "Uhr", "Mio", "Mrd", "mal", "x"])
_YEAR_BEFORE = frozenset(words("year_before"))
_LINKS = frozenset({"und", "oder", "bis", "von", "vor", "nach", "um"})
_FOLLOWER = re.compile(r"(?: ?(?:bis|und|oder|[-–]) ?\d{4}(?= [A-ZÄÖÜ]))?[ ]?([\w%€$]+|[.,:]\d)")
_AMOUNT_BEFORE = frozenset(
    "rund etwa fast knapp mehr als weniger ungefähr circa ca exakt genau insgesamt alle davon "
    "zu jährlich gut weitere weiteren plus minus mit".split()
)


def read_year_range(hit: Hit, context: Context) -> Meaning | None:
    """Read '2014/15' as both years; a decade is the only TIMEX3 value that holds 1925/26."""
    first = int(hit.groups["year"])
    tail = hit.groups["end"]
    last = int(tail) if len(tail) == 4 else first - first % 10 ** len(tail) + int(tail)
    if last != first + 1:
        return None
    interval = (dt.date(first, 1, 1), dt.date(last, 12, 31))
    if "season" in hit.groups:
        interval = (dt.date(first, 7, 1), dt.date(last, 6, 30))
    value = str(first)[:3] if str(first)[:3] == str(last)[:3] else str(first)
    return dated(value, interval=interval)


def read_decade(hit: Hit, context: Context) -> Meaning | None:
    """Read '1990er Jahre'; two digits mean the last such decade before publication."""
    text = hit.groups["decade"]
    if len(text) == 2:
        year = context.published.year if context.published else 2000
        century = year // 100 if int(text) <= year % 100 else year // 100 - 1
        text = f"{century}{text}"
    return dated(text[:3], hit.groups.get("mod", ""))


def read_century(hit: Hit, context: Context) -> Meaning | None:
    """Read '15. Jahrhundert' as the TIMEX3 value '14'."""
    return dated(f"{int(hit.groups['century']) - 1:02d}", hit.groups.get("mod", ""))


DATE_READERS: dict[str, Reader] = {
    "century": read_century,
    "date": read_date,
    "decade": read_decade,
    "month": read_month,
    "month_half": read_month_half,
    "year": read_year,
    "year_range": read_year_range,
}
