"""Word vectors that take a quarter of the room on disk: `kg.PackedVectors.v1`."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import registry
from spacy.vectors import Vectors  # type: ignore[import-not-found]
from spacy.vocab import Vocab

_FILE = "packed.npz"

#: Words whose vectors are remembered; news repeats its words.
_REMEMBERED = 30_000


class PackedVectors(Vectors):  # type: ignore[misc]
    """Floret vectors stored as bytes with one scale a row, and remembered word by word.

    In memory they are what spaCy's own vectors are; on disk a value takes one byte.
    """

    def __init__(self, **options: Any) -> None:
        """Take spaCy's options."""
        super().__init__(**options)
        self._known: dict[int, np.ndarray] = {}

    def get_batch(self, keys: Iterable[int | str]) -> np.ndarray:
        """The vectors of many words; each word's n-grams are looked up once."""
        wanted = [int(k) if not isinstance(k, str) else self.strings.add(k) for k in keys]
        new = list(dict.fromkeys(k for k in wanted if k not in self._known))
        if len(self._known) + len(new) > _REMEMBERED:
            self._known = {}
            new = list(dict.fromkeys(wanted))
        if new:
            self._known.update(zip(new, super().get_batch(new), strict=True))
        if not wanted:
            return np.zeros((0, self.data.shape[1]), dtype="float32")
        return np.asarray([self._known[k] for k in wanted], dtype="float32")

    def to_bytes(self, **options: Any) -> bytes:
        """The whole table in few bytes, without timestamps."""
        scale = np.abs(self.data).max(axis=1, keepdims=True) / 127
        scale[scale == 0] = 1
        packed = np.round(self.data / scale).astype("int8")
        out = io.BytesIO()
        settings = {k: getattr(self, k) for k in ("minn", "maxn", "hash_count", "hash_seed")}
        text = "\t".join([*(f"{k}={v}" for k, v in settings.items()), f"bow={self.bow}"])
        marks = np.frombuffer(f"{text}\teow={self.eow}".encode(), dtype="uint8")
        np.savez(out, data=packed, scale=scale.astype("float32"), settings=marks)
        return out.getvalue()

    def from_bytes(self, data: bytes, **options: Any) -> PackedVectors:
        """Read what `to_bytes` wrote."""
        with np.load(io.BytesIO(data)) as stored:
            table = stored["data"].astype("float32") * stored["scale"]
            text = stored["settings"].tobytes().decode()
        settings: dict[str, Any] = dict(pair.split("=", 1) for pair in text.split("\t"))
        for key in ("minn", "maxn", "hash_count", "hash_seed"):
            settings[key] = int(settings[key])
        Vectors.__init__(self, strings=self.strings, data=table, mode="floret", **settings)
        self._known = {}
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the table into the vocabulary's folder."""
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PackedVectors:
        """Read the table from the vocabulary's folder."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


@registry.vectors("kg.PackedVectors.v1")  # type: ignore[untyped-decorator]
def make_packed_vectors() -> Callable[[Vocab], PackedVectors]:
    """What spaCy calls to make the vectors of a pipeline's vocabulary."""
    return _empty


def _empty(vocab: Vocab) -> PackedVectors:
    table = np.zeros((1, 1), dtype="float32")
    return PackedVectors(strings=vocab.strings, data=table, mode="floret")


def packed(vectors: Vectors) -> PackedVectors:
    """Packed vectors with the table and the settings of spaCy's floret vectors."""
    return PackedVectors(
        strings=vectors.strings,
        data=vectors.data,
        mode="floret",
        minn=vectors.minn,
        maxn=vectors.maxn,
        hash_count=vectors.hash_count,
        hash_seed=vectors.hash_seed,
        bow=vectors.bow,
        eow=vectors.eow,
    )
