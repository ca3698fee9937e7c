"""Whether a trigger with its arguments fits a rule of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from spacy.tokens import Token

from kg.frames.lexicon import Rule
from kg.frames.negation import is_clause_negated, is_negated
from kg.frames.nouns import Arguments
from kg.frames.setting import Settings, is_single
from kg.frames.stances import is_hardship, is_ruled_out
from kg.frames.status import wants
from kg.frames.tokens import (
    antecedent,
    children,
    is_bare_adjective,
    is_infinitive,
    is_plural,
    is_verbal,
)


def fits(rule: Rule, token: Token, arguments: Arguments, settings: Settings) -> bool:
    """Return whether all that a rule requires is there, and nothing that it forbids."""
    if any(arguments.get(name) for name in rule.forbids):
        return False
    predicate = token.head if token.dep_ == "cop" else token  # 'ist mit Ankara im Gespräch'
    made = token.dep_ == "xcomp" and token.head.lemma_ in rule.companions  # 'ließ verbinden'
    near = _said_near if rule.pos == "said" else _stands_near
    named = made or near(rule.companions, predicate)
    if rule.companions and not (named or belittles(rule, predicate)):
        return False
    if rule.strangers and _stands_near(rule.strangers, _clause_of(token)):
        return False
    said = arguments.get("subj", []) if rule.pos == "said" else []
    if any(t.lemma_ in rule.strangers for t in said):
        return False
    if rule.inside and not _said_inside(rule.inside, arguments):
        return False
    if (
        rule.kind == "communication"
        and token.pos_ == "NOUN"
        and not _held_by_actors(arguments, settings)
    ):
        return False
    return not rule.requires or any(
        all(_filled(need, token, arguments, settings) for need in option)
        for option in rule.requires
    )


def _held_by_actors(arguments: Arguments, settings: Settings) -> bool:
    """Return whether who holds a talk can act, if it is told: no 'Gipfel des Berges'.

    A time is no holder: 'ein Telefonat Mitte April'.
    """
    told = [t for name in ("gen", "zwischen", "mit") for t in arguments.get(name, [])]
    holders = [t for t in told if not settings.is_time(t)]
    return not holders or any(settings.is_actor(t) for t in holders)


def belittles(rule: Rule, predicate: Token) -> bool:
    """Return whether a word of consent stands there to be negated: 'zeigte sich nicht bereit'."""
    consents = rule.kind == "position" and rule.pos == "verb" and rule.type in _CONSENTS
    return consents and _stands_near(rule.companions, predicate, belittled=True)


_CONSENTS = ("Accepts", "Supports")


def _stands_near(lemmas: tuple[str, ...], token: Token, *, belittled: bool = False) -> bool:
    """Return whether one of the lemmas stands in the clause of a token.

    A negated adjective does so only where it is asked for (``belittled``).
    """
    near = [token]
    for head in near:
        if head == token or head.dep_ not in ("nsubj", "nsubj:pass"):  # who acts is no predicate
            below = [c for c in head.children if c.dep_ != "punct"]
            near += [c for c in below if c.tag_[:2] == "VM" or not _heads_clause(c)]
    if belittled:
        near = [t for t in near if t != token and _is_belittled(t)]
    else:
        near = [t for t in near if t == token or not _is_belittled(t)]
    near += [antecedent(t) for t in near if t.tag_ == "PRELS"]  # 'im Brief, den er geschickt hat'
    named = (
        _forms(t) | {t.lemma_.replace("ß", "ss"), _stem(t)} for t in near
    )  # lemmas of participles are unsure
    return any(names & set(lemmas) for names in named) or any(_compound_of(t, lemmas) for t in near)


def _said_near(lemmas: tuple[str, ...], token: Token) -> bool:
    """Return whether one of the lemmas is said of the subject: no attribute, no lower clause."""
    near = [token, *(c for c in token.children if c.dep_ != "nsubj" and not _heads_clause(c))]
    near += [c for c in children(token, "nsubj") if children(token, "cop") or _lacks_object(token)]
    return any(_forms(t) & set(lemmas) or _compound_of(t, lemmas) for t in near)


def _forms(token: Token) -> set[str]:
    """Return lemma and form of a word; 'Leben' is no form of 'leben'."""
    return {token.lemma_} if token.pos_ == "NOUN" else {token.lemma_, token.lower_}


def _lacks_object(verb: Token) -> bool:
    return not children(verb, "obj", "obl:arg")


def _heads_clause(token: Token) -> bool:
    if children(token, "cop") and token.dep_ in ("conj", "parataxis", "ccomp", "acl", "advcl"):
        return True
    return is_verbal(token) and token.tag_ != "ADJD" and not is_bare_adjective(token)


def _is_belittled(token: Token) -> bool:
    """Return whether a word is negated where it stands: 'zeigte sich nicht besorgt'."""
    return token.pos_ == "ADJ" and any(
        c.lower_ in ("nicht", "kaum", "wenig") for c in token.children
    )


def _stem(token: Token) -> str:
    """Return an attribute without its ending: 'beschämenden' → 'beschämend'."""
    return re.sub(r"(en|em|er|es|e)$", "", token.lower_) if token.tag_ == "ADJA" else token.lemma_


def _clause_of(token: Token) -> Token:
    """Return the head of the clause that a noun stands in, a verb itself."""
    while not is_verbal(token) and token.head != token and token.dep_ != "appos":
        token = token.head
    return token


def _said_inside(lemmas: tuple[str, ...], arguments: Arguments) -> bool:
    """Return whether a clause that the trigger takes has one of the lemmas as its predicate."""
    return any(
        t.lemma_ in lemmas
        for clause in arguments.get("clause", [])
        if not is_negated(clause) and (children(clause, "cop") or clause.lemma_ in _BEING)
        for t in (clause, *children(clause, "amod", "xcomp", "advmod", "obj"))
    ) and not any(c.lower_ in _HARDLY for k in arguments["clause"] for c in k.subtree)


def _must(clause: Token) -> bool:
    """Return whether a clause says what others must do or leave: 'das Gesetz müsse weg'.

    Who must do something himself ('er müsse gehen') demands nothing; nor does the past.
    """
    if any(
        c.dep_.startswith("nsubj") and c.lower_ in ("er", "sie", "ich") for c in clause.children
    ):
        return False
    if clause.left_edge.lower_ in ("sollte", "sollten"):
        return False  # 'Sollte es dabei bleiben, ...'
    forms = {child.lower_ for child in clause.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if clause.tag_ == "VVINF" and any(t.lemma_ == "werden" for t in children(clause, "aux")):
        return False  # 'wird viel Geld aufbringen müssen' foretells
    if is_hardship(clause) or _is_supposed(clause):
        return False
    ours = any(c.lower_ == "wir" for c in clause.children)
    if not forms & _MAY and not forms & {"sollte", "sollten"} and is_clause_negated(clause):
        return False  # what need not be
    if forms & _MUST and not (ours and forms & {"sollte", "sollten"}):
        return True
    return bool(forms & _MAY) and (is_clause_negated(clause) or is_ruled_out(clause))


def _words_of(clause: Token) -> set[str]:
    return {t.lower_ for t in clause.children}


def _is_supposed(clause: Token) -> bool:
    """Return whether 'sollte' opens a condition: 'gedroht, sollte die UNO das beschließen'."""
    return any(
        c.lower_ in ("sollte", "sollten") and c.i < clause.i and c.nbor(-1).text == ","
        for c in children(clause, "aux")
        if c.i > 0
    )


def _denied(clause: Token) -> bool:
    """Return whether a clause is negated, be it by 'nichts' or by a negated dative."""
    return (
        is_clause_negated(clause)
        or is_ruled_out(clause)
        or any(
            c.lower_ in _NOTHING or (c.dep_ in _PARTS and is_negated(c)) for c in clause.children
        )
    )


_PARTS = ("obl", "obl:arg", "xcomp", "advmod", "compound:prt")
_NOTHING = frozenset("nichts niemand niemanden niemandem".split())


def _future(clause: Token) -> bool:
    """Return whether a clause tells what is to come: 'werde es nicht geben'."""
    return clause.tag_ != "VVPP" and any(a.lemma_ == "werden" for a in children(clause, "aux"))


def _past(clause: Token) -> bool:
    return clause.tag_ == "VVPP" and any(
        a.lemma_ in ("haben", "sein") for a in children(clause, "aux", "aux:pass")
    )


_SAYS: Mapping[str, Callable[[Token], bool]] = {
    "must": _must,
    "ought": lambda clause: _must(clause) and not _words_of(clause) & {"sollte", "sollten"},
    "negated": _denied,
    "undone": lambda clause: any(a.lemma_ == "werden" for a in children(clause, "aux:pass", "aux")),
    "plain": lambda clause: not _denied(clause),
    "future": _future,
    "past": _past,
    "state": lambda clause: not any(a.lemma_ == "haben" for a in children(clause, "aux")),
    "content": lambda clause: is_infinitive(clause) or bool(children(clause, "mark")),
}


def says_so(rule: Rule, clause: Token) -> bool:
    """Return whether a clause is one of those that a rule wants: what must be, what is not."""
    tests = {
        test
        for option in rule.requires
        for need in option
        if need.startswith("clause:") and (test := need.partition(":")[2]) in _SAYS
    }
    return rule.pos == "said" or not tests or any(_SAYS[test](clause) for test in sorted(tests))


_BEING = ("sein", "bleiben", "darstellen", "bedeuten")
_HARDLY = frozenset("kaum kein keine keinen keiner keinerlei nicht nie wenig weder".split())
_MUST = frozenset("muss muß müssen müsse müsste müssten sollte sollten".split())
_MAY = frozenset("darf dürfen dürfe dürfte dürften".split())


# What ends like a word of praise or blame and is none.
_OTHER_WORDS = frozenset(
    "Vorschlag Anschlag Ratschlag Zuschlag Aufschlag Durchbruch Umbruch Ausbruch Aufbruch Abbruch "
    "Einbruch Misserfolg Gegenvorschlag Kompromissvorschlag Bombenanschlag Terroranschlag "
    "Selbstmordanschlag Gesetzesvorschlag Gesetzesvorhaben Lebensgefahr Gegenspieler "
    "Gegenspielerin".split()
)


def _compound_of(token: Token, lemmas: tuple[str, ...]) -> bool:
    """Return whether a noun ends in one of the lemmas: 'Holzabkommen' in 'Abkommen'."""
    if token.pos_ != "NOUN" or len(token.text) < 9 or token.lemma_ in _OTHER_WORDS:
        return False
    return any(len(x) > 4 and token.lemma_.endswith(x.lower()) for x in lemmas)


def _filled(need: str, token: Token, arguments: Arguments, settings: Settings) -> bool:
    name, _, test = need.partition(":")
    if need == "self:wants":
        return wants(token)
    if name == "self":
        return is_plural(token) and not is_single(token)
    fillers = arguments.get(name, [])
    if test == "plural":
        return len(fillers) > 1 or any(is_plural(t) for t in fillers)
    if test == "actor":
        return any(settings.is_actor(t) or t.lower_ in ("er", "man") for t in fillers)
    if test == "own":
        return any(t.lower_ in ("man", "wir", "ich", "er", "sie") for t in fillers)
    if test == "side":
        return any(settings.can_hold(t) for t in fillers)
    if test == "person":
        return any(settings.is_person(t) for t in fillers)
    if test in _SAYS:
        return any(_SAYS[test](t) for t in fillers)
    if test == "noun":
        return any(t.pos_ in ("NOUN", "PROPN") for t in fillers)
    return bool(fillers)
