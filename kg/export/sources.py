"""On whose word a graph tells of something: who says so, and who passes that on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.export.reading import World
from kg.export.text import clean

Tellers = Mapping[str, Sequence[str]]  # of a fact's IRI: the statements that tell of it


def find_tellers(world: World) -> dict[str, list[str]]:
    """Return which statements tell of what, each in order of its IRI.

    >>> find_tellers(World())
    {}
    """
    found: dict[str, list[str]] = {}
    for iri, statement in sorted(world.statements.items()):
        for told in statement.reports:
            found.setdefault(told, []).append(iri)
    return found


def name_tellers(world: World, iri: str, tellers: Tellers) -> tuple[list[str], list[str]]:
    """Return the names of who tells of a fact, and of who passes that on through the chain.

    Both are empty where the article says it itself.

    >>> name_tellers(World(), "urn:event", {})
    ([], [])
    """
    direct = tellers.get(iri, ())
    return _speakers(world, direct), _speakers(world, _beyond(direct, tellers))


def _beyond(direct: Sequence[str], tellers: Tellers) -> list[str]:
    """Return the statements that pass others on, through the whole chain, each once."""
    found = dict.fromkeys(direct)
    waiting = list(direct)
    while waiting:
        new = [iri for iri in tellers.get(waiting.pop(0), ()) if iri not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return [iri for iri in found if iri not in direct]


def _speakers(world: World, statements: Iterable[str]) -> list[str]:
    named = {world.statements[iri].speaker for iri in statements} - {""}
    return sorted(clean(world.name(iri)) for iri in named)
