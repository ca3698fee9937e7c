"""Everything that one article tells, put together: the verb of this room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.model import Event, Facts, Position, Quote, Reading, Statement, When
from kg.resolve.actors import resolve_actors
from kg.resolve.checks import resolve_checks
from kg.resolve.chronicle import date_by_entry
from kg.resolve.clusters import Cluster
from kg.resolve.communications import Clusterer, link_hosts
from kg.resolve.dates import to_when
from kg.resolve.events import (
    Happening,
    date_by_anchor,
    is_event,
    other_events,
    to_communication,
    to_event,
)
from kg.resolve.positions import resolve_positions
from kg.resolve.sites import Sites, place_there
from kg.resolve.statements import resolve_statements
from kg.resolve.told import Teller, Told, carry_over
from kg.resolve.voices import Voices


def resolve(reading: Reading) -> Facts:
    """Return the facts of one article from all that was read in it.

    The order is: actors, the tellings of events, which tellings are one event, dates that count
    from other events, positions, statements and what they report, cross-checks.
    """
    article = reading.article
    published = article.published.value if article.published else None
    index = resolve_actors(reading.mentions, article, published=published)
    actors = {actor.id: actor for actor in index.actors}
    voices = Voices(reading.quotes, index.at, article)
    teller = Teller(reading, index, voices.speaker, voices.unknown)
    tellings = _tellings(reading, teller, index.place_at)
    sites = Sites(article)
    clusterer = Clusterer(actors, published)
    grouped = clusterer.group(tellings)
    link_hosts(grouped)
    actors |= {actor.id: actor for actor in voices.unnamed}
    talks = [c for c in grouped if is_event(c, actors)]
    others = other_events(reading.frames, teller)
    warnings = date_by_anchor([*talks, *others])
    events = [to_communication(talk, n, article, actors, sites.at) for n, talk in enumerate(talks)]
    events = [_within(event, talk, talks) for event, talk in zip(events, talks, strict=True)]
    events += [to_event(other, len(talks) + n, article) for n, other in enumerate(others)]
    everybody = [*index.actors, *voices.unnamed]
    positions = resolve_positions(reading.frames, teller, article, everybody)
    triggers = _triggers([*talks, *others], events, positions, reading)
    statements = resolve_statements(
        reading.quotes,
        voices.at,
        article,
        contained=triggers,
        when_of=_quote_dates(reading),
    )
    everybody = [*index.actors, *voices.unnamed, *sites.actors]
    rests = _on_words_alone(triggers, statements, voices)
    return Facts(
        article=article,
        actors=tuple(everybody),
        events=tuple(replace(event, asserted=event.id not in rests) for event in events),
        statements=_addressed(statements, {actor.id for actor in everybody}),
        positions=tuple(replace(p, asserted=p.id not in rests) for p in positions),
        checks=resolve_checks(clusterer, article),
        warnings=tuple(warnings),
    )


def _on_words_alone(
    triggers: dict[str, list[int]], statements: Sequence[Statement], voices: Voices
) -> set[str]:
    """Return the ids of what statements tell of, and the article nowhere in its own voice."""
    told = {key for statement in statements for key in statement.reports}
    own = {key for key, offsets in triggers.items() if any(map(voices.is_own, offsets))}
    return told - own


def _tellings(reading: Reading, teller: Teller, place_at: Callable[[int], str]) -> list[Told]:
    """Return the tellings of all talks, with what the words around say of day and place."""
    tellings = [teller.tell(frame) for frame in reading.frames if frame.kind == "communication"]
    carry_over(tellings)
    date_by_entry(tellings, reading)
    names = [m for m in reading.mentions if m.kind == "name"]
    place_there(tellings, names, reading.article.content, place_at)
    return tellings


def _within(event: Event, talk: Cluster, talks: Sequence[Cluster]) -> Event:
    """Return an event with the id of the one that it lay within, where that is an event too."""
    place = next((n for n, other in enumerate(talks) if other is talk.host), None)
    return event if place is None else replace(event, part_of=f"event:{place}")


def _addressed(statements: Sequence[Statement], known: set[str]) -> tuple[Statement, ...]:
    """Return statements whose addressee is an actor: a pronoun that is not resolved is nobody."""
    return tuple(s if s.addressee in known else replace(s, addressee="") for s in statements)


def _triggers(
    nodes: Sequence[Cluster | Happening],
    events: Sequence[Event],
    positions: Sequence[Position],
    reading: Reading,
) -> dict[str, list[int]]:
    """Return the offsets of the words that tell each event and position."""
    found = {
        event.id: [told.frame.head for told in node.told]
        for node, event in zip(nodes, events, strict=True)
    }
    heads = {frame.id: frame.head for frame in reading.frames}
    for position in positions:
        found[position.id] = [heads[number] for number in _frame_ids(position, reading)]
    return found


def _frame_ids(position: Position, reading: Reading) -> list[int]:
    """Return the frames whose sentence and rule are evidence of a position."""
    rows = {(e.start, e.end, e.rule) for e in position.evidence}
    found: list[int] = []
    for frame in reading.frames:
        _, start, end = reading.article.locate(frame.start, frame.end)
        if frame.kind == "position" and (start, end, frame.rule) in rows:
            found.append(frame.id)
    return found


def _quote_dates(reading: Reading) -> Callable[[Quote], When]:
    """Return the date of a statement: a day named in its reporting clause, never in its content.

    The day stands beside the cue, with no comma, colon or quotation mark between them.
    """
    content = reading.article.content
    days = [
        t
        for t in reading.timexes
        if t.type in ("DATE", "TIME") and t.earliest is not None and t.earliest == t.latest
    ]

    def dated(quote: Quote) -> When:
        if quote.cue is None:
            return When()
        cue = quote.cue
        for day in days:
            between = content[min(day.end, cue.end) : max(day.start, cue.start)]
            inside = quote.start <= day.start < quote.end
            if not inside and len(between) < 120 and not _BOUNDARY.search(between):
                return to_when(day)
        return When()

    return dated


_BOUNDARY = re.compile(r"[,:;.!?„“”»«\"\n]")
