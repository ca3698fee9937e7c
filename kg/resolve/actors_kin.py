"""Relatives: 'sein Vater X' is never the one whose father he is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Mention
from kg.resolve.actors_gazetteer import role_class

_SPOUSE = re.compile(
    r"\b(?:[Ss]eine|[Ii]hre|deren|dessen)[nmr]?\s+(?:\w+\s+)?(?:(?:Ehef|F)rau|Mann)\s*$"
)


def is_relative(mention: Mention, content: str) -> bool:
    """Tell whether a name stands with a noun for a relative of somebody named before.

    :param content: the text that offsets count in.
    """
    if mention.owner >= 0 and role_class(mention.title) == "Familie":
        return True
    at = content.find(mention.name, mention.start)
    return _SPOUSE.search(content, max(0, at - 30), max(0, at)) is not None


def parted_names(names: Sequence[Mention], content: str) -> Mapping[Mention, frozenset[Mention]]:
    """Map names to those that must be somebody else, because the text calls them relatives.

    A relative is none of those named before in the sentence; where nobody is, none of those of
    the sentence before.

    :param names: the names of an article in order of the text.

    >>> parted_names([], "")
    {}
    """
    people = [m for m in names if m.label == "PER"]
    apart: dict[Mention, set[Mention]] = {}
    for mention in people:
        if not is_relative(mention, content):
            continue
        for other in _before(mention, people):
            apart.setdefault(mention, set()).add(other)
            apart.setdefault(other, set()).add(mention)
    return {mention: frozenset(others) for mention, others in apart.items()}


def _before(mention: Mention, people: Iterable[Mention]) -> list[Mention]:
    earlier = [m for m in people if m.end <= mention.start]
    own = [m for m in earlier if m.sentence == mention.sentence]
    return own or [m for m in earlier if m.sentence == mention.sentence - 1]
