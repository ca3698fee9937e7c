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
    preposition = _preposition(doc, phrase, token)
    if preposition:
        if preposition in lexicon.word_list("place", "prepositions"):
            return False
        if preposition in lexicon.word_list("place", "parties"):
            return True
        return preposition == "von" and token.dep_ in ("obl:agent", "obl:arg")
    before = doc[phrase.start - 1] if phrase.start else None
    if before is not None and before.text in lexicon.word_list("place", "nouns"):
        return False
    if _is_genitive(doc, phrase):
        return _hangs_on_noun(doc, phrase)
    if token.dep_ in _SUBJECTS:
        return _is_act(token.head)
    return token.dep_ in ("obj", "obl:arg")


def _is_genitive(doc: Doc, phrase: Phrase) -> bool:
    span = phrase.name
    if span is None or not doc[span.end - 1].text.endswith("s"):
        return False
    return tuple(token.text for token in doc[span.start : span.end]) not in lexicon.gazetteer()


def _hangs_on_noun(doc: Doc, phrase: Phrase) -> bool:
    """Tell whether a genitive stands beside what a government has: its demand, its envoy."""
    beside = [doc[i] for i in (phrase.start - 1, phrase.end) if 0 <= i < len(doc)]
    nouns = [t for t in beside if t.tag_ == "NN"]
    if any(t.tag_ in ("KON", "$,") for t in beside):
        return True
    ahead = doc[phrase.end : phrase.end + 3]
    return bool(nouns) or any(t.tag_ == "NN" for t in ahead)


def _head(doc: Doc, phrase: Phrase) -> Token:
    """Return the name's head; in a row ('Kiew und Moskau') that of the row."""
    span = phrase.name
    token = doc[span.start if span else phrase.start]
    while token.dep_ == "conj" and token.head.i != token.i and not _own_case(token):
        token = token.head
    return token


def _own_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def _preposition(doc: Doc, phrase: Phrase, token: Token) -> str:
    """Return the preposition of a phrase in lower case, from the tree or from the word before."""
    before = phrase.start - 1
    if before >= 0 and doc[before].tag_ in ("APPR", "APPRART"):
        return doc[before].lower_
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _is_act(verb: Token) -> bool:
    """Tell whether a predicate is something that a government does."""
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    particle = any(child.dep_ == "compound:prt" for child in verb.children)
    return particle or verb.lemma_ not in lexicon.word_list("place", "verbs")
