"""What the article says in its own voice, and what it has on the word of others alone."""

from __future__ import annotations

import pytest

import kg
from kg.rdf import check_dataset, from_dataset

CALL = "Macron habe am Sonntag mit Scholz telefoniert"


def talks(text: str) -> list[bool]:
    """Return for each communication whether the article tells of it in its own voice."""
    (facts,) = from_dataset(kg.build([kg.Article(id="a", text=text)]).dataset)
    return [event.asserted for event in facts.events if event.type != "Event"]


@pytest.mark.parametrize(
    "text",
    [
        "Macron telefonierte am Sonntag mit Scholz.",
        "Macron telefonierte am Sonntag mit Scholz, wie es am Abend wurde. „Es war gut“, sagte Scholz.",
        f"{CALL}, sagte Peskow. Peskow kommentierte damit, dass Macron am Sonntag mit Scholz telefonierte.",
        "„Wir bleiben dabei“, sagte Macron nach seinem Telefonat mit Scholz.",
    ],
)
def test_the_article_says_so_itself(text: str) -> None:
    assert talks(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        f"{CALL}, sagte Peskow.",
        "Nach Angaben des Kremls telefonierte Macron am Sonntag mit Scholz.",
        "„Macron hat am Sonntag mit Scholz telefoniert“, sagte Peskow.",
        "Laut dem Kreml telefonierte Macron am Sonntag mit Scholz.",
        f"Die Zeitung „Le Monde“ berichtet, Peskow habe gesagt, {CALL}.",
    ],
)
def test_somebody_says_so(text: str) -> None:
    assert talks(text) == [False]


def test_who_demands_something_does_so_on_the_word_of_the_article() -> None:
    text = "Merz forderte ein Ende des Krieges. Söder sagte, Habeck lehne die Steuerreform ab."
    graph = kg.build([kg.Article(id="a", text=text)])
    (facts,) = from_dataset(graph.dataset)
    told = {position.stance: position.asserted for position in facts.positions}
    assert told == {"Demands": True, "Rejects": False}
    rows = [(row.speaker, row.kind) for row in graph.query("sole-source")]
    assert rows == [("Markus Söder", "Position")]


def test_a_statement_told_in_a_statement_is_not_the_articles_word() -> None:
    text = f"Die Zeitung „Le Monde“ berichtet, Peskow habe gesagt, {CALL}."
    graph = kg.build([kg.Article(id="a", text=text)])
    (facts,) = from_dataset(graph.dataset)
    outer = next(s for s in facts.statements if s.asserted)
    assert [s.asserted for s in facts.statements if s.id in outer.reports] == [False]
    assert check_dataset(graph.dataset).conforms
