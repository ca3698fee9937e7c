"""Train the shipped model anew: `python -m kg.annotate.train --corpora DIR --out DIR`.

Every step writes into a folder of its own under `--out` and is left out where that folder
exists, so that a broken run goes on where it stopped. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy: the same sums in the same order

from kg.annotate.training import steps


def train(
    corpora: Path,
    out: Path,
    *,
    words: int = 16_000_000,
    more_names: bool = False,
    most_steps: int | None = None,
) -> Path:
    """Run the whole recipe; gives back the folder of the finished pipeline.

    :param corpora: the folder of the corpora; its README says what they are.
    :param out: where the steps and the pipeline go.
    :param words: how many words of raw text the vectors are made from.
    :param more_names: whether to learn names from encyclopaedia too; see `data.name_docs`.
    :param most_steps: end every training after so many steps; for a trial of the recipe itself.
    """
    out.mkdir(parents=True, exist_ok=True)
    trees = steps.write_sets(corpora, out / "sets", more_names=more_names)
    raw = steps.tokenise_raw(corpora, out / "raw", words=words)
    vectors = steps.make_vectors(raw, out / "vectors")
    limit = () if most_steps is None else ("--training.max_steps", str(most_steps))
    parser = steps.train_part("parse", out, vectors, limit)
    names = steps.train_part("names", out, vectors, limit)
    rows = steps.lemma_rows(trees, raw, parser)
    return steps.pack(parser, names, rows, out / "model")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(prog="python -m kg.annotate.train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--out", type=Path, required=True, help="folder for steps and model")
    parser.add_argument("--words", type=int, default=16_000_000, help="raw words for vectors")
    parser.add_argument("--more-names", action="store_true", help="names of encyclopaedia too")
    parser.add_argument("--most-steps", type=int, help="for a trial: end trainings after so many")
    options = parser.parse_args(arguments)
    train(
        options.corpora,
        options.out,
        words=options.words,
        more_names=options.more_names,
        most_steps=options.most_steps,
    )


if __name__ == "__main__":
    main()
