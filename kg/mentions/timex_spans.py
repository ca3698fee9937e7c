"""Readings of lengths, repetitions, clock times, and of times that count from something told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kg.mentions.timex_calendar import (
    Bounds,
    bounds,
    duration_seconds,
    duration_value,
    iso_week,
    shift,
)
from kg.mentions.timex_context import Context, Meaning, dated
from kg.mentions.timex_lexicon import lexicon, to_number, words
from kg.mentions.timex_rules import Hit
from kg.mentions.timex_values import Reader, relation, unit_code

UNIT_NAMES = {
    "S": "second",
    "M": "minute",
    "H": "hour",
    "D": "day",
    "NI": "day",
    "W": "week",
    "WE": "week",
    "Mo": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
_FRACTIONS = {
    "dreiviertelstunde": (0.75, "H"),
    "viertelstunde": (0.25, "H"),
    "vierteljahr": (3.0, "Mo"),
}
_LASTING = frozenset(words("lasting"))
_EVENT_UNIT_STEMS = {"mehr": None, "ganz": 1.0, "viertel": 0.25, "dreiviertel": 0.75}


def read_amount(groups: Mapping[str, str]) -> tuple[float | None, str]:
    """Return the amount (None: left open) and the unit's code of a match's groups.

    >>> read_amount({"num": "anderthalb", "unit": "Stunden"})
    (1.5, 'H')
    """
    if "fraction" in groups:
        return _fraction(groups)
    if "stem" in groups:
        stem = groups["stem"].rstrip("-").lower()
        unit = str(lexicon()["adjective_units"][groups["adjunit"]])
        if stem in _EVENT_UNIT_STEMS:
            return _EVENT_UNIT_STEMS[stem], unit
        return to_number(stem), unit
    if "long" in groups:
        stem = re.sub(r"e[mnrs]?$", "", groups["long"].lower())
        return None, str(lexicon()["long_units"][stem])
    unit = unit_code(groups.get("unit", ""))
    text = groups.get("num") or groups.get("num2") or ""
    if "ganze" in groups.get("lange", ""):
        return (1.0 if not groups["unit"].endswith("n") else None), unit
    number = to_number(text) if text else None
    return (number / 2 if number and "half" in groups else number), unit


def _fraction(groups: Mapping[str, str]) -> tuple[float | None, str]:
    text = groups["fraction"].lower()
    count = to_number(groups.get("num", "eins")) or 1
    for stem, (size, unit) in _FRACTIONS.items():
        if text.startswith(stem):
            return size * count, unit
    return 0.5, unit_code(groups["fraction"].split()[-1]) or "H"


def is_approximate(groups: Mapping[str, str]) -> bool:
    """Tell whether the words hedge the amount or leave it open."""
    return "hedge" in groups or "vague" in groups


def read_duration(hit: Hit, context: Context) -> Meaning | None:
    """Read a length of time; ages of people are none."""
    groups = hit.groups
    amount, unit = read_amount(groups)
    if not unit or ("stem" in groups and amount is None and groups["stem"].lower() != "mehr"):
        return None
    if groups.get("adjunit") == "jährig" and not _is_lasting(hit, context):
        return None
    if groups.get("long", "").startswith("langjährig") and not _is_lasting(hit, context):
        return None
    if _is_indefinite(hit, context) or (unit == "Y" and _is_age(hit, context)):
        return None
    return Meaning(
        type="DURATION",
        value=duration_value(amount, unit),
        seconds=duration_seconds(amount, unit),
        approximate=is_approximate(groups),
    )


def read_duration_sum(hit: Hit, context: Context) -> Meaning | None:
    """Read 'eine Stunde und 20 Minuten', 'zwei Jahre und drei Monate' as one length."""
    groups = hit.groups
    first, *others = [to_number(groups[key]) for key in sorted(groups) if key.startswith("num")]
    one, two = [unit_code(groups[key]) for key in sorted(groups) if key.startswith("unit")]
    second = others[0] if others else None
    if first is None or second is None:
        return None
    joint = duration_value(second, two).removeprefix("PT").removeprefix("P")
    lengths = [duration_seconds(first, one), duration_seconds(second, two)]
    return Meaning(
        type="DURATION",
        value=duration_value(first, one) + joint,
        seconds=None if None in lengths else sum(length or 0 for length in lengths),
        approximate="hedge" in groups,
    )


def _is_lasting(hit: Hit, context: Context) -> bool:
    after = re.match(
        r"[ ](?:[a-zäöüß]+[ ])?([A-ZÄÖÜ][\wäöüß-]+)", context.flat[hit.end : hit.end + 40]
    )
    if after is None:
        return False
    word = after[1]
    return any(word == noun or word.endswith(noun.lower()) for noun in _LASTING) or (
        word.endswith("s") and word[:-1] in _LASTING
    )


def _is_age(hit: Hit, context: Context) -> bool:
    """Tell whether years are somebody's age: '22 Jahre alt', 'ab 16 Jahren'."""
    after = context.flat[hit.end : hit.end + 24]
    if re.match(r"(?:(?: und|,| oder| bis) \S{1,12} Jahren?)? (?:alt|jünger|älter|jung\b)", after):
        return True
    borrowed = not re.search(r"Jahr", context.flat[hit.start : hit.end])
    if borrowed and re.match(
        r"[^.]{1,24}Jahren?,? (?:alt|jünger|älter)", context.flat[hit.end : hit.end + 40]
    ):
        return True
    before = re.search(
        r"(\w+)(?: (?:zwischen|von|\w+ und|\d+ bis))? $", context.before(hit.start, 2)
    )
    word = before[1] if before else ""
    return "num" in hit.groups and (word.lower() in ("ab", "unter", "mit") or word == "Alter")


