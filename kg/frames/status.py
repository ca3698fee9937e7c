"""Whether an event happened: tense, modality, negation and the words around it.

What is planned, proposed, cancelled or denied must never look like what happened. The words are
data (``kg/data/de/status.toml``); the order of precedence is code, and stands in
:func:`clause_status` and :func:`noun_status`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.frames.negation import has_no_before, is_clause_negated, is_negated, is_neither
from kg.frames.predications import predications
from kg.frames.tokens import children, is_verbal, preposition
from kg.model import Status
from kg.resources import read_toml


@cache
def _table(section: str) -> dict[str, Status]:
    """Return lemma → status of one section of the status lexicon."""
    rows = read_toml("de/status.toml")[section]
    return {lemma: status for status, lemmas in rows.items() for lemma in lemmas}


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(read_toml("de/status.toml")[section][key])


def channel_of(token: Token) -> str:
    """Return the communication type of a word that names a channel ('telefonisch'), else ''."""
    return _table("channels").get(token.lemma_, "")


def _auxiliaries(verb: Token) -> list[Token]:
    own = children(verb, "aux", "aux:pass", "cop")
    if own or verb.dep_ != "conj" or not is_verbal(verb.head) or _is_finite(verb):
        return own
    return _auxiliaries(verb.head)


def _is_finite(token: Token) -> bool:
    return token.tag_.endswith("FIN")


def clause_status(verb: Token, depth: int = 0) -> Status:
    """Return the status of what a verb tells, by its own clause and those above it.

    Negation wins, then conditions, modals, future tense, and last the verb that governs the clause.

    :param verb: the head of a verbal clause.
    :param depth: how many clauses up this call already is; the climb stops at three.
    """
    if is_clause_negated(verb):
        return "Denied"
    if any(c.lower_ in _words("conditional", "marks") for c in children(verb, "mark")):
        return "Proposed"
    modal = _modal_status(verb)
    if modal is not None:
        return modal
    if _goes_on(verb):
        return "Ongoing"
    if verb.tag_ in ("VVFIN",) and verb.morph.get("Tense", []) == ["Past"]:
        return "Occurred" if "Sub" not in verb.morph.get("Mood", []) else _governed(verb, depth)
    return _governed(verb, depth)


def _goes_on(verb: Token) -> bool:
    """Return whether a clause in the present tells since when: 'verhandeln seit Tagen'."""
    present = verb.tag_ == "VVFIN" and verb.morph.get("Tense", []) == ["Pres"]
    return present and any(preposition(c) == "seit" for c in children(verb, "obl"))


def _modal_status(verb: Token) -> Status | None:
    auxiliaries = _auxiliaries(verb)
    # 'soll sich getroffen haben' is hearsay of something past.
    if verb.tag_ == "VVPP" and any(a.lemma_ in ("haben", "sein") for a in auxiliaries):
        perfect_infinitive = any(a.tag_ == "VAINF" for a in auxiliaries)
        if perfect_infinitive or not any(a.tag_.startswith("VM") for a in auxiliaries):
            return None
    if any(a.tag_ == "VMINF" and a.lemma_ == "sollen" for a in auxiliaries):
        return "Cancelled"  # 'hätten am Montag verhandeln sollen'
    for auxiliary in auxiliaries:
        if auxiliary.tag_.startswith("VM"):
            return _table("modals").get(auxiliary.lemma_)
        future = auxiliary.dep_ == "aux" or _is_infinitive_by_form(verb, auxiliary)
        if auxiliary.lemma_ == "werden" and verb.tag_ != "VVPP" and future:
            return "Planned"
    infinitives = [a for a in auxiliaries if a.tag_ == "VAINF" and a.lemma_ == "werden"]
    if infinitives and any(a.lower_ in ("wird", "werden", "werde") for a in auxiliaries):
        return "Planned"
    return None


def _is_infinitive_by_form(verb: Token, auxiliary: Token) -> bool:
    """Return whether 'wird zusammentreten' is a future, whatever tag the verb has.

    A separable verb's participle has 'ge'; 'wird empfangen' is a passive.
    """
    later = auxiliary.i < verb.i and auxiliary.lower_ in ("wird", "werden", "werde", "würden")
    return later and verb.lower_ == verb.lemma_ and verb.lower_.startswith(_SEPARABLE)


_SEPARABLE = ("ab", "an", "auf", "aus", "bei", "ein", "nach", "teil", "vor", "weiter", "zusammen")


def wants(verb: Token) -> bool:
    """Return whether somebody wants to do what a verb tells: 'möchte schließen', 'plant zu'."""
    above = verb.head.lemma_ if verb.dep_ in ("xcomp", "ccomp") and _is_zu_infinitive(verb) else ""
    return above in _words("wanting", "verbs") or any(
        a.lemma_ == "wollen" or a.lower_.startswith(("will", "woll", "möcht", "mag"))
        for a in _auxiliaries(verb)
    )


def is_unreal(verb: Token) -> bool:
    """Return whether a clause tells what did not happen: 'Wäre ..., hätten sie gesprochen'.

    Konjunktiv II of the past counts only beside a condition; in reported speech it is as good as
    the indicative ('Sie hätten telefoniert, sagte ein Sprecher').
    """
    auxiliaries = _auxiliaries(verb)
    if not any(a.lower_ in _PAST_UNREAL for a in auxiliaries):
        return False
    conditions = [c for c in children(verb, "advcl", "parataxis", "ccomp") if is_verbal(c)]
    for clause in conditions:
        words = {t.lower_ for t in [clause, *clause.children]}
        if words & {"wenn", "falls"} or (clause.i < verb.i and words & _PAST_UNREAL):
            return True
    return False


_PAST_UNREAL = {"hätte", "hätten", "wäre", "wären"}


def _governed(verb: Token, depth: int) -> Status:
    head = verb.head
    if head == verb or depth > 2:
        return "Occurred"
    if verb.dep_ == "conj" and is_verbal(head) and not _is_finite(verb):
        return clause_status(head, depth + 1)
    marks = {child.lower_ for child in children(verb, "mark")}
    if verb.dep_ == "advcl" and "um" in marks:
        return "Planned"
    if verb.dep_ == "advcl" and marks & {"ohne", "statt", "anstatt"}:
        return "Denied"
    if verb.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass"):
        table = _table("clauses")
        status = table.get(head.lemma_)
        reports = {"Denied", "Cancelled"}
        # A dass-clause in the past under 'ablehnen' is still told as a fact.
        if status is not None and (status in reports or "zu" in marks or not _past(verb)):
            if is_clause_negated(head) and status == "Denied":
                return "Occurred"
            return status
        if _is_zu_infinitive(verb) and is_verbal(head):
            return clause_status(head, depth + 1)
    if verb.dep_.startswith("acl") and head.lemma_.endswith(_WORD_OF_MOUTH):
        denial = (
            head.head.lemma_ in _BASELESS or _table("clauses").get(head.head.lemma_) == "Denied"
        )
        return "Denied" if denial else "Occurred"
    if verb.dep_.startswith("acl") and _is_zu_infinitive(verb):
        return _table("governing_nouns").get(head.lemma_, "Planned")
    return "Occurred"


#: What is told without warrant, and what is said of it: 'Berichte, wonach ..., wies er zurück'.
_WORD_OF_MOUTH = ("ericht", "eldung", "erücht", "pekulation", "ehauptung", "ngabe", "arstellung")
_BASELESS = ("entbehren", "widersprechen")


def _past(verb: Token) -> bool:
    tokens = [verb, *_auxiliaries(verb)]
    return any(t.morph.get("Tense", []) == ["Past"] and _is_finite(t) for t in tokens) or (
        verb.tag_ == "VVPP"
    )


def _is_zu_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VVIZU" or any(m.lower_ == "zu" for m in children(verb, "mark"))


def noun_status(noun: Token) -> tuple[Status, Token | None]:
    """Return the status of an event told by a noun, and the verb that supports it, if any.

    A support verb is one that says of the noun that it takes place, is planned, refused and so on:
    'fand statt', 'führten ein Gespräch', 'sagte das Treffen ab'.
    """
    if _unraised_matter(noun):
        return "NotDiscussed", None
    own = _own_status(noun)
    told: Status | None = None
    support: Token | None = None
    for verb, function in predications(noun):
        status = _support_status(verb, function)
        if status is None:
            continue
        if support is None or status in ("Occurred", "Denied", "Cancelled"):
            told, support = status, verb
    if told == "NotDiscussed":
        return told, support
    if told is None and own is None:
        return _setting_status(noun), support
    if own == "Planned" and told == "Denied":
        return "Cancelled", support
    if own in ("Denied", "Cancelled", "NotDiscussed") or told is None:
        return own or "Occurred", support
    if own is not None and told == "Occurred" and support is not None and own != "Ongoing":
        return (own if support.lemma_ not in ("stattfinden", "beginnen") else told), support
    return told, support


def stance_status(noun: Token) -> tuple[Status, Token | None]:
    """Return the status of a stance told by a noun, and the verb whose subject takes it, if any.

    Who turns a demand down does not undo it: 'wies die Forderung nach X zurück' leaves it raised.
    """
    for verb, function in predications(noun):
        if function == "obj" and verb.lemma_ in _words("support_stance", "withdraws"):
            return "Proposed", verb
        if supports(verb, "position"):
            return ("Denied" if is_negated(noun) else clause_status(verb)), verb
    return ("Denied" if is_negated(noun) else "Occurred"), None


def _setting_status(noun: Token) -> Status:
    """Return 'Planned' for an event in whose course something is only to come.

    'Bei einem Treffen am Freitag wollen sie ...' and 'wird zu einer Sitzung zusammenkommen'.
    """
    for verb, function in predications(noun):
        if function in ("zu", "bei", "während", "in", "auf") and is_verbal(verb):
            status = clause_status(verb)
            if status in ("Planned", "Proposed"):
                return status
    return "Occurred"


def _own_status(noun: Token) -> Status | None:
    if has_no_before(noun) or is_neither(noun):
        return "Denied"
    for child in noun.children:
        if child.dep_ == "det" and child.lower_.startswith("kein"):
            return "Denied"
        if child.dep_ == "amod":
            lemma = child.lemma_.lower()
            status = _table("adjectives").get(lemma)
            if status is not None and not (lemma == "weiter" and preposition(noun)):
                return status if lemma != "weiter" else None
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubj:pass") and head.pos_ == "ADJ":
        return _table("adjectives").get(head.lemma_.lower())  # 'hinfällig ist die Reise'
    if noun.dep_ in ("nmod", "appos", "acl") and head.pos_ == "NOUN":
        return _table("governing_nouns").get(head.lemma_)
    return None


def is_matter_of_talk(noun: Token) -> bool:
    """Return whether an event noun is only what a clause talks about: 'sprach über den Anruf'."""
    verbs = _table("support")
    for verb, function in predications(noun):
        topic = verbs.get(verb.lemma_) == "topic"  # type: ignore[comparison-overlap]
        if topic and function in ("obj", "über", "von", "zu") and not is_clause_negated(verb):
            return True
    return False


def _support_status(verb: Token, function: str) -> Status | None:
    """Return what a verb says of its argument's happening, None where it says nothing of it."""
    if function == "pred":
        return "Denied" if is_clause_negated(verb) else "Occurred"
    lemma = verb.lemma_
    table = _table("support")
    status = table.get(lemma)
    if status is None:
        return None
    if status == "topic":  # type: ignore[comparison-overlap]
        return _topic_status(verb, function)
    if status == "clause":  # type: ignore[comparison-overlap]
        if function in ("subj", "obj", "zu") and _brings_up(verb):
            return "NotDiscussed" if is_clause_negated(verb) else None
        return clause_status(verb) if _supports(lemma, function) else None
    if status == "comment":  # type: ignore[comparison-overlap]
        return "Occurred" if function == "obj" and clause_status(verb) == "Occurred" else None
    if function == "subj" and lemma not in _INTRANSITIVE and not _is_state(verb):
        return None
    if function not in ("subj", "obj", "auf", "zu", "um", "für", "über"):
        return None
    if is_clause_negated(verb) and status != "Denied":
        return "Denied"
    return status


