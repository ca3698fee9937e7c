"""Text normalised once, so that every offset counted later stays true."""

from __future__ import annotations

import re
import unicodedata

# Unicode 16, chapters 2.4 and 23: what carries no meaning in an article, or cannot be written to
# XML at all. Controls (without tab, line feed and the breaks below), soft hyphen, zero-width
# space, word joiner, byte order mark, bidi marks, surrogates that stand alone, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
# Every way to end a line: CR LF, CR, vertical tab, form feed, NEL, line and paragraph separator.
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def normalise_text(text: str) -> str:
    """Return the text as it is stored: NFC, lines ended by a line feed, nothing invisible.

    A text that is in this form already comes back as it is; doing it twice changes nothing.

    :param text: any string, also one with lone surrogates.

    >>> normalise_text("\\ufeffPutin\\r\\ntele\\u00adfonierte.")
    'Putin\\ntelefonierte.'
    """
    text = _BREAK.sub("\n", _INVISIBLE.sub("", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def normalise_line(text: str) -> str:
    """Return a text as one line, such as a title: normalised, runs of white space made one space.

    >>> normalise_line("  Kreml \\n enthüllt ")
    'Kreml enthüllt'
    """
    return " ".join(normalise_text(text).split())
