"""Whether a trigger with its arguments fits a rule of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from spacy.tokens import Token

from kg.frames.lexicon import Rule
from kg.frames.negation import is_clause_negated, is_negated
from kg.frames.nouns import Arguments
from kg.frames.setting import Settings, is_single
from kg.frames.status import wants
from kg.frames.tokens import antecedent, children, is_bare_adjective, is_plural, is_verbal


def fits(rule: Rule, token: Token, arguments: Arguments, settings: Settings) -> bool:
    """Return whether all that a rule requires is there, and nothing that it forbids."""
    if any(arguments.get(name) for name in rule.forbids):
        return False
    predicate = token.head if token.dep_ == "cop" else token  # 'ist mit Ankara im Gespräch'
    made = token.dep_ == "xcomp" and token.head.lemma_ in rule.companions  # 'ließ verbinden'
    near = _said_near if rule.pos == "said" else _stands_near
    if rule.companions and not (made or near(rule.companions, predicate)):
        return False
    if rule.strangers and _stands_near(rule.strangers, _clause_of(token)):
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
    """Return whether who holds a talk can act, if it is told: no 'Gipfel des Berges'."""
    holders = [t for name in ("gen", "zwischen", "mit") for t in arguments.get(name, [])]
    return not holders or any(settings.is_actor(t) for t in holders)


def _stands_near(lemmas: tuple[str, ...], token: Token) -> bool:
    """Return whether one of the lemmas stands in the clause of a token."""
    near = [token]
    for head in near:
        if head == token or head.dep_ not in ("nsubj", "nsubj:pass"):  # who acts is no predicate
            below = [c for c in head.children if c.dep_ != "punct"]
            near += [c for c in below if c.tag_[:2] == "VM" or not _heads_clause(c)]
    near = [t for t in near if t == token or not _is_belittled(t)]
    near += [antecedent(t) for t in near if t.tag_ == "PRELS"]  # 'im Brief, den er geschickt hat'
    named = (
        {t.lemma_, t.lemma_.replace("ß", "ss"), t.lower_, _stem(t)} for t in near
    )  # lemmas of participles are unsure
    return any(names & set(lemmas) for names in named) or any(_compound_of(t, lemmas) for t in near)


def _said_near(lemmas: tuple[str, ...], token: Token) -> bool:
    """Return whether one of the lemmas is said of the subject: no attribute, no lower clause."""
    near = [token, *(c for c in token.children if c.dep_ != "nsubj" and not _heads_clause(c))]
    near += [c for c in children(token, "nsubj") if children(token, "cop") or _lacks_object(token)]
    return any({t.lemma_, t.lower_} & set(lemmas) or _compound_of(t, lemmas) for t in near)


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
    ours = any(c.lower_ == "wir" for c in clause.children)
    if forms & _MUST and not (ours and forms & {"sollte", "sollten"}):
        return True
    return bool(forms & _MAY) and any(c.lower_ in ("nicht", "nie") for c in clause.children)


def _denied(clause: Token) -> bool:
    """Return whether a clause is negated, be it by 'nichts' or by a negated dative."""
    return is_clause_negated(clause) or any(
        c.lower_ in _NOTHING or (c.dep_ in _PARTS and is_negated(c)) for c in clause.children
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
    "negated": _denied,
    "plain": lambda clause: not _denied(clause),
    "future": _future,
    "past": _past,
}
_BEING = ("sein", "bleiben", "darstellen", "bedeuten")
_HARDLY = frozenset("kaum kein keine keinen keiner keinerlei nicht nie wenig weder".split())
_MUST = frozenset("muss muß müssen müsse müsste müssten sollte sollten".split())
_MAY = frozenset("darf dürfen dürfe dürfte dürften".split())


# What ends like a word of praise or blame and is none.
_OTHER_WORDS = frozenset(
    "Vorschlag Anschlag Ratschlag Zuschlag Aufschlag Durchbruch Umbruch Ausbruch Aufbruch Abbruch "
    "Einbruch Misserfolg Gegenvorschlag Kompromissvorschlag Bombenanschlag Terroranschlag "
    "Selbstmordanschlag Gesetzesvorschlag Gesetzesvorhaben Gegenspieler Gegenspielerin".split()
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
        return any(settings.is_actor(t) for t in fillers)
    if test == "own":
        return any(t.lower_ in ("man", "wir", "ich") for t in fillers)
    if test == "side":
        return any(settings.can_hold(t) for t in fillers)
    if test == "person":
        return any(settings.is_person(t) for t in fillers)
    if test in _SAYS:
        return any(_SAYS[test](t) for t in fillers)
    if test == "noun":
        return any(t.pos_ in ("NOUN", "PROPN") for t in fillers)
    return bool(fillers)
