"""Events told by number alone: 'das erste fand am 16. Mai statt, das zweite am 2. Juni'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.frames.phrases import ordinal_value, sentence_bounds
from kg.model import Frame

_DETERMINERS = ("das", "die", "der", "dem", "ein", "eine", "einen")
_AFTER = ("V", "APPR", "PTKVZ", "$")


def find_enumerated(doc: Doc, sentence: Span, taken: set[int]) -> Iterator[Frame]:
    """Yield a frame for each ordinal without a noun that a date follows or comes right before.

    Type and parties come from what is enumerated, which the resolver looks up before it.

    :param taken: start offsets of time expressions that date a noun of the sentence already.
    """
    ordinals = [token for token in sentence if _stands_alone(token)]
    timexes = [
        timex
        for timex in (doc._.timexes if Doc.has_extension("timexes") else [])
        if sentence.start_char <= timex.start < sentence.end_char and timex.type == "DATE"
    ]
    for place, token in enumerate(ordinals):
        until = ordinals[place + 1].idx if place + 1 < len(ordinals) else sentence.end_char
        after = [t for t in timexes if token.idx < t.start < until and t.anchor is None]
        before = [t for t in timexes if 0 <= token.idx - t.end < 12 and t.anchor is None]
        dates = after or before
        if not dates or dates[0].start in taken:
            continue
        start, end = sentence_bounds(sentence)
        yield Frame(
            id=0,
            kind="communication",
            type="Communication",
            rule="enumerated",
            lemma=token.lemma_,
            times=(dates[0].start,),
            definite=True,
            nominal=True,
            ordinal=ordinal_value(token.lower_),
            start=start,
            end=end,
            text=sentence.text.strip(),
            head=token.idx,
        )


def _stands_alone(token: Token) -> bool:
    """Return whether an ordinal heads its phrase: 'das zweite am ...', not 'das zweite Tor'."""
    if token.i == 0 or token.lower_[0].isdigit() or not ordinal_value(token.lower_):
        return False
    if token.nbor(-1).lower_ not in _DETERMINERS:
        return False
    if token.i + 1 >= len(token.doc):
        return True
    following = token.nbor(1)
    return following.tag_.startswith(_AFTER) or following.is_punct
