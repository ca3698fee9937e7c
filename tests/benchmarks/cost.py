"""What the command line costs, as whole processes: wall time and peak memory, beside bare starts.

Run it from anywhere: ``python tests/benchmarks/cost.py [REPEATS]``. Medians of interleaved runs, so
that a busy machine slows all rows alike; the last column is the time against a bare interpreter.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

SEED = Path(__file__).resolve().parents[2] / "seeds" / "putin-trump-telefonat.txt"
KG = "from kg.cli import main; main()"
COLUMNS = "{:<24}{:>9}{:>11}{:>11}{:>12}"


def rows(out: str) -> dict[str, tuple[list[str], str]]:
    """Return by name what is run, and the limit that it has to keep."""
    return {
        "bare interpreter": (["-c", "pass"], ""),
        "import typer": (["-c", "import typer"], ""),
        "import spacy": (["-c", "import spacy"], ""),
        "import kg": (["-c", "import kg"], ""),
        "kg --help": (["-c", KG, "--help"], "0.4 s"),
        "kg build SEED": (["-c", KG, "build", str(SEED), "--out", out], "6 s, 700 MB"),
        "kg query DIR timeline": (["-c", KG, "query", out, "timeline"], "1.5 s"),
    }


def measure(arguments: list[str]) -> tuple[float, float]:
    """Run Python once; return its wall time in seconds and its peak memory in MB.

    :raises RuntimeError: where it fails, so that no failure passes for speed.
    """
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    child = os.posix_spawn(
        sys.executable, [sys.executable, *arguments], dict(os.environ), file_actions=quiet
    )
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"failed: python {' '.join(arguments)}")
    return seconds, usage.ru_maxrss / 1024  # Linux counts in KB


def main() -> None:
    """Print one row a command."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        todo = rows(str(Path(folder) / "out"))
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
        for _ in range(repeats):
            for name, (arguments, _) in todo.items():
                found[name].append(measure(arguments))
    bare = statistics.median(seconds for seconds, _ in found["bare interpreter"])
    print(COLUMNS.format("process", "time s", "memory MB", "times bare", "limit"))
    for name, (_, limit) in todo.items():
        seconds = statistics.median(value for value, _ in found[name])
        memory = max(value for _, value in found[name])
        print(
            COLUMNS.format(
                name, f"{seconds:.2f}", f"{memory:.0f}", f"{seconds / bare:.1f}", limit
            ).rstrip()
        )


if __name__ == "__main__":
    main()
