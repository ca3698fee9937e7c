"""Tables of words in few bytes: what is stored is the lower half of spaCy's hash of the word.

Of 400,000 words and as many strangers, some forty strangers are taken for a stored word: too few
to matter to what these tables are for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined]

#: The shortest last part of a compound that may stand for the whole word (letters).
SHORTEST_HEAD = 4

_HALF = 0xFFFFFFFF


class WordTable:
    """A number for each of many words; 0 stands for no word.

    >>> table = WordTable.of({"Haus": 7})
    >>> table["Haus"], table["Hof"]
    (7, 0)
    """

    def __init__(self, keys: npt.NDArray[np.uint32], values: npt.NDArray[np.uint32]) -> None:
        """Take hashes in rising order and the number of each."""
        self.keys, self.values = keys, values

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> WordTable:
        """A table of these words; of two words with one hash the first stays."""
        found: dict[int, int] = {}
        for word, number in numbers.items():
            found.setdefault(hash_string(word) & _HALF, number)
        keys = sorted(found)
        return cls(
            np.asarray(keys, dtype="uint32"),
            np.asarray([found[k] for k in keys], dtype="uint32"),
        )

    def __getitem__(self, word: str) -> int:
        half = np.uint32(hash_string(word) & _HALF)
        at = int(np.searchsorted(self.keys, half))
        return int(self.values[at]) if at < len(self.keys) and self.keys[at] == half else 0

    def write(self, path: Path) -> None:
        """Write the table; numbers take as few bytes as the largest needs."""
        small = self.values.astype(np.min_scalar_type(int(self.values.max())))
        np.savez_compressed(path, keys=self.keys, values=small)


@functools.cache
def stored(name: str) -> WordTable:
    """A table that travels with the package: `clusters` or `nouns`."""
    folder = resources.files(__package__).joinpath("tables")
    with folder.joinpath(f"{name}.npz").open("rb") as file, np.load(file) as table:
        return WordTable(table["keys"], table["values"].astype("uint32"))


def heads(word: str) -> Iterator[str]:
    """The last parts of a word that may be the noun it is built on, the longest first.

    >>> list(heads("Ostgipfel"))[:4], list(heads("EU-Gipfel"))
    (['Stgipfel', 'Tgipfel', 'Gipfel', 'Ipfel'], ['Gipfel'])
    """
    if "-" in word:
        yield word.rsplit("-", 1)[-1]
    elif word[:1].isupper() and word.isalpha():
        for cut in range(1, len(word) - SHORTEST_HEAD + 1):
            yield word[cut:].capitalize()
