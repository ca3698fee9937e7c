"""Facts to RDF: one named graph an article, whose name is the article's IRI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import GraphError
from kg.model import Actor, Article, Check, Event, Evidence, Facts, Position, Statement, When
from kg.rdf import iris
from kg.rdf.iris import KG, PREFIXES, SCHEMA, WIKIDATA
from kg.rdf.labels import event_label, position_label, statement_label
from kg.rdf.terms import (
    PARTICIPANT_ROLES,
    class_iris,
    date_bounds,
    date_literal,
    duration_literal,
    literal,
    web_iri,
)

TALKED = ("Occurred", "Ongoing")  # only these statuses are talks that took place
Triple = tuple[Node, Node, Node]


def to_dataset(facts: Iterable[Facts]) -> Dataset:
    """Return the facts as a dataset with one named graph an article.

    Queries go over the union of the graphs. The same facts give the same quads, in any order.

    :raises GraphError: where two articles share an id, or a fact refers to something that is not
        among its article's facts.

    >>> dataset = to_dataset([Facts(article=Article(id="a", text="Nichts geschah."))])
    >>> [str(graph.identifier) for graph in dataset.graphs() if len(graph)]
    ['https://w3id.org/kg-news/id/article/a']
    """
    dataset = Dataset(default_union=True)
    bind_prefixes(dataset)
    seen: dict[URIRef, str] = {}
    for one in facts:
        name = iris.article_iri(one.article.id)
        if name in seen:
            message = f"two articles have the id '{one.article.id}'"
            raise GraphError(message, hint="give each its own id", id=one.article.id)
        seen[name] = one.article.id
        graph = dataset.graph(name)
        dataset.addN((s, p, o, graph) for s, p, o in to_triples(one))
    return dataset


def merged_graph(dataset: Dataset) -> Graph:
    """Return the union of the named graphs as one graph."""
    graph = Graph()
    bind_prefixes(graph)
    for s, p, o, _ in dataset.quads((None, None, None, None)):
        graph.add((s, p, o))
    return graph


def bind_prefixes(graph: Graph) -> None:
    """Bind the prefixes of the program, and only these names, in a graph or dataset."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)


def to_triples(facts: Facts) -> Iterator[Triple]:
    """Yield the triples of one article's graph; some may come twice.

    :raises GraphError: where a fact refers to something that is not there.
    """
    names = _Names(facts)
    yield from _article(facts, names)
    for actor in facts.actors:
        yield from _actor(actor, names)
    for event in facts.events:
        yield from _event(event, names)
    for statement in facts.statements:
        yield from _statement(statement, names)
    for position in facts.positions:
        yield from _position(position, names)
    for check in facts.checks:
        yield from _check(check, names)


class _Names:
    """The IRIs and labels of one article's things, by the ids that the facts use."""

    def __init__(self, facts: Facts) -> None:
        self.article = iris.article_iri(facts.article.id)
        self.article_id = facts.article.id
        self.language = facts.article.language
        self.actors = {a.id: iris.actor_iri(a, self.article_id) for a in facts.actors}
        self.labels = {actor.id: actor.label for actor in facts.actors}
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
        texts = [iris.digest(*sorted(texts)) for texts in lists]
        label = event_label(event, self.party_labels(event))
        return iris.digest(label, str(event.duration), *texts, *spans)

    def _add(self, thing_id: str, iri: URIRef) -> None:
        if thing_id in self.things:
            raise GraphError(f"article '{self.article_id}' has two facts with the id '{thing_id}'")
        self.things[thing_id] = iri


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


def _article(facts: Facts, names: _Names) -> Iterator[Triple]:
    """Yield what is known of the article itself."""
    article, node = facts.article, names.article
    yield from _types(node, "Article")
    yield node, RDFS.label, literal(article.title or article.id)
    yield node, DCTERMS.identifier, literal(article.id)
    yield node, DCTERMS.language, literal(article.language)
    yield node, KG.text, literal(article.text)
    if article.title:
        yield node, DCTERMS.title, literal(article.title)
    if article.title_in_text:
        yield node, KG.titleInText, literal(True)
    if article.source:
        yield node, DCTERMS.source, literal(article.source)
    if article.url:
        yield node, SCHEMA.url, web_iri(article.url) or literal(article.url)
    for warning in facts.warnings:
        yield node, KG.warning, literal(warning)
    yield from _published(article, node)


