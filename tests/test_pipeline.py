"""The rooms together: same input, same bytes; one broken article never loses the others."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.rdf import serialize

TEXTS = {
    "anruf": "Merz telefonierte am 3. Mai 2025 mit Macron. Das Gespräch dauerte eine Stunde.",
    "besuch": "Außenminister Wadephul reiste am 6. Mai 2025 nach Kiew, teilte ein Sprecher mit.",
    "wetter": "Am Sonntag bleibt es trocken. Im Norden ziehen Wolken auf.",
}


def articles() -> list[kg.Article]:
    return [kg.Article(id=name, text=text) for name, text in TEXTS.items()]


def test_the_order_of_articles_makes_no_difference() -> None:
    forward = kg.build(articles())
    backward = kg.build(articles()[::-1])
    assert serialize(forward.dataset, "trig") == serialize(backward.dataset, "trig")


def test_two_workers_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    one, two = kg.build(tmp_path), kg.build(tmp_path, workers=2)
    assert serialize(one.dataset, "trig") == serialize(two.dataset, "trig")
    assert one.report == two.report


@pytest.mark.slow
def test_the_hash_seed_makes_no_difference(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        code = f"import kg; kg.build(kg.seed_path(), out={str(out)!r})"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        written.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert written[0].keys() == {
        "graph.trig",
        "graph.ttl",
        "graph.html",
        "graph.graphml",
        "report.json",
    }
    assert [name for name in written[0] if written[0][name] != written[1][name]] == []


def test_one_broken_article_is_reported_and_the_rest_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = pipeline.reading_of

    def breaks(article: kg.Article, **options: object) -> object:
        if article.id == "besuch":
            raise RuntimeError("broken on purpose")
        return whole(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "reading_of", breaks)
    graph = kg.build(articles())
    assert graph.report["counts"]["articles"] == 2
    assert graph.report["rejected"] == [
        {"input": "besuch", "reason": "RuntimeError: broken on purpose"}
    ]


def test_two_articles_of_one_id_are_not_mixed() -> None:
    graph = kg.build([*articles(), kg.Article(id="anruf", text="Etwas anderes geschah.")])
    assert [row["input"] for row in graph.report["rejected"]] == ["anruf"]


def test_progress_counts_every_article() -> None:
    seen: list[tuple[int, str]] = []
    kg.build(articles(), progress=lambda done, name: seen.append((done, name)))
    assert seen == [(1, "anruf"), (2, "besuch"), (3, "wetter")]


def test_the_given_date_serves_articles_that_bring_none() -> None:
    article = kg.Article(id="a", text="Merz telefonierte gestern mit Macron.")
    graph = kg.build(article, published=dt.date(2025, 5, 4))
    assert [str(row.date) for row in graph.communications()] == ["2025-05-03"]


def test_without_any_year_a_date_stays_partial() -> None:
    article = kg.Article(id="a", text="Merz telefonierte am 3. Mai mit Macron.")
    rows = [str(row.date) for row in kg.build(article).communications()]
    assert rows == ["--05-03"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(kg.InputError, match="no publication date"):
        kg.build(articles(), published="bald")


def test_a_missing_model_is_an_error_of_the_run() -> None:
    with pytest.raises(kg.ModelError):
        kg.build(articles(), model="de_no_such_model")


def test_what_was_built_can_be_saved_and_loaded(tmp_path: Path) -> None:
    graph = kg.build(articles(), out=tmp_path)
    again = kg.load(tmp_path)
    assert again.communications().to_csv() == graph.communications().to_csv()
    assert again.report == graph.report


def test_an_article_in_which_nobody_talks_gives_no_communication() -> None:
    graph = kg.build(kg.Article(id="wetter", text=TEXTS["wetter"]))
    assert len(list(graph.communications())) == 0


@pytest.mark.parametrize("name", ["Bush", "Müller", "Kaczyński", "Kim"])
def test_a_shared_surname_alone_joins_nobody_across_articles(name: str) -> None:
    texts = [f"{name} telefonierte mit Juri Uschakow.", f"Frau {name} traf Juri Uschakow in Wien."]
    graph = kg.build([kg.Article(id=f"a{number}", text=text) for number, text in enumerate(texts)])
    query = """
        SELECT DISTINCT ?actor ?article WHERE {
          ?actor a kg:Person ; kg:evidence ?e ; rdfs:label ?label . ?e kg:article ?article .
          FILTER(CONTAINS(STR(?label), ?name))
        }"""
    rows = list(graph.query(query.replace("?name", f'"{name}"')).rows)
    assert len({row[0] for row in rows}) == 2, rows
    assert len({row[1] for row in rows}) == 2, rows
