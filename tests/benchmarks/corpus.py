"""Invented articles of any number that tell of the same talks, each a little otherwise.

``articles(count)`` gives their facts, ``quads(size)`` at least so many quads, in which a talk that
several articles tell of is one node. The same seed gives the same quads; a longer run begins as a
shorter one does. Countries, people and papers do not exist.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from rdflib import URIRef
from rdflib.term import Node

from kg.model import (
    Actor,
    Article,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    Position,
    Stance,
    Statement,
    Status,
    When,
)
from kg.rdf.iris import BASE, article_iri
from kg.rdf.names import Names
from kg.rdf.write import to_triples

FIRST_DAY = dt.date(2031, 1, 1)
A_DAY = 2  # articles a day
TALKS_A_DAY = 4
SYLLABLES = "ar bel cor dal eno fir gol hud ina jor kel lum mar nev ost pel rin sol tur vas".split()
KINDS = ("PhoneCall", "Meeting", "Visit", "Negotiation", "Correspondence", "Communication")
STARTS = {"PhoneCall": "caller", "Visit": "visitor", "Correspondence": "sender"}
STANCES: tuple[Stance, ...] = (
    "Demands", "Proposes", "Seeks", "Supports", "Accepts",
    "Rejects", "Criticises", "Warns", "Threatens", "Denies",
)  # fmt: skip
MATTERS = [f"{a}{b}" for a in "Fischerei Zoll Grenz Energie Klima Hafen Bahn Milch Gas".split()
           for b in "quoten abkommen streit fragen hilfen preise".split()]  # fmt: skip
WHAT = ("telefonierten", "trafen sich", "sprachen miteinander", "verhandelten", "berieten sich")
Quad = tuple[Node, Node, Node, URIRef]


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What took place, whatever the articles make of it."""

    number: int
    kind: str
    parties: tuple[int, ...]
    day: dt.date
    minutes: int
    place: int
    topics: tuple[str, ...]


def articles(number: int, seed: int = 7) -> Iterator[Facts]:
    """Yield the facts of the first articles."""
    return (_article(place, seed) for place in range(number))


def quads(size: int, seed: int = 7) -> Iterator[Quad]:
    """Yield quads, whole articles at a time, until there are at least ``size``."""
    found = 0
    for place in count():
        facts = _article(place, seed)
        graph = article_iri(facts.article.id)
        shared = _shared(facts)
        written = dict.fromkeys(to_triples(facts))  # each once, in the order of writing
        for s, p, o in written:
            yield shared.get(s, s), p, shared.get(o, o), graph
        found += len(written)
        if found >= size:
            return


def _shared(facts: Facts) -> dict[Node, URIRef]:
    """Return by the node of one article's talk the one node that all articles share."""
    return {
        iri: URIRef(f"{BASE}event/{hashlib.sha256(thing.encode()).hexdigest()[:16]}")
        for thing, iri in Names(facts).things.items()
        if thing.startswith("talk-")
    }


def _random(*parts: object) -> random.Random:
    return random.Random("/".join(map(str, parts)))  # of a text: the same on every run


def _name(number: int, kind: str) -> str:
    dice = _random("name", kind, number)
    words = ["".join(dice.sample(SYLLABLES, 2)).capitalize() for _ in range(2)]
    return " ".join(words) if kind == "Person" else f"{words[0]}{number}"


def _actor(number: int) -> Actor:
    """Return one of the world's actors: countries up to 60, papers up to 80, people after them."""
    kind = "Country" if number < 60 else "Organisation" if number < 80 else "Person"
    label = _name(number, kind)
    person = kind == "Person"
    return Actor(
        id=f"a{number}",
        kind=kind,
        label=label,
        forms=(label, label.split()[-1]) if person else (label,),
        wikidata=f"Q{99_000_000 + number}" if number % 4 else "",
        office="Präsidentin" if person and number % 3 else "",
        represents=(f"a{number % 60}",) if person else (),
        reasons=("by its name",),
    )


