"""Test sentences of real news: labels by hand, kept as offsets into articles that stay outside.

The articles are German Wikinews (Petersen-Frey and Biemann 2024), for measuring only: nothing is
trained on them, and no text of theirs is kept here.
"""

from __future__ import annotations

import json
import tarfile
from collections.abc import Mapping
from pathlib import Path

from kg.annotate.training.trees import Sentence, Token, harmonised

_HERE = Path(__file__).parent
_ARCHIVE = "quotes/wikinews-quotes-train.tar.xz"


def article_texts(corpora: Path) -> dict[int, str]:
    """The articles' texts by their number."""
    found = {}
    with tarfile.open(corpora / _ARCHIVE) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".json") else None
            if file is not None:
                number = int(Path(member.name).name.split(" ", 1)[0])
                found[number] = str(json.load(file)["originalText"])
    return found


def read_trees(texts: Mapping[int, str]) -> list[Sentence]:
    """160 sentences of as many articles with trees and names, read by two readers."""
    lines = (_HERE / "wikinews-trees.jsonl").read_text(encoding="utf8").splitlines()
    return [_sentence(json.loads(line), texts) for line in lines]


def _sentence(row: Mapping[str, str | int], texts: Mapping[int, str]) -> Sentence:
    text, begin = texts[int(row["article"])], int(row["begin"])
    spans = [tuple(map(int, x.split("+"))) for x in str(row["tokens"]).split()]
    trees = [x.split(":", 1) for x in str(row["trees"]).split()]
    names = dict(x.split(":", 1) for x in str(row["names"]).split())
    tokens = []
    for i, ((start, size), (head, dep)) in enumerate(zip(spans, trees, strict=True), 1):
        at = begin + start
        token = Token(
            text[at : at + size],
            head=int(head),
            dep=dep,
            ner=names.get(str(i), "O"),
            space=text[at + size : at + size + 1].isspace(),
        )
        tokens.append(token)
    return harmonised(Sentence(tuple(tokens), "wikinews"))


def read_sentence_starts() -> dict[int, list[int]]:
    """Where the sentences of 40 articles begin, by article."""
    lines = (_HERE / "wikinews-sentences.jsonl").read_text(encoding="utf8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {int(row["article"]): list(row["starts"]) for row in rows}
