"""Readings of days and periods that count from the publication day, and of feasts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from kg.mentions.timex_calendar import (
    UNKNOWN,
    bounds,
    feast_day,
    iso_week,
    nearest,
    safe_date,
    shift,
    shift_months,
    weekday_near,
)
from kg.mentions.timex_context import Context, Meaning, dated
from kg.mentions.timex_lexicon import lexicon
from kg.mentions.timex_rules import Hit, find_hits
from kg.mentions.timex_values import (
    Reader,
    full_year,
    is_name,
    month_by_relation,
    month_number,
    relation,
    starts_sentence,
    unit_code,
    year_in,
)
from kg.model import EventAnchor
from kg.resources import read_toml


def read_deictic(hit: Hit, context: Context) -> Meaning | None:
    """Read 'gestern', 'heute Abend', 'am morgigen Sonntag'."""
    groups, lex = hit.groups, lexicon()
    if "deictic" in groups:
        if groups["deictic"] == "Morgen" and not starts_sentence(context.flat, hit.start):
            return None
        offset = lex["deictic"][groups["deictic"].lower()]
    else:
        offset = lex["deictic_adjectives"][groups["deicticadj"].lower()]
    part = groups.get("daylower") or groups.get("dp") or ""
    code = lex["dayparts_lower"].get(part) or lex["dayparts"].get(part, "")
    clock = f"T{code}" if code else ""
    if context.published is None:
        return dated("XXXX-XX-XX", clock=clock)
    return dated((context.published + dt.timedelta(offset)).isoformat(), clock=clock)


def read_weekday(hit: Hit, context: Context) -> Meaning | None:
    """Read a weekday by tense, or by 'vergangen', 'kommend'; with a part of the day."""
    groups, lex = hit.groups, lexicon()
    if re.search(r"\b(?:B[Ii][Ll][Dd]|Welt|Kurier|Presse) am $", context.before(hit.start)):
        return None  # a newspaper
    number = lex["weekdays"][groups["weekday"]]
    part = (groups.get("part") or groups.get("daylower") or "").capitalize()
    code = lex["dayparts"].get(part) or lex["dayhours"].get(part, "")
    clock = f"T{code}" if code else ""
    if context.flat[hit.start : hit.end] == groups["weekday"] + "s":
        starts = starts_sentence(context.flat, hit.start)
        return Meaning(type="SET", value=f"XXXX-WXX-{number}") if starts else None
    if context.published is None:
        return dated(f"XXXX-WXX-{number}", clock=clock)
    return dated(_weekday(groups, number, hit.start, context).isoformat(), clock=clock)


def _weekday(groups: Mapping[str, str], number: int, start: int, context: Context) -> dt.date:
    published = context.published
    assert published is not None
    if "week" in groups:
        stem = groups["week"].split()[0].rstrip("ernms")
        weeks = -1 if stem.startswith(("vergang", "l", "vorig")) else 0 if stem == "di" else 1
        monday = published - dt.timedelta(published.weekday()) + dt.timedelta(weeks=weeks)
        return monday + dt.timedelta(number - 1)
    rel = relation(groups)
    if rel is not None and rel < 0:
        return weekday_near(published - dt.timedelta(1 - 7 * (rel + 1)), number, "past")
    if rel is not None and rel > 0:
        return weekday_near(published + dt.timedelta(1 + 7 * (rel - 1)), number, "future")
    if re.search(r"\b[Vv]om $", context.before(start)):
        return weekday_near(published, number, "past")  # 'das Wahlergebnis vom Sonntag'
    return weekday_near(published, number, context.tense(start))


def read_night(hit: Hit, context: Context) -> Meaning | None:
    """Read 'Nacht zu Donnerstag': the night that begins on Wednesday."""
    groups = hit.groups
    day: dt.date | None = None
    if "day" in groups:
        month = month_number(groups["month"])
        year = year_in(groups, context)
        number = int(groups["day"])
        day = safe_date(year, month, number) if year else context.day_of(month, number, hit.start)
    elif context.published is None:
        return dated("XXXX-XX-XX", clock="TNI")
    elif "weekday" in groups:
        number = lexicon()["weekdays"][groups["weekday"]]
        day = _weekday({}, number, hit.start, context)
    elif "today" in groups:
        day = context.published
    if day is None:
        return None
    eve = day - dt.timedelta(1)
    return dated(eve.isoformat(), clock="TNI", interval=(eve, day))


def read_daypart_relative(hit: Hit, context: Context) -> Meaning | None:
    """Read 'in der vergangenen Nacht', 'am kommenden Abend'."""
    clock = f"T{lexicon()['dayparts'][hit.groups['daypart']]}"
    rel = relation(hit.groups)
    if rel is None or "following" in hit.groups or context.published is None:
        return None
    day = context.published + dt.timedelta(-1 if rel < 0 else 0)
    if rel == 0:
        return Meaning(type="TIME", value="", clock=clock)
    night = clock == "TNI"
    return dated(day.isoformat(), clock=clock, interval=(day, day + dt.timedelta(night)))


def read_period(hit: Hit, context: Context) -> Meaning | None:
    """Read 'diesen Monat', 'vergangenes Jahr', 'kommende Woche', 'am Wochenende'."""
    groups = hit.groups
    unit = hit.rule.options.get("unit") or unit_code(groups.get("unit", ""))
    if "previous" in groups:
        unit = {"Vorjahr": "Y", "Vormonat": "Mo", "Vorwoche": "W"}[groups["previous"]]
    rel = relation(groups)
    if unit == "D":
        return read_next_day(hit, context)
    base = context.published
    if base is None:
        return dated({"Y": "XXXX", "Mo": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX"))
    if unit == "WE":
        return dated(_weekend(base, rel, context.tense(hit.start)))
    if unit == "W":
        return dated(iso_week(base + dt.timedelta(weeks=rel or 0)), groups.get("mod", ""))
    if unit == "Q":
        moved = shift_months(base, 3 * (rel or 0))
        return dated(f"{moved.year}-Q{(moved.month + 2) // 3}")
    moved_to = shift(base, rel or 0, unit)
    if moved_to is None:
        return None
    width = {"Mo": 7, "Y": 4, "DE": 3, "CE": 2}.get(unit)
    return dated(moved_to.isoformat()[:width], groups.get("mod", "")) if width else None


def read_next_day(hit: Hit, context: Context) -> Meaning | None:
    """Read 'am nächsten Tag', 'am selben Tag': it counts from the event told last."""
    rel = relation(hit.groups)
    if rel not in (0, 1):
        return None
    anchor = EventAnchor(direction=1 if rel else 0, amount=rel, unit="day", head=-1)
    base = context.last_day(hit.start, 2)
    value = (base + dt.timedelta(rel)).isoformat() if base else "XXXX-XX-XX"
    return Meaning(type="DATE", value=value, anchor=anchor)


def _weekend(published: dt.date, rel: int | None, tense: str) -> str:
    weekday = published.isoweekday()
    if rel is None:
        rel = 0 if weekday >= 6 or tense == "future" else -1
    elif rel >= 1:
        rel -= weekday < 6
    return iso_week(published + dt.timedelta(weeks=rel)) + "-WE"


def read_edge(hit: Hit, context: Context) -> Meaning | None:
    """Read 'Jahresbeginn', 'Monatsende', 'Ende des Jahres'."""
    groups = hit.groups
    mark = groups.get("edge") or groups["mod"]
    width = {"Jahres": 4, "Monats": 7}.get(groups["whole"])
    base = context.published
    told = context.told[-1] if context.told and "mod" in groups else None
    if told and told.explicit and context.sentence(hit.start) - told.sentence <= 1:
        base = told.interval[0]
    if base is None:
        return dated("XXXX" if width == 4 else "XXXX-XX")
    return dated(base.isoformat()[:width] if width else iso_week(base), mark)


def read_quarter(hit: Hit, context: Context) -> Meaning | None:
    """Read 'im ersten Quartal 2025', 'in der zweiten Jahreshälfte'."""
    groups = hit.groups
    ordinal = groups.get("ordinal") or groups["ord2"]
    stem = ordinal.lower().rstrip("nrs")
    number = int(ordinal[:-1]) if ordinal[0].isdigit() else lexicon()["ordinals"].get(stem, 0)
    half = "half" in groups or groups.get("sort", "").startswith(("Halb", "Jahresh"))
    if not 1 <= number <= (2 if half else 4):
        return None
    year = year_in(groups, context)
    if year is None and context.published is not None:
        year = context.published.year
        if not half and context.tense(hit.start) != "future":
            year -= 3 * number - 2 > context.published.month
    text = "XXXX" if year is None else f"{year:04d}"
    return dated(f"{text}-{'H' if half else 'Q'}{number}")


def read_season(hit: Hit, context: Context) -> Meaning | None:
    """Read 'im Frühjahr', 'im vergangenen Herbst', 'Sommer 2024'."""
    if is_name(hit, context):
        return None
    groups = hit.groups
    code = lexicon()["seasons"][groups["season"]]
    middle = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}[code]
    published = context.published
    year = full_year(groups["year"]) if "year" in groups else None
    if year is not None and "end" in groups:
        year += 1
    elif year is None and published is None:
        return dated(f"XXXX-{code}")
    elif year is None and published is not None:
        rel = relation(groups)
        if context.flat[hit.end - 6 : hit.end] == "Jahres":
            year = published.year + (rel or 0)
        elif rel in (-1, 1):
            year = int(month_by_relation(middle, rel, published)[:4])
        else:
            days = [dt.date(published.year + step, middle, 15) for step in (-1, 0, 1)]
            year = nearest(days, published, context.tense(hit.start)).year
            if rel == 0 or abs(published.month - middle) <= 1:
                year = published.year
    return dated(f"{year:04d}-{code}")


_TIMELY = re.compile(
    r"\b(?:[Aa][mn]|[Zz]u|[Vv]or|[Nn]ach|[Bb]is|[Ss]eit|[Aa]b|[Üü]ber|[Zz]wischen|[Ww]ährend|[Vv]om)"
    r"(?: (?:de[mnrs]|zu[mr]?|diese[mnrs]?|heutigen|ersten|zweiten|vergangene[nm]?|letzte[nm]?))* $"
)


def _feasts_named(name: str, around: str) -> list[dict[str, Any]]:
    """Return the feasts of a name, in Swiss spelling too, that the words around point at."""
    plain = name.replace("ß", "ss")
    rows = read_toml("de/timex_feasts.toml")["feast"]
    named = [row for row in rows if row["name"].replace("ß", "ss") == plain]
    return [
        row for row in named if "near" not in row or any(near in around for near in row["near"])
    ]


def read_feast(hit: Hit, context: Context) -> Meaning | None:
    """Read a feast's day; of several feasts of that name the one that the sentence points at."""
    groups = hit.groups
    rows = _feasts_named(groups["feast"], context.flat[max(0, hit.start - 200) : hit.end + 200])
    if len(rows) != 1:
        return Meaning(type="DATE", value="XXXX-XX-XX")
    rule = rows[0]["day"]
    year = year_in(groups, context)
    if year is None and context.published is None:
        return dated("XXXX-XX-XX" if "east" in rule or " " in rule else f"XXXX-{rule}")
    if year is None and context.published is not None:
        base = context.published.year
        eve = dt.timedelta("eve" in groups)
        days = [d - eve for step in (-1, 0, 1) if (d := feast_day(rule, base + step))]
        day = nearest(days, context.published, "")
    else:
        assert year is not None
        found = feast_day(rule, year)
        if found is None:
            return None
        day = found - dt.timedelta("eve" in groups)
    last = day + dt.timedelta(rows[0].get("span", 1) - 1)
    # 'Er gratulierte zum Unabhängigkeitstag' does not say when: a feast is a date after 'am' only.
    timely = "eve" in groups or _TIMELY.search(context.before(hit.start, 2))
    return dated(day.isoformat(), interval=(day, last) if timely else UNKNOWN)


