"""The page in a real browser: it opens, shows what it should, and asks nobody for anything."""

from __future__ import annotations

import html as entities
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from kg.export import to_html

from .conftest import HOSTILE

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Visit:
    dom: str
    console: list[str]
    asked: list[str]

    def rows(self, kind: str) -> list[str]:
        """Return the text of the rows of a list."""
        cells = re.findall(rf"<tr[^>]*data-{kind}=[^>]*>(.*?)</tr>", self.dom, re.DOTALL)
        return [entities.unescape(re.sub(r"<[^>]+>", " ", cell)) for cell in cells]


def visit(
    chromium: str, folder: Path, page: str, fragment: str = "", size: str = "1440,900"
) -> Visit:
    (folder / "graph.html").write_text(page, encoding="utf-8")
    log = folder / "net.json"
    done = subprocess.run(
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={size}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--virtual-time-budget=3000",
            "--enable-logging=stderr",
            "--v=0",
            f"--log-net-log={log}",
            "--dump-dom",
            f"file://{folder / 'graph.html'}{fragment}",
        ],
        capture_output=True,
        timeout=90,
        check=False,
    )
    console = [line for line in done.stderr.decode().splitlines() if ":CONSOLE" in line]
    return Visit(done.stdout.decode("utf-8"), console, _asked(log))


def _asked(log: Path) -> list[str]:
    """Return the addresses that a page asked for, beside itself.

    What the browser asks for on its own account (its clock, its updates) has no origin.
    """
    net = json.loads(log.read_text(encoding="utf-8"))
    kind = net["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    wanted = [
        event["params"] for event in net["events"] if event["type"] == kind and "params" in event
    ]
    urls = {p["url"] for p in wanted if "url" in p and p.get("initiator") != "not an origin"}
    return sorted(url for url in urls if not url.startswith(("file:", "data:")))


def test_a_page_that_asks_is_caught(chromium: str, tmp_path: Path) -> None:
    page = "<!doctype html><img src='http://example.org/a.png'><script>boom()</script>"
    seen = visit(chromium, tmp_path, page)
    assert seen.asked == ["http://example.org/a.png"]
    assert any("boom is not defined" in line for line in seen.console)


@pytest.fixture(scope="module")
def opened(chromium: str, sample: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    return visit(chromium, tmp_path_factory.mktemp("page"), to_html(sample))


def test_it_opens_without_errors_and_asks_nobody(opened: Visit) -> None:
    assert 'data-ready="true"' in opened.dom
    assert opened.console == []
    assert opened.asked == []


def test_the_list_answers_who_when_what_and_on_whose_word(opened: Visit) -> None:
    rows = opened.rows("event")
    assert len(rows) == 3  # the denied meeting is not shown until it is asked for
    [call] = [row for row in rows if "Telefonat" in row]
    for words in (
        "03.05.2024",
        "Anna Weber",
        "→",
        "Jan Novak",
        "20 Min.",
        "Getreide",
        "Ott",
        "Alpina",
    ):
        assert words in call
    assert "Nicht angesprochen: Zölle" in call
    assert any("geplant" in row and "Bern" in row for row in rows)
    assert "1 Gespräch ausgeblendet (bestritten)" in entities.unescape(opened.dom)


def test_the_network_and_the_timeline_are_drawn(opened: Visit) -> None:
    assert re.search(r'<div id="network"[^>]*><div class="vis-network"', opened.dom)
    assert "<canvas" in opened.dom
    assert len(re.findall(r'class="vis-item vis-point mark', opened.dom)) == 3


def test_a_link_to_an_event_opens_it_with_its_evidence(
    chromium: str, sample: Dataset, tmp_path: Path
) -> None:
    seen = visit(chromium, tmp_path, to_html(sample), "#event=call&lang=en", "390,844")
    panel = seen.dom[seen.dom.index('id="detail"') :].split("</aside>")[0]
    text = entities.unescape(re.sub(r"<[^>]+>", " ", panel))
    assert "Phone call" in text
    assert "3 May 2024" in text
    assert re.search(r"Article\s+Alpina\s+Ott", text)
    assert "<mark>Das Gespräch dauerte 20 Minuten.</mark>" in panel
    assert seen.console == []


@pytest.mark.parametrize("tab", ["positions", "statements", "actors", "articles"])
def test_every_list_opens(chromium: str, sample: Dataset, tmp_path: Path, tab: str) -> None:
    seen = visit(chromium, tmp_path, to_html(sample), f"#tab={tab}")
    expected = {
        "positions": "fordert",
        "statements": "Es ging um Getreide",
        "actors": "Anna Weber",
        "articles": "Über Zölle wurde nicht gesprochen",
    }
    shown = seen.dom[seen.dom.index('id="list"') : seen.dom.index('id="detail"')]
    assert expected[tab] in shown
    assert seen.console == []


@pytest.mark.parametrize("fragment", ["", "#event=x", "#actor=x0", "#statement=x", "#tab=articles"])
def test_hostile_names_stay_text(
    chromium: str, hostile: Dataset, tmp_path: Path, fragment: str
) -> None:
    seen = visit(chromium, tmp_path, to_html(hostile), fragment)
    assert 'data-ready="true"' in seen.dom
    assert "<title>broken</title>" not in seen.dom
    assert seen.console == []
    assert seen.asked == []
    app = seen.dom[
        seen.dom.index('<div id="app">') : seen.dom.index('<script type="application/json"')
    ]
    assert "<img" not in app
    assert "<script" not in app
    assert not re.search(r'href="(?!#|https://www\.wikidata\.org/wiki/Q\d+")', app)
    assert entities.escape(HOSTILE[0], quote=False) in app


def test_an_empty_graph_says_so(chromium: str, tmp_path: Path) -> None:
    seen = visit(chromium, tmp_path, to_html(Graph()))
    assert "In diesem Graphen spricht niemand mit jemandem." in seen.dom
    assert seen.console == []
