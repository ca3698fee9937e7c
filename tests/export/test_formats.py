"""The files for other programs: read back by those programs' own readers, and honest."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import icalendar
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS, XSD

import kg
from kg.errors import GraphError, KgError, OutputError
from kg.export import FORMATS, read_cell, to_csv, to_networkx, to_text
from kg.export.calendar import escape_text, fold_line
from kg.export.mermaid import escape_label
from kg.export.text import clean

from .conftest import HOSTILE, KG, Builder

ID = "https://w3id.org/kg-news/id/"
STATUSES = ("Occurred", "Ongoing", "Planned", "Proposed", "Cancelled", "Denied", "NotDiscussed")


@pytest.fixture(scope="module")
def every_status() -> Dataset:
    """A meeting of the same two in each status, and talks dated in every way that a text may."""
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "alle", "Rat und Amt", "Rat und Amt")
    b.say(
        b.article,
        URIRef("http://purl.org/dc/terms/issued"),
        Literal("2024-06-01", datatype=XSD.date),
    )
    parties = dict.fromkeys((b.actor("rat", "Group", "Rat"), b.actor("amt", "Group", "Amt")), "")
    parties = dict.fromkeys(parties, "participant")
    for number, status in enumerate(STATUSES):
        b.event(status, "Meeting", status, parties, f"2024-05-{number + 10}", (), ["Rat und Amt"])
    dates = {
        "month": ("2024-03", XSD.gYearMonth, "2024-03-01", "2024-03-31"),
        "year": ("2024", XSD.gYear, "2024-01-01", "2024-12-31"),
        "nodate": ("", None, "", ""),
        "before": ("", None, "", "2024-02-02"),
        "between": ("", None, "2024-02-02", "2024-02-09"),
        "noyear": ("--04-09", XSD.gMonthDay, "", ""),
        "odd": ("2024-13-77", XSD.date, "", ""),
    }
    for name, (value, datatype, first, last) in dates.items():
        call = b.event(name, "PhoneCall", "Occurred", parties, "", (), ["Rat"])
        for term, text, kind in (
            ("date", value, datatype),
            ("earliest", first, XSD.date),
            ("latest", last, XSD.date),
        ):
            if text:
                b.say(call, KG[term], Literal(text, datatype=kind))
    return dataset


def read_calendar(dataset: Dataset) -> dict[str, icalendar.Component]:
    """Each entry of the calendar by the end of its event's IRI."""
    calendar = icalendar.Calendar.from_ical(to_text(dataset, "ics"))
    return {str(one["UID"]).rpartition("/")[2]: one for one in calendar.subcomponents}


# --- CSV ---


