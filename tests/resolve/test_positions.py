"""When two matters of one holder are one: the same words, inflected, in a compound, or fewer."""

from __future__ import annotations

import pytest

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
