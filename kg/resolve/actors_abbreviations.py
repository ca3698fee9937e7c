"""Short forms that a text brings in itself: 'der Deutsche Wetterdienst (DWD)'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Mention

_BODIES = ("ORG", "MISC")
_LONGEST = 8  # letters of a short form


def find_abbreviations(mentions: Sequence[Mention], content: str) -> Mapping[Mention, Mention]:
    """Map names in brackets to the names of bodies right before that they shorten.

    :param mentions: in order of the text.

    >>> find_abbreviations([], "")
    {}
    """
    named = [m for m in mentions if m.kind == "name" and m.label in _BODIES]
    found = {}
    for mention in named:
        if content[mention.start - 1 : mention.start] != "(":
            continue
        if content[mention.end : mention.end + 1] != ")" or len(mention.name) > _LONGEST:
            continue
        before = content[: mention.start - 1].rstrip()
        for other in named:
            if other.end == len(before) and shortens(mention.name, other.name):
                found[mention] = other
    return found


def shortens(short: str, long: str) -> bool:
    """Tell whether the letters of a short form stand in a name, the first at its beginning.

    After Schwartz and Hearst (2003), who match from the end. Letters may stand within a word,
    as German compounds want it.

    >>> shortens("DWD", "Deutscher Wetterdienst"), shortens("BKA", "Bundeskriminalamtes")
    (True, True)
    >>> shortens("CDU", "Bundestag")
    False
    """
    letters = [c.lower() for c in short if c.isalnum()]
    text = long.lower()
    if len(letters) < 2 or len(short) >= len(long) or not short[0].isupper():
        return False
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 0, at)
        if at < 1:
            return False
    return text[:at].startswith(letters[0])
