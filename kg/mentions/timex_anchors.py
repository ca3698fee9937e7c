"""The noun that a time counts from: 'einen Tag nach dem Besuch des Gesandten'."""

from __future__ import annotations

import re

_SKIPPED = re.compile(
    r"(?: {1,3}(?:de[mnr]|das|die|ein|[a-zäöüß-]{2,24}e[nmr]?|\d{1,3}\.)(?= )){0,4}"
)
_NOUN = re.compile(r" {1,3}([A-ZÄÖÜ][\wäöüß-]*)")
_ARTICLE = re.compile(
    r" {1,3}(?:de[mnr]|das|die|eine[mrn]?|ihre[mnr]?|seine[mnr]?|diese[mnr]?)(?= )"
)


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
    if article is None:
        while noun[1].endswith("s") or _NAME_BEFORE.match(flat, noun.end()):
            following = _NOUN.match(flat, noun.end())
            if following is None:
                break
            noun = following
    return noun.start(1), noun.end(1)


_NAME_BEFORE = re.compile(r" {1,3}[A-ZÄÖÜ][\wäöüß-]*s {1,3}[A-ZÄÖÜ]")
