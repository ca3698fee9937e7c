"""Floors under the model's scores, where the corpora lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import load_pipeline
from kg.annotate.score import gsd_halves, name_scores, sentence_score, tree_scores
from kg.annotate.training.corpora import read_germeval, read_own
from kg.annotate.training.wikinews import article_texts, read_trees

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

pytestmark = [
    pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the checkout"),
    pytest.mark.slow,
]


def assert_floors(found: dict[str, float], floors: dict[str, float]) -> None:
    low = {k: (found[k], floor) for k, floor in floors.items() if found[k] < floor}
    assert not low, f"below the floor (found, floor): {low}"


def test_gsd_dev() -> None:
    found = tree_scores(load_pipeline(), gsd_halves(CORPORA)[1])
    assert_floors(
        found,
        {
            "UAS": 82.5,
            "LAS": 76.5,
            "STTS": 95,
            "UPOS": 94.5,
            "morph": 87,
            "lemma": 96.5,
            "Mood": 94,
        },
    )


def test_own_news_sentences() -> None:
    own = read_own(CORPORA / "own" / "6-test.txt")
    nlp = load_pipeline()
    found = tree_scores(nlp, own)
    assert_floors(found, {"UAS": 93.5, "LAS": 92, "STTS": 98, "UPOS": 98, "lemma": 98, "Mood": 94})
    assert_floors(found, {"nsubj F": 93.5, "obj F": 79, "obl:arg F": 70, "ccomp F": 80})
    assert_floors(name_scores(nlp, own), {"names F": 95, "PER F": 95})


def test_real_news_sentences() -> None:
    nlp, texts = load_pipeline(), article_texts(CORPORA)
    sentences = read_trees(texts)
    assert_floors(tree_scores(nlp, sentences), {"UAS": 90, "LAS": 87})
    assert_floors(name_scores(nlp, sentences), {"names F": 85})
    assert sentence_score(nlp, texts) >= 98.5


def test_germeval_dev() -> None:
    sentences = read_germeval(CORPORA / "ner" / "germeval2014-dev.tsv")[:700]
    assert_floors(name_scores(load_pipeline(), sentences), {"names F": 71})


def test_the_model_is_small() -> None:
    model = Path(__file__).parents[2] / "kg" / "annotate" / "model"
    assert sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) < 25_000_000
