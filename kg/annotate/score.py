"""Measure the pipeline on data that it never saw: `python -m kg.annotate.score --corpora DIR`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from kg.annotate.pipeline import annotate, load_pipeline
from kg.annotate.training.binary import grouped, seeded, to_doc
from kg.annotate.training.corpora import read_conllu, read_germeval, read_own
from kg.annotate.training.trees import Sentence
from kg.annotate.training.wikinews import article_texts, read_sentence_starts, read_trees

#: Labels whose F is reported one by one: those that carry who did what to whom.
ROLES = ("nsubj", "nsubj:pass", "obj", "obl:arg", "obl", "ccomp", "appos", "compound:prt")


def score(nlp: Language, corpora: Path) -> dict[str, dict[str, float]]:
    """Scores in per cent on GSD dev's test half, on the own test, and on GermEval dev.

    Tokens are given, sentence boundaries are the pipeline's own; punctuation does not count
    in UAS and LAS, as spaCy's scorer has it.
    """
    own = read_own(corpora / "own" / "6-test.txt")
    texts = article_texts(corpora)
    real = read_trees(texts)
    return {
        "gsd dev, test half": tree_scores(nlp, gsd_halves(corpora)[1]),
        "own test": tree_scores(nlp, own) | name_scores(nlp, own),
        "wikinews": tree_scores(nlp, real) | name_scores(nlp, real),
        "wikinews, running text": {"sentences F": sentence_score(nlp, texts)},
        "germeval dev": name_scores(nlp, read_germeval(corpora / "ner/germeval2014-dev.tsv")),
    }


def gsd_halves(corpora: Path) -> tuple[list[Sentence], list[Sentence]]:
    """GSD dev: the even sentences choose among trials, the odd ones are the test."""
    sentences = read_conllu(corpora / "ud" / "de_gsd-ud-dev.conllu.xz", source="gsd-dev")
    return sentences[0::2], sentences[1::2]


def tree_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Trees, tags, features, lemmas and sentence boundaries."""
    examples = _examples(nlp, sentences)
    scorer: dict[str, Any] = {}
    scorer |= Scorer.score_deps(examples, "dep", getter=_label, ignore_labels=("punct",))
    scorer |= Scorer.score_spans(examples, "sents", getter=_sents)
    found = {"UAS": scorer["dep_uas"], "LAS": scorer["dep_las"], "sentences F": scorer["sents_f"]}
    if all(t.upos for s in sentences for t in s.tokens):
        for name, attr in (("STTS", "tag"), ("UPOS", "pos"), ("lemma", "lemma")):
            found[name] = Scorer.score_token_attr(examples, attr)[f"{attr}_acc"]
        found["Mood"] = _mood_accuracy(examples)
    if all(t.feats for s in sentences for t in s.tokens):
        found["morph"] = Scorer.score_token_attr(examples, "morph")["morph_acc"]
    for label in ROLES:
        found[f"{label} F"] = scorer["dep_las_per_type"].get(label, {"f": 0.0})["f"]
    return {k: round(100 * float(v or 0), 1) for k, v in found.items()}


def sentence_score(nlp: Language, texts: Mapping[int, str]) -> float:
    """F of whole sentences in running text: both ends must be right."""
    right = found = wanted = 0
    for number, starts in sorted(read_sentence_starts().items()):
        text = texts[number]
        gold = set(zip(starts, [*starts[1:], len(text)], strict=True))
        own = [t.idx for t in annotate(text, nlp) if t.is_sent_start and not t.is_space]
        spans = set(zip(own, [*own[1:], len(text)], strict=True))
        right, found, wanted = right + len(gold & spans), found + len(spans), wanted + len(gold)
    return round(200 * right / (found + wanted), 1)


def _label(token: Token, attr: str) -> str:
    return str(getattr(token, f"{attr}_")).lower()


def _sents(doc: Doc, _attr: str) -> list[Any]:
    return list(doc.sents)


def _mood_accuracy(examples: Sequence[Example]) -> float:
    """How often a finite verb has the right mood."""
    right = total = 0
    for example in examples:
        for token, gold in zip(example.predicted, example.reference, strict=False):
            mood = "".join(gold.morph.get("Mood", []))
            if mood:
                total += 1
                right += "".join(token.morph.get("Mood", [])) == mood
    return right / total if total else 0.0


def name_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Names: persons, organisations, places; MISC is left out of the sum."""
    kept = ("PER", "ORG", "LOC")
    examples = _examples(nlp, sentences)
    scorer = Scorer.score_spans(
        examples, "ents", getter=lambda doc, _: [e for e in doc.ents if e.label_ in kept]
    )
    found = {"names F": scorer["ents_f"], "names P": scorer["ents_p"], "names R": scorer["ents_r"]}
    for label in kept:
        found[f"{label} F"] = scorer["ents_per_type"].get(label, {"f": 0.0})["f"]
    return {k: round(100 * float(v or 0), 1) for k, v in found.items()}


def _examples(nlp: Language, sentences: Sequence[Sentence]) -> list[Example]:
    gold = [to_doc(group, nlp.vocab) for group in grouped(sentences, seeded())]
    bare = [
        Doc(nlp.vocab, words=[t.text for t in d], spaces=[bool(t.whitespace_) for t in d])
        for d in gold
    ]
    return [Example(p, g) for p, g in zip(nlp.pipe(bare), gold, strict=True)]


def speed(nlp: Language, corpora: Path) -> float:
    """Words a second on one core, over the own test repeated."""
    texts = [" ".join(s.text for s in read_own(corpora / "own" / "6-test.txt"))] * 10
    nlp(texts[0])
    words, seconds = _timed(lambda: sum(len(nlp(t)) for t in texts))
    return round(words / seconds)


def _timed(call: Callable[[], int]) -> tuple[int, float]:
    start = time.perf_counter()
    result = call()
    return result, time.perf_counter() - start


def load_seconds() -> float:
    """Seconds that a fresh process takes to load the model once spaCy is imported."""
    code = (
        "import spacy, time; s = time.perf_counter(); import kg.annotate as a;"
        "a.load_pipeline(); print(time.perf_counter() - s)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return round(float(run.stdout), 2)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all scores as a table, or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m kg.annotate.score", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--model", help="name or path of a pipeline; default: the shipped one")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    nlp = load_pipeline(options.model)
    found: dict[str, Any] = dict(score(nlp, options.corpora))
    found["cost"] = {
        "words a second": speed(nlp, options.corpora),
        "load seconds": load_seconds(),
    }
    if options.json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
        return
    for title, values in found.items():
        sys.stdout.write(f"{title}\n")
        sys.stdout.write("".join(f"  {k:<16}{v:>9}\n" for k, v in values.items()))


if __name__ == "__main__":
    main()
