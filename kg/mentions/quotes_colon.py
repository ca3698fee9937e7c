"""Speech after a colon: 'Ein Sprecher: „...“', the headline 'Merz: Lage ist ernst'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.mentions.quotes_contents import words_in
from kg.mentions.quotes_grammar import FINITE
from kg.mentions.quotes_phrases import phrase, phrase_after
from kg.mentions.quotes_record import Party, Saying, Scene
from kg.mentions.quotes_roles import speaker_of
from kg.mentions.quotes_text import Segment, Unit, trimmed

_LONGEST_NAME = 12  # words of a speaker before a colon


def find_after_colon(scene: Scene) -> Iterator[Saying]:
    """Yield what stands after a colon behind somebody's name, or behind a sentence about them."""
    doc, unit = scene.doc, scene.unit
    colons = [i for i in unit.words() if doc[i].text == ":" and i > unit.start]
    if not colons:
        return
    speech = [s for s in unit.segments if _is_speech(doc, s)]
    colon = next((i for i in reversed(colons) if any(s.start > i for s in speech)), colons[0])
    speech = [s for s in speech if s.start > colon]
    first = speech[0] if speech else None
    spoken = first is not None and not words_in(unit, doc, colon + 1, first.start)
    finite = any(doc[i].tag_ in FINITE for i in words_in(unit, doc, unit.start, colon))
    speaker = _subject(scene, colon) if finite else _name(doc, unit, colon)
    cue = next((c for c in reversed(scene.cues) if c.finite.i < colon), None)
    if finite and cue is not None:
        speaker = speaker_of(cue, unit) or speaker
    if not spoken and (finite or speaker is None):
        return
    if spoken and first is not None:
        pieces = [s.inner for s in speech if not words_in(unit, doc, colon + 1, s.start)]
        saying = Saying("Direct", "colon", pieces, frame=(unit.start, colon + 1), speaker=speaker)
        saying.aside = True
        if finite and cue is not None:
            saying.cue, saying.cue_lemma = cue.words, cue.entry.lemma
            saying.attitude = cue.entry.attitude
        yield saying
    elif speaker is not None and _is_headline(scene, colon, speaker):
        piece = trimmed(doc, colon + 1, unit.end)
        if piece[0] < piece[1]:
            yield Saying(
                "Indirect", "headline", [piece], frame=(unit.start, colon + 1), speaker=speaker,
                aside=True,
            )  # fmt: skip


def _is_speech(doc: Doc, segment: Segment) -> bool:
    """Tell whether quoted words have a finite verb or end like a sentence."""
    tokens = [doc[i] for i in range(*segment.inner)]
    return any(t.tag_ in FINITE for t in tokens) or tokens[-1].text in {".", "!", "?", "…"}


def _name(doc: Doc, unit: Unit, colon: int) -> Party | None:
    """Return the noun phrase that fills the words before a colon, or None."""
    if colon - unit.start > _LONGEST_NAME:
        return None
    found = phrase_after(doc, unit.start, colon)
    alone = found is not None and found[1] - found[0] == 1
    if found is None or found[0] != unit.start:
        return None
    if doc[found[2]].ent_type_ == "LOC" and alone:
        return None
    start, end = phrase(doc[found[2]], unit.start, colon)
    return min(start, found[0]), max(end, found[1]), found[2]


def _subject(scene: Scene, colon: int) -> Party | None:
    """Return the person whom the sentence before a colon is about."""
    doc, unit = scene.doc, scene.unit
    for index in words_in(unit, doc, unit.start, colon):
        token = doc[index]
        if token.dep_ == "nsubj" and token.head.dep_ == "ROOT":
            start, end = phrase(token, unit.start, colon)
            if any(doc[i].ent_type_ == "PER" for i in range(start, end)) or token.tag_ == "PPER":
                return start, end, token.i
    return None


def _is_headline(scene: Scene, colon: int, speaker: Party) -> bool:
    """Tell whether 'X: ...' is a headline that gives a person's or body's word.

    It stands alone in its paragraph, without a full stop, has a verb, and X is a name.
    """
    doc, unit = scene.doc, scene.unit
    alone = unit.first and (unit.end == len(doc) or doc[unit.end].is_space)
    if not alone or doc[unit.end - 1].text in {".", "…"}:
        return False
    names = {doc[i].ent_type_ for i in range(*speaker[:2])}
    verbs = [i for i in words_in(unit, doc, colon + 1, unit.end) if doc[i].tag_ in FINITE]
    return bool(names & {"PER", "ORG"}) and bool(verbs or unit.segments)
