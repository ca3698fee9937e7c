"""The components by themselves, on documents built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

import kg.annotate  # registers the components
from kg.annotate.boundaries import kg_paragraphs
from kg.annotate.lemmas import Lemmas
from kg.annotate.names import kg_entities
from kg.annotate.pipeline import load_pipeline
from kg.annotate.repairs import kg_repairs, kg_tags

BLANK = spacy.blank("de")


def hand_built(rows: str) -> Doc:
    """A document from lines of form, part of speech, tag, head (from 0), label, features."""
    cells = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        BLANK.vocab,
        [c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        heads=[int(c[3]) for c in cells],
        deps=[c[4] for c in cells],
        morphs=[c[5] if len(c) > 5 else "" for c in cells],
    )


def starts(text: str) -> dict[str, bool | None]:
    """What is certain of the tokens of a text before any parse."""
    return {t.text: t.is_sent_start for t in kg_paragraphs(BLANK(text)) if not t.is_space}


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("am 4. Juli reden sie", "Juli"),
        ("in der 2. Runde fiel", "Runde"),
        ("mit Dr. Müller sprach", "Müller"),
        ("etwa z.B. Ungarn und", "Ungarn"),
        ("der Autor J. Vance sagte", "Vance"),
        ("„ Gut “, sagte Trump .", "."),
        ("„Kommt ihr?“ fragte sie", "fragte"),
        ("er sagte jedoch , es", ","),
        ("von Papst Leo XIV. in Audienz", "in"),
        ("König Rama IX. (Bhumibol)", "("),
    ],
)
def test_no_sentence_starts_there(text: str, token: str) -> None:
    assert starts(text)[token] is False


def test_a_sentence_starts_after_a_newline() -> None:
    assert starts("Eine Zeile\nund weiter")["und"] is True


def test_the_rest_is_left_to_the_parser() -> None:
    assert starts("Er ging! Sie blieb.")["Sie"] is None
    assert starts("laut Prov. Bozen gilt")["Bozen"] is None


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Er reiste in die Schweiz. Dort blieb er.", "Dort"),
        ("Sie kamen auf Platz 93. Bonn siegte.", "Bonn"),
        ("eine Tonne CO2. Die Börse", "Die"),
        ("Er verschwand. „Gut“, sagte sie.", "„"),
    ],
)
def test_a_sentence_starts_there(text: str, token: str) -> None:
    assert starts(text)[token] is True


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Das war 2014. Danach kam er.", ["2014", ".", "Danach"]),
        ("Er kam am 30.", ["30", "."]),
        ("Er kam am 30.\nSie nicht.", ["30", ".", "\n"]),
        ("am 30. Juni", ["30.", "Juni"]),
        ("der Ausbau der A 20. Die CDU", ["20", ".", "Die"]),
        ("ein Tor zum 1:2. In der 84. Minute", ["1:2", ".", "In"]),
        ("„Er war 2013.“", ["2013", ".", "“"]),
    ],
)
def test_final_stops_part_from_numbers(text: str, tokens: list[str]) -> None:
    doc = kg_paragraphs(BLANK(text))
    assert doc.text == text
    found = [t.text for t in doc]
    assert any(found[i : i + len(tokens)] == tokens for i in range(len(found)))


@pytest.mark.parametrize(
    ("rows", "mood"),
    [
        ("sei AUX VAFIN 0 ROOT Mood=Ind", "Sub"),
        ("es PRON PPER 1 nsubj\ngebe VERB VVFIN 1 ROOT Mood=Ind", "Sub"),
        ("sie PRON PPER 1 nsubj\nerwarte VERB VVFIN 1 ROOT Mood=Ind", "Sub"),
        ("sie PRON PPER 1 nsubj\nsagte VERB VVFIN 1 ROOT Mood=Ind", "Ind"),
        ("ich PRON PPER 1 nsubj\nhabe AUX VAFIN 1 ROOT Mood=Ind", "Ind"),
        ("er PRON PPER 1 nsubj\nwürde AUX VAFIN 1 ROOT Mood=Ind", "Sub"),
        ("er PRON PPER 1 nsubj\nist AUX VAFIN 1 ROOT Mood=Sub", "Ind"),
    ],
)
def test_mood_follows_the_form(rows: str, mood: str) -> None:
    doc = kg_repairs(hand_built(rows))
    assert doc[-1].morph.get("Mood") == [mood]


def test_white_space_becomes_a_leaf() -> None:
    doc = Doc(
        BLANK.vocab,
        ["\n", "Er", "kam"],
        pos=["SPACE", "PRON", "VERB"],
        tags=["_SP", "PPER", "VVFIN"],
        heads=[0, 2, 0],
        deps=["ROOT", "nsubj", "ccomp"],
    )
    doc = kg_repairs(doc)
    assert doc[2].head.i == 2 and doc[2].dep_ == "ROOT"
    assert not list(doc[0].children)


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        (
            "Lindqvist PROPN NE 1 nsubj\ntraf VERB VVFIN 1 ROOT\nOkafor PROPN NE 1 nsubj",
            ["nsubj", "ROOT", "obj"],
        ),
        (
            "dem DET ART 1 det\nKönig NOUN NN 2 obj\ndankte VERB VVFIN 2 ROOT\ner PRON PPER 2 obj",
            ["det", "obl:arg", "ROOT", "nsubj"],
        ),
        (
            "Vorn ADV ADV 1 advmod\nlag VERB VVFIN 1 ROOT\nHusum PROPN NE 1 obj",
            ["advmod", "ROOT", "nsubj"],
        ),
        (
            "ihn PRON PPER 1 nsubj\nrief VERB VVFIN 1 ROOT\nVarga PROPN NE 1 obj",
            ["obj", "ROOT", "nsubj"],
        ),
    ],
)
def test_roles_follow_form_and_valency(rows: str, labels: list[str]) -> None:
    assert [t.dep_ for t in kg_repairs(hand_built(rows))] == labels


def test_a_preterite_with_a_subject_is_no_adjective() -> None:
    doc = kg_tags(hand_built("Sie PRON PPER 1 nsubj\nunterstützte ADJ ADJA 1 ROOT"))
    assert (doc[1].tag_, doc[1].pos_) == ("VVFIN", "VERB")


def test_surnames_are_persons_like_their_full_names() -> None:
    doc = hand_built(
        "Hélène PROPN NE 2 nsubj\nMarchand PROPN NE 0 flat\nging VERB VVFIN 2 ROOT\n"
        "Marchands PROPN NE 4 nmod\nFreund NOUN NN 4 nsubj\nMarchand PROPN NE 4 obj"
    )
    doc.ents = [Span(doc, 0, 2, label="PER"), Span(doc, 5, 6, label="LOC")]
    found = [(e.text, e.label_) for e in kg_entities(doc).ents]
    assert found == [("Hélène Marchand", "PER"), ("Marchands", "PER"), ("Marchand", "PER")]


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    component = load_pipeline().get_pipe("kg_lemmas")
    assert isinstance(component, Lemmas)
    return component


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Putins PROPN NE 1 nmod Case=Gen\nBerater NOUN NN 1 ROOT", ["Putin", "Berater"]),
        ("Paris PROPN NE 0 ROOT Case=Nom", ["Paris"]),
        ("Hans PROPN NE 1 nmod Case=Gen\nHaus NOUN NN 1 ROOT", ["Hans", "Haus"]),
        ("Laos PROPN NE 0 ROOT Case=Gen", ["Laos"]),
        ("vorzuschlagen VERB VVIZU 0 ROOT", ["vorschlagen"]),
        ("vorgeschlagen VERB VVPP 0 ROOT", ["vorschlagen"]),
        ("schlägt VERB VVFIN 0 ROOT\nvor ADP PTKVZ 0 compound:prt", ["vorschlagen", "vor"]),
        ("ihm PRON PPER 1 obl:arg\nhalf VERB VVFIN 1 ROOT", ["er", "helfen"]),
        ("den DET ART 1 det\nGesprächen NOUN NN 1 ROOT", ["der", "Gespräch"]),
        ("russischen ADJ ADJA 1 amod\nHäuser NOUN NN 1 ROOT", ["russisch", "Haus"]),
        ("Aussenminister NOUN NN 0 ROOT", ["Außenminister"]),
        ("umzutopfen VERB VVIZU 0 ROOT", ["umtopfen"]),
        ("Friedensverhandlungsrunden NOUN NN 0 ROOT", ["Friedensverhandlungsrunde"]),
    ],
)
def test_lemmas(lemmas: Lemmas, rows: str, expected: list[str]) -> None:
    assert [t.lemma_ for t in lemmas(hand_built(rows))] == expected


def test_the_lemma_table_survives_writing(lemmas: Lemmas) -> None:
    data = lemmas.to_bytes()
    again = Lemmas(BLANK.vocab).from_bytes(data)
    assert again.table == lemmas.table
    assert again.to_bytes() == data


def test_components_work_in_another_pipeline() -> None:
    other = spacy.blank("de")
    for name in ("kg_paragraphs", "kg_tags", "kg_lemmas", "kg_repairs", "kg_entities"):
        other.add_pipe(name)
    doc = other("Kein Treffen\nSie reden.")
    assert [t.text for t in doc if t.is_sent_start] == ["Kein", "Sie"]
    assert kg.annotate.kg_repairs is kg_repairs
