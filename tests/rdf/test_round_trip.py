"""Written and read back without loss, in every format, odd characters included."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS, XSD

from kg.errors import GraphError
from kg.model import (
    Actor,
    Article,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    Position,
    Statement,
    When,
)
from kg.rdf import from_dataset, load_dataset, merged_graph, serialize, to_dataset
from kg.rdf.iris import KG, clean
from kg.rdf.read import parse_dataset

NAMED = ("trig", "nquads", "json-ld")
MERGED = ("turtle", "xml")


def graphs(dataset: Dataset) -> dict[str, Graph]:
    found = {}
    for graph in dataset.graphs():
        copy = Graph()
        for triple in graph:
            copy.add(triple)
        if len(copy):
            found[str(graph.identifier)] = copy
    return found


def assert_same(one: Dataset, other: Dataset, by_graph: bool) -> None:
    if not by_graph:
        assert isomorphic(merged_graph(one), merged_graph(other))
        return
    left, right = graphs(one), graphs(other)
    assert sorted(left) == sorted(right)
    for name in left:
        assert isomorphic(left[name], right[name])


@pytest.mark.parametrize("name", NAMED + MERGED)
@pytest.mark.parametrize("which", ["dataset", "seed_dataset"])
def test_every_format_reads_back(name: str, which: str, request: pytest.FixtureRequest) -> None:
    dataset = request.getfixturevalue(which)
    again = parse_dataset(serialize(dataset, name), name)
    assert_same(dataset, again, by_graph=name in NAMED)
    assert serialize(again, name) == serialize(dataset, name)


@pytest.mark.parametrize("ending", ["trig", "nq", "jsonld", "ttl", "rdf"])
def test_files_read_back(ending: str, dataset: Dataset, tmp_path) -> None:
    file = tmp_path / f"graph.{ending}"
    file.write_bytes(serialize(dataset, ending))
    assert_same(dataset, load_dataset(file), by_graph=ending in ("trig", "nq", "jsonld"))


def test_a_folder_means_its_graph(dataset: Dataset, tmp_path) -> None:
    (tmp_path / "graph.trig").write_bytes(serialize(dataset))
    assert_same(dataset, load_dataset(tmp_path), by_graph=True)


def test_facts_come_back_and_write_the_same_graph(dataset: Dataset, seed_dataset: Dataset) -> None:
    for one in (dataset, seed_dataset):
        assert_same(one, to_dataset(from_dataset(one)), by_graph=True)


def test_facts_come_back_as_they_were(dataset: Dataset, invented_facts: Facts) -> None:
    (facts,) = from_dataset(dataset)
    assert facts.article == invented_facts.article
    assert len(facts.events) == len(invented_facts.events)
    names = {actor.id: actor.label for actor in facts.actors}
    call = next(event for event in facts.events if event.type == "PhoneCall")
    assert call.when == When(
        value="2031-03-03",
        earliest=dt.date(2031, 3, 3),
        latest=dt.date(2031, 3, 3),
        reason="stands in the text",
    )
    assert {(names[p.actor], p.role) for p in call.participants} == {
        ("Ida Korn", "caller"),
        ("Tom Ferr", "participant"),
    }
    assert (call.duration, call.duration_approximate, call.ordinal) == (1200, True, 1)
    assert (call.event_type, call.status) == ("Phone", "Occurred")
    kinds = {actor.label: actor.kind for actor in facts.actors}
    assert kinds == {actor.label: actor.kind for actor in invented_facts.actors}
    position = next(p for p in facts.positions if p.stance == "Demands")
    assert (names[position.holder], names[position.target]) == ("Belmar", "Arnau")
    assert [check.holds for check in facts.checks] == [False]


TEXTS = st.text(max_size=30)
NAMES = st.text(min_size=1, max_size=20).filter(lambda text: text.strip())
DATES = st.dates(min_value=dt.date(1, 1, 1))
WHENS = st.one_of(
    st.just(When()),
    st.builds(When, value=DATES.map(lambda d: d.isoformat()), reason=TEXTS),
    st.builds(When, value=DATES.map(lambda d: d.isoformat()[:7])),
    st.builds(When, value=DATES.map(lambda d: d.isoformat()[:4])),
    st.builds(When, value=DATES.map(lambda d: f"--{d.month:02}-{d.day:02}")),
    st.builds(When, earliest=DATES, reason=TEXTS),
    st.builds(When, latest=DATES),
)
LANGUAGES = st.sampled_from(["de", "de-CH", "en", "", "not a tag"])


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    article = Article(
        id=draw(NAMES),
        text=draw(st.text(max_size=200)),
        title=draw(TEXTS),
        source=draw(TEXTS),
        url=draw(TEXTS),
        language=draw(LANGUAGES),
        published=draw(
            st.none() | st.builds(Dating, value=DATES, reason=TEXTS, confidence=st.floats(0, 1))
        ),
    )
    piece = Evidence(
        article=article.id,
        start=0,
        end=draw(st.integers(1, 9)),
        exact=draw(NAMES),
        in_title=draw(st.booleans()),
        rule=draw(TEXTS),
    )
    actors = tuple(
        Actor(
            id=f"a{n}",
            kind=kind,
            label=draw(NAMES),
            forms=tuple(draw(st.lists(TEXTS, max_size=2, unique=True))),
            office=draw(TEXTS),
            local=draw(st.booleans()),
            confidence=draw(st.floats(0, 1)),
            evidence=(piece,),
        )
        for n, kind in enumerate(("Person", "Country", "Place"))
    )
    event = Event(
        id="e",
        type=draw(st.sampled_from(["PhoneCall", "Meeting", "Event"])),
        label=draw(TEXTS),
        participants=(Participation(actor="a0", role="caller"), Participation(actor="a1")),
        when=draw(WHENS),
        duration=draw(st.none() | st.integers(0, 10**7)),
        topics=tuple(draw(st.lists(NAMES, max_size=2))),
        outcomes=tuple(draw(st.lists(TEXTS, max_size=1))),
        ordinal=draw(st.integers(0, 9)),
        places=("a2",),
        asserted=draw(st.booleans()),
        evidence=(piece,),
    )
    statement = Statement(
        id="s",
        speaker="a0",
        medium=draw(TEXTS),
        quotation=draw(TEXTS),
        when=draw(WHENS),
        reports=("e",),
        asserted=draw(st.booleans()),
        evidence=(piece,),
    )
    position = Position(
        id="p",
        holder="a1",
        stance="Seeks",
        topic=draw(TEXTS),
        about_text=draw(NAMES),
        when=draw(WHENS),
        asserted=draw(st.booleans()),
        evidence=(piece,),
    )
    return Facts(
        article=article,
        actors=actors,
        events=(event,),
        statements=(statement,),
        positions=(position,),
    )


@given(any_facts())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_facts_survive_every_format(facts: Facts) -> None:
    dataset = to_dataset([facts])
    for name in NAMED + MERGED:
        again = parse_dataset(serialize(dataset, name), name)
        if name in NAMED:
            assert set(again.quads()) == set(dataset.quads())
        else:
            assert set(merged_graph(again)) == set(merged_graph(dataset))
    assert set(to_dataset(from_dataset(dataset)).quads()) == set(dataset.quads())


@given(st.text(st.characters(), max_size=50))
def test_clean_keeps_the_length_and_is_safe(text: str) -> None:
    assert len(clean(text)) == len(text)
    clean(text).encode("utf-8")


def test_controls_and_half_characters_are_replaced_one_for_one() -> None:
    text = "a\x00b\x1bc\ud800d\ufffee"
    dataset = to_dataset([Facts(article=Article(id="a", text=text))])
    stored = str(next(dataset.objects(None, KG.text)))
    assert stored == "a\ufffdb\ufffdc\ufffdd\ufffde"
    for name in NAMED + MERGED:
        again = parse_dataset(serialize(dataset, name), name)
        assert str(next(again.objects(None, KG.text))) == stored


def test_blank_nodes_of_foreign_graphs_survive() -> None:
    graph = Graph()
    one, other = BNode(), BNode()
    graph.add((one, RDFS.seeAlso, other))
    graph.add((other, RDFS.label, Literal("x", lang="de")))
    graph.add((other, URIRef("urn:p"), Literal("5", datatype=XSD.byte)))
    for name in ("turtle", "nquads", "json-ld"):
        again = parse_dataset(serialize(graph, name), name)
        assert isomorphic(merged_graph(again), graph)
        assert serialize(graph, name) == serialize(merged_graph(again), name)


def test_what_a_format_cannot_carry_is_refused() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:1"), Literal("x")))
    with pytest.raises(GraphError, match="RDF/XML cannot write the property"):
        serialize(graph, "xml")
    bad = Graph()
    bad.add((URIRef("urn:a"), RDFS.label, Literal("\x00")))
    with pytest.raises(GraphError, match="control character"):
        serialize(bad, "xml")
    worse = Graph()
    worse.add((URIRef("urn:a"), RDFS.label, Literal("\ud800")))
    with pytest.raises(GraphError, match="half a character"):
        serialize(worse, "turtle")
    iri = Graph()
    iri.add((URIRef("urn:a b"), RDFS.label, Literal("x")))
    for name in NAMED + MERGED:
        with pytest.raises(GraphError, match="no IRI"):
            serialize(iri, name)
    with pytest.raises(GraphError, match="no RDF format"):
        serialize(graph, "hdt")


BOMB = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>"""


