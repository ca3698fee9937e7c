"""The training and development sets, made from the corpora the same way every time."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.tokens import Doc

from kg.annotate.training import agreement, binary, corpora, filling
from kg.annotate.training.corrected import read_corrected, read_corrected_names, with_given
from kg.annotate.training.trees import Sentence, Token
from kg.annotate.training.variants import Names, read_names, varied

#: Sentences of our own; their test and everything called dev are never trained on.
OWN = Path(__file__).parent / "own"


@dataclass(frozen=True)
class Trees:
    """Sentences with trees, by corpus, every column filled."""

    gsd: list[Sentence]
    excerpt: list[Sentence]
    pud: list[Sentence]
    own: list[Sentence]
    corrected: list[Sentence]


def read_trees(folder: Path) -> Trees:
    """Read the treebanks and fill what each leaves out."""
    gsd_file = folder / "ud/de_gsd-ud-test.conllu.xz"
    excerpt_file = folder / "ud/de_gsd-train-excerpt.conllu.xz"
    gsd = [filling.mended(s) for s in corpora.read_conllu(gsd_file, source="gsd")]
    excerpt = [filling.mended(s) for s in corpora.read_conllu(excerpt_file, source="gsd")]
    own = [s for f in sorted(OWN.glob("[0-9]*.txt")) for s in corpora.read_own(f)]
    pud = _pud(folder, gsd, excerpt, own)
    corrected = read_corrected(folder)
    filler = filling.feature_filler([*gsd, *pud])
    genders = agreement.noun_genders([*gsd, *pud])
    filled = [filling.fill_features(filler, part) for part in (excerpt, own, corrected)]
    filled[2] = [with_given(f, g) for f, g in zip(filled[2], corrected, strict=True)]
    agreed = [[agreement.agreeing(s, genders) for s in part] for part in filled]
    return Trees(gsd, agreed[0], pud, agreed[1], agreed[2])


def _pud(
    folder: Path, gsd: list[Sentence], excerpt: list[Sentence], own: list[Sentence]
) -> list[Sentence]:
    """PUD with GSD's features, adjectives and tags."""
    read = corpora.read_conllu(folder / "ud/de_pud-ud-test.conllu.xz", source="pud", xpos=False)
    adjectives = filling.adjectives([*gsd, *own])
    pud = [filling.pud_adjectives(filling.pud_features(s), adjectives) for s in read]
    return filling.fill_tags(filling.tag_filler([*gsd, *excerpt, *own]), pud)


def parse_docs(trees: Trees, names: Names, *, seed: int = 0) -> list[Doc]:
    """Documents for tagger, morphologizer and parser; own sentences twice, once varied."""
    rng = random.Random(seed)
    vocab = spacy.blank("de").vocab
    docs: list[Doc] = []
    again = [varied(s, names, rng) for s in trees.own]
    for part in (trees.gsd, trees.excerpt, trees.pud, trees.corrected, trees.own, again):
        for group in binary.grouped(part, rng):
            docs.append(binary.to_doc(group, vocab, line_ends=rng))
    rng.shuffle(docs)
    return docs


def name_docs(
    folder: Path, trees: Trees, names: Names, *, more: bool = False, seed: int = 0
) -> list[Doc]:
    """Documents for the name recogniser: GermEval, PUD, our own with variants.

    With `more` also the corrected names of WikiNER and SmartData: better on encyclopaedia, worse
    on the news that the model is for.
    """
    rng = random.Random(seed)
    vocab = spacy.blank("de").vocab
    own = [_names_only(s) for s in trees.own]
    own += [s for f in sorted(OWN.glob("names*.txt")) for s in corpora.read_inline_names(f)]
    rng.shuffle(own)
    parts: list[Iterable[Sentence]] = [
        corpora.read_germeval(folder / "ner/germeval2014-train3500.tsv"),
        corpora.read_iob(folder / "ner/uner-de-pud.iob2", source="uner", form=1, tag=2),
        own,
        [varied(s, names, rng) for s in own],
        read_corrected_names(folder) if more else (),
    ]
    docs = [
        binary.to_doc(group, vocab, line_ends=rng)
        for part in parts
        for group in binary.grouped(list(part), rng)
    ]
    rng.shuffle(docs)
    return docs


def _names_only(sentence: Sentence) -> Sentence:
    tokens = tuple(Token(t.form, ner=t.ner, space=t.space) for t in sentence.tokens)
    return replace(sentence, tokens=tokens)


def write_sets(folder: Path, out: Path, *, more_names: bool = False) -> Trees:
    """Write all binary sets into `out`; give back the trees for the lemma table."""
    trees = read_trees(folder)
    names = read_names(folder / "reference")
    vocab = spacy.blank("de").vocab
    binary.write_docs(parse_docs(trees, names), out / "parse-train.spacy")
    docs = name_docs(folder, trees, names, more=more_names)
    binary.write_docs(docs, out / "names-train.spacy")
    dev = corpora.read_conllu(folder / "ud/de_gsd-ud-dev.conllu.xz", source="gsd-dev")[0::2]
    germeval = corpora.read_germeval(folder / "ner/germeval2014-dev.tsv")
    for name, part in (("parse-dev", dev), ("names-dev", germeval[:800])):
        groups = binary.grouped(part, binary.seeded())
        binary.write_docs([binary.to_doc(g, vocab) for g in groups], out / f"{name}.spacy")
    return trees
