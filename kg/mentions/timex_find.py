"""Finding time expressions in a document: rules, readings, lists and relations in turn."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable

from spacy.tokens import Doc

from kg.mentions.timex_anchored import ANCHORED_READERS
from kg.mentions.timex_anchors import find_event_anchors, head_after
from kg.mentions.timex_calendar import Tense, shift
from kg.mentions.timex_context import Context, Meaning, Told, dated
from kg.mentions.timex_lists import members
from kg.mentions.timex_periods import PERIOD_READERS
from kg.mentions.timex_quoted import quote_around, rebase
from kg.mentions.timex_relations import Found, place, relate
from kg.mentions.timex_rules import Hit, find_hits, flatten
from kg.mentions.timex_spans import SPAN_READERS, read_amount
from kg.mentions.timex_tense import attributive, clause_tense
from kg.mentions.timex_values import DATE_READERS, Reader
from kg.model import EventAnchor, Timex

READERS: dict[str, Reader] = {**DATE_READERS, **PERIOD_READERS, **SPAN_READERS, **ANCHORED_READERS}
_SENTENCE_END = re.compile(
    r"(?:[a-zäöüß][a-zäöüß)“”\"»]|%|\d{4})[.!?:]+[“”\"»]? (?=[A-ZÄÖÜ„\"»(])|\f"
)
_QUOTES = re.compile(r"„[^„“”\f]{0,4000}[“”]|»[^»«\f]{0,4000}«|\"[^\"\f]{0,2000}\"")


def find_timexes(doc: Doc, published: dt.date | None = None) -> list[Timex]:
    """Return the time expressions of a document in the order of the text, without overlaps.

    :param published: the day that 'heute' means; None leaves relative dates open, and so does a
        day before the year 200 or after 9800, for which the calendar has too little room.

    >>> import spacy
    >>> doc = spacy.blank("de")("Sie sprachen gestern 50 Minuten miteinander.")
    >>> [(t.text, t.type, t.value) for t in find_timexes(doc, dt.date(2025, 7, 3))]
    [('gestern', 'DATE', '2025-07-02'), ('50 Minuten', 'DURATION', 'PT50M')]
    """
    if published is not None and not 200 <= published.year <= 9800:
        published = None
    text = doc.text
    flat = flatten(text)
    quotes = [(match.start(), match.end()) for match in _QUOTES.finditer(flat)]
    context = _context(doc, flat, published)
    found: list[Found] = []
    done = 0
    for hit in find_hits(flat):
        for one in (*members(hit, flat, done), hit):
            item = _read(one, context)
            if item is not None and item.start >= done:
                found.append(item)
                done = item.end
    found = _with_anchors(found, flat)
    relate(found, context)
    rebase(found, flat, quotes)
    return [_timex(item, text, flat, quotes) for item in found]


def _with_anchors(found: list[Found], flat: str) -> list[Found]:
    """Return the expressions with 'nach dem Treffen' and its like, where they are not in one."""
    starts = [item.start for item in found]
    anchored: list[Found] = []
    for start, end, head, direction in find_event_anchors(flat):
        index = bisect.bisect_right(starts, end - 1)
        if index and found[index - 1].end > start:
            continue
        anchor = EventAnchor(direction=direction, amount=None, unit="", head=head)
        meaning = Meaning(type="DATE", value="", anchor=anchor)
        anchored.append(Found(start, end, "event-anchor", meaning))
    return sorted([*found, *anchored], key=lambda item: item.start)


def _read(hit: Hit, context: Context) -> Found | None:
    context.end = hit.end
    if hit.start in context.spent:
        return None
    meaning = _from_date(hit, context) or READERS[hit.rule.kind](hit, context)
    if meaning is None:
        return None
    first, last = meaning.interval
    meaning.named_year = "year" in hit.groups
    if meaning.type in ("DATE", "TIME") and first is not None and last is not None:
        context.told.append(
            Told(
                start=hit.start,
                sentence=context.sentence(hit.start),
                interval=(first, last),
                explicit=meaning.type == "DATE" and "year" in hit.groups,
            )
        )
    return place(hit, meaning)


def _from_date(hit: Hit, context: Context) -> Meaning | None:
    """Read 'zwei Tage nach dem 16. Mai', 'drei Tage vor Heiligabend' as a date."""
    if hit.rule.kind != "from_event" or "unit" not in hit.groups:
        return None
    window = context.flat[hit.end : hit.end + 60]
    near = next(iter(find_hits(window)), None)
    if near is None or re.fullmatch(r" (?:de[mnr] )?", window[: near.start]) is None:
        return None
    moved = Hit(near.start + hit.end, near.end + hit.end, near.rule, near.groups)
    base = READERS[moved.rule.kind](moved, context)
    amount, unit = read_amount(hit.groups)
    day = base.interval[0] if base else None
    if day is None or amount is None or unit not in ("D", "W", "Mo", "Y"):
        return None
    value = shift(day, amount if hit.groups["sign"] == "nach" else -amount, unit)
    if value is None:
        return None
    meaning = dated(value.isoformat())
    meaning.end = moved.end
    return meaning


def _context(doc: Doc, flat: str, published: dt.date | None) -> Context:
    ends = [match.end() for match in _SENTENCE_END.finditer(flat)]

    def sentence(start: int) -> int:
        return bisect.bisect_right(ends, start)

    return Context(
        flat=flat,
        published=published,
        clause=_clauses(doc, flat),
        sentence=sentence,
        head_after=lambda start: head_after(flat, start),
    )


def _clauses(doc: Doc, flat: str) -> Callable[[int, int], Tense]:
    known: dict[tuple[int, int], Tense] = {}

    def tense(start: int, end: int) -> Tense:
        if (start, end) not in known:
            known[start, end] = clause_tense(doc, flat, start, end)
        return known[start, end]

    return tense


def _timex(item: Found, text: str, flat: str, quotes: list[tuple[int, int]]) -> Timex:
    meaning = item.meaning
    rule = item.rule + (f":{meaning.note}" if meaning.note else "")
    if item.rule.startswith("deictic"):
        rule += ":quoted" if quote_around(quotes, item.start) else ""
    if meaning.type in ("DATE", "TIME") and attributive(flat, item.start, item.end):
        rule += ":attributive"
    first, last = meaning.interval
    return Timex(
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        type=meaning.type,
        value=meaning.value,
        earliest=first,
        latest=last,
        seconds=meaning.seconds,
        approximate=meaning.approximate,
        modifier=meaning.modifier,
        anchor=meaning.anchor,
        rule=rule,
    )
