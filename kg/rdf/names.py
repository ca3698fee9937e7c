"""The IRIs and labels of one article's things: decided once, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from rdflib import URIRef

from kg.errors import GraphError
from kg.model import Event, Facts
from kg.rdf import iris
from kg.rdf.iris import clean
from kg.rdf.labels import event_label

Record = TypeVar("Record")


def clean_record(record: Record) -> Record:
    """Return a record, or tuple of records, in which no text holds what RDF cannot carry.

    Done before anything is named or labelled, so that reading back gives the same names again.
    """
    if isinstance(record, str):
        return clean(record)  # type: ignore[return-value]
    if isinstance(record, tuple):
        return tuple(map(clean_record, record))  # type: ignore[return-value]
    if not is_dataclass(record) or isinstance(record, type):
        return record
    changes = {}
    for item in fields(record):
        old = getattr(record, item.name)
        new = clean_record(old)
        if new != old:
            changes[item.name] = new
    return replace(record, **changes) if changes else record


class Names:
    """The IRIs and labels of one article's things, by the ids that the facts use."""

    def __init__(self, facts: Facts) -> None:
        self.article = iris.article_iri(facts.article.id)
        self.article_id = facts.article.id
        self.language = facts.article.language
        self.actors = {a.id: iris.actor_iri(a, self.article_id) for a in facts.actors}
        self.labels = _actor_labels(facts, self.actors)
        self.topics = _topic_labels(facts)
        self.things: dict[str, URIRef] = {}
        self._add_events(facts.events)
        for statement in facts.statements:
            parties = [
                self.maybe_actor(actor_id)
                for actor_id in (statement.speaker, statement.addressee, statement.medium)
            ]
            self._add(statement.id, iris.statement_iri(statement, parties, self.article_id))
        for position in facts.positions:
            parties = [self.maybe_actor(position.holder), self.maybe_actor(position.target)]
            self._add(position.id, iris.position_iri(position, parties, self.article_id))

    def actor(self, actor_id: str, owner: str) -> URIRef:
        """Return an actor's IRI; ``owner`` says who asks."""
        return _found(self.actors, actor_id, "actor", owner)

    def thing(self, thing_id: str, owner: str) -> URIRef:
        """Return the IRI of an event, statement or position."""
        return _found(self.things, thing_id, "event, statement or position", owner)

    def maybe_actor(self, text: str) -> str:
        """Return an actor's IRI, or the text itself where it is no actor's id."""
        return str(self.actors.get(text, text))

    def label(self, actor_id: str) -> str:
        """Return an actor's label, the empty string without one."""
        return self.labels.get(actor_id, "")

    def party_labels(self, event: Event) -> list[str]:
        """Return the labels of an event's participants, each once, in the order of the alphabet."""
        return sorted({self.label(part.actor) for part in event.participants})

    def _add_events(self, events: Sequence[Event]) -> None:
        """Name the events; what tells two of the same key apart is then part of the key."""
        plain = {event.id: self._event(event, "") for event in events}
        shared = Counter(plain.values())
        for event in events:
            iri = plain[event.id]
            if shared[iri] > 1:
                iri = self._event(event, self._content(event))
            self._add(event.id, iri)

    def _event(self, event: Event, extra: str) -> URIRef:
        parties = [f"{self.maybe_actor(p.actor)} {p.role}" for p in event.participants]
        return iris.event_iri(event, parties, self.article_id, extra)

    def _content(self, event: Event) -> str:
        """Return the rest of what an event says, as one string."""
        spans = sorted(f"{piece.start}-{piece.end}" for piece in event.evidence)
        places = sorted(self.maybe_actor(place) for place in event.places)
        lists = (places, event.topics, event.topics_not_raised, event.outcomes)
        texts = [iris.digest(*sorted(map(iris.fold, texts))) for texts in lists]
        label = event_label(event, self.party_labels(event))
        return iris.digest(label, str(event.duration), *texts, *spans)

    def _add(self, thing_id: str, iri: URIRef) -> None:
        if thing_id in self.things:
            raise GraphError(f"article '{self.article_id}' has two facts with the id '{thing_id}'")
        self.things[thing_id] = iri


def local_iris(facts: Facts) -> dict[str, str]:
    """Return the IRIs of an article's actors and facts, before articles are compared, by id.

    :raises GraphError: where two facts have one id.

    >>> from kg.model import Article
    >>> local_iris(Facts(article=Article(id="a", text="Nichts geschah.")))
    {}
    """
    names = Names(clean_record(facts))
    return {key: str(iri) for key, iri in (names.actors | names.things).items()}


def _actor_labels(facts: Facts, names: dict[str, URIRef]) -> dict[str, str]:
    """Return one label for each id, the same for ids of the same actor."""
    by_iri = {names[a.id]: a.label for a in sorted(facts.actors, key=lambda a: a.label)[::-1]}
    return {actor.id: by_iri[names[actor.id]] for actor in facts.actors}


def _topic_labels(facts: Facts) -> dict[URIRef, str]:
    """Return one label for each topic, though the text may write it in several ways."""
    labels = [label for event in facts.events for label in event.topics]
    labels += [label for event in facts.events for label in event.topics_not_raised]
    labels += [position.topic or position.about_text for position in facts.positions]
    return {iris.topic_iri(label): label for label in sorted(labels, reverse=True)}


def _found(table: dict[str, URIRef], key: str, kind: str, owner: str) -> URIRef:
    """Return a value of the table.

    :raises GraphError: where the key is missing.
    """
    if key not in table:
        raise GraphError(f"{owner} refers to '{key}', which is no {kind} of its article", key=key)
    return table[key]
