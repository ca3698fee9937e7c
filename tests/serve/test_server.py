"""The server as clients see it: real ones, wrong ones and hostile ones."""

from __future__ import annotations

import builtins
import csv
import dataclasses
import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

import kg
from kg.model import Facts
from kg.rdf import to_dataset

from .conftest import ROOT, serving

NAMES = "SELECT ?name { ?a a kg:Actor ; rdfs:label ?name } ORDER BY ?name"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PREFIX = "PREFIX kg: <https://w3id.org/kg-news/ontology#>\n"


class Reply:
    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers.items()}

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def call(url: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=data, headers=named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as found:
            return Reply(found.status, dict(found.headers), found.read())
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, dict(error.headers), error.read())


def ask(address: str, query: str, accept: str = "application/sparql-results+json") -> Reply:
    return call(f"{address}sparql?query={quote(query)}", accept=accept)


def test_the_page_is_that_of_the_folder(address: str, folder: Path) -> None:
    page = call(address)
    assert page.body == (folder / "graph.html").read_bytes()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.count("'sha256-") >= 3


def test_every_answer_is_closed_to_other_sites(address: str) -> None:
    for url in ("", "sparql", "sparql?query=ASK%7B%7D", "nothing"):
        headers = call(address + url).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("accept", ["", "*/*", "application/sparql-results+json"])
def test_answers_are_those_of_the_library(address: str, folder: Path, accept: str) -> None:
    reply = ask(address, NAMES, accept)
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/sparql-results+json"
    names = [row["name"]["value"] for row in json.loads(reply.text)["results"]["bindings"]]
    assert names == [row.name for row in kg.load(folder).query(NAMES)]


def test_the_three_ways_to_ask_agree(address: str) -> None:
    form = urlencode({"query": NAMES}).encode()
    direct = call(f"{address}sparql", NAMES.encode(), content_type="application/sparql-query")
    posted = call(f"{address}sparql", form, content_type="application/x-www-form-urlencoded")
    assert ask(address, NAMES).body == direct.body == posted.body


def test_the_default_graph_is_all_articles_together(address: str) -> None:
    graphs = ask(address, "SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Article } }", "text/csv")
    assert len(graphs.text.splitlines()) == 2
    assert json.loads(ask(address, "ASK { ?s a kg:Article }").text)["boolean"] is True


def test_rdflib_asks(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}sparql", returnFormat="json"))
    names = [
        str(name)
        for (name,) in graph.query(
            PREFIX + f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {NAMES}"
        )
    ]
    assert "Wladimir Putin" in names
    kind = URIRef("https://w3id.org/kg-news/ontology#Article")
    assert len(list(graph.subjects(object=kind))) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_rdflib_constructs(address: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{address}sparql", method=method))
    query = PREFIX + "CONSTRUCT { ?a kg:talkedWith ?b } WHERE { ?a kg:talkedWith ?b }"
    found = graph.query(query).graph
    assert found is not None and len(found) > 1


@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper_asks(address: str, form: str) -> None:
    client = SPARQLWrapper(f"{address}sparql")
    client.setQuery(PREFIX + "SELECT ?a ?b { ?a kg:talkedWith ?b }")
    client.setReturnFormat(form)
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    found = client.query().convert()
    assert "/actor/Q" in (found.toxml() if form == XML else str(found))


def test_sparqlwrapper_describes(address: str) -> None:
    client = SPARQLWrapper(f"{address}sparql")
    client.setQuery(PREFIX + "DESCRIBE ?a { ?a a kg:Article }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) > 3


def test_what_nobody_can_write_is_406(address: str) -> None:
    assert ask(address, "ASK {}", "image/png").status == 406


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT nonsense", "malformed at line 1"),
        ("timeline", "malformed"),
        ("", "one query"),
        ("SELECT * { ?a nobody:knows ?b }", "wrong"),
        ("(" * 5000, "nested too deeply"),
        ("DELETE WHERE { ?a ?b ?c }", "updates"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "updates"),
        ("LOAD <file:///etc/passwd>", "LOAD"),
        ("SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { { SELECT * { SERVICE SILENT ?x { ?a ?b ?c } } } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }", "FROM"),
        ("SELECT * FROM NAMED <http://example.org/> { GRAPH ?g { ?a ?b ?c } }", "FROM"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 501", "more than 500 rows"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "more than 500 triples"),
    ],
)
def test_what_is_refused_is_told(address: str, query: str, words: str) -> None:
    for reply in (
        ask(address, query),
        call(f"{address}sparql", urlencode({"query": query}).encode()),
    ):
        assert reply.status == 400
        assert words in reply.text
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("status", "path", "data", "method", "media"),
    [
        (404, "nothing", None, "GET", ""),
        (404, "graph.trig", None, "GET", ""),
        (404, "..%2f..%2fetc/passwd", None, "GET", ""),
        (405, "", b"", "POST", "text/plain"),
        (405, "sparql", b"ASK {}", "PUT", "application/sparql-query"),
        (405, "sparql", None, "DELETE", ""),
        (405, "sparql", None, "OPTIONS", ""),
        (400, "sparql", b"CLEAR ALL", "POST", "application/sparql-update"),
        (400, "sparql", b"update=CLEAR+ALL", "POST", "application/x-www-form-urlencoded"),
        (400, "sparql?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fa", None, "GET", ""),
        (400, "sparql?query=ASK%7B%7D%ff", None, "GET", ""),
        (415, "sparql", b"{}", "POST", "application/json"),
        (413, "sparql", b"#" * (1 << 20) + b"ASK {}", "POST", "application/sparql-query"),
    ],
)
def test_what_is_no_query(
    address: str, status: int, path: str, data: bytes | None, method: str, media: str
) -> None:
    reply = call(address + path, data, method, content_type=media)
    assert reply.status == status
    assert reply.body


