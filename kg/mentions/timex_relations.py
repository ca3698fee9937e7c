"""What the words around expressions do to them: 'seit', 'bis', ranges, clock times' days."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass

from kg.mentions.timex_calendar import bounds
from kg.mentions.timex_context import LOOK_BACK, Context, Meaning
from kg.mentions.timex_rules import Hit

_ARTICLES = r"(?: (?:de[mnrs]|das|die|zu[mr]?|etwa|rund|spätestens|einschließlich|heute))*"
_BEFORE = re.compile(r"(\w+)" + _ARTICLES + r" ?$")
_RANGE = re.compile(
    r" ?(?:[-–]|bis(?: (?:zum?|einschließlich|etwa|gegen|auf))?(?: (?:de[nm]))?(?: Uhr)?) ?"
)
_AND = re.compile(r" und (?:de[mn] )?")
_SINCE = frozenset({"seit", "seitdem"})
_FROM = frozenset({"ab", "frühestens"})
_UNTIL = frozenset({"bis", "spätestens"})


@dataclass(slots=True)
class Found:
    """A match with its meaning, until it becomes a Timex."""

    start: int
    end: int
    rule: str
    meaning: Meaning


def place(hit: Hit, meaning: Meaning) -> Found:
    """Return a match with its meaning, with the borders that the reading chose."""
    start = hit.start if meaning.start < 0 else meaning.start
    end = hit.end if meaning.end < 0 else meaning.end
    return Found(start, end, hit.rule.name, meaning)


def relate(found: list[Found], context: Context) -> None:
    """Give clock times their day, ranges their interval, and apply 'seit', 'bis', 'vor', 'nach'."""
    for index, item in enumerate(found):
        if item.meaning.clock and not item.meaning.value:
            _set_day(found, index, context)
    in_range = _join_ranges(found, context)
    for index, item in enumerate(found):
        if index not in in_range and item.meaning.type in ("DATE", "TIME"):
            _apply_preposition(item, context)
    _prefer_explicit(found, context)


def _set_day(found: list[Found], index: int, context: Context) -> None:
    """Take the day of a clock time from the same sentence, else the one before, else nothing.

    Without any, the value counts from the publication day (as TIMEX3 has it) but there is no
    interval: the text does not give the day.
    """
    item = found[index]
    sentence = context.sentence(item.start)
    if _follows_set(found, index, context) or re.search(
        r"\bjeweils [^.]{0,8}$", context.before(item.start, 2)
    ):
        item.meaning.value = item.meaning.clock
        return
    day = _neighbour_day(found, index, context, sentence, 0)
    if day is None:
        day = _next_day(found, index, context, sentence)
    if day is None:
        reach = 4 if item.rule == "daypart" else 1
        day = _neighbour_day(found, index, context, sentence, reach)
    if day is not None:
        item.meaning.interval = (day, day)
        item.meaning.value = day.isoformat() + item.meaning.clock
    elif context.published is not None:
        item.meaning.value = context.published.isoformat() + item.meaning.clock
        item.meaning.note = "undated"
        if item.rule == "daypart" and _is_of_today(found, index, context):
            item.meaning.interval = _today(item, context, context.published)
    else:
        item.meaning.value = "XXXX-XX-XX" + item.meaning.clock


def _is_of_today(found: list[Found], index: int, context: Context) -> bool:
    """Tell whether a part of the day is that of publication: 'hat am Mittag telefoniert'.

    News of the day need no 'heute', and stand in the perfect, the present or the future. In the
    preterite of a story ('am Abend sprachen sie'), where the sentences before tell of another time
    and in 'am Morgen nach der Wahl' the day stays unknown.
    """
    item, published = found[index], context.published
    context.end = item.end  # the tense is that of this clause
    line = re.split(r"[.!?:;\f]", context.flat[max(0, item.start - 160) : item.start])[-1]
    line += re.split(r"[.!?:;\f]", context.flat[item.start : item.end + 160])[0]
    perfect = _PERFECT.search(line) and not _PLUPERFECT.search(line)
    if not perfect and context.tense(item.start) not in ("present", "future"):
        return False
    after = context.flat[item.end : item.end + 12]
    if not _THAT_PART.search(context.before(item.start)) or _OTHER_DAY.match(after):
        return False
    sentence = context.sentence(item.start)
    near = [o for o in found[max(0, index - LOOK_BACK) : index] if o.meaning.type == "DATE"]
    near = [o for o in near if sentence - context.sentence(o.start) <= 4]
    ends = [o.meaning.interval[1] for o in near]
    return not any(end is not None and published is not None and end < published for end in ends)


_PERFECT = re.compile(r"\b(?:hat|haben|ist|sind) ")
_PLUPERFECT = re.compile(r"\b(?:hatten?|waren?|wurden?) ")
_THAT_PART = re.compile(r"\b(?:[Aa]m|[Ii]n der|[Gg]egen) $")
_OTHER_DAY = re.compile(
    r" (?:danach|darauf|davor|zuvor|de[rs]|nach|vor|seine[sr]|ihre[sr]|eines)\b"
)


def _today(item: Found, context: Context, published: dt.date) -> tuple[dt.date, dt.date]:
    """Return the day of publication; a night has two, the one before unless it is to come."""
    if not item.meaning.clock.endswith("NI"):
        return published, published
    day = dt.timedelta(1)
    future = context.tense(item.start) == "future"
    return (published, published + day) if future else (published - day, published)


def _follows_set(found: list[Found], index: int, context: Context) -> bool:
    """Tell whether a repetition stands right before a clock time: 'montags um 14 Uhr'."""
    if index == 0 or found[index - 1].meaning.type != "SET":
        return False
    return len(re.split(r"[.!?\f]", context.flat[found[index - 1].end : found[index].start])) == 1


def _neighbour_day(
    found: list[Found], index: int, context: Context, sentence: int, reach: int
) -> dt.date | None:
    for other in reversed(found[max(0, index - LOOK_BACK) : index]):
        if sentence - context.sentence(other.start) > reach:
            return None
        if day := _single_day(other):
            return day
    return None


def _next_day(found: list[Found], index: int, context: Context, sentence: int) -> dt.date | None:
    if index + 1 >= len(found):
        return None
    other = found[index + 1]
    gap = context.flat[found[index].end : other.start]
    near = len(gap) < 24 and "," not in gap and context.sentence(other.start) == sentence
    return _single_day(other) if near else None


def _single_day(item: Found) -> dt.date | None:
    first, last = item.meaning.interval
    if item.meaning.type == "SET" or first is None:
        return None
    if first == last or item.meaning.value.endswith("TNI"):
        return first
    return None


def _join_ranges(found: list[Found], context: Context) -> set[int]:
    """Give both ends of 'vom 5. bis 22. November' the whole interval; return their places."""
    joined: set[int] = set()
    for index in range(len(found) - 1):
        one, two = found[index], found[index + 1]
        if one.meaning.type not in ("DATE", "TIME") or two.meaning.type not in ("DATE", "TIME"):
            continue
        gap = context.flat[one.end : two.start]
        between = re.search(r"\b[Zz]wischen (?:de[mr] )?$", context.before(one.start))
        if not (_RANGE.fullmatch(gap) or (between and _AND.fullmatch(gap))):
            continue
        if two.meaning.named_year and not one.meaning.named_year:
            _lend_year(one, two)
        first, last = one.meaning.interval[0], two.meaning.interval[1]
        if first is None or last is None or first > last:
            continue
        one.meaning.interval = two.meaning.interval = (first, last)
        if one.meaning.type == "DATE":
            one.meaning.modifier, two.meaning.modifier = "AFTER", "BEFORE"
        joined |= {index, index + 1}
    return joined


def _lend_year(one: Found, two: Found) -> None:
    """Give the first end of 'vom 2. April bis zum 20. Juni 1943' the year of the second."""
    match = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d(?:-\d\d)?)", one.meaning.value)
    last = two.meaning.interval[1]
    if match is None or last is None:
        return
    for year in (last.year, last.year - 1):
        value = f"{year:04d}-{match[1]}"
        first = bounds(value)[0]
        if first is not None and first <= last:
            one.meaning.value, one.meaning.interval = value, bounds(value)
            return


def _apply_preposition(item: Found, context: Context) -> None:
    meaning = item.meaning
    first, last = meaning.interval
    match = _BEFORE.search(context.before(item.start, 3))
    if match is None or (first is None and last is None):
        return
    word = match[1].lower()
    if meaning.type == "TIME" and meaning.clock and word not in _UNTIL | _FROM | _SINCE:
        return
    if item.rule in ("ago", "ahead") and word not in _SINCE | _UNTIL | _FROM:
        return
    if word in _SINCE and first is not None:
        meaning.interval, meaning.modifier = (first, context.published), "AFTER"
    elif word in _FROM and first is not None:
        meaning.interval, meaning.modifier = (first, None), "AFTER"
    elif word in _UNTIL and last is not None:
        meaning.interval, meaning.modifier = (None, last), "BEFORE"
    elif word == "vor" and first is not None:
        meaning.interval, meaning.modifier = (None, first - dt.timedelta(1)), "BEFORE"
    elif word == "nach" and last is not None:
        meaning.interval, meaning.modifier = (last + dt.timedelta(1), None), "AFTER"
    if meaning.interval[0] and meaning.interval[1] and meaning.interval[0] > meaning.interval[1]:
        meaning.interval = (first, last)


def _prefer_explicit(found: list[Found], context: Context) -> None:
    """Let the date win in 'einen Monat später, am 19. Mai': both tell the same day."""
    for one, two in itertools.pairwise(found):
        anchor = one.meaning.anchor
        if anchor is None or anchor.head >= 0 or two.meaning.anchor is not None:
            continue
        gap = context.flat[one.end : two.start]
        if (
            re.fullmatch(r" ?[,(–-] ?(?:also |nämlich )?(?:am|im|dem|den|vom)? ?", gap)
            and two.meaning.interval[0]
        ):
            one.meaning.anchor = None
            one.meaning.interval = two.meaning.interval
            one.meaning.value = two.meaning.value
