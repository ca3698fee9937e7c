"""What kind of word a word is: Brown clusters of frequent words as a feature of the encoder.

A treebank holds some ten thousand different words, a newspaper a hundred times as many. Words
that stand between the same neighbours share a cluster (surnames, cities, football clubs, verbs of
saying), so that what the encoder learns of one it knows of all of them (Koo, Carreras and Collins
2008, "Simple semi-supervised dependency parsing").
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.ml.staticvectors import StaticVectors
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)

from kg.annotate.wordtable import heads, stored


def cluster_of(word: str) -> int:
    """The cluster of a word: its own, that of its plain spelling, or that of its last part.

    A cluster is a path in a binary tree, its first branch in the lowest bit: `code & 15` is the
    coarse kind, the whole code the fine one; 0 is the cluster of words that nobody knows.

    >>> cluster_of("Hamburg") == cluster_of("Leipzig") != cluster_of("forderte")
    True
    >>> cluster_of("Wüstenkonferenzminister") == cluster_of("Minister")
    True
    >>> cluster_of("")
    0
    """
    table = stored("clusters")
    return next((code for code in map(table.__getitem__, _spellings(word)) if code), 0)


def _spellings(word: str) -> Iterator[str]:
    """What to look a word up by: as it stands, in lower case, its last part as a noun."""
    yield word
    yield word.lower()
    if word.isupper() and len(word) > 1:
        yield word.capitalize()
    yield from heads(word)


#: Clusters of the words met so far: news repeats its words.
_remembered = functools.lru_cache(maxsize=100_000)(cluster_of)


def clusters_of(doc: Doc) -> npt.NDArray[np.uint64]:
    """The cluster of every token."""
    return np.asarray([_remembered(token.text) for token in doc], dtype="uint64")


@registry.architectures("kg.ClusterEmbed.v1")  # type: ignore[untyped-decorator]
def cluster_embed(
    width: int,
    attrs: list[str],
    rows: list[int],
    bits: list[int],
    include_static_vectors: bool,
) -> Model[list[Doc], list[Any]]:
    """Embed words by hashed attributes, by clusters, and by vectors.

    As spaCy's `MultiHashEmbed`, and for every entry of `bits` one more table for the cluster, cut
    to as many branches from the top.

    :param width: length of each table's rows and of the output.
    :param attrs: lexical attributes, such as `NORM`.
    :param rows: rows of the table of each attribute.
    :param bits: how deep to look into the tree of clusters, once for every table.
    :param include_static_vectors: whether to add the vocabulary's vectors.
    """
    sizes = [*rows, *(min(1 << b, 2000) for b in bits)]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=i, seed=8 + i) for i, size in enumerate(sizes)
    ]
    embed: Any = chain(_columns(attrs, bits), list2ragged(), with_array(concatenate(*tables)))
    parts = len(tables)
    if include_static_vectors:
        embed = concatenate(embed, StaticVectors(width, dropout=0.0))
        parts += 1
    maxout = Maxout(width, width * parts, nP=3, dropout=0.0, normalize=True)
    mix: Model[Any, Any] = with_array(maxout)
    model: Model[list[Doc], list[Any]] = chain(embed, mix, ragged2list())
    return model


def _columns(attrs: list[str], bits: list[int]) -> Model[Any, Any]:
    return Model("kg_columns", _forward, attrs={"attrs": attrs, "bits": bits})


def _forward(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Any], Callable[[Any], list[Any]]]:
    masks = [np.uint64((1 << b) - 1) for b in model.attrs["bits"]]
    found = []
    for doc in docs:
        plain = doc.to_array(model.attrs["attrs"]).reshape(len(doc), -1)
        codes = clusters_of(doc)
        columns: Any = np.column_stack([plain, *(codes & mask for mask in masks)])
        found.append(model.ops.asarray2i(columns, dtype="uint64"))
    return found, lambda _: []
