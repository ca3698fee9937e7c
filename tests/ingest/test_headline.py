"""A headline is found where there is one, and only there."""

import pytest

from kg.ingest.headline import find_headline

BODY = "Putin sprach am Montag mit Trump. Das Gespräch dauerte eine Stunde."


@pytest.mark.parametrize(
    "line",
    [
        "Kreml enthüllt Inhalt des Putin-Trump-Gesprächs",
        "Trifft Putin bald Trump?",
        "Putin ruft Trump an",
        "Ukraine-Krieg: Merz sagt Selenskyj Hilfe zu",
        "«Wir reden wieder»",
        "Treffen in Genf abgesagt",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n"])
def test_headlines(line, gap):
    assert find_headline(line + gap + BODY) == line
    assert find_headline("\n" + line + gap + BODY) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nur eine Zeile ohne Punkt",
        "Nur eine Zeile ohne Punkt\n\n",
        BODY + "\n" + BODY,
        "3. Juli 2025\n" + BODY,
        "***\n" + BODY,
        "Moskau, 3. Juli (dpa) –\n" + BODY,
        "Der russische Präsident Wladimir Putin sprach mit dem\nPräsidenten der USA.",
        "Der russische Präsident sprach am Montag\nmit dem Präsidenten der USA.",
        "Wort " * 40 + "\n" + BODY,
    ],
)
def test_no_headline(text):
    assert find_headline(text) == ""
