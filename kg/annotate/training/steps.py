"""The steps of the recipe, each from files to files."""

from __future__ import annotations

import json
import pickle
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import spacy

from kg.annotate.training import data, packing
from kg.annotate.training.corpora import read_text
from kg.annotate.training.lexicon import (
    Row,
    frequent_rows,
    infinitive_rows,
    listed_rows,
    name_rows,
    strong_rows,
    treebank_rows,
)
from kg.annotate.training.tables import frequent_words, noun_lemmas

_HERE = Path(__file__).parent

#: Words of raw text that are read to see which words are frequent.
PLAIN_WORDS = 1_400_000


def write_sets(corpora: Path, out: Path, *, more_names: bool = False) -> data.Trees:
    """Training and development sets; the trees are kept beside them."""
    kept = out / "trees.pickle"
    if not kept.exists():
        trees = data.write_sets(corpora, out, more_names=more_names)
        kept.write_bytes(pickle.dumps(trees))
    loaded: data.Trees = pickle.loads(kept.read_bytes())
    return loaded


def tokenise_raw(corpora: Path, out: Path, *, words: int) -> Path:
    """Raw text, shuffled by paragraph: tokens for the vectors, text for the lemma table."""
    if (out / "tokens.txt").exists():
        return out
    out.mkdir(parents=True, exist_ok=True)
    text = read_text(corpora / "raw" / "parliament-de.txt.xz")
    lines = [line.strip() for line in text.splitlines() if len(line) >= 30]
    random.Random(0).shuffle(lines)
    _write_plain(lines, out / "plain.jsonl")
    total = 0
    with (out / "tokens.tmp").open("w", encoding="utf8") as tokens:
        for forms in _forms(lines):
            tokens.write(" ".join(forms) + "\n")
            total += len(forms)
            if total > words:
                break
    (out / "tokens.tmp").rename(out / "tokens.txt")
    return out


def _write_plain(lines: list[str], path: Path) -> None:
    total = 0
    with path.open("w", encoding="utf8") as plain:
        for line in lines:
            rows = (json.dumps({"text": p}, ensure_ascii=False) for p in _pieces(line))
            plain.writelines(f"{row}\n" for row in rows)
            total += len(line.split())
            if total > PLAIN_WORDS:
                break


def _forms(lines: list[str]) -> Iterator[list[str]]:
    nlp = spacy.blank("de")
    for i, line in enumerate(lines):
        if i % 20_000 == 0:
            nlp = spacy.blank("de")  # forget the words so far
        yield [t.text for t in nlp.tokenizer(line) if not t.is_space]


def _pieces(line: str, *, most: int = 400) -> Iterator[str]:
    """A paragraph in pieces of whole sentences: speeches are long, batches are short."""
    piece = ""
    for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÄÖÜ„])", line):
        if piece and len(piece) + len(sentence) > most:
            yield piece
            piece = ""
        piece = f"{piece} {sentence}".strip()
    if piece:
        yield piece


def make_vectors(raw: Path, out: Path) -> Path:
    """Floret vectors: 40,000 rows of 96 values."""
    if out.exists():
        return out
    import floret  # only the recipe needs it

    model = floret.train_unsupervised(
        str(raw / "tokens.txt"),
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=40_000,
        minn=4,
        maxn=5,
        dim=96,
        minCount=10,
        epoch=6,
        thread=1,
    )
    file = raw / "vectors.floret"
    model.save_floret_vectors(str(file))
    _spacy("init", "vectors", "de", str(file), str(out), "--mode", "floret")
    return out


def train_part(name: str, out: Path, vectors: Path, options: Sequence[str] = ()) -> Path:
    """Train one part (`parse`, `names`, or `names-0` and so on); gives back its checkpoints."""
    if not (out / name / "model-last").exists():
        kind = name.split("-")[0]
        _spacy(
            "train",
            str(_HERE / f"{kind}.cfg"),
            *("-o", str(out / name)),
            *("--paths.train", str(out / "sets" / f"{name}-train.spacy")),
            *("--paths.dev", str(out / "sets" / f"{kind}-dev.spacy")),
            *("--paths.vectors", str(vectors)),
            *("--code", str(_HERE / "registered.py")),
            *options,
        )
    return out / name


def _spacy(*arguments: str) -> None:
    """Run a command of spaCy's in a process of its own, so that every step starts afresh."""
    subprocess.run([sys.executable, "-m", "spacy", *arguments], check=True)


def lemma_rows(trees: data.Trees, raw: Path, parser: Path) -> list[Row]:
    """Rows of the lemma table: word lists and simplemma first, treebanks on top."""
    rows = list(listed_rows(frequent_words(), noun_lemmas()))
    rows += [*frequent_rows(tagged_words(raw, parser)), *strong_rows()]
    rows += name_rows([*trees.gsd, *trees.own])
    for part in (trees.pud, trees.excerpt, [*trees.gsd, *trees.own]):
        rows += treebank_rows(part)
    return rows + list(infinitive_rows(rows))


def tagged_words(
    raw: Path, parser: Path, *, lines: int = 15_000, least: int = 2
) -> list[tuple[str, str]]:
    """Frequent words of raw text with the part of speech that the tagger gives them."""
    nlp = spacy.load(parser / "model-best", exclude=["parser", "tagger"])
    counts: Counter[tuple[str, str]] = Counter()
    with (raw / "plain.jsonl").open(encoding="utf8") as texts:
        plain = (json.loads(line)["text"] for line in islice(texts, lines))
        for doc in nlp.pipe(plain, batch_size=128):
            counts.update((t.pos_, t.text if t.pos_ == "NOUN" else t.lower_) for t in doc)
    return sorted(key for key, n in counts.items() if n >= least)


def pack(parser: Path, names: Path, rows: list[Row], out: Path) -> Path:
    """Assemble the pipeline and write it."""
    packing.pack(packing.assemble(parser, names, rows), out)
    return out
