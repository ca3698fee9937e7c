"""How soon the page can be used, beside PyVis's own page of the same network in the same run.

    python tests/benchmarks/page.py [--events 3000]

Needs Chromium and the test extra (playwright). Measured are the seed and a graph of invented
articles, ten calls each between people of our own; figures are the medians of three loads, of
PyVis's page, which may take minutes, those of one.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
from pyvis.network import Network

import kg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST = "Anna Boris Clara David Elena Felix Greta Hanno Irina Jonas Karla Lukas Marta Nils Olga Paul".split()
LAST = (
    "Ahrens Brandt Cordes Dietz Engel Fuhrmann Gerlach Hartung Ilgner Jansen Krüger Lorenz".split()
)
PER_ARTICLE = 10
LOADS = 3
#: The lists stand, and the timeline shows its marks.
READY = """() => document.querySelector('[data-ready=true]') !== null
  && document.querySelector('.vis-timeline .vis-item') !== null"""
DRAWN = "() => document.querySelector('canvas') !== null"
#: Presses the first filter and waits for the next frame: what a reader waits for.
CLICK = """() => new Promise((done) => {
  const start = performance.now();
  document.querySelector('.switch').click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def articles(events: int) -> Iterator[kg.Article]:
    """Yield invented articles with that many calls in all, the same on every run."""
    draw = random.Random(3000)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    for number in range(events // PER_ARTICLE):
        told = []
        for _ in range(PER_ARTICLE):
            one, other = draw.sample(people, 2)
            day = f"{draw.randint(1, 28)}. {draw.choice(('März', 'April', 'Mai', 'Juni'))} 2025"
            told.append(f"{one} telefonierte am {day} mit {other}.")
        yield kg.Article(id=f"a{number:05}", text="\n\n".join(told))


def pyvis_page(graph: kg.Graph, path: Path) -> None:
    """Write the network as PyVis does by itself."""
    plain: nx.Graph[str] = nx.Graph()
    for one, other in graph.to_networkx().edges():
        plain.add_edge(str(one), str(other))
    page = Network(cdn_resources="in_line")
    page.from_nx(plain)
    path.write_text(page.generate_html(), encoding="utf-8")


def load_time(browser: Browser, path: Path, ready: str) -> tuple[float, float]:
    """Return the seconds until a page can be used and the milliseconds that a filter takes.

    A filter takes nothing on a page that has none, and PyVis's own page is loaded once.
    """
    times, clicks = [], []
    for _ in range(LOADS if ready == READY else 1):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        start = time.perf_counter()
        page.goto(path.as_uri())
        page.wait_for_function(ready, timeout=600_000)
        times.append(time.perf_counter() - start)
        if ready == READY:
            clicks.append(float(page.evaluate(CLICK)))
        page.close()
    return statistics.median(times), statistics.median(clicks) if clicks else 0.0


def measure(browser: Browser, name: str, graph: kg.Graph, folder: Path) -> dict[str, Any]:
    """Print and return what one graph's pages take."""
    ours, theirs = folder / f"{name}.html", folder / f"{name}-pyvis.html"
    graph.to_html(ours)
    pyvis_page(graph, theirs)
    load, click = load_time(browser, ours, READY)
    plain, _ = load_time(browser, theirs, DRAWN)
    size = ours.stat().st_size / 1e6
    print(
        f"{name:6} {len(graph.communications().rows):5} talks  {size:5.2f} MB  usable after "
        f"{load:5.2f} s (PyVis's own page draws after {plain:5.2f} s: {load / plain:4.2f} times)  "
        f"a filter {click:4.0f} ms"
    )
    return {"load": load, "plain": plain, "click": click, "size": size}


def main() -> int:
    """Read the arguments, build, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=3000)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no chromium: nothing is measured", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        measure(browser, "seed", kg.build(kg.seed_path()), Path(folder))
        many = kg.build(list(articles(arguments.events)))
        measure(browser, "many", many, Path(folder))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
