"""Talks read from whole sentences: when, where, whether and between whom, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.model import Article
from kg.pipeline import reading_of
from kg.resolve.facts import resolve

PUBLISHED = dt.date(2025, 7, 3)

# text, then each event as 'type | status | date | parties | places', in the order of the graph
TOLD = [
    (
        "Genf (Schweiz), 03.07.2025 – Außenminister Wadephul und Minister Lawrow haben sich gestern"
        " in Genf getroffen.",
        ["Meeting | Occurred | 2025-07-02 | Johann Wadephul, Sergej Lawrow | Genf"],
    ),
    (
        "Das Treffen zwischen Merz und Macron wurde auf Freitag verschoben.",
        ["Meeting | Planned | 2025-07-04 | Merz, Emmanuel Macron | "],
    ),
    (
        "Merz verschob seine für Montag geplante Reise nach Wien auf September.",
        [
            "Visit | Cancelled | 2025-07-07 | Merz | Wien",
            "Visit | Planned | 2025-09 | Merz | Wien",
        ],
    ),
    (
        "Merz hat am Mittag mit Macron telefoniert.",
        ["PhoneCall | Occurred | 2025-07-03 | Merz, Emmanuel Macron | "],
    ),
    (
        "Merz hatte am Mittag mit Macron telefoniert.",
        ["PhoneCall | Occurred |  | Merz, Emmanuel Macron | "],
    ),
    (
        "Merz sagte am Montag nach einem Treffen mit Macron, er sei zufrieden.",
        ["Meeting | Occurred | 2025-06-30 | Emmanuel Macron, Merz | "],
    ),
    (
        "Am Dienstag wurde in Graz demonstriert. Tags zuvor hatte Merz mit Macron telefoniert.",
        ["PhoneCall | Occurred | 2025-06-30 | Merz, Emmanuel Macron | "],
    ),
    (
        "16. Juni: Merz lässt sich mit Macron verbinden.",
        ["PhoneCall | Occurred | 2025-06-16 | Merz, Emmanuel Macron | "],
    ),
    (
        "Merz traf Macron im Weißen Haus.",
        ["Meeting | Occurred |  | Merz, Emmanuel Macron | Weißen Haus"],
    ),
    (
        "Merz sprach auf Wunsch Ankaras mit Macron.",
        ["Communication | Occurred |  | Merz, Emmanuel Macron | "],
    ),
    (
        "Generalsekretär Paul Marchand plant für September einen Besuch in Bamako.",
        ["Visit | Planned | 2025-09 | Paul Marchand | Bamako"],
    ),
    (
        "Präsident Macron traf am Montag Kanzler Merz. Ein Gespräch, das die beiden gestern führten,"
        " dauerte eine Stunde.",
        [
            "Meeting | Occurred | 2025-06-30 | Emmanuel Macron, Friedrich Merz | ",
            "Meeting | Occurred | 2025-07-02 | Emmanuel Macron, Friedrich Merz | ",
        ],
    ),
    (
        "Minister Igor Platonow ist in Taschkent eingetroffen. Dort wurde er von Präsident"
        " Karimbajew empfangen.",
        [
            "Visit | Occurred |  | Igor Platonow | Taschkent",
            "Meeting | Occurred |  | Karimbajew, Igor Platonow | Taschkent",
        ],
    ),
    (
        "Der Oman hat sich als Vermittler zwischen dem Iran und Saudi-Arabien angeboten.",
        ["Negotiation | Proposed |  | Oman, Iran, Saudi-Arabien | "],
    ),
    (
        "Der UN-Sicherheitsrat wird heute in New York zusammentreten.",
        ["Meeting | Planned | 2025-07-03 | UN-Sicherheitsrat | New York"],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:50] for text, _ in TOLD])
def test_what_is_told(text: str, wanted: list[str]) -> None:
    facts = resolve(reading_of(Article(id="case", text=text), published=PUBLISHED))
    names = {actor.id: actor.label for actor in facts.actors}
    found = [
        " | ".join(
            [
                event.type,
                event.status,
                event.when.value,
                ", ".join(names[p.actor] for p in event.participants),
                ", ".join(names[place] for place in event.places),
            ]
        )
        for event in facts.events
        if event.type != "Event"
    ]
    assert found == wanted
