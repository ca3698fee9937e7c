"""A network as two CSV tables, of its nodes and its edges, as Gephi and spreadsheets take them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import networkx as nx

from kg.errors import KgError

Row = Mapping[str, str | int | bool]


def to_csv(network: nx.MultiDiGraph[str], part: Literal["nodes", "edges"]) -> str:
    """Return the nodes or the edges of a network of ours as CSV with a header.

    ``id``, ``label`` and ``kind`` come first, before them an edge's ``source`` and ``target``, then
    all other attributes by name. An edge's ``type`` is called ``kind``, for programs that read
    edges take ``type`` for ``Directed`` or ``Undirected``. Truth values are ``true`` and ``false``,
    what an element does not have is empty.

    :raises KgError: where the part is neither ``nodes`` nor ``edges``.

    >>> network = nx.MultiDiGraph()
    >>> network.add_node("urn:a", label="Wien; Graz", kind="Group", forms=2)
    >>> print(to_csv(network, "nodes"), end="")
    id,label,kind,forms
    urn:a,Wien; Graz,Group,2
    """
    if part == "nodes":
        return _table(
            ("id", "label", "kind"),
            [{"id": node, **data} for node, data in network.nodes(data=True)],
        )
    if part == "edges":
        edges = network.edges(keys=True, data=True)
        return _table(
            ("source", "target", "type", "id", "label", "kind"),
            [_edge(*edge) for edge in edges],
        )
    raise KgError(f"a network has no part '{part}'", hint="use 'nodes' or 'edges'", part=part)


def _edge(source: str, target: str, key: str, data: Row) -> Row:
    facts = {("kind" if name == "type" else name): value for name, value in data.items()}
    direction = "Directed" if data.get("directed", True) else "Undirected"
    return {**facts, "source": source, "target": target, "type": direction, "id": key}


def _table(first: Sequence[str], rows: Sequence[Row]) -> str:
    """Return rows with the columns that any of them has, the given ones first."""
    others = {name for row in rows for name in row} - set(first)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*first, *sorted(others)])
    writer.writerows(_cells(row, [*first, *sorted(others)]) for row in rows)
    return out.getvalue()


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    values = (row.get(column, "") for column in columns)
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]
