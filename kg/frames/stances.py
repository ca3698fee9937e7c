"""What only stances ask of a clause: whether it takes a side at all, and on what.

A talk that somebody may hold is a talk still; a veto that somebody may cast is no stance. What
hangs on a stance's verb but says something else (the reason after a colon, the next sentence after
a comma) is not its matter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from kg.frames.lexicon import Rule, word_list
from kg.frames.nouns import Arguments
from kg.frames.phrases import clause_label
from kg.frames.tokens import children, conjuncts, is_infinitive, is_verbal, preposition
from kg.model import Role, Status

_CONDITIONS = ("wenn", "falls", "sofern", "sobald", "ob")
_QUOTE_MARKS = frozenset("„“”\"»«›‹‚‘'")
#: Nouns whose infinitive only may come true: 'hatte das Recht, ein Veto einzulegen'.
_MAY_BE = frozenset(
    "Anlass Befugnis Chance Freiheit Gelegenheit Grund Macht Mittel Möglichkeit Option Recht "
    "Vollmacht Weg".split()
)
#: What a body of judges says is a ruling, and no side that it takes.
_JUDGES = re.compile(r"(?:gericht(?:e|s|shof|shofs)?|tribunals?)$")


def takes_back(rule: Rule, token: Token, status: Status, *, denied: bool) -> bool:
    """Return whether the clause around a trigger leaves nothing of the stance that it tells.

    :param denied: whether the trigger's own clause is negated.
    """
    if status == "Denied" and rule.code in ("Agree", "Sign"):
        return True  # who did not agree may well have talked
    if rule.kind != "position":
        return False
    # A denial above it ('bestreitet, ... zu unterstützen') takes no side on it.
    above = status == "Denied" and token.pos_ != "NOUN"
    if token.tag_ == "ADJA" or _ought_to(token) or _is_alleged(token):
        return True
    return _is_condition(token) or _may_be(token) or (above and not denied)


def _is_alleged(verb: Token) -> bool:
    """Return whether somebody is only accused of a stance: 'warf ihm vor, X zu blockieren'."""
    head = verb.head
    if verb.dep_ == "conj" and is_verbal(head):
        head = head.head
    return is_infinitive(verb) and head != verb and head.lemma_ in _ACCUSING


_ACCUSING = ("anklagen", "beschuldigen", "bezichtigen", "unterstellen", "verdächtigen", "vorwerfen")


def _ought_to(verb: Token) -> bool:
    """Return whether somebody should or must take a side: 'die Aktionäre sollen zustimmen'.

    'soll gefordert haben' is hearsay of a stance that was taken.
    """
    modals = [t for t in children(verb, "aux") if t.tag_ == "VMFIN"]
    perfect = verb.tag_ == "VVPP" and not children(verb, "aux:pass")
    return not perfect and any(t.lemma_ in ("dürfen", "müssen", "sollen") for t in modals)


def _is_condition(token: Token) -> bool:
    """Return whether a clause tells under what condition something else holds.

    'wenn sie kein Angebot vorlegen', 'lehnten sie das ab, so wäre ...'.
    """
    if any(c.lower_ in _CONDITIONS for c in children(token, "mark")):
        return True
    finite = [t for t in (token, *children(token, "aux", "cop")) if t.tag_.endswith("FIN")]
    sentence = token.sent
    opens = bool(finite) and finite[0].i == sentence.start and finite[0].tag_ != "VVIMP"
    return opens and any(
        t.text == "," and (t.nbor(1).tag_.endswith("FIN") or t.nbor(1).lower_ in ("so", "dann"))
        for t in sentence[:-1]
    )


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
    if rule.kind != "position" or rule.pos == "said":
        return arguments
    arguments = _with_companions(_with_subjects_phrases(rule, token, arguments))
    if not any("clause" in f.split("|") for f in rule.roles.get("about", ())):
        return arguments
    if token.pos_ == "NOUN" and (content := _infinitive_behind(token)) is not None:
        owners = [t for t in arguments.get("gen", []) if t.i < content[0].i]
        own = {"gen": owners} if owners else {}
        rest = {name: tokens for name, tokens in arguments.items() if name != "gen"}
        return {**rest, **own, "clause": [content[1]]}
    clauses = arguments.get("clause", [])
    if not clauses:
        lower = _hung_on_target(rule, token, arguments)
        return {**arguments, "clause": lower} if lower else arguments
    kept = [c for c in clauses if not _goes_on_telling(c) and not _follows(c, ";")]
    named = any(_names_matter(arguments, f) for f in rule.roles["about"])
    reasons = [c for c in kept if _follows(c, ":")]
    if reasons and (named or len(reasons) < len(kept)):
        kept = [c for c in kept if c not in reasons]
    if kept == clauses:
        return arguments
    rest = {name: tokens for name, tokens in arguments.items() if name != "clause"}
    return {**rest, "clause": kept} if kept else rest


def _with_subjects_phrases(rule: Rule, token: Token, arguments: Arguments) -> Arguments:
    """Return the arguments with the phrase of the verb that the parser hangs on its subject.

    'habe sich der Anführer über die Regierung beschwert': nobody is an anführer over it.
    """
    named = [n for f in rule.roles.get("about", ()) for n in f.split("|")]
    wanted = [n for n in named if n in _PHRASES]
    if not wanted or not is_verbal(token) or any(arguments.get(n) for n in named):
        return arguments
    found = dict(arguments)
    for subject in arguments.get("subj", []):
        for lower in children(subject, "nmod", "obl"):
            case = preposition(lower)
            if case in wanted and case not in arguments and subject.i < lower.i < token.i:
                found.setdefault(case, []).append(lower)
    return found


_PHRASES = ("an", "auf", "für", "gegen", "mit", "um", "von", "vor", "zu", "über")


def _with_companions(arguments: Arguments) -> Arguments:
    """Return the arguments with whom the subject takes its side with: 'gemeinsam mit X fordert'."""
    beside = [t for t in arguments.get("mit", []) if _is_comitative(t)]
    if not beside or not arguments.get("subj"):
        return arguments
    rest = [t for t in arguments["mit"] if t not in beside]
    found = {name: tokens for name, tokens in arguments.items() if name != "mit"}
    found["subj"] = [*arguments["subj"], *(t for t in beside if t not in arguments["subj"])]
    return {**found, "mit": rest} if rest else found


def _is_comitative(phrase: Token) -> bool:
    case = next((c for c in children(phrase, "case") if c.lower_ == "mit"), None)
    return case is not None and case.i > 0 and case.nbor(-1).lower_ in ("gemeinsam", "zusammen")


def examples_of(holder: Token) -> list[Token]:
    """Return a holder and who is named as one of them: 'Verbände wie der WWF und Greenpeace'."""
    named = [c for c in children(holder, "nmod", "appos", "obl") if _is_like(c)]
    return [holder, *(t for c in named for t in conjuncts(c))]


def _is_like(noun: Token) -> bool:
    return any(c.lower_ == "wie" and c.tag_ == "KOKOM" and c.i < noun.i for c in noun.children)


def _infinitive_behind(noun: Token) -> tuple[Token, Token] | None:
    """Return first token and verb of the infinitive right behind a noun phrase and its comma.

    'Putins Idee, NHL- und KHL-Spiele zu organisieren': whatever the parser hangs on what, up to
    the infinitive all is its own.
    """
    doc, place = noun.doc, noun.i + 1
    owners = [c for c in children(noun, "nmod", "appos") if c.left_edge.i == place]
    if owners and doc[place].text != ",":
        comma = next((t.i for t in doc[place : noun.sent.end] if t.text == ","), place)
        place = min(comma, owners[0].right_edge.i + 1)
    if place + 1 >= noun.sent.end or doc[place].text != ",":
        return None
    for token in doc[place + 1 : noun.sent.end - 1]:
        infinitive = _is_infinitive_form(token)
        other = token.tag_.endswith("FIN") or (token.is_punct and token.text not in _QUOTE_MARKS)
        if other and not infinitive:
            return None
        if infinitive:
            bound = token.nbor(1).tag_ in ("VMFIN", "VAFIN", "VAINF", "VVINF", "KON")
            return None if bound else (doc[place + 1], token)
    return None


def _is_infinitive_form(token: Token) -> bool:
    """Return whether a form is an infinitive with 'zu', even where the tagger errs."""
    if token.tag_ == "VVINF" and token.nbor(-1).lower_ == "zu":
        return True
    within = "zu" in token.lower_[1:] and token.lower_.replace("zu", "", 1) == token.lemma_
    return token.tag_ == "VVIZU" or (token.tag_ == "VVFIN" and within)


def cut_to_clause(role: Role, noun: Token) -> Role:
    """Return the matter of a noun cut to the infinitive right behind it."""
    content = _infinitive_behind(noun) if noun.pos_ == "NOUN" else None
    if content is None or content[1].idx != role.head:
        return role
    first, verb = content
    start, end = first.idx, verb.idx + len(verb)
    text = noun.doc.text[start:end]
    return replace(role, start=start, end=end, text=text, label=clause_label(text))


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


def _follows(clause: Token, mark: str) -> bool:
    place = clause.left_edge.i
    while place > 0 and clause.doc[place].text in _QUOTE_MARKS:
        place -= 1
    return mark in (clause.doc[place].text, clause.doc[max(place - 1, 0)].text)


def _goes_on_telling(clause: Token) -> bool:
    """Return whether a clause is a main clause in the past: '..., die Sitzung dauerte lange'."""
    if not is_verbal(clause) or children(clause, "mark") or clause.tag_ != "VVFIN":
        return False
    past = clause.morph.get("Tense", []) == ["Past"] and "Sub" not in clause.morph.get("Mood", [])
    first = clause.left_edge
    quoted = first.text in _QUOTE_MARKS or (first.i > 0 and first.nbor(-1).text in _QUOTE_MARKS)
    second = clause.i - first.i < 8 and clause.right_edge.i > clause.i
    ours = any(c.lower_ in ("ich", "wir") for c in clause.children)
    return past and second and not quoted and not ours and not _follows(clause, ":")


def is_hardship(clause: Token) -> bool:
    """Return whether a 'must' tells what befalls somebody, or what is likely, and no demand.

    'die Frauen müssen oft verzichten', 'er muss abgeschrieben haben'.
    """
    words = {t.lower_ for t in clause.children} | {clause.lemma_}
    supposed = clause.tag_ == "VVPP" and any(t.tag_ == "VAINF" for t in children(clause, "aux"))
    return supposed or bool(words & word_list("hardship"))