def test_head_has_the_headers_alone(address: str) -> None:
    for path in ("", "sparql?query=ASK%7B%7D"):
        reply = call(address + path, method="HEAD")
        assert (reply.status, reply.body) == (200, b"")
        assert int(reply.headers["content-length"]) > 0


def test_another_name_for_this_computer_is_refused(address: str) -> None:
    assert call(address, host="attacker.example").status == 400
    assert call(address, host="localhost").status == 200


def test_a_slow_query_is_ended_and_the_next_one_answered(address: str) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor() as pool:
        slow = [pool.submit(ask, address, SLOW) for _ in range(3)]
        assert ask(address, "ASK {}").status == 200
        assert time.monotonic() - began < 2
        assert [reply.result().status for reply in slow] == [503] * 3
    assert "longer than 2 seconds" in slow[0].result().text
    assert time.monotonic() - began < 10
    assert ask(address, "ASK {}").status == 200


def test_a_port_that_is_taken(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(kg.KgError, match="--port"):
        kg.Server(folder, port=taken.getsockname()[1])


def test_a_folder_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(kg.GraphError, match="no graph"):
        kg.Server(tmp_path, port=0)


def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object, **named: object) -> object:
        if name.partition(".")[0] == "uvicorn":
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(kg.KgError, match=r"pip install 'kg-news\[serve\]'"):
        kg.Server(folder, port=0)


def test_a_script_without_its_guard_is_told_so(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(f"import kg\nkg.Server({str(folder)!r}, port=0)\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "if __name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_a_query_that_takes_all_memory_harms_nobody(folder: Path) -> None:
    many = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4))
    greedy = f"SELECT (GROUP_CONCAT(CONCAT(STR(?c0), STR(?c1))) AS ?n) {{ {many} }}"
    with serving(folder, "--time-limit", "3") as found:
        assert ask(found, greedy).status in {400, 500, 503}
        assert ask(found, "ASK {}").status == 200


def test_serving_others_is_warned_of(folder: Path) -> None:
    with serving(folder, "--host", "0.0.0.0") as found:
        assert call(found, host="my-computer.example").status == 200
    with kg.Server(folder, host="::1", port=0) as server:
        assert not server.is_public
        assert server.address.startswith("http://[::1]:")


def test_the_server_loads_no_language_pipeline(folder: Path) -> None:
    program = f"import sys, kg; kg.Server({str(folder)!r}, port=0).close(); print('spacy' in sys.modules, 'pyvis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_rows_are_the_same_as_text(address: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(address, NAMES, "text/csv").text)))
    tsv = ask(address, NAMES, "text/tab-separated-values").text.splitlines()
    assert tsv == ["?name", *(f'"{row["name"]}"' for row in rows)]


def test_what_is_built_again_is_served_at_once(seed_facts: Facts, tmp_path: Path) -> None:
    kg.Graph(to_dataset([seed_facts])).save(tmp_path)
    with serving(tmp_path) as address:
        assert json.loads(ask(address, "ASK { ?a a kg:Communication }").text)["boolean"] is True
        before = call(address).body
        assert b"Telefonat" in before
        empty = dataclasses.replace(seed_facts, events=(), statements=(), positions=(), checks=())
        kg.Graph(to_dataset([empty])).save(tmp_path)
        until = time.monotonic() + 20
        query = "ASK { ?a a kg:Communication }"
        while json.loads(ask(address, query).text)["boolean"] and time.monotonic() < until:
            time.sleep(0.2)
        assert json.loads(ask(address, query).text)["boolean"] is False
        assert call(address).body == (tmp_path / "graph.html").read_bytes() != before
        assert ask(
            address, "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }", "text/csv"
        ).text.split() == [
            "n",
            "1",
        ]


def test_a_graph_that_breaks_is_told_and_mended(seed_facts: Facts, tmp_path: Path) -> None:
    kg.Graph(to_dataset([seed_facts])).save(tmp_path)
    good = (tmp_path / "graph.trig").read_bytes()
    with serving(tmp_path) as address:
        (tmp_path / "graph.trig").write_bytes(b"@prefix broken")
        until = time.monotonic() + 20
        while (reply := ask(address, "ASK {}")).status == 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert reply.status == 500
        assert "graph.trig" in reply.text
        (tmp_path / "graph.trig").write_bytes(good)
        while (reply := ask(address, "ASK {}")).status != 200 and time.monotonic() < until:
            time.sleep(0.2)
        assert reply.status == 200
