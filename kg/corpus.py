"""Many articles, one graph: what they share is decided over all of them, article by article.

An article's own triples depend on nothing but the article. What joins articles is a table of names
over them: events that several tell, and persons of one name, get one IRI. The table is a function
of the set of articles, so that any order of adding them gives the same graph, and taking one away
undoes what it did. Adding looks at the few articles that may tell of the same, by their cards.

Only this module, ``corpus_changes``, ``pipeline`` and ``graph`` put rooms together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.cards import Entry, EventCard, PersonCard, Shared
from kg.corpus_changes import Change, name_person
from kg.model import Facts
from kg.rdf import article_iri, check_dataset, clean_record, local_iris, to_triples
from kg.resolve import event_keys, make_cards, merge_all, name_parties, tell_apart
from kg.store import Store, open_store, to_nt


def make_entry(facts: Facts, digest: str, report: Mapping[str, Any]) -> Entry:
    """Return what a store keeps of an article.

    :param digest: tells whether the article and the program are still the same.
    :raises GraphError: where the facts cannot be written.
    """
    facts = clean_record(facts)
    cards = make_cards(facts, local_iris(facts))
    triples = {(to_nt(s), to_nt(p), to_nt(o)) for s, p, o in to_triples(facts)}
    return Entry(
        article=facts.article.id,
        graph=str(article_iri(facts.article.id)),
        digest=digest,
        triples=tuple(sorted(triples)),
        events=cards.events,
        persons=cards.persons,
        unnamed=cards.unnamed,
        report=json.dumps(report, ensure_ascii=False, sort_keys=True),
    )


def share(facts: Iterable[Facts]) -> dict[str, Shared]:
    """Return, by article, what its events and persons are called in all articles.

    >>> share([])
    {}
    """
    events: list[EventCard] = []
    persons: dict[str, list[PersonCard]] = defaultdict(list)
    unnamed: set[tuple[str, str]] = set()
    for one in facts:
        cards = make_cards(clean_record(one), local_iris(one))
        events += cards.events
        unnamed |= {(card.article, card.iri) for card in cards.unnamed}
        for card in cards.persons:
            persons[card.name].append(card)
    shared: dict[str, Shared] = defaultdict(Shared)
    merged = merge_all(events)
    for event in merged:
        for telling in event.members[1:]:
            shared[telling.article].iris[telling.iri] = event.iri
    for bearers in persons.values():
        told = tell_apart(card.context for card in bearers)
        for card in bearers:
            shared[card.article].iris[card.iri] = name_person(card, told)
    for (article, iri), ((other, named), label) in name_parties(merged).items():
        if (article, iri) in unnamed:
            shared[article].iris[iri] = shared[other].iris.get(named, named)
            shared[article].labels[iri] = label
    return dict(shared)


def add(store: Store, entry: Entry) -> None:
    """Put an article into a store, in the place of any of the same id, in one step.

    :raises StoreError: where the store cannot be read or written to; it is then as before.
    """
    change = Change(store, entry.graph, entry)
    keys = {card.iri: event_keys(card) for card in entry.events}
    store.write(entry, change.shared, keys, change.renames())


def drop(store: Store, graph: str) -> None:
    """Take an article out of a store, and undo what it did to others, in one step.

    :raises StoreError: where the store cannot be read or written to; it is then as before.
    """
    store.remove(graph, Change(store, graph, None).renames())


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
