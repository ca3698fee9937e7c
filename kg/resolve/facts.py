"""Everything that one article tells, put together: the verb of this room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import Event, Facts, Position, Quote, Reading, When
from kg.resolve.actors import resolve_actors
from kg.resolve.checks import resolve_checks
from kg.resolve.communications import Cluster, Clusterer
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
from kg.resolve.statements import resolve_statements
from kg.resolve.told import Teller


def resolve(reading: Reading) -> Facts:
    """Return the facts of one article from all that was read in it.

    The order is: actors, the tellings of events, which tellings are one event, dates that count
    from other events, positions, statements and what they report, cross-checks.
    """
    article = reading.article
    published = article.published.value if article.published else None
    index = resolve_actors(reading.mentions, article, published=published)
    actors = {actor.id: actor for actor in index.actors}
    teller = Teller(reading, index, _speaker_of(reading.quotes, index.at))
    tellings = [teller.tell(frame) for frame in reading.frames if frame.kind == "communication"]
    clusterer = Clusterer(actors, published)
    talks = [c for c in clusterer.group(tellings) if is_event(c, actors)]
    others = other_events(reading.frames, teller)
    warnings = date_by_anchor([*talks, *others])
    events = [to_communication(talk, n, article) for n, talk in enumerate(talks)]
    events += [to_event(other, len(talks) + n, article) for n, other in enumerate(others)]
    positions = resolve_positions(reading.frames, teller, article, index.actors)
    statements = resolve_statements(
        reading.quotes,
        index.at,
        article,
        contained=_triggers([*talks, *others], events, positions, reading),
        when_of=_quote_dates(reading),
    )
    return Facts(
        article=article,
        actors=index.actors,
        events=tuple(events),
        statements=statements,
        positions=positions,
        checks=resolve_checks(clusterer, article),
        warnings=tuple(warnings),
    )


def _speaker_of(
    quotes: Sequence[Quote], actors_at: Callable[[int], tuple[str, ...]]
) -> Callable[[int], tuple[str, ...]]:
    """Return who speaks at an offset: the speaker of the innermost quotation around it."""

    def speaker(offset: int) -> tuple[str, ...]:
        around = [q for q in quotes if q.start <= offset < q.end and q.speaker is not None]
        if not around:
            return ()
        inner = min(around, key=lambda q: q.end - q.start)
        return actors_at(inner.speaker.head) if inner.speaker is not None else ()

    return speaker


def _triggers(
    nodes: Sequence[Cluster | Happening],
    events: Sequence[Event],
    positions: Sequence[Position],
    reading: Reading,
) -> list[tuple[str, int, int]]:
    """Return (id, start, end) of each word that tells an event or a position."""
    found: list[tuple[str, int, int]] = []
    for node, event in zip(nodes, events, strict=True):
        for told in node.told:
            found.append((event.id, told.frame.head, told.frame.head + 1))
    frames = {frame.id: frame for frame in reading.frames}
    for position in positions:
        for number in _frame_ids(position, reading):
            head = frames[number].head
            found.append((position.id, head, head + 1))
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
    """Return the date of a statement: a time expression of its reporting clause, never its own."""
    sentences = reading.sentences

    def dated(quote: Quote) -> When:
        if quote.cue is None:
            return When()
        start, end = next(
            ((s, e) for s, e in sentences if s <= quote.cue.head < e), (quote.start, quote.end)
        )
        for timex in reading.timexes:
            inside = quote.start <= timex.start < quote.end
            if start <= timex.start < end and not inside and timex.type in ("DATE", "TIME"):
                near = abs(timex.start - quote.cue.head) < 160
                if near and timex.anchor is None and timex.earliest is not None:
                    return to_when(timex)
        return When()

    return dated