def _published(article: Article, node: URIRef) -> Iterator[Triple]:
    """Yield the date of publication, why it is taken for it, and the words that gave it."""
    dating = article.published
    if dating is None:
        return
    yield node, DCTERMS.issued, literal(dating.value)
    yield node, KG.publishedReason, literal(dating.reason)
    yield node, KG.publishedConfidence, literal(float(dating.confidence))
    if 0 <= dating.start < dating.end:
        in_title, start, end = article.locate(dating.start, dating.end)
        exact = article.content[dating.start : dating.end]
        piece = Evidence(article=article.id, start=start, end=end, exact=exact, in_title=in_title)
        yield from _evidence(node, (piece,))


def _actor(actor: Actor, names: _Names) -> Iterator[Triple]:
    """Yield an actor with its names, office and mentions."""
    node = names.actors[actor.id]
    yield from _types(node, actor.kind)
    yield node, RDFS.label, literal(actor.label)
    for form in actor.forms:
        yield node, SKOS.altLabel, literal(form)
    if actor.wikidata:
        yield node, OWL.sameAs, WIKIDATA[actor.wikidata]
    if actor.office:
        yield node, KG.office, literal(actor.office)
    for state in actor.represents:
        yield node, KG.represents, names.actor(state, f"actor '{actor.label}'")
    if actor.local:
        yield node, KG.local, literal(True)
    yield node, KG.confidence, literal(float(actor.confidence))
    for reason in actor.reasons:
        yield node, KG.reason, literal(reason)
    yield from _evidence(node, actor.evidence)


def _event(event: Event, names: _Names) -> Iterator[Triple]:
    """Yield an event with its parties, date, place and topics."""
    node = names.things[event.id]
    owner = f"event '{event.label or event.id}'"
    yield from _types(node, event.type)
    yield node, RDFS.label, literal(event_label(event, names.party_labels(event)))
    yield node, KG.status, KG[event.status]
    if event.event_type:
        yield node, KG.eventType, iris.event_type_iri(event.event_type)
    yield from _parties(event, node, names, owner)
    yield from _when(node, event.when)
    if event.duration is not None:
        yield node, KG.duration, duration_literal(event.duration)
        yield node, KG.durationApproximate, literal(event.duration_approximate)
    for place in event.places:
        iri = names.actor(place, owner)
        yield node, KG.place, iri
        yield iri, RDF.type, KG.Place
    for topic in event.topics:
        yield from _topic(node, KG.topic, topic, names)
    for topic in event.topics_not_raised:
        yield from _topic(node, KG.topicNotRaised, topic, names)
    for outcome in event.outcomes:
        yield node, KG.outcome, literal(outcome)
    if event.ordinal:
        yield node, KG.ordinal, literal(event.ordinal)
    if event.series:
        yield node, KG.series, literal(True)
    if event.part_of:
        yield node, KG.partOf, names.thing(event.part_of, owner)
    yield from _evidence(node, event.evidence)


def _parties(event: Event, node: URIRef, names: _Names, owner: str) -> Iterator[Triple]:
    """Yield who took part, and who thereby talked with whom."""
    parties: dict[URIRef, None] = {}
    for part in event.participants:
        if part.role not in PARTICIPANT_ROLES:
            raise GraphError(f"{owner}: the ontology has no role '{part.role}'", role=part.role)
        iri = names.actor(part.actor, owner)
        parties[iri] = None
        yield node, KG.participant, iri
        yield node, KG[part.role], iri
    is_talk = KG.Communication in class_iris(event.type)
    if is_talk and event.status in TALKED:
        for one, other in permutations(parties, 2):
            yield one, KG.talkedWith, other


