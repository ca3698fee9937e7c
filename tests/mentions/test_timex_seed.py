"""The dates, lengths and anchors of the seed article, all of them."""

import datetime as dt
from itertools import pairwise

import pytest
import spacy

from kg.mentions.timex import TimexFinder
from kg.model import Timex
from kg.resources import seed_path


@pytest.fixture(scope="module")
def timexes() -> list[Timex]:
    doc = spacy.blank("de")(seed_path().read_text(encoding="utf-8"))
    doc = TimexFinder()(doc)
    assert doc._.published == dt.date(2025, 7, 3)
    found: list[Timex] = doc._.timexes
    return found


@pytest.mark.parametrize(
    ("text", "value", "count"),
    [
        ("12. Februar", "2025-02-12", 1),
        ("18. März", "2025-03-18", 1),
        ("19. Mai", "2025-05-19", 1),
        ("4. Juni", "2025-06-04", 1),
        ("14. Juni", "2025-06-14", 2),
        ("3. Juli", "2025-07-03", 2),
        ("4. Juli", "2025-07-04", 4),
        ("16. Mai", "2025-05-16", 3),
        ("2. Juni", "2025-06-02", 3),
        ("27. Juni", "2025-06-27", 1),
        ("morgen", "2025-07-04", 1),
        ("Vorabend des US-Unabhängigkeitstages", "2025-07-03", 1),
        ("Einen Monat später", "2025-05-19", 1),
        ("April", "2025-04", 1),
        ("Juni", "2025-06", 1),
        ("Februar", "2025-02", 1),
        ("März", "2025-03", 1),
        ("diesem Jahr", "2025", 2),
        ("Anfang 2025", "2025", 1),
        ("Jahresbeginn", "2025", 1),
        ("2014", "2014", 2),
        ("fast eine Stunde", "PT1H", 2),
        ("50 Minuten", "PT50M", 2),
        ("rund zweieinhalb Stunden", "PT2.5H", 1),
        ("drei Jahren", "P3Y", 1),
    ],
)
def test_each_expression(timexes: list[Timex], text: str, value: str, count: int) -> None:
    assert [timex.value for timex in timexes if timex.text == text] == [value] * count


def test_the_second_eve_is_the_same_day(timexes: list[Timex]) -> None:
    (eve,) = [timex for timex in timexes if timex.text == "Vorabend"]
    assert eve.earliest == eve.latest == dt.date(2025, 7, 3)


def test_lengths(timexes: list[Timex]) -> None:
    lengths = {(t.text, t.seconds, t.approximate) for t in timexes if t.type == "DURATION"}
    assert ("fast eine Stunde", 3600, True) in lengths
    assert ("50 Minuten", 3000, False) in lengths
    assert ("rund zweieinhalb Stunden", 9000, True) in lengths


@pytest.mark.parametrize(
    ("text", "direction", "amount", "unit", "noun"),
    [
        ("einen Tag nach dem Besuch", 1, 1, "day", "Besuch"),
        ("Tag zuvor", -1, 1, "day", ""),
        ("einige Tage vor der zweiten Verhandlungsrunde", -1, None, "day", "Verhandlungsrunde"),
        ("wenige Tage vor der zweiten Gesprächsrunde", -1, None, "day", "Gesprächsrunde"),
        ("diesem Zeitpunkt", 0, 0, "", ""),
        ("Seit Trumps Rückkehr", 1, None, "", "Rückkehr"),
        ("Kurz vor Uschakows Erklärung", -1, None, "", "Erklärung"),
        ("nach seinem Gespräch", 1, None, "", "Gespräch"),
    ],
)
def test_anchors(
    timexes: list[Timex], text: str, direction: int, amount: float | None, unit: str, noun: str
) -> None:
    (timex,) = [timex for timex in timexes if timex.text == text]
    assert timex.anchor is not None
    assert timex.earliest is timex.latest is None
    anchor = timex.anchor
    assert (anchor.direction, anchor.amount, anchor.unit) == (direction, amount, unit)
    content = seed_path().read_text(encoding="utf-8")
    assert content[anchor.head :].startswith(noun) if noun else anchor.head == -1


def test_what_the_seed_does_not_date(timexes: list[Timex]) -> None:
    ends = [(timex.start, timex.end) for timex in timexes]
    assert all(one[1] <= two[0] for one, two in pairwise(ends))
    # The name of the feast is no date of the congratulation.
    names = [timex for timex in timexes if timex.text.endswith("Unabhängigkeitstag")]
    assert names and all(timex.earliest is None for timex in names)
