"""Free SPARQL: typed answers, values bound as terms, nothing beyond the graph."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import socket
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError
from kg.query import run, run_text
from kg.query.values import PREFIXES, from_term, to_readable, to_term, to_text
from kg.rdf import iris


def test_prefixes_are_those_of_the_writer() -> None:
    assert PREFIXES == iris.PREFIXES


def test_select_with_prefixes_given(dataset: Dataset) -> None:
    result = run(dataset, "SELECT ?name { ?a a kg:Country ; rdfs:label ?name } ORDER BY ?name")
    assert [row.name for row in result] == ["Arnau", "Belmar"]
    assert result[0].name == "Arnau"
    assert result.to_dicts()[1] == {"name": "Belmar"}


def test_graphs_can_be_asked_one_by_one(both: Dataset) -> None:
    result = run(
        both, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?e a kg:Event } } GROUP BY ?g ORDER BY ?g"
    )
    assert [(row.g.rpartition("/")[2], row.n) for row in result] == [("a", 15), ("b", 15)]


def test_ask(dataset: Dataset) -> None:
    yes, no = run(dataset, "ASK { ?a a kg:Person }"), run(dataset, "ASK { ?a a kg:Cat }")
    assert (yes.columns, yes.rows[0].answer, no.rows[0].answer) == (("answer",), True, False)
    assert yes and not no
    assert json.loads(yes.to_json()) == {"head": {}, "boolean": True}


def values(graph: Graph) -> set[tuple[object, ...]]:
    """What a graph says, however numbers are spelt: rdflib's parser writes 1 as 1.0."""
    return {(s, p, o.toPython() if isinstance(o, Literal) else o) for s, p, o in graph}


@pytest.mark.parametrize("verb", ["CONSTRUCT { ?a kg:talkedWith ?b } WHERE", "DESCRIBE ?a"])
def test_graphs_as_answers(verb: str, dataset: Dataset) -> None:
    result = run(dataset, f"{verb} {{ ?a kg:talkedWith ?b }}")
    assert (result.columns, len(result) >= 4) == ((), True)
    again = Graph().parse(data=result.to_ttl(), format="turtle")
    assert values(again) == values(result.graph or Graph())
    for refused in (result.to_csv, result.to_json, result.to_pandas, result.to_polars):
        with pytest.raises(QueryError, match="graph cannot be written"):
            refused()


def test_rows_are_no_turtle(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="CONSTRUCT"):
        run(dataset, "timeline").to_ttl()


def test_values_have_their_types() -> None:
    values = """SELECT ?date ?month ?day ?length ?number ?share ?yes ?text ?german ?iri ?none {
      VALUES (?date ?month ?day ?length ?number ?share ?yes ?text ?german ?iri ?none)
      { ("2025-07-03"^^xsd:date "2025-07"^^xsd:gYearMonth "--07-04"^^xsd:gMonthDay
         "PT2H30M"^^xsd:dayTimeDuration 6 0.5 true "x" "y"@de kg:Planned UNDEF) } }"""
    (row,) = run(Graph(), values)
    assert tuple(row) == (
        dt.date(2025, 7, 3),
        "2025-07",
        "--07-04",
        dt.timedelta(minutes=150),
        6,
        0.5,
        True,
        "x",
        "y",
        "https://w3id.org/kg-news/ontology#Planned",
        None,
    )
    assert [type(value) for value in row[4:7]] == [int, float, bool]


@pytest.mark.parametrize(
    "text",
    [
        '"2025-13-45"^^xsd:date',
        '"soon"^^xsd:date',
        '"x"^^xsd:integer',
        '"P1Y"^^xsd:duration',
        '"1"^^<urn:t>',
    ],
)
def test_broken_values_stay_text(text: str) -> None:
    (row,) = run(Graph(), f"SELECT ?v {{ VALUES ?v {{ {text} }} }}")
    assert row.v == text.split('"')[1]


