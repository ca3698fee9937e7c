"""Readings of times that count from something told: an event, or the day told last."""

from __future__ import annotations

from typing import Literal

from kg.mentions.timex_calendar import shift
from kg.mentions.timex_context import Context, Meaning
from kg.mentions.timex_rules import Hit
from kg.mentions.timex_spans import UNIT_NAMES, coarse, is_approximate, read_amount
from kg.mentions.timex_values import Reader, unit_code
from kg.model import EventAnchor, TimexType

Direction = Literal[-1, 0, 1]
_BACK = frozenset({"zuvor", "vorher", "davor", "früher"})
_ONE_UNITS = {"tag": "D", "tags": "D", "abend": "D", "morgen": "D", "nachmittag": "D"}


def read_later(hit: Hit, context: Context) -> Meaning | None:
    """Read 'am Tag zuvor', 'eine Woche später': it counts from the event told last."""
    groups = hit.groups
    if "same" in groups:
        return Meaning(
            type="DATE", value="", anchor=EventAnchor(direction=0, amount=0, unit="", head=-1)
        )
    if "vortag" in groups:
        back = groups["vortag"] != "Folgetag"
        amount: float | None = 1
        unit = "D"
    elif "one" in groups:
        one = groups["one"].lower()
        amount, unit = 1, _ONE_UNITS.get(one) or unit_code(groups["one"])
        back = groups.get("word", "") in _BACK
    else:
        amount, unit = read_amount(groups)
        back = groups["word"] in _BACK
    if groups.get("following", "") in ("selben", "gleichen"):
        amount = 0
    direction: Direction = 0 if amount == 0 else -1 if back else 1
    anchor = EventAnchor(direction=direction, amount=amount, unit=UNIT_NAMES.get(unit, ""), head=-1)
    value = _told_value(context, hit.start, amount, unit, direction)
    kind: TimexType = "TIME" if unit in ("S", "M", "H") else "DATE"
    return Meaning(type=kind, value=value, anchor=anchor, approximate=is_approximate(groups))


def _told_value(context: Context, start: int, amount: float | None, unit: str, sign: int) -> str:
    """Return the TIMEX3 value counted from the last day told, as far as the words let."""
    base = context.last_day(start, 2)
    if unit in ("S", "M", "H"):
        return "XXXX-XX-XXTXX:XX"
    day = shift(base, sign * amount, unit) if base is not None and amount is not None else None
    if day is None:
        return "XXXX-XX-XX"
    return day.isoformat() if unit in ("D", "NI") else coarse(day, unit, amount or 0)[0]


def read_from_event(hit: Hit, context: Context) -> Meaning | None:
    """Read 'einen Tag nach dem Besuch': an anchor at the event's noun, no date of its own."""
    groups = hit.groups
    head, end = context.head_after(hit.end)
    if head < 0:
        return None
    amount, unit = (None, "") if "short" in groups else read_amount(groups)
    direction: Direction = -1 if groups["sign"] == "vor" else 1
    anchor = EventAnchor(
        direction=direction, amount=amount, unit=UNIT_NAMES.get(unit, ""), head=head
    )
    return Meaning(
        type="DATE", value="", anchor=anchor, end=end, approximate=is_approximate(groups)
    )


ANCHORED_READERS: dict[str, Reader] = {"from_event": read_from_event, "later": read_later}
