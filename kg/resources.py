"""The only opener of packaged data. Every row is validated before anybody sees it.

The data lies in ``kg/data`` beside this file. ``ontologies`` and ``seeds`` lie at the top of a
checkout and travel inside the package in a wheel.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError

# What a folder with a built graph holds: the graph itself, and its page.
GRAPH_FILE, PAGE_FILE = "graph.trig", "graph.html"

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE / "data"


def _beside(name: str) -> Path:
    """Return a folder that a wheel holds inside the package and a checkout beside it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def ontology_path(name: str) -> Path:
    """Return the path of a file of ``ontologies/``, such as ``kg.ttl``."""
    return _beside("ontologies") / name


def seed_path(name: str = "putin-trump-telefonat.txt") -> Path:
    """Return the path of a seed article.

    >>> seed_path().suffix
    '.txt'
    """
    return _beside("seeds") / name


def data_paths(pattern: str) -> list[Path]:
    """Return the packaged data files that match a glob pattern, sorted by name.

    >>> [path.name for path in data_paths("queries/timeline.rq")]
    ['timeline.rq']
    """
    return sorted(DATA.glob(pattern))


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a packaged TOML file as a dictionary.

    :param name: path below ``kg/data``, such as ``de/frames/verbs.toml``.
    :raises DataError: where the file is missing or is not TOML.
    """
    path = DATA / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"data file '{name}' is missing", hint="reinstall kg-news") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"data file '{name}' is not TOML: {error}", hint="mend the file") from error


def read_tsv(name: str, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged tab-separated file.

    Lines that begin with ``#`` are comments; the first other line names the columns.

    :param name: path below ``kg/data``.
    :param columns: the columns that must be there, in this order, at the front.
    :raises DataError: where the header or the number of cells of a row is wrong.
    """
    path = DATA / name
    if not path.is_file():
        raise DataError(f"data file '{name}' is missing", hint="reinstall kg-news")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(
            (line for line in lines if not line.startswith("#")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        )
        header = next(rows, [])
        if header[: len(columns)] != list(columns):
            raise DataError(f"data file '{name}' has the columns {header}, not {list(columns)}")
        for row in rows:
            if len(row) != len(header):
                raise DataError(f"data file '{name}': {len(row)} cells, not {len(header)}: {row}")
            yield dict(zip(header, row, strict=True))


@cache
def first_names() -> dict[str, str]:
    """Map first names to 'm' or 'f'.

    >>> first_names()["Angela"]
    'f'
    """
    return {row["name"]: row["gender"] for row in read_tsv("de/names_first.tsv", ["name"])}


@cache
def people_nouns() -> tuple[str, ...]:
    """Return the endings of nouns that name people or bodies who speak and act, lower case.

    >>> "gewerkschaft" in people_nouns()
    True
    """
    return tuple(read_toml("de/voices.toml")["nouns"])


def names_people(word: str) -> bool:
    """Return whether a noun names people or a body that acts: 'Rebellen', 'Sozialdemokraten'.

    >>> names_people("Sozialdemokraten"), names_people("Vorrat"), names_people("Verträge")
    (True, False, False)
    """
    return _ends_in(word, people_nouns())


@cache
def side_nouns() -> tuple[str, ...]:
    """Return the endings of further nouns of people and bodies who take sides, lower case."""
    return tuple(read_toml("de/voices.toml")["sides"])


def takes_sides(word: str) -> bool:
    """Return whether a noun names who may hold a position, alone or in a crowd.

    >>> takes_sides("Menschen"), takes_sides("Anwältin"), takes_sides("Strompreise")
    (True, True, False)
    """
    return names_people(word) or _ends_in(word, side_nouns())


def _ends_in(word: str, nouns: tuple[str, ...]) -> bool:
    """Return whether a noun is one of those given, in any form, or a compound of it."""
    folded = word.strip(",.;:()").lower()
    for noun in nouns:
        for ending in ("", "n", "en", "r", "s"):
            # 'Rat' and the like only as a word of their own or after a hyphen.
            alone = folded.split("-")[-1] == noun + ending
            if folded.endswith(noun + ending) and (len(noun) > 4 or alone):
                return True
    return False