def _talk(number: int, seed: int) -> Talk:
    dice = _random(seed, "talk", number)
    kind = dice.choices(KINDS, (6, 4, 2, 2, 1, 1))[0]
    low, high = (80, 330) if dice.random() < 0.7 else (0, 60)
    first = min(int(dice.paretovariate(0.7)) + low - 1, high - 3)  # some talk much more than others
    parties = tuple(dict.fromkeys((first, *(dice.randint(first + 1, min(first + 9, high))
                                            for _ in range(dice.choice((1, 1, 1, 2, 4)))))))  # fmt: skip
    return Talk(
        number=number,
        kind=kind,
        parties=parties,
        day=FIRST_DAY + dt.timedelta(days=number // TALKS_A_DAY),
        minutes=dice.choice((20, 45, 60, 90, 150)),
        place=dice.randrange(60),
        topics=tuple(dice.sample(MATTERS, dice.choice((0, 1, 2, 3)))),
    )


@dataclass
class _Desk:
    """Where one article is written: its sentences, and what they tell."""

    id: str
    dice: random.Random
    seed: int
    day: dt.date
    text: str = ""
    actors: dict[int, Actor] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)

    def write(self, sentence: str, rule: str = "invented") -> tuple[Evidence, ...]:
        """Add a sentence to the article and return it as evidence."""
        start = len(self.text)
        self.text += sentence + " "
        return (self.piece(start, start + len(sentence), rule),)

    def piece(self, start: int, end: int, rule: str) -> Evidence:
        exact = self.text[start:end]
        return Evidence(article=self.id, start=start, end=end, exact=exact, rule=rule)

    def actor(self, number: int) -> str:
        """Return an actor's id; it and its country are of the article from now on."""
        for one in (number, number % 60) if number >= 80 else (number,):
            self.actors.setdefault(one, _actor(one))
        return f"a{number}"

    def label(self, number: int) -> str:
        return _actor(number).label


