"""One event, one node: tellings merge unless something contradicts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from kg.model import Actor, Article, Dating, Frame, When
from kg.resolve.checks import resolve_checks
from kg.resolve.clusters import Cluster
from kg.resolve.communications import Clusterer
from kg.resolve.events import is_event, to_communication
from kg.resolve.told import Told, carry_over

PUBLISHED = dt.date(2025, 7, 3)
ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="putin", kind="Person", label="Putin", represents=("ru",)),
        Actor(id="trump", kind="Person", label="Trump", represents=("us",)),
        Actor(id="merz", kind="Person", label="Merz", represents=("de",)),
        Actor(id="ru", kind="Country", label="Russland"),
        Actor(id="us", kind="Country", label="USA"),
        Actor(id="de", kind="Country", label="Deutschland"),
        Actor(id="players", kind="Group", label="Schachspieler"),
    )
}
_HEADS = iter(range(0, 1_000_000, 200))


def day(text: str) -> When:
    date = dt.date.fromisoformat(text)
    return When(value=text, earliest=date, latest=date)


def told(kind: str = "PhoneCall", parties: str = "", date: str = "", **values: Any) -> Told:
    head = next(_HEADS)
    names = {f.name for f in Frame.__dataclass_fields__.values()}
    frame = Frame(
        id=head,
        kind="communication",
        type=kind,
        rule=values.pop("rule", "noun-phone-call"),
        nominal=True,
        start=head,
        end=head + 50,
        text=values.pop("text", "Ein Satz."),
        head=head,
        **{key: value for key, value in values.items() if key in names and key != "status"},
    )
    rest = {key: value for key, value in values.items() if key not in names or key == "status"}
    return Told(
        frame=frame,
        parties=dict.fromkeys(parties.split(), "participant"),
        when=day(date) if date else None,
        **{"paragraph": head // 200, **rest},
    )


def group(*tellings: Told) -> list[Cluster]:
    return Clusterer(ACTORS, PUBLISHED).group(tellings)


def test_the_same_call_told_twice_is_one() -> None:
    assert len(group(told(parties="putin trump"), told(parties="trump putin"))) == 1


def test_calls_of_different_days_stay_two() -> None:
    clusters = group(
        told(parties="putin trump", date="2025-06-14"),
        told(parties="putin trump", date="2025-06-04"),
    )
    assert [c.when.value for c in clusters if c.when] == ["2025-06-14", "2025-06-04"]


def test_other_parties_make_another_event() -> None:
    assert len(group(told(parties="putin trump"), told(parties="merz trump"))) == 2


def test_an_undated_telling_means_the_news_not_an_old_event() -> None:
    old = told(parties="putin trump", date="2025-02-12")
    news = told(parties="putin trump", date="2025-07-03")
    undated = told(parties="putin trump")
    clusters = group(old, news, undated)
    assert [len(c.told) for c in clusters] == [1, 2]


def test_the_talk_is_the_one_told_last_in_the_paragraph() -> None:
    first = told(parties="putin trump", date="2025-07-03", paragraph=1)
    second = told(parties="putin trump", date="2025-06-14", paragraph=2)
    bare = told("Communication", definite=True, rule="noun-talk", seconds=3000, paragraph=2)
    clusters = group(first, second, bare)
    assert [t.seconds for t in clusters[1].told] == [None, 3000]


def test_a_state_and_its_president_are_one_party() -> None:
    clusters = group(told(parties="putin trump"), told(parties="ru us"))
    assert [sorted(c.parties) for c in clusters] == [["putin", "trump"]]


def test_a_plan_is_not_the_event_without_the_same_day() -> None:
    clusters = group(
        told(parties="putin trump", date="2025-07-03"),
        told(parties="putin trump", status="Planned"),
    )
    assert sorted(c.status for c in clusters) == ["Occurred", "Planned"]


@pytest.mark.parametrize("status", ["Denied", "NotDiscussed", "Cancelled", "Proposed"])
def test_what_did_not_happen_never_joins_what_did(status: str) -> None:
    clusters = group(told(parties="putin trump"), told(parties="putin trump", status=status))
    assert sorted(c.status for c in clusters) == sorted(["Occurred", status])


def test_what_is_only_reported_and_denied_is_denied() -> None:
    report = told("Meeting", parties="putin trump", date="2025-07-01", reported=True)
    denial = told("Meeting", parties="putin trump", status="Denied")
    clusters = group(report, denial)
    assert [(c.status, c.when.value) for c in clusters if c.when] == [("Denied", "2025-07-01")]


def test_a_counted_series_gives_way_to_its_members_and_lends_them_its_kind() -> None:
    one = told("Meeting", parties="ru us", date="2025-05-16", rule="noun-meeting")
    two = told("Meeting", parties="ru us", date="2025-06-02", rule="noun-meeting")
    both = told("Negotiation", parties="ru us", count=2, plural=True, definite=True)
    clusters = group(one, two, both)
    assert [(c.type, bool(c.series)) for c in clusters] == [("Negotiation", False)] * 2


def test_a_series_whose_members_are_not_told_stays() -> None:
    clusters = group(told(parties="putin trump", count=4, plural=True))
    assert [c.series for c in clusters] == [4]


def test_ordinals_without_a_noun_take_parties_and_kind_from_what_they_count() -> None:
    series = told(parties="putin trump", count=2, plural=True, sentence=7)
    first = told("Communication", date="2025-05-16", rule="enumerated", ordinal=1, sentence=7)
    first = replace_frame(first, definite=True)
    tellings = [series, first]
    carry_over(tellings)
    clusters = group(*tellings)
    assert [(sorted(c.parties), c.ordinal) for c in clusters] == [(["putin", "trump"], 1)]


def replace_frame(telling: Told, **values: Any) -> Told:
    telling.frame = replace(telling.frame, **values)
    return telling


def test_an_answer_is_a_letter_of_its_own() -> None:
    letter = told("Correspondence")
    letter.parties = {"putin": "sender", "trump": "recipient"}
    answer = told("Correspondence")
    answer.parties = {"trump": "sender", "putin": "recipient"}
    assert len(group(letter, answer)) == 2


def test_a_call_has_no_place() -> None:
    clusters = group(told(parties="putin trump", places=("moskau",)))
    article = Article(id="a", text="x" * 1000)
    assert to_communication(clusters[0], 0, article, ACTORS).places == ()


def test_who_meets_must_be_two_or_a_body() -> None:
    one, players = (
        group(told("Meeting", parties="putin")),
        group(told("Meeting", parties="players")),
    )
    assert not is_event(one[0], ACTORS)
    assert not is_event(players[0], ACTORS)


@pytest.mark.parametrize(("claimed", "holds"), [(3, True), (6, False)])
def test_a_claimed_number_is_checked_never_mended(claimed: int, holds: bool) -> None:
    clusterer = Clusterer(ACTORS, PUBLISHED)
    clusterer.group(
        [
            told(parties="putin trump", date="2025-05-19"),
            told(parties="putin trump", date="2025-06-14"),
            told(parties="putin trump", date="2025-07-03", ordinal=claimed),
        ]
    )
    text = "x" * 1_000_000
    article = Article(id="a", text=text, published=Dating(value=PUBLISHED, reason="given"))
    checks = resolve_checks(clusterer, article)
    assert [(c.expected, c.found, c.holds) for c in checks] == [(str(claimed), "3", holds)]
