"""What stands in the graph, and what must never stand there."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.errors import GraphError
from kg.model import Actor, Article, Event, Facts, Participation, Position, Statement, When
from kg.rdf import merged_graph, serialize, to_dataset
from kg.rdf.iris import KG, WIKIDATA, article_iri


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> Graph:
    return merged_graph(dataset)


def node(graph: Graph, label: str) -> URIRef:
    found = [
        s
        for s in graph.subjects(RDFS.label, Literal(label))
        if (s, RDF.type, KG.Topic) not in graph
    ]
    assert len(found) == 1, (label, found)
    return found[0]


def event(graph: Graph, status: str, kind: str) -> URIRef:
    found = [s for s in graph.subjects(KG.status, KG[status]) if (s, RDF.type, KG[kind]) in graph]
    assert len(found) == 1, (status, kind, found)
    return found[0]


def of(event: Event, **actors: str) -> Graph:
    """Return the graph of one event with actors by their ids."""
    people = tuple(Actor(id=key, kind="Person", label=label) for key, label in actors.items())
    return merged_graph(
        to_dataset([Facts(article=Article(id="a", text="x"), actors=people, events=(event,))])
    )


def test_one_graph_an_article_named_by_it(dataset: Dataset) -> None:
    names = [g.identifier for g in dataset.graphs() if len(g)]
    assert names == [article_iri("fischfang")]


def test_article(graph: Graph, invented) -> None:
    article = article_iri("fischfang")
    assert graph.value(article, KG.text) == Literal(invented.TEXT)
    assert graph.value(article, DCTERMS.title) == Literal(invented.TITLE)
    assert graph.value(article, DCTERMS.issued) == Literal("2031-03-04", datatype=XSD.date)
    assert graph.value(article, DCTERMS.identifier) == Literal("fischfang")
    assert len(list(graph.objects(article, KG.warning))) == 2
    piece = graph.value(article, KG.evidence)
    assert graph.value(piece, KG.exact) == Literal("3. März 2031")


def test_super_classes_are_written(graph: Graph) -> None:
    call = event(graph, "Occurred", "PhoneCall")
    assert {KG.PhoneCall, KG.Communication, KG.Event} == set(graph.objects(call, RDF.type))
    for statement in graph.subjects(RDF.type, KG.Statement):
        assert (statement, RDF.type, KG.Event) in graph
    assert {KG.Country, KG.Actor} <= set(graph.objects(node(graph, "Arnau"), RDF.type))


def test_participant_stands_beside_each_role(graph: Graph) -> None:
    roles = "agent caller host mediator recipient sender target visitor".split()
    pairs = [(s, o) for role in roles for s, o in graph.subject_objects(KG[role])]
    assert len(pairs) == 7
    assert all((s, KG.participant, o) in graph for s, o in pairs)


def test_talked_with_goes_both_ways_for_talks_that_took_place(graph: Graph) -> None:
    korn, ferr, arnau, belmar = (
        node(graph, name) for name in ("Ida Korn", "Tom Ferr", "Arnau", "Belmar")
    )
    assert set(graph.subject_objects(KG.talkedWith)) == {
        (korn, ferr),
        (ferr, korn),
        (arnau, belmar),
        (belmar, arnau),
    }


@pytest.mark.parametrize("status", ["Planned", "Proposed", "Cancelled", "Denied", "NotDiscussed"])
def test_a_talk_that_did_not_take_place_joins_nobody(status: str) -> None:
    both = (Participation(actor="x"), Participation(actor="y", role="caller"))
    plan = Event(id="e", type="PhoneCall", status=status, participants=both)  # type: ignore[arg-type]
    assert not list(of(plan, x="X", y="Y").triples((None, KG.talkedWith, None)))


def test_other_events_and_monologues_join_nobody() -> None:
    both = (Participation(actor="x"), Participation(actor="y"))
    attack = Event(id="e", type="Event", event_type="Attack", participants=both)
    assert not list(of(attack, x="X", y="Y").triples((None, KG.talkedWith, None)))
    same = Event(id="e", type="Meeting", participants=both)
    assert not list(of(same, x="X", y="X").triples((None, KG.talkedWith, None)))


@pytest.mark.parametrize(
    ("value", "datatype", "earliest", "latest"),
    [
        ("2031-02-28", XSD.date, "2031-02-28", "2031-02-28"),
        ("2032-02", XSD.gYearMonth, "2032-02-01", "2032-02-29"),
        ("2031", XSD.gYear, "2031-01-01", "2031-12-31"),
        ("--05-04", XSD.gMonthDay, None, None),
        ("--05", XSD.gMonth, None, None),
    ],
)
def test_dates_are_as_exact_as_the_text(value, datatype, earliest, latest) -> None:
    graph = of(Event(id="e", type="Event", when=When(value=value)))
    assert set(graph.objects(None, KG.date)) == {Literal(value, datatype=datatype)}
    for link, bound in ((KG.earliest, earliest), (KG.latest, latest)):
        expected = {Literal(bound, datatype=XSD.date)} if bound else set()
        assert set(graph.objects(None, link)) == expected
    assert not list(graph.objects(None, KG.openInterval))


def test_an_open_interval_says_so() -> None:
    graph = of(Event(id="e", type="Event", when=When(latest=dt.date(2031, 3, 2))))
    assert set(graph.objects(None, KG.latest)) == {Literal("2031-03-02", datatype=XSD.date)}
    assert not list(graph.objects(None, KG.earliest))
    assert set(graph.objects(None, KG.openInterval)) == {Literal("true", datatype=XSD.boolean)}


def test_no_date_is_invented() -> None:
    graph = of(Event(id="e", type="Event"))
    for link in (KG.date, KG.timex, KG.earliest, KG.latest, KG.openInterval):
        assert not list(graph.objects(None, link))


def test_other_time_values_stay_text(graph: Graph) -> None:
    assert set(graph.objects(None, KG.timex)) == {Literal("2031-W09")}


@pytest.mark.parametrize("value", ["2031-02-30", "2031-13", "0000"])
def test_impossible_days_are_refused(value: str) -> None:
    with pytest.raises(GraphError, match="no date"):
        of(Event(id="e", type="Event", when=When(value=value)))


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(9000, "PT2H30M"), (3000, "PT50M"), (3600, "PT1H"), (93784, "P1DT2H3M4S"), (172800, "P2D")],
)
def test_durations_are_canonical(seconds: int, text: str) -> None:
    graph = of(Event(id="e", type="PhoneCall", duration=seconds))
    assert [str(o) for o in graph.objects(None, KG.duration)] == [text]
    assert [str(o) for o in graph.objects(None, KG.durationApproximate)] == ["false"]


def test_topics_are_concepts_shared_by_their_folded_label(graph: Graph) -> None:
    topics = {str(label): s for s, label in graph.subject_objects(SKOS.prefLabel)}
    assert "Fischfang" not in topics, "one label for both spellings"
    assert (topics["FISCHFANG"], RDF.type, SKOS.Concept) in graph
    assert len(list(graph.subjects(KG.topic, topics["FISCHFANG"]))) == 2
    assert len(list(graph.subjects(KG.topicNotRaised, topics["Zölle"]))) == 1
    assert {label.language for label in graph.objects(None, SKOS.prefLabel)} == {"de"}


def test_evidence_is_what_stands_in_text_or_title(graph: Graph, invented) -> None:
    pieces = list(graph.subjects(RDF.type, KG.Evidence))
    assert len(pieces) > 20
    for piece in pieces:
        in_title = (piece, KG.inTitle, Literal(True)) in graph
        start, end = (int(graph.value(piece, link)) for link in (KG.start, KG.end))
        source = invented.TITLE if in_title else invented.TEXT
        assert source[start:end] == str(graph.value(piece, KG.exact))


def test_a_chain_of_sources(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?name { ?s a kg:Statement ; kg:speaker/rdfs:label ?name . ?s kg:reports+/kg:about ?topic }",
        initNs={"kg": KG, "rdfs": RDFS},
    )
    assert sorted(str(row[0]) for row in rows) == ["Ida Korn", "Seebote", "Tom Ferr"]


def test_actors_have_their_names_offices_and_links(graph: Graph) -> None:
    ferr = node(graph, "Tom Ferr")
    assert set(graph.objects(ferr, OWL.sameAs)) == {WIKIDATA.Q99000001}
    assert {str(form) for form in graph.objects(ferr, SKOS.altLabel)} == {"Tom Ferr", "Ferr"}
    assert str(graph.value(ferr, KG.office)) == "Premier"
    assert graph.value(ferr, KG.represents) == node(graph, "Belmar")


def test_a_country_that_is_a_place_is_both(graph: Graph) -> None:
    assert {KG.Country, KG.Actor, KG.Place} == set(graph.objects(node(graph, "Belmar"), RDF.type))


def test_everything_has_a_label(graph: Graph) -> None:
    for kind in ("Article", "Actor", "Place", "Event", "Position", "Topic", "Check"):
        for thing in graph.subjects(RDF.type, KG[kind]):
            assert graph.value(thing, RDFS.label), thing
    call = event(graph, "Occurred", "PhoneCall")
    assert str(graph.value(call, RDFS.label)) == "Telefongespräch Ida Korn – Tom Ferr, 2031-03-03"


def test_two_events_of_one_clause_stay_two(graph: Graph) -> None:
    assert len(list(graph.subjects(KG.status, KG.Proposed))) == 2


def test_order_of_facts_does_not_matter(invented_facts: Facts, dataset: Dataset) -> None:
    turned = replace(
        invented_facts,
        actors=invented_facts.actors[::-1],
        events=invented_facts.events[::-1],
        statements=invented_facts.statements[::-1],
        positions=invented_facts.positions[::-1],
    )
    assert set(to_dataset([turned]).quads()) == set(dataset.quads())


def test_ids_of_facts_do_not_matter(invented_facts: Facts, dataset: Dataset) -> None:
    renamed = replace(
        invented_facts,
        checks=tuple(replace(check, id="other") for check in invented_facts.checks),
        events=tuple(
            replace(event, id="x" + event.id, part_of="x" * bool(event.part_of) + event.part_of)
            for event in invented_facts.events
        ),
        statements=tuple(
            replace(s, reports=tuple("xcall" if r == "call" else r for r in s.reports))
            for s in invented_facts.statements
        ),
    )
    assert set(to_dataset([renamed]).quads()) == set(dataset.quads())


def test_articles_share_known_actors_and_topics_only(invented) -> None:
    graphs = [g for g in to_dataset([invented.build("a"), invented.build("b")]).graphs() if len(g)]
    one, other = ({s for s in g.subjects() if isinstance(s, URIRef)} for g in graphs)
    shared = {str(iri).split("/")[-2] for iri in one & other}
    assert shared == {"actor", "topic"}
    local = {s for g in graphs for s in g.subjects(KG.local, None)}
    assert len(local) == 4


def test_two_articles_of_one_id_are_refused(invented_facts: Facts) -> None:
    with pytest.raises(GraphError, match="two articles have the id 'fischfang'"):
        to_dataset([invented_facts, invented_facts])


@pytest.mark.parametrize(
    "facts",
    [
        {
            "events": (
                Event(id="e", type="PhoneCall", participants=(Participation(actor="nobody"),)),
            )
        },
        {"events": (Event(id="e", type="Visit", places=("nowhere",)),)},
        {"events": (Event(id="e", type="Event", part_of="nothing"),)},
        {"events": (Event(id="e", type="Dance"),)},
        {"events": (Event(id="e", type="Event"), Event(id="e", type="Visit"))},
        {"events": (Event(id="e", type="Event", duration=-1),)},
        {"actors": (Actor(id="x", kind="Person", label="X", represents=("nobody",)),)},
        {"statements": (Statement(id="s", reports=("nothing",)),)},
        {"statements": (Statement(id="s", speaker="nobody"),)},
        {"positions": (Position(id="p", holder="", stance="Seeks", topic="t", about_text="t"),)},
    ],
    ids=lambda facts: str(next(iter(facts.values())))[:60],
)
def test_loose_ends_are_refused(facts: dict) -> None:
    with pytest.raises(GraphError):
        to_dataset([Facts(article=Article(id="a", text="x"), **facts)])


def test_an_unknown_role_is_refused() -> None:
    part = Participation(actor="x", role="sings")
    with pytest.raises(GraphError, match="no role 'sings'"):
        of(Event(id="e", type="Event", participants=(part,)), x="X")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "y"])
def test_only_web_addresses_become_iris(url: str) -> None:
    article = Article(id="a", text="x", url=url)
    objects = [o for _, _, o, _ in to_dataset([Facts(article=article)]).quads() if str(o) == url]
    assert objects == [Literal(url)]


def test_the_seed_is_written_quickly_and_as_told(seed_dataset: Dataset) -> None:
    graph = merged_graph(seed_dataset)
    calls = set(graph.subjects(RDF.type, KG.PhoneCall))
    assert len(calls) == 7
    assert sorted(str(o) for o in graph.objects(None, KG.duration)) == ["PT1H", "PT2H30M", "PT50M"]


SCRIPT = """
import importlib.util, sys, hashlib
spec = importlib.util.spec_from_file_location("invented", sys.argv[1])
module = importlib.util.module_from_spec(spec); sys.modules["invented"] = module
spec.loader.exec_module(module)
import kg.rdf
assert "spacy" not in sys.modules and "pyshacl" not in sys.modules
dataset = kg.rdf.to_dataset([module.build("b"), module.build("a")])
for name in ("trig", "nquads", "turtle", "json-ld", "xml"):
    print(hashlib.sha256(kg.rdf.serialize(dataset, name)).hexdigest())
"""


def test_bytes_are_the_same_in_every_process(invented) -> None:
    outputs = []
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, invented.__file__],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.append(run.stdout)
    assert outputs[0] == outputs[1]
    one_way = to_dataset([invented.build("a"), invented.build("b")])
    assert serialize(one_way) == serialize(to_dataset([invented.build("b"), invented.build("a")]))
