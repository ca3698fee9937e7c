"""When was this published? The text's own words for it, with a reason, or None.

Three kinds of witnesses, from the surest to the weakest: a stamp ('Berlin, 3. Juli 2025 (dpa)',
'Stand: 3.7.2025'), an equation ('der morgen gefeiert wird' of a feast on 4 July), and the days
that the text tells of as past or coming. The last two need a year, which the text must name.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.mentions.publication_years import Year, find_years, first_on_or_after
from kg.mentions.timex_calendar import bounds
from kg.mentions.timex_find import find_timexes
from kg.mentions.timex_lexicon import lexicon, one_of, words
from kg.mentions.timex_rules import flatten
from kg.mentions.timex_tense import clause_tense
from kg.model import Dating, Timex

MINIMUM = 0.5  # a weaker guess is none
_DAY_RULES = frozenset({"day-month", "numeric-date", "numeric-day-month", "iso-date", "feast"})
_LABEL = re.compile(rf"^[\s(*–-]*(?:{one_of(words('stamps'))})\b[^.]{{0,24}}$")
_WEAK_LABEL = re.compile(r"^[\s(*–-]*(?:Aktualisiert|Update|Stand|Letzte Änderung)\b[^.]{0,24}$")
_AGENCY = re.compile(rf"\((?:[\w./ -]{{0,20}}[,/ ])?(?:{one_of(words('agencies'))})[,; ]+$")
_TODAY = re.compile(r"(?:[Hh]eute|[Hh]eutigen \w+)(?:,| am|,? (?:dem|den|der))? \(?$")
_PLACE = re.compile(r"(?:[A-ZÄÖÜ][\w./’'-]*(?: [A-ZÄÖÜ(][\w./)-]*){0,3} ?[,:.–-]? (?:den )?)?\(?$")
_AFTER_LINE = re.compile(r" ?(?:[–—:|/)(-]|\. |, ?\d{1,2}[.:]\d\d|\n|$)")
_RELATIVE = re.compile(r"[^.!?\f]{0,40}, (?:der|die|das|den|welche[rs]?)(?: [a-zäöüß]+){0,3} $")
_SAME_DAY = re.compile(r",? \(?(?:am|dem|den|der|also|der am)? ?$")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of a month as a text tells it; ``offset`` counts from publication if that is told."""

    month: int
    day: int
    timex: Timex
    tense: str = ""
    offset: int | None = None


def find_publication_date(doc: Doc) -> Dating | None:
    """Return the publication date that a text tells of, or None where it is too weak.

    >>> import spacy
    >>> nlp = spacy.blank("de")
    >>> dating = find_publication_date(nlp("Berlin, 3. Juli 2025 (dpa) – Sie sprachen gestern."))
    >>> dating.value, dating.reason
    (datetime.date(2025, 7, 3), "The dateline gives '3. Juli 2025'.")
    >>> find_publication_date(nlp("Sie sprachen am 3. Juli.")) is None
    True
    """
    flat = flatten(doc.text)
    timexes = find_timexes(doc, None)
    stamp = _stamp(doc.text, timexes)
    if stamp is not None and stamp.confidence >= 0.8:
        return stamp
    told = _told(doc, flat, timexes)
    return stamp or told


def _stamp(text: str, timexes: list[Timex]) -> Dating | None:
    """Return the surest full date that stands where publication dates stand."""
    best: Dating | None = None
    for timex in timexes:
        if timex.rule not in _DAY_RULES or not re.fullmatch(r"\d{4}-\d\d-\d\d", timex.value):
            continue
        kind, confidence = _stamp_kind(text, timex)
        if confidence and (best is None or confidence > best.confidence):
            value = dt.date.fromisoformat(timex.value)
            reason = f"The {kind} gives '{timex.text}'."
            best = Dating(
                value=value,
                reason=reason,
                confidence=confidence,
                start=timex.start,
                end=timex.end,
            )
    return best


def _stamp_kind(text: str, timex: Timex) -> tuple[str, float]:
    start = text.rfind("\n", 0, timex.start) + 1
    before, after = text[max(start, timex.start - 60) : timex.start], text[timex.end :]
    if _TODAY.search(before):
        return "word 'heute'", 0.95
    if _WEAK_LABEL.search(before):
        return "line of the last update", 0.85
    if _LABEL.search(before):
        return "line of publication", 0.95
    if _AGENCY.search(before) and after[:1] in ")/,":
        return "agency's mark", 0.95
    lines_before = text.count("\n", 0, timex.start)
    short = start >= timex.start - 60 and _PLACE.match(before)
    if short and (lines_before <= 3 or timex.end > len(text) - 200) and _AFTER_LINE.match(after):
        alone = not re.search(r"\w", before) and re.match(r" ?(?:\n|$)", after)
        return ("line of its own", 0.9) if alone else ("dateline", 0.9)
    return "", 0.0