def read_eve(hit: Hit, context: Context) -> Meaning | None:
    """Read 'am Vorabend des Gipfels', 'am Vorabend eines Festes – dem Unabhängigkeitstag'."""
    end = re.compile(r"[.!?\f]|$").search(context.flat, hit.end, hit.end + 160)
    clause = context.flat[hit.end : end.start() if end else hit.end + 160]
    for feast in find_hits(clause):
        if feast.rule.kind == "feast":
            start, last = feast.start + hit.end, feast.end + hit.end
            meaning = read_feast(Hit(start, last, feast.rule, feast.groups), context)
            day = bounds(meaning.value)[0] if meaning else None
            if day is not None:
                context.spent.add(start)
                return dated((day - dt.timedelta(1)).isoformat())
    anchor = EventAnchor(direction=-1, amount=1, unit="day", head=-1)
    if re.match(r" (?:de[rs]|eine[rs]|von) ", context.flat[hit.end : hit.end + 8]):
        head, last = context.head_after(hit.end)
        if head >= 0:
            named = EventAnchor(direction=-1, amount=1, unit="day", head=head)
            return Meaning(type="DATE", value="", anchor=named, end=last)
    base = context.last_day(hit.start, 2)
    value = (base - dt.timedelta(1)).isoformat() if base else "XXXX-XX-XX"
    return Meaning(type="DATE", value=value, anchor=anchor)


PERIOD_READERS: dict[str, Reader] = {
    "daypart_relative": read_daypart_relative,
    "deictic": read_deictic,
    "edge": read_edge,
    "eve": read_eve,
    "feast": read_feast,
    "night": read_night,
    "period": read_period,
    "quarter": read_quarter,
    "season": read_season,
    "weekday": read_weekday,
}
