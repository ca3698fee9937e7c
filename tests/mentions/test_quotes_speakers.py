"""Whose words they are: whole phrases, words that go on, sources without a verb, and nobody."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from kg.annotate import load_pipeline
from kg.mentions.quotes import find_quotes
from kg.model import Quote


@cache
def pipeline() -> Language:
    return load_pipeline()


def read(text: str) -> list[Quote]:
    return find_quotes(pipeline()(text))


def speakers(text: str) -> list[str]:
    """Return the speakers of a text, each once, in the order of their words."""
    return list(dict.fromkeys(q.speaker.text for q in read(text) if q.speaker))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Berg vom Verband der Bäcker fordert, dass die Steuer sinkt.", "Anna Berg vom Verband der Bäcker"),
        ("Politiker aus beiden Lagern haben gefordert, dass die Steuer sinkt.", "Politiker aus beiden Lagern"),
        ("Meyers Anwalt erklärte, dass er Berufung einlege.", "Meyers Anwalt"),
        ("Auch der Verband der Bäcker in Kiel sagte, dass die Preise steigen.", "der Verband der Bäcker in Kiel"),
        ("Peter Lang, Meyers Stellvertreter, glaubt, dass ein Verbot möglich sei.", "Peter Lang, Meyers Stellvertreter"),
        ("Das bestätigte der Präsident Indonesiens, Joko Widodo.", None),
        ("Die Lage sei ernst, so Martin Vogel, Präsident des Amtes.", "Martin Vogel, Präsident des Amtes"),
        ("Nach Ansicht des Generalanwalts des Gerichtshofs, Juan Lopez, ist das Gesetz ungültig.", "des Generalanwalts des Gerichtshofs, Juan Lopez"),
        ("Laut Oberst Franz Huber vom Landeskriminalamt war der Pilot erfahren.", "Oberst Franz Huber vom Landeskriminalamt"),
        ("Dem Korrespondenten des Senders zufolge ist die Lage ernst.", "Dem Korrespondenten des Senders"),
    ],
)  # fmt: skip
def test_a_speaker_is_the_whole_phrase(text: str, speaker: str | None) -> None:
    assert speaker is None or speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Minister, der gestern kam, sagte, dass die Lage ernst ist.", "Der Minister"),
        ("Der Minister jedoch sagte, dass die Lage ernst ist.", "Der Minister"),
        ("Der Pilot hatte nach Zeugenaussagen die Regeln verletzt.", "Zeugenaussagen"),
        ("Am Montag sagte die Sprecherin, dass die Lage ernst ist.", "die Sprecherin"),
    ],
)  # fmt: skip
def test_a_speaker_is_no_more_than_its_phrase(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Präsident Vogel blieb gelassen. Man habe nichts gewusst.", "Präsident Vogel"),
        ("Laut dem Wetterdienst drohen Stürme. Der Norden sei besonders betroffen.", "dem Wetterdienst"),
        ("Das Werk schließt, so Finanzchef Hans Petersen. Der Markt sei eingebrochen.", "Finanzchef Hans Petersen"),
        ("Der Polizei zufolge brannte das Haus. Der Täter sei geflohen.", "Der Polizei"),
    ],
)  # fmt: skip
def test_words_in_the_konjunktiv_go_on(text: str, speaker: str) -> None:
    carried = [q for q in read(text) if q.type == "IndirectFreeIndirect"]
    assert [q.speaker.text for q in carried if q.speaker] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Das Wetter blieb schlecht. Der Norden sei besonders betroffen.",
        "Präsident Vogel blieb gelassen.\n\nDer Norden sei besonders betroffen.",
    ],
)
def test_words_in_the_konjunktiv_without_anybody_before_stay_unnamed(text: str) -> None:
    assert speakers(text) == []


def test_the_subject_of_carried_words_is_not_their_speaker() -> None:
    found = read("Berg sagte, das Gesetz sei alt. Die Regierung habe eine Reform gefordert.")
    carried = [q for q in found if q.type == "IndirectFreeIndirect"]
    assert [q.speaker.text for q in carried if q.speaker] == ["Berg"]
    assert not [q for q in found if q.type == "Reported"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Zahl der Toten bezifferte die Polizei auf 13.", "die Polizei"),
        ("In einem Bericht der Stadt wurde vermutet, dass niemand überlebt hat.", "einem Bericht der Stadt"),
        ("Die Ministerin sagte vor der Presse, das Amt „ist und bleibt ein Vorbild“.", "Die Ministerin"),
        ("Dennoch, so Präsident Vogel, habe die Stadt schlecht gehandelt.", "Präsident Vogel"),
        ("Die Bank begegnet der Kritik mit dem Argument, die Gebühren seien niedrig.", "Die Bank"),
        ("Die von Minister Vogel geäußerte Hoffnung, dass Geld kommt, war falsch.", "Minister Vogel"),
    ],
)  # fmt: skip
def test_speakers_in_rarer_places(text: str, speaker: str) -> None:
    assert speakers(text)[:1] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Das Erdbeben forderte 65 Menschenleben.",
        "Am Sonntag fand in Kiel die Premiere des Stücks statt.",
        "Die Firma lehnte den Antrag der Stadt ab.",
        "Die Sprecherin würde den Plan „persönlich“ nie loben.",
        "Das Denkmal befindet sich in Kiel, wo im Sommer ein Markt stattfindet.",
        "Die Wache warnte die Stadt, wobei sie Sirenen nutzte.",
        "Meiner Meinung nach ist der Plan schlecht.",
        "Von Betrug wird in der Stadt nicht gesprochen.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert speakers(text) == []


def test_an_office_before_a_colon_is_no_part_of_the_words() -> None:
    found = read("Das sagte Anna Berg, Präsidentin des Verbands: „Wir bauen hier ein Haus.“")
    assert [(q.type, q.text) for q in found] == [("Direct", "Wir bauen hier ein Haus.")]


def test_a_particle_beside_speech_still_tells_it() -> None:
    assert speakers("„Komm sofort her“, rief Anna Berg dem Kind zu.") == ["Anna Berg"]
