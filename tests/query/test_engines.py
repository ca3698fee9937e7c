"""Every named query gives the same rows in the same order in rdflib and in Oxigraph."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Literal, URIRef

from kg.errors import QueryError
from kg.query import Question, Result, bind, named_queries, run, run_by
from kg.query.engine import TRIPLES
from kg.rdf import serialize

CORPUS = Path(__file__).parents[1] / "benchmarks" / "corpus.py"
QUERIES = {query.name: query for query in named_queries()}
ACTORS = {"seed": "Putin", "invented": "Ferr", "corpus": "Q99000001"}


def corpus_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tests_benchmarks_corpus", CORPUS)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@cache
def generated(size: int = 6000) -> Dataset:
    """A few articles that share the nodes of their talks."""
    dataset = Dataset(default_union=True)
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in corpus_module().quads(size))
    return dataset


@pytest.fixture(scope="module")
def datasets(seed: Dataset, dataset: Dataset) -> dict[str, tuple[Dataset, ox.Store]]:
    """Each dataset twice: as rdflib holds it, and in Oxigraph."""
    found = {"seed": seed, "invented": dataset, "corpus": generated()}
    stores = {}
    for name, one in found.items():
        store = ox.Store()
        store.load(serialize(one, "nq"), format=ox.RdfFormat.N_QUADS)
        stores[name] = (one, store)
    return stores


def answer(store: ox.Store, question: Question) -> bytes:
    """What a store answers, in the format that is asked for; its default graph stays empty."""
    found = store.query(question.text)
    rows = question.accept != TRIPLES
    form = ox.QueryResultsFormat.JSON if rows else ox.RdfFormat.N_TRIPLES
    data = found.serialize(format=form)
    assert data is not None
    return data


def ask(store: ox.Store, name: str, **params: object) -> Result:
    return run_by(lambda question: answer(store, question), name, **params)


@pytest.mark.parametrize("name", sorted(QUERIES))
@pytest.mark.parametrize("data", sorted(ACTORS))
def test_engines_agree(name: str, data: str, datasets: dict[str, tuple[Dataset, ox.Store]]) -> None:
    dataset, store = datasets[data]
    needed = dict.fromkeys(QUERIES[name].required, ACTORS[data])
    ways = [needed]
    if "actor" in QUERIES[name].parameters and not needed:
        ways.append({"actor": ACTORS[data]})
    for params in ways:
        ours, theirs = run(dataset, name, **params), ask(store, name, **params)
        assert (theirs.columns, theirs.rows) == (ours.columns, ours.rows)
        assert theirs.terms == ours.terms


def test_a_shared_talk_is_one_row(datasets: dict[str, tuple[Dataset, ox.Store]]) -> None:
    _, store = datasets["corpus"]
    rows = ask(store, "timeline").rows
    assert len({row.event for row in rows}) == len(rows)
    assert any(";" in row.status for row in rows)  # what articles differ in is all there
    talks = ask(store, "who-talked-to-whom").rows
    assert sum(row.talks for row in ask(store, "months")) == len(talks)
    assert sum(row.talks for row in ask(store, "networks", by="year")) == len(talks)


def test_what_did_not_take_place_is_no_talk(datasets: dict[str, tuple[Dataset, ox.Store]]) -> None:
    _, store = datasets["corpus"]
    done = "FILTER NOT EXISTS { GRAPH ?h { ?e kg:status kg:Occurred } }"
    done += " FILTER NOT EXISTS { GRAPH ?h { ?e kg:status kg:Ongoing } }"
    undone = ask(
        store, f"SELECT DISTINCT ?e {{ GRAPH ?g {{ ?e a kg:Communication }} {done} }}"
    ).rows
    planned = {row.event for row in ask(store, "planned")}
    assert undone and {row.e for row in undone} <= planned


def two_papers() -> ox.Store:
    """Two articles of one call that differ in its length, its caller, and whether it was."""
    told = """
    @prefix kg: <https://w3id.org/kg-news/ontology#> . @prefix : <urn:x:> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    """
    for paper, day, caller, length, status in (
        ("p", "2031-03-01", ":a", "PT1H", "Occurred"),
        ("q", "2031-03-02", ":b", "PT2H", "Denied"),
    ):
        told += f"""GRAPH :{paper} {{
        :{paper} a kg:Article ; dcterms:identifier "{paper}" .
        :call a kg:Event , kg:Communication , kg:PhoneCall ; rdfs:label "Anruf" ; kg:status kg:{status} ;
          kg:participant :a , :b ; kg:caller {caller} ; kg:duration "{length}"^^xsd:dayTimeDuration ;
          kg:date "{day}"^^xsd:date ; kg:earliest "{day}"^^xsd:date ; kg:latest "{day}"^^xsd:date .
        :a a kg:Actor ; rdfs:label "Anna" . :b a kg:Actor ; rdfs:label "Bert" . }}
        """
    store = ox.Store()
    store.load(told.encode(), format=ox.RdfFormat.TRIG)
    return store


