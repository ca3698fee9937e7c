"""Whether a city's name stands for those who govern there, or for the place."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_phrases import Phrase

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def acts(doc: Doc, phrase: Phrase) -> bool:
    """Tell whether a capital acts: 'Moskau fordert', 'zwischen Kiew und Moskau', 'Kiews Antwort'.

    After 'in', 'nach', 'aus' and the like it is a place, also as a subject of 'liegen' or
    'gewinnen', and where the parse gives no sign either way.
    """
    token = _head(doc, phrase)
    preposition = _preposition(token)
    if preposition:
        if preposition in lexicon.word_list("place", "prepositions"):
            return False
        if preposition in lexicon.word_list("place", "parties"):
            return True
        return preposition == "von" and token.dep_ in ("obl:agent", "obl:arg")
    before = doc[phrase.start - 1] if phrase.start else None
    if before is not None and before.text in lexicon.word_list("place", "nouns"):
        return False
    if token.dep_ in _SUBJECTS:
        return _is_act(token.head)
    if token.dep_ in ("obj", "obl:arg"):
        return True
    return token.dep_ == "nmod" and _is_genitive_of_actor(token)


def _head(doc: Doc, phrase: Phrase) -> Token:
    """Return the name's head; in a row ('Kiew und Moskau') that of the row."""
    span = phrase.name
    token = doc[span.start if span else phrase.start]
    while token.dep_ == "conj" and token.head.i != token.i and not _own_case(token):
        token = token.head
    return token


def _own_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def _preposition(token: Token) -> str:
    """Return the preposition of a phrase in lower case, from the tree or from the word before."""
    for child in token.children:
        if child.dep_ == "case":
            return child.lower_
    before = token.i - 1
    if before >= 0 and token.doc[before].tag_ in ("APPR", "APPRART"):
        return token.doc[before].lower_
    return ""


def _is_act(verb: Token) -> bool:
    """Tell whether a predicate is something that a government does."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if any(child.dep_ == "cop" for child in verb.children):
        return False
    return verb.lemma_ not in lexicon.word_list("place", "verbs")


def _is_genitive_of_actor(token: Token) -> bool:
    """Tell whether a genitive hangs on something that a government has: its demand, its envoy."""
    noun = token.head
    if noun.text in lexicon.word_list("place", "nouns"):
        return False
    return noun.pos_ == "NOUN" and token.text.endswith("s")
