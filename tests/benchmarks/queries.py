"""How long each named query takes: in rdflib's memory, and in Oxigraph on disk after ``optimize``.

Run it from anywhere: ``python tests/benchmarks/queries.py [--quads N] [--limit SECONDS]``. The data
are invented articles that share their talks (see ``corpus.py``). A time is of the engine alone,
from the text of the query to its last row. rdflib is stopped at the limit, each query in a process
of its own; a ratio is then at least what is printed.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from corpus import quads
from rdflib import Dataset

from kg.query import named_queries, to_question

ACTOR = "Q99000001"  # one of the most talkative of the invented actors


def main() -> None:
    """Print one row a query."""
    options = argparse.ArgumentParser()
    options.add_argument("--quads", type=int, default=20_000)
    options.add_argument("--limit", type=float, default=120)
    given = options.parse_args()
    dataset = Dataset(default_union=True)
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in quads(given.quads))
    print(f"{len(dataset)} triples")
    ratios, slowest = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        store = to_store(given.quads, Path(folder))
        for query in named_queries():
            text = to_question(query.name, dict.fromkeys(query.required, ACTOR)).text
            rows, ours = min(time_store(store, text) for _ in range(2))
            theirs = time_rdflib(dataset, text, given.limit)
            over = "" if theirs < given.limit else "over "
            ratios.append(theirs / ours)
            slowest = max(slowest, ours)
            times = f"{ours:9.3f} s{over:>6}{theirs:8.2f} s{theirs / ours:9.0f} x"
            print(f"{query.name:<22}{rows:>8} rows{times}", flush=True)
    print(f"median {statistics.median(ratios):.0f} x, slowest {slowest:.3f} s")


def to_store(size: int, folder: Path) -> ox.Store:
    """Return the same data on disk, compacted."""
    lines = folder / "quads.nq"
    with lines.open("w", encoding="utf-8") as out:
        out.writelines(f"{s.n3()} {p.n3()} {o.n3()} {g.n3()} .\n" for s, p, o, g in quads(size))
    store = ox.Store(str(folder / "store"))
    store.bulk_load(path=str(lines), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    return store


def time_store(store: ox.Store, text: str) -> tuple[int, float]:
    """Return the number of rows, and the seconds that they took."""
    start = time.perf_counter()
    rows = sum(1 for _ in store.query(text))
    return rows, time.perf_counter() - start


def time_rdflib(dataset: Dataset, text: str, limit: float) -> float:
    """Return the seconds that rdflib takes, the limit where it takes longer.

    :raises RuntimeError: where it fails, so that no failure passes for slowness.
    """
    start = time.perf_counter()
    child = os.fork()  # shares the data; can be stopped
    if child == 0:
        failed = 1
        try:
            for _ in dataset.query(text):
                pass
            failed = 0
        finally:
            os._exit(failed)
    while time.perf_counter() - start < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if os.waitstatus_to_exitcode(status):
                raise RuntimeError(f"rdflib fails on: {text}")
            return time.perf_counter() - start
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return limit


if __name__ == "__main__":
    sys.exit(main())
