"""Markdown to the text that a reader sees, and its front matter."""

from __future__ import annotations

import re
from itertools import pairwise

import yaml

from kg.errors import InputError
from kg.ingest.normalise import normalise_text
from kg.ingest.unwrap import goes_on, unwrap_lines

_LONGEST_HEADER = 64 * 1024  # characters: front matter is a few lines, not a program
_HINT = (
    "mend the lines between the two '---', one 'key: value' a line, values with a colon in quotes"
)
_FIELD = re.compile(r"^([A-Za-z_][\w-]*):[ \t]+(\S.*?)[ \t]*$")
_STRUCTURE = ("[", "{", "|", ">", "&", "*", "!", "%", "@", "`")  # values that only YAML can read
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_ITEM = re.compile(r"^[ \t]*[-*+][ \t]+")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]]+\]:\s+\S+.*$")
_COMMENT = re.compile(r"<!--|-->")
_TARGET = r"(?:\([^)\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\]]{0,200}\])"
# In this order: pictures and notes go, links leave their words, tags go, then emphasis. All runs
# are bounded: a page of nothing but brackets must not take hours.
_INLINE = (
    (re.compile(r"!\[[^\]]{0,500}\]" + _TARGET), ""),
    (re.compile(r"\[\^[^\]]{1,100}\]"), ""),
    (re.compile(r"\[([^\]]{1,500})\]" + _TARGET), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), ""),
    (re.compile(r"(\*{1,3})(?=\S)([^*\n]{1,2000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,2000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the front matter's keys and the text after it.

    Every value comes as a string (or a list or mapping of them): YAML's own dates, numbers and
    truth values would turn an id '0123' into 83 and a title 'No' into false. Where the lines are no
    YAML because a value has a colon, as headlines do, each line is a key and the rest of it.

    :param text: a Markdown text, normalised.
    :raises InputError: where front matter is opened but not closed, or is not keys with values.

    >>> split_front_matter("---\\ntitle: Gipfel\\nid: 0123\\n---\\nSie kamen.")
    ({'title': 'Gipfel', 'id': '0123'}, 'Sie kamen.')
    >>> split_front_matter("---\\ntitle: Peskow: kein Treffen\\n---\\nNein.")
    ({'title': 'Peskow: kein Treffen'}, 'Nein.')
    """
    text = text.lstrip("\n")
    if not re.match(r"---[ \t]*\n", text):
        return {}, text
    closing = re.search(r"^(?:---|\.\.\.)[ \t]*$\n?", text[4:], re.MULTILINE)
    if closing is None:
        raise InputError("has front matter without an end", hint="close it by a line '---'")
    header, body = text[4 : 4 + closing.start()], text[4 + closing.end() :]
    if len(header) > _LONGEST_HEADER:
        raise InputError("has front matter of over 64 KB", hint=_HINT)
    try:
        fields = yaml.load(header, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        if plain := _plain_fields(header):
            return plain, body
        where = getattr(error, "problem_mark", None)
        place = f" in line {where.line + 2}" if where else ""
        raise InputError(f"has broken front matter{place}", hint=_HINT) from error
    if fields in (None, ""):
        return {}, body
    if not isinstance(fields, dict):
        raise InputError("has front matter that is not 'key: value' lines", hint=_HINT)
    return {str(key): value for key, value in fields.items()}, body


def _plain_fields(header: str) -> dict[str, object]:
    """Read lines of 'key: value' whose values may hold anything; {} if a line is not one."""
    fields: dict[str, object] = {}
    for line in filter(str.strip, header.splitlines()):
        found = _FIELD.match(line)
        if found is None or found[2][:1] in _STRUCTURE:
            return {}
        value = found[2]
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        fields[found[1]] = value[1:-1] if quoted else value
    return fields


def strip_markdown(text: str) -> tuple[str, str]:
    """Return the first top heading (or '') and the plain text.

    Line ends stay, but for those within a sentence; code, pictures and comments go.

    >>> strip_markdown("# Gipfel\\n\\nPutin **und** [Trump](https://x.org)\\nsprachen.")
    ('Gipfel', 'Gipfel\\n\\nPutin und Trump sprachen.')
    """
    paragraphs: list[list[str]] = [[]]
    title = ""
    for line in _visible_lines(unwrap_lines(_strip_comments(text))):
        heading = _HEADING.match(line)
        if heading or (_UNDERLINE.match(line) and len(paragraphs[-1]) == 1):
            words = heading[1] if heading else paragraphs.pop()[0]
            title = title or ("" if any(paragraphs) else words)
            paragraphs += [[words], []]
        elif not line.strip() or _RULE.match(line):
            paragraphs.append([])
        elif _ITEM.match(line):
            paragraphs.append([_ITEM.sub("", line).strip()])
        else:
            paragraphs[-1].append(line.strip())
    plain = [_strip_inline(_join(lines)) for lines in paragraphs]
    return _strip_inline(title), normalise_text("\n\n".join(filter(None, plain)))


def _join(lines: list[str]) -> str:
    """Return the lines of a paragraph, a space for each break within a sentence.

    Markdown makes one line of them all; but people write a headline or a paragraph a line.
    """
    text = "".join(
        line + (" " if goes_on(line, following) else "\n") for line, following in pairwise(lines)
    )
    return text + lines[-1] if lines else ""


def _strip_comments(text: str) -> str:
    """Return the text without HTML comments; one that is never closed stays."""
    kept: list[str] = []
    start, opened = 0, -1
    for mark in _COMMENT.finditer(text):
        if mark[0] == "-->" and opened >= 0:
            kept.append(text[start:opened])
            start, opened = mark.end(), -1
        elif mark[0] == "<!--" and opened < 0:
            opened = mark.start()
    return "".join((*kept, text[start:]))


def _visible_lines(text: str) -> list[str]:
    """Return the lines without fenced code and link definitions."""
    lines: list[str] = []
    fence = ""
    for line in (_QUOTED.sub("", line) for line in text.split("\n")):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
        elif match:
            fence = match[1]
        elif not _REFERENCE.match(line):
            lines.append(line)
    return lines


def _strip_inline(text: str) -> str:
    """Return a paragraph's words without marks."""
    for pattern, words in _INLINE:
        text = pattern.sub(words, text)
    return text.strip()
