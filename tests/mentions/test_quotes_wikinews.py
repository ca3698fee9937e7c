"""Floors on a sample of German Wikinews, where the corpus is at hand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.annotate import load_pipeline

BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "quotes.py"
SAMPLE = 24  # articles of the part to develop on
FLOORS = {"quote": 78, "speaker": 68, "cue": 74, "joint": 75, "type Direct": 85}
WRONG_SPEAKERS = 0.1  # of those told; the corpus counts another mention of the same one as wrong


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quotes_benchmark", BENCHMARK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_floors() -> None:
    benchmark = _benchmark()
    if not benchmark.CORPUS.is_file():
        pytest.skip(f"the corpus of quotations is not at hand: {benchmark.CORPUS.name}")
    articles = benchmark.load_articles(part="dev")[:SAMPLE]
    tally = benchmark.measure(articles, load_pipeline())
    scores = {name: tally.scores(name)[2] for name in FLOORS}
    assert all(scores[name] >= floor for name, floor in FLOORS.items()), scores
    told = tally.speakers["right"] + tally.speakers["wrong"]
    assert tally.speakers["wrong"] <= WRONG_SPEAKERS * told
