"""The seed's statements: who says what, to whom, on whose word, through the whole pipeline."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import Article, Facts, Statement
from kg.pipeline import reading_of
from kg.resolve import resolve
from kg.resources import seed_path


@cache
def seed() -> Facts:
    text = seed_path().read_text(encoding="utf-8")
    return resolve(reading_of(Article(id="seed", text=text, title_in_text=True)))


def label(key: str) -> str:
    return next((actor.label for actor in seed().actors if actor.id == key), key)


def statements(speaker: str, words: str) -> list[Statement]:
    return [s for s in seed().statements if speaker in label(s.speaker) and words in s.quotation]


SAID = [
    ("Uschakow", "zum Nationalfeiertag", "Journalisten", ""),
    ("Putin", "politische Lösung des Ukraine-Konflikts", "Trump", ""),
    ("Trump", "schnellen Endes der Militäraktionen", "", ""),
    ("Trump", "ihm gefalle die Idee", "", ""),
    ("Peskow", "neue Gesprächsrunde", "Journalisten", ""),
    ("Putin", "absolut gegensätzlich", "", ""),
    ("Selenskyj", "Ultimatum", "", ""),
    ("Trump", "großartige Geschichte", "", "Truth Social"),
    ("Pentagon", "begrenzte Maßnahme", "", ""),
    ("Financial Times", "Selenskyj telefonieren", "", ""),
    ("Politico", "überraschend", "", ""),
    ("krainische Beamte", "Lieferung von Militärhilfe", "Economist", ""),
    ("Selenskyj", "Einflussmöglichkeiten", "", ""),
    ("Weiße", "desillusioniert", "", ""),
    ("Kreml", "keine Probleme", "", ""),
]


@pytest.mark.parametrize(("speaker", "words", "addressee", "medium"), SAID)
def test_statement_is_there(speaker: str, words: str, addressee: str, medium: str) -> None:
    found = statements(speaker, words)
    assert found
    assert any(addressee in label(s.addressee) and medium in s.medium for s in found)


@pytest.mark.parametrize(
    ("above", "below", "words"),
    [
        ("RBC", "Uschakow", "zum Nationalfeiertag"),
        ("Uschakow", "Putin", "politische Lösung des Ukraine-Konflikts"),
        ("Uschakow", "Trump", "schnellen Endes der Militäraktionen"),
        ("Uschakow", "Trump", "ihm gefalle die Idee"),
    ],
)
def test_chain_of_sources(above: str, below: str, words: str) -> None:
    lower = {s.id for s in statements(below, words)}
    assert any(lower & set(s.reports) for s in statements(above, ""))
