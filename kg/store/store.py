"""One named graph an article, one step an article: what a corpus is kept in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset, URIRef

from kg.cards import Context, Entry, Shared, UnnamedCard, from_json
from kg.errors import StoreError
from kg.store.embedded import Embedded
from kg.store.engines import JSON, Engine
from kg.store.records import (
    PREFIX,
    RECORDS,
    Rename,
    Row,
    checksum,
    drop,
    record_of,
    rename,
    renamed,
    write_entry,
)
from kg.store.remote import Remote
from kg.store.terms import text, to_nt

FOLDER = "oxigraph"  # within a folder that holds a store
_CARD = "rec:json ?json ; rec:shared ?shared ; rec:graph ?graph ; rec:label ?label"
_AT_ONCE = 200  # keys in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a store knows of an article: see :class:`kg.cards.Entry`."""

    article: str
    graph: str
    digest: str
    triples: int
    checksum: str
    report: str


class Store:
    """Articles with their graphs, in an engine that answers SPARQL.

    >>> store = open_store(None)
    >>> store.write(Entry(article="a", graph="https://w3id.org/kg-news/id/article/a", digest="1",
    ...     triples=(("<urn:a>", "<urn:b>", "<urn:c>"),)))
    >>> store.digest_of("https://w3id.org/kg-news/id/article/a"), len(store.kept())
    ('1', 1)
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def answer(self, text: str, accept: str = JSON) -> bytes:
        """Return the answer to SPARQL over all articles together: see :meth:`Engine.answer`."""
        return self.engine.answer(text, accept)

    def digest_of(self, graph: str) -> str:
        """Return what an article was built from; '' where the store does not have it."""
        record = record_of(graph)
        rows = self._rows(f"SELECT ?d {{ GRAPH <{record}> {{ <{record}> rec:digest ?d }} }}")
        return rows[0][0] if rows else ""

    def kept(self, article: str | None = None) -> list[Kept]:
        """Return what the store knows of its articles, sorted by id; of one, with its id."""
        only = "" if article is None else f"VALUES ?article {{ {text(article)} }} "
        rows = self._rows(
            f"SELECT ?article ?graph ?digest ?triples ?checksum ?report {{ {only}GRAPH ?r {{ "
            "?r rec:article ?article ; rec:graph ?graph ; rec:digest ?digest ; "
            "rec:triples ?triples ; rec:checksum ?checksum ; rec:report ?report } }"
        )
        found = [
            Kept(article=a, graph=g, digest=d, triples=int(n), checksum=c, report=r)
            for a, g, d, n, c, r in rows
        ]
        return sorted(found, key=lambda one: one.article)

    def rows_of(self, graph: str) -> list[Row]:
        """Return the cards of an article."""
        record = record_of(graph)
        return self._cards(f"GRAPH <{record}> {{ ?node {_CARD} }}")

    def near(self, keys: Iterable[str]) -> list[Row]:
        """Return the cards of all articles that have one of the keys."""
        found: dict[str, Row] = {}
        ordered = sorted(set(keys))
        for first in range(0, len(ordered), _AT_ONCE):
            values = " ".join(map(text, ordered[first : first + _AT_ONCE]))
            rows = self._cards(
                f"VALUES ?key {{ {values} }} GRAPH ?r {{ ?node rec:key ?key ; {_CARD} }}"
            )
            found |= {row.node: row for row in rows}
        return [found[node] for node in sorted(found)]

    def sharing(self, iri: str) -> list[Row]:
        """Return the cards of all articles whose thing has an IRI in all graphs."""
        return self._cards(f"VALUES ?shared {{ <{iri}> }} GRAPH ?r {{ ?node {_CARD} }}")

    def contexts(self, name: str, without: str = "") -> set[Context]:
        """Return the contexts in which a person's name stands.

        :param without: the graph of an article to leave out.
        """
        rows = self._rows(
            f"SELECT DISTINCT ?context {{ GRAPH ?r {{ ?node rec:name {text(name)} ; "
            f"rec:context ?context }} FILTER(?r != <{record_of(without)}>) }}"
        )
        return {Context.from_text(row[0]) for row in rows}

    def persons(self, name: str, context: Context) -> list[Row]:
        """Return the cards of a person's name in a context."""
        return self._cards(
            f"GRAPH ?r {{ ?node rec:name {text(name)} ; rec:context {text(context.to_text())} ; "
            f"{_CARD} }}"
        )

    def write(
        self,
        entry: Entry,
        shared: Shared | None = None,
        keys: Mapping[str, Sequence[str]] | None = None,
        renames: Iterable[Rename] = (),
    ) -> None:
        """Put an article in the place of any of the same graph; all of it in one step.

        :param shared: what its things are called in all graphs.
        :param keys: what each event is found by, by its local IRI.
        :param renames: what gets another IRI in other articles thereby.
        :raises StoreError: where nothing could be written.
        """
        first = write_entry(entry, shared or Shared(), keys or {})
        self.engine.update(" ;\n".join([first, *rename(renames)]))

    def remove(self, graph: str, renames: Iterable[Rename] = ()) -> None:
        """Take an article away, and undo what it did to others, in one step."""
        self.engine.update(" ;\n".join([drop(graph), *rename(renames)]))

    def faults_of(self, kept: Kept) -> list[str]:
        """Return how an article's graph differs from what was written, one sentence each."""
        back = Shared()
        for row in self.rows_of(kept.graph):
            back.iris[row.shared] = row.card.iri
            if isinstance(row.card, UnnamedCard):
                back.labels[row.shared] = row.card.label
        found = self.engine.graph(kept.graph)
        triples = list(renamed(((to_nt(s), to_nt(p), to_nt(o)) for s, p, o in found), back))
        if len(triples) != kept.triples:
            return [f"{kept.article}: {len(triples)} triples, {kept.triples} were written"]
        if checksum(triples) != kept.checksum:
            return [f"{kept.article}: the triples are not those that were written"]
        return []

    def to_dataset(self, graphs: Iterable[str] | None = None) -> Dataset:
        """Return the facts of articles as a dataset with one named graph each; all by default."""
        dataset = Dataset(default_union=True)
        for iri in graphs if graphs is not None else [kept.graph for kept in self.kept()]:
            graph = dataset.graph(URIRef(iri))
            dataset.addN((s, p, o, graph) for s, p, o in self.engine.graph(iri))
        return dataset

    def orphans(self) -> list[str]:
        """Return the named graphs that no record tells of."""
        known = {kept.graph for kept in self.kept()}
        names = {row[0] for row in self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
        return sorted(n for n in names - known if not n.startswith(RECORDS))

    def backup(self, folder: Path) -> None:
        """Copy the store into a new folder, in one consistent state.

        :raises StoreError: where it is a server or in memory, or the folder exists.
        """
        if not isinstance(self.engine, Embedded):
            hint = "use the server's own means"
            raise StoreError(f"'{self.engine.place}' is a server", hint=hint)
        self.engine.backup(folder / FOLDER)

    def optimize(self) -> None:
        """Make later queries faster; what a server does by its own means."""
        if isinstance(self.engine, Embedded):
            self.engine.optimize()

    def close(self) -> None:
        """Give back what the store holds."""
        self.engine.close()

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        return self.engine.select(PREFIX + query)

    def _cards(self, pattern: str) -> list[Row]:
        rows = self._rows(f"SELECT ?node ?json ?shared ?graph ?label {{ {pattern} }}")
        found = {
            node: Row(card=from_json(json), node=node, graph=graph, shared=shared, label=label)
            for node, json, shared, graph, label in rows
        }
        return [found[node] for node in sorted(found)]


def open_store(place: str | Path | None, *, read_only: bool = False, create: bool = True) -> Store:
    """Return the store at a place, made where there is none.

    :param place: a folder; the address of a server (``https://...``); None for memory.
    :param read_only: open a folder that another process may be writing to.
    :param create: whether to make a store where there is none.
    :raises StoreError: where it cannot be opened, or is to be read and is not there.
    """
    if place is None:
        return Store(Embedded())
    if is_remote(place):
        return Store(Remote(str(place)))
    folder = Path(place) / FOLDER
    if (read_only or not create) and not folder.is_dir():
        hint = "build one with: kg build ARTICLES --store DIR"
        raise StoreError(f"there is no store in '{place}'", hint=hint, path=str(place))
    return Store(Embedded(folder, read_only=read_only))


def is_remote(place: str | Path) -> bool:
    """Return whether a place is the address of a server.

    >>> is_remote("http://localhost:7878"), is_remote("archive")
    (True, False)
    """
    return str(place).startswith(("http://", "https://"))


def has_store(folder: str | Path) -> bool:
    """Return whether a folder holds a store."""
    return (Path(folder) / FOLDER).is_dir()


__all__ = ["Kept", "Store", "has_store", "is_remote", "open_store"]
