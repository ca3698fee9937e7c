"""Lines in capitals: every word looks like a name there, so only the gazetteer can tell."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

_FEWEST = 3  # words that make a line; 'NATO' or 'CDU/CSU' alone is a name


def shouted_tokens(doc: Doc) -> frozenset[int]:
    """Return the tokens of lines that stand in capitals: 'BIDEN TRIFFT XI'."""
    found: set[int] = set()
    for line in _lines(doc):
        words = [doc[i].text for i in line if doc[i].is_alpha]
        if len(words) >= _FEWEST and all(word.isupper() for word in words):
            found.update(line)
    return frozenset(found)


def _lines(doc: Doc) -> Iterator[list[int]]:
    """Yield the tokens of each line, and of each sentence of a line."""
    line: list[int] = []
    for token in doc:
        if line and (token.is_sent_start or "\n" in doc[token.i - 1].text):
            yield line
            line = []
        line.append(token.i)
    if line:
        yield line
