"""The page as text: what it carries, that nothing of it can run or ask for anything."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from kg.errors import KgError, OutputError
from kg.export import to_html, write_html
from kg.export.drawing import MOST_IN_STACK, draw
from kg.export.page import page_data
from kg.export.payload import Payload
from kg.export.reading import read_world

from .conftest import HOSTILE, KG, TEXT, Builder


@pytest.fixture(scope="module")
def html(sample: Dataset) -> str:
    return to_html(sample)


def events(html: str) -> dict[str, dict]:  # type: ignore[type-arg]
    return {event["id"]: event for event in page_data(html)["events"]}  # type: ignore[attr-defined]


def test_the_page_carries_the_facts(html: str) -> None:
    call = events(html)["call"]
    assert call["when"] == {"de": "3. Mai 2024", "en": "3 May 2024"}
    assert call["duration"]["de"] == "20 Min."
    assert (call["topics"], call["notRaised"]) == (["Getreide"], ["Zölle"])
    assert [role for _, role in call["parties"]] == ["caller", "participant"]
    assert events(html)["visit"]["first"] == ""  # only 'before the call' is known
    assert events(html)["visit"]["when"]["de"] == "spätestens 3. Mai 2024"
    assert events(html)["denied"]["status"] == "Denied"


def test_evidence_stands_in_its_sentence(html: str) -> None:
    for event in events(html).values():
        for piece in event["evidence"]:
            assert "".join(piece["text"]) in TEXT
    short = events(html)["denied"]["evidence"][0]["text"]
    assert short == ["", "Ein Treffen mit dem Sultan", " bestritt Novak."]
    whole = events(html)["call"]["evidence"][1]["text"]  # a whole sentence gets its neighbours
    assert whole[0].startswith("Ministerin Anna Weber rief am 3. Mai 2024")
    assert whole[1] == "Das Gespräch dauerte 20 Minuten."


def test_the_chain_of_sources_goes_from_the_article_inwards(html: str) -> None:
    data = page_data(html)
    statements = data["statements"]
    [chain] = events(html)["call"]["sources"]
    speakers = [data["actors"][statements[n]["speaker"]]["label"] for n in chain]  # type: ignore[index]
    assert speakers == ["Alpina", "Ott"]


def test_statements_that_report_each_other_do_not_turn_in_circles(sample: Dataset) -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "circle", "A sagt, B sage, A sage es.", "Kreis")
    a, c = b.actor("a", "Person", "A"), b.actor("b", "Person", "B")
    one = b.statement("one", a, "es", [], "A sagt")
    other = b.statement("two", c, "es", [one], "B sage")
    b.say(one, KG.reports, other)
    b.say(one, KG.reports, one)
    data = Payload(read_world(dataset)).to_json()
    assert all(len(chain) <= 2 for s in data["statements"] for chain in s["sources"])


def test_the_text_of_the_article_is_cut_but_whole(html: str) -> None:
    [article] = page_data(html)["articles"]  # type: ignore[misc]
    assert "".join(text for text, _ in article["segments"]) == TEXT
    assert any(refs for _, refs in article["segments"])


def test_evidence_that_does_not_fit_the_text_gets_no_context(sample: Dataset) -> None:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "off", "Ein anderer Text als gedacht.", "Titel")
    actor = b.actor("a", "Person", "A")
    b.event("e", "Meeting", "Occurred", {actor: "participant"}, evidence=["anderer Text"])
    b.graph.remove((None, KG.text, None))
    [event] = Payload(read_world(dataset)).to_json()["events"]
    assert event["evidence"][0]["text"] == ["", "anderer Text", ""]


def test_the_same_graph_gives_the_same_page(sample: Dataset, html: str) -> None:
    assert to_html(sample) == html


def test_an_empty_graph_gives_a_page() -> None:
    page = to_html(Graph(), language="en")
    assert page_data(page)["events"] == []
    assert '<html lang="en">' in page


def test_title_and_language(sample: Dataset, html: str) -> None:
    assert page_data(html)["title"] == TEXT.split("\n")[0]
    assert page_data(to_html(sample, title="Anders"))["title"] == "Anders"
    with pytest.raises(KgError, match="'fr'"):
        to_html(sample, language="fr")  # type: ignore[arg-type]


def test_nothing_is_asked_of_another_server(html: str) -> None:
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search(r"""\b(src|href|action|data|srcset|poster)\s*=""", markup)
    assert "<link" not in markup
    assert "bootstrap" not in html
    assert not re.search(
        r"@import|url\(", "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    )
    assert len(html.encode()) < 2_000_000


def test_the_policy_allows_exactly_the_scripts_of_the_page(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    text = policy.group(1).replace("&#39;", "'")
    assert text.startswith("default-src 'none'; ")
    assert "unsafe" not in text
    for tag in ("script", "style"):
        for body in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in text


def test_hostile_words_stay_data(hostile: Dataset) -> None:
    page = to_html(hostile, title=HOSTILE[0])
    for words in HOSTILE[:3]:
        assert words not in page
    assert page.count("<script") == to_html(Graph()).count("<script")
    assert "\u202e" not in page
    data = page_data(page)
    assert data["title"] == HOSTILE[0]
    assert data["articles"][0]["url"] == ""  # type: ignore[index]
    assert {actor["wikidata"] for actor in data["actors"]} == {""}  # type: ignore[attr-defined]


def meetings(count: int, people: int) -> Dataset:
    dataset = Dataset(default_union=True)
    b = Builder(dataset, "many", "Viele trafen sich.", "Viele")
    actors = [b.actor(f"a{n:03}", "Person", f"Person Nummer {n}") for n in range(people)]
    pairs = itertools.cycle(itertools.combinations(actors, 2))
    for number, pair in zip(range(count), pairs, strict=False):
        b.event(
            f"e{number}", "Meeting", "Occurred", dict.fromkeys(pair, "participant"), "2024-01-01"
        )
    return dataset


def test_many_talks_of_the_same_two_are_one_label() -> None:
    few = draw(read_world(meetings(MOST_IN_STACK, 2))).network
    assert len(few.nodes) == 2 + MOST_IN_STACK
    many = draw(read_world(meetings(MOST_IN_STACK + 1, 2))).network
    assert len(many.nodes) == 2 + 1
    assert {node["label"] for node in many.nodes} >= {"9 Treffen · 01.01.2024"}


def test_a_large_graph_is_folded_and_says_so() -> None:
    dataset = meetings(400, 200)
    drawing = draw(read_world(dataset))
    assert drawing.shown < drawing.actors == len(read_world(dataset).actors)
    assert len(drawing.network.nodes) == drawing.shown
    data = page_data(to_html(dataset))
    assert (data["shown"], data["active"]) == (drawing.shown, drawing.actors)
    assert len(data["events"]) == 400  # type: ignore[arg-type]


def test_nobody_stands_alone_in_a_large_graph() -> None:
    dataset = meetings(400, 200)
    b = Builder(dataset, "alone", "Einer kam.", "Einer")
    alone = b.actor("alone", "Person", "Einsam")
    for number in range(300):
        b.event(f"alone{number}", "Visit", "Occurred", {alone: "visitor"})
    network = draw(read_world(dataset)).network
    assert "Einsam" not in {node["label"] for node in network.nodes}
    tied = {end for edge in network.edges for end in (edge["from"], edge["to"])}
    assert tied == {node["id"] for node in network.nodes}


def test_a_planned_talk_says_so_on_its_label(sample: Dataset) -> None:
    labels = {node["label"] for node in draw(read_world(sample)).network.nodes}
    assert "09.05.2024 · Treffen · geplant" in labels
    assert "Treffen · bestritten" in labels
    assert "03.05.2024 · Telefonat · 20 Min." in labels


def test_the_arrow_goes_from_the_caller(sample: Dataset) -> None:
    network = draw(read_world(sample)).network
    names = {node["id"]: node["label"] for node in network.nodes}
    arrows = {names[edge["to"]] for edge in network.edges if edge["arrows"] == "to"}
    assert arrows == {"Jan Novak", "Bauern"}


def test_write_html(sample: Dataset, tmp_path: Path, html: str) -> None:
    write_html(sample, tmp_path / "graph.html")
    assert (tmp_path / "graph.html").read_bytes() == html.encode()
    with pytest.raises(OutputError):
        write_html(sample, tmp_path / "missing" / "graph.html")
