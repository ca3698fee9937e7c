"""Quotation marks: pairs, nesting, paragraphs, and marks that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.quotes_marks import find_marked


def pairs(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("„Ja”, sagte er.", ["„Ja”"]),
        ('„Ja", sagte er.', ['„Ja"']),
        ("»Ja«, sagte er.", ["»Ja«"]),
        ("«Ja», sagte Keller.", ["«Ja»"]),
        ('"Ja", sagte er. "Nein."', ['"Ja"', '"Nein."']),
        ("“Ja”, sagte er.", ["“Ja”"]),
        ("„ Unsererseits ja“, sagte er.", ["„ Unsererseits ja“"]),
        ("„Er sagt ‚ja‘ dazu“, so X.", ["‚ja‘", "„Er sagt ‚ja‘ dazu“"]),
        ("«Er sagt ‹ja› dazu», so X.", ["‹ja›", "«Er sagt ‹ja› dazu»"]),
        ("„Eins.\n„Zwei.\n„Drei“, sagte er.", ["„Eins.", "„Zwei.", "„Drei“"]),
        ("„Eins.\n\nZwei“, sagte er.", ["„Eins.\n\nZwei“"]),
        ("„Offen und weg.\nNeu „zu“.", ["„zu“"]),
        ('Ein Monitor von 27" Breite.', []),
        ("Putins’ Rede und Hans’ Haus", []),
        ("„", []),
        ("“", []),
        ("", []),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert pairs(text) == expected


@given(st.text(alphabet='„“”»«"‚‘’›‹ aB.\n,', max_size=80))
def test_any_jumble_gives_stretches_inside_the_text(text: str) -> None:
    found = list(find_marked(text))
    assert all(0 <= m.start < m.end <= len(text) and m.depth >= 0 for m in found)
    for one in found:
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            nested = one.start <= other.start < other.end <= one.end
            assert (
                one is other or apart or nested or other.start <= one.start < one.end <= other.end
            )


@settings(deadline=None)
@given(st.sampled_from(["„", "„a“", "“", '"a" ', "«", "„‚"]))
def test_time_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.perf_counter()
        list(find_marked(piece * times))
        return time.perf_counter() - begin

    assert seconds(20_000) < 2
