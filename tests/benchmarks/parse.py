"""How fast the pipeline reads: `python -m tests.benchmarks.parse`.

Beside it, in the same run and on the same words: spaCy's blank tokenizer, and the configuration
of the first trials (one convolutional encoder of width 96 and depth 4 for tagger, morphologizer
and parser, one for names, floret vectors of 96 values; its weights are random, which costs the
same). Times are the best of several, on one core; ratios are what to compare.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import annotate, load_pipeline
from kg.annotate.vectors import make_packed_vectors

CASES = Path(__file__).parents[1] / "cases"
_ENCODER: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "rows": [5000, 1000, 2500, 2500],
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "include_static_vectors": True,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}


def texts() -> list[str]:
    """The articles of the test cases, long enough to measure."""
    found = [p.read_text(encoding="utf8") for p in sorted(CASES.glob("*.md"))]
    return found * 3


def trial(ours: Language) -> Language:
    """The trial's configuration with our labels and vectors and random weights."""
    nlp = spacy.blank("de")
    vectors = make_packed_vectors()(nlp.vocab)
    nlp.vocab.vectors = vectors.from_bytes(ours.vocab.vectors.to_bytes())
    nlp.add_pipe("tok2vec", config={"model": _ENCODER})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    for name in ("tagger", "morphologizer"):
        pipe = nlp.add_pipe(
            name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
        )
        for label in ours.pipe_labels[name]:
            pipe.add_label(label)  # type: ignore[attr-defined]
    for name, state, tok2vec in (("parser", "parser", listener), ("ner", "ner", _ENCODER)):
        pipe = nlp.add_pipe(name, config={"model": _transitions(state, tok2vec)})
        for label in ours.pipe_labels[name]:
            pipe.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def _transitions(state: str, tok2vec: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }


def best(read: Callable[[str], Doc], found: Iterable[str], *, times: int = 5) -> tuple[int, float]:
    """Words, and the seconds of the quickest of several readings."""
    kept = list(found)
    words, seconds = 0, float("inf")
    for _ in range(times):
        start = time.perf_counter()
        words = sum(len(read(text)) for text in kept)
        seconds = min(seconds, time.perf_counter() - start)
    return words, seconds


def main() -> None:
    """Print words a second and the ratio to the trial's configuration."""
    ours = load_pipeline(next((a for a in sys.argv[1:] if a[:2] != "--"), None))
    found = texts()
    reference = trial(ours)
    rows = {
        "blank tokenizer": best(spacy.blank("de"), found),
        "trial's configuration": best(reference, found),
        "kg": best(lambda text: annotate(text, ours), found),
    }
    slow = rows["trial's configuration"][1]
    for name, (words, seconds) in rows.items():
        print(f"{name:<22}{words / seconds:>9,.0f} words/s{seconds / slow:>7.2f} of its time")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if "--million" in sys.argv:
        text = "\n".join(found)
        text = (text * (1_000_000 // len(text) + 1))[:1_000_000]
        start = time.perf_counter()
        words = len(annotate(text, ours))
        seconds = time.perf_counter() - start
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"a million characters: {words:,} words, {seconds:.0f} s, peak {now:.0f} MB")
    print(f"peak before: {peak:.0f} MB")


if __name__ == "__main__":
    main()
