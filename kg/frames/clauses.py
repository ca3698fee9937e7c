"""The arguments of a verb or noun, the same whatever the sentence's form.

Active, passive, infinitives with their controllers, relative clauses, participles and coordination
all come out as the deep functions of :mod:`kg.frames.lexicon`. The trees have Universal
Dependencies labels after German GSD.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.frames.nouns import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Arguments,
    add_argument,
    noun_arguments,
)
from kg.frames.tokens import (
    CONTRACTED,
    bare_attribute,
    children,
    conjuncts,
    dependents,
    is_bare_adjective,
    is_infinitive,
    is_reflexive,
    is_verbal,
    nominal_chain,
    preposition,
)

__all__ = ["CONTRACTED", "children", "conjuncts", "is_verbal", "preposition"]

# 'damit', 'darüber' stand for a preposition and a clause that follows.
_PRONOMINAL = {
    "dafür": "für",
    "dagegen": "gegen",
    "damit": "mit",
    "danach": "nach",
    "daran": "an",
    "darauf": "auf",
    "daraus": "aus",
    "darin": "in",
    "darüber": "über",
    "darum": "um",
    "davon": "von",
    "davor": "vor",
    "dazu": "zu",
}
_OBJECT_CONTROL = frozenset(
    "anflehen anhalten anklagen anweisen auffordern aufrufen beauftragen beschuldigen beschwören "
    "bewegen bezichtigen bitten drängen einladen ermahnen ermuntern ermutigen ermächtigen ersuchen "
    "kritisieren loben mahnen nötigen rügen tadeln überreden überzeugen verdächtigen verpflichten "
    "veranlassen zwingen".split()
)
_DATIVE_CONTROL = frozenset(
    "anlasten anraten attestieren befehlen bescheinigen empfehlen erlauben ermöglichen gestatten "
    "nachsagen nahelegen raten unterstellen untersagen verbieten vorhalten vorschlagen vorwerfen "
    "zuschreiben".split()
)
#: Whom somebody called on is in a state: 'die Stadt ist aufgefordert, ...'.
_CALLED_ON = frozenset(
    "anhalten anweisen auffordern aufrufen beauftragen bitten drängen ermahnen ersuchen mahnen "
    "verpflichten".split()
)


def verb_arguments(verb: Token) -> Arguments:
    """Return the deep arguments of a verb by function; see :mod:`kg.frames.lexicon`.

    The subject of a coordinated verb, of an infinitive or of a participle is looked up where the
    grammar leaves it out.
    """
    found: Arguments = {}
    passive = is_passive(verb)
    for child in dependents(verb):
        if _is_of_alliance(child):
            continue
        if child.dep_ not in SUBJECTS or preposition(child) != "als":  # 'als einzige Partei'
            _verb_argument(found, child, passive)
    _second_object(found, verb)
    _participle_noun(found, verb)
    _attached_lower(found, verb)
    if not found.get("subj") and not passive:
        # 'hat Washington eine Reihe von Treffen abgehalten': the subject may hang on the object.
        lower = [t for c in children(verb, "obj", "obl") for t in children(c, "nsubj")]
        for token in lower or _shared_subject(verb):
            add_argument(found, "subj", token)
    if passive and not found.get("obj") and verb.dep_ == "conj" and is_passive(verb.head):
        for token in children(verb.head, *PASSIVE_SUBJECTS):
            add_argument(found, "obj", token)
    return found


def _is_done_to(verb: Token) -> bool:
    """Return whether 'werden' makes a passive, whatever the parser calls its subject."""
    passives = children(verb, "aux:pass")
    done = any(t.lemma_ == "werden" for t in passives)
    return verb.tag_ == "VVPP" and (done or _is_called_on(verb))


def _is_called_on(verb: Token) -> bool:
    being = any(t.lemma_ == "sein" for t in children(verb, "aux", "cop"))
    return being and verb.tag_ == "VVPP" and verb.lemma_ in _CALLED_ON


def is_second_subject(token: Token) -> bool:
    """Return whether a verb has another subject before this one, which then is its object."""
    earlier = [t for t in dependents(token.head) if t.dep_ == "nsubj" and t.i < token.i]
    if token.dep_ != "nsubj" or not earlier:
        return False
    # 'A und B' whose second member the parser hangs on the verb is one subject.
    first = token.left_edge.i
    return first == 0 or token.doc[first - 1].lower_ not in ("und", "sowie", "oder")


def _continues_subject(token: Token) -> bool:
    """Return whether 'und' joins a noun to the subject right before it: 'die PD und die M5S'."""
    start = token.left_edge.i
    if start < 2 or token.doc[start - 1].lower_ not in ("und", "sowie"):
        return False
    before = token.doc[start - 2]
    return any(
        s.i < start and (before == s or s in before.ancestors) and s.right_edge.i >= start - 3
        for s in children(token.head, "nsubj")
    )


def is_passive(verb: Token) -> bool:
    """Return whether a verb is in the passive ('wurde empfangen', 'ist vereinbart')."""
    active = any(t.lemma_ == "haben" for t in children(verb, "aux"))
    if _is_called_on(verb):
        return True
    if children(verb, "aux:pass") or (children(verb, *PASSIVE_SUBJECTS) and not active):
        return True
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VVPP"
        and not children(verb, "aux", "nsubj")
        and is_verbal(verb.head)
        and is_passive(verb.head)
    )


def _label(child: Token) -> str:
    """Return a child's function, subject and object put right in 'das die beiden führten'.

    A relative pronoun in the singular is no subject of a verb in the plural.
    """
    verb, label = child.head, child.dep_
    if label not in ("nsubj", "obj") or not verb.lower_.endswith("n"):
        return label
    pronoun = next((c for c in children(verb, "nsubj") if c.tag_ == "PRELS"), None)
    finite = verb.tag_ == "VVFIN" or any(a.lower_.endswith("n") for a in children(verb, "aux"))
    if pronoun is None or pronoun.lower_ not in ("das", "welches") or not finite:
        return label
    if not children(verb, "obj"):
        return label
    return "obj" if child == pronoun else "nsubj" if label == "obj" else label


def _verb_argument(found: Arguments, child: Token, passive: bool) -> None:
    label = _label(child)
    if label in SUBJECTS and not is_verbal(child):
        suffers = is_second_subject(child) or (passive and _is_done_to(child.head))
        add_argument(found, "obj" if suffers else "subj", child)
    elif label in PASSIVE_SUBJECTS and not is_verbal(child):
        add_argument(found, "obj" if passive else "subj", child)
    elif (label in _CONTENT and _states_matter(child)) or (label == "advcl" and _is_dass(child)):
        found.setdefault("clause", []).append(child)
    elif label == "conj" and is_infinitive(child) and not children(child, "cc"):
        found.setdefault("clause", []).append(child)  # 'verlangen, ein Gutachten einzuholen'
    elif label == "obj" and _continues_subject(child):
        add_argument(found, "subj", child)
    elif label in ("obj", "obl:arg", "iobj", "obl", "obl:agent", "nmod"):
        case = preposition(child)
        if label == "obl:agent" or (passive and case in ("durch", "von")):
            add_argument(found, "subj", child)
        elif case:
            add_argument(found, case, child)
        elif label == "obl:arg" or label == "iobj":
            add_argument(found, "dat", child)
        elif label == "obj" or (child.pos_ == "PROPN" and not children(child.head, "obj")):
            # A name without a preposition is an object, whatever the parser calls it.
            add_argument(found, "obj", child)
    elif label == "conj" and _goes_on_list(child) and "obj" in found:
        # A list of objects whose later members the parser hangs on the verb itself.
        found["obj"] += list(conjuncts(child))
    elif label == "advmod" and child.lower_ in _PRONOMINAL:
        found.setdefault(_PRONOMINAL[child.lower_], []).append(child)
    if is_reflexive(child):
        found.setdefault("refl", []).append(child)


def _goes_on_list(noun: Token) -> bool:
    """Return whether a noun goes on a list of objects; a semicolon ends it."""
    first = noun.left_edge
    before = first.nbor(-1).text if first.i > 0 else ""
    return noun.pos_ == "NOUN" and not preposition(noun) and ";" not in (first.text, before)


def _second_object(found: Arguments, verb: Token) -> None:
    """Read the first of two objects as the dative: 'übergab Moskau eine Version'."""
    heads = [verb, *children(verb, "aux")]
    objects = [
        t
        for t in found.get("obj", [])
        if t.head in heads and t.dep_ != "conj" and t.lemma_ not in _MEASURES
    ]
    givers = found.get("dat", [])
    if not objects and len(givers) == 2 and not _follows_comma(givers[1]):
        found["dat"], found["obj"] = givers[:1], givers[1:]  # 'warf ihm Wortbruch vor'
    elif not objects and len(givers) == 1 and (thing := bare_attribute(givers[0])):
        found["obj"] = [thing]  # 'warf der Regierung Untätigkeit vor'
    if len(objects) < 2 or is_passive(verb) or _follows_comma(objects[1]):
        return
    # Without a subject the first of two is the subject, else the dative.
    first = "dat" if "subj" in found or _shared_subject(verb) else "subj"
    if first not in found:
        found[first] = list(conjuncts(objects[0]))
        found["obj"] = [t for t in found["obj"] if t not in found[first]]


def _follows_comma(token: Token) -> bool:
    """Return whether a noun goes on a list: 'fordert A, B und C' has no dative."""
    start = token.left_edge.i
    return start > 0 and token.doc[start - 1].lower_ in (",", "und", "sowie", "oder")


_MEASURES = ("Tag", "Woche", "Monat", "Jahr", "Stunde", "Minute", "Mal", "Abend", "Morgen")


def _attached_lower(found: Arguments, verb: Token) -> None:
    """Add prepositional phrases that hang on the verb's objects but may belong to the verb.

    In 'verhängte Sanktionen gegen Belarus' and 'empfing den Präsidenten im Kreml' either reading
    is grammatical; they count only where the verb has no such phrase of its own.
    """
    own = set(found)
    for child in verb.children:
        if is_bare_adjective(child):
            _adjective_arguments(found, child, own)
        if child.dep_ not in ("obj", "obl", "obl:arg", "nsubj:pass") or is_verbal(child):
            continue
        for lower in nominal_chain(child):
            case = preposition(lower)
            if case == "mit" and preposition(child) in _WHOLE_MATTERS and child.lemma_ != "Fall":
                continue  # 'sprach über eine Koalition mit den Grünen'
            near = child.dep_ != "obl" or case in ("an", "gegen", "mit", "nach", "zwischen", "über")
            if case and case not in own and near:
                add_argument(found, case, lower)


def _is_of_alliance(phrase: Token) -> bool:
    """Return whether 'mit X' belongs to the noun before it: 'spricht über ein Bündnis mit X'."""
    start = phrase.left_edge.i
    if preposition(phrase) != "mit" or start == 0:
        return False
    noun = phrase.doc[start - 1]
    return noun.lower_.endswith(_ALLIANCES) and preposition(noun) in _WHOLE_MATTERS


_ALLIANCES = (
    *("koalition", "bündnis", "zusammenarbeit", "abkommen", "frieden", "vertrag", "handel"),
    *("beziehungen", "verhältnis", "konflikt", "krieg", "partnerschaft", "kooperation", "streit"),
)
_WHOLE_MATTERS = ("für", "gegen", "um", "von", "über")

# What opens a clause of purpose, condition, cause or time, which states no matter.
_CIRCUMSTANCES = frozenset(
    "um falls wenn sofern weil da nachdem obwohl während indem ohne statt anstatt damit sodass "
    "bevor sobald solange".split()
)


_CONTENT = ("ccomp", "xcomp", "csubj", "csubj:pass")


def _is_dass(clause: Token) -> bool:
    """Return whether a clause opens with a bare 'dass': not 'ohne dass', 'so dass'."""
    return _first_word(clause).lower_ in ("dass", "daß") and is_verbal(clause)


def _first_word(clause: Token) -> Token:
    first = clause.left_edge
    return first.nbor(1) if first.is_punct and first.i + 1 < len(first.doc) else first


def _states_matter(clause: Token) -> bool:
    """Return whether a clause says what is meant: no purpose ('um ... zu'), no relative clause."""
    if is_bare_adjective(clause):
        return False
    first = _first_word(clause)
    if first.lower_ in _CIRCUMSTANCES or first.tag_ in ("VMFIN", "VAFIN"):
        return False  # 'drohte mit Zöllen, sollte es keine Einigung geben'
    near = [t for c in clause.children for t in (c, *children(c, "det", "det:poss"))]
    relative = any(t.tag_.startswith("PREL") for t in near)
    return not relative and not any(c.lower_ == "um" for c in clause.children)


def _adjective_arguments(found: Arguments, adjective: Token, own: set[str]) -> None:
    """Add what an adjective that completes a verb governs: 'für den Angriff verantwortlich'."""
    for lower in adjective.children:
        case = preposition(lower) if lower.dep_ in ("obl", "nmod") else ""
        if case and case not in own:
            add_argument(found, case, lower)
        elif lower.dep_ in ("xcomp", "ccomp", "acl", "advcl") and is_verbal(lower):
            found.setdefault("clause", []).append(lower)
        elif lower.dep_ == "obj" and "obj" not in own:
            add_argument(found, "obj", lower)  # 'verurteilte den Anschlag als erschütternd'


def _participle_noun(found: Arguments, verb: Token) -> None:
    """Add the noun that a participle describes: 'das am Montag geführte Gespräch'."""
    if verb.dep_ not in ("amod", "acl") or verb.head.pos_ not in ("NOUN", "PROPN"):
        return
    attribute = verb.tag_ in ("ADJA", "VVPP") or verb.dep_ == "amod"  # no finite verb is one
    if attribute and _PARTICIPLE.match(verb.lower_):
        found.setdefault("obj", []).append(verb.head)


#: 'geführt', 'vereinbart', 'eingetroffen'.
_PARTICIPLE = re.compile(r"ge|ver|be|er|ent|zer|(?:ab|an|auf|aus|ein|her|hin|zu|zusammen)ge")


def _shared_subject(verb: Token) -> list[Token]:
    """Return the subject that coordination, control or a purpose clause leaves out."""
    head = verb.head
    if head == verb:
        return []
    if verb.dep_ == "conj" and (is_verbal(head) or children(head, "cop")):
        return _surface_subject(head) or _shared_subject(head)  # 'ist Kanzler und tritt für X ein'
    if verb.dep_ == "xcomp" and head.lemma_ == "lassen":
        return _surface_subject(head) or _shared_subject(head)  # who has it done
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(verb) and is_verbal(head):
        if verb.dep_ != "advcl" and head.lemma_ in _OBJECT_CONTROL:
            return verb_arguments(head).get("obj", [])
        if verb.dep_ != "advcl" and head.lemma_ in _DATIVE_CONTROL:
            return verb_arguments(head).get("dat", [])
        return _surface_subject(head) or _shared_subject(head)
    if verb.dep_.startswith("acl") and is_infinitive(verb) and not is_verbal(head):
        return _noun_agent(head)
    return []


def _surface_subject(verb: Token) -> list[Token]:
    if is_passive(verb):
        return children(verb, *PASSIVE_SUBJECTS)
    return children(verb, "nsubj")


#: Nouns whose infinitive somebody else does: 'der Vorwurf an X, gelogen zu haben'.
_ADDRESSED = frozenset(
    "Anschuldigung Appell Aufforderung Aufruf Bitte Forderung Rat Verdacht Vorwurf".split()
)


def _noun_agent(noun: Token) -> list[Token]:
    """Return who acts in a noun with an infinitive: 'Putins Bereitschaft, zu ...'."""
    own = noun_arguments(noun)
    if noun.lemma_ in _ADDRESSED:
        return own.get("an", []) + own.get("gegen", [])
    agents = own.get("gen", []) + own.get("poss", [])
    governor = noun.head
    if not agents and noun.dep_ in ("obj", "obl") and is_verbal(governor):
        return _surface_subject(governor) or _shared_subject(governor)
    return agents
