"""What hands do with the page: keys, dragging, choosing, taking along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import Dataset, Literal
from rdflib.namespace import XSD

from kg.export import read_cell, to_html
from kg.resources import data_paths

from .conftest import KG, Builder
from .many import build_many
from .test_screens import KEEP_NETWORK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TALKS = "Number(document.querySelector('#tab-talks .n').textContent)"
FOCUS = "document.activeElement.dataset.switch || document.activeElement.id"
MARK = ".vis-item.mark:not(.vis-dot)"


def opened(browser: Browser, path: Path, fragment: str = "") -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page.add_init_script(KEEP_NETWORK)
    page.goto(path.as_uri() + fragment)
    page.wait_for_selector("[data-ready=true]")
    page.wait_for_selector(MARK)
    return page


@pytest.fixture(scope="module")
def path(sample: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("hands") / "graph.html"
    found.write_text(to_html(sample), encoding="utf-8")
    return found


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    found = opened(browser, path)
    yield found
    found.close()


@pytest.fixture
def many(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "graph.html").write_text(to_html(build_many(60)), encoding="utf-8")
    found = opened(browser, tmp_path / "graph.html")
    yield found
    found.close()


def test_a_filter_pressed_by_key_keeps_the_focus(page: Page) -> None:
    for name in ("Visit", "Planned"):
        page.focus(f".switch[data-switch={name}]")
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS) == name
        assert page.locator(f".switch[data-switch={name}]").get_attribute("aria-pressed") == "false"
    assert page.evaluate(TALKS) == 1
    page.wait_for_function(f"document.querySelectorAll('{MARK}').length === 1")


def test_a_mark_is_opened_and_left_by_keys(page: Page) -> None:
    mark = page.locator(f"{MARK}.type-PhoneCall")
    assert "3. Mai 2024: Telefonat" in (mark.get_attribute("aria-label") or "")
    mark.focus()
    page.keyboard.press("Enter")
    assert "Telefonat" in page.locator("#detail h2").inner_text()
    assert page.evaluate("document.activeElement.classList.contains('mark')")
    assert "#event=call" in page.url
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()


def test_keys_go_through_the_marks_in_order_of_time(page: Page) -> None:
    page.locator(MARK).first.focus()
    names = []
    for _ in range(page.locator(MARK).count()):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("Tab")
    assert all(names)
    assert len(set(names)) == page.locator(MARK).count() == 3


def test_what_did_not_happen_looks_different(page: Page) -> None:
    page.click(".switch[data-switch=Denied]")
    looks = page.locator(".vis-item.vis-dot").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundImage.includes('conic'))"
    )
    kinds = page.locator(f"{MARK}").evaluate_all(
        "all => all.map(one => one.classList.contains('real'))"
    )
    assert [not real for real in kinds] == looks
    assert sorted(kinds) == [False, True, True]


def test_a_planned_month_is_no_solid_bar(browser: Browser, tmp_path: Path) -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "m", "Zwei wollen sprechen.", "Zwei")
    parties = dict.fromkeys(
        (b.actor("a", "Person", "A"), b.actor("b", "Person", "B")), "participant"
    )
    for number, status in enumerate(("Occurred", "Planned", "Denied"), 3):
        event = b.event(f"e{number}", "Meeting", status, parties)
        for term, day in (("earliest", 1), ("latest", 28)):
            b.say(event, KG[term], Literal(f"2024-0{number}-{day:02}", datatype=XSD.date))
    (tmp_path / "graph.html").write_text(to_html(dataset), encoding="utf-8")
    page = opened(browser, tmp_path / "graph.html")
    page.click(".switch[data-switch=Denied]")
    page.wait_for_function("document.querySelectorAll('.vis-range.mark').length === 3")
    looks = page.locator(".vis-range.mark").evaluate_all(
        """all => Object.fromEntries(all.map(one => {
          const { borderTopStyle, backgroundColor, borderTopColor } = getComputedStyle(one);
          return [one.classList[3], [borderTopStyle, backgroundColor === borderTopColor]];
        }))"""
    )
    page.close()
    assert looks == {
        "real": ["solid", True],
        "ahead": ["dashed", False],
        "unreal": ["dotted", False],
    }


def test_a_few_talks_long_ago_do_not_crowd_the_others(browser: Browser, tmp_path: Path) -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "m", "Zwei sprachen.", "Zwei")
    parties = dict.fromkeys(
        (b.actor("a", "Person", "A"), b.actor("b", "Person", "B")), "participant"
    )
    for number in range(1, 29):
        b.event(f"e{number}", "Meeting", "Occurred", parties, f"2024-02-{number:02}")
    b.event("old", "Meeting", "Occurred", parties, "1997-01-01")
    (tmp_path / "graph.html").write_text(to_html(dataset), encoding="utf-8")
    page = opened(browser, tmp_path / "graph.html")
    assert page.locator("#beyond").inner_text() == "1 davor"
    assert page.locator("#timeline .vis-major").all_inner_texts()[-1].endswith("2024")
    page.click("#beyond")
    page.wait_for_selector("#beyond", state="hidden")
    page.close()


def drag(page: Page, first: float, last: float) -> None:
    """Drag over a part of the timeline, from 0 at its left end to 1."""
    box = page.locator("#timeline .vis-center").bounding_box()
    assert box
    y = box["y"] + box["height"] - 4
    page.mouse.move(box["x"] + box["width"] * first, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (first + last) / 2, y)
    page.mouse.move(box["x"] + box["width"] * last, y)
    page.mouse.up()


def test_dragging_picks_a_span_and_shows_it_closer(many: Page) -> None:
    before, bars = many.evaluate(TALKS), many.locator(".vis-item.bar").count()
    assert bars > 5
    drag(many, 0.5, 0.53)
    many.wait_for_selector(".vis-item.mark.vis-point")
    assert 0 < many.evaluate(TALKS) < before
    first, last = (many.input_value(f"#span-{name}") for name in ("from", "to"))
    assert "2023-11-01" < first < last < "2025-12-31"
    many.locator(".chip").click()
    many.wait_for_function(f"document.querySelectorAll('.vis-item.bar').length === {bars}")
    assert many.evaluate(TALKS) == before


def test_a_bar_is_a_span(many: Page) -> None:
    bar = many.locator(".vis-item.bar").first
    days = (bar.get_attribute("data-bar") or "").split()
    bar.focus()
    many.keyboard.press("Enter")
    assert [many.input_value(f"#span-{name}") for name in ("from", "to")] == days


def test_the_zoom_shows_fewer_days(many: Page) -> None:
    years = many.locator("#timeline .vis-major").all_inner_texts()
    for _ in range(4):
        many.locator(".time-head .zoom button").first.click()
    many.wait_for_timeout(100)
    assert many.locator("#timeline .vis-major").all_inner_texts() != years


# How many of the lines of an actor can be seen, and how many there are.
LINES = """n => {
  const lines = Object.values(window.kept.body.edges).filter(
    (line) => line.fromId === `a${n}` || line.toId === `a${n}`);
  return [lines.filter((line) => !line.options.hidden).length, lines.length];
}"""


def test_an_actor_shows_all_links_of_theirs(many: Page) -> None:
    assert "Verbindungen" in many.locator(".legend .note").inner_text()
    many.click(".switch[data-switch=Cancelled]")
    many.click(".switch[data-switch=Denied]")
    many.click("#tab-actors")
    actors = many.locator("tr[data-actor]").evaluate_all("all => all.map(one => one.dataset.actor)")
    folded = [n for n in actors[:20] if many.evaluate(LINES, n)[0] < many.evaluate(LINES, n)[1]]
    assert folded
    many.click(f"tr[data-actor='{folded[0]}']")
    seen, there = many.evaluate(LINES, folded[0])
    assert seen == there > 1


def test_the_other_language_has_the_timeline_too(page: Page) -> None:
    page.click("#language")
    page.wait_for_selector(f"{MARK}[aria-label^='3 May 2024: Phone call']")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate(FOCUS) == "language"


def test_the_table_is_saved_without_formulas(browser: Browser, tmp_path: Path) -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "f", "Zwei sprachen.", "=1+1")
    parties = {
        b.actor("a", "Person", '=HYPERLINK("x")'): "caller",
        b.actor("b", "Person", "B"): "participant",
    }
    b.event("e", "PhoneCall", "Occurred", parties, "2024-01-01", ["+49", "'t Hooft"], ["Zwei"])
    (tmp_path / "graph.html").write_text(to_html(dataset), encoding="utf-8")
    page = opened(browser, tmp_path / "graph.html")
    page.click("#tab-actors")
    with page.expect_download() as waiting:
        page.click("#save")
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    page.close()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["actor"] for row in rows] == ['\'=HYPERLINK("x")', "B"]
    assert read_cell(rows[0]["actor"]) == '=HYPERLINK("x")'
    assert rows[0]["talks"] == "1"


def test_the_network_is_saved_as_a_picture(page: Page) -> None:
    with page.expect_download() as waiting:
        page.click(".zoom .save")
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) > 5_000


def test_it_prints_within_the_paper(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    for part in ("#network", ".vis-timeline", ".list"):
        box = page.locator(part).bounding_box()
        assert box and box["x"] + box["width"] <= 795, part
    assert page.locator(".filters").is_hidden()


def test_it_is_laid_out_for_paper_before_it_is_printed(browser: Browser, path: Path) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1000}, color_scheme="dark")
    page.goto(path.as_uri())
    page.wait_for_selector(MARK)
    wide = page.locator(".vis-timeline").bounding_box()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    inside = """() => [...document.querySelectorAll('.vis-item.mark')].every((one) =>
      one.getBoundingClientRect().right <=
      document.querySelector('.vis-timeline').getBoundingClientRect().right)"""
    box = page.locator(".vis-timeline").bounding_box()
    assert box and box["width"] == 680 and page.evaluate(inside)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(22, 25, 29)"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".vis-timeline").bounding_box() == wide
    assert page.evaluate("document.documentElement.dataset.theme") is None
    page.close()


def test_what_is_bundled_comes_with_its_licences() -> None:
    [licence] = data_paths("timeline/LICENSE*")
    text = licence.read_text(encoding="utf-8")
    for name in ("vis-timeline 8", "vis-data", "moment 2", "hammerjs", "xss", "uuid"):
        assert name in text
    assert text.count("Permission is hereby granted") >= 10
