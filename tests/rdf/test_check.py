"""The shapes accept what is right and refuse each way of being wrong."""

from __future__ import annotations

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from kg.model import Article, Facts
from kg.rdf import check_dataset, merged_graph, to_dataset
from kg.rdf.check import check_graph
from kg.rdf.iris import KG, PLOVER

DATE = {"datatype": XSD.date}


@pytest.mark.parametrize("which", ["dataset", "seed_dataset"])
def test_what_we_write_conforms(which: str, request: pytest.FixtureRequest) -> None:
    report = check_dataset(request.getfixturevalue(which))
    assert report.conforms, str(report)
    assert report.graphs == 1


def test_an_article_in_which_nobody_talks_conforms() -> None:
    assert check_dataset(to_dataset([Facts(article=Article(id="a", text="Regen."))])).conforms


def change(name: str, dataset: Dataset):
    """Return a copy of the graph with one fault, and the node that has it."""
    graph = merged_graph(dataset)
    call = next(iter(sorted(set(graph.subjects(RDF.type, KG.PhoneCall)))))
    place = next(
        iter(sorted(set(graph.objects(None, KG.place)) - set(graph.subjects(RDF.type, KG.Actor))))
    )
    statement = next(iter(sorted(graph.subjects(KG.quotation, None))))
    position = next(iter(sorted(graph.subjects(KG.directedAt, None))))
    piece = next(iter(sorted(graph.subjects(KG.rule, Literal("call.anrufen")))))
    article = next(iter(graph.subjects(RDF.type, KG.Article)))
    topic = next(iter(sorted(graph.subjects(RDF.type, KG.Topic))))
    actor = next(iter(sorted(graph.subjects(RDF.type, KG.Person))))
    note = next(iter(graph.subjects(KG.openInterval, None)))
    check = next(iter(graph.subjects(RDF.type, KG.Check)))
    cases = {
        "no status": (call, [(KG.status, None)], []),
        "two statuses": (call, [], [(KG.status, KG.Planned)]),
        "unknown status": (call, [(KG.status, None)], [(KG.status, KG.Direct)]),
        "no evidence": (call, [(KG.evidence, None)], []),
        "no label": (call, [(RDFS.label, None)], []),
        "a place takes part": (call, [], [(KG.participant, place)]),
        "nobody talks": (call, [(KG.participant, None)], []),
        "unknown event type": (call, [(KG.eventType, None)], [(KG.eventType, PLOVER.Dance)]),
        "one bound without a word": (call, [(KG.earliest, None)], []),
        "open interval with both bounds": (
            note,
            [],
            [(KG.earliest, Literal("2031-03-01", **DATE))],
        ),
        "open interval without bounds": (note, [(KG.latest, None)], []),
        "bounds turned round": (
            call,
            [(KG.earliest, None)],
            [(KG.earliest, Literal("2031-03-09", **DATE))],
        ),
        "date is text": (call, [(KG.date, None)], [(KG.date, Literal("März"))]),
        "two dates": (call, [], [(KG.date, Literal("2031-03-09", **DATE))]),
        "duration without hedge": (call, [(KG.durationApproximate, None)], []),
        "ordinal of nought": (call, [(KG.ordinal, None)], [(KG.ordinal, Literal(0))]),
        "topic raised and not raised": (
            call,
            [],
            [(KG.topic, graph.value(call, KG.topicNotRaised))],
        ),
        "speaker is a place": (statement, [(KG.speaker, None)], [(KG.speaker, place)]),
        "no type of quotation": (statement, [(KG.quotationType, None)], []),
        "told by nobody": (note, [(KG.assertedBy, None)], []),
        "asserted by an actor": (statement, [], [(KG.assertedBy, actor)]),
        "reports an actor": (statement, [], [(KG.reports, actor)]),
        "no holder": (position, [(KG.holder, None)], []),
        "no stance": (position, [(KG.stance, None)], []),
        "about no topic": (position, [(KG.about, None)], [(KG.about, actor)]),
        "position without words": (position, [(KG.aboutText, None)], []),
        "evidence ends before it starts": (piece, [(KG.end, None)], [(KG.end, Literal(0))]),
        "evidence without words": (piece, [(KG.exact, None)], []),
        "evidence with other words": (
            piece,
            [(KG.exact, None)],
            [(KG.exact, Literal("something else"))],
        ),
        "evidence of nowhere": (piece, [(KG.article, None)], [(KG.article, URIRef("urn:nowhere"))]),
        "article without text": (article, [(KG.text, None)], []),
        "date of publication without reason": (article, [(KG.publishedReason, None)], []),
        "article without id": (article, [(DCTERMS.identifier, None)], []),
        "topic without label": (topic, [(SKOS.prefLabel, None)], []),
        "topic with two labels": (topic, [], [(SKOS.prefLabel, Literal("noch eins", lang="de"))]),
        "actor with two names": (actor, [], [(RDFS.label, Literal("Noch eins"))]),
        "actor of no kind": (actor, [(RDF.type, KG.Person)], []),
        "too confident": (
            actor,
            [(KG.confidence, None)],
            [(KG.confidence, Literal("1.5", datatype=XSD.decimal))],
        ),
        "check without outcome": (check, [(KG.holds, None)], []),
    }
    if name == "names":
        return sorted(cases)
    node, removed, added = cases[name]
    for link, value in removed:
        graph.remove((node, link, value))
    for link, value in added:
        graph.add((node, link, value))
    return graph, node


NAMES = """no status|two statuses|unknown status|no evidence|no label|a place takes part|nobody talks
unknown event type|one bound without a word|open interval with both bounds|open interval without bounds
bounds turned round|date is text|two dates|duration without hedge|ordinal of nought
topic raised and not raised|speaker is a place|no type of quotation|reports an actor|no holder|no stance
about no topic|position without words|evidence ends before it starts|evidence without words
evidence with other words|evidence of nowhere|article without text|date of publication without reason
article without id|topic without label|topic with two labels|actor with two names|actor of no kind
too confident|check without outcome|told by nobody
asserted by an actor""".replace("\n", "|").split("|")


def test_all_cases_are_tried(dataset: Dataset) -> None:
    assert change("names", dataset) == sorted(NAMES)


def test_each_fault_is_found(dataset: Dataset) -> None:
    # One test for all: the checker's start costs more than the checks.
    for name in NAMES:
        graph, node = change(name, dataset)
        faults = check_graph(graph, "g")
        assert any(fault.node == str(node) for fault in faults), name
        assert all(fault.message and fault.graph == "g" for fault in faults), name


def test_faults_read_as_sentences(dataset: Dataset) -> None:
    graph, node = change("no status", dataset)
    assert [str(fault) for fault in check_graph(graph)] == [
        f"{node} (status): an event has exactly one status"
    ]
