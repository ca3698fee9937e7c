"""The matcher: one pass over the dependency tree finds every frame of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.frames.arguments import arguments_for, filled
from kg.frames.enumerations import find_enumerated
from kg.frames.lexicon import Lexicon, Rule, load_lexicon
from kg.frames.lists import listed
from kg.frames.match import belittles, fits, says_so
from kg.frames.nearby import with_neighbours
from kg.frames.negation import is_clause_negated
from kg.frames.nouns import Arguments
from kg.frames.phrases import count_of, ordinal_of, role, sentence_bounds
from kg.frames.said import find_said, within
from kg.frames.setting import Settings, is_event_noun, is_single, place_roles
from kg.frames.stances import (
    cut_to_clause,
    examples_of,
    is_excepted,
    is_ruled_out,
    is_ruling,
    matters_of,
    takes_back,
)
from kg.frames.status import (
    channel_of,
    clause_status,
    is_matter_of_talk,
    is_unreal,
    noun_status,
    stance_status,
    wants,
)
from kg.frames.tokens import children, is_plural, is_verbal, preposition
from kg.frames.triggers import part_of_speech, trigger_lemma
from kg.model import Frame, Role, Status

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
        found += _said_frames(doc, sentence, lexicon, settings)
        nouns = [f for f in found if f.kind == "communication" and f.nominal]
        found += find_enumerated(doc, sentence, {f.times[0] for f in nouns if f.times})
        for frame in sorted(found, key=lambda f: f.head):
            yield replace(frame, id=number, sentence=sentence_index)
            number += 1


def _token_frames(token: Token, lexicon: Lexicon, settings: Settings) -> Iterator[Frame]:
    pos = part_of_speech(token)
    if not pos:
        return
    found: set[str] = set()
    for rule in lexicon.lookup(pos, trigger_lemma(token, settings)):
        if rule.kind in found:
            continue
        arguments = arguments_for(rule, token, settings)
        arguments = with_neighbours(rule, token, arguments, settings)
        arguments = matters_of(rule, token, arguments)
        if not fits(rule, token, arguments, settings):
            continue
        frame = _frame(rule, token, arguments, settings)
        if frame is not None:
            found.add(rule.kind)
            yield from _anew(frame, token, settings)


def _anew(frame: Frame, token: Token, settings: Settings) -> Iterator[Frame]:
    """Yield a frame, of what is postponed also the one of its new day.

    'Das für Montag geplante Treffen wurde auf Mai verschoben' cancels one and plans another; told
    without its first day it is but planned.
    """
    later = [t for t in frame.times if t in settings.later_days(token)]
    if not later:
        yield frame
        return
    first = tuple(t for t in frame.times if t not in later)
    if first:
        yield replace(frame, times=first)
    yield replace(frame, status="Planned", times=tuple(later), joins=False)


def _said_frames(doc: Doc, sentence: Span, lexicon: Lexicon, settings: Settings) -> Iterator[Frame]:
    """Yield a frame for each quoted clause that takes a side, by the first rule that fits."""
    found: set[int] = set()
    for rule, clause, arguments, quote in find_said(doc, sentence, lexicon, settings):
        if clause.i in found or not fits(rule, clause, arguments, settings):
            continue
        roles = tuple(within(r, quote, rule) for r in _roles(rule, arguments, settings))
        if not any(r.name == "about" for r in roles):
            continue
        found.add(clause.i)
        yield _stance_frame(rule, clause, roles)


def _stance_frame(rule: Rule, clause: Token, roles: tuple[Role, ...]) -> Frame:
    start, end = sentence_bounds(clause.sent)
    return Frame(
        id=0,
        kind="position",
        type=rule.type,
        rule=rule.id,
        lemma=clause.lemma_,
        roles=roles,
        code=rule.code,
        start=start,
        end=end,
        text=clause.sent.text.strip(),
        head=clause.idx,
    )


def _frame(rule: Rule, token: Token, arguments: Arguments, settings: Settings) -> Frame | None:
    """Return the frame of a trigger that fits a rule, None where it tells no event or stance."""
    nominal = token.pos_ == "NOUN"
    status, support = _status(rule, token)
    if is_unreal(support or token) or takes_back(rule, token, status, denied=_denies(rule, token)):
        return None
    told = [_to_do(r, token, rule) for r in _roles(rule, arguments, settings)]
    roles = [cut_to_clause(r, token) if r.name == "about" else r for r in told]
    roles += _named_within(rule, token, settings)
    matterless = rule.apart and not any(r.name == "about" for r in roles)
    if matterless or not _has_actor(rule, roles, nominal, settings):
        return None
    talk = rule.kind == "communication"
    if talk:
        roles += _colleague_of(token, roles, arguments)
        roles += _surroundings(rule, token, support, arguments, settings)
    start, end = sentence_bounds(token.sent)
    frame = Frame(
        id=0,
        kind=rule.kind,
        type=_channelled(rule, token, support),
        rule=rule.id,
        lemma=token.lemma_,
        status=_joined_status(rule, status),
        roles=tuple(roles),
        times=_own_times(settings.times(token, support), roles),
        anaphoric=rule.anaphoric or (talk and nominal and is_matter_of_talk(token)),
        joins=rule.joins,
        host_head=settings.host(token, support),
        code=rule.code,
        start=start,
        end=end,
        text=token.sent.text.strip(),
        head=token.idx,
    )
    if not nominal:
        return frame
    with_whom = {t.idx for t in arguments.get("mit", [])}
    parties = {r.head for r in roles if r.name in _ACTOR_ROLES}
    return replace(_counted(frame, token), one_sided=talk and parties <= with_whom)


def _status(rule: Rule, token: Token) -> tuple[Status, Token | None]:
    """Return the status of what a trigger tells, and the verb that supports a noun."""
    if token.pos_ != "NOUN":
        status = clause_status(_predicate(token))
        if rule.kind == "position" and status == "Occurred" and _denies(rule, token):
            return "Denied", None
        wished = rule.kind == "position" and status == "Proposed" and wants(token)
        return "Planned" if wished else status, None
    return stance_status(token) if rule.kind == "position" else noun_status(token)


def _denies(rule: Rule, token: Token) -> bool:
    """Return whether a trigger's own clause says that it is not so."""
    predicate = _predicate(token)
    negated = is_clause_negated(predicate) or is_ruled_out(predicate)
    matters = {n for f in rule.roles.get("about", ()) for n in f.split("|")}
    none = any(  # 'ließ sich auf keinen Kompromiss ein'
        preposition(c) in matters and any(t.lower_.startswith("kein") for t in c.children)
        for c in children(predicate, "obl", "nmod")
    )
    return negated or none or belittles(rule, predicate)


