"""Hard line breaks: texts whose lines were broken to a width, as wires and mails send them."""

from __future__ import annotations

from kg.ingest.headline import is_open_end

_WIDTHS = range(40, 101)  # characters; a longest line outside was not broken to a width
_LEAST_BREAKS = 2
_FILLED = 0.8  # of the breaks stand where the next word had no room
_GOING_ON = 0.25  # of these stand within a sentence; after headlines and paragraphs none does
_MARKS = " \t-*+#>|=~`"  # what begins with one of these is a line of its own


def unwrap_lines(text: str) -> str:
    """Return the text with a space for each break that only keeps lines short.

    A line end is taken for the end of a sentence later on, so a break within one would cut it.
    The length stays, and with it every offset. Most texts come back as they are.

    >>> unwrap_lines('''Der russische Präsident Wladimir Putin hat
    ... mit dem Amtskollegen telefoniert, teilte der
    ... Kreml in Moskau mit.''').count(chr(10))
    0
    >>> unwrap_lines("Putin ruft an" + chr(10) + "Er sprach mit Trump.").count(chr(10))
    1
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if width not in _WIDTHS:
        return text
    breaks = [
        number
        for number, line in enumerate(lines[:-1])
        if line.strip() and lines[number + 1][:1].strip(_MARKS)
    ]
    filled = {number for number in breaks if _had_no_room(lines, number, width)}
    going_on = sum(goes_on(lines[number], lines[number + 1]) for number in filled)
    if len(breaks) < _LEAST_BREAKS or len(filled) < _FILLED * len(breaks):
        return text
    if going_on < _GOING_ON * len(filled):
        return text
    ends = [" " if number in filled else "\n" for number in range(len(lines) - 1)]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def _had_no_room(lines: list[str], number: int, width: int) -> bool:
    """Tell whether the next line's first word would have made this line too long."""
    word = lines[number + 1].split(maxsplit=1)[0]
    return len(lines[number]) + 1 + len(word) > width


def goes_on(line: str, following: str) -> bool:
    """Tell whether a sentence surely goes on over a line end.

    >>> goes_on("Putin sprach mit", "Trump."), goes_on("Putin sprach", "mit Trump.")
    (False, True)
    """
    return following[:1].islower() or line.rstrip().endswith(",") or is_open_end(line)
