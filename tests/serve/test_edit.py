"""The editor in a real browser: it asks this server, and nobody else."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, Literal, URIRef

import kg
from kg.resources import data_paths

from .conftest import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror=\"document.title='broken'\"><b>'x'</b>"
RUN, ROWS = ".yasqe_queryButton", ".yasr table.dataTable tbody tr"


@pytest.fixture
def seen() -> dict[str, list[str]]:
    return {"console": [], "asked": []}


@pytest.fixture
def page(browser: Browser, seen: dict[str, list[str]]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.on("console", lambda message: seen["console"].append(message.text))
    opened.on("pageerror", lambda error: seen["console"].append(str(error)))
    opened.on("request", lambda request: seen["asked"].append(request.url))
    yield opened
    context.close()


def write(page: Page, query: str) -> None:
    page.evaluate("q => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(q)", query)


def rows(page: Page) -> list[str]:
    page.click(RUN)
    page.wait_for_selector(ROWS)
    return page.locator(ROWS).all_inner_texts()


def test_it_answers_at_once(page: Page, address: str, seen: dict[str, list[str]]) -> None:
    page.goto(f"{address}edit")
    assert any("Trump" in row and "Putin" in row for row in rows(page))
    assert seen["console"] == []
    assert {url for url in seen["asked"] if not url.startswith((address, "data:"))} == set()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (
            "PREFIX kg: <https://w3id.org/kg-news/ontology#>\nSELECT * { ?a a kg:Phone",
            "kg:PhoneCall",
        ),
        (
            "PREFIX kg: <https://w3id.org/kg-news/ontology#>\nSELECT * { ?a kg:partic",
            "kg:participant",
        ),
        (
            "PREFIX kg: <https://w3id.org/kg-news/ontology#>\nSELECT * { ?a a kg:call",
            "kg:PhoneCall",
        ),
        ("PREFIX d: <http://purl.org/dc/terms/>\nSELECT * { ?a d:iss", "d:issued"),
        ("PREFIX k", "kg: <https://w3id.org/kg-news/ontology#>"),
    ],
)
def test_terms_are_completed_without_asking_the_web(
    page: Page, address: str, seen: dict[str, list[str]], typed: str, offered: str
) -> None:
    page.goto(f"{address}edit")
    page.wait_for_selector(".yasqe .CodeMirror")
    write(page, typed[:-1])
    page.evaluate(
        "() => { const c = document.querySelector('.yasqe .CodeMirror').CodeMirror;"
        " c.focus(); c.setCursor(c.lineCount(), 0); }"
    )
    page.keyboard.type(typed[-1])
    page.wait_for_selector(".CodeMirror-hints li")
    assert offered in page.locator(".CodeMirror-hints li").all_inner_texts()
    assert seen["console"] == []
    assert {url for url in seen["asked"] if not url.startswith((address, "data:"))} == set()


def test_every_named_query_is_valid_for_the_editor(page: Page, address: str) -> None:
    page.goto(f"{address}edit")
    page.wait_for_function("document.querySelectorAll('#queries option').length > 1")
    names = page.locator("#queries option").evaluate_all("all => all.map(one => one.value)")
    assert names[1:] == [query.name for query in kg.named_queries() if not query.required]
    for name in names[1:]:
        page.select_option("#queries", name)
        assert page.locator("#about").inner_text()
        page.wait_for_timeout(100)
        assert page.locator(".parseErrorIcon").count() == 0, name


def test_what_is_refused_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}edit")
    write(page, "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }")
    page.click(RUN)
    page.wait_for_selector("text=SERVICE is refused")


def test_hostile_names_stay_text(
    page: Page, seen: dict[str, list[str]], folder: Path, tmp_path: Path
) -> None:
    graph = kg.load(folder)
    [article] = [g for g in graph.dataset.graphs() if len(g)]
    article.add((URIRef("urn:hostile"), RDFS.label, Literal(HOSTILE)))
    article.add((URIRef("javascript:alert(1)"), RDFS.label, Literal("link")))
    graph.save(tmp_path)
    with serving(tmp_path) as address:
        page.goto(f"{address}edit")
        write(
            page, "SELECT * { VALUES ?a { <urn:hostile> <javascript:alert(1)> } ?a rdfs:label ?b }"
        )
        found = rows(page)
        page.click("text=Response")
        page.wait_for_timeout(300)
    assert any(HOSTILE in row for row in found)
    assert page.title() == "kg: ask the graph"
    assert page.locator(".yasr img").count() == 0
    assert seen["console"] == []


def test_it_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}edit")
    rows(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_bundled_comes_with_its_licence(address: str) -> None:
    with urllib.request.urlopen(f"{address}edit/LICENSE-yasgui.txt") as reply:
        assert b"The MIT License" in reply.read()
    assert sum(path.stat().st_size for path in data_paths("edit/*")) < 2_000_000
    with urllib.request.urlopen(f"{address}edit/queries.json") as reply:
        assert {"name", "title", "about", "text"} == set(json.load(reply)[0])


def test_the_page_works_under_the_headers_of_the_server(
    page: Page, address: str, seen: dict[str, list[str]]
) -> None:
    page.goto(address)
    page.wait_for_selector("[data-ready=true]")
    assert seen["console"] == []
    assert [url for url in seen["asked"] if not url.startswith("data:")] == [address]
