"""A network as two CSV tables, of its nodes and its edges, as Gephi and spreadsheets take them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import networkx as nx

from kg.errors import KgError

Row = Mapping[str, str | int | bool]

_QUOTE = '"'
_NEEDS_QUOTES = re.compile('[",\r\n]').search  # RFC 4180, 2.6
# What makes a spreadsheet take a cell for a formula (OWASP, 'CSV Injection'), full-width forms too;
# and the apostrophe itself, so that the guard can be taken off again.
_GUARDED = tuple("=+-@\t\r\n＝＋－＠'")


def to_csv(network: nx.MultiDiGraph[str], part: Literal["nodes", "edges"]) -> str:
    """Return the nodes or the edges of a network of ours as CSV with a header.

    ``id``, ``label`` and ``kind`` come first, before them an edge's ``source`` and ``target``, then
    all other attributes by name. An edge's ``type`` is called ``kind``, for programs that read
    edges take ``type`` for ``Directed`` or ``Undirected``. Truth values are ``true`` and ``false``,
    what an element does not have is empty. A text that a spreadsheet would take for a formula has
    an apostrophe before it (see :func:`guard_cell`).

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
    columns = [*first, *sorted(others)]
    return "".join(_line(cells) for cells in (columns, *(_cells(row, columns) for row in rows)))


def _line(cells: Iterable[str]) -> str:
    """Return a line; Python's own writer leaves a carriage return without quotes."""
    quoted = (
        f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' if _NEEDS_QUOTES(cell) else cell for cell in cells
    )
    return ",".join(quoted) + "\n"


def _cells(row: Row, columns: Iterable[str]) -> list[str]:
    return [_cell(row.get(column, "")) for column in columns]


def _cell(value: str | int | bool) -> str:
    if isinstance(value, str):
        return guard_cell(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def guard_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    Before what begins like a formula, or with an apostrophe, an apostrophe is put;
    :func:`read_cell` gives the text back.

    >>> guard_cell("=1+1"), guard_cell("Wien")
    ("'=1+1", 'Wien')
    """
    return f"'{text}" if text.startswith(_GUARDED) else text


def read_cell(cell: str) -> str:
    """Return the text of a cell that :func:`to_csv` wrote.

    >>> read_cell(guard_cell("-5 Grad")), read_cell("Wien")
    ('-5 Grad', 'Wien')
    """
    return cell.removeprefix("'")
