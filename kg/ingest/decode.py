"""Bytes to text: UTF-8 first, then what the bytes themselves say, then what German makes likely."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

# The first bytes of files that people drop among articles, by what they are.
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (such as .docx, .odt or .epub)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GERMAN_ENCODINGS = ("cp1252", "mac_roman", "cp850")  # Windows and the web, old Macs, DOS
# What German texts hold beside ASCII: letters, and marks, which stand at the edge of a word.
_GERMAN_SIGN = re.compile(
    r"[äöüßÄÖÜÁÉÓéèêàáâçñóíëï’]|(?<![^\W\d_])[„“”‚‘–—…«»‹›€§°·©\xa0]|[“”‘–…«»‹›°\xa0](?![^\W\d_])"
)
_GERMAN_DENSITY = 0.15  # more bytes outside ASCII than this is no German text
_HINT = "save it as UTF-8 text"


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text of a file and warnings about its encoding.

    :param data: the whole file.
    :param declared: the encoding that the file itself names, asked after UTF-8; or ''.
    :raises InputError: where the bytes are no text.

    >>> decode("Müller".encode("latin-1"))
    ('Müller', ())
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data, encoding), ()
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"is {kind}, not text", hint="save its text as .txt, .md or .html")
    if b"\x00" in data:
        return _decode_strictly(data, _guess_wide(data)), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _decode_strictly(data: bytes, encoding: str) -> str:
    """Decode, or say that the bytes are no text."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"is not text ({encoding} breaks off)", hint=_HINT) from error


def _guess_wide(data: bytes) -> str:
    """Return the UTF-16 that has no byte order mark, told by where its zero bytes stand."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 0.3 * len(data) and min(even, odd) < len(data) / 50:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise InputError("is a binary file, not text", hint="save its text as .txt, .md or .html")


def _decode_other(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """Decode what is not clean UTF-8."""
    damaged = data.decode("utf-8", errors="replace")
    broken = damaged.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(1 for sign in damaged if ord(sign) > 127) - broken
    if whole > 3 * broken:
        return damaged, (f"{broken} places are not UTF-8 and were replaced by '\ufffd'",)
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass  # the file says wrong of itself: what the bytes look like decides
    text = _decode_german(data)
    if text is None:
        text = _decode_by_statistics(data)
    if len(re.findall("[\x00-\x08\x0e-\x1f\x7f\ufffd]", text)) > len(text) / 50:
        raise InputError("is a binary file, not text", hint="save its text as .txt, .md or .html")
    return text, ()


def _decode_german(data: bytes) -> str | None:
    """Decode by the one-byte encoding whose foreign signs are those of German, or return None.

    Statistics fail on short texts (they take a latin-1 'Müller' for UTF-16); a prior does not.
    """
    if sum(1 for byte in data if byte > 127) > _GERMAN_DENSITY * len(data) + 2:
        return None
    best, best_share = None, 0.8
    for encoding in _GERMAN_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = sum(1 for sign in text if ord(sign) > 127)
        share = len(_GERMAN_SIGN.findall(text)) / foreign
        if share > best_share:
            best, best_share = text, share
    return best


def _decode_by_statistics(data: bytes) -> str:
    """Decode by what charset-normalizer makes of the bytes."""
    # Loaded here: articles are UTF-8 but for a few, and the rest should not wait for its tables.
    from charset_normalizer import from_bytes

    match = from_bytes(data).best()
    if match is None:
        raise InputError("has an encoding that is not recognised", hint=_HINT)
    return str(match)
