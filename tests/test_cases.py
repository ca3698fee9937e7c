"""Articles of our own, each read twice by people before anything else read it.

``NAME.md`` is the article, ``NAME.gold.json`` what it holds: communications and positions in the
form that ``benchmarks/facts.py`` explains. In the articles called ``nichts-*`` and
``parteien-*`` nobody talks to anybody.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rdflib import RDF, RDFS, Namespace
from rdflib.namespace import DCTERMS, SKOS

import kg

KG = Namespace("https://w3id.org/kg-news/ontology#")
TESTS = Path(__file__).parent
CASES = TESTS / "cases"
COMMUNICATIONS_F1 = 0.90
POSITIONS_F1 = 0.97
DATES_RIGHT = 0.90
STATUS_RIGHT = 0.95
DURATIONS_RIGHT = 0.70
PLACES_RIGHT = 0.80
MOST_FALSE_IN_SILENT_ARTICLES = 0
INLAND = TESTS / "inland"  # domestic affairs, told as newspapers tell them: far from easy
INLAND_COMMUNICATIONS_F1 = 0.45
INLAND_POSITIONS_F1 = 0.63
VARIED = TESTS / "varied"  # wire copy, Swiss, Austrian, translated, live blogs, wiki news
VARIED_COMMUNICATIONS_F1 = 0.78
VARIED_DATES_RIGHT = 0.84
VARIED_STATUS_RIGHT = 0.92
VARIED_PLACES_RIGHT = 0.75
SENTENCES_PRECISION = 0.85
SENTENCES_RECALL = 0.60


def load_facts() -> ModuleType:
    """The scorer: a script beside the tests, not part of a package."""
    path = TESTS / "benchmarks/facts.py"
    spec = importlib.util.spec_from_file_location("facts", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["facts"] = module
    spec.loader.exec_module(module)
    return module


facts = load_facts()
GOLD = facts.gold_files(CASES)
SILENT = [name for name, path in GOLD.items() if not facts.load_gold(path).communications]


@pytest.fixture(scope="module")
def dataset() -> Any:
    return kg.build([CASES]).dataset


@pytest.fixture(scope="module")
def found(dataset: Any) -> dict[str, Any]:
    return dict(facts.read_graph(dataset))


@pytest.fixture(scope="module")
def scores(found: dict[str, Any]) -> dict[str, Any]:
    return dict(facts.measure(GOLD, found))


@pytest.fixture(scope="module")
def whole(scores: dict[str, Any]) -> Any:
    return facts.total(scores.values())


def notes(scores: dict[str, Any]) -> str:
    return "\n".join(line for name, s in scores.items() for line in (name, *s.notes))


def named(dataset: Any, article: str, name: str) -> set[Any]:
    """Actors of an article with this name among their forms."""
    wanted = facts.Party((name,))
    graphs = [g for g in dataset.graphs() if (None, DCTERMS.identifier, None) in g]
    (graph,) = [
        g for g in graphs if article in {str(o) for o in g.objects(None, DCTERMS.identifier)}
    ]
    return {
        actor
        for label in (RDFS.label, SKOS.altLabel)
        for actor, text in graph.subject_objects(label)
        if (actor, RDF.type, KG.Actor) in graph and wanted.fits(facts.Party((str(text),)))
    }


@pytest.mark.parametrize("name", sorted(GOLD))
def test_gold_stands_on_the_text(name: str) -> None:
    text = (CASES / f"{name}.md").read_text(encoding="utf-8")
    gold = json.loads(GOLD[name].read_text(encoding="utf-8"))
    for item in [*gold["communications"], *gold["positions"]]:
        assert item["evidence"] in text
        assert len(item["evidence"]) <= 160


def test_gold_scores_full_marks_against_itself() -> None:
    found = {name: facts.load_gold(path) for name, path in GOLD.items()}
    whole = facts.total(facts.measure(GOLD, found).values())
    assert (whole.communications.f1, whole.positions.f1) == (1, 1)


def call(**changes: Any) -> Any:
    """A call as a graph might have it."""
    gold = facts.load_gold(GOLD["wien-ballhausplatz"]).communications[2]
    return dataclasses.replace(gold, **changes)


@pytest.mark.parametrize(
    ("changes", "hits"),
    [
        ({}, 1),
        ({"date": "2026-01-09"}, 1),  # the same call, dated wrongly
        ({"date": "2026-01-20"}, 0),
        ({"types": ("Meeting",)}, 0),
        ({"statuses": ("planned",)}, 1),
        ({"parties": (facts.Party(("Leitgeb",)), facts.Party(("Außenminister", "Bielik")))}, 1),
        ({"parties": (facts.Party(("Leitgeb",)), facts.Party(("Horák",)))}, 0),
    ],
)
def test_what_the_scorer_takes_for_the_same(changes: dict[str, Any], hits: int) -> None:
    reading = facts.load_gold(GOLD["wien-ballhausplatz"])
    reading.communications = reading.communications[2:3]
    score = facts.score(reading, facts.Reading([call(**changes), call(**changes)]))
    assert (score.communications.hit, score.communications.false) == (hits, 2 - hits)
    assert score.communications.accuracy("status") == (changes.get("statuses") is None)
    assert score.communications.accuracy("date") == (changes.get("date") is None or hits == 0)


def test_every_article_is_built(found: dict[str, Any]) -> None:
    assert set(GOLD) <= set(found)


def test_communications(whole: Any, scores: dict[str, Any]) -> None:
    tally = whole.communications
    assert tally.f1 >= COMMUNICATIONS_F1, notes(scores)
    assert tally.accuracy("date") >= DATES_RIGHT, notes(scores)
    assert tally.accuracy("status") >= STATUS_RIGHT, notes(scores)
    assert tally.accuracy("duration") >= DURATIONS_RIGHT, notes(scores)
    assert tally.accuracy("place") >= PLACES_RIGHT, notes(scores)


def test_positions(whole: Any, scores: dict[str, Any]) -> None:
    assert whole.positions.f1 >= POSITIONS_F1, notes(scores)


def test_silence_stays_silent(scores: dict[str, Any]) -> None:
    silent = {name: scores[name] for name in SILENT}
    assert len(silent) >= 6
    false = sum(score.communications.false for score in silent.values())
    assert false <= MOST_FALSE_IN_SILENT_ARTICLES, notes(silent)


def test_domestic_affairs() -> None:
    scores = facts.measure(facts.gold_files(INLAND), facts.build(INLAND), {})
    whole = facts.total(scores.values())
    assert whole.communications.f1 >= INLAND_COMMUNICATIONS_F1, notes(scores)
    assert whole.positions.f1 >= INLAND_POSITIONS_F1, notes(scores)
    silent = [
        n for n, p in facts.gold_files(INLAND).items() if not facts.load_gold(p).communications
    ]
    assert sum(scores[name].communications.false for name in silent) == 0, notes(scores)


def test_articles_of_many_kinds() -> None:
    scores = facts.measure(facts.gold_files(VARIED), facts.build(VARIED), {})
    tally = facts.total(scores.values()).communications
    assert tally.f1 >= VARIED_COMMUNICATIONS_F1, notes(scores)
    assert tally.accuracy("date") >= VARIED_DATES_RIGHT, notes(scores)
    assert tally.accuracy("status") >= VARIED_STATUS_RIGHT, notes(scores)
    assert tally.accuracy("place") >= VARIED_PLACES_RIGHT, notes(scores)


def test_no_year_is_invented(found: dict[str, Any]) -> None:
    """An article without a date and without a year: no event may have one."""
    dates = [c.date for c in found["vermittlung-tschad"].communications]
    assert [date for date in dates if facts.days(date) is not None] == []


def test_dates_stay_within_what_an_article_can_know(found: dict[str, Any]) -> None:
    """Nothing that happened is dated after its article appeared."""
    for name, reading in found.items():
        published = json.loads(GOLD[name].read_text(encoding="utf-8"))["published"]
        for c in reading.communications:
            if published and c.statuses == ("occurred",) and facts.days(c.date):
                assert str(facts.days(c.date)[0]) <= published, (name, c)


@pytest.mark.parametrize(
    ("article", "one", "other"),
    [
        ("dementi-bratislava", "Ján Krajčí", "Viktor Baláž"),
        ("liveblog-golf", "Lena Hartung", "Reza Mansouri"),
        ("verschobene-reise", "Liam Carter", "Seo Min-jun"),
        ("wien-ballhausplatz", "Katharina Moser", "Maja Zupan"),
        ("schweiz-norwegen", "Ingrid Solheim", "Karin Keller-Sutter"),
    ],
)
def test_who_only_planned_cancelled_or_denied_did_not_talk(
    dataset: Any, article: str, one: str, other: str
) -> None:
    talked = {(s, o) for s, _, o, _ in dataset.quads((None, KG.talkedWith, None, None))}
    pairs = {(a, b) for a in named(dataset, article, one) for b in named(dataset, article, other)}
    assert talked & pairs == set()


@pytest.mark.parametrize(
    ("article", "one", "other"),
    [
        ("wien-ballhausplatz", "Johannes Leitgeb", "Tomáš Bielik"),
        ("agentur-libanon", "Hélène Marchand", "Jonas Brandt"),
        ("liveblog-golf", "Lena Hartung", "Faris al-Dossari"),
        ("anrufserie-aegaeis", "Kemal Aydın", "Eleni Vassiliou"),
    ],
)
def test_who_talked_talked_both_ways(dataset: Any, article: str, one: str, other: str) -> None:
    talked = {(s, o) for s, _, o, _ in dataset.quads((None, KG.talkedWith, None, None))}
    pairs = {(a, b) for a in named(dataset, article, one) for b in named(dataset, article, other)}
    hits = talked & pairs
    assert hits
    assert {(b, a) for a, b in hits} <= talked


def test_single_sentences() -> None:
    """One construction a sentence: who met, called, wrote to, invited or put off whom."""
    raw = json.loads((TESTS / "gold/sentences/sentences.json").read_text(encoding="utf-8"))
    lines = [
        {"id": f"s{n}", "text": line["text"], "published": raw["published"]}
        for n, line in enumerate(raw["sentences"])
    ]
    found = facts.build(lines)
    tally, told = facts.Tally(), []
    for article, line in zip(lines, raw["sentences"], strict=True):
        gold = facts.Reading([facts.plain(c) for c in line["communications"]])
        here = facts.Reading(found[article["id"]].communications)
        score = facts.score(gold, here)
        tally.add(score.communications)
        told += [line["text"], *score.notes] if score.notes else []
    assert tally.precision >= SENTENCES_PRECISION, "\n".join(told)
    assert tally.recall >= SENTENCES_RECALL, "\n".join(told)
