"""Dates of events: off a time expression, from another event, together, and in systems."""

import datetime as dt
import random

import pytest

from kg.model import EventAnchor, Timex, When
from kg.resolve.dates import (
    anchor_when,
    anchored_event_when,
    bounds,
    combine,
    compatible,
    resolve_anchors,
    to_when,
)


def exact(value: str) -> When:
    first, last = bounds(value)
    return When(value=value, earliest=first, latest=last)


def after(amount: float | None, unit: str = "day", head: int = 0) -> EventAnchor:
    return EventAnchor(direction=1, amount=amount, unit=unit, head=head)


def before(amount: float | None, unit: str = "day") -> EventAnchor:
    return EventAnchor(direction=-1, amount=amount, unit=unit, head=0)


def timex(
    value: str, *, kind: str = "DATE", days: tuple[str, str] | None = None, **more: object
) -> Timex:
    first, last = (dt.date.fromisoformat(day) for day in days) if days else bounds(value)
    return Timex(
        start=0,
        end=1,
        text="x",
        type=kind,
        value=value,
        earliest=first,
        latest=last,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("given", "value", "first", "last"),
    [
        (timex("2025-07-03"), "2025-07-03", "2025-07-03", "2025-07-03"),
        (timex("2025-07"), "2025-07", "2025-07-01", "2025-07-31"),
        (timex("2024"), "2024", "2024-01-01", "2024-12-31"),
        (
            timex("2025-07-03T14:30", kind="TIME", days=("2025-07-03", "2025-07-03")),
            "2025-07-03",
            "2025-07-03",
            "2025-07-03",
        ),
        (
            timex("2025-07-02TNI", kind="TIME", days=("2025-07-02", "2025-07-03")),
            "",
            "2025-07-02",
            "2025-07-03",
        ),
        (timex("2025-W27", days=("2025-06-30", "2025-07-06")), "", "2025-06-30", "2025-07-06"),
        (
            timex("2025-03", days=("2025-03-21", "2025-03-31"), modifier="END"),
            "2025-03",
            "2025-03-21",
            "2025-03-31",
        ),
        (
            timex("2014", days=("2014-01-01", "2025-07-03"), modifier="AFTER"),
            "",
            "2014-01-01",
            "2025-07-03",
        ),
    ],
)
def test_to_when_keeps_what_the_text_says(given: Timex, value: str, first: str, last: str) -> None:
    when = to_when(given)
    assert when.value == value
    assert (str(when.earliest), str(when.latest)) == (first, last)


def test_to_when_keeps_a_day_without_a_year_and_nothing_else_that_is_open() -> None:
    assert to_when(timex("XXXX-07-03")).value == "--07-03"
    for value, kind in [
        ("PAST_REF", "DATE"),
        ("PT1H", "DURATION"),
        ("P1D", "SET"),
        ("XXXX-XX-XX", "DATE"),
    ]:
        assert to_when(timex(value, kind=kind)) == When()
    assert (
        to_when(timex("2025-06-13", kind="DATE", days=None, anchor=before(1))).value == "2025-06-13"
    )
    assert (
        to_when(Timex(start=0, end=1, text="x", type="DATE", value="2025-06-13", anchor=before(1)))
        == When()
    )


@pytest.mark.parametrize(
    ("anchor", "event", "value", "first", "last"),
    [
        (after(1), "2025-02-11", "2025-02-12", "2025-02-12", "2025-02-12"),
        (before(1), "2025-06-14", "2025-06-13", "2025-06-13", "2025-06-13"),
        (before(1), "2024-03-01", "2024-02-29", "2024-02-29", "2024-02-29"),
        (after(1), "2024-12-31", "2025-01-01", "2025-01-01", "2025-01-01"),
        (after(1, "week"), "2025-06-01", "2025-06-08", "2025-06-08", "2025-06-08"),
        (before(None), "2025-06-02", "", "None", "2025-06-01"),
        (after(None, ""), "2025-06-02", "", "2025-06-02", "None"),
        (after(2, "hour"), "2025-06-02", "", "2025-06-02", "2025-06-03"),
        (
            EventAnchor(direction=0, amount=0, unit="", head=-1),
            "2025-05-19",
            "2025-05-19",
            "2025-05-19",
            "2025-05-19",
        ),
        (after(1, "month"), "2025-01-31", "", "2025-02-13", "2025-03-15"),
    ],
)
def test_anchor_when(anchor: EventAnchor, event: str, value: str, first: str, last: str) -> None:
    when = anchor_when(anchor, exact(event))
    assert (when.value, str(when.earliest), str(when.latest)) == (value, first, last)


