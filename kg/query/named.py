"""The named queries: SPARQL in ``kg/data/queries``, described by comments at its head.

A file begins with lines such as::

    # title: Positions
    # about: who takes which side on what
    # optional: actor — only of this actor
    # column: holder — who takes the side
    # list: sources — whose statements tell of it, separated by semicolons

``parameter`` is one that must be given, ``optional`` one that may; ``list`` is a column of several
texts in one cell, which come in the order of the alphabet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import DataError
from kg.resources import data_paths

_LINE = re.compile(r"# (title|about|parameter|optional|column|list): *(.+)")
_ENTRY = re.compile(r"([a-z][a-z0-9_]*) — (.+)")
SEPARATOR = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One named query. ``notes`` explains each parameter and column by its name.

    ``required`` are those of ``parameters`` that must be given; ``lists`` are those of ``columns``
    that hold several texts.
    """

    name: str
    title: str
    description: str
    parameters: tuple[str, ...]
    required: tuple[str, ...]
    columns: tuple[str, ...]
    lists: tuple[str, ...]
    notes: dict[str, str]
    text: str


def named_queries() -> list[NamedQuery]:
    """Return all named queries, sorted by name.

    >>> [query.parameters for query in named_queries() if query.name == "communications-of"]
    [('actor',)]
    """
    return list(_queries().values())


def find_query(name: str) -> NamedQuery | None:
    """Return the query of that name, None without one."""
    return _queries().get(name)


@cache
def _queries() -> dict[str, NamedQuery]:
    return {
        path.stem: parse_query(path.stem, path.read_text(encoding="utf-8"))
        for path in data_paths("queries/*.rq")
    }


def parse_query(name: str, text: str) -> NamedQuery:
    """Return a named query from the text of its file.

    :raises DataError: where the comments at its head lack something or have an unknown form.
    """
    found: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _LINE.fullmatch(line)
        entry = _ENTRY.fullmatch(match[2]) if match else None
        if not match or (match[1] not in ("title", "about") and not entry):
            raise DataError(f"query '{name}' has a line of unknown form: '{line}'")
        kind = match[1]
        if entry:
            notes[entry[1]] = entry[2]
        found.setdefault(kind, []).append(
            entry[1] if entry and kind not in ("title", "about") else match[2]
        )
        if kind == "list":
            found.setdefault("column", []).append(found["list"][-1])
        if kind == "parameter":
            found.setdefault("optional", []).append(found["parameter"][-1])
    if not all(found.get(kind) for kind in ("title", "about", "column")):
        raise DataError(f"query '{name}' lacks its title, what it is about, or its columns")
    return NamedQuery(
        name=name,
        title=found["title"][0],
        description=found["about"][0],
        parameters=tuple(found.get("optional", ())),
        required=tuple(found.get("parameter", ())),
        columns=tuple(found["column"]),
        lists=tuple(found.get("list", ())),
        notes=notes,
        text=text,
    )
