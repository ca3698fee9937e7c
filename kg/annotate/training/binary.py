"""Turn sentences of the corpora into spaCy's binary training files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from kg.annotate.training.trees import Sentence, Token

#: How often a training sentence ends its line: news has one paragraph or headline a line.
LINE_END = 0.3


def seeded(seed: int = 0) -> random.Random:
    """A generator of the same numbers every time."""
    return random.Random(seed)


def to_doc(
    sentences: Sequence[Sentence], vocab: Vocab, *, line_ends: random.Random | None = None
) -> Doc:
    """One document of these sentences, with every column that all of them have.

    With `line_ends` some sentences are followed by a newline token, as in running text.
    """
    if line_ends is not None:
        sentences = [_with_line_end(s, line_ends) for s in sentences]
    tokens = [t for s in sentences for t in s.tokens]
    morphs = all(t.feats is not None for t in tokens)
    moods = [f"Mood={t.mood}" if t.mood else "" for t in tokens]
    trees = bool(tokens[0].dep)
    return Doc(
        vocab,
        [t.form for t in tokens],
        spaces=[_space(s, i) for s in sentences for i in range(len(s.tokens))],
        tags=_column([t.xpos for t in tokens]),
        pos=_column([t.upos for t in tokens]),
        morphs=[t.feats or "_" for t in tokens] if morphs else _column(moods),
        lemmas=_column([t.lemma for t in tokens]),
        heads=_heads(sentences) if trees else None,
        deps=[t.dep if t.head else "ROOT" for t in tokens] if trees else None,
        ents=[t.ner for t in tokens] if all(t.ner for t in tokens) else None,
    )


def _column(values: list[str]) -> list[str] | None:
    return values if any(values) else None


def _space(sentence: Sentence, i: int) -> bool:
    tokens = sentence.tokens
    if i + 1 == len(tokens):
        return not tokens[i].form.isspace()
    return tokens[i].space and not tokens[i + 1].form.isspace()


def _with_line_end(sentence: Sentence, rng: random.Random) -> Sentence:
    if rng.random() > LINE_END:
        return sentence
    form = "\n" if rng.random() < 0.6 else "\n\n"
    last = sentence.tokens[-1]
    end = Token(form, head=len(sentence.tokens), space=False)
    if last.dep:
        end = replace(end, dep="dep")
    if last.upos:
        end = replace(end, upos="SPACE", xpos="_SP", feats=None if last.feats is None else "_")
    if last.ner:
        end = replace(end, ner="O")
    return replace(sentence, tokens=(*sentence.tokens, end))


def _heads(sentences: Sequence[Sentence]) -> list[int]:
    heads: list[int] = []
    for sentence in sentences:
        start = len(heads)
        heads += [start + (t.head - 1 if t.head else i) for i, t in enumerate(sentence.tokens)]
    return heads


def grouped(
    sentences: Sequence[Sentence], rng: random.Random, *, most: int = 5
) -> Iterator[list[Sentence]]:
    """Neighbouring sentences in groups of one to `most`: boundaries must be learned too."""
    at = 0
    while at < len(sentences):
        size = rng.randint(1, most)
        yield list(sentences[at : at + size])
        at += size


def write_docs(docs: Sequence[Doc], path: Path) -> None:
    """Write documents as spaCy's training loop reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
