"""Words of German time expressions as lookup tables and as pieces of patterns.

The words lie in ``kg/data/de/timex.toml``; inflection and number words are composed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.resources import read_toml

ADJECTIVE = "(?:e[mnrs]?)"
_TENS = ("zwanzig", "dreißig", "dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig")
_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")


@cache
def lexicon() -> dict[str, Any]:
    """Return the tables of ``de/timex.toml``."""
    return read_toml("de/timex.toml")


def words(name: str) -> list[str]:
    """Return one of the plain word lists.

    >>> "vergangen" in words("last")
    True
    """
    return list(lexicon()["lists"][name])


@cache
def numbers() -> dict[str, float]:
    """Return number words with their values, composed ones and fractions too.

    >>> numbers()["fünfundvierzig"], numbers()["zweieinhalb"]
    (45, 2.5)
    """
    table: dict[str, float] = dict(lexicon()["numbers"])
    for tens in (*_TENS, "neunzig"):
        for unit in _UNITS:
            table[f"{unit}und{tens}"] = table[unit] + table[tens]
    for unit, value in list(table.items()):
        if (unit in _UNITS and value > 1) or unit in ("zehn", "elf", "zwölf"):
            table[f"{unit}einhalb"] = value + 0.5
    return table


def to_number(text: str) -> float | None:
    """Return the value of a number in digits or in words, or None.

    >>> to_number("2,5"), to_number("Zwölf"), to_number("1.200"), to_number("etliche")
    (2.5, 12, 1200, None)
    """
    if text[:1].isdigit():
        plain = re.sub(r"\.(?=\d{3}\b)", "", text).replace(",", ".")
        try:
            value = float(plain)
        except ValueError:
            return None
        return int(value) if value.is_integer() else value
    return numbers().get(text.lower())


def one_of(items: Iterable[str], *, capital: bool = False) -> str:
    """Return an alternation, longest first; ``capital`` lets a sentence begin with the words.

    >>> one_of(["bald", "ca."], capital=True)
    '[Bb]ald|[Cc]a\\\\.'
    """
    found = []
    for item in sorted(set(items), key=lambda word: (-len(word), word)):
        head, tail = item[0], re.escape(item[1:]).replace(r"\ ", " ")
        first = f"[{head.upper()}{head}]" if capital and head.islower() else re.escape(head)
        found.append(first + tail)
    return "|".join(found)


def _adjectives(*lists: str) -> str:
    return (
        f"(?:{one_of([stem for name in lists for stem in words(name)], capital=True)}){ADJECTIVE}"
    )


def _relation() -> str:
    """Return a piece that tells past, coming, following and present adjectives apart."""
    kinds = ("last", "next", "following", "this")
    return "(?:" + "|".join(f"(?P<{kind}>{_adjectives(kind)})" for kind in kinds) + ")"


def _deictic_adjective() -> str:
    stems = one_of(lexicon()["deictic_adjectives"], capital=True)
    return f"(?P<deicticadj>{stems}){ADJECTIVE}"


_DIGITS = {
    "century": r"(?P<century>2[01]|1\d|[1-9])",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])",
    "hour": r"(?P<hour>2[0-4]|1\d|0?\d)",
    "minute": r"(?P<minute>[0-5]\d)",
    "mod": r"(?:[Gg]egen )?(?P<mod>Anfang|Beginn|Mitte|Ende)",
    "monthno": r"(?P<monthno>1[0-2]|0?[1-9])",
    "small": r"\d{1,3}",
    "year": r"(?P<year>1\d{3}|20\d\d)",
    "yearany": r"(?P<year>\d{4}|\d\d)",
}


@cache
def macros() -> dict[str, str]:
    """Return the named pieces that patterns of ``de/timex_rules.toml`` use as ``{name}``."""
    return _DIGITS | _calendar_macros() | _amount_macros()


def _calendar_macros() -> dict[str, str]:
    lex = lexicon()
    parts = [*lex["dayparts"], *lex["dayhours"]]
    lower = f"{one_of(lex['dayparts_lower'])}|{one_of(lex['dayparts'])}"
    return {
        "month": f"(?P<month>{_months()})",
        "weekday": f"(?P<weekday>{one_of(lex['weekdays'])})",
        "weekdays": one_of(lex["weekdays"]),
        "monthnames": one_of(lex["months"]),
        "events": one_of([*words("events"), *(word.lower() for word in words("events"))]),
        "weekdaylower": f"(?P<lower>{one_of([day.lower() for day in lex['weekdays']])})",
        "daypart": f"(?P<daypart>{one_of(parts)})",
        "dayparts": one_of(lex["dayparts"]),
        "daylower": f"(?P<daylower>{lower})",
        "partslower": one_of([part.lower() for part in parts]),
        "season": f"(?P<season>{one_of(lex['seasons'])})s?",
        "deictic": f"(?P<deictic>{one_of(lex['deictic'], capital=True)})",
        "deicticadj": _deictic_adjective(),
        "rel": _relation(),
        "reference": f"(?P<reference>{one_of(lex['references'], capital=True)})",
        "feast": f"(?P<feast>{_feasts()})(?:e?s)?",
    }


def _amount_macros() -> dict[str, str]:
    lex = lexicon()
    nums = one_of(numbers(), capital=True)
    ordinals = one_of(lex["ordinals"], capital=True)
    return {
        "num": rf"(?P<num>\d{{1,3}}(?:\.\d{{3}}|,\d{{1,2}})?|\d{{4,5}}|{nums})",
        "numbers": nums,
        "numstems": nums,
        "ordinals": f"(?:{ordinals})[nrs]?",
        "ordinal": f"(?P<ordinal>(?:{ordinals})[nrs]?|\\d{{1,2}}\\.)",
        "vague": f"(?P<vague>(?:[Ee]in )?(?:{one_of(words('vague'), capital=True)}))",
        "hedge": f"(?P<hedge>{one_of(words('hedges'), capital=True)})",
        "unit": f"(?P<unit>{one_of(lex['units'])})",
        "adjunit": f"(?P<adjunit>{one_of(lex['adjective_units'])})",
        "adjunits": one_of(lex["adjective_units"]),
        "long": f"(?P<long>{one_of(lex['long_units'], capital=True)}){ADJECTIVE}?",
        "frequency": f"(?P<frequency>{one_of(lex['frequency'], capital=True)}){ADJECTIVE}?",
    }


def _months() -> str:
    """Return the months; an abbreviation without its point is none before a capital: 'Jan Böhm'."""
    names = list(lexicon()["months"])
    full = [name for name in names if len(name) > 4 or name in ("März", "Mai", "Juni", "Juli")]
    short = [name for name in names if name not in full]
    return f"(?:{one_of(full)})s?|(?:{one_of(short)})(?:\\.|(?= [^A-ZÄÖÜ]|[,;)]|$))"


def feast_names() -> set[str]:
    """Return the names of all feasts, in Swiss spelling too."""
    names = [row["name"] for row in read_toml("de/timex_feasts.toml")["feast"]]
    return {form for name in names for form in (name, name.replace("ß", "ss"))}


def _feasts() -> str:
    return one_of(feast_names())


@cache
def core_words() -> dict[str, frozenset[str]]:
    """Return the words that can make a time expression, lower-cased, with the cores they open.

    >>> sorted(core_words()["mai"]), sorted(core_words()["dienstagabend"])
    (['month'], ['weekday'])
    """
    lex = lexicon()
    table: dict[str, set[str]] = {}

    def put(core: str, items: Iterable[str], endings: Iterable[str] = ("",)) -> None:
        for item in items:
            for ending in endings:
                table.setdefault((item + ending).lower(), set()).add(core)

    parts = [*lex["dayparts"], *lex["dayhours"]]
    put("month", lex["months"], ("", "s"))
    put("halfmonth", [month + "hälfte" for month in lex["months"]])
    put("weekday", lex["weekdays"], ("", "s", "e", "en"))
    put("weekday", [d + p.lower() for d in lex["weekdays"] for p in parts], ("", "s", "e", "en"))
    put("daypart", parts, ("", "s", "e", "en"))
    put("daypart", lex["dayparts_lower"])
    put("season", lex["seasons"], ("", "s"))
    put("deictic", lex["deictic"])
    put("deictic", lex["deictic_adjectives"], ("e", "em", "en", "er", "es"))
    put("unit", lex["units"])
    put("adjunit", lex["frequency"], ("", "e", "em", "en", "er", "es"))
    put("adjunit", lex["long_units"], ("", "e", "em", "en", "er", "es"))
    put("feast", [re.split(r"[ -]", name)[-1] for name in feast_names()], ("", "s", "es"))
    put("reference", lex["references"], ("", "e", "em", "en", "er", "es"))
    for rule in read_toml("de/timex_rules.toml")["rule"]:
        put(rule["core"], rule.get("words", ()))
    return {word: frozenset(cores) for word, cores in table.items()}
