"""Other people's sentences corrected by hand: labels only, the words stay outside.

`corrected.jsonl` names a sentence of GermEval 2014, WikiNER or SmartData and gives, for every
token, head, label, part of speech, tag, case and number; `corrected-names.jsonl` gives the names.
A parser or recogniser guessed them, a reader corrected every sentence (by `own/GUIDE.md`, and by
the guideline of GermEval).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.annotate.training.corpora import read_germeval, read_iob
from kg.annotate.training.trees import Sentence, Token, feats_of, feats_text, harmonised

FILE = Path(__file__).parent / "corrected.jsonl"
NAMES_FILE = Path(__file__).parent / "corrected-names.jsonl"

_SMARTDATA = "ner/smartdata-v1-train.json.gz"


def read_corrected(corpora: Path, file: Path = FILE) -> list[Sentence]:
    """Sentences with corrected trees; features hold case and number only, if they were given."""
    return [_tree(forms, row) for forms, row in _rows(corpora, file)]


def read_corrected_names(corpora: Path, file: Path = NAMES_FILE) -> list[Sentence]:
    """Sentences with corrected names and nothing else."""
    return [_named(forms, row) for forms, row in _rows(corpora, file)]


def _rows(corpora: Path, file: Path) -> Iterator[tuple[list[str], Mapping[str, Any]]]:
    """The words of each sentence, found in its corpus, and its labels."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf8").splitlines()]
    words = {
        "germeval": _forms(read_germeval(corpora / "ner/germeval2014-train3500.tsv")),
        "wikiner": _forms(read_iob(corpora / "ner/wikiner-de-excerpt.tsv", source="wikiner")),
    }
    texts = smartdata_texts(corpora)
    for row in rows:
        known = words.get(row["source"])
        yield (known[row["at"]] if known else _cut(texts[row["at"]], row)), row


def _forms(sentences: Sequence[Sentence]) -> list[list[str]]:
    return [[t.form for t in s.tokens] for s in sentences]


def smartdata_documents(corpora: Path) -> list[Mapping[str, Any]]:
    """SmartData's training documents."""
    return list(_documents(gzip.decompress((corpora / _SMARTDATA).read_bytes()).decode("utf8")))


def smartdata_texts(corpora: Path) -> list[str]:
    """The texts of SmartData's training documents."""
    return [document["text"]["string"] for document in smartdata_documents(corpora)]


def _documents(text: str) -> Iterator[Mapping[str, Any]]:
    """JSON objects one after another, with or without commas between them."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        if text[at] in " \r\n,[]":
            at += 1
            continue
        found, at = decoder.raw_decode(text, at)
        yield found


def _tree(forms: Sequence[str], row: Mapping[str, Any]) -> Sentence:
    columns = [column.split("/") for column in row["trees"].split(" ")]
    tokens = []
    for form, (head, dep, upos, xpos, case, number) in zip(forms, columns, strict=True):
        feats = {k: v for k, v in (("Case", case), ("Number", number)) if v}
        given = feats_text(feats) if feats else None
        tokens.append(Token(form, "", upos, xpos, given, int(head), dep))
    return harmonised(Sentence(tuple(tokens), row["source"]))


def _named(forms: Sequence[str], row: Mapping[str, Any]) -> Sentence:
    tags = ["O"] * len(forms)
    for name in row["names"].split():
        span, kind = name.split(":")
        start, end = map(int, span.split("-"))
        tags[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    tokens = tuple(Token(form, ner=tag) for form, tag in zip(forms, tags, strict=True))
    return Sentence(tokens, row["source"])


def _cut(text: str, row: Mapping[str, Any]) -> list[str]:
    spans = (x.split("+") for x in row["tokens"].split(" "))
    return [text[row["begin"] + int(a) : row["begin"] + int(a) + int(n)] for a, n in spans]


def with_given(filled: Sentence, given: Sentence) -> Sentence:
    """Predicted features with those that were given in their place."""
    tokens = []
    for new, old in zip(filled.tokens, given.tokens, strict=True):
        feats = feats_of(new)
        known = {k: v for k, v in feats_of(old).items() if k in feats}
        tokens.append(replace(new, feats=feats_text(feats | known)) if known else new)
    return replace(filled, tokens=tuple(tokens))
