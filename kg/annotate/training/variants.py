"""Variants of our own sentences: other names, other quotation marks, Swiss spelling, stray spaces.

The trees stay the same, so every variant is as right as its original; what varies is what a
parser should not depend on.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.annotate.training.trees import Sentence, Token

_QUOTES = (("„", "“"), ("«", "»"), ("»", "«"), ('"', '"'), ("“", "”"))
_CLITIC = frozenset({"von", "van", "der", "de", "bin", "al", "el", "da", "di", "ben", "la"})
_WITH_ARTICLE = frozenset({"Türkei", "Schweiz", "Ukraine", "Slowakei", "Iran"})
_PEOPLE = (
    ("cabinet-russia.csv", "person"),
    ("cabinet-us.csv", "person"),
    ("cabinet-austria.csv", "person"),
    ("world-leaders-to-2022.csv", "officeholderLabel"),
    ("german-politicians-2022.tsv", "label_de"),
)


@dataclass(frozen=True)
class Names:
    """Names to put in the place of others: given names, surnames, places without article."""

    given: tuple[str, ...]
    surnames: tuple[str, ...]
    places: tuple[str, ...]


def read_names(reference: Path) -> Names:
    """Names from the reference tables (all CC0)."""
    people = {tuple(name.split()) for name in _people(reference) if _is_simple(name)}
    return Names(
        given=tuple(sorted({p[0] for p in people})),
        surnames=tuple(sorted({p[1] for p in people if p[1].lower() not in _CLITIC})),
        places=tuple(sorted(set(_places(reference)))),
    )


def _people(reference: Path) -> Iterator[str]:
    for file, column in _PEOPLE:
        for row in _rows(reference / file):
            yield row[column] or ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")


def _is_simple(name: str) -> bool:
    """Whether a name is one given name and one surname."""
    parts = name.split()
    return len(parts) == 2 and all(p.replace("-", "").isalpha() for p in parts)


def _places(reference: Path) -> Iterator[str]:
    countries = json.loads((reference / "countries.json").read_text(encoding="utf8"))
    found = [c.get(key) or "" for c in countries for key in ("de", "capital")]
    cities = (r for r in _rows(reference / "cities.tsv") if int(r["population"] or 0) > 400_000)
    found += [row["name_de"] for row in cities]
    yield from (name for name in found if name.isalpha() and name not in _WITH_ARTICLE)


def varied(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """One variant of a sentence, by chance."""
    tokens = list(sentence.tokens)
    if rng.random() < 0.75:
        _swap_names(tokens, names, rng)
    if rng.random() < 0.3:
        _swap_quotes(tokens, rng)
    if rng.random() < 0.12:
        tokens = [replace(t, form=t.form.replace("ß", "ss")) for t in tokens]
    if rng.random() < 0.05:
        _stray_spaces(tokens, rng)
    return replace(sentence, tokens=tuple(tokens))


def _swap_names(tokens: list[Token], names: Names, rng: random.Random) -> None:
    """Other persons and places, as long as the name stands in its plain form."""
    for start, end in _name_spans(tokens):
        for i, form in zip(range(start, end), _other(tokens[start:end], names, rng), strict=False):
            if _is_plain(tokens, i):
                ending = "s" if _is_genitive(tokens[i]) and form[-1] not in "sxzß" else ""
                tokens[i] = replace(tokens[i], form=form + ending, lemma=form)


def _name_spans(tokens: list[Token]) -> list[tuple[int, int]]:
    starts = [i for i, t in enumerate(tokens) if t.ner.startswith("B-")]
    spans = []
    for start in starts:
        end = start + 1
        while end < len(tokens) and tokens[end].ner.startswith("I-"):
            end += 1
        spans.append((start, end))
    return spans


def _other(span: list[Token], names: Names, rng: random.Random) -> list[str]:
    kind = span[0].ner[2:]
    if kind == "PER" and len(span) == 1:
        return [rng.choice(names.surnames)]
    if kind == "PER" and len(span) == 2:
        return [rng.choice(names.given), rng.choice(names.surnames)]
    if kind == "LOC" and len(span) == 1 and rng.random() < 0.6:
        return [rng.choice(names.places)]
    return []


def _is_genitive(token: Token) -> bool:
    return bool(token.lemma) and token.form == token.lemma + "s"


def _is_plain(tokens: list[Token], i: int) -> bool:
    """A name without article or adjective, in nominative form or with a genitive s."""
    token = tokens[i]
    if token.upos and token.upos != "PROPN":
        return False
    if not token.form.isalpha() or (token.lemma and token.lemma != token.form):
        return _is_genitive(token) and token.form.isalpha()
    if not token.lemma and token.form.endswith("s"):
        return False
    before = tokens[i - 1].form.lower() if i else ""
    articles = {"der", "die", "das", "dem", "den", "des", "im", "am", "zur", "zum", "ganz"}
    return not (token.ner.endswith("LOC") and before in articles)


def _swap_quotes(tokens: list[Token], rng: random.Random) -> None:
    opening, closing = rng.choice(_QUOTES)
    other = {"„": opening, "“": closing}
    for i, token in enumerate(tokens):
        if token.form in other:
            tokens[i] = replace(token, form=other[token.form], lemma=other[token.form])


def _stray_spaces(tokens: list[Token], rng: random.Random) -> None:
    """News sites leave spaces before punctuation where links or markup stood."""
    for i, token in enumerate(tokens[:-1]):
        if tokens[i + 1].form in {",", ".", "“", "”"} and rng.random() < 0.5:
            tokens[i] = replace(token, space=True)
