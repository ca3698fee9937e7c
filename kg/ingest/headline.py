"""Is the first line of a plain text its headline?"""

from __future__ import annotations

import re

from kg.ingest.dates import parse_published
from kg.resources import read_toml

_LONGEST = 160  # characters
_MOST_WORDS = 24
_OPEN_SIGNS = (".", ",", ";", ":", "-", "–", "—", "…", "(", '."', ".“", ".«")
_CLOSED = re.compile(r"[.!?:…][\"“”«»’')\]]*$")
_WRAPPED = range(40, 100)  # characters a line, in texts with hard line breaks


def find_headline(text: str) -> str:
    """Return the first line where it looks like a headline over more text, else ''.

    A headline is short, has no final full stop, and is no dateline and no first line of a
    paragraph that was broken into lines.

    >>> find_headline("Kreml bestätigt Telefonat\\nPutin sprach am Montag mit Trump.")
    'Kreml bestätigt Telefonat'
    >>> find_headline("Putin sprach am Montag mit dem\\nPräsidenten der USA.")
    ''
    """
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    block = [line.strip() for line in lines[first:]]
    if len(block) < 2 or not any(block[1:]) or not _is_title_like(block[0]):
        return ""
    if block[1] and _goes_on(block):
        return ""
    return block[0]


def _is_title_like(line: str) -> bool:
    """Tell whether a line alone could be a headline."""
    words = line.split()
    if len(line) > _LONGEST or len(words) > _MOST_WORDS or line.endswith(_OPEN_SIGNS):
        return False
    if not any(sign.isalpha() for sign in line) or parse_published(line) is not None:
        return False
    return words[-1].lower() not in read_toml("ingest.toml")["headline"]["open_ends"].split()


def _goes_on(block: list[str]) -> bool:
    """Tell whether the second line, with no blank line between, continues the first."""
    paragraph = block[: block.index("")] if "" in block else block
    if paragraph[1][0].islower():
        return True
    full = [len(line) in _WRAPPED for line in paragraph[:-1]]
    closed = [bool(_CLOSED.search(line)) for line in paragraph[:-1]]
    return len(paragraph) > 2 and all(full) and sum(closed) * 2 < len(closed)
