"""Read a graph of our ontology back into records, once, for every picture and file.

Nothing is taken on trust: a graph from elsewhere may lack any property. What is missing stays
empty, what cannot be parsed is left out, and the order never depends on the store.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast, get_args

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.export.vocabulary import (
    ACTOR_CLASSES,
    COMMUNICATION_CLASSES,
    EVENT_CLASSES,
    KG,
    PARTICIPANT_ROLES,
    STATUSES,
)
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Check,
    Dating,
    Event,
    Evidence,
    Participation,
    Position,
    QuotationType,
    Stance,
    Statement,
    Status,
    When,
)

WIKIDATA = ("http://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")
DAY = 86_400


@dataclass(frozen=True, slots=True)
class World:
    """Everything of a graph that is shown. Ids are IRIs; ``names`` gives any of them a label."""

    articles: dict[str, Article] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def name(self, iri: str) -> str:
        """Return the label of a node, or the last part of its IRI.

        >>> World().name("https://example.org/actor/putin")
        'putin'
        """
        if iri in self.names or not iri.startswith(("http:", "https:", "urn:")):
            return self.names.get(iri, iri)
        return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]

    def communications(self) -> list[Event]:
        """Return the communications in order of time, the undated last."""
        found = [event for event in self.events.values() if event.type in COMMUNICATION_CLASSES]
        return sorted(found, key=order_in_time)


def order_in_time(event: Event) -> tuple[bool, dt.date, dt.date, str, str]:
    """Return a sorting key: by earliest, then latest day; what has neither comes last."""
    first = event.when.earliest or event.when.latest
    last = event.when.latest or event.when.earliest
    undated = dt.date.max
    return (first is None, first or undated, last or undated, event.label, event.id)


class Index:
    """What a graph says of each subject, by predicate; objects sorted and unique."""

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        self.facts: dict[str, dict[str, list[Node]]] = {}
        self.typed: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in sorted(set(triples), key=_order):
            entry = self.facts.setdefault(str(subject), {})
            entry.setdefault(str(predicate), []).append(value)
            if predicate == RDF.type:
                self.typed[str(value)].add(str(subject))

    def of_class(self, *names: str) -> list[str]:
        """Return the subjects that are typed with any of our classes, sorted."""
        return sorted(set().union(*(self.typed.get(str(KG[name]), ()) for name in names)))

    def kind(self, subject: str, classes: Iterable[str]) -> str:
        """Return the first of the classes that the subject is typed with, else the last."""
        names = list(classes)
        own = (name for name in names if subject in self.typed.get(str(KG[name]), ()))
        return next(own, names[-1])

    def values(self, subject: str, predicate: URIRef) -> list[str]:
        """Return every object as text."""
        found = self.facts.get(subject, {}).get(str(predicate), [])
        return list(dict.fromkeys(str(value) for value in found))

    def value(self, subject: str, predicate: URIRef) -> str:
        """Return the first object as text, or ''."""
        return next(iter(self.values(subject, predicate)), "")

    def literal(self, subject: str, predicate: URIRef) -> Literal | None:
        """Return the first literal object."""
        found = self.facts.get(subject, {}).get(str(predicate), [])
        return next((value for value in found if isinstance(value, Literal)), None)

    def number(self, subject: str, predicate: URIRef, default: int = 0) -> int:
        """Return the first object as a whole number, or the default."""
        text = self.value(subject, predicate)
        return int(text) if text.lstrip("+-").isdecimal() else default

    def truth(self, subject: str, predicate: URIRef) -> bool:
        """Return whether the first object is true."""
        return self.value(subject, predicate).lower() in ("true", "1")

    def date(self, subject: str, predicate: URIRef) -> dt.date | None:
        """Return the first object as a day; None where it is no full date."""
        try:
            return dt.date.fromisoformat(self.value(subject, predicate)[:10])
        except ValueError:
            return None


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, ...]:
    """Order triples by their text, German before other languages, so that labels are German."""
    value = triple[2]
    language = (value.language or "") if isinstance(value, Literal) else ""
    foreign = "0" if language.startswith("de") else "1" if not language else "2"
    datatype = str(value.datatype or "") if isinstance(value, Literal) else ""
    return (str(triple[0]), str(triple[1]), foreign, str(value), datatype)


def _triples(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    if isinstance(graph, Dataset):
        for subject, predicate, value, _ in graph.quads((None, None, None, None)):
            yield subject, predicate, value
    else:
        yield from graph


def read_world(graph: Graph) -> World:
    """Return what a graph or dataset (all its named graphs together) tells, as records.

    >>> read_world(Graph()).events
    {}
    """
    index = Index(_triples(graph))
    names = _names(index)
    statements = {iri: _statement(index, iri) for iri in index.of_class("Statement")}
    events = [iri for iri in index.of_class(*EVENT_CLASSES) if iri not in statements]
    return World(
        articles={iri: _article(index, iri) for iri in index.of_class("Article")},
        actors={iri: _actor(index, iri, names) for iri in index.of_class(*ACTOR_CLASSES)},
        events={iri: _event(index, iri) for iri in events},
        statements=statements,
        positions={iri: _position(index, iri, names) for iri in index.of_class("Position")},
        checks={iri: _check(index, iri) for iri in index.of_class("Check")},
        names=names,
    )


def _names(index: Index) -> dict[str, str]:
    names = {}
    for subject in index.facts:
        found = (
            index.value(subject, SKOS.prefLabel)
            or index.value(subject, RDFS.label)
            or index.value(subject, DCTERMS.title)
            or index.value(subject, DCTERMS.identifier)
        )
        if found:
            names[subject] = found
    return names


def local_name(iri: str) -> str:
    """Return what stands after the last '#' or '/' of an IRI.

    >>> local_name("https://w3id.org/kg-news/ontology#Planned")
    'Planned'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _evidence(index: Index, subject: str) -> tuple[Evidence, ...]:
    found = [
        Evidence(
            article=index.value(node, KG.article),
            start=index.number(node, KG.start, -1),
            end=index.number(node, KG.end, -1),
            exact=index.value(node, KG.exact),
            in_title=index.truth(node, KG.inTitle),
            rule=index.value(node, KG.rule),
        )
        for node in index.values(subject, KG.evidence)
    ]
    return tuple(sorted(set(found)))