_INTRANSITIVE = ("anstehen", "bevorstehen", "platzen", "ausfallen", "entfallen")


def _is_state(verb: Token) -> bool:
    """Return whether a participle with 'sein' tells a state: 'ist für Mai geplant'."""
    return verb.tag_ == "VVPP" and any(a.lemma_ == "sein" for a in _auxiliaries(verb))


def _brings_up(verb: Token) -> bool:
    """Return whether a verb is 'zur Sprache kommen' or 'zur Sprache bringen'."""
    return verb.lemma_ in ("kommen", "bringen") and any(
        t.lower_ == "sprache" for t in verb.subtree if t.i > verb.i - 12
    )


def support_status(verb: Token) -> str:
    """Return what a verb says of its event noun: a status, 'clause', 'topic' or ''."""
    return _table("support").get(verb.lemma_, "")


def supports(verb: Token, kind: str) -> bool:
    """Return whether the subject of a verb acts in the event or stance that its object names.

    'führte ein Gespräch', 'übte Kritik'; not 'lobte das Gespräch', 'wies die Kritik zurück'.
    """
    if kind == "position":
        return verb.lemma_ in _words("support_stance", "verbs")
    status = _table("support").get(verb.lemma_)
    if kind == "event":
        return status == "clause"  # type: ignore[comparison-overlap]
    return status is not None and status != "comment"  # type: ignore[comparison-overlap]


def _unraised_matter(noun: Token) -> bool:
    """Return whether 'die Frage eines Treffens' and the like was explicitly not raised."""
    head = noun.head
    if noun.dep_ != "nmod" or head.lemma_ not in _words("transparent_nouns", "matters"):
        return False
    return any(
        _support_status(verb, function) == "NotDiscussed" for verb, function in predications(head)
    )


def _topic_status(verb: Token, function: str) -> Status | None:
    """Return 'NotDiscussed' for a matter that was explicitly not raised."""
    if function not in ("obj", "über", "von", "subj"):
        return None
    return "NotDiscussed" if is_clause_negated(verb) else None


def _supports(lemma: str, function: str) -> bool:
    """Return whether a light verb supports a noun in this function: 'zu einem Treffen kommen'."""
    if lemma == "kommen":
        return function == "zu"
    if lemma in ("sein", "stehen", "gehen"):
        return function in ("subj", "obj", "in", "auf")
    if lemma in ("folgen", "einladen"):
        return function in ("subj",)
    return function in ("subj", "obj")
