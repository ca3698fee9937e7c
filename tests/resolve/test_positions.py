"""When two matters of one holder are one: the same words, inflected, in a compound, or fewer."""

from __future__ import annotations

import pytest

import kg
from kg.resolve.positions import _restates, _stems


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Neutralität der Ukraine", "die Neutralität", True),
        ("Lösung des Ukraine-Konflikts", "Verhandlungslösung des Konflikts", True),
        ("eine Lösung für den Konflikt", "Lösung des Konflikts", True),
        ("Aufhebung der Sanktionen", "Aufhebung der Visumpflicht", False),
        ("Treffen", "Gipfeltreffen", False),
        ("Abzug der Truppen", "Sicherheit der Grenze", False),
    ],
)
def test_restated_matters(one: str, other: str, same: bool) -> None:
    assert _restates(_stems(one), _stems(other)) is same
    assert _restates(_stems(other), _stems(one)) is same


def test_a_state_and_who_speaks_for_it_are_one_holder() -> None:
    text = (
        "Russland strebt eine politische Lösung des Konflikts an. "
        "Präsident Wladimir Putin strebt eine politische Lösung an."
    )
    graph = kg.build([kg.Article(id="a", text=text)])
    assert [str(row[0]) for row in graph.positions().rows] == ["Russland"]


def test_two_persons_of_one_state_are_two_holders() -> None:
    text = "Präsident Putin fordert ein Ende der Sanktionen. Minister Lawrow fordert ein Ende der Sanktionen."
    graph = kg.build([kg.Article(id="a", text=text)])
    assert len({str(row[0]) for row in graph.positions().rows}) == 2
