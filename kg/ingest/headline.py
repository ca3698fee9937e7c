"""Is the first line of a plain text its headline?"""

from __future__ import annotations

from kg.ingest.dates import parse_published
from kg.resources import read_toml

_LONGEST = 160  # characters
_MOST_WORDS = 24
_OPEN_SIGNS = (".", ",", ";", ":", "-", "–", "—", "…", "(", '."', ".“", ".«")


def find_headline(text: str) -> str:
    """Return the first line where it looks like a headline over more text, else ''.

    A headline is short, has no final full stop, is no date, and is no sentence that goes on in
    the next line.

    :param text: normalised, without breaks for a width.

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
    return "" if block[1][:1].islower() else block[0]


def _is_title_like(line: str) -> bool:
    """Tell whether a line alone could be a headline."""
    words = line.split()
    if len(line) > _LONGEST or len(words) > _MOST_WORDS or line.endswith(_OPEN_SIGNS):
        return False
    if not any(sign.isalpha() for sign in line) or parse_published(line) is not None:
        return False
    return not is_open_end(line)


def is_open_end(line: str) -> bool:
    """Tell whether a line ends in a word that must go on, such as an article.

    >>> is_open_end("Putin sprach mit dem"), is_open_end("Putin ruft Trump an")
    (True, False)
    """
    last = line.lower().split()[-1:]
    return last != [] and last[0] in read_toml("ingest.toml")["headline"]["open_ends"].split()
