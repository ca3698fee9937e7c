"""Which words can be triggers, and under which lemma the lexicon has them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.frames.setting import Settings
from kg.frames.tokens import children, preposition


def trigger_lemma(token: Token, settings: Settings) -> str:
    """Return a token's lemma, of 'Türkei-Reise' and 'Israelbesuch' what follows the name."""
    within_it = settings.name_within(token)
    if token.lower_ == "geraten" and any(t.lemma_ == "sein" for t in children(token, "aux")):
        return "geraten"  # 'war in Not geraten' gives no advice
    if within_it is None:
        return token.lemma_
    return token.lemma_[len(within_it[0]) :].lstrip("-–").capitalize()


def part_of_speech(token: Token) -> str:
    """Return as what the lexicon has a trigger; '' where a token can be none."""
    if token.pos_ == "NOUN" and token.tag_ != "VVPP":
        return "noun"
    if token.tag_ == "ADJA" and not children(token, "nsubj"):
        return "participle" if token.dep_ == "amod" else ""
    if token.dep_ == "cop" and token.tag_.endswith("FIN") and _is_phrase(token.head, token):
        return "verb"  # 'war gegen eine Koalition'
    if token.lemma_ == "wollen" and token.dep_ == "aux" and token.head.pos_ == "NOUN":
        return "verb"  # 'Schäuble will Änderung des Verfahrens'
    if token.pos_ == "VERB" or (
        token.pos_ == "AUX" and token.dep_ not in ("aux", "aux:pass", "cop")
    ):
        return "verb"
    return "adjective" if token.pos_ in ("ADJ", "ADV") else ""


def _is_phrase(predicate: Token, copula: Token) -> bool:
    """Return whether a predicate is one whole phrase: 'gegen eine Koalition'.

    In 'für die russische sei sie eine Kernfrage' the copula stands within what the parser takes
    for one; in 'ist für die Aufsicht zuständig' the predicate is another.
    """
    if predicate.lower_ in ("dafür", "dagegen"):
        return predicate.i > copula.i
    case = next((c for c in children(predicate, "case") if preposition(predicate)), None)
    if predicate.i < copula.i and predicate.nbor(1).text == ",":
        return False  # 'gegen Lenz, der Mitglied ist, wird ermittelt'
    within = case is not None and case.i < copula.i < predicate.i
    lower = predicate.dep_ in ("obj", "nmod") or (
        predicate.dep_ == "obl" and predicate.head.tag_ == "ADJD"
    )
    return case is not None and not within and not lower
