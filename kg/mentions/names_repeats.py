"""Surnames alone, of persons whom the text names in full elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_entities import NAME_TAGS, NameSpan

_ARTICLE = re.compile(r"^(?:al|el|as|asch|at|an|ar)[-‑](?=\w)", re.IGNORECASE)


def surname_forms(word: str) -> Iterator[str]:
    """Yield how the last word of a full name may stand alone: undeclined, without 'al-'.

    >>> list(surname_forms("al-Assads"))
    ['al-Assads', 'Assads', 'al-Assad', 'Assad']
    """
    for form in lexicon.bare(word):
        yield form
        if _ARTICLE.match(form):
            yield _ARTICLE.sub("", form)


def as_surnames(doc: Doc, spans: list[NameSpan]) -> list[NameSpan]:
    """Relabel lone names as persons where the text has a person of that surname."""
    known = {
        form
        for span in spans
        if span.label == "PER" and span.end - span.start > 1
        for form in surname_forms(doc[span.end - 1].text)
    }
    known |= {
        doc[span.start].text
        for span in spans
        if span.label == "PER"
        and span.end - span.start > 1
        and not lexicon.is_first_name(doc[span.start].text)
    }
    return [
        NameSpan(span.start, span.end, "PER", "repeated")
        if span.label in ("LOC", "ORG")
        and span.entry is None
        and span.end - span.start == 1
        and any(form in known for form in lexicon.bare(doc[span.start].text))
        else span
        for span in spans
    ]


def has_determiner(token: Token) -> bool:
    """Tell whether an article or the like stands before a word."""
    return token.i > 0 and token.doc[token.i - 1].tag_ in ("ART", "PPOSAT", "PDAT", "PIAT")


def repeated_spans(doc: Doc, spans: list[NameSpan]) -> Iterator[NameSpan]:
    """Yield bare surnames of persons whom the text names in full elsewhere."""
    taken = {i for span in spans for i in range(span.start, span.end)}
    surnames: dict[str, NameSpan] = {}
    for span in spans:
        if span.label == "PER" and span.end - span.start > 1:
            for form in surname_forms(doc[span.end - 1].text):
                surnames.setdefault(form, span)
    for token in doc:
        if token.i in taken or len(token) < 3 or not token.text[0].isupper():
            continue
        if token.tag_ not in NAME_TAGS and (token.tag_ != "NN" or token.is_sent_start):
            continue
        if has_determiner(token) and token.tag_ == "NN":
            continue
        if any(form in surnames for form in lexicon.bare(token.text)):
            particle = token.i and doc[token.i - 1].text in ("al", "el", "as", "bin", "ben", "de")
            yield NameSpan(token.i - bool(particle), token.i + 1, "PER", "repeated")