def _article(place: int, seed: int) -> Facts:
    """Return one article: some talks of its days, who says so, and who wants what."""
    dice = _random(seed, "article", place)
    day = FIRST_DAY + dt.timedelta(days=7 + place // A_DAY)
    desk = _Desk(id=f"meldung-{place:06}", dice=dice, seed=seed, day=day)
    title = f"Meldung {place} vom {day.isoformat()}"
    newest = TALKS_A_DAY * (7 + place // A_DAY)
    told = dice.sample(range(newest - TALKS_A_DAY * 6, newest + TALKS_A_DAY * 2), 5)
    for number in sorted(told):
        _tell(desk, _talk(number, seed))
    for _ in range(4):
        _take_side(desk)
    for number in range(4):
        _retell(desk, number)
    rests = _on_words_alone(desk)
    article = Article(
        id=desk.id,
        text=desk.text,
        title=title,
        source=f"Blatt {dice.randrange(20)}",
        published=Dating(value=day, reason="metadata"),
    )
    return Facts(
        article=article,
        actors=tuple(_mentioned(desk, actor) for actor in desk.actors.values()),
        events=tuple(replace(event, asserted=event.id not in rests) for event in desk.events),
        statements=tuple(desk.statements),
        positions=tuple(replace(side, asserted=side.id not in rests) for side in desk.positions),
    )


def _on_words_alone(desk: _Desk) -> set[str]:
    """Return the ids of the facts that stand in the words of a statement, and nowhere else."""
    words = {fact.id: fact.evidence for fact in (*desk.events, *desk.positions)}
    return {
        told
        for said in desk.statements
        for told in said.reports
        if words.get(told) == said.evidence
    }


def _mentioned(desk: _Desk, actor: Actor) -> Actor:
    """Return an actor with each place where the article names it."""
    found, start = [], desk.text.find(actor.label)
    while start >= 0 and len(found) < 6:
        found.append(desk.piece(start, start + len(actor.label), "name"))
        start = desk.text.find(actor.label, start + 1)
    return replace(actor, evidence=tuple(found))


def _when(desk: _Desk, day: dt.date) -> When:
    """Return a day as the article has it: exact, wrong by one, of the month, or not at all."""
    luck = desk.dice.random()
    if luck < 0.1:
        return When()
    if luck < 0.2:
        return When(value=day.isoformat()[:7], reason="only the month is told")
    if luck < 0.25:
        return When(latest=desk.day, reason="before the article")
    if luck < 0.3:
        day -= dt.timedelta(days=1)
    return When(value=day.isoformat(), earliest=day, latest=day, reason="told")


def _tell(desk: _Desk, talk: Talk) -> None:
    """Write one talk into the article, with what this article knows of it."""
    dice = desk.dice
    parties = list(talk.parties[: 2 if dice.random() < 0.3 else None])
    status: Status = "Occurred" if talk.day <= desk.day else "Planned"
    if dice.random() < 0.05:
        status = dice.choice(("Denied", "Cancelled", "Proposed", "Ongoing"))
    starts = STARTS.get(talk.kind, "participant")
    if dice.random() < 0.1:
        parties.reverse()  # this article has the other one call
    roles = [starts] + ["participant"] * (len(parties) - 1)
    names = " und ".join(desk.label(number) for number in parties)
    known = dice.random()
    event = Event(
        id=f"talk-{talk.number}",
        type=talk.kind,
        status=status,
        participants=tuple(
            Participation(actor=desk.actor(number), role=role)
            for number, role in zip(parties, roles, strict=True)
        ),
        when=_when(desk, talk.day),
        duration=60 * (talk.minutes if known < 0.4 else talk.minutes + 10) if known < 0.5 else None,
        duration_approximate=known >= 0.4,
        places=(desk.actor(talk.place),) if dice.random() < 0.3 else (),
        topics=tuple(topic for topic in talk.topics if dice.random() < 0.8),
        topics_not_raised=talk.topics[:1] if dice.random() < 0.03 else (),
        evidence=desk.write(f"{names} {dice.choice(WHAT)}.", "talk"),
    )
    desk.events.append(event)
    if dice.random() < 0.8:
        _say(desk, f"said-{talk.number}", parties[0], (event.id,), with_words=dice.random() < 0.7)


def _say(desk: _Desk, thing: str, speaker: int, told: tuple[str, ...], *, with_words: bool) -> None:
    """Write a statement, which may lie upon what it tells of."""
    words = f"Wir reden über {desk.dice.choice(MATTERS)}"
    evidence = desk.write(f"„{words}“, sagte {desk.label(speaker)}.", "said")
    facts = {fact.id: fact for fact in (*desk.events, *desk.positions)}
    if desk.dice.random() < 0.3 and told[0] in facts:  # the same words show a fact and who says so
        evidence = facts[told[0]].evidence
    desk.statements.append(
        Statement(
            id=thing,
            speaker=desk.actor(speaker),
            addressee=desk.actor(desk.dice.randrange(60)) if desk.dice.random() < 0.2 else "",
            medium="am Telefon" if desk.dice.random() < 0.1 else "",
            quotation=words if with_words else "",
            quotation_type="Direct" if with_words else "Reported",
            reports=told,
            evidence=evidence,
        )
    )


def _take_side(desk: _Desk) -> None:
    """Write a position, and mostly a statement that tells of it."""
    dice = desk.dice
    holder, number = dice.randrange(40), len(desk.positions)
    matter, stance = dice.choice(MATTERS), dice.choice(STANCES)
    desk.positions.append(
        Position(
            id=f"side-{number}",
            holder=desk.actor(holder),
            stance=stance,
            topic=matter,
            about_text=f"die {matter}",
            target=desk.actor(dice.randrange(60)) if dice.random() < 0.4 else "",
            when=_when(desk, desk.day) if dice.random() < 0.5 else When(),
            evidence=desk.write(f"{desk.label(holder)} sprach über {matter}.", "side"),
        )
    )
    if dice.random() < 0.7:
        _say(desk, f"side-said-{number}", holder, (f"side-{number}",), with_words=True)


def _retell(desk: _Desk, number: int) -> None:
    """Let a paper pass on what somebody said."""
    told = desk.dice.choice(desk.statements).id if desk.statements else ""
    paper = 60 + desk.dice.randrange(20)
    if told and not told.startswith("passed"):
        _say(desk, f"passed-{number}", paper, (told,), with_words=False)
