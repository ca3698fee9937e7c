"""The verbs that say something of a noun, in its own clause and in its relative clauses."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.frames.clauses import is_second_subject
from kg.frames.nouns import relative_clauses
from kg.frames.tokens import children, is_verbal, preposition
from kg.resources import read_toml


@cache
def _transparent() -> frozenset[str]:
    """Return the nouns through which one speaks of another: 'zu Beginn eines Treffens'."""
    rows = read_toml("de/status.toml")["transparent_nouns"]
    return frozenset((*rows["settings"], *rows["reports"]))


def predications(noun: Token) -> list[tuple[Token, str]]:
    """Return (verb, function) of every clause that says something of a noun.

    That is the verb whose argument it is, and its relative clauses. A predicate noun ('es war das
    siebte Telefonat') comes with itself and 'pred'.
    """
    found: list[tuple[Token, str]] = []
    top = _climb(noun)
    head = top.head
    if head.dep_ in ("aux", "aux:pass", "cop") and head.head != head:
        head = head.head
    if children(top, "cop"):
        found.append((top, "pred"))
    elif head != top and is_verbal(head):
        label = top.dep_
        case = preposition(top)
        if label in ("nsubj", "csubj"):
            found.append((head, "obj" if is_second_subject(top) else "subj"))
        elif label in ("obj", "nsubj:pass"):
            found.append((head, "obj"))
        elif case:
            found.append((head, case))
        elif label == "obl" and not children(head, "obj"):
            found.append((head, "subj"))  # the parser's slip in 'Trumps Treffen fand statt'
    found += relative_clauses(noun)
    for verb, function in list(found):
        if verb.lemma_ == "lassen":  # 'hat die Verhandlungen platzen lassen'
            found += [(done, function) for done in children(verb, "xcomp")]
        if function == "subj":
            found += [(other, "subj") for other in _sharing_subject(verb)]
    return found


def _sharing_subject(verb: Token) -> list[Token]:
    """Return the coordinated verbs without a subject of their own: 'fand statt und dauerte'."""
    others = [child for child in children(verb, "conj") if is_verbal(child)]
    return [v for v in others if not children(v, "nsubj", "nsubj:pass")]


def _climb(noun: Token) -> Token:
    """Return the noun that stands in the clause for this one: 'zu Beginn eines Treffens'."""
    top = noun
    while top.head != top and not is_verbal(top):
        through = top.head.lemma_ in _transparent()
        if top.dep_ != "conj" and not (through and top.dep_ in ("nmod", "appos")):
            break
        top = top.head
    return top
