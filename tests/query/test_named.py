"""The named queries: described truly, and giving what the facts hold."""

from __future__ import annotations

import datetime as dt

import pytest
from rdflib import Dataset, Graph

from kg.errors import DataError, QueryError
from kg.query import named_queries, run
from kg.query.named import parse_query
from kg.rdf import merged_graph

NAMES = """actors changes checks communications-of disagreements evidence months networks new-contacts planned
positions-over-time positions reasons silent-pairs sole-article sole-source timeline topics who-says
who-talked-to-whom""".split()
BY_GRAPH = {"positions-over-time", "sole-article"}  # an article is known by its graph
CORPORA = {"changes", "disagreements", "silent-pairs"}  # one article has nothing to say of these
QUERIES = {query.name: query for query in named_queries()}
MINUTES = dt.timedelta(minutes=1)


def params(name: str) -> dict[str, str]:
    return dict.fromkeys(QUERIES[name].required, "Ferr")


def test_all_queries_are_there() -> None:
    assert list(QUERIES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_of_the_head(name: str, dataset: Dataset) -> None:
    result = run(dataset, name, **params(name))
    assert result.columns == QUERIES[name].columns
    assert len(result) > 0 or name in CORPORA
    assert result.title == QUERIES[name].title
    assert set(QUERIES[name].notes) == {*result.columns, *QUERIES[name].parameters}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("empty", [Graph(), Dataset()], ids=["graph", "dataset"])
def test_an_empty_graph_gives_no_rows(name: str, empty: Graph) -> None:
    result = run(empty, name, **params(name))
    assert (len(result), result.columns) == (0, QUERIES[name].columns)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in BY_GRAPH])
