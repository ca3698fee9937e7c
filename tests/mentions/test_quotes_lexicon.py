"""The lexicon of reported speech: sizes, order, and what its examples must give."""

from __future__ import annotations

import pytest

from kg import resources
from kg.annotate import load_pipeline
from kg.mentions.quotes import find_quotes
from kg.mentions.quotes_lexicon import (
    media_nouns,
    reporting_nouns,
    reporting_phrases,
    reporting_verbs,
)

FILES = {
    "verbs": ("lemma",),
    "nouns": ("lemma",),
    "phrases": ("verb", "companions"),
    "media": ("lemma",),
    "forms": ("form",),
}
FOUND_AT_LEAST = 0.75  # of the verbs' examples; the model errs on some of these short sentences


def test_sizes() -> None:
    assert len(reporting_verbs()) >= 250
    assert len(reporting_nouns()) >= 80
    assert len(media_nouns()) >= 60
    assert sum(len(entries) for entries in reporting_phrases().values()) >= 50


@pytest.mark.parametrize("name", sorted(FILES))
def test_rows_are_sorted_unique_and_sourced(name: str) -> None:
    rows = list(resources.read_tsv(f"de/reporting-{name}.tsv", ()))
    keys = [tuple(row[column] for column in FILES[name]) for row in rows]
    assert keys == sorted(set(keys))
    assert all(row["source"] for row in rows)


def test_attitudes_cover_denying_praising_and_threatening() -> None:
    attitudes = {entry.attitude for entry in reporting_verbs().values()}
    wanted = {"neutral", "claims", "denies", "demands", "praises", "blames", "threatens", "doubts"}
    assert wanted <= attitudes


def test_examples_of_verbs_give_their_verb() -> None:
    rows = list(resources.read_tsv("de/reporting-verbs.tsv", ("lemma",)))
    nlp = load_pipeline()
    missed = []
    for row, doc in zip(rows, nlp.pipe(row["example"] for row in rows), strict=True):
        if row["lemma"] not in {quote.cue_lemma for quote in find_quotes(doc)}:
            missed.append(row["lemma"])
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(rows), missed
