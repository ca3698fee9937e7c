"""What a person sees of the seed and of 500 articles: nothing cut off, no words on words, nobody asked."""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Dataset

import kg
from kg.export import to_html

from .conftest import HOSTILE
from .many import build_many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SIZES = {"desk": (1440, 900), "phone": (390, 844)}

# Keeps the network that the page makes within reach of a test.
KEEP_NETWORK = """
let made;
window.vis = Object.defineProperty({}, "Network", {
  enumerable: true,
  get: () => made,
  set: (Network) => {
    made = class extends Network { constructor(...given) { super(...given); window.kept = this; } };
  },
});
"""
# The boxes of all words that can be seen: of the page's own elements, and of the network.
WORDS = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
  const clip = (box, element) => {
    for (let part = element; part; part = part.parentElement) {
      const style = getComputedStyle(part);
      if (style.visibility === "hidden" || style.clipPath !== "none") return null;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const frame = part.getBoundingClientRect();
      box = { left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right),
              top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) };
    }
    return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
  };
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (!node.data.trim() || node.parentElement.closest("title, option, noscript")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const full of range.getClientRects()) {
      const box = clip({ left: full.left, right: full.right, top: full.top, bottom: full.bottom }, node.parentElement);
      if (box) seen.push({ text: node.data.trim().slice(0, 40), ...box });
    }
  }
  return seen;
}"""
NODES = """() => {
  const frame = document.getElementById("network").getBoundingClientRect();
  return window.kept.body.nodeIndices.map((id) => {
    const node = window.kept.body.nodes[id];
    const [w, h] = [node.shape.width / 2, node.shape.height / 2];
    const [a, b] = [-1, 1].map((side) => window.kept.canvasToDOM({ x: node.x + side * w, y: node.y + side * h }));
    return { text: node.options.label, left: a.x, top: a.y, right: b.x, bottom: b.y, width: frame.width, height: frame.height };
  });
}"""


@dataclass
class Screen:
    page: Page
    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def words(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(WORDS)
        return found

    def nodes(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(NODES)
        return found


def show(browser: Browser, path: Path, size: str, scheme: str = "light") -> Screen:
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    screen = Screen(page)
    page.on("console", lambda message: screen.console.append(message.text))
    page.on("pageerror", lambda error: screen.console.append(str(error)))
    page.on("request", lambda request: screen.asked.append(request.url))
    page.add_init_script(KEEP_NETWORK)
    page.goto(path.as_uri())
    page.wait_for_selector("[data-ready=true]")
    page.wait_for_timeout(300)  # the network fits itself into its frame
    return screen


@pytest.fixture(scope="module")
def seed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page that the first command of the README makes."""
    path = tmp_path_factory.mktemp("seed") / "graph.html"
    kg.build(kg.seed_path()).to_html(path)
    return path


