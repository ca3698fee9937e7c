"""Breaks for a width go, all other line ends stay, and no offset moves."""

import io
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import read_articles
from kg.ingest.unwrap import unwrap_lines
from kg.resources import seed_path

PARAGRAPHS = [
    "Der russische Präsident Wladimir Putin hat am Montag mit dem Kollegen Donald Trump telefoniert. "
    "Das Gespräch habe fast eine Stunde gedauert, teilte der Kreml in Moskau mit.",
    "Es ging um die Lage in der Ukraine und um den Nahen Osten. Ein persönliches Treffen sei nicht "
    "besprochen worden, sagte der Berater Juri Uschakow vor Journalisten.",
]


@pytest.mark.parametrize("width", [55, 60, 66, 72, 76, 80])
def test_paragraphs_come_back_whole(width):
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert unwrap_lines(wrapped) == "\n\n".join(PARAGRAPHS)


def test_a_headline_over_wrapped_lines_stays_one():
    text = "Telefonat bestätigt\n" + textwrap.fill(" ".join(PARAGRAPHS), 70)
    (found,) = read_articles(["-"], stdin=io.StringIO(text))
    assert found.article.title == "Telefonat bestätigt"
    assert found.article.text == "Telefonat bestätigt\n" + " ".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n".join(PARAGRAPHS),
        "Kreml bestätigt erneutes Telefonat zwischen Putin und Trump\n"
        "Ukraine und Naher Osten waren die wichtigsten Themen heute\n"
        "Putin sprach am Montag mit Trump über die Lage.",
        "+++ 14.30 Uhr: Selenskyj dankt Macron +++\n+++ 14.10 Uhr: Rutte in Kiew +++\n"
        "+++ 13.55 Uhr: Merz spricht mit Trump +++",
        "Teilnehmer:\n- Merz\n- Macron\n- Starmer",
    ],
)
def test_other_line_ends_stay(text):
    assert unwrap_lines(text) == text


def test_the_seed_is_left_alone():
    text = seed_path().read_text(encoding="utf-8")
    assert unwrap_lines(text) == text


@given(st.text(alphabet="aB .\n", max_size=400))
def test_no_offset_moves(text):
    found = unwrap_lines(text)
    assert len(found) == len(text)
    assert found.replace("\n", " ") == text.replace("\n", " ")
