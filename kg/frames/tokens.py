"""The least questions to ask of a token in a tree: its children, its preposition, its conjuncts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

CONTRACTED = {
    "am": "an",
    "ans": "an",
    "aufs": "auf",
    "beim": "bei",
    "durchs": "durch",
    "fürs": "für",
    "im": "in",
    "ins": "in",
    "übers": "über",
    "ums": "um",
    "vom": "von",
    "vors": "vor",
    "zum": "zu",
    "zur": "zu",
}
_VERBAL = ("VERB", "AUX")


def is_verbal(token: Token) -> bool:
    """Return whether a token heads a verbal clause."""
    return token.pos_ in _VERBAL or token.tag_.startswith(("VV", "VA", "VM"))


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def preposition(token: Token) -> str:
    """Return the plain preposition that governs a noun, or '' without one.

    A circumposition counts by its first part; 'mit Blick auf' counts as 'mit'.
    """
    for child in token.children:
        if child.dep_ == "case" and (child.pos_ == "ADP" or child.tag_.startswith("APP")):
            form = child.lower_
            return CONTRACTED.get(form, form)
    return ""


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and the nouns coordinated with it, in text order.

    'der Präsident Aydın und die Premierministerin Vassiliou': parsers may hang the second on the
    name of the first.
    """
    yield token
    for child in token.children:
        if child.dep_ == "conj" and not is_verbal(child):
            yield from conjuncts(child)
        elif child.dep_ in ("appos", "flat") and child.pos_ == "PROPN":
            yield from list(conjuncts(child))[1:]
        elif child.dep_ == "nmod" and not children(child, "case"):
            # 'dem Präsidenten der Föderation Wladimir Putin und dem Präsidenten ...'
            for name in children(child, "appos"):
                yield from [t for t in list(conjuncts(name))[1:] if t.pos_ == "NOUN"]
