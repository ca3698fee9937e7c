"""A built graph: ask it, look at it, save it, take it elsewhere.

Only this module, :mod:`kg.corpus` and :mod:`kg.pipeline` import rooms. Nothing here loads spaCy.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rdflib import Dataset

from kg import export, query
from kg.errors import GraphError, OutputError, QueryError
from kg.query import Question, Result
from kg.rdf import check_dataset, load_dataset, serialize
from kg.report import total
from kg.resources import GRAPH_FILE, PAGE_FILE
from kg.store import Store, has_store, is_remote, open_store

if TYPE_CHECKING:
    import networkx as nx

    from kg.export import Card

_REPORT = "report.json"
_MANY, _SHOWN = 200, 20  # articles of a store that are not all read to be shown; talks shown then
RDF_FORMATS = ("ttl", "trig", "nq", "jsonld", "xml")


class Graph:
    """The knowledge graph of some articles.

    :param dataset: one named graph an article.
    :param report: counts, what was rejected and why, warnings and cross-checks.
    :param store: where the articles are kept, instead of a dataset; it answers the queries.
    """

    def __init__(
        self,
        dataset: Dataset | None = None,
        *,
        report: Mapping[str, Any] | None = None,
        store: Store | None = None,
    ) -> None:
        self._dataset = dataset
        self.store = store
        self.report: dict[str, Any] = dict(report or {})

    @property
    def dataset(self) -> Dataset:
        """One named graph an article; that of a store is read into memory when first asked for."""
        if self._dataset is None:
            self._dataset = self.store.to_dataset() if self.store else Dataset(default_union=True)
        return self._dataset

    def query(self, name_or_query: str, **parameters: Any) -> Result:
        """Return the rows of a named query or of free SPARQL over all articles.

        :raises QueryError: for an unknown name, malformed SPARQL, a missing parameter, or a query
            that reaches outside the graph.
        """
        if self.store is not None:
            return query.run_by(self._send, name_or_query, **parameters)
        return query.run(self.dataset, name_or_query, **parameters)

    def sparql(self, text: str, *, most: int | None = None) -> Result:
        """Return the answer to SPARQL itself, never to a name.

        :param most: how many rows or triples the answer may have; any number by default.
        :raises QueryError: as :meth:`query` does, and where the answer is longer.
        """
        if self.store is not None:
            return query.run_by(self._send, text, most=most, names=False)
        return query.run_text(self.dataset, text, most=most)

    def _send(self, question: Question) -> bytes:
        """Return what the store answers."""
        assert self.store is not None
        return self.store.answer(question.text, question.accept)

    def communications(self) -> Result:
        """Return every communication by date: who, with whom, when, how, status and topics."""
        return self.query("timeline")

    def positions(self) -> Result:
        """Return who takes which side on what."""
        return self.query("positions")

    def statements(self) -> Result:
        """Return who says what to whom, and on whose word it is told."""
        return self.query("who-says")

    def actors(self) -> Result:
        """Return every actor with its forms, identity and office."""
        return self.query("actors")

    def explain(self, name: str) -> str:
        """Return every sentence that an event or actor stands on, with the rule that fired.

        :param name: the IRI or the label of an event, statement, position or actor.
        :raises QueryError: where nothing has that name.
        """
        rows = [*self.query("evidence", event=name)] or [*self.query("evidence", actor=name)]
        if not rows:
            raise QueryError(
                f"nothing in the graph is called '{name}'",
                hint="take a label or IRI from 'kg query DIR timeline' or 'kg query DIR actors'",
                name=name,
            )
        lines = [str(rows[0].fact)]
        for row in rows:
            place = "title" if row.in_title else f"{row.start}–{row.end}"
            lines.append(f"  [{row.article}, {place}; rule {row.rule or 'none'}]\n    {row.exact}")
        return "\n".join(lines)

    def card(self, name: str, *, language: Literal["de", "en"] = "de") -> Card:
        """Return what is known of one actor or event, which a notebook shows as a table.

        :param name: an IRI, a label, a form of an actor's name, or a Wikidata number.
        :raises QueryError: where nothing has that name, or several things do.
        """
        return export.find_card(self.dataset, name, language=language)

    def check(self) -> list[str]:
        """Return how the graph breaks its shapes, one sentence each; an empty list is well."""
        return [str(violation) for violation in check_dataset(self.dataset).violations]

    def to_networkx(
        self, view: str = "actors", *, statuses: Iterable[str] = ("Occurred", "Ongoing")
    ) -> nx.MultiDiGraph[str]:
        """Return a NetworkX graph: of ``actors`` with an edge a communication, or the ``full`` one.

        :param statuses: of ``actors``, which communications are edges: by default those that took
            place or go on; also Planned, Proposed, Cancelled, Denied, NotDiscussed.
        :raises GraphError: for another view or status.

        >>> Graph(Dataset()).to_networkx(statuses=["Planned"]).number_of_edges()
        0
        """
        return export.to_networkx(self.dataset, view, statuses=statuses)

    def to_html(
        self, path: str | Path | None = None, *, language: Literal["de", "en"] = "de"
    ) -> str:
        """Return the page that shows the graph, one self-contained file; also write it to a path.

        :raises OutputError: where the path cannot be written to.
        """
        page: str = export.to_html(self.dataset, language=language)
        if path is not None:
            _write(Path(path), page.encode())
        return page

    def to_text(
        self, format: str, *, view: str = "full", language: Literal["de", "en"] = "de"
    ) -> str:
        """Return the graph in a format: of a network, a table, a calendar, a picture or RDF.

        :param format: graphml, gexf, json (node-link), cyjs (Cytoscape), nodes.csv, edges.csv,
            timeline.json, ics (iCalendar), mmd (Mermaid), html, ttl, trig, nq, jsonld or xml.
        :param view: of the first six: ``full``, or ``actors`` with the talks that took place.
        :param language: of ics, mmd and html.
        :raises OutputError: for an unknown format.
        :raises GraphError: for an unknown view.

        >>> print(Graph(Dataset()).to_text("edges.csv"), end="")
        source,target,type,id,label,kind
        """
        if format == "html":
            return self.to_html(language=language)
        if format in export.FORMATS:
            text: str = export.to_text(self.dataset, format, view=view, language=language)
            return text
        if format not in RDF_FORMATS:
            hint = f"use one of {', '.join(_formats())}"
            raise OutputError(f"unknown format '{format}'", hint=hint, format=format)
        return serialize(self.dataset, format).decode()

    def export(
        self,
        path: str | Path,
        format: str | None = None,
        *,
        view: str = "full",
        language: Literal["de", "en"] = "de",
    ) -> None:
        """Write the graph to a file, as :meth:`to_text` gives it.

        :param format: by default how the file ends: ``talks.ics``, ``talks-nodes.csv``.
        :raises OutputError: for an unknown format or a place that cannot be written to.
        :raises GraphError: for an unknown view.
        """
        target = Path(path)
        name = format or _format_of(target)
        _write(target, self.to_text(name, view=view, language=language).encode())

    def save(self, folder: str | Path) -> None:
        """Write graph.trig, graph.ttl, graph.html, graph.graphml and report.json into a folder.

        :raises OutputError: where the folder cannot be made or written to.
        """
        target = Path(folder)
        make_folder(target)
        report = json.dumps(self.report, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        _write(target / _REPORT, report.encode())
        for name in (GRAPH_FILE, "graph.ttl", "graph.graphml", PAGE_FILE):
            self.export(target / name)

    def _repr_html_(self) -> str:
        if self.store is not None and self.report.get("counts", {}).get("articles", 0) > _MANY:
            talks = self.communications()
            shown = Result(talks.columns, talks.terms[-_SHOWN:], title=talks.title)
            return f"<p>{html.escape(repr(self))}</p>{shown._repr_html_()}"
        table: str = export.graph_repr_html(self.dataset)
        return table

    def __repr__(self) -> str:
        counts = self.report.get("counts", {})
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        return f"<Graph: {told or 'no counts'}>"


def load(folder: str | Path) -> Graph:
    """Return the graph that was saved in a folder, or that a store keeps.

    A folder that holds both is asked through its store.

    :param folder: what ``kg build`` wrote, or the address of a SPARQL 1.1 server.
    :raises GraphError: where there is none, or it cannot be read.
    :raises StoreError: where a store cannot be opened or reached.
    """
    if is_remote(folder) or has_store(folder):
        store = open_store(folder, read_only=True)
        return Graph(store=store, report=total(json.loads(kept.report) for kept in store.kept()))
    target = Path(folder)
    path = target / GRAPH_FILE if target.is_dir() else target
    if not path.is_file():
        raise GraphError(
            f"there is no graph in '{target}'",
            hint="build one with: kg build ARTICLES --out DIR",
            path=str(target),
        )
    dataset = load_dataset(path)
    report = target / _REPORT
    if not report.is_file():
        return Graph(dataset)
    try:
        return Graph(dataset, report=json.loads(report.read_text(encoding="utf-8")))
    except ValueError as error:
        raise GraphError(f"'{report}' is not JSON: {error}", hint="build again") from error


def _format_of(path: Path) -> str:
    """Return the format that a file's name ends with, the longest where several do.

    :raises OutputError: where it ends with none.
    """
    name = path.name.lower()
    for ending in sorted(_formats(), key=len, reverse=True):
        if re.search(rf"(^|[._-]){re.escape(ending)}$", name):
            return ending
    hint = f"give a format, one of {', '.join(_formats())}"
    raise OutputError(f"the ending of '{path}' names no format", hint=hint, path=str(path))


def _formats() -> tuple[str, ...]:
    return (*export.FORMATS, "html", *RDF_FORMATS)


def make_folder(folder: Path) -> None:
    """Make a folder that can be written to.

    :raises OutputError: where that fails.
    """
    probe = folder / ".kg-probe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"cannot write to the folder '{folder}': {error.strerror}",
            hint="choose another one with --out",
            path=str(folder),
        ) from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError(
            f"cannot write '{path}': {error.strerror}",
            hint="choose another place",
            path=str(path),
        ) from error


__all__ = ["Graph", "load", "make_folder"]
