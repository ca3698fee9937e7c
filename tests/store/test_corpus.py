"""Any order gives the same graph, removal undoes, and what is merged is merged on good grounds."""

from __future__ import annotations

import datetime as dt
import random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Dataset, URIRef

from kg.corpus import add, drop, share
from kg.model import Facts
from kg.rdf import serialize, to_dataset
from kg.store import Store, open_store

MAY_3, MAY_4 = dt.date(2030, 5, 3), dt.date(2030, 5, 4)
ANA, IDA = ("Ana Korn", "Arnau"), ("Ida Tallberg", "Belmark")


def written(facts: list[Facts]) -> bytes:
    """The quads of articles that were all compared at once."""
    ordered = sorted(facts, key=lambda one: one.article.id)
    return serialize(to_dataset(ordered, share(ordered)), "nq")


def quads(store: Store) -> bytes:
    return serialize(store.to_dataset(), "nq")


def filled(tellings: ModuleType, facts: list[Facts]) -> Store:
    store = open_store(None)
    for one in facts:
        add(store, tellings.entry_of(one))
    return store


def talks(dataset: Dataset) -> int:
    kind = URIRef("https://w3id.org/kg-news/ontology#Communication")
    return len(set(dataset.subjects(RDF.type, kind)))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_any_order_gives_the_graph_of_all_at_once(
    tellings: ModuleType, seed: int, order: random.Random
) -> None:
    facts = tellings.many(24, seed)
    shuffled = list(facts)
    order.shuffle(shuffled)
    store = filled(tellings, shuffled)
    assert quads(store) == written(facts)
    gone = shuffled[: order.randrange(12)]
    for one in gone:
        drop(store, tellings.entry_of(one).graph)
    kept = [one for one in facts if one not in gone]
    assert quads(store) == written(kept)
    assert [fault for one in store.kept() for fault in store.faults_of(one)] == []


def test_the_made_articles_do_share_talks(tellings: ModuleType) -> None:
    facts = tellings.many(24, 1)
    assert 0 < talks(to_dataset(facts, share(facts))) < talks(to_dataset(facts))


def test_adding_again_changes_nothing_and_a_change_replaces(tellings: ModuleType) -> None:
    facts = [
        tellings.telling("a", [ANA, IDA], MAY_3),
        tellings.telling("b", [ANA, IDA], MAY_3, duration=3600),
    ]
    store = filled(tellings, facts)
    before = quads(store)
    assert talks(store.to_dataset()) == 1
    add(store, tellings.entry_of(facts[0]))
    assert quads(store) == before
    facts[0] = tellings.telling("a", [ANA, IDA], MAY_4)
    add(store, tellings.entry_of(facts[0]))
    assert talks(store.to_dataset()) == 2
    assert quads(store) == written(facts)


def test_what_is_removed_leaves_no_trace(tellings: ModuleType) -> None:
    facts = [tellings.telling(name, [ANA, IDA], MAY_3) for name in "abc"]
    store = filled(tellings, facts)
    for one in facts:
        drop(store, tellings.entry_of(one).graph)
    assert store.engine.select("SELECT ?s ?g { GRAPH ?g { ?s ?p ?o } }") == []


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({}, {}, True),
        ({"day": MAY_4}, {}, False),
        ({"kind": "Meeting"}, {}, False),
        ({"kind": "Communication"}, {}, True),
        ({"ordinal": 2}, {"ordinal": 3}, False),
        ({"duration": 600}, {"duration": 900}, True),  # papers may differ: both are shown
        ({"people": [ANA, ("Eva Sand", "Belmark")]}, {}, False),
        ({"people": [ANA, IDA, ("Jon Ferrano", "Cardon")]}, {}, True),
        ({"status": "Planned"}, {}, True),  # a plan that came about on its day
        ({"status": "Planned", "day": None}, {}, False),
        ({"day": None, "published": dt.date(2031, 1, 1)}, {}, False),
    ],
)
def test_what_is_one_talk(
    tellings: ModuleType, one: dict[str, object], other: dict[str, object], together: bool
) -> None:
    plain = {"people": [ANA, IDA], "day": MAY_3}
    facts = [tellings.telling(n, **(plain | o)) for n, o in (("a", one), ("b", other))]
    assert (talks(to_dataset(facts, share(facts))) == 1) is together


@pytest.mark.parametrize(("kind", "together"), [("Correspondence", False), ("PhoneCall", True)])
def test_a_letter_back_is_another_letter(tellings: ModuleType, kind: str, together: bool) -> None:
    """Who called whom, papers may differ about; who wrote to whom makes the letter."""
    there = tellings.telling("a", [ANA, IDA], MAY_3, kind=kind, roles=("sender", "recipient"))
    back = tellings.telling("b", [IDA, ANA], MAY_3, kind=kind, roles=("sender", "recipient"))
    assert (talks(to_dataset([there, back], share([there, back]))) == 1) is together


def test_a_surname_is_whom_another_paper_names_in_full(tellings: ModuleType) -> None:
    full = tellings.telling("a", [ANA, IDA], MAY_3)
    half = tellings.telling("b", [("Korn", ""), ("Tallberg", "Belmark")], MAY_3)
    store = filled(tellings, [half, full])
    assert parties(store.to_dataset()) == 2
    assert b'"Korn"' in quads(filled(tellings, [half])) and b'label> "Korn"' not in quads(store)
    assert quads(store) == written([full, half])
    assert [fault for one in store.kept() for fault in store.faults_of(one)] == []
    drop(store, tellings.entry_of(full).graph)
    assert quads(store) == written([half])
    other = tellings.telling("c", [("Jon Korn", "Arnau"), IDA], MAY_3)
    assert parties(to_dataset([half, full, other], share([half, full, other]))) > 2


def parties(dataset: Dataset) -> int:
    kind = URIRef("https://w3id.org/kg-news/ontology#participant")
    return len(set(dataset.objects(None, kind)))


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_ends_of_the_calendar_are_days_too(tellings: ModuleType, day: dt.date) -> None:
    for told in (day, None):
        facts = [tellings.telling(n, [ANA, IDA], told, published=day) for n in "ab"]
        assert talks(to_dataset(facts, share(facts))) == 1


def test_who_has_a_name_alone_is_not_one_of_two_namesakes(tellings: ModuleType) -> None:
    def named(article: str, state: str, day: int) -> Facts:
        people = [("Eva Sand", state), (f"{'XYZ'[day - 1]}enia Moor", "Cardon")]
        return tellings.telling(article, people, dt.date(2030, 5, day))

    facts = [named("a", "Arnau", 1), named("b", "Belmark", 2), named("c", "", 3)]
    assert sands(facts[::2]) == 1
    assert sands(facts[:2]) == 2
    assert sands(facts) == 3


def sands(facts: list[Facts]) -> int:
    """How many persons are called Eva Sand."""
    dataset = to_dataset(facts, share(facts))
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    return len({s for s, o in dataset.subject_objects(label) if str(o) == "Eva Sand"})
