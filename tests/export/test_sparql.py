"""The query that the page gives for what it shows finds just that in the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset

import kg
from kg.export import to_html

from .conftest import build_sample
from .many import build_many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COUNT = "tab => Number(document.querySelector(`#tab-${tab} .n`).textContent)"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return build_many(40)


@pytest.fixture(scope="module")
def path(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sparql") / "graph.html"
    found.write_text(to_html(dataset), encoding="utf-8")
    return found


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.goto(path.as_uri())
    opened.wait_for_selector("[data-ready=true]")
    yield opened
    opened.close()


def query_of(page: Page) -> str:
    page.click("#sparql")
    text = page.locator("dialog textarea").input_value()
    page.click("dialog .done")
    return text


STEPS: dict[str, list[tuple[str, str]]] = {
    "nothing": [],
    "kind": [("click", ".switch.type-Meeting"), ("click", ".switch.type-Visit")],
    "status": [("click", ".switch.status-Occurred"), ("click", ".switch.status-Denied")],
    "topic": [("topic", "Getreide")],
    "actor": [("go", "#actor=greta-cordes")],
    "outlet": [("source", "outlet Alpenbote")],
    "article": [("source", "article 3")],
    "teller": [("source", "teller")],
    "span": [("span", "2024-06-01 2024-12-31")],
    "search": [("search", "wasserrechte cordes")],
    "all at once": [
        ("click", ".switch.type-Meeting"),
        ("source", "outlet Alpenbote"),
        ("span", "2024-06-01 2025-12-31"),
        ("go", "#actor=greta-cordes"),
    ],
}


def take(page: Page, kind: str, what: str) -> None:
    if kind == "click":
        page.click(what)
    elif kind == "go":
        page.evaluate("link => { location.hash = link; }", what)
        page.wait_for_selector("#detail:not([hidden])")
    elif kind == "search":
        page.fill("#search", what)
    elif kind == "topic":
        page.select_option("#topic-filter", what)
    elif kind == "span":
        for name, day in zip(("from", "to"), what.split(), strict=True):
            page.fill(f"#span-{name}", day)
    else:
        values = page.locator("#source-filter option").evaluate_all("all => all.map(o => o.value)")
        page.select_option("#source-filter", next(one for one in values if one.startswith(what)))


@pytest.mark.parametrize("name", STEPS)
def test_it_finds_what_the_lists_show(page: Page, dataset: Dataset, name: str) -> None:
    everything = page.evaluate(COUNT, "talks")
    for step in STEPS[name]:
        take(page, *step)
    graph = kg.Graph(dataset)
    for tab in ("talks", "positions", "statements"):
        page.click(f"#tab-{tab}")
        shown = page.evaluate(COUNT, tab)
        found = {row[0] for row in graph.sparql(query_of(page)).rows}
        if name == "search" and tab == "statements":  # the page searches the whole sentences
            assert 0 < len(found) <= shown
        else:
            assert len(found) == shown, (tab, query_of(page))
    if name != "nothing":
        assert 0 < page.evaluate(COUNT, "talks") != everything


def test_hidden_stances_are_left_out(page: Page, dataset: Dataset) -> None:
    page.click("#tab-positions")
    page.click(".switch.stance-Demands")
    rows = kg.Graph(dataset).sparql(query_of(page)).rows
    assert len({row[0] for row in rows}) == page.evaluate(COUNT, "positions") > 0
    assert not any("Demands" in str(row) for row in rows)


def test_words_cannot_leave_their_quotes(page: Page, dataset: Dataset) -> None:
    page.fill("#search", 'x" } DROP ALL # \\')
    query = query_of(page)
    assert kg.Graph(dataset).sparql(query).rows == []
    assert re.search(r'"x\\"', query)


def test_the_page_of_one_article_gives_a_query_too(browser: Browser, tmp_path: Path) -> None:
    dataset = build_sample(Dataset(default_union=True))
    (tmp_path / "graph.html").write_text(to_html(dataset), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "graph.html").as_uri())
    for tab in ("talks", "positions", "statements", "actors", "articles"):
        page.click(f"#tab-{tab}")
        rows = kg.Graph(dataset).sparql(query_of(page)).rows
        assert len({row[0] for row in rows}) == page.evaluate(COUNT, tab) > 0, tab
    page.close()