def test_disagreements_stand_side_by_side() -> None:
    rows = [tuple(row)[1:4] for row in ask(two_papers(), "disagreements")]
    assert rows == [
        ("date", "2031-03-01", "p"),
        ("date", "2031-03-02", "q"),
        ("duration", "PT1H", "p"),
        ("duration", "PT2H", "q"),
        ("initiator", "Anna", "p"),
        ("initiator", "Bert", "q"),
        ("status", "Denied", "q"),
        ("status", "Occurred", "p"),
    ]


def test_nothing_is_averaged_and_nothing_hidden() -> None:
    (row,) = ask(two_papers(), "timeline").rows
    assert (row.date, row.duration) == ("2031-03-01; 2031-03-02", "PT1H; PT2H")
    assert row.status == "Denied; Occurred"
    assert [row.status for row in ask(two_papers(), "planned")] == ["Denied; Occurred"]
    assert [(row.month, row.talks) for row in ask(two_papers(), "months")] == [("2031-03", 1)]


def test_new_and_silent_pairs(datasets: dict[str, tuple[Dataset, ox.Store]]) -> None:
    _, store = datasets["corpus"]
    everybody = ask(store, "new-contacts", since="2030").rows
    later = ask(store, "new-contacts", since="2031-01-08").rows
    assert 0 < len(later) < len(everybody)
    assert {(row.who, row.whom) for row in later} <= {(row.who, row.whom) for row in everybody}
    assert all(str(row.first) >= "2031-01-08" for row in later)
    assert ask(store, "new-contacts", until="2029-12").rows == []
    once = ask(store, "silent-pairs", times=1, months=0).rows
    assert once and all(row.talks >= 1 and row.silent >= 0 for row in once)
    assert ask(store, "silent-pairs", times=10_000, months=0).rows == []


@pytest.mark.parametrize(
    "text",
    ["", '"', "\\", '\\"', "\\u0022", "\\\\u0022", "\\U00000022", "a\nb\r\t", "}", "#", "$x"],
)
def test_a_value_arrives_as_it_is(text: str) -> None:
    query = "SELECT ?x { }"
    assert [tuple(row) for row in run(Dataset(), query, x=text)] == [(text,)]
    assert [tuple(row) for row in ask(ox.Store(), query, x=text)] == [(text,)]


def test_where_values_are_put() -> None:
    assert bind("ASK { }", {"a": None}) == "ASK { }"
    for text in (
        "CONSTRUCT { ?x ?y ?z } WHERE { ?x ?y ?z }",
        "SELECT (EXISTS { ?x ?y 1 } AS ?e) WHERE { ?x ?y ?z }",
        "# { comment }\nSELECT * WHERE { ?x ?y ?z }",
    ):
        found = bind(text, {"z": URIRef("urn:z")})
        assert "WHERE { VALUES ?z { <urn:z> } ?x ?y ?z }" in found
    with pytest.raises(QueryError, match="no group"):
        bind("DESCRIBE <urn:a>", {"a": 1})
    with pytest.raises(QueryError, match="no name"):
        bind("ASK { }", {"a b": 1})
    for wrong in (URIRef("urn:a> ?b"), Literal("1", datatype=URIRef("urn:a b")), "\ud800"):
        with pytest.raises(QueryError):
            bind("ASK { }", {"a": wrong})
