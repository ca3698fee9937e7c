"""Dates of events that count from each other, in any order, with cycles and quarrels reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import EventAnchor, When
from kg.resolve.dates_values import anchor_when, anchored_event_when, combine

Constraint = tuple[str, EventAnchor, str]


def resolve_anchors(
    events: Mapping[str, When | None], constraints: Sequence[Constraint]
) -> tuple[dict[str, When], list[str]]:
    """Return the dates of events once all that count from others are reckoned, and messages.

    Each constraint (event, anchor, other) says that the event was ``anchor`` from the other one
    and is used in both directions. A date that the text gives is never changed by one that
    contradicts it: the constraint is dropped with a message. Events that only count from each
    other stay undated with a message. The order of the constraints makes no difference.

    :param events: keys with their own dates; None where the text gives none.
    :return: the dates of all events that have one, and one sentence for each trouble.

    >>> import datetime as dt
    >>> day = dt.date(2025, 2, 12)
    >>> events = {"call": When(value="2025-02-12", earliest=day, latest=day), "visit": None}
    >>> after = EventAnchor(direction=1, amount=1, unit="day", head=0)
    >>> dates, messages = resolve_anchors(events, [("call", after, "visit")])
    >>> dates["visit"].value, messages
    ('2025-02-11', [])
    """
    dates: dict[str, When] = {key: when for key, when in events.items() if when is not None}
    usable, messages = _without_quarrels(events, constraints)
    broken: set[int] = set()
    for _ in range(len(usable) + 2):
        if not _pass(dates, usable, broken, messages):
            break
    messages.extend(_cycles(usable, dates))
    return {key: dates[key] for key in sorted(dates) if dates[key] != When()}, messages


def _sort_key(constraint: Constraint) -> tuple[str, str, int, float, str, int]:
    event, anchor, other = constraint
    amount = -1.0 if anchor.amount is None else anchor.amount
    return event, other, anchor.direction, amount, anchor.unit, anchor.head


def _without_quarrels(
    events: Mapping[str, When | None], constraints: Sequence[Constraint]
) -> tuple[list[Constraint], list[str]]:
    """Return the constraints that the given dates bear, in a fixed order, and messages."""
    usable: list[Constraint] = []
    messages: list[str] = []
    for constraint in sorted(constraints, key=_sort_key):
        event, anchor, other = constraint
        one, two = events.get(event), events.get(other)
        if event == other:
            messages.append(f"The date of '{event}' would count from itself.")
        elif one and two and combine([one, anchor_when(anchor, two)]) is None:
            messages.append(
                f"'{event}' cannot lie {_say(anchor)} '{other}': the dates of the text are kept."
            )
        else:
            usable.append(constraint)
    return usable, messages


def _say(anchor: EventAnchor) -> str:
    side = {-1: "before", 0: "at the time of", 1: "after"}[anchor.direction]
    if anchor.amount is None or not anchor.unit:
        return side
    return f"{anchor.amount:g} {anchor.unit}{'' if anchor.amount == 1 else 's'} {side}"


def _pass(
    dates: dict[str, When],
    constraints: Sequence[Constraint],
    broken: set[int],
    messages: list[str],
) -> bool:
    """Apply every constraint once in both directions; tell whether anything became known."""
    changed = False
    for index, (event, anchor, other) in enumerate(constraints):
        if index in broken:
            continue
        told = ((event, anchor_when(anchor, dates.get(other, When()))),)
        back = ((other, anchored_event_when(dates.get(event, When()), anchor)),)
        for key, derived in (*told, *back):
            if derived == When():
                continue
            before = dates.get(key, When())
            after = combine([before, derived])
            if after is None:
                broken.add(index)
                messages.append(f"The dates of '{event}' and '{other}' do not fit together.")
                break
            if (after.value, after.earliest, after.latest) != (
                before.value,
                before.earliest,
                before.latest,
            ):
                dates[key] = after
                changed = True
    return changed


def _cycles(constraints: Sequence[Constraint], dates: Mapping[str, When]) -> list[str]:
    """Return a message for each group of undated events that count from each other in a circle."""
    following: dict[str, list[str]] = {}
    for event, _, other in constraints:
        following.setdefault(event, []).append(other)
    messages: list[str] = []
    seen: set[str] = set()
    for start in sorted(following):
        circle = _circle(start, following)
        if circle and start not in seen and not any(key in dates for key in circle):
            names = ", ".join(f"'{key}'" for key in sorted(circle))
            messages.append(f"The dates of {names} count from each other in a circle.")
        seen |= circle
    return messages


def _circle(start: str, following: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the events on a way from an event back to itself."""
    reached = _reachable(start, following)
    if start not in reached:
        return set()
    return {key for key in reached if start in _reachable(key, following)}


def _reachable(start: str, following: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(following.get(start, ()))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(following.get(key, ()))
    return found