def _when(index: Index, subject: str) -> When:
    return When(
        value=index.value(subject, KG.date),
        earliest=index.date(subject, KG.earliest),
        latest=index.date(subject, KG.latest),
        reason=index.value(subject, KG.dateReason),
    )


def _article(index: Index, iri: str) -> Article:
    issued = index.date(iri, DCTERMS.issued)
    reason = index.value(iri, KG.publishedReason)
    return Article(
        id=iri,
        text=index.value(iri, KG.text),
        title=index.value(iri, DCTERMS.title),
        title_in_text=index.truth(iri, KG.titleInText),
        published=Dating(value=issued, reason=reason) if issued else None,
        source=index.value(iri, DCTERMS.source),
        url=index.value(iri, URIRef("https://schema.org/url")),
        language=index.value(iri, DCTERMS.language) or "de",
    )


def _actor(index: Index, iri: str, names: dict[str, str]) -> Actor:
    same = index.values(iri, OWL.sameAs)
    numbers = (local_name(other) for other in same if other.startswith(WIKIDATA))
    return Actor(
        id=iri,
        kind=cast(ActorKind, index.kind(iri, ACTOR_CLASSES)),
        label=names.get(iri, local_name(iri)),
        forms=tuple(index.values(iri, SKOS.altLabel)),
        wikidata=next((number for number in numbers if number[1:].isdecimal()), ""),
        office=index.value(iri, KG.office),
        represents=tuple(index.values(iri, KG.represents)),
        reasons=tuple(index.values(iri, KG.reason)),
        evidence=_evidence(index, iri),
    )


def _participations(index: Index, iri: str) -> tuple[Participation, ...]:
    roles: dict[str, str] = {}
    for role in PARTICIPANT_ROLES:
        for actor in index.values(iri, KG[role]):
            roles.setdefault(actor, role)
    return tuple(Participation(actor=actor, role=role) for actor, role in roles.items())


def _event(index: Index, iri: str) -> Event:
    status = local_name(index.value(iri, KG.status))
    return Event(
        id=iri,
        type=index.kind(iri, EVENT_CLASSES),
        label=index.value(iri, RDFS.label),
        status=cast(Status, status if status in STATUSES else ""),
        event_type=index.value(iri, KG.eventType),
        participants=_participations(index, iri),
        when=_when(index, iri),
        duration=_seconds(index.value(iri, KG.duration)),
        duration_approximate=index.truth(iri, KG.durationApproximate),
        places=tuple(index.values(iri, KG.place)),
        topics=tuple(index.values(iri, KG.topic)),
        topics_not_raised=tuple(index.values(iri, KG.topicNotRaised)),
        outcomes=tuple(index.values(iri, KG.outcome)),
        ordinal=index.number(iri, KG.ordinal),
        series=index.truth(iri, KG.series),
        part_of=index.value(iri, KG.partOf),
        asserted=bool(index.value(iri, KG.assertedBy)),
        evidence=_evidence(index, iri),
    )


def _seconds(text: str) -> int | None:
    """Return an ``xsd:dayTimeDuration`` in seconds; None for anything else."""
    date, _, time = text.partition("T")
    total, number = 0, ""
    if not date.startswith("P"):
        return None
    units: tuple[dict[str, int], ...] = ({"D": DAY}, {"H": 3600, "M": 60, "S": 1})
    for part, factors in zip((date[1:], time), units, strict=True):
        for letter in part:
            if letter in factors and number.isdecimal():
                total, number = total + int(number) * factors[letter], ""
            elif letter.isdecimal():
                number += letter
            else:
                return None
    return total if not number and (date[1:] or time) else None


def _statement(index: Index, iri: str) -> Statement:
    kind = local_name(index.value(iri, KG.quotationType))
    return Statement(
        id=iri,
        speaker=index.value(iri, KG.speaker),
        addressee=index.value(iri, KG.addressee),
        medium=index.value(iri, KG.medium),
        quotation=index.value(iri, KG.quotation),
        quotation_type=cast(QuotationType, kind if kind in get_args(QuotationType) else "Reported"),
        when=_when(index, iri),
        reports=tuple(index.values(iri, KG.reports)),
        attitude=index.value(iri, KG.attitude) or "neutral",
        asserted=bool(index.value(iri, KG.assertedBy)),
        evidence=_evidence(index, iri),
    )


def _position(index: Index, iri: str, names: dict[str, str]) -> Position:
    topic = index.value(iri, KG.about)
    return Position(
        id=iri,
        holder=index.value(iri, KG.holder),
        stance=cast(Stance, local_name(index.value(iri, KG.stance))),
        topic=topic,
        about_text=index.value(iri, KG.aboutText) or names.get(topic, ""),
        target=index.value(iri, KG.directedAt),
        when=_when(index, iri),
        asserted=bool(index.value(iri, KG.assertedBy)),
        evidence=_evidence(index, iri),
    )


def _check(index: Index, iri: str) -> Check:
    return Check(
        id=iri,
        label=index.value(iri, RDFS.label),
        expected=index.value(iri, KG.expected),
        found=index.value(iri, KG.found),
        holds=index.truth(iri, KG.holds),
        evidence=_evidence(index, iri),
    )