@pytest.mark.parametrize("data", [BOMB, BOMB.decode().encode("utf-16")], ids=["utf-8", "utf-16"])
def test_a_doctype_is_refused(data: bytes, tmp_path) -> None:
    file = tmp_path / "graph.rdf"
    file.write_bytes(data)
    with pytest.raises(GraphError, match="DOCTYPE"):
        load_dataset(file)


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": "http://127.0.0.1:9/context.json"}',
        '{"@context": [{"a": "urn:a"}, "http://127.0.0.1:9/c"]}',
        '{"@graph": [{"@context": "c.json"}]}',
        '{"@context": {"@import": "http://127.0.0.1:9/c"}}',
        '{"@context": {"p": {"@id": "urn:p", "@context": "http://127.0.0.1:9/c"}}}',
    ],
)
def test_a_context_on_the_web_is_refused(text: str) -> None:
    with pytest.raises(GraphError, match="context on the web"):
        parse_dataset(text.encode(), "json-ld")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("graph.trig", b"kg:x a", "cannot be read as trig"),
        ("graph.nq", b"\xff\xfe", "cannot be read as nquads"),
        ("graph.jsonld", b"{", "not JSON"),
        ("graph.rdf", b"<rdf", "cannot be read as xml"),
        ("graph.txt", b"", "no known ending"),
    ],
)
def test_broken_files_are_named(name: str, data: bytes, message: str, tmp_path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(GraphError, match=message) as caught:
        load_dataset(tmp_path / name)
    assert name in str(caught.value)


def test_a_missing_graph_tells_how_to_build_one(tmp_path) -> None:
    with pytest.raises(GraphError, match="Build one with 'kg build'"):
        load_dataset(tmp_path)


def test_foreign_graphs_are_no_facts() -> None:
    dataset = parse_dataset(b"<urn:a> <urn:b> <urn:c> <urn:g> .", "nquads")
    with pytest.raises(GraphError, match="holds 0 articles"):
        from_dataset(dataset)
