"""One named graph back to the facts that it was written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS
from rdflib.namespace import SKOS as SKOS_NAMESPACE
from rdflib.term import Node

from kg.errors import GraphError
from kg.model import (
    TITLE_GAP,
    Actor,
    Article,
    Check,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    Position,
    QuotationType,
    Stance,
    Statement,
    Status,
    When,
)
from kg.rdf.iris import KG, PLOVER, SCHEMA
from kg.rdf.terms import PARTICIPANT_ROLES, SUPER_CLASSES

_Fact = TypeVar("_Fact", Event, Statement, Position, Check)
_KINDS = ("Person", "Organisation", "Country", "Group", "Place")


def from_graph(graph: Graph) -> Facts:
    """Return the facts of one article's graph.

    :raises GraphError: where it has not exactly one article, or lacks what every fact has.
    """
    table = _Table(graph)
    articles = table.typed("Article")
    if len(articles) != 1:
        name = graph.identifier
        raise GraphError(f"graph '{name}' holds {len(articles)} articles, not one", graph=str(name))
    article = _article(table, articles[0])
    table.article_id = article.id
    nodes = {node for kind in ("Actor", "Place") for node in table.typed(kind)}
    statements = table.typed("Statement")
    events = [node for node in table.typed("Event") if node not in set(statements)]
    return Facts(
        article=article,
        actors=tuple(_actor(table, node) for node in sorted(nodes, key=str)),
        events=_in_order(_event(table, node) for node in events),
        statements=_in_order(_statement(table, node) for node in statements),
        positions=_in_order(_position(table, node) for node in table.typed("Position")),
        checks=_in_order(_check(table, node) for node in table.typed("Check")),
        warnings=tuple(table.texts(articles[0], KG.warning)),
    )


class _Table:
    """The triples of a graph by subject and property."""

    def __init__(self, graph: Graph) -> None:
        self.rows: dict[Node, dict[Node, list[Node]]] = {}
        self.types: dict[Node, list[Node]] = {}
        self.article_id = ""
        for s, p, o in graph:
            self.rows.setdefault(s, {}).setdefault(p, []).append(o)
            if p == RDF.type:
                self.types.setdefault(o, []).append(s)

    def typed(self, name: str) -> list[Node]:
        """Return the nodes of a class, sorted."""
        return sorted(self.types.get(KG[name], []), key=str)

    def is_a(self, node: Node, name: str) -> bool:
        """Return whether a node is of a class."""
        return KG[name] in self.rows.get(node, {}).get(RDF.type, [])

    def nodes(self, node: Node, link: URIRef) -> list[Node]:
        """Return the values of a property, sorted."""
        return sorted(self.rows.get(node, {}).get(link, []), key=str)

    def texts(self, node: Node, link: URIRef) -> list[str]:
        """Return the values of a property as strings, sorted."""
        return [str(value) for value in self.nodes(node, link)]

    def text(self, node: Node, link: URIRef) -> str:
        """Return the first value of a property as a string, '' without one."""
        return next(iter(self.texts(node, link)), "")

    def needed(self, node: Node, link: URIRef) -> str:
        """Return the first value of a property.

        :raises GraphError: where there is none.
        """
        text = self.text(node, link)
        if not text:
            raise GraphError(f"'{node}' lacks the property '{link}'", node=str(node))
        return text

    def is_true(self, node: Node, link: URIRef) -> bool:
        """Return whether a property is true."""
        return self.text(node, link) == "true"

    def read(self, node: Node, link: URIRef, convert: Callable[[str], Any], default: Any) -> Any:
        """Return the first value of a property, converted.

        :raises GraphError: where it cannot be.
        """
        text = self.text(node, link)
        if not text:
            return default
        try:
            return convert(text)
        except ValueError as error:
            raise GraphError(f"'{node}': '{text}' is no value of '{link}'") from error

    def local(self, node: Node, link: URIRef) -> str:
        """Return the local name of an individual.

        :raises GraphError: where there is none.
        """
        return self.needed(node, link).rpartition("#")[2]


def _in_order(facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
    """Return facts in the order in which the text first tells of them."""
    return tuple(sorted(facts, key=lambda fact: (fact.evidence[:1], fact.id)))


def _article(table: _Table, node: Node) -> Article:
    """Return the article itself."""
    title = table.text(node, DCTERMS.title)
    in_text = table.is_true(node, KG.titleInText)
    identifier = table.needed(node, DCTERMS.identifier)
    return Article(
        id=identifier,
        text=table.text(node, KG.text),
        title=title,
        title_in_text=in_text,
        published=_dating(table, node, len(title + TITLE_GAP) if title and not in_text else 0),
        source=table.text(node, DCTERMS.source),
        url=table.text(node, SCHEMA.url),
        language=table.text(node, DCTERMS.language),
    )


def _dating(table: _Table, node: Node, shift: int) -> Dating | None:
    """Return the date of publication; ``shift`` is where the text starts in the content."""
    value = table.read(node, DCTERMS.issued, dt.date.fromisoformat, None)
    if value is None:
        return None
    pieces = _evidence(table, node)
    start = end = -1
    if pieces:
        by = 0 if pieces[0].in_title else shift
        start, end = pieces[0].start + by, pieces[0].end + by
    return Dating(
        value=value,
        reason=table.text(node, KG.publishedReason),
        confidence=table.read(node, KG.publishedConfidence, float, 1.0),
        start=start,
        end=end,
    )


def _actor(table: _Table, node: Node) -> Actor:
    """Return an actor or place."""
    kind = next((name for name in _KINDS if table.is_a(node, name)), None)
    if kind is None:
        raise GraphError(f"'{node}' is an actor of no kind", node=str(node))
    return Actor(
        id=str(node),
        kind=cast(Any, kind),
        label=table.needed(node, RDFS.label),
        forms=tuple(table.texts(node, SKOS_NAMESPACE.altLabel)),
        wikidata=table.text(node, OWL.sameAs).rpartition("/")[2],
        office=table.text(node, KG.office),
        represents=tuple(table.texts(node, KG.represents)),
        local=table.is_true(node, KG.local),
        confidence=table.read(node, KG.confidence, float, 1.0),
        reasons=tuple(table.texts(node, KG.reason)),
        evidence=_evidence(table, node),
    )


def _event(table: _Table, node: Node) -> Event:
    """Return an event that is no statement."""
    types = [name for name in SUPER_CLASSES if table.is_a(node, name)]
    return Event(
        id=str(node),
        type=max(types, key=lambda name: (len(SUPER_CLASSES[name]), name)),
        label=table.text(node, RDFS.label),
        status=cast(Status, table.local(node, KG.status)),
        event_type=table.text(node, KG.eventType).removeprefix(str(PLOVER)),
        participants=_participants(table, node),
        when=_when(table, node),
        duration=_seconds(table, node),
        duration_approximate=table.is_true(node, KG.durationApproximate),
        places=tuple(table.texts(node, KG.place)),
        topics=_topics(table, node, KG.topic),
        topics_not_raised=_topics(table, node, KG.topicNotRaised),
        outcomes=tuple(table.texts(node, KG.outcome)),
        ordinal=table.read(node, KG.ordinal, int, 0),
        series=table.is_true(node, KG.series),
        part_of=table.text(node, KG.partOf),
        asserted=KG.assertedBy in table.rows[node],
        evidence=_evidence(table, node),
    )


def _participants(table: _Table, node: Node) -> tuple[Participation, ...]:
    """Return the parts in an event: the special roles, and ``participant`` for who has none."""
    special = [
        Participation(actor=actor, role=role)
        for role in PARTICIPANT_ROLES
        if role != "participant"
        for actor in table.texts(node, KG[role])
    ]
    named = {part.actor for part in special}
    plain = [actor for actor in table.texts(node, KG.participant) if actor not in named]
    return (*(Participation(actor=actor) for actor in plain), *special)


def _statement(table: _Table, node: Node) -> Statement:
    """Return a statement."""
    return Statement(
        id=str(node),
        speaker=table.text(node, KG.speaker),
        addressee=table.text(node, KG.addressee),
        medium=table.text(node, KG.medium),
        quotation=table.text(node, KG.quotation),
        quotation_type=cast(QuotationType, table.local(node, KG.quotationType)),
        when=_when(table, node),
        reports=tuple(table.texts(node, KG.reports)),
        attitude=table.text(node, KG.attitude),
        asserted=KG.assertedBy in table.rows[node],
        evidence=_evidence(table, node),
    )


def _position(table: _Table, node: Node) -> Position:
    """Return a position."""
    return Position(
        id=str(node),
        holder=table.needed(node, KG.holder),
        stance=cast(Stance, table.local(node, KG.stance)),
        topic=next(iter(_topics(table, node, KG.about)), ""),
        about_text=table.text(node, KG.aboutText),
        target=table.text(node, KG.directedAt),
        when=_when(table, node),
        asserted=KG.assertedBy in table.rows[node],
        evidence=_evidence(table, node),
    )


def _check(table: _Table, node: Node) -> Check:
    """Return a cross-check."""
    return Check(
        id=str(node),
        label=table.text(node, RDFS.label),
        expected=table.text(node, KG.expected),
        found=table.text(node, KG.found),
        holds=table.is_true(node, KG.holds),
        evidence=_evidence(table, node),
    )


def _topics(table: _Table, node: Node, link: URIRef) -> tuple[str, ...]:
    """Return the labels of topics."""
    return tuple(sorted(table.needed(topic, RDFS.label) for topic in table.nodes(node, link)))


def _when(table: _Table, node: Node) -> When:
    """Return a date with its bounds."""
    return When(
        value=table.text(node, KG.date) or table.text(node, KG.timex),
        earliest=table.read(node, KG.earliest, dt.date.fromisoformat, None),
        latest=table.read(node, KG.latest, dt.date.fromisoformat, None),
        reason=table.text(node, KG.dateReason),
    )


def _seconds(table: _Table, node: Node) -> int | None:
    """Return a duration in seconds."""
    values = table.nodes(node, KG.duration)
    if not values:
        return None
    length = values[0].value if isinstance(values[0], Literal) else None
    if not isinstance(length, dt.timedelta):
        raise GraphError(f"'{values[0]}' is no duration of days and time", node=str(node))
    return round(length.total_seconds())


def _evidence(table: _Table, node: Node) -> tuple[Evidence, ...]:
    """Return the pieces of text that a fact stands on, in the order of the text."""
    pieces = [
        Evidence(
            article=table.article_id,
            start=table.read(piece, KG.start, int, 0),
            end=table.read(piece, KG.end, int, 0),
            exact=table.text(piece, KG.exact),
            in_title=table.is_true(piece, KG.inTitle),
            rule=table.text(piece, KG.rule),
        )
        for piece in table.nodes(node, KG.evidence)
    ]
    return tuple(sorted(pieces, key=lambda piece: (not piece.in_title, piece)))
