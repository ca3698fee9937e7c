"""A server in a process of its own, on the hand-written facts of the seed article."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg import Graph
from kg.model import Facts
from kg.rdf import to_dataset

ROOT = Path(__file__).resolve().parent.parent.parent


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """Run the command on a free port; yield the server's address."""
    program = "from kg.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", str(folder), "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        try:
            assert line.startswith("The page: "), process.stderr.read()
            yield line.split()[-1]
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def folder(seed_facts: Facts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "out"
    Graph(to_dataset([seed_facts])).save(path)
    return path


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with serving(folder, "--time-limit", "2", "--row-limit", "500") as found:
        yield found
