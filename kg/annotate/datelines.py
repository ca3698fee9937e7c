"""Datelines: where and when a report was written, before its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = r"[A-ZÄÖÜ][\w.'’-]*"
_PLACE = (
    rf"{_WORD}(?: (?:am|an der|bei|im|ob der|de|la|del|{_WORD})){{0,3}}(?: \([^()\n]{{2,40}}\))?"
)
_PLACES = rf"{_PLACE}(?: ?/ ?{_PLACE}){{0,2}}"
_MONTH = r"[A-ZÄÖÜ][a-zäöü]{2,8}\.?"
_DAY = rf"(?:(?:den )?\d{{1,2}}\. ?(?:{_MONTH}|\d{{1,2}}\.)(?: ?\d{{2,4}})?)"
_AGENCY = r"(?:\([\w /.-]{2,30}\)|/[\w -]{2,12}/)"
_DASH = r"[-–—]"
#: 'Kiew (dpa) - ', 'MOSKAU, 4. Juli. /TASS/. ', 'Khartum (Sudan), 04.09.2007 – ', 'Bern. – '.
_DATELINE = re.compile(
    rf"^[ *]*(?:{_PLACES}(?:, {_DAY})\.? ?(?:{_AGENCY}\.?)? ?(?:{_DASH}(?: RIA Nowosti\.)?)?"
    rf"|{_PLACES},? {_AGENCY}\.?(?: ?{_DASH})?"
    rf"|{_PLACE}(?: ?/ ?{_PLACE}){{0,2}}\.? {_DASH})"
    r"\s+(?=[A-ZÄÖÜ„»«\"“‚])",
    re.MULTILINE,
)
_SHORTEST_LINE = 60  # a headline opens with 'Nahost – ' as well


def find_datelines(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the datelines of a text, `end` where the report begins.

    A place with a day, an agency or a dash behind it, at the beginning of a long line; a line of
    a headline's length has none, nor has one that goes on in lower case.

    >>> text = "KIEW/BERLIN (dpa) - Außenminister Wadephul hat mit seinem Kollegen beraten."
    >>> [text[start:end] for start, end in find_datelines(text)]
    ['KIEW/BERLIN (dpa) - ']
    >>> text = "Khartum (Sudan), 04.09.2007 – Die Minister der Anrainer haben beraten."
    >>> [text[start:end] for start, end in find_datelines(text)]
    ['Khartum (Sudan), 04.09.2007 – ']
    >>> list(find_datelines("Merz – der Kanzler – sprach lange mit dem Präsidenten in Paris."))
    []
    """
    for found in _DATELINE.finditer(text):
        line_end = text.find("\n", found.end())
        if (len(text) if line_end < 0 else line_end) - found.start() >= _SHORTEST_LINE:
            yield found.span()
