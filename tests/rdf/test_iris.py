"""IRIs: stable, readable, and different for different things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import GraphError
from kg.model import Actor, Evidence
from kg.rdf import iris
from kg.rdf.serialize import _IRI


@given(st.text(min_size=1))
def test_any_article_id_gives_a_legal_iri(identifier: str) -> None:
    assert _IRI.fullmatch(iris.article_iri(identifier))


@given(st.lists(st.text(min_size=1), unique_by=iris.clean, min_size=2, max_size=8))
def test_different_ids_give_different_iris(identifiers: list[str]) -> None:
    assert len({iris.article_iri(identifier) for identifier in identifiers}) == len(identifiers)


def test_an_article_needs_an_id() -> None:
    with pytest.raises(GraphError, match="without an id"):
        iris.article_iri("")


def test_an_actor_of_wikidata_is_one_in_all_articles() -> None:
    one = Actor(id="1", kind="Person", label="Putin", wikidata="Q7747", local=True)
    other = Actor(id="2", kind="Person", label="Wladimir Putin", wikidata="Q7747")
    assert iris.actor_iri(one, "a") == iris.actor_iri(other, "b")


def test_case_and_spacing_of_a_name_do_not_matter() -> None:
    one = Actor(id="1", kind="Organisation", label="Weißes Haus")
    other = Actor(id="2", kind="Organisation", label="WEISSES  haus")
    assert iris.actor_iri(one, "a") == iris.actor_iri(other, "b")


def test_kind_tells_actors_of_one_name_apart() -> None:
    person = Actor(id="1", kind="Person", label="Washington")
    place = Actor(id="2", kind="Place", label="Washington")
    assert iris.actor_iri(person, "a") != iris.actor_iri(place, "a")


def test_a_local_actor_is_one_of_its_article() -> None:
    def minister(start: int, article: str) -> URIRef:
        piece = Evidence(article=article, start=start, end=start + 3, exact="die")
        actor = Actor(id="1", kind="Person", label="Müller", local=True, evidence=(piece,))
        return iris.actor_iri(actor, article)

    assert minister(0, "a") == minister(0, "a")
    assert len({minister(0, "a"), minister(9, "a"), minister(0, "b")}) == 3


def test_a_wrong_wikidata_id_is_not_minted() -> None:
    actor = Actor(id="1", kind="Person", label="X", wikidata="Q1> <urn:evil")
    assert _IRI.fullmatch(iris.actor_iri(actor, "a"))


@pytest.mark.parametrize("name", ["", "a b", "<x>", "Über", "1a"])
def test_event_types_are_plain_names(name: str) -> None:
    with pytest.raises(GraphError, match="no event type"):
        iris.event_type_iri(name)
