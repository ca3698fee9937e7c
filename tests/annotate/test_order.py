"""What number and word order decide: futures, fronted objects, datelines, parts of a month."""

from __future__ import annotations

import pytest

from kg.annotate import load_pipeline


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Am Dienstag wird er Vlemincx in Antwerpen treffen.", "er"),
        ("Gespräche über Klimaschutz führte sie mit Bundespräsident Reto Tschudimann.", "sie"),
        (
            "Windhuk (Namibia), 14.03.2007 – Die Präsidenten von Namibia und Botswana, Thomas "
            "Shikongo und Neo Kgosi, haben sich gestern in Windhuk getroffen.",
            "Präsidenten",
        ),
    ],
)
def test_subject(text: str, subject: str) -> None:
    doc = load_pipeline()(text)
    assert [t.text for t in doc if t.dep_ == "nsubj"][:1] == [subject]


def test_a_passive_stays_a_passive() -> None:
    doc = load_pipeline()("Am Montag wird er vom Minister empfangen.")
    assert any(t.dep_ in ("nsubj:pass", "aux:pass") for t in doc)


def test_a_part_of_a_month_hangs_on_the_noun() -> None:
    doc = load_pipeline()("In einer Videoschalte Mitte April hatten sich A und B gestritten.")
    noun = next(t for t in doc if t.text == "Videoschalte")
    assert noun.dep_ == "obl" and noun.head.pos_ == "VERB"
