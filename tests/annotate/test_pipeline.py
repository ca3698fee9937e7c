"""The shipped pipeline on running text: what every other room relies on."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate import annotate, load_pipeline
from kg.annotate.pipeline import PIECE, cut, speak_ud
from kg.errors import ModelError

REPORT = (
    "Scholz telefoniert mit Selenskyj\n"
    "Bundeskanzler Olaf Scholz hat am 4. Juli mit dem ukrainischen Präsidenten Wolodymyr "
    "Selenskyj telefoniert, teilte Regierungssprecher Steffen Hebestreit mit. Der Minister "
    "schlägt ein weiteres Treffen vor.\n\n"
    "„Die Lage sei ernst“, sagte er. Er lehnte es ab, sich zu äußern."
)

ODD_TEXTS = {
    "empty": "",
    "only white space": " \n\n\t ",
    "one letter": "a",
    "capitals": "KANZLER SCHOLZ TRIFFT PUTIN IN MOSKAU. KREML SCHWEIGT.",
    "no punctuation": "der kanzler sagte er werde morgen nach kiew reisen " * 20,
    "emoji": "😀😀 Der Präsident 🇺🇦 sagte 👍🏽 nichts. 🤷",
    "numbers": "1 2 3 4,5 6.7 8/9 10:11 2025 3.\n4.\n",
    "punctuation": "...!!! ??? „“ «» ,,, ;;; ---",
    "mixed languages": "He said: „We agreed“. Il a dit oui. Президент сказал нет. 总统说。",
    "controls": "Der\u00a0Kanzler\u200b sagte\r\nnichts.\x0b Ende",
    "one long word": "Donaudampfschifffahrt" * 200,
    "lines only": "\n".join(["Kurz", "Eil", "+++ 12:30 Uhr +++"] * 10),
}


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return load_pipeline()


@pytest.fixture(scope="module")
def report(nlp: spacy.Language) -> Doc:
    return annotate(REPORT, nlp)


def assert_sane(doc: Doc) -> None:
    """Every sentence is one tree, white space is a leaf, every word has its columns."""
    for sent in doc.sents:
        roots = [t for t in sent if t.head.i == t.i]
        assert len(roots) == 1, sent.text
        assert all(sent.start <= t.head.i < sent.end for t in sent)
    for token in doc:
        assert token.dep_ and token.pos_ and token.lemma_
        if token.is_space:
            assert token.pos_ == "SPACE"
            assert not list(token.children) or all(t.is_space for t in token.sent)


def test_offsets_are_those_of_the_text(report: Doc) -> None:
    assert report.text == REPORT
    assert all(REPORT[t.idx : t.idx + len(t)] == t.text for t in report)


def test_trees_are_sane(report: Doc) -> None:
    assert_sane(report)


def test_a_line_ends_its_sentence(report: Doc) -> None:
    starts = {s.start_char for s in report.sents}
    assert {0, REPORT.index("Bundeskanzler"), REPORT.index("„Die")} <= starts


def test_a_date_does_not_end_a_sentence(report: Doc) -> None:
    assert REPORT.index("Juli") not in {s.start_char for s in report.sents}


def test_separable_verbs_have_one_lemma(report: Doc) -> None:
    lemmas = {t.text: t.lemma_ for t in report}
    assert lemmas["schlägt"] == "vorschlagen"
    assert lemmas["teilte"] == "mitteilen"
    assert lemmas["lehnte"] == "ablehnen"


def test_roles_and_names(report: Doc) -> None:
    said = next(t for t in report if t.text == "teilte")
    assert [t.text for t in said.children if t.dep_ == "nsubj"] == ["Regierungssprecher"]
    assert any(t.dep_ == "ccomp" for t in said.children)
    assert {"Olaf Scholz", "Wolodymyr Selenskyj"} <= {e.text for e in report.ents}


def test_konjunktiv_is_subjunctive(nlp: spacy.Language) -> None:
    doc = annotate(
        "Er sagte, das Treffen sei beendet und sie habe ihm gedankt, man werde reden.", nlp
    )
    moods = {t.text: t.morph.get("Mood") for t in doc}
    assert moods["sei"] == moods["habe"] == moods["werde"] == ["Sub"]
    assert moods["sagte"] == ["Ind"]


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_odd_texts_do_no_harm(nlp: spacy.Language, name: str) -> None:
    doc = annotate(ODD_TEXTS[name], nlp)
    assert doc.text == ODD_TEXTS[name]
    if len(doc):
        assert_sane(doc)


def test_long_texts_are_cut_and_joined(nlp: spacy.Language) -> None:
    paragraph = "Der Minister lehnte den Vorschlag ab. Kiew begrüßte die Gespräche in Genf.\n"
    text = paragraph * (PIECE // len(paragraph) + 20)
    doc = annotate(text, nlp)
    assert doc.text == text
    assert len(list(doc.sents)) == text.count(".")
    assert doc[-3].head.i < len(doc)
    assert all(e.text in {"Kiew", "Genf"} for e in doc.ents)


def test_cutting_keeps_every_character() -> None:
    text = "abc def. ghi\nklm" * 50
    for size in (1, 7, 40, 10_000):
        assert "".join(cut(text, size)) == text


def test_the_same_text_gives_the_same_document(nlp: spacy.Language, report: Doc) -> None:
    annotate("Ein anderer Text mit anderen Wörtern, etwa Quark.", nlp)
    assert annotate(REPORT, nlp).to_json() == report.to_json()


def test_load_pipeline_remembers() -> None:
    assert load_pipeline() is load_pipeline()


def test_unknown_pipelines_are_refused() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline 'no_such_model'"):
        load_pipeline("no_such_model")


@pytest.mark.parametrize(
    ("labels", "fault"),
    [
        (["SUBJ", "OBJA"], "neither"),
        ([], "no parser"),
    ],
)
def test_pipelines_with_other_labels_are_refused(labels: list[str], fault: str) -> None:
    other = spacy.blank("de")
    if labels:
        parser = other.add_pipe("parser")
        for label in labels:
            parser.add_label(label)  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match=fault):
        speak_ud(other, "other")


def test_a_pipeline_with_tiger_labels_is_taught_ud(tmp_path: Path) -> None:
    other = spacy.blank("de")
    parser = other.add_pipe("parser")
    for label in ("ROOT", "sb", "oa", "da", "oc", "mo", "nk", "svp", "punct"):
        parser.add_label(label)  # type: ignore[attr-defined]
    other.initialize()
    other.to_disk(tmp_path / "tiger")
    nlp = load_pipeline(str(tmp_path / "tiger"))
    assert nlp.pipe_names == ["parser", "kg_ud"]
    tiger = {"sb", "oa", "da", "oc", "mo", "nk", "svp"}
    assert not tiger & {t.dep_ for t in nlp("Putin sprach mit Trump.")}


def test_a_million_characters(nlp: spacy.Language) -> None:
    paragraph = "Am 4. Juli sprach Minister Ada Lind in Genf mit Juri Orlow über die Ukraine.\n"
    text = (paragraph * (1_000_000 // len(paragraph) + 1))[:1_000_000]
    with nlp.select_pipes(enable=["kg_paragraphs", "kg_lemmas"]):  # the rest is as long a wait
        doc = annotate(text, nlp)
    assert doc.text == text
    assert len(list(doc.sents)) == len(text.splitlines())


def test_a_pipeline_with_the_right_labels_is_taken() -> None:
    other = spacy.blank("de")
    parser = other.add_pipe("parser")
    for label in ("nsubj", "obj", "obl", "case", "det", "root"):
        parser.add_label(label)  # type: ignore[attr-defined]
    speak_ud(other, "other")
