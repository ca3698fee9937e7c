"""The named queries: SPARQL in ``kg/data/queries``, described by comments at its head.

A file begins with lines such as::

    # title: Positions
    # about: who takes which side on what
    # optional: actor — only of this actor
    # column: holder — who takes the side
    # list: sources — whose statements tell of it, separated by semicolons
    # date: date — as exact as the text

``parameter`` is one that must be given, ``optional`` one that may. ``list`` is a column of several
texts in one cell, which come in the order of the alphabet; ``date`` and ``duration`` are lists of
such values, of which a single one is no text but a date or a length of time.

Below the head, a line ``#?actor TEXT`` holds only where the parameter is given, which it calls
``$actor`` (see :func:`kg.query.bind`). The line ``#only ?self actor`` stands for those lines of
``queries/only/actor.rq`` that look for an actor by any of its names, with ``?self`` for ``?node``.

Every query gives the same rows in the same order in every engine of SPARQL 1.1, for it

- counts, lists and takes the greatest of texts only, each once: where several articles tell of one
  event, the union of their graphs may hold a triple several times, and no aggregate may meet a
  variable without a value, which some engines take for an error of the whole group;
- gathers the values of an event by UNION, so that those of one property do not multiply those of
  another, and shows all that there are;
- takes dates for texts, as engines compare days, months and years differently;
- is ordered by all that could tell two rows apart. The order within a list is open in SPARQL:
  :func:`kg.query.rows.tidy_rows` makes it, once for all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import DataError
from kg.resources import data_paths

_LINE = re.compile(r"# (title|about|parameter|optional|column|list|date|duration): *(.+)")
_ENTRY = re.compile(r"([a-z][a-z0-9_]*) — (.+)")
_ONLY = re.compile(r"^([ \t]*)#only \?(\w+) (\w+)$", re.MULTILINE)
_KINDS = ("column", "list", "date", "duration")  # of columns


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One named query. ``notes`` explains each parameter and column by its name.

    ``required`` are those of ``parameters`` that must be given; ``kinds`` tells of each of the
    ``columns`` whether it is a plain ``column``, a ``list``, a ``date`` or a ``duration``.
    """

    name: str
    title: str
    description: str
    parameters: tuple[str, ...]
    required: tuple[str, ...]
    columns: tuple[str, ...]
    kinds: dict[str, str]
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
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _LINE.fullmatch(line)
        entry = _ENTRY.fullmatch(match[2]) if match else None
        if not match or (match[1] not in ("title", "about") and not entry):
            raise DataError(f"query '{name}' has a line of unknown form: '{line}'")
        if not entry or match[1] in ("title", "about"):
            found.setdefault(match[1], []).append(match[2])
            continue
        notes[entry[1]] = entry[2]
        if match[1] in _KINDS:
            kinds[entry[1]] = match[1]
            continue
        found.setdefault(match[1], []).append(entry[1])
        if match[1] == "parameter":
            found.setdefault("optional", []).append(entry[1])
    if not kinds or not all(found.get(kind) for kind in ("title", "about")):
        raise DataError(f"query '{name}' lacks its title, what it is about, or its columns")
    return NamedQuery(
        name=name,
        title=found["title"][0],
        description=found["about"][0],
        parameters=tuple(found.get("optional", ())),
        required=tuple(found.get("parameter", ())),
        columns=tuple(kinds),
        kinds=kinds,
        notes=notes,
        text=_ONLY.sub(_lines_of, text),
    )


def _lines_of(mark: re.Match[str]) -> str:
    """Return the lines that a mark stands for, indented as it is.

    :raises DataError: where there are no such lines.
    """
    paths = data_paths(f"queries/only/{mark[3]}.rq")
    if not paths:
        raise DataError(f"a query asks for '{mark[3]}', which no file of queries/only tells")
    lines = paths[0].read_text(encoding="utf-8").replace("?node", f"?{mark[2]}").splitlines()
    return "\n".join(mark[1] + line for line in lines)
