"""A graph of ours as a NetworkX graph: only the actors, or everything.

Every attribute is a string, a whole number or a truth value, never None, a date or a list, so that
each writer of NetworkX can carry it. Dates are ISO 8601; lists are joined by ``'; '``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import networkx as nx
from rdflib import Graph

from kg.errors import GraphError
from kg.export.reading import World, read_world
from kg.export.text import clean
from kg.export.vocabulary import CHANNELS, HAPPENED, STARTING_ROLES, STATUSES
from kg.model import Actor, Event, Evidence, When

Attribute = str | int | bool
SEPARATOR = "; "
MOST_PARTIES = 40  # a summit of 40 has 780 pairs; of 1,000 it would have half a million


def to_networkx(
    dataset: Graph, view: str = "actors", *, statuses: Iterable[str] = HAPPENED
) -> nx.MultiDiGraph[str]:
    """Return the network of a dataset.

    ``actors`` has a node for each actor and an edge for each communication between each two of its
    participants; the edge starts from the caller, visitor or sender where one is known, which is
    what its ``directed`` tells. ``full`` has everything, with typed edges.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param view: ``actors`` or ``full``.
    :param statuses: of ``actors``, which communications count; by default those that took place.
    :raises GraphError: where the view or a status is unknown.

    >>> to_networkx(Graph()).number_of_nodes()
    0
    """
    chosen = tuple(statuses)
    if unknown := [name for name in chosen if name not in STATUSES]:
        raise GraphError(f"unknown status '{unknown[0]}'", hint=f"use any of {', '.join(STATUSES)}")
    world = read_world(dataset)
    if view == "actors":
        return _actors_view(world, chosen)
    if view == "full":
        return _full_view(world)
    raise GraphError(f"unknown view '{view}'", hint="use 'actors' or 'full'")


def pairs(event: Event) -> list[tuple[str, str, bool]]:
    """Return each two participants of an event, and whether their order means something.

    :returns: (from, to, directed); the one who called, visited or wrote comes first.
    """
    if len(event.participants) > MOST_PARTIES:
        return []
    found = []
    for one, other in combinations(event.participants, 2):
        turn = other.role in STARTING_ROLES and one.role not in STARTING_ROLES
        first, second = (other, one) if turn else (one, other)
        directed = first.role in STARTING_ROLES and second.role not in STARTING_ROLES
        found.append((first.actor, second.actor, directed))
    return found


def _actors_view(world: World, statuses: tuple[str, ...]) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in world.actors.values():
        if actor.kind != "Place":
            network.add_node(clean(actor.id), **_actor_node(actor))
    for event in world.communications():
        if event.status not in statuses:
            continue
        facts = _event_facts(world, event)
        every = pairs(event)
        for number, (one, other, directed) in enumerate(every):
            key = event.id if len(every) == 1 else f"{event.id}#{number}"
            _add_parties(network, world, (one, other))
            network.add_edge(clean(one), clean(other), key=clean(key), **facts, directed=directed)
    return network


def _add_parties(network: nx.MultiDiGraph[str], world: World, parties: Iterable[str]) -> None:
    """Add participants that the graph does not describe (or calls places), so that none is lost."""
    for iri in parties:
        if clean(iri) in network:
            continue
        actor = world.actors.get(iri) or Actor(id=iri, kind="Group", label=world.name(iri))
        network.add_node(clean(iri), **_actor_node(actor))


def _actor_node(actor: Actor) -> dict[str, Attribute]:
    return {
        "label": clean(actor.label),
        "kind": actor.kind,
        "forms": len(actor.forms),
        "wikidata": clean(actor.wikidata),
        "office": clean(actor.office),
    }


def _dates(when: When) -> dict[str, str]:
    return {
        "date": clean(when.value),
        "earliest": when.earliest.isoformat() if when.earliest else "",
        "latest": when.latest.isoformat() if when.latest else "",
    }


def _event_facts(world: World, event: Event) -> dict[str, Attribute]:
    facts: dict[str, Attribute] = {
        "label": _edge_label(event),
        "type": event.type,
        **_dates(event.when),
        "duration_text": duration_text(event.duration),
        "status": event.status,
        "channel": CHANNELS.get(event.type, ""),
        "place": _joined(world.name(place) for place in event.places),
        "topics": _joined(world.name(topic) for topic in event.topics),
        "topics_not_raised": _joined(world.name(topic) for topic in event.topics_not_raised),
        "event": clean(event.id),
        "asserted": event.asserted,
        "evidence": evidence_text(event.evidence),
        "articles": _joined(
            world.name(article)
            for article in dict.fromkeys(piece.article for piece in event.evidence)
        ),
    }
    if event.duration is not None:
        facts["duration"] = event.duration
        facts["duration_approximate"] = event.duration_approximate
    return facts


def _edge_label(event: Event) -> str:
    return clean(" ".join(filter(None, (event.type, event.when.value)))) + _status_mark(event)


def _status_mark(event: Event) -> str:
    """Return what stands behind a label, so that no talk that did not happen looks like one."""
    return "" if event.status in HAPPENED else f" ({event.status or 'Unknown'})"


def _joined(parts: Iterable[str]) -> str:
    return SEPARATOR.join(clean(part) for part in parts)


def evidence_text(evidence: Iterable[Evidence]) -> str:
    """Return the words of the evidence, each once, joined by `` | ``."""
    return " | ".join(dict.fromkeys(clean(piece.exact) for piece in evidence))


def duration_text(seconds: int | None) -> str:
    """Return a duration in the form of ``xsd:dayTimeDuration``, '' for None.

    >>> duration_text(9000), duration_text(90061), duration_text(None)
    ('PT2H30M', 'P1DT1H1M1S', '')
    """
    if seconds is None:
        return ""
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, rest = divmod(rest, 60)
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
    day = f"{days}D" if days else ""
    if not day and not time:
        time = "0S"
    return f"P{day}" + (f"T{time}" if time else "")


def _full_view(world: World) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_full_nodes(network, world)
    for number, (source, role, target) in enumerate(_full_edges(world)):
        for iri in (source, target):
            if clean(iri) not in network:
                network.add_node(clean(iri), label=clean(world.name(iri)), kind="Thing")
        # Keys are unique in the whole graph: GraphML and Gephi take them for ids.
        key = f"{role}#{number}"
        facts: dict[str, Attribute] = {"type": role, "label": role}
        if source in world.events:
            facts["status"] = world.events[source].status
        network.add_edge(clean(source), clean(target), key=key, **facts)
    return network


def _add_full_nodes(network: nx.MultiDiGraph[str], world: World) -> None:
    for actor in world.actors.values():
        network.add_node(clean(actor.id), **_actor_node(actor))
    for event in world.events.values():
        facts: dict[str, Any] = _event_facts(world, event)
        facts["kind"] = facts.pop("type")
        if event.label:
            facts["label"] = clean(event.label) + _status_mark(event)
        network.add_node(clean(event.id), **facts)
    for statement in world.statements.values():
        network.add_node(
            clean(statement.id),
            label=clean(statement.quotation),
            kind="Statement",
            quotation_type=statement.quotation_type,
            asserted=statement.asserted,
            evidence=evidence_text(statement.evidence),
            **_dates(statement.when),
        )
    for position in world.positions.values():
        network.add_node(
            clean(position.id),
            label=clean(position.about_text),
            kind="Position",
            stance=position.stance,
            asserted=position.asserted,
            evidence=evidence_text(position.evidence),
            **_dates(position.when),
        )
    for iri in _topics(world):
        network.add_node(clean(iri), label=clean(world.name(iri)), kind="Topic")


def _topics(world: World) -> list[str]:
    found = {position.topic for position in world.positions.values()}
    for event in world.events.values():
        found.update(event.topics, event.topics_not_raised)
    return sorted(found - {""})


def _full_edges(world: World) -> list[tuple[str, str, str]]:
    edges = []
    for event in world.events.values():
        edges += [(event.id, part.role, part.actor) for part in event.participants]
        edges += [(event.id, "topic", topic) for topic in event.topics]
        edges += [(event.id, "topicNotRaised", topic) for topic in event.topics_not_raised]
        edges += [(event.id, "place", place) for place in event.places]
        edges.append((event.id, "partOf", event.part_of))
    for statement in world.statements.values():
        for role in ("speaker", "addressee", "medium"):
            edges.append((statement.id, role, getattr(statement, role)))
        edges += [(statement.id, "reports", told) for told in statement.reports]
    for position in world.positions.values():
        edges.append((position.id, "holder", position.holder))
        edges.append((position.id, "about", position.topic))
        edges.append((position.id, "target", position.target))
    for actor in world.actors.values():
        edges += [(actor.id, "represents", other) for other in actor.represents]
    return [edge for edge in edges if edge[2]]
