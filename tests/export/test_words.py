"""Dates, durations, texts and the notebook table."""

from __future__ import annotations

import datetime as dt

import pytest
from rdflib import Dataset, Graph

from kg.errors import KgError
from kg.export import graph_repr_html
from kg.export.reading import _seconds, read_world
from kg.export.text import clean, shorten
from kg.export.wording import LANGUAGES, date_words, duration_words, short_date, when_words, words
from kg.model import When

MAY = dt.date(2024, 5, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2024-05-03", "3. Mai 2024"),
        ("2024-05", "Mai 2024"),
        ("2024", "2024"),
        ("--05-03", "3. Mai"),
        ("", ""),
        ("2024-13", ""),
        ("2024-W20", ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(value: str, text: str) -> None:
    assert date_words(value) == text


def test_bounds_are_told_as_bounds() -> None:
    assert when_words(When(latest=MAY)) == "spätestens 3. Mai 2024"
    assert when_words(When(earliest=MAY), "en") == "from 3 May 2024"
    assert when_words(When(earliest=MAY, latest=MAY)) == "3. Mai 2024"
    assert short_date(When(earliest=MAY)) == "≥\u202f03.05.2024"
    assert when_words(When()) == short_date(When()) == ""


def test_durations() -> None:
    assert duration_words(None) == ""
    assert duration_words(0) == "0 Sek."
    assert duration_words(86_400 + 3_600) == "1 Tag 1 Std."
    assert duration_words(5_400, True, "en") == "about 1 h 30 min"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT2H30M", 9000), ("P1DT1S", 86401), ("P1Y", None), ("", None), ("PT", None), ("PTM", None)],
)
def test_durations_are_read(text: str, seconds: int | None) -> None:
    assert _seconds(text) == seconds


def test_both_languages_have_the_same_words() -> None:
    one, other = (words(code) for code in LANGUAGES)
    assert one.keys() == other.keys()
    for section in one:
        assert one[section].keys() == other[section].keys()


def test_texts_are_cleaned_and_shortened() -> None:
    assert clean("a\x00b\r\nc\ud800\u202ed") == "ab\ncd"
    assert shorten("eins zwei drei", 40) == "eins zwei drei"
    assert shorten("Donaudampfschifffahrt", 10) == "Donaudamp…"
    assert len(shorten("eins zwei drei vier fünf", 12)) <= 13


def test_the_table_of_a_graph(sample: Dataset) -> None:
    table = graph_repr_html(sample)
    assert "03.05.2024" in table
    assert "Telefonat, 20 Min." in table
    assert "Anna Weber → Jan Novak" in table
    assert "Treffen, geplant" in table
    assert "2 Gespräche" in table.split("<table>")[0]  # planned and denied ones are not counted
    assert "2 more" in graph_repr_html(sample, limit=2, language="en")


def test_the_table_of_nothing() -> None:
    assert graph_repr_html(Graph()) == "<p>In diesem Graphen spricht niemand mit jemandem.</p>"
    with pytest.raises(KgError):
        graph_repr_html(Graph(), language="la")  # type: ignore[arg-type]


def test_hostile_names_are_escaped(hostile: Dataset) -> None:
    table = graph_repr_html(hostile)
    assert "<script" not in table
    assert "<img" not in table
    assert "&lt;/script&gt;" in table


def test_communications_are_in_order_of_time(sample: Dataset) -> None:
    # The visit was no later than the day of the call; what has no date at all comes last.
    types = [event.type for event in read_world(sample).communications()]
    assert sorted(types[:2]) == ["PhoneCall", "Visit"]
    assert [event.status for event in read_world(sample).communications()][2:] == [
        "Planned",
        "Denied",
    ]
