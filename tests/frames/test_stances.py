"""Who takes which side on what, where the sentence could mislead."""

from __future__ import annotations

import datetime as dt

import pytest

import kg
from kg.model import Article, Dating

TOLD = [
    (
        "Wladimir Putin sprach im März mit Donald Trump. Trump unterstützte Putins Idee, NHL- und "
        "KHL-Spiele zu organisieren.",
        ("Wladimir Putin", "Proposes", "NHL- und KHL-Spiele zu organisieren"),
    ),
    (
        "Angela Merkel kritisierte den Kurs der Opposition: Er sei ein Fehler.",
        ("Angela Merkel", "Criticises", "den Kurs der Opposition"),
    ),
    (
        "Kritik an dem Gesetz übte auch Angela Merkel.",
        ("Angela Merkel", "Criticises", "dem Gesetz"),
    ),
    (
        "Angela Merkel ist seit 2005 Kanzlerin und tritt für die freie Marktwirtschaft ein.",
        ("Angela Merkel", "Supports", "die freie Marktwirtschaft"),
    ),
    (
        "Angela Merkel zeigte sich nicht bereit, die Truppen abzuziehen.",
        ("Angela Merkel", "Rejects", "die Truppen abzuziehen"),
    ),
    (
        "Angela Merkel lehnt einen Einsatz von Bodentruppen nach wie vor ab.",
        ("Angela Merkel", "Rejects", "einen Einsatz von Bodentruppen"),
    ),
]
UNTOLD = [
    "Angela Merkel ist aufgefordert, den Plan zu ändern.",
    "Angela Merkel hatte das Recht, ein Veto gegen das Gesetz einzulegen.",
    "Angela Merkel soll dem Vertrag zustimmen.",
    "Die Opposition unterstützt den Plan, nicht jedoch Angela Merkel.",
]


def positions(text: str) -> set[tuple[str, str, str]]:
    """Return (holder, stance, words of the matter) of a text's positions."""
    dating = Dating(value=dt.date(2020, 5, 5), reason="test")
    graph = kg.build(Article(id="a", text=text, published=dating))
    rows = graph.query(
        """PREFIX kg: <https://w3id.org/kg-news/ontology#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?stance ?what WHERE {
          ?p a kg:Position ; kg:holder/rdfs:label ?who ; kg:stance ?s ; kg:aboutText ?what
          BIND (REPLACE(STR(?s), "^.*#", "") AS ?stance) }"""
    )
    return {(str(row[0]), str(row[1]), str(row[2])) for row in rows}


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_told(text: str, wanted: tuple[str, str, str]) -> None:
    found = positions(text)
    assert wanted in found, found


@pytest.mark.parametrize("text", UNTOLD, ids=[text[:40] for text in UNTOLD])
def test_untold(text: str) -> None:
    found = positions(text)
    assert not [p for p in found if p[0] == "Angela Merkel"], found
