"""Facts to RDF: one named graph an article, whose name is the article's IRI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import permutations

from rdflib import Dataset, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.cards import Shared
from kg.errors import GraphError
from kg.model import Actor, Article, Check, Event, Evidence, Facts, Position, Statement, When
from kg.rdf import iris
from kg.rdf.iris import KG, PREFIXES, SCHEMA, WIKIDATA
from kg.rdf.labels import event_label, position_label, statement_label
from kg.rdf.names import Names, clean_record
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


def to_dataset(facts: Iterable[Facts], shared: Mapping[str, Shared] | None = None) -> Dataset:
    """Return the facts as a dataset with one named graph an article.

    Queries go over the union of the graphs. The same facts give the same quads, in any order.

    :param shared: by article, what its things are called in all articles.
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
        renamed = _renamer((shared or {}).get(one.article.id, Shared()))
        dataset.addN((*renamed(triple), graph) for triple in to_triples(one))
    return dataset


def _renamer(shared: Shared) -> Callable[[Triple], Triple]:
    """Return what gives a triple the IRIs and labels that all articles share."""
    table: dict[Node, Node] = {URIRef(old): URIRef(new) for old, new in shared.iris.items()}
    labels: dict[Node, Node] = {URIRef(old): literal(new) for old, new in shared.labels.items()}

    def rename(triple: Triple) -> Triple:
        s, p, o = triple
        if p == RDFS.label and s in labels:
            o = labels[s]
        return table.get(s, s), p, table.get(o, o)

    return rename


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
    facts = clean_record(facts)
    names = Names(facts)
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


def _article(facts: Facts, names: Names) -> Iterator[Triple]:
    """Yield what is known of the article itself."""
    article, node = facts.article, names.article
    yield from _types(node, "Article")
    yield node, RDFS.label, literal(article.title or article.id)
    yield node, DCTERMS.identifier, literal(article.id)
    if article.language:
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


def _actor(actor: Actor, names: Names) -> Iterator[Triple]:
    """Yield an actor with its names, office and mentions."""
    node = names.actors[actor.id]
    yield from _types(node, actor.kind)
    yield node, RDFS.label, literal(names.labels[actor.id])
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


def _event(event: Event, names: Names) -> Iterator[Triple]:
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
    yield from _voice(node, event, names)
    yield from _evidence(node, event.evidence)


def _parties(event: Event, node: URIRef, names: Names, owner: str) -> Iterator[Triple]:
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


def _statement(statement: Statement, names: Names) -> Iterator[Triple]:
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
    yield from _voice(node, statement, names)
    yield from _when(node, statement.when)
    yield from _evidence(node, statement.evidence)


def _position(position: Position, names: Names) -> Iterator[Triple]:
    """Yield who takes which side on what."""
    node = names.things[position.id]
    owner = f"position '{position.id}'"
    yield from _types(node, "Position")
    topic = position.topic or position.about_text
    label = names.topics[iris.topic_iri(topic)]
    yield node, RDFS.label, literal(position_label(position, names.label(position.holder), label))
    yield node, KG.holder, names.actor(position.holder, owner)
    yield node, KG.stance, KG[position.stance]
    yield from _topic(node, KG.about, topic, names)
    yield node, KG.aboutText, literal(position.about_text)
    if position.target:
        yield node, KG.directedAt, names.actor(position.target, owner)
    yield from _voice(node, position, names)
    yield from _when(node, position.when)
    yield from _evidence(node, position.evidence)


def _check(check: Check, names: Names) -> Iterator[Triple]:
    """Yield a cross-check with its outcome."""
    node = iris.check_iri(check, names.article_id)
    yield from _types(node, "Check")
    yield node, RDFS.label, literal(check.label)
    yield node, KG.expected, literal(check.expected)
    yield node, KG.found, literal(check.found)
    yield node, KG.holds, literal(check.holds)
    yield from _evidence(node, check.evidence)


def _voice(node: URIRef, fact: Event | Statement | Position, names: Names) -> Iterator[Triple]:
    """Yield the article for what it says in its own voice; the rest has only ``kg:reports``."""
    if fact.asserted:
        yield node, KG.assertedBy, names.article


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


def _topic(node: URIRef, link: URIRef, label: str, names: Names) -> Iterator[Triple]:
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
