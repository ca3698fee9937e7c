"""The NetworkX views and the files: what is in them, and that they come back as they went."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef

from kg.errors import KgError, OutputError
from kg.export import to_networkx, write_gexf, write_graphml, write_json
from kg.export.networks import duration_text
from kg.export.text import clean

WEBER, NOVAK, LIECHTENSTEIN, FARMERS, SULTAN, CALL = (
    f"https://w3id.org/kg-news/id/{name}"
    for name in (
        "actor/weber",
        "actor/novak",
        "actor/Q347",
        "actor/bauern",
        "actor/sultan",
        "event/call",
    )
)


def test_the_actors_view_holds_what_took_place_and_nothing_else(sample: Dataset) -> None:
    network = to_networkx(sample)
    assert sorted(network.edges()) == sorted([(WEBER, NOVAK), (WEBER, FARMERS)])
    edge = network.edges[WEBER, NOVAK, CALL]
    assert edge["type"] == "PhoneCall"
    assert edge["channel"] == "phone"
    assert (edge["date"], edge["earliest"], edge["latest"]) == ("2024-05-03",) * 3
    assert (edge["duration"], edge["duration_text"]) == (1200, "PT20M")
    assert edge["topics"] == "Getreide"
    assert edge["topics_not_raised"] == "Zölle"
    assert edge["event"] == CALL
    assert "rief am 3. Mai 2024" in edge["evidence"]
    assert edge["directed"] is True
    assert "duration" not in network.edges[WEBER, FARMERS, CALL.replace("call", "visit")]


def test_nodes_are_actors_and_not_places(sample: Dataset) -> None:
    nodes = dict(to_networkx(sample).nodes(data=True))
    assert nodes[WEBER] == {
        "label": "Anna Weber",
        "kind": "Person",
        "forms": 2,
        "wikidata": "",
        "office": "",
    }
    assert nodes[LIECHTENSTEIN]["wikidata"] == "Q347"
    assert "Bern" not in {data["label"] for data in nodes.values()}


def test_other_statuses_only_when_asked_for(sample: Dataset) -> None:
    planned = to_networkx(sample, statuses=["Planned"])
    assert planned.number_of_edges() == 3  # a meeting of three is three pairs
    assert {data["status"] for *_, data in planned.edges(data=True)} == {"Planned"}
    assert len({key for *_, key in planned.edges(keys=True)}) == 3
    denied = to_networkx(sample, statuses=["Denied"])
    assert {frozenset(pair) for pair in denied.edges()} == {frozenset((NOVAK, SULTAN))}


def test_an_event_without_status_is_not_taken_for_one_that_took_place() -> None:
    graph = Graph()
    kg = "https://w3id.org/kg-news/ontology#"
    event = URIRef("urn:e")
    graph.add(
        (event, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(kg + "Meeting"))
    )
    for actor in ("urn:a", "urn:b"):
        graph.add((event, URIRef(kg + "participant"), URIRef(actor)))
    assert to_networkx(graph).number_of_edges() == 0


def test_the_full_view_has_typed_edges(sample: Dataset) -> None:
    network = to_networkx(sample, view="full")
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    assert kinds >= {"Person", "PhoneCall", "Meeting", "Statement", "Position", "Topic", "Place"}
    roles = {data["type"] for *_, data in network.edges(data=True)}
    assert roles >= {"caller", "visitor", "topic", "topicNotRaised", "place", "speaker", "reports"}
    assert roles >= {"holder", "about", "represents"}
    keys = [key for *_, key in network.edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_unknown_views_and_statuses_say_what_to_use() -> None:
    with pytest.raises(KgError, match="Use 'actors' or 'full'"):
        to_networkx(Graph(), view="all")
    with pytest.raises(KgError, match="unknown status 'Happened'"):
        to_networkx(Graph(), statuses=["Happened"])


def test_two_reads_give_the_same_network(sample: Dataset) -> None:
    again = Dataset(default_union=True)
    for quad in sorted(sample.quads((None, None, None, None)), key=str, reverse=True):
        again.add(quad)
    one, other = to_networkx(sample, "full"), to_networkx(again, "full")
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


# Readers of the files, paired with the writers: each gives back the graph that was written.
def load_graphml(path: Path) -> nx.MultiDiGraph:
    return nx.read_graphml(path, force_multigraph=True)


def load_gexf(path: Path) -> nx.MultiDiGraph:
    read = nx.read_gexf(path)  # a plain DiGraph where no two nodes have two edges
    network = nx.MultiDiGraph()
    for node, data in read.nodes(data=True):
        network.add_node(node, **without(data, "start", "end", "viz"))
    for one, other, data in read.edges(data=True):
        facts = without(data, "id", "start", "end", "viz")
        if "kind" in facts:
            facts["type"] = facts.pop("kind")
        network.add_edge(one, other, key=data["id"], **facts)
    return network


def without(data: dict[str, object], *names: str) -> dict[str, object]:
    return {key: value for key, value in data.items() if key not in names}


def load_json(path: Path) -> nx.MultiDiGraph:
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


WRITERS = [(write_graphml, load_graphml), (write_gexf, load_gexf), (write_json, load_json)]


def same(one: nx.MultiDiGraph, other: nx.MultiDiGraph) -> None:
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    edges = [
        {(a, b, key): data for a, b, key, data in network.edges(keys=True, data=True)}
        for network in (one, other)
    ]
    assert edges[0] == edges[1]


@pytest.mark.parametrize(("write", "load"), WRITERS)
@pytest.mark.parametrize("view", ["actors", "full"])
def test_files_come_back_as_they_went(sample, hostile, tmp_path, write, load, view) -> None:  # type: ignore[no-untyped-def]
    for dataset in (sample, hostile):
        network = to_networkx(dataset, view)
        write(network, tmp_path / "file")
        same(network, load(tmp_path / "file"))


@pytest.mark.parametrize(("write", "load"), WRITERS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    labels=st.lists(st.text(st.characters(codec=None), max_size=30), min_size=2, max_size=5),
    topic=st.text(st.characters(codec=None), max_size=30),
)
def test_any_text_comes_back(tmp_path, write, load, labels, topic) -> None:  # type: ignore[no-untyped-def]
    network = nx.MultiDiGraph()
    for number, label in enumerate(labels):
        network.add_node(f"n{number}", label=clean(label), forms=number)
    for number in range(len(labels) - 1):
        network.add_edge(
            f"n{number}", f"n{number + 1}", key=f"k{number}", topics=clean(topic), n=number
        )
    write(network, tmp_path / "file")
    same(network, load(tmp_path / "file"))


def test_files_are_the_same_bytes_each_time(sample: Dataset, tmp_path: Path) -> None:
    for write, _ in WRITERS:
        for name in ("one", "two"):
            write(to_networkx(sample), tmp_path / name)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_gexf_is_dynamic_where_there_are_dates(sample: Dataset, tmp_path: Path) -> None:
    write_gexf(to_networkx(sample), tmp_path / "file.gexf")
    text = (tmp_path / "file.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="2024-05-03" end="2024-05-03"' in text
    assert "lastmodifieddate" not in text


def test_cytoscape_json_names_nodes_and_edges(sample: Dataset, tmp_path: Path) -> None:
    write_json(to_networkx(sample), tmp_path / "file.cyjs", style="cytoscape")
    data = json.loads((tmp_path / "file.cyjs").read_text(encoding="utf-8"))
    assert {node["data"]["name"] for node in data["elements"]["nodes"]} >= {"Anna Weber", "Ott"}
    assert {edge["data"]["source"] for edge in data["elements"]["edges"]} == {WEBER}


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="missing"):
        write_graphml(nx.MultiDiGraph(), tmp_path / "missing" / "file")
    with pytest.raises(KgError, match="node-link"):
        write_json(nx.MultiDiGraph(), tmp_path / "file", style="d3")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "PT0S"), (60, "PT1M"), (86400, "P1D"), (90061, "P1DT1H1M1S")]
)
def test_durations_are_written_as_xsd(seconds: int, text: str) -> None:
    assert duration_text(seconds) == text


def test_a_label_with_controls_is_cleaned(sample: Dataset) -> None:
    dataset = Dataset(default_union=True)
    for quad in sample.quads((None, None, None, None)):
        dataset.add(quad)
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    dataset.graph(URIRef("urn:g")).add((URIRef(SULTAN), label, Literal("\x00A\u202ebc")))
    labels = {data["label"] for _, data in to_networkx(dataset).nodes(data=True)}
    assert "Abc" in labels
