"""A text and what is said of it, to an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.errors import InputError, LanguageError
from kg.ingest.dates import parse_published
from kg.ingest.detect import check_german
from kg.ingest.normalise import normalise_line, normalise_text
from kg.model import Article, Dating

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_GERMAN = re.compile(r"(?:de|deu|ger|gsw|german|deutsch)(?:[-_ ].*)?", re.IGNORECASE)
_EMPTY = frozenset({"", "null", "~", "none"})
_SENTENCE_END = re.compile(r"[.!?…]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as a file gave it: ``input`` names the place.

    ``name`` is the id of an article that has none of its own. ``headline`` is the
    text's own first line where that is its title.
    """

    input: str
    name: str
    text: str
    headline: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """An article that was read, the place that it came from, and what was odd about it."""

    article: Article
    input: str
    warnings: tuple[str, ...] = ()


def to_article(draft: Draft) -> ReadResult:
    """Return the article of a draft.

    :raises InputError: where there is no text.
    :raises LanguageError: where it is not German.

    >>> draft = Draft(input="a.md", name="a", text="Putin rief an.", fields={"published": "bald"})
    >>> result = to_article(draft)
    >>> result.article.published, result.warnings
    (None, ("a.md: 'published' is no full date: 'bald'; left out",))
    """
    text = normalise_text(draft.text)
    _check_text(text)
    warnings = list(draft.warnings)
    values = {key: _read_value(draft.fields, key, warnings) for key in _KEYS}
    _check_language(values["language"], text)
    title = values["title"] or normalise_line(draft.headline)
    url = values["url"]
    if url and not _IRI.fullmatch(url):
        warnings.append(f"'url' is no http, https or urn address: {_shorten(url)!r}; left out")
        url = ""
    published = parse_published(values["published"])
    if values["published"] and published is None:
        warnings.append(f"'published' is no full date: {_shorten(values['published'])!r}; left out")
    article = Article(
        id=values["id"] or normalise_line(draft.name),
        text=text,
        title=title,
        title_in_text=bool(title) and title == _first_line(text),
        published=None if published is None else Dating(value=published, reason="metadata"),
        source=values["source"],
        url=url,
    )
    places = tuple(f"{draft.input}: {warning}" for warning in warnings)
    return ReadResult(article=article, input=draft.input, warnings=places)


_KEYS = ("id", "title", "published", "source", "url", "language")


def _read_value(fields: Mapping[str, object], key: str, warnings: list[str]) -> str:
    """Return a key's value as one line; what is no simple value is left out with a warning."""
    value = fields.get(key)
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        warnings.append(f"'{key}' holds several values; left out")
        return ""
    line = normalise_line(str(value))
    return "" if line.lower() in _EMPTY else line


def _check_text(text: str) -> None:
    """Raise where a text is empty or holds no sentence."""
    if not text.strip():
        raise InputError("is empty", hint="give it the article's text, or leave it out")
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < 2 or (len(words) < 5 and not _SENTENCE_END.search(text)):
        raise InputError("holds no sentence, so it is no article", hint="leave it out")


def _check_language(declared: str, text: str) -> None:
    """Raise where the article says that it is not German, or looks so and says nothing."""
    if not declared:
        check_german(text)
    elif not _GERMAN.fullmatch(declared):
        raise LanguageError(
            f"has the language '{declared}', and kg reads German",
            hint="leave it out, or set 'language: de' if it is German after all",
        )


def _first_line(text: str) -> str:
    """Return the first line with words, as one line."""
    return normalise_line(text.lstrip().partition("\n")[0])


def _shorten(value: str) -> str:
    """Return a value short enough for a message."""
    return value if len(value) <= 60 else value[:59] + "…"