def test_the_merged_graph_answers_the_same(name: str, dataset: Dataset) -> None:
    assert (
        run(merged_graph(dataset), name, **params(name)).rows
        == run(dataset, name, **params(name)).rows
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_dataset_is_asked_as_a_whole(name: str, dataset: Dataset) -> None:
    parts = Dataset(default_union=False)
    for quad in dataset.quads():
        parts.add(quad)
    assert run(parts, name, **params(name)).rows == run(dataset, name, **params(name)).rows
    assert not parts.default_union


def test_who_talked_to_whom_has_one_row_a_pair_and_talk(dataset: Dataset) -> None:
    rows = [tuple(row)[:5] for row in run(dataset, "who-talked-to-whom")]
    assert rows == [
        ("Arnau", "Belmar", "../2031-03-02", "Correspondence", None),
        ("Ida Korn", "Tom Ferr", dt.date(2031, 3, 3), "PhoneCall", 20 * MINUTES),
        ("Arnau", "Belmar", None, "Negotiation", None),
    ]


def test_who_talked_to_whom_on_the_seed(seed: Dataset) -> None:
    rows = [row for row in run(seed, "who-talked-to-whom") if row.type == "PhoneCall"]
    assert [row.date for row in rows] == [
        dt.date(2025, 2, 12),
        dt.date(2025, 3, 18),
        dt.date(2025, 5, 19),
        dt.date(2025, 6, 4),
        dt.date(2025, 6, 14),
        dt.date(2025, 7, 3),
    ]
    assert {(row.who, row.whom) for row in rows} == {("Donald Trump", "Wladimir Putin")}
    assert [row.duration for row in rows if row.duration] == [
        150 * MINUTES,
        50 * MINUTES,
        60 * MINUTES,
    ]
    assert rows[0].topics == "Energie; künstliche Intelligenz; Rolle des Dollars; Ukraine"


def test_what_did_not_take_place_is_planned_only(dataset: Dataset) -> None:
    talked = {tuple(row)[:4] for row in run(dataset, "who-talked-to-whom")}
    assert not any(kind == "Meeting" for *_, kind in talked)
    rows = run(dataset, "planned").rows
    assert [(row.status, row.date) for row in rows] == [
        ("Cancelled", dt.date(2031, 3, 1)),
        ("Planned", "2031-04"),
        ("Denied", None),
        ("Proposed", None),
        ("Proposed", None),
    ]


def test_the_timeline_is_in_order_with_the_undated_last(dataset: Dataset) -> None:
    rows = run(dataset, "timeline").rows
    dates = [row.date for row in rows]
    known = [date for date in dates if date is not None]
    assert dates == known + [None] * (len(dates) - len(known))
    assert [str(date) for date in known] == [
        "2031-02",
        "2031-03-01",
        "../2031-03-02",
        "2031-03-03",
        "2031-04",
    ]
    assert {row.status for row in rows} == {
        "Occurred",
        "Ongoing",
        "Planned",
        "Proposed",
        "Cancelled",
        "Denied",
    }


@pytest.mark.parametrize(
    "actor",
    [
        "Tom Ferr",
        "ferr",
        "FERR",
        "Q99000001",
        "http://www.wikidata.org/entity/Q99000001",
        "actor:Q99000001",
        "https://w3id.org/kg-news/id/actor/Q99000001",
    ],
)
def test_an_actor_is_found_by_any_of_its_names(actor: str, dataset: Dataset) -> None:
    rows = run(dataset, "communications-of", actor=actor).rows
    assert [(row.type, row.status, row.partners) for row in rows] == [
        ("PhoneCall", "Occurred", "Ida Korn"),
        ("Meeting", "Denied", "Ida Korn"),
    ]


@pytest.mark.parametrize(
    "actor", ["Nobody", "", "err", '") } #', "?x", "Dorn", "Q9900000", "https://evil.example/"]
)
def test_what_is_no_actor_finds_nothing(actor: str, dataset: Dataset) -> None:
    assert run(dataset, "communications-of", actor=actor).rows == []
    for name in ("positions", "evidence", "who-says", "reasons"):
        assert run(dataset, name, actor=actor).rows == [], name


@pytest.mark.parametrize("event", ["Nothing", "", "Korn", "?event", "https://evil.example/"])
def test_what_is_no_event_has_no_evidence(event: str, dataset: Dataset) -> None:
    assert run(dataset, "evidence", event=event).rows == []
    assert run(dataset, "reasons", event=event).rows == []


def test_positions_name_their_sources(dataset: Dataset) -> None:
    rows = [
        (row.holder, row.stance, row.about, row.directed_at, row.sources)
        for row in run(dataset, "positions")
    ]
    assert rows == [
        ("Arnau", "Rejects", "das", None, ""),
        ("Belmar", "Demands", "Rückgabe der Boote", "Arnau", ""),
        ("Tom Ferr", "Seeks", "Frieden auf See", None, "Tom Ferr"),
    ]
    assert [row.holder for row in run(dataset, "positions", actor="belmars")] == ["Belmar"]


def test_who_says_follows_the_chain_both_ways(dataset: Dataset) -> None:
    rows = {row.speaker: row for row in run(dataset, "who-says")}
    assert rows["Seebote"].reports.count(";") == 3
    assert rows["Tom Ferr"].reported_by == "Ida Korn; Seebote"
    assert rows["Tom Ferr"].quotation == "Wir wollen Frieden auf See"
    assert (rows["Tom Ferr"].medium, rows["Ida Korn"].medium) == ("am Telefon", "Seebote")
    assert (rows["Ida Korn"].addressee, rows["Ida Korn"].date) == ("Tom Ferr", "2031")
    assert rows[""].type == "IndirectFreeIndirect"
    assert [row.speaker for row in run(dataset, "who-says", actor="Korn")] == ["Ida Korn"]


def test_evidence_of_an_event_and_of_an_actor(dataset: Dataset) -> None:
    label = "Telefongespräch Ida Korn – Tom Ferr, 2031-03-03"
    (row,) = run(dataset, "evidence", event=label)
    assert (row.fact, row.article, row.in_title, row.rule) == (
        label,
        "fischfang",
        False,
        "call.anrufen",
    )
    assert row.end - row.start == len(row.exact)
    event = next(row.event for row in run(dataset, "timeline") if row.type == "PhoneCall")
    assert run(dataset, "evidence", event=event).rows == [row]
    mentions = run(dataset, "evidence", actor="Arnau").rows
    assert [(row.exact, row.in_title) for row in mentions] == [("Arnau", True), ("Arnau", False)]
    assert len(run(dataset, "evidence")) > 20


def test_actors_are_counted_once(dataset: Dataset, both: Dataset) -> None:
    rows = {row.actor: row for row in run(dataset, "actors")}
    assert "Dorn" not in rows
    assert (rows["Ida Korn"].kind, rows["Ida Korn"].office, rows["Ida Korn"].represents) == (
        "Person",
        "Präsidentin",
        "Arnau",
    )
    assert (rows["Ida Korn"].talks, rows["Ida Korn"].statements, rows["Ida Korn"].mentions) == (
        1,
        1,
        1,
    )
    assert rows["Tom Ferr"].wikidata == "http://www.wikidata.org/entity/Q99000001"
    twice = [row for row in run(both, "actors") if row.actor == "Ida Korn"]
    assert [(row.talks, row.mentions) for row in twice] == [(1, 2)]  # one talk, told by both


def test_topics_count_what_was_and_was_not_raised(dataset: Dataset) -> None:
    rows = {row.topic: tuple(row)[1:] for row in run(dataset, "topics")}
    assert rows["FISCHFANG"] == (2, 0, 0)
    assert rows["Zölle"] == (0, 1, 0)
    assert rows["Rückgabe der Boote"] == (0, 0, 1)


def test_checks(dataset: Dataset) -> None:
    (row,) = run(dataset, "checks")
    assert (row.check, row.expected, row.found, row.holds) == ("erstes Telefonat", "1", "2", False)


def test_sole_sources(dataset: Dataset, seed: Dataset) -> None:
    rows = [
        (row.fact, row.kind, row.speaker, row.reported_by) for row in run(dataset, "sole-source")
    ]
    assert rows == [
        ("Tom Ferr strebt an: Frieden auf See", "Position", "Tom Ferr", "Ida Korn; Seebote")
    ]
    speakers = {row.speaker: row.kind for row in run(seed, "sole-source") if row.kind != "Position"}
    assert speakers == {"Financial Times": "PhoneCall", "Wladimir Putin": "Meeting"}


def test_reasons(dataset: Dataset) -> None:
    rows = [(row.fact, row.decision, row.reason) for row in run(dataset, "reasons")]
    assert ("Ida Korn", "actor", "'Korn' names one person only") in rows
    assert (
        "Arnau und Belmar sprechen über Fischfang",
        "published",
        "the day after the call",
    ) in rows
    assert [row.decision for row in run(dataset, "reasons", actor="Korn")] == ["actor"]
    call = "Telefongespräch Ida Korn – Tom Ferr, 2031-03-03"
    assert [row.reason for row in run(dataset, "reasons", event=call)] == ["stands in the text"]


def test_parameters_are_checked(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="needs 'actor'") as caught:
        run(dataset, "communications-of")
    assert "Wikidata" in str(caught.value)
    with pytest.raises(QueryError, match="no parameter 'who'"):
        run(dataset, "timeline", who="Korn")
    with pytest.raises(QueryError, match=r"no query 'timelines'.*timeline"):
        run(dataset, "timelines")
    with pytest.raises(QueryError, match="needs 'actor'"):
        run(dataset, "communications-of", actor=None)


@pytest.mark.parametrize(
    "text",
    [
        "# name: x\nSELECT",
        "# title: x\nSELECT",
        "# title: x\n# about: y\nSELECT",
        "# title: x\n# about: y\n# column: a-b — z\n",
    ],
)
def test_a_query_without_a_proper_head_is_refused(text: str) -> None:
    with pytest.raises(DataError, match="query 'x'"):
        parse_query("x", text)


def test_what_rests_on_one_word_can_be_asked_of_one_speaker(dataset: Dataset) -> None:
    every = run(dataset, "sole-source").rows
    speakers = {row.speaker for row in every}
    assert len(speakers) > 0
    for speaker in speakers:
        rows = run(dataset, "sole-source", actor=speaker.upper()).rows
        assert rows == [row for row in every if row.speaker == speaker]
    assert run(dataset, "sole-source", actor="Niemand").rows == []


def test_another_article_at_the_same_place_is_a_source_of_its_own() -> None:
    graph = Graph()
    told = """
    @prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix : <urn:> .
    :meeting a kg:Meeting ; rdfs:label "Treffen" ; kg:evidence :here .
    :here kg:article :a ; kg:start 3 ; kg:end 9 ; kg:exact "Treffen" .
    :said kg:speaker :ott ; kg:reports :meeting ; kg:evidence :here .
    :ott rdfs:label "Ott" .
    """
    graph.parse(data=told, format="turtle")
    assert [row.speaker for row in run(graph, "sole-source")] == ["Ott"]
    other = """
    @prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix : <urn:> .
    :meeting kg:assertedBy :b ; kg:evidence :there . :there kg:article :b ; kg:start 3 ; kg:end 9 ; kg:exact "Treffen" .
    """
    graph.parse(data=other, format="turtle")
    assert run(graph, "sole-source").rows == []