def test_an_anchor_works_in_both_directions() -> None:
    for amount in range(40):
        call = exact("2025-03-01")
        visit = anchored_event_when(call, after(amount))
        assert anchor_when(after(amount), visit).value == call.value


def test_nothing_comes_from_an_event_without_a_date() -> None:
    assert anchor_when(after(1), When()) == When()
    assert anchor_when(after(1), When(value="--07-03")) == When()


def test_combine_keeps_the_most_exact_value() -> None:
    assert combine([]) == When()
    for first, second, value in [
        ("2025", "2025-07", "2025-07"),
        ("2025-07", "2025-07-03", "2025-07-03"),
        ("2025-07-03", "2025-07-03", "2025-07-03"),
    ]:
        for pair in ((first, second), (second, first)):
            together = combine([exact(pair[0]), exact(pair[1])])
            assert together is not None and together.value == value
    assert combine([exact("2025-07-03"), exact("2025-07-04")]) is None
    assert combine([exact("2025"), exact("2024-12")]) is None


def test_combine_gives_days_without_a_year_their_year_only_if_there_is_one() -> None:
    day = When(value="--02-29")
    assert combine([day, exact("2024")]) == exact("2024-02-29")
    assert combine([day, exact("2025")]) is None
    assert combine([day, When(value="--02-29")]) is not None
    assert combine([day, When(value="--03-01")]) is None
    long = When(earliest=dt.date(2020, 1, 1), latest=dt.date(2024, 12, 31))
    together = combine([day, long])
    assert together is not None and together.value == "--02-29"


def test_months_without_a_year() -> None:
    assert to_when(timex("XXXX-03")).value == "--03"
    march = When(value="--03")
    assert combine([march, exact("2025")]) == exact("2025-03")
    assert combine([march, exact("2025-03-18")]) == exact("2025-03-18")
    assert combine([march, exact("2025-04")]) is None
    assert combine([march, When(value="--03-18")]) == When(value="--03-18")
    assert combine([march, When(value="--04-18")]) is None
    assert not compatible(march, When(value="--04"))


def test_open_intervals_meet() -> None:
    since = When(earliest=dt.date(2025, 1, 1))
    until = When(latest=dt.date(2025, 1, 31))
    together = combine([since, until])
    assert together is not None and together.value == "2025-01"
    assert compatible(since, until) and not compatible(until, exact("2025-02-01"))


def test_compatible_is_symmetric_and_agrees_with_combine() -> None:
    values = ["2024", "2025", "2025-02", "2025-02-28", "2024-02-29", "2025-03-01"]
    whens = [*(exact(value) for value in values), When(), When(value="--02-28")]
    for a in whens:
        for b in whens:
            assert compatible(a, b) == compatible(b, a) == (combine([a, b]) is not None)
            assert compatible(a, a)


def test_a_system_is_solved_in_any_order_and_both_ways() -> None:
    events = {"a": None, "b": None, "c": exact("2025-02-12"), "d": None}
    constraints = [("c", after(1), "b"), ("b", after(2), "a"), ("d", before(1), "a")]
    for seed in range(6):
        shuffled = random.Random(seed).sample(constraints, k=3)
        dates, messages = resolve_anchors(events, shuffled)
        assert {key: when.value for key, when in dates.items()} == {
            "a": "2025-02-09",
            "b": "2025-02-11",
            "c": "2025-02-12",
            "d": "2025-02-08",
        }
        assert messages == []


def test_a_cycle_is_reported_and_invents_nothing() -> None:
    dates, messages = resolve_anchors(
        {"a": None, "b": None}, [("a", after(1), "b"), ("b", after(1), "a")]
    )
    assert dates == {}
    assert len(messages) == 1 and "circle" in messages[0]


def test_the_texts_own_dates_win_over_an_anchor() -> None:
    events = {"a": exact("2025-05-19"), "b": exact("2025-03-18")}
    dates, messages = resolve_anchors(events, [("a", after(1, "day"), "b")])
    assert dates == events
    assert len(messages) == 1


def test_a_contradictory_cycle_ends() -> None:
    events = {"a": exact("2025-05-19"), "b": None}
    dates, messages = resolve_anchors(events, [("a", after(1), "b"), ("b", after(1), "a")])
    assert dates["a"] == events["a"]
    assert messages


def test_an_open_amount_gives_an_open_interval() -> None:
    dates, messages = resolve_anchors(
        {"memo": None, "round": exact("2025-06-02")}, [("memo", before(None), "round")]
    )
    assert dates["memo"].value == "" and dates["memo"].earliest is None
    assert dates["memo"].latest == dt.date(2025, 6, 1) and messages == []