def _predicate(verb: Token) -> Token:
    """Return the head of a clause for its copula, a verb itself."""
    return verb.head if verb.dep_ == "cop" else verb


def _surroundings(
    rule: Rule, token: Token, support: Token | None, arguments: Arguments, settings: Settings
) -> list[Role]:
    """Return who acts in the clause around a talk, and where it takes place."""
    told = [] if rule.type == "Correspondence" else arguments.get("outer-told", [])
    outer = [t for t in [*arguments.get("outer", []), *told] if not is_event_noun(t)]
    places = [] if rule.anaphoric else place_roles(token, support, settings)
    return [role("outer", t) for t in outer] + places


def _colleague_of(noun: Token, roles: list[Role], arguments: Arguments) -> Iterator[Role]:
    """Yield whose colleague alone is named: 'Gespräche mit seinem Amtskollegen Jusupow'."""
    partners = [t for t in arguments.get("mit", []) if t.lemma_.lower().endswith(_COLLEAGUES)]
    if noun.pos_ == "NOUN" and partners and {r.head for r in roles} <= {t.idx for t in partners}:
        yield from (
            role("party", t) for t in children(partners[0], "det:poss", "det") if t.tag_ == "PPOSAT"
        )


_COLLEAGUES = ("kollege", "kollegin", "pendant", "gegenüber", "gegenpart", "visavis")


def _named_within(rule: Rule, token: Token, settings: Settings) -> Iterator[Role]:
    """Yield who or what a compound names first: 'der EU-Gipfel', 'seine Türkei-Reise'."""
    opening = settings.name_within(token)
    if opening is not None and rule.kind == "communication":
        name, label = opening
        end = token.idx + len(name)
        visited = rule.type == "Visit" and label != "PER"
        wanted = "destination" if visited else "visitor" if rule.type == "Visit" else "party"
        yield Role(name=wanted, start=token.idx, end=end, text=name, head=token.idx, label=name)


def _is_of_many(noun: Token) -> bool:
    """Return whether a noun stands after 'eine Reihe von', 'eine Serie'."""
    return noun.dep_ in ("nmod", "appos") and noun.head.lemma_ in _MANY


_MANY = ("Dutzend", "Reihe", "Serie", "Vielzahl", "Zahl")


