"""Oxigraph in this process: on disk, or in memory."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.engines import JSON, TRIPLES, Triple
from kg.store.terms import triple_of

# Updates after which what memory holds goes into files. Each update is in the log on disk before;
# flushing every time would make a file for each.
_FLUSH = 250
_ATTEMPTS, _PAUSE = 9, 0.1  # to open a store that is being written to; seconds between them
_IN_USE = re.compile("lock", re.IGNORECASE)


class Embedded:
    """An Oxigraph store of this process.

    :param path: a folder; None keeps everything in memory.
    :param read_only: open what another process may be writing to, as it is now.
    :raises StoreError: where the folder is in use, no store, or cannot be written to.

    >>> engine = Embedded()
    >>> engine.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }")
    >>> engine.select("SELECT ?a { GRAPH ?g { ?a ?b ?c } }")
    [('urn:a',)]
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.place = str(path) if path else "memory"
        self.path = path
        self._updates = 0
        try:
            if path is None:
                self._store = ox.Store()
            elif read_only:
                self._store = _opened(path)
            else:
                path.mkdir(parents=True, exist_ok=True)
                self._store = ox.Store(str(path))
        except (OSError, ValueError, RuntimeError) as error:
            used = bool(_IN_USE.search(str(error)))
            hint = "wait until the other run has ended" if used else "name another folder"
            what = "is in use by another process" if used else f"cannot be opened: {error}"
            raise StoreError(f"the store '{path}' {what}", hint=hint, path=str(path)) from error

    def answer(self, text: str, accept: str = JSON) -> bytes:
        """Return the answer to a query, as :class:`Engine` says."""
        try:
            found = self._store.query(text, use_default_graph_as_union=True)
            if isinstance(found, ox.QueryTriples) != (accept == TRIPLES):
                raise QueryError("the query gives another kind of answer than was asked for")
            form = ox.RdfFormat.N_TRIPLES if accept == TRIPLES else ox.QueryResultsFormat.JSON
            return found.serialize(format=form) or b""  # type: ignore[arg-type]
        except SyntaxError as error:
            raise QueryError(f"the query is malformed: {error}") from error
        except OSError as error:
            raise self._fault("read", error) from error
        except RuntimeError as error:
            raise QueryError(f"the query fails: {error}", hint="simplify it") from error

    def select(self, text: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT that names its graphs, as bare texts."""
        try:
            found = self._store.query(text)
            assert isinstance(found, ox.QuerySolutions)
            return [tuple(term.value if term else "" for term in row) for row in found]
        except (OSError, RuntimeError) as error:
            raise self._fault("read", error) from error

    def update(self, text: str) -> None:
        """Do an update as one transaction, which the end of this process cannot undo."""
        try:
            self._store.update(text)
            self._updates += 1
            if self.path is not None and self._updates % _FLUSH == 0:
                self._store.flush()
        except SyntaxError as error:
            raise StoreError(f"an update is malformed: {error}") from error
        except OSError as error:
            raise self._fault("written to", error) from error

    def graph(self, iri: str) -> Iterator[Triple]:
        """Yield the triples of a named graph."""
        for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri)):
            yield triple_of(quad)

    def optimize(self) -> None:
        """Make later queries faster, in time that grows with the store."""
        self._store.optimize()

    def backup(self, folder: Path) -> None:
        """Copy the store into a folder that does not exist yet, in one consistent state.

        :raises StoreError: where the folder exists or cannot be written.
        """
        if self.path is None:
            raise StoreError("a store in memory has no backup", hint="export it")
        if folder.exists():
            raise StoreError(f"'{folder}' exists already", hint="name a new folder")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._store.backup(str(folder))
        except (OSError, ValueError) as error:
            raise self._fault("copied", error) from error

    def close(self) -> None:
        """Give the folder back, so that another process can write to it."""
        if self.path is not None:
            del self._store

    def _fault(self, what: str, error: Exception) -> StoreError:
        hint = "restore it from a backup, or check the disk"
        return StoreError(f"the store '{self.place}' cannot be {what}: {error}", hint=hint)


def _opened(path: Path) -> ox.Store:
    """Return a store to read; while another process writes, files may go just as they are opened.

    :raises RuntimeError: where it cannot be opened after several attempts.
    """
    for _ in range(_ATTEMPTS):
        try:
            return ox.Store.read_only(str(path))
        except RuntimeError as error:
            if "No such file" not in str(error):
                raise
            time.sleep(_PAUSE)
    return ox.Store.read_only(str(path))
