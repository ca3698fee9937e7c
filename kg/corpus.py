"""Many articles, one graph: what they share is decided over all of them, article by article.

An article's own triples depend on nothing but the article. What joins articles is a table of names
over them: events that several tell, and persons of one name, get one IRI. The table is a function
of the set of articles, so that any order of adding them gives the same graph, and taking one away
undoes what it did. Adding looks at the few articles that may tell of the same, by their cards.

Only this module, :mod:`kg.pipeline` and :mod:`kg.graph` put rooms together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.cards import Context, Entry, EventCard, PersonCard
from kg.model import Facts
from kg.rdf import article_iri, check_dataset, local_iris, person_iri, to_triples
from kg.resolve import event_keys, linked, make_cards, merge_all, merge_events, tell_apart
from kg.store import Rename, Row, Store, open_store, to_nt

Shared = dict[str, str]  # the IRI in all graphs by the IRI in one article


def make_entry(facts: Facts, digest: str, report: Mapping[str, Any]) -> Entry:
    """Return what a store keeps of an article.

    :param digest: tells whether the article and the program are still the same.
    :raises GraphError: where the facts cannot be written.
    """
    events, persons = make_cards(facts, local_iris(facts))
    triples = {(to_nt(s), to_nt(p), to_nt(o)) for s, p, o in to_triples(facts)}
    return Entry(
        article=facts.article.id,
        graph=str(article_iri(facts.article.id)),
        digest=digest,
        triples=tuple(sorted(triples)),
        events=events,
        persons=persons,
        report=json.dumps(report, ensure_ascii=False, sort_keys=True),
    )


def share(facts: Iterable[Facts]) -> dict[str, Shared]:
    """Return, by article, the IRIs that events and persons have in all articles, where they differ.

    >>> share([])
    {}
    """
    events: list[EventCard] = []
    persons: dict[str, list[PersonCard]] = defaultdict(list)
    for one in facts:
        ours, named = make_cards(one, local_iris(one))
        events += ours
        for card in named:
            persons[card.name].append(card)
    shared: dict[str, Shared] = defaultdict(dict)
    for event in merge_all(events):
        for telling in event.members[1:]:
            shared[telling.article][telling.iri] = event.iri
    for cards in persons.values():
        told = tell_apart(card.context for card in cards)
        for card in cards:
            shared[card.article][card.iri] = _person(card, told)
    return dict(shared)


def add(store: Store, entry: Entry) -> None:
    """Put an article into a store, in the place of any of the same id, in one step.

    :raises StoreError: where the store cannot be read or written to; it is then as before.
    """
    before = store.rows_of(entry.graph)
    shared, renames = _changes(store, entry.graph, before, entry)
    keys = {card.iri: event_keys(card) for card in entry.events}
    store.write(entry, shared, keys, renames)


def drop(store: Store, graph: str) -> None:
    """Take an article out of a store, and undo what it did to others, in one step.

    :raises StoreError: where the store cannot be read or written to; it is then as before.
    """
    _, renames = _changes(store, graph, store.rows_of(graph), None)
    store.remove(graph, renames)


def _changes(
    store: Store, graph: str, before: list[Row], entry: Entry | None
) -> tuple[Shared, list[Rename]]:
    """Return the shared IRIs of an article's things, and what changes in other articles."""
    old = [row.card for row in before]
    shared, renames = _event_changes(
        store, graph, [card for card in old if isinstance(card, EventCard)], entry
    )
    more, further = _person_changes(
        store, graph, [card for card in old if isinstance(card, PersonCard)], entry
    )
    return shared | more, [*renames, *further]


def _event_changes(
    store: Store, graph: str, old: list[EventCard], entry: Entry | None
) -> tuple[Shared, list[Rename]]:
    """Return the shared IRIs of an article's events, and what changes in other articles."""
    new = list(entry.events) if entry else []
    others = _around(store, graph, [*old, *new])
    shared: Shared = {}
    renames = []
    for event in merge_events([*new, *(card for card in others)]):
        for telling in event.members:
            row = others.get(telling)
            if row is None and telling.iri != event.iri:
                shared[telling.iri] = event.iri
            elif row is not None and row.shared != event.iri:
                renames.append(Rename(row=row, shared=event.iri))
    return shared, renames


