"""What only stances ask of a clause: whether it takes a side at all, and on what.

A talk that somebody may hold is a talk still; a veto that somebody may cast is no stance. What
hangs on a stance's verb but says something else (the reason after a colon, the next sentence after
a comma) is not its matter.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.frames.lexicon import Rule, word_list
from kg.frames.nouns import Arguments
from kg.frames.status import is_clause_negated
from kg.frames.tokens import children, is_infinitive, is_verbal, preposition
from kg.model import Status

_CONDITIONS = ("wenn", "falls", "sofern", "sobald", "ob")
_QUOTE_MARKS = frozenset("„“”\"»«›‹‚‘'")
#: Nouns whose infinitive only may come true: 'hatte das Recht, ein Veto einzulegen'.
_MAY_BE = frozenset(
    "Anlass Befugnis Chance Freiheit Gelegenheit Grund Macht Mittel Möglichkeit Option Recht "
    "Vollmacht Weg".split()
)
#: What a body of judges says is a ruling, and no side that it takes.
_JUDGES = re.compile(r"gericht(?:e|s|shof|shofs)?$")


def takes_back(rule: Rule, token: Token, predicate: Token, status: Status) -> bool:
    """Return whether the clause around a trigger leaves nothing of the stance that it tells.

    :param predicate: the head of the trigger's clause: itself, or what its copula stands by.
    """
    if status == "Denied" and rule.code in ("Agree", "Sign"):
        return True  # who did not agree may well have talked
    if rule.kind != "position":
        return False
    # A denial above it ('bestreitet, ... zu unterstützen') takes no side on it.
    above = status == "Denied" and token.pos_ != "NOUN"
    denied = is_clause_negated(predicate) or is_ruled_out(predicate)
    return _is_condition(token) or _may_be(token) or (above and not denied)


def _is_condition(token: Token) -> bool:
    """Return whether a clause tells under what condition: 'wenn sie kein Angebot vorlegen'."""
    return any(c.lower_ in _CONDITIONS for c in children(token, "mark"))


def _may_be(token: Token) -> bool:
    """Return whether a stance only may be taken: 'das Recht, ein Veto einzulegen'."""
    verb = token.head if token.pos_ == "NOUN" else token
    clause = verb.dep_.startswith("acl") and is_verbal(verb) and is_infinitive(verb)
    return clause and verb.head.lemma_ in _MAY_BE


def is_ruled_out(clause: Token) -> bool:
    """Return whether a phrase negates a whole clause: 'auf keinen Fall', 'in keiner Weise'."""
    near = [c for head in (clause, *children(clause, "aux", "cop")) for c in head.children]
    phrases = [c for c in near if c.dep_ in ("obl", "nmod", "advmod") and preposition(c)]
    phrases += [lower for c in near for lower in c.children if preposition(lower)]
    return any(
        c.lemma_ in _NO_WAY and any(w.lower_.startswith("kein") for w in c.children)
        for c in phrases
    )


_NO_WAY = ("Fall", "Preis", "Umstand", "Umstände", "Weise")


def is_ruling(rule: Rule, holder: Token) -> bool:
    """Return whether what a court says is a sentence, and no stance: 'wies die Klage ab'.

    What it advises or calls for is one.
    """
    return rule.type not in _OPEN_TO_COURTS and bool(_JUDGES.search(holder.lower_))


_OPEN_TO_COURTS = ("Demands", "Proposes", "Warns")


def is_excepted(holder: Token) -> bool:
    """Return whether it is said that somebody takes no such side: 'nicht jedoch von der SPD'."""
    return any(c.lower_ == "nicht" for c in holder.children if c.i < holder.i) and not any(
        c.lower_ in ("nur", "zuletzt", "allein", "bloß") for c in holder.children
    )


def matters_of(rule: Rule, token: Token, arguments: Arguments) -> Arguments:
    """Return the arguments of a stance with its clause put right: the matter, and nothing else.

    An infinitive that the parser hangs on whom somebody calls on is the matter ('appellierte an
    die Parteien, den Streit beizulegen'); what follows a colon gives reasons where the matter
    stands before it; and a clause in the past indicative tells what happened next.
    """
    takes_clause = any("clause" in f.split("|") for f in rule.roles.get("about", ()))
    if rule.kind != "position" or rule.pos == "said" or not takes_clause:
        return arguments
    clauses = arguments.get("clause", [])
    if not clauses:
        lower = _hung_on_target(rule, token, arguments)
        return {**arguments, "clause": lower} if lower else arguments
    kept = [c for c in clauses if not _goes_on_telling(c)]
    named = any(_names_matter(arguments, f) for f in rule.roles["about"])
    reasons = [c for c in kept if _follows_colon(c)]
    if reasons and (named or len(reasons) < len(kept)):
        kept = [c for c in kept if c not in reasons]
    if kept == clauses:
        return arguments
    rest = {name: tokens for name, tokens in arguments.items() if name != "clause"}
    return {**rest, "clause": kept} if kept else rest


def _hung_on_target(rule: Rule, token: Token, arguments: Arguments) -> list[Token]:
    """Return the infinitives on whom a verb addresses, as its matter."""
    if not is_verbal(token) or token.pos_ == "NOUN":
        return []
    targets = [t for name in rule.roles.get("target", ()) for t in arguments.get(name, [])]
    lower = [c for t in targets for c in children(t, "acl") if is_verbal(c) and is_infinitive(c)]
    return [c for c in lower if c.i > token.i]


def _names_matter(arguments: Arguments, functions: str) -> bool:
    """Return whether the matter is there in a noun too: 'wies die Berichte zurück: ...'."""
    others = [name for name in functions.split("|") if name != "clause"]
    return any(t.pos_ in ("NOUN", "PROPN") for name in others for t in arguments.get(name, []))


def _follows_colon(clause: Token) -> bool:
    place = clause.left_edge.i
    while place > 0 and clause.doc[place].text in _QUOTE_MARKS:
        place -= 1
    return ":" in (clause.doc[place].text, clause.doc[max(place - 1, 0)].text)


def _goes_on_telling(clause: Token) -> bool:
    """Return whether a clause is a main clause in the past: '..., die Unterredung dauerte lange'."""
    if not is_verbal(clause) or children(clause, "mark") or clause.tag_ != "VVFIN":
        return False
    past = clause.morph.get("Tense", []) == ["Past"] and "Sub" not in clause.morph.get("Mood", [])
    first = clause.left_edge
    quoted = first.text in _QUOTE_MARKS or (first.i > 0 and first.nbor(-1).text in _QUOTE_MARKS)
    second = clause.i - first.i < 8 and clause.right_edge.i > clause.i
    ours = any(c.lower_ in ("ich", "wir") for c in clause.children)
    return past and second and not quoted and not ours and not _follows_colon(clause)


def is_hardship(clause: Token) -> bool:
    """Return whether a 'must' tells what befalls somebody, or what is likely, and no demand.

    'die Frauen müssen oft verzichten', 'er muss abgeschrieben haben'.
    """
    words = {t.lower_ for t in clause.children} | {clause.lemma_}
    supposed = clause.tag_ == "VVPP" and any(t.tag_ == "VAINF" for t in children(clause, "aux"))
    return supposed or bool(words & word_list("hardship"))