def _told(doc: Doc, flat: str, timexes: list[Timex]) -> Dating | None:
    """Return the date that days and years of the story give together."""
    days = _days(doc, flat, timexes)
    years = find_years(doc, flat, timexes)
    if not days or not years:
        return None
    year = max(years, key=lambda item: (item.since, item.confidence))
    if year.confidence < MINIMUM:
        return None
    equal = next((day for day in days if day.offset is not None), None)
    return _by_equation(equal, year) if equal else _by_latest_past(days, year)


def _days(doc: Doc, flat: str, timexes: list[Timex]) -> list[_Day]:
    """Return the days of months that the text names, with tense and equations."""
    found: list[_Day] = []
    named: dict[str, tuple[int, int]] = {}
    for index, timex in enumerate(timexes):
        match = re.fullmatch(r"(?:XXXX|\d{4})-(\d\d)-(\d\d)", timex.value)
        if timex.rule not in _DAY_RULES:
            continue
        if match is None:
            month_day = named.get(_stem(timex.text))
        else:
            month_day = (int(match[1]), int(match[2]))
        if month_day is None and index + 1 < len(timexes):
            month_day = _explained(flat, timex, timexes[index + 1])
        if month_day is None:
            continue
        if timex.rule == "feast":
            named[_stem(timex.text)] = month_day
        tense = clause_tense(doc, flat, timex.start, timex.end)
        day = _Day(*month_day, timex=timex, tense=tense)
        found.append(replace(day, offset=_offset(flat, timexes, index)))
    return found


def _stem(text: str) -> str:
    return re.sub(r"e?s$", "", text.split()[-1].removeprefix("US-"))


def _explained(flat: str, feast: Timex, following: Timex) -> tuple[int, int] | None:
    """Return the day in 'des Festes, das am 4. Juli gefeiert wird'."""
    match = re.fullmatch(r"(?:XXXX|\d{4})-(\d\d)-(\d\d)", following.value)
    gap = flat[feast.end : following.start]
    if match and re.fullmatch(r"[^.!?\f]{0,40}, (?:der|die|das)[^.!?\f,]{0,50} am ", gap):
        return int(match[1]), int(match[2])
    return None


def _offset(flat: str, timexes: list[Timex], index: int) -> int | None:
    """Return how many days after publication a day lies if the text equates it with 'morgen'."""
    table = lexicon()["deictic"]
    day = timexes[index]
    if index + 1 < len(timexes):
        word = timexes[index + 1]
        gap = flat[day.end : word.start]
        related = _RELATIVE.fullmatch(gap) or re.fullmatch(r" ?[,(] ?(?:also )?", gap)
        if word.rule == "deictic" and word.text.lower() in table and related:
            return int(table[word.text.lower()])
    if index:
        word = timexes[index - 1]
        gap = flat[word.end : day.start]
        if word.rule == "deictic" and word.text.lower() in table and _SAME_DAY.fullmatch(gap):
            return int(table[word.text.lower()])
    return None


def _by_equation(day: _Day, year: Year) -> Dating | None:
    date = first_on_or_after(year.since, day.month, day.day)
    if date is None or day.offset is None:
        return None
    return Dating(
        value=date - dt.timedelta(day.offset),
        reason=(
            f"The text speaks of '{day.timex.text}' as {_relative(day.offset)}; "
            f"the year comes from '{year.text}'."
        ),
        confidence=round(min(0.9, year.confidence + 0.1), 2),
        start=day.timex.start,
        end=day.timex.end,
    )


def _relative(offset: int) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(offset, f"{abs(offset)} days {'ahead' if offset > 0 else 'ago'}")


def _by_latest_past(days: list[_Day], year: Year) -> Dating | None:
    """Return the latest day told as past, if told twice and right before a day told as coming.

    On its own the latest past day is a poor witness: of 100 news texts without any other it was
    the day of publication, or up to three days before, in 30 only.
    """
    past = _dated([day for day in days if day.tense == "past"], year)
    if not past:
        return None
    latest, witness = max(past, key=lambda pair: (pair[0], -pair[1].timex.start))
    coming = _dated([day for day in days if day.tense == "future"], year)
    ahead = [date for date, _ in coming if date >= latest]
    often = sum(date == latest for date, _ in past) > 1
    if not (often and ahead and (min(ahead) - latest).days <= 3) or len(ahead) < len(coming):
        return None
    return Dating(
        value=latest,
        reason=(
            f"'{witness.timex.text}' is the latest day told as past, just before a day told as "
            f"coming; the year comes from '{year.text}'."
        ),
        confidence=min(0.6, year.confidence),
        start=witness.timex.start,
        end=witness.timex.end,
    )


def _dated(days: list[_Day], year: Year) -> list[tuple[dt.date, _Day]]:
    found = []
    for day in days:
        date = bounds(day.timex.value)[0] or first_on_or_after(year.since, day.month, day.day)
        if date is not None:
            found.append((date, day))
    return found
