"""Ways of saying so: infinitives, clauses without a subject, papers between marks, answers."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from kg.annotate import load_pipeline
from kg.mentions.quotes import find_quotes
from kg.model import Quote


@cache
def pipeline() -> Language:
    return load_pipeline()


def read(text: str) -> list[Quote]:
    return find_quotes(pipeline()(text))


FINDS = [
    ("Der Verband gab bekannt, die Vorwürfe untersuchen zu wollen.", "Der Verband", "die Vorwürfe untersuchen zu wollen"),
    ("Außerdem warf die Staatsanwaltschaft dem Mann vor, seit 2014 Vorschriften verletzt zu haben.", "die Staatsanwaltschaft", "seit 2014 Vorschriften verletzt zu haben"),
    ("Der Vorschlag Berlins, die Frist zu verlängern, stieß auf Kritik.", "Berlins", "die Frist zu verlängern"),
    ("Der Minister hatte die Erlaubnis gegeben, den Bären einzufangen.", "Der Minister", "den Bären einzufangen"),
    ("Jim Lander wollte sich nicht festlegen, sagte aber, die Partei müsse entscheiden.", "Jim Lander", "die Partei müsse entscheiden"),
    ("Das sei, so betont auch die Polizei, keine richtige Darstellung.", "die Polizei", None),
    ("Die Veranstalter gestanden ein, dass die Halle nicht sicher gewesen sei.", "Die Veranstalter", "dass die Halle nicht sicher gewesen sei"),
    ("Die Lage sei ernst, schreibt die „Zeit“.", "die „Zeit“", "Die Lage sei ernst"),
    ("„Wir“, so Merz weiter, „werden das nicht hinnehmen.“", "Merz", "Wir"),
    ("Gemäss dem Bundesamt für Statistik stieg die Zahl der Einwohner.", "dem Bundesamt für Statistik", None),
    ("„Die Partei ist bereit“, so Wagenknecht im Interview mit der „Welt“.", "Wagenknecht", "Die Partei ist bereit"),
    ("Der Minister schloss nicht aus, dass Soldaten entsandt werden.", "Der Minister", "dass Soldaten entsandt werden"),
    ("Der Regisseur deutete an, dass der Film fertig sei.", "Der Regisseur", "dass der Film fertig sei"),
    ("Die Behörde warnte vor Hochwasser. Die Dämme befänden sich an der Grenze.", "Die Behörde", "Die Dämme befänden sich an der Grenze"),
    ("Die Ware stand unter Druck, wie Karl Rutan, Chef der Firma Sokal, mitteilte.", "Karl Rutan, Chef der Firma Sokal", "Die Ware stand unter Druck"),
    ("Entscheidend war die Aussage eines Jungen, der angab, geschlagen worden zu sein.", "eines Jungen", "geschlagen worden zu sein"),
    ("Nach einem EU-Dokument leben sie in Armut.", "einem EU-Dokument", "leben sie in Armut"),
    ("Die BBC zitierte einen Sprecher mit den Worten, der Flug sei sicher gewesen.", "einen Sprecher", "der Flug sei sicher gewesen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), FINDS)
def test_finds(text: str, speaker: str, words: str | None) -> None:
    found = [q for q in read(text) if q.speaker is not None and q.speaker.text == speaker]
    assert found
    assert words is None or words in [q.text for q in found]


LEAVES = [
    ("Auf die Frage, ob er zurücktrete, antwortete der Kanzler: „Nein.“", "der Kanzler", "ob er zurücktrete"),
    ("Zwei Menschen seien verletzt, sagte Hans Huber der Nachrichtenagentur APA.", "Hans Huber der Nachrichtenagentur APA", None),
    ("Der Trainer glaubt, dass die Elf gestärkt aus der Saison hervorgegangen sei.", "der Saison", None),
    ("Die Möglichkeit, am Abend zu reisen, nutzte der Minister.", "der Minister", None),
    ("Der Befehl, die Brücke zu räumen, kam am Abend.", "am Abend", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), LEAVES)
def test_leaves(text: str, speaker: str, words: str | None) -> None:
    told = [(q.speaker.text, q.text) for q in read(text) if q.speaker is not None]
    assert not [row for row in told if row[0] == speaker and words in (None, row[1])]


def test_a_paper_behind_the_speaker_is_whom_it_was_told() -> None:
    (quote,) = read("„Wir sind vorbereitet“, sagte Thomas Strobl (CDU) der „Stuttgarter Zeitung“.")
    assert quote.speaker is not None and quote.speaker.text == "Thomas Strobl (CDU)"
    assert quote.addressee is not None and quote.addressee.text == "der „Stuttgarter Zeitung“"
