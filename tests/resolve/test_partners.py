"""Who the parties of a talk are where the text names them elsewhere, or leaves one of them open."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.model import Article, Dating, Facts
from kg.pipeline import read_article

PUBLISHED = Dating(value=dt.date(2027, 3, 5), reason="metadata")


def talks(text: str) -> list[tuple[str, set[str]]]:
    """Return type and parties of every communication of a text."""
    facts = read_article(Article(id="a", text=text, published=PUBLISHED))
    assert isinstance(facts, Facts)
    labels = {actor.id: actor.label for actor in facts.actors}
    return [
        (event.type, {labels[p.actor] for p in event.participants})
        for event in facts.events
        if event.type != "Event"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        (
            "Vlemincx habe Bagger angeboten, sagte Hurezeanu. Am Dienstag wird er Vlemincx in "
            "Antwerpen treffen.",
            "Meeting",
            {"Vlemincx", "Hurezeanu"},
        ),
        (
            "Finnlands Verteidigungsminister Eero Kantolahti und seine estnische Kollegin Maarja "
            "Lepasaar sprachen in Helsinki. Geplant ist eine Leitstelle. Sie soll rund um die Uhr "
            "arbeiten. In einem Brief an die EU-Kommission hatten die beiden am 10. Februar Geld "
            "erbeten.",
            "Correspondence",
            {"Eero Kantolahti", "Maarja Lepasaar", "EU-Kommission"},
        ),
        (
            "Der türkische Präsident rief gestern in Belgrad an und versicherte dem serbischen "
            "Staatschef, dass geliefert werde.",
            "PhoneCall",
            {"Recep Tayyip Erdoğan", "Serbien"},
        ),
        (
            "Zwischen Moskau und Washington wird wieder geredet. Am Montag hatten sich die "
            "Außenminister beider Länder in Istanbul eingefunden.",
            "Meeting",
            {"Russland", "USA"},
        ),
        (
            "Die vierte Verhandlungsrunde über ein Abkommen zwischen der Schweiz und "
            "Großbritannien hat in London stattgefunden.",
            "Negotiation",
            {"Schweiz", "Großbritannien"},
        ),
        (
            "In einem Telefonat sicherte Merz dem ukrainischen Präsidenten weitere Hilfe zu.",
            "PhoneCall",
            {"Merz", "Wolodymyr Selenskyj"},
        ),
    ],
)
def test_parties_are_found(text: str, kind: str, parties: set[str]) -> None:
    assert (kind, parties) in talks(text)


def test_a_body_may_be_whom_a_pronoun_means() -> None:
    text = (
        "Die Verhandlungsführerin Kruse schwieg. Eine Delegation der Reeder traf im Ministerium "
        "ein, wo Verkehrsminister Volker Wissing sie zu einem Gespräch erwartet."
    )
    assert not any("Kruse" in party for _, parties in talks(text) for party in parties)


def test_one_known_party_is_enough_where_two_are_told() -> None:
    assert talks("Sie rief Außenminister Johann Weber an.") == [("PhoneCall", {"Johann Weber"})]


def test_a_mediator_alone_tells_of_no_talk() -> None:
    text = "Katars Staatsminister Khalid al-Mannai vermittelte zwischen den beiden."
    assert talks(text) == []
