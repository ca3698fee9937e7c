"""Whether a verb, a noun or a clause is negated, wherever the parser hangs the word for it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.resources import read_toml


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(read_toml("de/status.toml")["negation"][key])


def is_negated(token: Token) -> bool:
    """Return whether a verb or noun is negated itself: 'trafen sich nicht', 'kein Treffen'.

    'nicht nur' and 'nicht zuletzt' negate nothing; a contrast ('nicht A, sondern B') does.
    """
    for child in token.children:
        if child.lower_ in _words("words"):
            follower = child.nbor(1).lower_ if child.i + 1 < len(child.doc) else ""
            if follower not in _words("harmless_after"):
                return True
        if child.dep_ in ("det", "advmod", "amod") and child.lower_.startswith("kein"):
            return True
    return token.pos_ == "NOUN" and (has_no_before(token) or is_neither(token))


def has_no_before(noun: Token) -> bool:
    """Return whether 'kein' opens a noun phrase, wherever the parser hangs it."""
    place = noun.i - 1
    while place >= 0 and noun.doc[place].tag_ in ("ADJA", "PIAT", "PIDAT", "PDAT"):
        if noun.doc[place].lower_.startswith("kein"):
            return True
        place -= 1
    return False


def is_neither(noun: Token) -> bool:
    """Return whether a noun stands after 'weder ... noch': 'weder ein Treffen noch ein Anruf'."""
    start = noun.left_edge.i
    words = [noun.doc[i].lower_ for i in (start - 1, start) if i >= 0]
    if "noch" not in words:
        return False
    return any(t.lower_ == "weder" for t in noun.sent if t.i < noun.i)


def is_clause_negated(verb: Token) -> bool:
    """Return whether a clause is negated: its verb, its subject or one of its objects."""
    if is_negated(verb):
        return True
    for child in verb.children:
        if child.dep_ in _NEGATING and is_negated(child):
            return True
        if child.dep_.startswith("nsubj") and child.lower_ in ("niemand", "keiner"):
            return True
        if child.dep_ in ("aux", "aux:pass", "cop") and is_negated(child):
            return True
    return False


_NEGATING = ("nsubj", "nsubj:pass", "obj", "obl:arg")