def test_odd_column_names() -> None:
    result = run(Graph(), "SELECT (1 AS ?class) (2 AS ?größe) (3 AS ?_x) {}")
    assert result.columns == ("class", "größe", "_x")
    assert tuple(result[0]) == (1, 2, 3)
    assert result.to_dicts() == [{"class": 1, "größe": 2, "_x": 3}]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("Putin", Literal("Putin")),
        ("https://example.org/a", URIRef("https://example.org/a")),
        ("kg:Planned", URIRef("https://w3id.org/kg-news/ontology#Planned")),
        ("foo:bar", Literal("foo:bar")),
        ("https://a b", Literal("https://a b")),
        (3, Literal(3)),
        (True, Literal(True)),
        (dt.date(2025, 7, 3), Literal("2025-07-03", datatype=XSD.date)),
        (URIRef("urn:x"), URIRef("urn:x")),
    ],
)
def test_values_become_terms(value: object, term: object) -> None:
    assert to_term(value) == term


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(QueryError, match="type list cannot be bound"):
        run(Graph(), "SELECT * { ?s ?p ?o }", s=[1])


def test_values_are_bound_never_read(dataset: Dataset) -> None:
    query = "SELECT ?a { ?a rdfs:label ?name }"
    assert len(run(dataset, query, name="Arnau")) == 1
    for text in ('Arnau" . ?x ?y "', "Arnau } #", '") || true || ("', "?name", "\\u0022"):
        assert run(dataset, query, name=text).rows == []


@given(st.text())
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_asked_for(text: str) -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:p"), Literal(text)))
    rows = run(
        graph, "SELECT ?s { ?s <urn:p> ?v FILTER(STR(?v) = STR(?wanted)) }", wanted=text
    ).rows
    assert len(rows) == 1


OUTSIDE = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
    "SELECT * { OPTIONAL { { ?a ?b ?c } UNION { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "SELECT (EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } AS ?x) { }",
    "SELECT * { BIND(NOT EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } AS ?x) }",
    "SELECT * { ?s ?p ?o } ORDER BY EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } })",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "ASK { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "ASK FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <file:///etc/passwd> { ?s ?p ?o }",
    "DESCRIBE <urn:x> FROM <file:///etc/passwd>",
    "LOAD <http://127.0.0.1:9/>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT ; LOAD <http://127.0.0.1:9/>",
    "PREFIX x: <urn:x> # SELECT\nINSERT { ?s ?p x:y } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "\\u0053ELECT * { ?s ?p ?o } ; DROP ALL",
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_nothing_reaches_outside_or_changes_the_graph(
    text: str, dataset: Dataset, monkeypatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    size = len(dataset)
    with pytest.raises(QueryError):
        run(dataset, text)
    assert len(dataset) == size


def test_words_in_texts_are_no_reason_to_refuse(dataset: Dataset) -> None:
    text = "SELECT ?a { ?a rdfs:label ?n . FILTER(?n != 'SERVICE <http://x> { LOAD FROM }') } # FROM <x>"
    assert len(run(dataset, text)) > 0


@pytest.mark.parametrize(
    ("text", "line"),
    [("SELECT * {", 1), ("SELECT ?x\nWHERE { ?x ?y }", 2), ("FOO ?x", 1), ("", 1), ("SELECT 1", 1)],
)
def test_malformed_queries_say_where(text: str, line: int, dataset: Dataset) -> None:
    with pytest.raises(QueryError, match=r"malformed at line \d+, column \d+: ") as caught:
        run(dataset, text)
    assert caught.value.data["line"] >= 1
    assert caught.value.data["line"] <= line


def test_unknown_prefixes_and_errors_while_running_are_query_errors(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="prefix"):
        run(dataset, "SELECT * { ?s foo:bar ?o }")
    with pytest.raises(QueryError):
        run(dataset, "SELECT (GROUP_CONCAT(DISTINCT ?no) AS ?x) { ?s a kg:Person }")


@pytest.mark.parametrize("depth", [99, 2000, 200000])
def test_deep_nesting_does_not_crash(depth: int) -> None:
    with pytest.raises(QueryError):
        run(Graph(), "SELECT * { " + "{" * depth + " ?s ?p " + "}" * depth + "}")


def test_csv_is_as_typed(dataset: Dataset) -> None:
    rows = list(csv.reader(io.StringIO(run(dataset, "who-talked-to-whom").to_csv())))
    assert rows[0] == ["who", "whom", "date", "type", "duration", "place", "topics"]
    assert rows[2] == ["Ida Korn", "Tom Ferr", "2031-03-03", "PhoneCall", "PT20M", "", "FISCHFANG"]


def test_csv_quotes_what_needs_it() -> None:
    text = 'a,"b"\nc;\td'
    out = run(Graph(), "SELECT ?v { BIND(?w AS ?v) }", w=text).to_csv()
    assert list(csv.reader(io.StringIO(out, newline="")))[1] == [text]


def test_json_is_the_standard_form(dataset: Dataset) -> None:
    document = json.loads(run(dataset, "who-talked-to-whom").to_json())
    assert document["head"]["vars"][0] == "who"
    bindings = document["results"]["bindings"]
    assert bindings[1]["date"] == {
        "type": "literal",
        "value": "2031-03-03",
        "datatype": str(XSD.date),
    }
    assert "date" not in bindings[2]
    label = json.loads(run(dataset, "SELECT ?l ?t { ?t skos:prefLabel ?l } LIMIT 1").to_json())
    assert label["results"]["bindings"][0]["l"]["xml:lang"] == "de"
    assert label["results"]["bindings"][0]["t"]["type"] == "uri"


def test_pandas(dataset: Dataset) -> None:
    pd = pytest.importorskip("pandas")
    frame = run(dataset, "actors").to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns)[:2] == ["actor", "kind"]
    assert frame["talks"].sum() >= 4


