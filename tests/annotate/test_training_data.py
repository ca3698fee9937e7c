"""The training and test data that the project keeps: every tree is a tree, every label is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.annotate.training.corpora import read_inline_names, read_own
from kg.annotate.training.corrected import FILE, NAMES_FILE, read_corrected, read_corrected_names
from kg.annotate.training.data import OWN
from kg.annotate.training.trees import Sentence
from kg.annotate.training.wikinews import article_texts, read_sentence_starts, read_trees

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
LABELS = frozenset(
    "root nsubj nsubj:pass obj obl:arg obl obl:agent nmod appos flat compound amod det det:poss "
    "nummod advmod case mark cc conj cop aux aux:pass compound:prt ccomp xcomp csubj csubj:pass "
    "advcl acl parataxis expl expl:pv punct fixed dep vocative discourse".split()
)
NAMES = frozenset({"PER", "ORG", "LOC", "MISC"})
has_corpora = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="the corpora are not beside the checkout"
)


def assert_tree(heads: list[int], labels: list[str]) -> None:
    assert heads.count(0) == 1
    assert set(labels) <= LABELS
    for i in range(1, len(heads) + 1):
        seen, at = set(), i
        while at:
            assert at not in seen, "a cycle"
            seen.add(at)
            at = heads[at - 1]


def assert_sentence(sentence: Sentence) -> None:
    assert_tree([t.head for t in sentence.tokens], [t.dep for t in sentence.tokens])


@pytest.mark.parametrize("file", sorted(OWN.glob("[0-9]*.txt")), ids=lambda p: p.stem)
def test_own_sentences(file: Path) -> None:
    sentences = read_own(file)
    assert len(sentences) >= 80
    for sentence in sentences:
        assert_sentence(sentence)
        assert all(t.lemma and t.upos and t.xpos and t.ner for t in sentence.tokens)


def test_no_own_sentence_stands_twice() -> None:
    texts = [s.text for f in sorted(OWN.glob("[0-9]*.txt")) for s in read_own(f)]
    assert len(texts) - len(set(texts)) <= 3
    assert len(texts) >= 1_780


def test_own_names() -> None:
    found = [s for f in sorted(OWN.glob("names*.txt")) for s in read_inline_names(f)]
    assert len(found) >= 3_600
    assert {t.ner[2:] for s in found for t in s.tokens if t.ner != "O"} == NAMES


def test_corrected_trees_keep_labels_only() -> None:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf8").splitlines()]
    assert len(rows) >= 2_800
    for row in rows:
        assert set(row) <= {"source", "at", "begin", "tokens", "trees"}
        columns = [column.split("/") for column in row["trees"].split(" ")]
        assert_tree([int(c[0]) for c in columns], [c[1] for c in columns])


def test_corrected_names_keep_labels_only() -> None:
    rows = [json.loads(line) for line in NAMES_FILE.read_text(encoding="utf8").splitlines()]
    assert len(rows) >= 3_000
    kinds = {name.split(":")[1] for row in rows for name in row["names"].split()}
    assert kinds == NAMES


@has_corpora
def test_corrected_sentences_find_their_words() -> None:
    for sentence in read_corrected(CORPORA):
        assert_sentence(sentence)
    names = read_corrected_names(CORPORA)
    assert all(t.form and not t.form.isspace() for s in names for t in s.tokens)


@has_corpora
def test_the_test_sentences_find_their_words() -> None:
    texts = article_texts(CORPORA)
    trees = read_trees(texts)
    assert len(trees) == 160
    for sentence in trees:
        assert_sentence(sentence)
    for number, starts in read_sentence_starts().items():
        assert starts == sorted(set(starts)) and starts[-1] < len(texts[number])
        assert not any(texts[number][s].isspace() for s in starts)
