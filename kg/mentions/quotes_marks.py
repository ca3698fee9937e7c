"""Quotation marks in pairs: German, Swiss, English and straight ones, nested, over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What closes what opens. Germans close with “, typewriters and careless editors with " or ”.
CLOSERS = {
    "„": '“”"',
    "»": "«",
    "«": "»",
    "“": '”"',
    '"': '"',
    "‚": "‘’",
    "›": "‹",
    "‹": "›",
}
OUTER = frozenset('„»«“"')
_EVENT = re.compile('[„“”»«"‚‘’›‹]|\n+')
_LONGEST = 6000  # characters; a longer stretch between marks is a slip of the pen, not speech


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks; offsets with the marks, ``depth`` 0 for the outermost.

    ``resumed`` tells that the next paragraph takes the quotation up with a new opening mark.
    """

    start: int
    end: int
    depth: int
    resumed: bool = False


def _opens(text: str, at: int) -> bool:
    """Tell whether a mark that may open and close (" “ » «) can open here."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if text[at] == '"' and before.isdigit():
        return False  # inches, seconds of arc
    if before.isspace() or before in "([{–—-/:>„»«‚'":
        return not after.isspace() or text[at] in "»«"
    return not before.isalnum() and before not in ".,!?…;" and not after.isspace()


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell whether ’ or ‘ stands inside or at the end of a word ('Putin’s')."""
    return text[at] in "’‘" and at + 1 < len(text) and text[at + 1].isalnum()


def find_marked(text: str) -> Iterator[Marked]:
    """Yield every pair of quotation marks, the inner ones before those around them.

    An opening mark without a partner is left out. A quotation may run over paragraphs; where each
    paragraph opens anew, it comes as one stretch a paragraph. Linear in the length of the text.

    >>> text = '„Ja“, sagte er. Das »Forum« ist «neu».'
    >>> [text[m.start:m.end] for m in find_marked(text)]
    ['„Ja“', '»Forum«', '«neu»']
    """
    events = list(_EVENT.finditer(text))
    open_marks: list[int] = []
    for number, event in enumerate(events):
        at, mark = event.start(), text[event.start()]
        if mark == "\n":
            yield from _end_paragraph(text, events, number, open_marks)
            continue
        while open_marks and at - open_marks[0] > _LONGEST:
            open_marks.clear()
        opener = _partner(text, open_marks, mark)
        if opener is not None and not _is_apostrophe(text, at):
            del open_marks[opener + 1 :]
            yield Marked(open_marks.pop(), at + 1, len(open_marks))
        elif mark in CLOSERS and (mark in "„‚" or _opens(text, at)):
            if mark not in OUTER and not open_marks:
                continue  # single marks count inside double ones only
            open_marks.append(at)


def _partner(text: str, open_marks: list[int], mark: str) -> int | None:
    """Return the position in the stack of the mark that this one closes, or None."""
    for place in range(len(open_marks) - 1, max(-1, len(open_marks) - 4), -1):
        if mark in CLOSERS[text[open_marks[place]]]:
            return place
    return None


def _end_paragraph(
    text: str, events: list[re.Match[str]], number: int, open_marks: list[int]
) -> Iterator[Marked]:
    """Settle what is still open at the end of a paragraph: resumed, going on, or a slip."""
    if not open_marks:
        return
    event = events[number]
    following = events[number + 1] if number + 1 < len(events) else None
    first = open_marks[0]
    if following is not None:
        mark = text[following.start()]
        if mark == text[first] and following.start() == event.end() and mark in "„»«":
            open_marks.clear()
            yield Marked(first, event.start(), 0, resumed=True)
            return
        if _partner(text, open_marks, mark) is not None and mark != "\n":
            return
    open_marks.clear()