def _is_indefinite(hit: Hit, context: Context) -> bool:
    """Tell whether 'ein Tag', 'eine Nacht' is just a thing, not a length: 'ein Tag der Freude'."""
    groups = hit.groups
    if groups.get("num", "").lower() not in ("ein", "eine", "einen", "einem", "einer", "eines"):
        return False
    if unit_code(groups.get("unit", "")) not in ("D", "NI", "WE", "DE", "CE"):
        return False
    follower = context.flat[hit.end : hit.end + 5]
    return follower.startswith((" der ", " des ", " wie "))


def _offset(hit: Hit, context: Context, sign: int, base: dt.date) -> Meaning | None:
    amount, unit = read_amount(hit.groups)
    if not unit:
        return None
    loose = is_approximate(hit.groups)
    if amount is None:
        end = base - dt.timedelta(1) if sign < 0 else None
        start = base + dt.timedelta(1) if sign > 0 else None
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Meaning(type="DATE", value=value, interval=(start, end), approximate=True)
    day = shift(base, sign * amount, unit)
    if day is None:
        return None
    if unit in ("S", "M", "H"):
        if amount >= 24 and unit == "H":
            return Meaning(
                type="DATE", value=day.isoformat(), interval=(day, day), approximate=loose
            )
        edges = (day - dt.timedelta(1), day) if sign < 0 else (day, day + dt.timedelta(1))
        return Meaning(
            type="TIME", value=f"{base.isoformat()}TXX:XX", interval=edges, approximate=loose
        )
    if "exact" in hit.groups or unit in ("D", "NI") or (unit == "W" and not loose):
        spread = 1 if loose else 0
        edge = dt.timedelta(spread)
        return Meaning(
            type="DATE", value=day.isoformat(), interval=(day - edge, day + edge), approximate=loose
        )
    value, interval = coarse(day, unit, amount)
    return Meaning(type="DATE", value=value, interval=interval, approximate=loose)


def coarse(day: dt.date, unit: str, amount: float) -> tuple[str, Bounds]:
    """Return value and interval of a day as exact as its unit: a week, a month, a year."""
    if unit == "W":
        return iso_week(day), (day - dt.timedelta(3), day + dt.timedelta(3))
    width = 7 if unit in ("Mo", "Q") or amount % 1 else {"Y": 4, "DE": 3, "CE": 2}.get(unit, 4)
    value = day.isoformat()[:width]
    return value, bounds(value)


def read_ago(hit: Hit, context: Context) -> Meaning | None:
    """Read 'vor zwei Wochen' as a date; with an unknown publication day only as a length."""
    return _from_today(hit, context, -1)


def read_ahead(hit: Hit, context: Context) -> Meaning | None:
    """Read 'in drei Tagen' as a date if the clause tells of something coming, else as a length."""
    tense = context.tense(hit.start)
    short = read_amount(hit.groups)[1] in ("S", "M", "H")
    if tense in ("past", "") or (short and tense != "future"):
        return read_duration(hit, context)
    return _from_today(hit, context, 1)


def _from_today(hit: Hit, context: Context, sign: int) -> Meaning | None:
    if context.published is None:
        meaning = read_duration(hit, context)
        if meaning is not None:
            meaning.seconds = None
        return meaning
    return _offset(hit, context, sign, context.published)


def read_deictic_shift(hit: Hit, context: Context) -> Meaning | None:
    """Read 'heute vor einer Woche', 'Montag in einer Woche' as an exact day."""
    groups = hit.groups
    amount, unit = read_amount(groups)
    if context.published is None or amount is None or not unit:
        return None
    base = context.published
    sign = -1 if groups["sign"] == "vor" else 1
    if "deictic" in groups:
        base += dt.timedelta(lexicon()["deictic"][groups["deictic"].lower()])
    else:
        number = lexicon()["weekdays"][groups["weekday"]]
        base += dt.timedelta((number - base.isoweekday()) % 7 - (7 if sign < 0 else 0))
    day = shift(base, sign * amount, unit)
    return dated(day.isoformat()) if day else None