def _around(store: Store, graph: str, cards: list[EventCard]) -> dict[EventCard, Row]:
    """Return the tellings of other articles that those of an article may be one with.

    They are found step by step: what is like a card, what is like that, and so on.
    """
    found: dict[EventCard, Row] = {}
    edge = cards
    while edge:
        keys = {key for card in edge for key in event_keys(card)}
        rows = {
            row.card: row
            for row in (store.near(keys) if keys else ())
            if row.graph != graph and isinstance(row.card, EventCard) and row.card not in found
        }
        alike = {other for card in edge for other in linked(card, rows)}
        found |= {card: rows[card] for card in sorted(alike)}
        edge = sorted(alike)
    return found


def _person_changes(
    store: Store, graph: str, old: list[PersonCard], entry: Entry | None
) -> tuple[Shared, list[Rename]]:
    """Return the shared IRIs of an article's persons, and what changes in other articles."""
    new = {card.name: card for card in (entry.persons if entry else ())}
    past = {card.name: card for card in old}
    shared: Shared = {}
    renames: list[Rename] = []
    for name in sorted({*new, *past}):
        others = store.contexts(name, without=graph)
        was = tell_apart({*others, past[name].context} if name in past else others)
        now = tell_apart({*others, new[name].context} if name in new else others)
        if name in new:
            shared[new[name].iri] = _person(new[name], now)
        for context in sorted(c for c in others if was[c] != now[c]):
            renames += _moved(store.persons(name, context), graph, now)
    return shared, renames


def _moved(
    rows: list[Row], graph: str, told: Mapping[Context, tuple[str, ...] | None]
) -> list[Rename]:
    """Return which persons of other articles get another IRI."""
    found = []
    for row in rows:
        if row.graph != graph and isinstance(row.card, PersonCard):
            iri = _person(row.card, told)
            found += [Rename(row=row, shared=iri)] if iri != row.shared else []
    return found


def _person(card: PersonCard, told: Mapping[Context, tuple[str, ...] | None]) -> str:
    """Return the IRI that a person has in all articles."""
    context = told[card.context]
    return str(person_iri(card.name, (card.article,) if context is None else context))


def remove(place: str | Path, articles: Iterable[str]) -> list[str]:
    """Take articles out of a store, and undo what they did to others; each in one step.

    :param place: a folder, or the address of a server.
    :param articles: ids, as ``dcterms:identifier`` has them.
    :return: the ids that the store does not have.
    :raises StoreError: where the store cannot be opened, read or written to.
    """
    with closing(open_store(place, create=False)) as store:
        missing = []
        for name in sorted(set(articles)):
            found = store.kept(name)
            if found:
                drop(store, found[0].graph)
            else:
                missing.append(name)
        return missing


def backup(place: str | Path, folder: str | Path) -> None:
    """Copy a store on disk, as it is now, into a new folder that is a store itself.

    :raises StoreError: where the store is a server, which has its own means, or the folder exists.
    """
    with closing(open_store(place, read_only=True)) as store:
        store.backup(Path(folder))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What :func:`verify` found: one sentence a fault; how much was checked."""

    faults: tuple[str, ...]
    articles: int
    triples: int


def verify(
    place: str | Path,
    *,
    shapes: bool = True,
    progress: Callable[[int, str], None] | None = None,
) -> Verified:
    """Check that a store holds what was written to it: counts, checksums and shapes by article.

    :param shapes: whether each article's graph is held against the shapes, which takes longest.
    :param progress: called after each article with how many are done and its id.
    :raises StoreError: where the store cannot be opened or read.
    """
    with closing(open_store(place, read_only=True)) as store:
        kept = store.kept()
        faults = [f"the graph '{name}' belongs to no article" for name in store.orphans()]
        for done, one in enumerate(kept, start=1):
            faults += store.faults_of(one)
            if shapes:
                found = check_dataset(store.to_dataset([one.graph])).violations
                faults += [f"{one.article}: {violation}" for violation in found]
            if progress is not None:
                progress(done, one.article)
        triples = sum(one.triples for one in kept)
        return Verified(faults=tuple(faults), articles=len(kept), triples=triples)
