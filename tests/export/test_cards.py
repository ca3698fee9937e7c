"""Cards of actors and events: what is known, as people write it, and nothing that runs."""

from __future__ import annotations

import pytest
from rdflib import Dataset

import kg
from kg.errors import QueryError
from kg.export import find_cards

from .conftest import HOSTILE, Builder

ID = "https://w3id.org/kg-news/id/"


def test_an_actor_is_found_by_any_name(sample: Dataset) -> None:
    graph = kg.Graph(sample)
    by_label = graph.card("Anna Weber")
    assert by_label.id == f"{ID}actor/weber"
    for name in ("weber", " Ministerin Anna Weber ", f"{ID}actor/weber"):
        assert graph.card(name) == by_label
    assert graph.card("Q347").title == "Liechtenstein"
    facts = dict(by_label.facts)
    assert facts["Vertritt"] == ("Liechtenstein",)
    assert facts["Gespräche"] == (
        "03.05.2024, Telefonat, Jan Novak",
        "\u2264\u202f03.05.2024, Besuch, Bauern",
        "09.05.2024, Treffen (geplant), Liechtenstein, Jan Novak",
    )
    assert facts["Positionen"] == ("lehnt ab: freie Häfen",)
    assert "Amt" not in facts


def test_an_event_tells_all_that_is_known(sample: Dataset) -> None:
    card = kg.Graph(sample).card(f"{ID}event/call", language="en")
    facts = dict(card.facts)
    assert card.title == "Phone call"
    assert facts["When"] == ("3 May 2024",)
    assert facts["Duration"] == ("20 min",)
    assert facts["Topics"] == ("Getreide",)
    assert facts["Not raised"] == ("Zölle",)
    assert ("Ott", "Alpina") in facts.values()
    assert facts["Evidence"][1].startswith("„Das Gespräch dauerte 20 Minuten.“")
    assert "  When: 3 May 2024" in str(card).splitlines()


def test_what_did_not_happen_says_so(sample: Dataset) -> None:
    graph = kg.Graph(sample)
    assert graph.card(f"{ID}event/denied").title == "Treffen (bestritten)"
    assert dict(graph.card(f"{ID}event/meeting").facts)["Status"] == ("geplant",)


def test_no_name_and_a_name_of_two_are_refused(sample: Dataset) -> None:
    with pytest.raises(QueryError, match="no actor or event is called 'Niemand'"):
        kg.Graph(sample).card("Niemand")
    with pytest.raises(QueryError, match="no actor or event is called ''"):
        kg.Graph(sample).card("")
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "zwei", "Zwei Müller", "")
    for name in ("a", "b"):
        b.actor(name, "Person", "Müller")
    with pytest.raises(QueryError, match=r"2 things are called 'Müller'.*actor/a, .*actor/b"):
        kg.Graph(dataset).card("Müller")


def test_cards_run_nothing(hostile: Dataset) -> None:
    cards = [card for name in HOSTILE for card in find_cards(hostile, name)]
    assert len(cards) >= 4
    for card in cards:
        page = card._repr_html_()
        assert "<script" not in page and "<img" not in page and "<a " not in page


def test_long_lists_are_cut_and_counted() -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "viele", "Rat", "")
    actor = b.actor("rat", "Group", "Rat")
    for day in range(1, 29):
        b.event(f"e{day}", "Meeting", "Occurred", {actor: "participant"}, f"2024-02-{day:02}")
    talks = dict(kg.Graph(dataset).card("Rat").facts)["Gespräche"]
    assert (len(talks), talks[-1]) == (13, "weitere 16")