def rows_of(text: str) -> list[dict[str, str]]:
    """What the README tells to read a table with."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{name: read_cell(cell) for name, cell in row.items()} for row in rows]


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_node("urn:a", label=text, kind="Person", count=-1)
    written = to_csv(network, "nodes")
    [row] = csv.DictReader(io.StringIO(written, newline=""))
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", row["label"])
    assert row["count"] == "-1"  # a number is one
    assert rows_of(written)[0]["label"] == text


def test_tables_come_back_as_the_network(sample: Dataset, hostile: Dataset) -> None:
    for dataset in (sample, hostile):
        network = to_networkx(dataset, "full")
        nodes, edges = rows_of(to_csv(network, "nodes")), rows_of(to_csv(network, "edges"))
        assert {row["id"]: row["label"] for row in nodes} == dict(network.nodes(data="label"))
        assert {(row["source"], row["target"], row["id"]) for row in edges} == set(network.edges)
        for row in nodes:
            told = {name: _cell(value) for name, value in network.nodes[row["id"]].items()}
            assert {name: row[name] for name in told} == told
            assert {value for name, value in row.items() if name not in {*told, "id"}} <= {""}


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_tables_of_actors_tell_directions(sample: Dataset) -> None:
    rows = list(csv.DictReader(io.StringIO(to_text(sample, "edges.csv", view="actors"))))
    assert [(row["kind"], row["type"]) for row in rows] == [
        ("PhoneCall", "Directed"),
        ("Visit", "Directed"),
    ]
    assert rows[0]["earliest"] == "2024-05-03"


def test_a_network_has_two_parts() -> None:
    with pytest.raises(KgError, match="no part 'both'"):
        to_csv(nx.MultiDiGraph(), "both")  # type: ignore[arg-type]


# --- Cytoscape, GraphML, GEXF ---


def test_cytoscape_comes_back(sample: Dataset, hostile: Dataset) -> None:
    for dataset in (sample, hostile):
        network = to_networkx(dataset, "full")
        read = nx.cytoscape_graph(json.loads(to_text(dataset, "cyjs")), name="label")
        assert set(read.edges) == set(network.edges)
        for node, data in network.nodes(data=True):
            assert {name: read.nodes[node][name] for name in data} == data


def test_no_network_shows_what_did_not_happen_as_if_it_had(every_status: Dataset) -> None:
    readers = {
        "graphml": lambda text: nx.parse_graphml(text, force_multigraph=True),
        "gexf": lambda text: nx.read_gexf(io.BytesIO(text.encode())),
        "json": lambda text: nx.node_link_graph(json.loads(text), edges="edges"),
        "cyjs": lambda text: nx.cytoscape_graph(json.loads(text), name="label"),
    }
    for format, read in readers.items():
        network = read(to_text(every_status, format))
        for status in STATUSES:
            node = network.nodes[f"{ID}event/{status}"]
            assert node["status"] == status
            assert (f"({status})" in node["label"]) == (status not in ("Occurred", "Ongoing"))
        of_edges = {data.get("status") for *_, data in network.edges(data=True)}
        assert of_edges >= set(STATUSES)


def test_gexf_colours_by_status_and_can_be_played(every_status: Dataset) -> None:
    text = to_text(every_status, "gexf")
    nodes = nx.read_gexf(io.BytesIO(text.encode())).nodes
    looks = {status: nodes[f"{ID}event/{status}"]["viz"]["color"] for status in STATUSES}
    assert looks["Occurred"] == looks["Ongoing"]
    assert looks["Planned"] == looks["Proposed"]
    assert looks["Cancelled"] == looks["Denied"] == looks["NotDiscussed"]
    assert len({str(look) for look in looks.values()}) == 3
    assert {"solid", "dashed", "dotted"} == set(re.findall(r'shape value="(\w+)"', text))
    assert 'start="2024-03-01" end="2024-03-31"' in text


# --- JSON-LD ---


def test_json_ld_comes_back(sample: Dataset) -> None:
    graph = kg.Graph(sample)
    text = graph.to_text("jsonld")
    document = json.loads(text)
    assert document["@context"]["kg"] == str(KG)
    assert document["@context"]["kg:earliest"] == {"@id": str(KG.earliest), "@type": "xsd:date"}
    nodes = {node["@id"]: node for node in document["@graph"][0]["@graph"]}
    assert nodes["event:call"]["kg:caller"] == ["actor:weber"]
    assert nodes["event:call"]["kg:earliest"] == ["2024-05-03"]
    read = Dataset(default_union=True)
    read.parse(data=text, format="json-ld")
    quads = {quad[:3] for quad in sample.quads((None, None, None, None))}
    assert {quad[:3] for quad in read.quads((None, None, None, None))} == quads
    name = URIRef(f"{ID}article/anruf")
    assert isomorphic(read.graph(name), sample.graph(name))


# --- Mermaid ---


def test_mermaid_draws_a_line_for_each_two(sample: Dataset) -> None:
    lines = [line.strip() for line in to_text(sample, "mmd").splitlines()]
    assert lines[0] == "flowchart LR"
    names = dict(
        re.findall(r'^(\w+)[(\[]+"(.*)"[)\]]+$', line)[0] for line in lines if '["' in line
    )
    told = [
        re.sub(r"\b[ae]\d+\b", lambda m: names[m[0]], line) for line in lines if '["' not in line
    ]
    assert 'Anna Weber -->|"Telefonat 03.05.2024 (20 Min.)"| Jan Novak' in told
    assert "Liechtenstein -.- geplant: Treffen 09.05.2024, Bern" in told
    assert 'Jan Novak x-.-x|"bestritten: Treffen ohne Datum"| Sultan' in told
    english = to_text(sample, "mmd", language="en")
    assert "planned: " in english and "2024-05-03" in english


def test_mermaid_tells_statuses_apart(every_status: Dataset) -> None:
    text = to_text(every_status, "mmd")
    links = dict(re.findall(r' (\S+)\|"([^:"]*)(?::| 1)', text))
    assert text.count("---|") == 3  # meetings that occurred, that goes on, calls
    assert text.count("-.-|") == 2 and text.count("x-.-x|") == 3
    assert links
    for word in (
        "geplant: ",
        "vorgeschlagen: ",
        "abgesagt: ",
        "bestritten: ",
        "nicht angesprochen: ",
    ):
        assert text.count(word) == 1


def test_mermaid_shows_hostile_names_as_text(hostile: Dataset) -> None:
    text = to_text(hostile, "mmd")
    for line in text.splitlines()[1:]:
        assert re.fullmatch(
            r'    (\w+[(\[]+"[^"<>`{}\[\]]*"[)\]]+|\w+ \S+(\|"[^"<>`{}\[\]|]*"\|)? \w+)', line
        )


@given(st.text(st.characters(codec=None), max_size=40))
@settings(max_examples=100, deadline=None)
def test_labels_of_mermaid_come_back(text: str) -> None:
    label = escape_label(text)
    assert re.fullmatch(r"(?:[^\W_]|[ ,:().–-]|#\d+;)*", label)
    assert not re.match(r"(\d+\.|-|\+) ", label)  # would be read as a list
    read = re.sub(r"#(\d+);", lambda match: chr(int(match[1])), label)
    assert read == " ".join(clean(text).split())


def test_a_long_flowchart_says_what_it_leaves_out(every_status: Dataset) -> None:
    text = kg.export.to_mermaid(every_status, limit=3)
    assert text.count('|"') == 3
    assert 'more["#8230; weitere 5"]' in text


# --- iCalendar ---


def test_days_are_days_and_nothing_else_becomes_one(every_status: Dataset) -> None:
    entries = read_calendar(every_status)
    assert {name for name, one in entries.items() if one.name == "VEVENT"} == set(STATUSES)
    first = entries["Occurred"]
    assert first["DTSTART"].dt == dt.date(2024, 5, 10)
    assert first["DTEND"].dt == dt.date(2024, 5, 11)
    for name in ("month", "year", "nodate", "before", "between", "noyear", "odd"):
        assert entries[name].name == "VJOURNAL"
        assert "DTSTART" not in entries[name]
    assert "Datum: März 2024" in entries["month"]["DESCRIPTION"]
    assert "spätestens 2. Februar 2024" in entries["before"]["DESCRIPTION"]


def test_calendars_tell_statuses_apart(every_status: Dataset) -> None:
    entries = read_calendar(every_status)
    assert [str(entries[status]["STATUS"]) for status in STATUSES] == [
        *["CONFIRMED"] * 2,
        *["TENTATIVE"] * 2,
        *["CANCELLED"] * 3,
    ]
    assert str(entries["Denied"]["SUMMARY"]) == "[bestritten] Treffen: Amt – Rat"
    assert len({str(entries[status]["SUMMARY"]) for status in STATUSES}) == 6
    assert str(entries["month"]["STATUS"]) == "FINAL"


def test_calendars_are_stamped_by_the_article(every_status: Dataset, sample: Dataset) -> None:
    stamp = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
    assert {one["DTSTAMP"].dt for one in read_calendar(every_status).values()} == {stamp}
    entries = read_calendar(sample)  # whose article has no date
    assert entries["call"]["DTSTAMP"].dt.date() == dt.date(2024, 5, 3)
    assert entries["denied"]["DTSTAMP"].dt.date() == dt.date(1970, 1, 1)
    assert str(entries["call"]["UID"]) == f"{ID}event/call"
    assert str(entries["meeting"]["LOCATION"]) == "Bern"


def test_every_line_of_a_calendar_is_short_and_ends_as_it_must(
    sample: Dataset, hostile: Dataset, every_status: Dataset
) -> None:
    for dataset in (sample, hostile, every_status):
        data = to_text(dataset, "ics").encode()
        assert data.endswith(b"END:VCALENDAR\r\n")
        lines = data.split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
        for line in lines:
            line.decode()  # no character is cut in two
        assert icalendar.Calendar.from_ical(data).errors == []


def test_hostile_names_stay_names_in_calendars(hostile: Dataset) -> None:
    (entry,) = read_calendar(hostile).values()
    assert HOSTILE[0][:20] in entry["SUMMARY"]
    assert HOSTILE[0] in entry["DESCRIPTION"]
    assert "ATTENDEE" not in entry and "URL" not in entry


@given(st.text(st.characters(codec=None), max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_back_from_a_calendar(text: str) -> None:
    line = fold_line(f"SUMMARY:{escape_text(text)}")
    entry = f"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20240101T000000Z\r\n{line}END:VEVENT\r\n"
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    read = icalendar.Event.from_ical(entry)
    assert str(read["SUMMARY"]) == clean(text).replace("\t", " ")


# --- the timeline as JSON ---


def test_the_timeline_is_in_order_and_says_how_exact(every_status: Dataset) -> None:
    events = json.loads(to_text(every_status, "timeline.json"))["events"]
    dates = [one["when"]["earliest"] or one["when"]["latest"] for one in events]
    known = [date for date in dates if date]
    assert known == sorted(known) and dates == known + [None] * (len(dates) - len(known))
    exact = {one["id"].rpartition("/")[2]: one["when"]["precision"] for one in events}
    assert [
        exact[name] for name in ("Occurred", "month", "year", "noyear", "nodate", "between")
    ] == [
        "day",
        "month",
        "year",
        "day without year",
        "unknown",
        "interval",
    ]
    assert {one["status"] for one in events if one["took_place"]} == {"Occurred", "Ongoing"}


def test_the_timeline_names_sources_and_evidence(sample: Dataset) -> None:
    events = json.loads(to_text(sample, "timeline.json"))["events"]
    call = next(one for one in events if one["id"].endswith("call"))
    assert (call["told_by"], call["passed_on_by"]) == (["Ott"], ["Alpina"])
    assert call["duration"] == "PT20M"
    assert [party["role"] for party in call["participants"]] == ["caller", "participant"]
    texts = dict(sample.subject_objects(KG.text))
    for piece in call["evidence"]:
        text = str(texts[URIRef(piece["article"])])
        assert text[piece["start"] : piece["end"]] == piece["exact"]


def test_a_circle_of_sources_ends() -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "kreis", "A sagt B sagt A", "")
    actor = b.actor("a", "Person", "A")
    event = b.event("e", "Meeting", "Occurred", {actor: "participant"})
    one, other = URIRef(f"{ID}statement/1"), URIRef(f"{ID}statement/2")
    b.statement("1", actor, "", [event, other], "A sagt")
    b.statement("2", actor, "", [one], "B sagt")
    (told,) = json.loads(to_text(dataset, "timeline.json"))["events"]
    assert (told["told_by"], told["passed_on_by"]) == (["A"], ["A"])


# --- all of them ---


def test_formats_are_taken_from_the_end_of_a_name(sample: Dataset, tmp_path: Path) -> None:
    graph = kg.Graph(sample)
    names = {
        "talks-nodes.csv": "nodes.csv",
        "edges.csv": "edges.csv",
        "a.timeline.json": "timeline.json",
        "a.json": "json",
        "A.ICS": "ics",
        "README.mmd": "mmd",
        "a.jsonld": "jsonld",
    }
    for name, format in names.items():
        graph.export(tmp_path / name)
        assert (tmp_path / name).read_bytes() == graph.to_text(format).encode()
    with pytest.raises(OutputError, match="names no format"):
        graph.export(tmp_path / "a.png")
    with pytest.raises(OutputError, match="unknown format 'png'"):
        graph.to_text("png")
    with pytest.raises(GraphError, match="unknown view"):
        graph.to_text("gexf", view="all")
    with pytest.raises(OutputError, match=r"nodes\.csv"):
        to_text(sample, "ttl")


SCRIPT = """
import sys, kg
graph = kg.load(sys.argv[1])
for format in sys.argv[2:]:
    sys.stdout.write(graph.to_text(format))
"""


def test_the_same_bytes_in_every_process(sample: Dataset, hostile: Dataset, tmp_path: Path) -> None:
    both = Dataset(default_union=True)
    for dataset in (sample, hostile):
        for quad in dataset.quads((None, None, None, None)):
            both.add(quad)
    both.graph(URIRef("urn:g")).add((URIRef(f"{ID}actor/ott"), RDFS.label, Literal("Ott")))
    kg.Graph(both).export(tmp_path / "graph.trig")
    outputs = set()
    for seed in ("1", "2", "77"):
        env = {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": ":".join(sys.path),
            "PYTHONIOENCODING": "utf-8",
        }
        command = [sys.executable, "-c", SCRIPT, str(tmp_path), *FORMATS, "jsonld"]
        done = subprocess.run(command, env=env, capture_output=True)
        assert done.returncode == 0, done.stderr
        outputs.add(done.stdout)
    assert len(outputs) == 1