def _statement(statement: Statement, names: _Names) -> Iterator[Triple]:
    """Yield a statement with its speaker, words, and what it tells of."""
    node = names.things[statement.id]
    owner = f"statement '{statement.id}'"
    yield from _types(node, "Statement")
    speaker, addressee = names.label(statement.speaker), names.label(statement.addressee)
    yield node, RDFS.label, literal(statement_label(statement, speaker, addressee))
    # That it was said is a fact of the text; whether what it says is one, is another matter.
    yield node, KG.status, KG.Occurred
    if statement.speaker:
        yield node, KG.speaker, names.actor(statement.speaker, owner)
    if statement.addressee:
        yield node, KG.addressee, names.actor(statement.addressee, owner)
    if statement.medium:
        yield node, KG.medium, names.actors.get(statement.medium) or literal(statement.medium)
    if statement.quotation:
        yield node, KG.quotation, literal(statement.quotation)
    yield node, KG.quotationType, KG[statement.quotation_type]
    yield node, KG.attitude, literal(statement.attitude)
    for told in statement.reports:
        yield node, KG.reports, names.thing(told, owner)
    yield from _when(node, statement.when)
    yield from _evidence(node, statement.evidence)


def _position(position: Position, names: _Names) -> Iterator[Triple]:
    """Yield who takes which side on what."""
    node = names.things[position.id]
    owner = f"position '{position.id}'"
    yield from _types(node, "Position")
    label = position_label(position, names.label(position.holder))
    yield node, RDFS.label, literal(label)
    yield node, KG.holder, names.actor(position.holder, owner)
    yield node, KG.stance, KG[position.stance]
    yield from _topic(node, KG.about, position.topic or position.about_text, names)
    yield node, KG.aboutText, literal(position.about_text)
    if position.target:
        yield node, KG.directedAt, names.actor(position.target, owner)
    yield from _when(node, position.when)
    yield from _evidence(node, position.evidence)


def _check(check: Check, names: _Names) -> Iterator[Triple]:
    """Yield a cross-check with its outcome."""
    node = iris.check_iri(check, names.article_id)
    yield from _types(node, "Check")
    yield node, RDFS.label, literal(check.label)
    yield node, KG.expected, literal(check.expected)
    yield node, KG.found, literal(check.found)
    yield node, KG.holds, literal(check.holds)
    yield from _evidence(node, check.evidence)


def _types(node: URIRef, name: str) -> Iterator[Triple]:
    """Yield a class with its super-classes."""
    for iri in class_iris(name):
        yield node, RDF.type, iri


def _when(node: URIRef, when: When) -> Iterator[Triple]:
    """Yield a date and its bounds; a date with a year always has both."""
    if when.value:
        date = date_literal(when.value)
        yield (node, KG.date, date) if date is not None else (node, KG.timex, literal(when.value))
    first, last = date_bounds(when.value) or (None, None)
    earliest, latest = when.earliest or first, when.latest or last
    if earliest:
        yield node, KG.earliest, literal(earliest)
    if latest:
        yield node, KG.latest, literal(latest)
    if (earliest is None) != (latest is None):
        yield node, KG.openInterval, literal(True)
    if when.reason:
        yield node, KG.dateReason, literal(when.reason)


def _topic(node: URIRef, link: URIRef, label: str, names: _Names) -> Iterator[Triple]:
    """Yield a topic and the link to it."""
    iri = iris.topic_iri(label)
    yield node, link, iri
    yield from _types(iri, "Topic")
    yield iri, RDF.type, SKOS.Concept
    yield iri, RDFS.label, literal(names.topics[iri])
    yield iri, SKOS.prefLabel, literal(names.topics[iri], names.language)


def _evidence(node: URIRef, pieces: Iterable[Evidence]) -> Iterator[Triple]:
    """Yield the pieces of text that a fact stands on."""
    for piece in pieces:
        iri = iris.evidence_iri(piece)
        yield node, KG.evidence, iri
        yield from _types(iri, "Evidence")
        yield iri, KG.article, iris.article_iri(piece.article)
        yield iri, KG.start, literal(piece.start)
        yield iri, KG.end, literal(piece.end)
        yield iri, KG.exact, literal(piece.exact)
        if piece.in_title:
            yield iri, KG.inTitle, literal(True)
        if piece.rule:
            yield iri, KG.rule, literal(piece.rule)
