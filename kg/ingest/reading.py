"""Files, folders and standard input to articles, one after the other."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from kg.errors import InputError
from kg.ingest.describe import Draft, ReadResult, to_article
from kg.ingest.formats import (
    LARGEST,
    LINES,
    READERS,
    check_size,
    draft_lines,
    sniff,
    split_lines,
)
from kg.ingest.normalise import normalise_text
from kg.model import Rejection
from kg.resources import GRAPH_FILE, PAGE_FILE

STDIN = "-"
_ENDINGS = "kg reads .txt, .md, .html and .jsonl"


def read_articles(
    inputs: Iterable[str | Path], *, stdin: TextIO | BinaryIO | None = None
) -> Iterator[ReadResult | Rejection]:
    """Yield an article, or a rejection with its reason, for everything found in the inputs.

    Nothing is raised for bad input: the rest of the run goes on. One article is held at a time.

    :param inputs: files (``.txt``, ``.md``, ``.html``, ``.jsonl``), folders of these (searched
        through, sorted by path; hidden files, ``README`` and the page of a built graph are passed
        over), ``-`` for ``stdin``.
    :param stdin: what ``-`` reads, the process's standard input by default: plain text, Markdown
        with front matter, HTML or JSON Lines, told by how it begins.

    >>> import io
    >>> [found.article.title for found in read_articles(["-"], stdin=io.StringIO(
    ...     "Kreml bestätigt Telefonat\\nPutin sprach mit Trump."))]
    ['Kreml bestätigt Telefonat']
    >>> next(read_articles(["fehlt.txt"])).reason
    'does not exist. Check the path.'
    """
    seen: dict[str, tuple[str, bytes]] = {}
    for source in [inputs] if isinstance(inputs, (str, Path)) else inputs:
        for draft in _find_drafts(str(source), stdin):
            found = draft if isinstance(draft, Rejection) else _resolve_draft(draft)
            yield found if isinstance(found, Rejection) else _admit(found, seen)


def count_articles(inputs: Iterable[str | Path]) -> int | None:
    """Return how many articles the inputs hold at the most; None where only reading them tells.

    Files are not read but for the lines of JSON Lines.

    >>> count_articles(["-"]) is None, count_articles(["a.txt", "b.md"])
    (True, 2)
    """
    number = 0
    for source in [inputs] if isinstance(inputs, (str, Path)) else inputs:
        if str(source) == STDIN:
            return None
        try:
            path = Path(source)
            paths = _article_files(path) if _is_folder(path) else [path]
            number += sum(map(_count_lines, paths))
        except (OSError, InputError):
            number += 1  # told as a rejection when it is read
    return number


def _count_lines(path: Path) -> int:
    """Return how many articles a file holds."""
    if path.suffix.lower() not in LINES:
        return 1
    with path.open("rb") as stream:
        return sum(1 for line in stream if line.strip())


def _resolve_draft(draft: Draft) -> ReadResult | Rejection:
    """Return the article of a draft, or why it is none."""
    try:
        return to_article(draft)
    except InputError as error:
        return Rejection(input=draft.input, reason=str(error))


def _admit(found: ReadResult, seen: dict[str, tuple[str, bytes]]) -> ReadResult | Rejection:
    """Reject an article whose id another one of the run has."""
    name = found.article.id
    digest = hashlib.blake2b(found.article.content.encode(), digest_size=16).digest()
    if name not in seen:
        seen[name] = (found.input, digest)
        return found
    first, known = seen[name]
    if known == digest:
        error = InputError(f"is the same article as {first}", hint="give it once")
    else:
        error = InputError(
            f"has the id '{name}', which {first} has already",
            hint="give it an 'id' of its own in its metadata, or rename the file",
        )
    return Rejection(input=found.input, reason=str(error))


def _find_drafts(source: str, stdin: TextIO | BinaryIO | None) -> Iterator[Draft | Rejection]:
    """Yield what an input holds, whatever kind it is of."""
    try:
        if source == STDIN:
            yield from _read_stream(sys.stdin if stdin is None else stdin)
        elif _is_folder(Path(source)):
            yield from _read_folder(Path(source))
        else:
            yield from _read_file(Path(source))
    except InputError as error:
        yield Rejection(input=source, reason=str(error))


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one too long to be asked for is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _read_folder(folder: Path) -> Iterator[Draft | Rejection]:
    """Yield what the files of a folder hold, sorted by path."""
    for path in _article_files(folder):
        try:
            yield from _read_file(path)
        except InputError as error:
            yield Rejection(input=str(path), reason=str(error))


def _article_files(folder: Path) -> list[Path]:
    """Return the files of a folder that are meant to be read, sorted.

    :raises InputError: where there are none, or a folder cannot be opened.
    """
    paths: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if GRAPH_FILE in names and PAGE_FILE in names:
            names.remove(PAGE_FILE)  # the page of a graph that was built before is no article
        paths += [Path(root, name) for name in names if _is_article_file(name)]
    if not paths:
        raise InputError("is a folder without articles", hint=_ENDINGS)
    return sorted(paths)


def _is_article_file(name: str) -> bool:
    """Tell whether a file in a folder is meant to be read: by its ending, not hidden, no README."""
    path = Path(name)
    known = path.suffix.lower() in READERS or path.suffix.lower() in LINES
    return known and not name.startswith(".") and path.stem.upper() != "README"


def _refuse(error: OSError) -> None:
    """Say which folder could not be opened."""
    raise InputError(f"cannot be read: {error.filename}: {error.strerror}", hint="check its rights")


def _read_file(path: Path) -> Iterator[Draft | Rejection]:
    """Yield what a file holds.

    :raises InputError: where there is no such file, or it cannot be read.
    """
    ending = path.suffix.lower()
    try:
        if not path.exists():
            raise InputError("does not exist", hint="check the path")
        if ending in LINES:
            with path.open("rb") as stream:
                yield from draft_lines(split_lines(stream), str(path), path.stem)
            return
        if ending not in READERS:
            raise InputError(f"ends in '{path.suffix}', which is not read", hint=_ENDINGS)
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"cannot be read: {reason}", hint="check the path and its rights"
        ) from error
    yield READERS[ending](data, str(path), path.stem)


def _read_stream(stream: TextIO | BinaryIO) -> Iterator[Draft | Rejection]:
    """Yield what standard input holds; its first line tells the format."""
    source: Any = getattr(stream, "buffer", stream)  # bytes, or text that never was bytes
    if isinstance(source, io.TextIOBase):
        source = io.BytesIO(normalise_text(source.read()).encode())
    lines = split_lines(source)
    first = next(lines, b"")
    ending = sniff(first)
    if ending in LINES:
        yield from draft_lines(chain([first], lines), STDIN, "stdin")
        return
    data = first + source.read(LARGEST + 1)
    check_size(len(data))
    yield READERS[ending](data, STDIN, "stdin")
