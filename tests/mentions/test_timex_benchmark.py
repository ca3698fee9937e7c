"""Floors on KRAUTS, beside HeidelTime's own output there, and on speed."""

import importlib.util
import sys
from pathlib import Path

import pytest
import spacy

PATH = Path(__file__).resolve().parents[1] / "benchmarks" / "timex.py"
SPEC = importlib.util.spec_from_file_location("benchmark_timex", PATH)
assert SPEC is not None and SPEC.loader is not None
benchmark = importlib.util.module_from_spec(SPEC)
sys.modules["benchmark_timex"] = benchmark
SPEC.loader.exec_module(benchmark)

NLP = spacy.blank("de")
needs_krauts = pytest.mark.skipif(
    not benchmark.KRAUTS.is_file(), reason="KRAUTS is not at hand: it may not be shipped"
)


@needs_krauts
@pytest.mark.parametrize("name", benchmark.SETS)
def test_better_than_heideltime_on_krauts(name: str) -> None:
    articles = benchmark.read_krauts(name)
    theirs = benchmark.score(articles, lambda article: article.heideltime)
    mine = benchmark.score(articles, lambda article: benchmark.ours(article, NLP))
    assert mine.strict > theirs.strict + 6
    assert mine.relaxed > theirs.relaxed + 6
    assert mine.value > theirs.value
    assert mine.recall["TIME"] > 60


@needs_krauts
def test_floors_on_all_of_krauts() -> None:
    articles = [article for name in benchmark.SETS for article in benchmark.read_krauts(name)]
    mine = benchmark.score(articles, lambda article: benchmark.ours(article, NLP))
    assert mine.strict > 85 and mine.relaxed > 92 and mine.value > 81
