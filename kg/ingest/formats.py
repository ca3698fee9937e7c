"""What each kind of file holds: bytes to drafts of articles."""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import chain
from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.decode import decode
from kg.ingest.describe import Draft
from kg.ingest.headline import find_headline
from kg.ingest.markdown import split_front_matter, strip_markdown
from kg.ingest.normalise import normalise_text
from kg.ingest.unwrap import unwrap_lines
from kg.model import Rejection

LARGEST = 20 * 1024 * 1024  # bytes of one article; the largest news page is a tenth of it
_LINE_HINT = 'write one JSON object a line, such as {"id": "a", "text": "..."}'
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32 begins like its UTF-16


def check_size(size: int) -> None:
    """Raise where an article is larger than any article is.

    :raises InputError: naming the size.
    """
    if size > LARGEST:
        raise InputError(
            f"is larger than {LARGEST // 1024 // 1024} MB, so it is no article",
            hint="split it, or write its articles as JSON Lines",
        )


def draft_plain(data: bytes, place: str, name: str) -> Draft:
    """Plain text is kept, without breaks for a width; a first line like a headline is the title.

    >>> draft_plain(b"Putin rief an.", "a.txt", "a").text
    'Putin rief an.'
    """
    text, warnings = decode(data)
    text = unwrap_lines(normalise_text(text))
    return Draft(input=place, name=name, text=text, headline=find_headline(text), warnings=warnings)


def draft_markdown(data: bytes, place: str, name: str) -> Draft:
    """Markdown: front matter gives the fields, marks go, the top heading is the title.

    :raises InputError: where the front matter is broken.
    """
    source, warnings = decode(data)
    fields, body = split_front_matter(normalise_text(source))
    heading, text = strip_markdown(body)
    headline = heading or find_headline(text)
    return Draft(
        input=place, name=name, text=text, headline=headline, fields=fields, warnings=warnings
    )


def draft_webpage(data: bytes, place: str, name: str) -> Draft:
    """HTML: the article without its frame, with the page's own metadata.

    :raises InputError: where the page holds no article.
    """
    # Loaded here: it takes longer than all the rest, and most runs read no page.
    from kg.ingest.webpage import declared_charset, read_webpage

    markup, warnings = decode(data, declared=declared_charset(data))
    fields, text = read_webpage(normalise_text(markup))
    return Draft(input=place, name=name, text=text, fields=fields, warnings=warnings)


def split_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; one that is too long comes in pieces over the limit.

    >>> import io
    >>> list(split_lines(io.BytesIO(b"{}\\n{}")))
    [b'{}\\n', b'{}']
    """
    return iter(lambda: stream.readline(LARGEST + 2), b"")


def draft_lines(lines: Iterator[bytes], place: str, name: str) -> Iterator[Draft | Rejection]:
    """Yield the article of each JSON line, or why a line holds none; line by line.

    :param lines: from the beginning of the file.
    :raises InputError: where there are no lines, or one JSON document goes over many.
    """
    empty = True
    for number, data in enumerate(_widen(lines), start=1):
        where = f"{place}:{number}"
        try:
            check_size(len(data))
            line, warnings = decode(data)
        except InputError as error:
            yield Rejection(input=where, reason=f"{error} The rest of the file was not read.")
            return
        if line.strip() in {"[", "{", "[{"}:
            raise InputError("is one JSON document over many lines", hint=_LINE_HINT)
        if line.strip():
            empty = False
            yield _draft_line(line, where, name, warnings)
    if empty:
        raise InputError("is empty", hint=_LINE_HINT)


def _widen(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the lines as they are, or those of UTF-16, in which a line does not end in one byte."""
    first = next(lines, b"")
    if not first.startswith(_WIDE_MARKS):
        yield from chain([first], lines)
        return
    text, _ = decode(first + b"".join(lines))
    yield from (line.encode("utf-8", "replace") for line in text.split("\n"))


def _draft_line(line: str, where: str, name: str, warnings: tuple[str, ...]) -> Draft | Rejection:
    """Return the article of one JSON line, or why it holds none."""
    try:
        fields = _read_object(line)
    except InputError as error:
        return Rejection(input=where, reason=str(error))
    text = unwrap_lines(normalise_text(str(fields["text"])))
    return Draft(
        input=where,
        name=f"{name}-{content_hash(text)}",  # its place in the file may change, its words not
        text=text,
        headline=find_headline(text),
        fields=fields,
        warnings=warnings,
    )


def content_hash(text: str) -> str:
    """Return what an article is known by that brings no id of its own.

    >>> content_hash("Nichts geschah.")
    '318004594888'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _read_object(line: str) -> dict[str, object]:
    """Return the object of a JSON line that has a text.

    :raises InputError: where the line is no JSON object or has no text.
    """
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        fault = f"is not JSON ({error.msg.lower()}, column {error.colno})"
        raise InputError(fault, hint=_LINE_HINT) from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, deep nesting
        raise InputError("is JSON that nobody writes by hand", hint=_LINE_HINT) from error
    if not isinstance(value, dict):
        raise InputError("is JSON, but not an object", hint=_LINE_HINT)
    if not isinstance(value.get("text"), str):
        raise InputError("has no 'text'", hint=_LINE_HINT)
    return value


def sniff(first: bytes) -> str:
    """Return the file ending that the first line of a stream asks for.

    >>> sniff(b'{"text": "Putin rief an."}'), sniff(b"<!DOCTYPE html>"), sniff(b"---"), sniff(b"Ja")
    ('.jsonl', '.html', '.md', '.txt')
    """
    start = first.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
    if start.startswith(b"{"):
        return ".jsonl"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<article")):
        return ".html"
    return ".md" if start.rstrip() == b"---" or start.startswith(b"# ") else ".txt"


# The readers of formats with one article a file, by ending; JSON Lines are read by draft_lines.
READERS: dict[str, Callable[[bytes, str, str], Draft]] = {
    ".txt": draft_plain,
    ".text": draft_plain,
    ".md": draft_markdown,
    ".markdown": draft_markdown,
    ".html": draft_webpage,
    ".htm": draft_webpage,
    ".xhtml": draft_webpage,
}
LINES = frozenset({".jsonl", ".ndjson"})