@pytest.fixture(scope="module")
def many_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 500 articles."""
    path = tmp_path_factory.mktemp("many") / "graph.html"
    path.write_text(to_html(build_many(500)), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=["seed", "many"])
def some_page(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(f"{request.param}_page")
    return found


@pytest.fixture(scope="module", params=SIZES)
def screen(
    browser: Browser, some_page: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[str, Screen]]:
    shown = show(browser, some_page, request.param)
    picture = some_page.with_name(f"{request.param}.png")
    shown.page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000  # not an empty window
    yield request.param, shown
    shown.page.close()


def overlapping(boxes: list[dict[str, Any]], least: float = 2) -> list[tuple[str, str]]:
    """Pairs of texts that share more than a few pixels."""
    return [
        (a["text"], b["text"])
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > least
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > least
    ]


def test_it_is_quiet_and_asks_nobody(screen: tuple[str, Screen], some_page: Path) -> None:
    _, shown = screen
    assert shown.console == []
    assert [url for url in shown.asked if not url.startswith("data:")] == [some_page.as_uri()]


def test_the_page_of_the_seed_is_small(seed_page: Path) -> None:
    assert seed_page.stat().st_size < 2_000_000


def test_nothing_is_cut_off(screen: tuple[str, Screen]) -> None:
    size, shown = screen
    width, height = shown.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert width <= SIZES[size][0]
    assert size == "phone" or height <= SIZES[size][1]  # at a desk, the lists scroll within
    for node in shown.nodes():
        assert node["left"] >= 0 and node["top"] >= 0, node
        assert node["right"] <= node["width"] and node["bottom"] <= node["height"], node
    farthest = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    for controls in (
        ".switch",
        "select",
        "#tabs button",
        ".save",
        ".tools button",
        ".time input",
        ".time button",
    ):
        assert shown.page.locator(controls).evaluate_all(farthest) <= SIZES[size][0], controls


def test_no_name_is_shortened_at_a_desk(screen: tuple[str, Screen]) -> None:
    size, shown = screen
    cut = shown.page.locator(".vis-label .vis-inner").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    )
    assert size == "phone" or cut == []


def test_no_mark_on_a_mark(screen: tuple[str, Screen]) -> None:
    _, shown = screen
    boxes = shown.page.locator(".vis-item.mark:not(.vis-dot)").evaluate_all(
        """all => all.map(one => {
          const parts = [one.querySelector(".vis-dot"), one.querySelector(".mark-label")];
          const boxes = (parts[0] ? parts : [one]).map(part => part.getBoundingClientRect())
            .filter(box => box.width > 0);
          return { text: one.title, top: boxes[0].top, bottom: boxes[0].bottom,
                   left: Math.min(...boxes.map(box => box.left)),
                   right: Math.max(...boxes.map(box => box.right)) };
        })"""
    )
    assert len(boxes) > 8
    assert overlapping(boxes, 1) == []


def test_every_talk_with_a_date_is_on_the_timeline(screen: tuple[str, Screen]) -> None:
    _, shown = screen
    dated = shown.page.evaluate(
        """() => JSON.parse(document.getElementById("kg-data").textContent).events.filter((one) =>
          one.talk && (one.first || one.last)
          && !["Cancelled", "Denied", "NotDiscussed"].includes(one.status)).length"""
    )
    marks = shown.page.locator(".vis-item.mark:not(.vis-dot):not(.bar)").count()
    names = shown.page.locator(".vis-item.bar").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label').split(': ')[1])"
    )
    counted = sum(int(number) for name in names for number in re.findall(r"\d+", name))
    assert marks + counted == dated > 10
    assert marks + len(names) < 400  # however many talks: what is drawn stays quick


def test_no_words_on_words(screen: tuple[str, Screen]) -> None:
    _, shown = screen
    nodes, words = shown.nodes(), shown.words()
    assert len(nodes) > 10 and len(words) > 40
    assert overlapping(nodes, 0) == []
    assert overlapping(words) == []


def test_words_of_the_network_can_be_read(screen: tuple[str, Screen]) -> None:
    size, shown = screen
    scale = shown.page.evaluate("window.kept.getScale()")
    smallest = min(
        shown.page.evaluate(
            "window.kept.body.nodeIndices.map((id) => window.kept.body.nodes[id].options.font.size)"
        )
    )
    many = shown.page.locator(".legend .note").count()
    assert smallest * scale >= (8 if not many else 7 if size == "desk" else 6)


@pytest.mark.parametrize("size", SIZES)
def test_every_tab_can_be_reached(browser: Browser, some_page: Path, size: str) -> None:
    shown = show(browser, some_page, size)
    tabs = shown.page.locator("#tabs button")
    for n in range(tabs.count()):
        tabs.nth(n).click()
        assert tabs.nth(n).get_attribute("aria-selected") == "true"
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        assert overlapping(shown.words()) == []
    assert shown.console == []
    shown.page.close()


@pytest.mark.parametrize("size", SIZES)
def test_hostile_names_are_inert(
    browser: Browser, hostile: Dataset, tmp_path: Path, size: str
) -> None:
    path = tmp_path / "graph.html"
    path.write_text(to_html(hostile), encoding="utf-8")
    shown = show(browser, path, size)
    for row in shown.page.locator("tr[data-event], tr[data-actor]").all()[:3]:
        row.click()
    assert shown.page.title() != "broken"
    assert shown.page.locator("#app img, #app script").count() == 0
    assert any(HOSTILE[0][:20] in node["text"].replace("\n", "") for node in shown.nodes())
    assert shown.console == []
    assert [url for url in shown.asked if not url.startswith(("data:", "file:"))] == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    shown.page.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched from npm for this run alone."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm on this machine")
    folder = tmp_path_factory.mktemp("axe")
    try:
        done = subprocess.run(
            [npm, "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, timeout=60
        )
    except subprocess.TimeoutExpired:
        pytest.skip("axe-core cannot be fetched here")
    packed = next(folder.glob("*.tgz"), None)
    if done.returncode or packed is None:
        pytest.skip("axe-core cannot be fetched here")
    with tarfile.open(packed) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member
        return member.read().decode("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "fragment", ["", "#tab=positions", "#tab=statements", "#tab=actors", "#tab=articles"]
)
@pytest.mark.parametrize("size", SIZES)
def test_accessibility(
    browser: Browser, seed_page: Path, axe: str, size: str, fragment: str, scheme: str
) -> None:
    shown = show(browser, seed_page, size, scheme)
    shown.page.evaluate("f => { location.hash = f; }", fragment)
    if not fragment:  # with the panel of an event open
        shown.page.locator("tr[data-event]").first.click()
    shown.page.wait_for_timeout(100)
    shown.page.evaluate(axe)
    found = shown.page.evaluate("axe.run()")
    shown.page.close()
    bad = [
        (one["id"], one["impact"], node["target"], node["failureSummary"])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]
    assert bad == []
