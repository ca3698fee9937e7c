"""Floors under names, links and chains of persons, where the corpora lie beside the checkout."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).resolve().parents[1]
CORPORA = TESTS.parents[1] / "shared" / "corpora"
WIKINEWS = CORPORA / "quotes" / "wikinews-quotes-train.tar.xz"
GERMEVAL = CORPORA / "ner" / "germeval2014-dev.tsv"

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not at hand")


def _benchmark(name: str) -> ModuleType:
    folder = str(TESTS / "benchmarks")
    if folder not in sys.path:
        sys.path.insert(0, folder)  # one benchmark reads another
    spec = importlib.util.spec_from_file_location(name, TESTS / "benchmarks" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_links_to_the_gazetteer() -> None:
    actors = _benchmark("actors")
    found = actors.link_scores(actors.read_articles(WIKINEWS))
    right, wrong, silent = (len(found[kind]) for kind in ("right", "wrong", "open"))
    assert sum(map(len, found.values())) >= 200
    assert right / (right + wrong) >= 0.97, found["wrong"]
    assert right / (right + silent) >= 0.9, found["open"]


def test_persons_are_told_apart_better_than_by_surname() -> None:
    coreference = _benchmark("coreference")
    rows = coreference.chains_of(WIKINEWS, "test").values()
    ours = coreference.conll(coreference.measure((gold, found) for _, gold, found, _ in rows))
    base = coreference.conll(coreference.measure((gold, base) for _, gold, _, base in rows))
    assert ours >= 0.8
    assert ours - base >= 0.15


def test_names_gain_on_the_pipeline() -> None:
    actors = _benchmark("actors")
    f = actors.name_scores(GERMEVAL, limit=1100)
    assert f["kg_names", "all"][2] >= 0.73
    assert f["kg_names", "all"][2] - f["pipeline", "all"][2] >= 0.025
