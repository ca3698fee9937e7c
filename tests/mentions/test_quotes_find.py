"""Quotations in sentences, read with the shipped model: who says what to whom."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import load_pipeline
from kg.mentions.quotes import find_quotes
from kg.model import Quote

SEED_SENTENCES = {
    "chain": "Der russische Präsident habe Trump gratuliert, sagte der russische Präsidentenberater "
    "Juri Uschakow Journalisten bei einem Briefing, berichtet ein RBC-Korrespondent.",
    "partial": "Uschakow betonte, dass „diese Idee in der Luft liegt“.",
    "forum": "Putin besuchte eine Ausstellung im Rahmen des Forums „Starke Ideen für eine neue "
    "Zeit“ in Moskau.",
}


@cache
def pipeline() -> Language:
    return load_pipeline()


def read(text: str) -> list[Quote]:
    return find_quotes(pipeline()(text))


def only(text: str) -> Quote:
    """Return the one outermost quotation that is not a quoted phrase inside another."""
    found = [q for q in read(text) if q.rule != "partial" and q.parent is None]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "cue", "words"),
    [
        ("„Die Lage ist ernst“, sagte Merz.", "Direct", "Merz", "sagte", "Die Lage ist ernst"),
        ("„ Die Lage ist ernst“, sagte Merz.", "Direct", "Merz", "sagte", "Die Lage ist ernst"),
        ("»Die Lage ist ernst«, sagte Merz.", "Direct", "Merz", "sagte", "Die Lage ist ernst"),
        ("«Die Lage ist ernst», sagte Keller.", "Direct", "Keller", "sagte", "Die Lage ist ernst"),
        ("Merz sagte: „Die Lage ist ernst.“", "Direct", "Merz", "sagte", "Die Lage ist ernst."),
        ("Das Treffen sei beendet, sagte Uschakow.", "Indirect", "Uschakow", "sagte", "Das Treffen sei beendet"),
        ("Uschakow sagte, das Treffen sei beendet.", "Indirect", "Uschakow", "sagte", "das Treffen sei beendet"),
        ("Uschakow erklärte, dass das Treffen beendet ist.", "Indirect", "Uschakow", "erklärte", "dass das Treffen beendet ist"),
        ("Trump drohte, die Gespräche abzubrechen.", "Indirect", "Trump", "drohte", "die Gespräche abzubrechen"),
        ("Wie der Kreml mitteilte, ist das Treffen beendet.", "Indirect", "der Kreml", "mitteilte", "ist das Treffen beendet"),
        ("Das Treffen ist beendet, wie der Kreml mitteilte.", "Indirect", "der Kreml", "mitteilte", "Das Treffen ist beendet"),
        ("Laut Uschakow ist das Treffen beendet.", "Indirect", "Uschakow", "Laut", "ist das Treffen beendet"),
        ("Uschakow zufolge ist das Treffen beendet.", "Indirect", "Uschakow", "zufolge", "ist das Treffen beendet"),
        ("Nach Angaben des Kremls ist das Treffen beendet.", "Indirect", "des Kremls", "Nach", "ist das Treffen beendet"),
        ("Das Treffen sei beendet, so Uschakow.", "Indirect", "Uschakow", "so", "Das Treffen sei beendet"),
        ("Die Erklärung Uschakows, wonach das Treffen beendet ist, überraschte Kiew.", "Indirect", "Uschakows", "wonach", "das Treffen beendet ist"),
        ("Das Pentagon bezeichnete die Entscheidung als vorübergehende Maßnahme.", "Reported", "Das Pentagon", "bezeichnete", None),
        ("„Ich habe ihn nie getroffen“, sagte Merz.", "Direct", "Merz", "sagte", "Ich habe ihn nie getroffen"),
        ("Wie die „Neue Zeit“ schreibt, ist das Treffen beendet.", "Indirect", "die „Neue Zeit“", "schreibt", "ist das Treffen beendet"),
        ("Den Vorschlag nannte er „völlig falsch“.", "Direct", "er", "nannte", "völlig falsch"),
        ("Selenskyj kritisierte die Entscheidung.", "Reported", "Selenskyj", "kritisierte", None),
    ],
)  # fmt: skip
def test_one_quotation(text: str, kind: str, speaker: str, cue: str, words: str | None) -> None:
    quote = only(text)
    assert quote.type == kind
    assert quote.speaker is not None and quote.speaker.text == speaker
    assert quote.cue is not None and quote.cue.text == cue
    assert words is None or quote.text == words


def test_interrupted_words_share_their_cue() -> None:
    found = read("„Am Ende“, räumte Lindner ein, „war das Unentschieden verdient.“")
    assert [q.text for q in found] == ["Am Ende", "war das Unentschieden verdient."]
    assert {q.cue.text for q in found if q.cue} == {"räumte"}
    assert {q.speaker.text for q in found if q.speaker} == {"Lindner"}


def test_chain_of_sources() -> None:
    found = read(SEED_SENTENCES["chain"])
    by_speaker = {q.speaker.text: (i, q) for i, q in enumerate(found) if q.speaker}
    _, said = by_speaker["der russische Präsidentenberater Juri Uschakow"]
    number, _ = by_speaker["ein RBC-Korrespondent"]
    assert said.parent == number
    assert said.addressee is not None and said.addressee.text == "Journalisten"
    assert said.medium is not None and said.medium.text == "Briefing"


def test_partial_words_belong_to_the_indirect_ones() -> None:
    found = read(SEED_SENTENCES["partial"])
    indirect = next(i for i, q in enumerate(found) if q.type == "Indirect")
    partial = next(q for q in found if q.rule == "partial")
    assert partial.parent == indirect and partial.type == "Direct"


@pytest.mark.parametrize(
    "text",
    [
        SEED_SENTENCES["forum"],
        "Der Film „Das Boot“ läuft heute im Kino.",
        "Die „Süddeutsche Zeitung“ hat einen neuen Chef.",
        "Am Morgen regnete es in Kiel.",
        "Die Mannschaft gewann das Spiel mit 2:1.",
    ],
)
def test_nothing_where_nobody_speaks(text: str) -> None:
    assert read(text) == []


def test_konjunktiv_goes_on_with_the_speaker() -> None:
    found = read(
        "Uschakow sagte, das Treffen sei beendet. Die Seiten seien zufrieden. Es regnete in Kiel."
    )
    carried = [q for q in found if q.type == "IndirectFreeIndirect"]
    assert [q.text for q in carried] == ["Die Seiten seien zufrieden"]
    assert carried[0].speaker is not None and carried[0].speaker.text == "Uschakow"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            '„ “ " « » sagte Putin , . dass sei laut so wie Angaben nach zufolge : Kiew der und drohte '
            "zu gehen \n ‚".split(" ")
        ),
        max_size=25,
    )
)
def test_any_jumble_gives_true_offsets(words: list[str]) -> None:
    doc = pipeline()(" ".join(words))
    found = find_quotes(doc)
    for number, quote in enumerate(found):
        assert doc.text[quote.start : quote.end] == quote.text
        for span in (quote.speaker, quote.cue, quote.addressee, quote.medium):
            assert span is None or doc.text[span.start : span.end] == span.text
        assert quote.parent is None or (0 <= quote.parent < len(found) and quote.parent != number)
    assert all(one.start <= other.start for one, other in pairwise(found))


def test_time_is_linear() -> None:
    text = (
        "„Die Lage ist ernst“, sagte Merz. Er betonte, dass „Hilfe“ komme. "
        "Laut Kiew sei das Treffen beendet. Es gebe keine Probleme. "
    )
    short, long = pipeline()(text * 4), pipeline()(text * 40)

    def seconds(doc: Doc) -> float:
        begin = time.process_time()
        find_quotes(doc)
        return time.process_time() - begin

    seconds(short)
    assert seconds(long) < 40 * max(seconds(short), 0.002)
