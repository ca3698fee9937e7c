"""What changes in a store when an article comes, changes or goes.

Three things are shared by articles: events that several tell; persons of one full name; and parties
that one article names by surname or office alone, while another that tells of the same talk gives
the full name. Each is a function of the cards of all articles; here, only those are looked up that
the article can have an effect on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.cards import Card, Context, Entry, EventCard, PersonCard, Shared, UnnamedCard
from kg.rdf import person_iri
from kg.resolve import Merged, event_keys, linked, merge_events, name_parties, tell_apart
from kg.store import Rename, Row, Store

_Named = dict[tuple[str, str], tuple[str, str]]  # IRI and label, by article and local IRI


class Change:
    """What one article changes: what its own things are called, and those of other articles.

    :param graph: the IRI of the article's graph.
    :param entry: what the article now tells; None takes it out.
    """

    def __init__(self, store: Store, graph: str, entry: Entry | None) -> None:
        self.store = store
        self.graph = graph
        self.entry = entry
        self.shared = Shared()
        self._moved: dict[str, Rename] = {}
        self._read: dict[str, list[Row]] = {}  # the cards of other articles, by graph
        old = [row.card for row in store.rows_of(graph)]
        events = self._merge_events([card for card in old if isinstance(card, EventCard)])
        renamed = self._name_persons([card for card in old if isinstance(card, PersonCard)])
        self._name_parties(events, renamed)

    def renames(self) -> list[Rename]:
        """Return what gets another IRI in other articles."""
        moved = (self._moved[node] for node in sorted(self._moved))
        return [rename for rename in moved if rename.is_change]

    def _move(self, row: Row, iri: str, label: str = "") -> None:
        self._moved[row.node] = Rename(row=row, shared=iri, label=label)

    def _now(self, row: Row) -> str:
        """Return the shared IRI of another article's thing after the change."""
        return self._moved[row.node].shared if row.node in self._moved else row.shared

    def _merge_events(self, old: list[EventCard]) -> list[Merged]:
        """Decide the events of the article and those around it; return them."""
        new = list(self.entry.events) if self.entry else []
        around = self._around([*old, *new])
        merged = merge_events([*new, *around])
        for event in merged:
            for telling in event.members:
                if telling in around:
                    self._move(around[telling], event.iri)
                elif telling.iri != event.iri:
                    self.shared.iris[telling.iri] = event.iri
        return merged

    def _around(self, cards: list[EventCard]) -> dict[EventCard, Row]:
        """Return the tellings of other articles that those of the article may be one with.

        They are found step by step: what is like a card, what is like that, and so on.
        """
        found: dict[EventCard, Row] = {}
        edge = cards
        while edge:
            keys = {key for card in edge for key in event_keys(card)}
            rows = {
                row.card: row
                for row in (self.store.near(keys) if keys else ())
                if row.graph != self.graph
                and isinstance(row.card, EventCard)
                and row.card not in found
            }
            alike = {other for card in edge for other in linked(card, rows)}
            found |= {card: rows[card] for card in sorted(alike)}
            edge = sorted(alike)
        return found

    def _name_persons(self, old: list[PersonCard]) -> list[Row]:
        """Decide who the persons of the article are; return those of others that change."""
        new = {card.name: card for card in (self.entry.persons if self.entry else ())}
        past = {card.name: card for card in old}
        changed: list[Row] = []
        for name in sorted({*new, *past}):
            others = self.store.contexts(name, without=self.graph)
            was = tell_apart({*others, past[name].context} if name in past else others)
            now = tell_apart({*others, new[name].context} if name in new else others)
            if name in new:
                self.shared.iris[new[name].iri] = name_person(new[name], now)
            for context in sorted(c for c in others if was[c] != now[c]):
                changed += self._rename_persons(self.store.persons(name, context), now)
        return changed

    def _rename_persons(
        self, rows: list[Row], told: Mapping[Context, tuple[str, ...] | None]
    ) -> list[Row]:
        """Give persons of other articles their IRIs; return those that change."""
        changed = []
        for row in rows:
            if row.graph != self.graph and isinstance(row.card, PersonCard):
                self._move(row, name_person(row.card, told))
                changed += [row] if self._now(row) != row.shared else []
        return changed

    def _name_parties(self, events: list[Merged], renamed: list[Row]) -> None:
        """Decide who the parties are that an article around the change names by halves."""
        touched = {event.iri for event in events}
        for row in renamed:
            touched |= {self._now(told) for told in self._of(row.graph, EventCard)}
        graphs = {row.graph for iri in sorted(touched) for row in self._tellings(iri)}
        for graph in sorted(graphs):
            rows = self._of(graph, UnnamedCard)
            if rows:
                named = self._parties(self._now(row) for row in self._of(graph, EventCard))
                for row in rows:
                    self._move(row, *_called(row.card, named))
        own = self._parties(
            self._own(card.iri) for card in (self.entry.events if self.entry else ())
        )
        for card in self.entry.unnamed if self.entry else ():
            self.shared.iris[card.iri], self.shared.labels[card.iri] = _called(card, own)

    def _own(self, iri: str) -> str:
        return self.shared.iris.get(iri, iri)

    def _parties(self, events: Iterable[str]) -> _Named:
        """Return what parties are called that other tellings of the events name in full."""
        whole = [Merged.of(self._cards(iri)) for iri in sorted(set(events))]
        found = name_parties([event for event in whole if len(event.members) > 1])
        return {p: (self._iri_of(*named), label) for p, (named, label) in sorted(found.items())}

    def _cards(self, iri: str) -> list[EventCard]:
        """Return the tellings of an event after the change."""
        own = [c for c in (self.entry.events if self.entry else ()) if self._own(c.iri) == iri]
        others = [row.card for row in self._tellings(iri)]
        return [*own, *(card for card in others if isinstance(card, EventCard))]

    def _tellings(self, iri: str) -> list[Row]:
        """Return the tellings of an event in other articles after the change."""
        stored = {row.node: row for row in self.store.sharing(iri)}
        came = {node: one.row for node, one in self._moved.items() if one.shared == iri}
        rows = (stored | came).values()
        return [
            row
            for row in sorted(rows, key=lambda row: row.node)
            if row.graph != self.graph and self._now(row) == iri and isinstance(row.card, EventCard)
        ]

    def _iri_of(self, article: str, iri: str) -> str:
        """Return the shared IRI of a named person of any article after the change."""
        if self.entry and article == self.entry.article:
            return self._own(iri)
        kept = self.store.kept(article)
        rows = self._of(kept[0].graph, PersonCard) if kept else []
        return next((self._now(row) for row in rows if row.card.iri == iri), iri)

    def _of(self, graph: str, kind: type) -> list[Row]:
        """Return the cards of one kind of another article; none of the article itself."""
        if graph == self.graph:
            return []
        if graph not in self._read:
            self._read[graph] = self.store.rows_of(graph)
        return [row for row in self._read[graph] if isinstance(row.card, kind)]


def _called(card: Card, named: _Named) -> tuple[str, str]:
    """Return the IRI and label of a party known by halves: those of the full name, or its own."""
    assert isinstance(card, UnnamedCard)
    return named.get((card.article, card.iri), (card.iri, card.label))


def name_person(card: PersonCard, told: Mapping[Context, tuple[str, ...] | None]) -> str:
    """Return the IRI that a person has in all articles.

    :param told: what tells the bearers of the name apart: see :func:`kg.resolve.tell_apart`.
    """
    context = told[card.context]
    return str(person_iri(card.name, (card.article,) if context is None else context))
