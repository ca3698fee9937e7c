"""The noun that a time counts from: 'einen Tag nach dem Besuch des Gesandten'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from kg.mentions.timex_lexicon import one_of, words

_DETERMINER = r"(?:de[mnrs]|das|die|eine?[mnrs]?|ihre[mnrs]?|seine[mnrs]?|diese[mnrs]?|jene[mnrs]?)"
_ARTICLE = re.compile(rf" {{1,3}}{_DETERMINER}(?= )")
_SKIPPED = re.compile(
    rf"(?: {{1,3}}(?:{_DETERMINER}|[a-zäöüß-]{{2,24}}e[nmrs]?|\d{{1,3}}\.)(?= )){{0,4}}"
)
_NOUN = re.compile(r" {1,3}([A-ZÄÖÜ][\wäöüß-]*)")
_NAME_BEFORE = re.compile(r" {1,3}[A-ZÄÖÜ][\wäöüß-]*s {1,3}[A-ZÄÖÜ]")
_NOUNS = one_of([*words("events"), *(word.lower() for word in words("events"))])
_EVENT = re.compile(
    r"\b(?:(?:[Kk]urz|[Uu]nmittelbar|[Bb]ald) )?(?P<sign>[Nn]ach|[Vv]or|[Ss]eit|[Ww]ährend) {1,3}"
    rf"(?:{_DETERMINER} {{1,3}})?"
    r"(?:(?:[a-zäöüß-]{3,24}e[nmrs]|\d{1,2}\.|[A-ZÄÖÜ][\wäöüß-]{1,24}s) {1,3}){0,2}"
    rf"(?P<head>(?:[A-ZÄÖÜ][\wäöüß]{{0,30}}-)?(?:[A-ZÄÖÜ][\wäöüß]{{1,30}}?)??(?:{_NOUNS}))(?!\w|-)"
)
_DIRECTIONS: dict[str, Literal[-1, 0, 1]] = {"nach": 1, "seit": 1, "vor": -1, "während": 0}


def head_after(flat: str, start: int) -> tuple[int, int]:
    """Return where the noun of the phrase after a preposition begins and ends; (-1, -1) if none.

    A genitive in front is passed over: 'nach Trumps Rückkehr' counts from the return.

    >>> text = "einen Tag nach dem langen Besuch des Gesandten"
    >>> text[slice(*head_after(text, 14))]
    'Besuch'
    >>> text = "kurz vor Uschakows Erklärung"
    >>> text[slice(*head_after(text, 8))]
    'Erklärung'
    """
    article = _ARTICLE.match(flat, start)
    skipped = _SKIPPED.match(flat, start)
    noun = _NOUN.match(flat, skipped.end() if skipped else start)
    if noun is None:
        return -1, -1
    while article is None and (noun[1].endswith("s") or _NAME_BEFORE.match(flat, noun.end())):
        following = _NOUN.match(flat, noun.end())
        if following is None:
            break
        noun = following
    return noun.start(1), noun.end(1)


def find_event_anchors(flat: str) -> Iterator[tuple[int, int, int, Literal[-1, 0, 1]]]:
    """Yield (start, end, head, direction) of 'nach dem Treffen', 'seit seiner Rückkehr'.

    Only nouns of events count; 'vor dem Gericht' is a place.

    >>> list(find_event_anchors("Er kam kurz vor Uschakows Erklärung."))
    [(7, 35, 26, -1)]
    """
    for match in _EVENT.finditer(flat):
        direction = _DIRECTIONS[match["sign"].lower()]
        yield match.start(), match.end(), match.start("head"), direction
