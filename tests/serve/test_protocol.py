"""Where a query stands in a request, and which format the answer takes."""

from __future__ import annotations

import io

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.query import Result as Parsed

import kg
from kg.query import Result
from kg.serve.protocol import RefusalError, choose_format, read_query

FORM = "application/x-www-form-urlencoded"
ASK = [("query", "ASK {}")]


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("", "json", "ttl"),
        ("*/*", "json", "ttl"),
        ("text/*", "csv", "ttl"),
        ("TEXT/CSV", "csv", None),
        ("text/html, */*;q=0.1", "json", "ttl"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.9", "tsv", None),
        ("application/xml, application/n-triples", "xml", "nt"),
        ("application/rdf+xml, application/sparql-results+xml", "xml", "rdfxml"),
        ("*/*, application/sparql-results+json;q=0", "xml", "ttl"),
        ("text/csv;q=much", "csv", None),
        ("image/png", None, None),
        (";,;q=", None, None),
    ],
)
def test_the_client_chooses(accept: str, rows: str | None, graph: str | None) -> None:
    chosen = [choose_format(accept, is_graph=is_graph) for is_graph in (False, True)]
    assert [pair and pair[1] for pair in chosen] == [rows, graph]


def test_the_three_ways_to_send_a_query() -> None:
    assert read_query("GET", "", ASK, [], b"") == "ASK {}"
    assert read_query("POST", f"{FORM}; charset=utf-8", [], ASK, b"") == "ASK {}"
    assert read_query("POST", "Application/SPARQL-query", [], [], "ASK {?ä ?b ?c}".encode())


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, ("GET", "", [], [], b"")),
        (400, ("GET", "", [("query", " ")], [], b"")),
        (400, ("GET", "", [*ASK, *ASK], [], b"")),
        (400, ("POST", FORM, ASK, ASK, b"")),
        (400, ("POST", FORM, [], [("update", "CLEAR ALL")], b"")),
        (400, ("GET", "", [*ASK, ("update", "CLEAR ALL")], [], b"")),
        (400, ("GET", "", [*ASK, ("default-graph-uri", "http://a")], [], b"")),
        (400, ("POST", FORM, [], [*ASK, ("named-graph-uri", "http://a")], b"")),
        (400, ("POST", "application/sparql-query", [("default-graph-uri", "a")], [], b"ASK {}")),
        (400, ("POST", "application/sparql-query", [], [], b"ASK {\xff}")),
        (400, ("POST", "application/sparql-update", [], [], b"CLEAR ALL")),
        (415, ("POST", "application/json", ASK, [], b"{}")),
        (415, ("POST", "", ASK, [], b"")),
    ],
)
def test_what_is_no_query_is_refused(status: int, request_: tuple) -> None:
    with pytest.raises(RefusalError) as refused:
        read_query(*request_)
    assert refused.value.status == status
    assert str(refused.value).endswith(".")


ROW = [URIRef("http://a/b"), Literal('t\ta"b\\\n', lang="de"), Literal(5), BNode("x"), None]
RESULT = Result(["a", "b", "c", "d", "e"], [ROW])


def test_rows_come_back_as_they_were() -> None:
    for name in ("json", "xml", "tsv"):
        data = kg.to_wire(RESULT, name)
        [row] = [tuple(row) for row in Parsed.parse(io.BytesIO(data), format=name)]
        assert row[:3] == tuple(ROW[:3])
        assert isinstance(row[3], BNode)
        assert row[4] is None


def test_csv_is_that_of_the_standard() -> None:
    assert kg.to_wire(RESULT, "csv") == b'a,b,c,d,e\r\nhttp://a/b,"t\ta""b\\\n",5,_:x,\r\n'


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_truth_is_told_in_every_format(name: str) -> None:
    yes = Result(["answer"], [[Literal(True)]], is_ask=True)
    assert b"true" in kg.to_wire(yes, name)


@pytest.mark.parametrize("name", ["ttl", "nt", "rdfxml"])
def test_graphs_come_back_as_they_were(name: str) -> None:
    graph = Graph().parse(data="<urn:a> <http://b/c> 'x\\ny\\t', 1, [ <http://b/d> <urn:e> ] .")
    data = kg.to_wire(Result(graph=graph), name)
    parsed = Graph().parse(data, format={"rdfxml": "xml"}.get(name, name))
    assert parsed.isomorphic(graph)


def test_what_a_format_cannot_carry_is_said() -> None:
    graph = Graph()
    graph.add((URIRef("urn:a"), URIRef("urn:1"), Literal("x")))
    bell = Result(["a"], [[Literal("\x07")]])
    for result, name in ((Result(graph=graph), "csv"), (RESULT, "ttl"), (bell, "xml")):
        with pytest.raises(kg.QueryError):
            kg.to_wire(result, name)
