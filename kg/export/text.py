"""Text that every file format and every screen can carry."""

from __future__ import annotations

import re

# "Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]" (XML 1.0, 2.2)
# and, beyond that, the controls that turn the direction of a line round.
_UNSAFE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """Return the text without NUL, other controls and lone surrogates; line ends become one kind.

    >>> clean("a\\x00b\\r\\nc\\ud800")
    'ab\\nc'
    """
    text = _UNSAFE.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")


def shorten(text: str, limit: int) -> str:
    """Return the text cut at a word to at most ``limit`` characters, with an ellipsis where cut.

    >>> shorten("Vertreter der russischen Wirtschaft", 20)
    'Vertreter der …'
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if " " in head[limit // 2 :]:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip() + " …" if " " in head else head.rstrip() + "…"