def read_relative_span(hit: Hit, context: Context) -> Meaning | None:
    """Read 'in den vergangenen zwei Jahren': a length with the interval that it covers."""
    amount, unit = read_amount(hit.groups)
    rel = relation(hit.groups)
    if not unit or rel is None:
        return None
    meaning = Meaning(
        type="DURATION", value=duration_value(amount, unit), approximate=amount is None
    )
    base = context.published
    if base is not None and rel != 0 and "following" not in hit.groups:
        edge = shift(base, rel * amount, unit) if amount is not None else None
        meaning.interval = (edge, base) if rel < 0 else (base, edge)
    return meaning


def read_set(hit: Hit, context: Context) -> Meaning | None:
    """Read 'jeden Montag', 'alle zwei Wochen', 'einmal im Monat', 'täglich'."""
    groups, lex = hit.groups, lexicon()
    if "frequency" in groups:
        stem = re.sub(r"e[mnrs]?$", "", groups["frequency"].lower())
        return Meaning(
            type="SET",
            value=lex["frequency"].get(stem) or lex["frequency"][groups["frequency"].lower()],
        )
    if "per" in groups:
        return Meaning(type="SET", value="P1M" if groups["per"] == "Monat" else "P1Y")
    weekday = groups.get("weekday") or groups.get("lower", "").capitalize()
    if weekday:
        part = lex["dayparts"].get(groups.get("part", "").capitalize(), "")
        value = f"XXXX-WXX-{lex['weekdays'][weekday]}" + (f"T{part}" if part else "")
        return Meaning(type="SET", value=value)
    if "season" in groups:
        return Meaning(type="SET", value=f"XXXX-{lex['seasons'][groups['season']]}")
    if "daypart" in groups:
        part = lex["dayparts"].get(groups["daypart"]) or lex["dayhours"][groups["daypart"]]
        return Meaning(type="SET", value=f"XXXX-XX-XXT{part}")
    unit = unit_code(groups["unit"])
    return Meaning(type="SET", value=duration_value(to_number(groups.get("num", "eins")), unit))


def read_clock(hit: Hit, context: Context) -> Meaning | None:
    """Read a clock time; its day comes from the dates around it."""
    groups = hit.groups
    hour = int(groups["hour"]) if "hour" in groups else int(to_number(groups["num"]) or 0)
    minute = int(groups.get("minute") or groups.get("minute2") or 0)
    half = groups.get("half", "").lower()
    if half.startswith("halb"):
        hour, minute = hour - 1, 30
    elif half:
        hour, minute = (hour - 1, 45) if "vor" in half else (hour, 15)
    if hit.rule.name == "clock-bare":
        after = context.flat[hit.end : hit.end + 12]
        if re.match(r"[ ]?(?:Euro|Prozent|Dollar|Franken|Meter|Mill|%|€|\$)", after):
            return None
    if hour < 0 or (hour == 24 and minute):
        return None
    return Meaning(type="TIME", value="", clock=f"T{hour:02d}:{minute:02d}")


def read_midnight(hit: Hit, context: Context) -> Meaning | None:
    """Read 'Mitternacht'."""
    return Meaning(type="TIME", value="", clock="T24:00")


def read_daypart(hit: Hit, context: Context) -> Meaning | None:
    """Read 'am Nachmittag', 'in der Nacht', 'in den frühen Morgenstunden'."""
    lex = lexicon()
    word = hit.groups["daypart"]
    code = lex["dayparts"].get(word) or lex["dayhours"][word]
    return Meaning(type="TIME", value="", clock=f"T{code}")


def read_reference(hit: Hit, context: Context) -> Meaning | None:
    """Read 'derzeit', 'kürzlich', 'in Zukunft': a reference without any bounds."""
    groups = hit.groups
    for name in ("past", "future", "present"):
        if name in groups:
            return Meaning(type="DATE", value=f"{name.upper()}_REF")
    return Meaning(type="DATE", value=lexicon()["references"][groups["reference"].lower()])


def read_heuer(hit: Hit, context: Context) -> Meaning | None:
    """Read 'heuer', the year of publication."""
    return dated(f"{context.published.year:04d}" if context.published else "XXXX")


SPAN_READERS: dict[str, Reader] = {
    "ago": read_ago,
    "ahead": read_ahead,
    "clock": read_clock,
    "daypart": read_daypart,
    "deictic_shift": read_deictic_shift,
    "duration": read_duration,
    "duration_sum": read_duration_sum,
    "heuer": read_heuer,
    "midnight": read_midnight,
    "reference": read_reference,
    "relative_span": read_relative_span,
    "set": read_set,
}
