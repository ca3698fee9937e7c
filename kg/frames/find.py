"""The matcher: one pass over the dependency tree finds every frame of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.frames.clauses import (
    Arguments,
    children,
    conjuncts,
    is_plural,
    is_verbal,
    noun_arguments,
    preposition,
    verb_arguments,
)
from kg.frames.enumerations import find_enumerated
from kg.frames.lexicon import Lexicon, Rule, load_lexicon
from kg.frames.phrases import count_of, ordinal_of, role
from kg.frames.setting import Settings, is_event_noun, is_single, place_roles
from kg.frames.status import (
    channel_of,
    clause_status,
    is_matter_of_talk,
    is_negated,
    is_unreal,
    noun_status,
    predications,
    support_status,
    supports,
)
from kg.model import Frame, Role, Status

_OUTER = ("in", "bei", "nach", "während", "vor", "zu", "an", "am", "mit", "auf")
_SHARED = ("mit", "zwischen", "über", "zu", "von", "um", "wegen", "an", "gegen", "für", "nach")
_INDEFINITE = ("ein", "kein", "mehrere", "einige", "zahlreiche", "weitere", "viele")


def find_frames(doc: Doc) -> Iterator[Frame]:
    """Yield the frames of a parsed document in text order.

    :param doc: a parsed Doc with ``doc._.timexes`` and ``doc._.mentions`` where they are set.
    """
    lexicon = load_lexicon()
    settings = Settings(doc)
    number = 0
    for sentence_index, sentence in enumerate(doc.sents):
        found = [f for token in sentence for f in _token_frames(token, lexicon, settings)]
        nouns = [f for f in found if f.kind == "communication" and f.nominal]
        found += find_enumerated(doc, sentence, {f.times[0] for f in nouns if f.times})
        for frame in sorted(found, key=lambda f: f.head):
            yield replace(frame, id=number, sentence=sentence_index)
            number += 1


def _token_frames(token: Token, lexicon: Lexicon, settings: Settings) -> Iterator[Frame]:
    pos = _part_of_speech(token)
    if not pos:
        return
    found: set[str] = set()
    for rule in lexicon.lookup(pos, token.lemma_):
        if rule.kind in found:
            continue
        arguments = _with_cases(rule, trigger_arguments(token, rule.kind))
        arguments = _with_actor_first(rule, arguments, settings)
        if not _fits(rule, token, arguments, settings):
            continue
        frame = _frame(rule, token, arguments, settings)
        if frame is not None:
            found.add(rule.kind)
            yield frame


def _with_cases(rule: Rule, arguments: Arguments) -> Arguments:
    """Return the arguments with object and dative exchanged where only one is there and wanted.

    Case is what the parser knows least; a rule that speaks of one of the two alone takes either.
    """
    named = {f for functions in rule.roles.values() for f in functions}
    if "subj" not in arguments and "obj" in arguments and not named & {"obj", "dat"}:
        arguments = {**arguments, "subj": arguments["obj"]}
    for wanted, other in (("obj", "dat"), ("dat", "obj")):
        found = arguments.get(other)
        if found and wanted in named and other not in named and wanted not in arguments:
            return {**arguments, wanted: found}
    return arguments


def _with_actor_first(rule: Rule, arguments: Arguments, settings: Settings) -> Arguments:
    """Return the arguments with subject and object exchanged where only the object can act.

    'Die Themen, die die Präsidenten ansprachen': by its form either may be the subject.
    """
    subjects, objects = arguments.get("subj", []), arguments.get("obj", [])
    acts = any("subj" in rule.roles.get(role, ()) for role in ("party", "holder", "agent"))
    matter = any("obj" in rule.roles.get(role, ()) for role in ("topic", "about"))
    if not (acts and matter and subjects and objects):
        return arguments
    if any(settings.is_actor(t) for t in subjects) or not settings.is_actor(objects[0]):
        return arguments
    return {**arguments, "subj": objects, "obj": subjects}


def _part_of_speech(token: Token) -> str:
    if token.pos_ == "NOUN" and token.tag_ != "VVPP":
        return "noun"
    if token.tag_ == "ADJA" and not children(token, "nsubj"):
        return ""
    if token.pos_ == "VERB" or (
        token.pos_ == "AUX" and token.dep_ not in ("aux", "aux:pass", "cop")
    ):
        return "verb"
    return "adjective" if token.pos_ in ("ADJ", "ADV") else ""


def trigger_arguments(token: Token, kind: str) -> Arguments:
    """Return the arguments of a trigger; a noun also takes those of the verbs that support it.

    Who acts in the clause around a noun in a prepositional phrase stands under ``outer``.
    """
    if is_verbal(token) and token.pos_ != "NOUN":
        return verb_arguments(token)
    if token.pos_ != "NOUN":
        return _predicate_arguments(token)
    found = noun_arguments(token)
    if token.dep_ == "nsubj" and children(token.head, "cop") and token.head.pos_ == "NOUN":
        found["predicate"] = list(conjuncts(token.head))
    talked = kind == "communication" and is_matter_of_talk(token)
    for verb, function in predications(token):
        theirs = verb_arguments(verb) if is_verbal(verb) else _predicate_arguments(verb)
        if function == "pred":
            _extend(found, "pred-subj", theirs.get("subj", []), token)
        if function in ("obj", "subj", "pred"):
            if function == "obj" and _acts_in(found, verb, kind) and not talked:
                _extend(found, "subj", theirs.get("subj", []), token)
                _extend(found, "dat", theirs.get("dat", []), token)
            for name in _SHARED if supports(verb, kind) or function != "obj" else ():
                _extend(found, name, theirs.get(name, []), token)
        elif function in _OUTER:
            _extend(found, "outer", theirs.get("subj", []), token)
            _extend(found, "outer-dat", theirs.get("dat", []), token)
            if function in ("zu", "mit", "an"):
                _extend(found, "outer", theirs.get("obj", []), token)
                _extend(found, "mit", theirs.get("mit", []), token)
    return found


def _acts_in(found: Arguments, verb: Token, kind: str) -> bool:
    """Return whether a verb's subject takes part in the event that its object names.

    Who proposes or refuses a talk is a party where the talk is 'mit' somebody else only: 'schlug
    ein Treffen mit B vor', but not 'schlug ein Treffen zwischen A und B vor'.
    """
    if kind == "communication" and support_status(verb) in ("Proposed", "Denied"):
        return "mit" in found and "zwischen" not in found
    return supports(verb, kind)


def _predicate_arguments(token: Token) -> Arguments:
    """Return the arguments of a predicate adjective or noun: 'ist zu Gesprächen bereit'."""
    found: Arguments = {}
    for child in token.children:
        if child.dep_ in ("nsubj", "csubj") and not is_verbal(child):
            found.setdefault("subj", []).append(child)
        elif child.dep_ in ("obl", "nmod") and (case := preposition(child)):
            found.setdefault(case, []).append(child)
        elif child.dep_ in ("ccomp", "xcomp", "advcl", "acl") and is_verbal(child):
            found.setdefault("clause", []).append(child)
    return found


def _extend(found: Arguments, name: str, tokens: list[Token], trigger: Token) -> None:
    known = found.setdefault(name, [])
    known += [t for t in tokens if t not in known and t != trigger and t not in trigger.subtree]
    if not known:
        del found[name]


def _fits(rule: Rule, token: Token, arguments: Arguments, settings: Settings) -> bool:
    if any(arguments.get(name) for name in rule.forbids):
        return False
    if rule.companions and not _stands_near(rule.companions, token):
        return False
    if rule.strangers and _stands_near(rule.strangers, token):
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
        near += [c for c in head.children if c.dep_ != "punct" and not is_verbal(c)]
    return any(t.lemma_ in lemmas or _compound_of(t, lemmas) for t in near)


def _compound_of(token: Token, lemmas: tuple[str, ...]) -> bool:
    """Return whether a noun ends in one of the lemmas: 'Holzabkommen' in 'Abkommen'."""
    if token.pos_ != "NOUN" or len(token.text) < 9:
        return False
    return any(len(x) > 4 and token.lemma_.endswith(x.lower()) for x in lemmas)


def _filled(need: str, token: Token, arguments: Arguments, settings: Settings) -> bool:
    name, _, test = need.partition(":")
    if name == "self":
        return is_plural(token) and not is_single(token)
    fillers = arguments.get(name, [])
    if test == "plural":
        return len(fillers) > 1 or any(is_plural(t) for t in fillers)
    if test == "actor":
        return any(settings.is_actor(t) for t in fillers)
    if test == "person":
        return any(settings.is_person(t) for t in fillers)
    if test == "noun":
        return any(t.pos_ in ("NOUN", "PROPN") for t in fillers)
    return bool(fillers)


def _frame(rule: Rule, token: Token, arguments: Arguments, settings: Settings) -> Frame | None:
    nominal = token.pos_ == "NOUN"
    status, support = noun_status(token) if nominal else (clause_status(token), None)
    if is_unreal(support or token):
        return None
    if rule.kind == "position" and status == "Denied" and not nominal and not is_negated(token):
        return None  # a denial above it ('bestreitet, ... zu unterstützen') takes no side on it
    roles = list(_roles(rule, arguments, settings))
    if not _has_actor(rule, roles, nominal, settings):
        return None
    talk = rule.kind == "communication"
    if talk:
        outer = [t for t in arguments.get("outer", []) if not is_event_noun(t)]
        roles += [role("outer", t) for t in outer]
        if not rule.anaphoric:
            roles += place_roles(token, support, settings)
    sentence = token.sent
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = sentence.start_char + len(text.rstrip())
    return Frame(
        id=0,
        kind=rule.kind,
        type=_channelled(rule, token, support),
        rule=rule.id,
        lemma=token.lemma_,
        status=_joined_status(rule, status),
        roles=tuple(roles),
        times=settings.times(token, support),
        definite=nominal and _is_definite(token),
        nominal=nominal,
        anaphoric=rule.anaphoric or (talk and nominal and is_matter_of_talk(token)),
        joins=rule.joins,
        plural=nominal and is_plural(token) and not is_single(token),
        count=count_of(token) if nominal else 0,
        ordinal=ordinal_of(token) if nominal else 0,
        host_head=settings.host(token, support),
        code=rule.code,
        start=start,
        end=end,
        text=token.doc.text[start:end],
        head=token.idx,
    )


_ACTOR_ROLES = frozenset(
    "party caller host visitor sender recipient mediator holder agent target".split()
)


def _has_actor(rule: Rule, roles: list[Role], nominal: bool, settings: Settings) -> bool:
    """Return whether somebody acts: 'der Sturm forderte drei Opfer' is no demand.

    A noun may find its parties in the discourse, and so may a frame that adds to another.
    """
    if rule.kind != "position" and (nominal or rule.anaphoric):
        return True
    if rule.kind == "position":
        return any(r.name == "holder" and settings.is_actor_at(r.head) for r in roles)
    return any(r.name in _ACTOR_ROLES and settings.is_actor_at(r.head) for r in roles)


def _channelled(rule: Rule, token: Token, support: Token | None) -> str:
    """Return the type of a communication by the channel that its clause names, if it names one."""
    if rule.kind != "communication" or rule.type not in ("Communication", "Meeting"):
        return rule.type
    for head in (token, support):
        for child in head.children if head is not None else ():
            if child.dep_ in ("advmod", "obl", "amod", "nmod") and child != token:
                channel = channel_of(child)
                if channel and not (rule.type == "Meeting" and channel != "PhoneCall"):
                    return channel
    return rule.type


def _joined_status(rule: Rule, status: Status) -> Status:
    """Return the rule's own status unless the clause denies it ('sagte nicht ab')."""
    if rule.status is None or status in ("Denied", "NotDiscussed"):
        return status
    return rule.status if status == "Occurred" else status


def _roles(rule: Rule, arguments: Arguments, settings: Settings) -> Iterator[Role]:
    taken: set[tuple[str, int]] = set()
    for name, functions in rule.roles.items():
        for function in functions:
            for token in arguments.get(function, []):
                matter = name in ("about", "topic", "outcome")
                if matter and settings.is_time(token):
                    continue
                if matter and function != "clause" and token.pos_ in ("ADJ", "ADV"):
                    continue
                if (name, token.i) not in taken:
                    taken.add((name, token.i))
                    yield role(name, token)


def _is_definite(noun: Token) -> bool:
    for child in noun.children:
        if child.dep_ in ("det", "nummod", "amod") and child.lower_.startswith(_INDEFINITE):
            return False
        if child.dep_ in ("det", "det:poss"):
            return True
        if child.dep_ == "case" and child.tag_ == "APPRART":
            return True
    return any(child.dep_ == "nmod" and child.i < noun.i for child in noun.children)