def test_without_pandas_the_error_says_what_to_install(dataset: Dataset, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match="Pip install"):
        run(dataset, "actors").to_pandas()


def test_polars(dataset: Dataset) -> None:
    pl = pytest.importorskip("polars")
    result = run(dataset, "timeline")
    frame = result.to_polars()
    assert frame.columns == list(result.columns)
    assert frame["date"].dtype == pl.String  # days and months in one column
    assert frame["date"].to_list()[:2] == ["2031-02", "2031-03-01"]
    assert dt.timedelta(minutes=20) in frame["duration"].to_list()
    days = run(
        Graph(), 'SELECT ?d ?n { VALUES (?d ?n) { ("2031-03-01"^^xsd:date 1) (UNDEF 0.5) } }'
    )
    assert days.to_polars().to_dicts() == [
        {"d": dt.date(2031, 3, 1), "n": 1.0},
        {"d": None, "n": 0.5},
    ]
    assert run(Graph(), "SELECT ?a { ?a ?b ?c }").to_polars().shape == (0, 1)


def test_without_polars_the_error_says_what_to_install(dataset: Dataset, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(QueryError, match="Pip install polars"):
        run(dataset, "actors").to_polars()


def test_a_row_is_a_table_in_a_notebook(dataset: Dataset) -> None:
    call = next(row for row in run(dataset, "timeline") if row.type == "PhoneCall")
    page = call._repr_html_()
    assert '<time datetime="2031-03-03">3. März 2031</time>' in page
    assert "place" not in page  # which the article does not give
    (row,) = run(Graph(), "SELECT (?t AS ?class) {}", t="<script>")
    assert ">class<" in row._repr_html_() and "<script" not in row._repr_html_()


EVIL = '<script>alert("x")</script>'


def test_html_escapes_everything() -> None:
    result = run(
        Graph(),
        "SELECT (?t AS ?c) (<https://example.org/?a=1&b=2> AS ?u) {}",
        t=EVIL,
    )
    page = result._repr_html_()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert '<a href="https://example.org/?a=1&amp;b=2"' in page
    for value in (
        "javascript:alert(1)",
        'https://x.example/"onmouseover="alert(1)',
        "data:text/html,x",
    ):
        page = run(Graph(), "SELECT (?t AS ?c) {}", t=Literal(value))._repr_html_()
        assert "<a " not in page and 'onmouseover="' not in page


def test_html_writes_dates_as_people_do(dataset: Dataset) -> None:
    page = run(dataset, "timeline")._repr_html_()
    assert '<time datetime="2031-03-03">3. März 2031</time>' in page
    assert "April 2031" in page and "20 Min." in page and "bis 2. März 2031" in page
    assert "<caption>Timeline</caption>" in page
    assert (
        run(dataset, "CONSTRUCT WHERE { ?s kg:quotation ?o }")
        ._repr_html_()
        .startswith("<pre>@prefix")
    )


def test_html_of_many_rows_is_cut() -> None:
    values = " ".join(map(str, range(250)))
    page = run(Graph(), f"SELECT ?v {{ VALUES ?v {{ {values} }} }}")._repr_html_()
    assert page.count("<tr>") == 101 and "150 more rows" in page


@pytest.mark.parametrize(
    ("value", "text", "readable"),
    [
        (None, "", ""),
        (True, "true", "ja"),
        (dt.timedelta(0), "P0D", "0 Sek."),
        (dt.timedelta(days=1, seconds=61), "P1DT1M1S", "1 Tg. 1 Min. 1 Sek."),
        ("2025-13", "2025-13", "2025-13"),
        ("2025", "2025", "2025"),
        ("--03", "--03", "März"),
        ("2025-07-03/..", "2025-07-03/..", "ab 3. Juli 2025"),
        ("2025-07-03/2025-07-05", "2025-07-03/2025-07-05", "3. Juli 2025 bis 5. Juli 2025"),
        ("und/oder", "und/oder", "und/oder"),
    ],
)
def test_values_as_text(value: object, text: str, readable: str) -> None:
    assert (to_text(value), to_readable(value)) == (text, readable)  # type: ignore[arg-type]


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_go_there_and_back(date: dt.date) -> None:
    assert from_term(to_term(date)) == date


SCRIPT = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("invented", sys.argv[1])
module = importlib.util.module_from_spec(spec); sys.modules["invented"] = module
spec.loader.exec_module(module)
import kg.query
assert "kg.rdf" not in sys.modules and "spacy" not in sys.modules and "pandas" not in sys.modules
import kg.rdf
dataset = kg.rdf.to_dataset([module.build()])
for query in kg.query.named_queries():
    print(kg.query.run(dataset, query.name, **dict.fromkeys(query.required, "Korn")).to_json())
print(kg.query.run(dataset, "CONSTRUCT { [] kg:found ?t } WHERE { ?p kg:about ?t }").to_ttl())
"""


def test_answers_are_the_same_in_every_process() -> None:
    facts = str(__import__("pathlib").Path(__file__).parent.parent / "rdf" / "invented.py")
    outputs = []
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, facts], env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("end", ["", "LIMIT 2", "ORDER BY ?b LIMIT 2 OFFSET 1"])
def test_construct_may_leave_out_its_template(seed, end):
    found = run(seed, f"CONSTRUCT WHERE {{ ?a rdfs:label ?b }} {end}")
    assert len(found) == 2 if end else len(found) > 2


def test_an_answer_that_is_too_long_is_refused_and_not_cut(seed):
    assert len(run_text(seed, "SELECT * { ?a ?b ?c } LIMIT 3", most=3)) == 3
    for query in ("SELECT * { ?a ?b ?c } LIMIT 4", "CONSTRUCT WHERE { ?a rdfs:label ?c }"):
        with pytest.raises(QueryError, match="more than 3") as refused:
            run_text(seed, query, most=3)
        assert refused.value.data["most"] == 3


def test_sparql_itself_is_no_name(seed):
    with pytest.raises(QueryError, match="malformed"):
        run_text(seed, "timeline")
