"""Floors under the model's scores, where the corpora lie beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import load_pipeline
from kg.annotate.score import gsd_halves, name_scores, tree_scores
from kg.annotate.training.corpora import read_germeval, read_own

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
        {"UAS": 79, "LAS": 72.5, "STTS": 93, "UPOS": 92, "morph": 80, "lemma": 95, "Mood": 91},
    )


def test_own_news_sentences() -> None:
    own = read_own(CORPORA / "own" / "6-test.txt")
    nlp = load_pipeline()
    assert_floors(
        tree_scores(nlp, own),
        {"UAS": 91, "LAS": 88, "STTS": 96, "UPOS": 96, "nsubj F": 90, "ccomp F": 80, "Mood": 93},
    )
    assert_floors(name_scores(nlp, own), {"names F": 94, "PER F": 96})


def test_germeval_dev() -> None:
    sentences = read_germeval(CORPORA / "ner" / "germeval2014-dev.tsv")[:700]
    assert_floors(name_scores(load_pipeline(), sentences), {"names F": 60})


def test_the_model_is_small() -> None:
    model = Path(__file__).parents[2] / "kg" / "annotate" / "model"
    assert sum(f.stat().st_size for f in model.rglob("*") if f.is_file()) < 25_000_000