def _counted(frame: Frame, noun: Token) -> Frame:
    """Return a noun's frame with what its phrase says of number and definiteness."""
    return replace(
        frame,
        nominal=True,
        definite=_is_definite(noun),
        plural=_is_of_many(noun) or (is_plural(noun) and not is_single(noun)),
        count=count_of(noun),
        ordinal=ordinal_of(noun),
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
        return any(r.name == "holder" and settings.can_hold_at(r.head) for r in roles)
    return any(r.name in _ACTOR_ROLES and settings.is_actor_at(r.head) for r in roles)


def _own_times(times: tuple[int, ...], roles: list[Role]) -> tuple[int, ...]:
    """Return the times that are no matter: 'gratulierte zum Unabhängigkeitstag' has no date."""
    matters = [r for r in roles if r.name in _MATTERS]
    return tuple(t for t in times if not any(r.start <= t < r.end for r in matters))


_CHANNELS = ("advmod", "obl", "amod", "nmod")


def _channelled(rule: Rule, token: Token, support: Token | None) -> str:
    """Return the type of a communication by the channel that its clause names, if it names one."""
    if rule.kind != "communication" or rule.type not in ("Communication", "Meeting"):
        return rule.type
    near = [child for head in (token, support) if head is not None for child in head.children]
    for child in near:
        channel = channel_of(child) if child.dep_ in _CHANNELS and child != token else ""
        if channel == "PhoneCall" or (channel and rule.type == "Communication"):
            return channel
    return rule.type


def _joined_status(rule: Rule, status: Status) -> Status:
    """Return the rule's own status unless the clause denies it ('sagte nicht ab')."""
    if rule.status is None or status in ("Denied", "NotDiscussed"):
        return status
    return rule.status if status == "Occurred" else status


def _roles(rule: Rule, arguments: Arguments, settings: Settings) -> Iterator[Role]:
    """Yield the roles of a rule, each filler once.

    A companion is no matter where another filler is there ('nannte den Plan einen Fehler'), else
    it is what the clause is about ('sucht nach einer Lösung').
    """
    clauses = arguments.get("clause", [])
    for name, functions in rule.roles.items():
        fillers = list(dict.fromkeys(t for f in functions for t in filled(f, arguments)))
        fillers = [t for t in fillers if t.i == 0 or t.nbor(-1).text != "("]
        if name == "holder":
            fillers = [x for t in fillers for x in examples_of(t)]
            fillers = [t for t in fillers if not is_excepted(t) and not is_ruling(rule, t)]
        if name not in _MATTERS:
            fillers = [t for t in fillers if settings.is_actor(t) or not settings.is_time(t)]
        else:
            fillers = [t for t in fillers if t in clauses or not _no_matter(t, settings)]
            fillers = [t for t in fillers if t not in clauses or says_so(rule, t)]
            others = [t for t in fillers if t.lemma_ not in rule.companions]
            said = [t for t in clauses if any("clause" in f.split("|") for f in functions)]
            fillers = others or said or ([] if rule.apart else fillers)
        nouns = [t for t in fillers if t.pos_ == "NOUN" and t not in clauses]
        lists = [[t, *listed(t)] for t in nouns if name in _MATTERS]
        members = dict.fromkeys([*fillers, *(t for row in lists for t in row)])
        for t in sorted(members):
            yield role(name, t, _next_member(t, lists), clause=t in clauses and _is_clause(t))


def _to_do(role: Role, verb: Token, rule: Rule) -> Role:
    """Return a matter with what is to be done to it: 'das Bad' that somebody wants to close."""
    wanted = any("self:wants" in option for option in rule.requires)
    label = f"{role.label} {verb.lemma_}"
    return replace(role, label=label) if wanted and role.name == "about" else role


def _is_clause(token: Token) -> bool:
    return is_verbal(token) or bool(children(token, "cop"))


def _next_member(token: Token, lists: list[list[Token]]) -> int | None:
    """Return where the phrase begins that follows a token in its list, None without one."""
    for row in lists:
        if token in row[:-1]:
            return row[row.index(token) + 1].left_edge.i
    return None


_MATTERS = ("about", "topic", "outcome")


def _no_matter(token: Token, settings: Settings) -> bool:
    """Return whether a filler is a time, a bare adjective or who says it ('..., so Putin')."""
    speaks = token.i > 0 and token.nbor(-1).lower_ == "so" and token.pos_ == "PROPN"
    phrase = token.lemma_ in _EMPTY_NOUNS and bool(preposition(token))
    wanted = preposition(token) == "nach" and load_lexicon().takes_side(token.head.lemma_)
    time = settings.is_time(token) and not wanted  # 'ihre Forderung nach Neuwahlen'
    return time or _says_nothing(token) or speaks or phrase


_EMPTY_NOUNS = ("Ausdruck", "Protokoll", "Sprache", "Verfügung")


def _says_nothing(token: Token) -> bool:
    """Return whether a filler is a bare adjective or adverb: 'lehnt es als falsch ab'."""
    marks = any(child.dep_ == "mark" for child in token.children)
    bare = token.pos_ in ("ADJ", "ADV") and token.tag_ != "PROAV"
    return bare and not is_verbal(token) and not marks


def _is_definite(noun: Token) -> bool:
    for child in noun.children:
        if child.dep_ in ("det", "nummod", "amod") and child.lower_.startswith(_INDEFINITE):
            return False
        if child.dep_ in ("det", "det:poss"):
            return True
        if child.dep_ == "case" and child.tag_ == "APPRART":
            return True
    return any(child.dep_ == "nmod" and child.i < noun.i for child in noun.children)
