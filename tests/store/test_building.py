"""Building into a store: by one process, by several, or on a cluster, the bytes are the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import kg
from kg.rdf import serialize

TEXTS = (
    "Merz telefonierte am 3. Mai 2025 mit Macron. Das Gespräch dauerte eine Stunde.",
    "Friedrich Merz hat am 3. Mai 2025 mit Emmanuel Macron telefoniert.",
    "Außenminister Wadephul reiste am 6. Mai 2025 nach Kiew, teilte ein Sprecher mit.",
    "Am Sonntag bleibt es trocken. Im Norden ziehen Wolken auf.",
)


def articles(number: int = len(TEXTS)) -> list[kg.Article]:
    rows = enumerate(TEXTS[place % len(TEXTS)] for place in range(number))
    return [kg.Article(id=f"a{place:02}", text=text) for place, text in rows]


def quads(graph: kg.Graph) -> bytes:
    return serialize(graph.dataset, "nq")


@pytest.fixture(scope="module")
def expected() -> bytes:
    return quads(kg.build(articles(24)))


def test_a_store_holds_what_memory_holds(tmp_path: Path, expected: bytes) -> None:
    graph = kg.build(articles(24)[::-1], store=tmp_path / "one")
    assert quads(graph) == expected
    assert quads(kg.build(articles(24), store=tmp_path / "two", workers=2)) == expected
    assert quads(kg.load(tmp_path / "two")) == expected


@pytest.mark.slow
def test_neither_four_workers_nor_the_hash_seed_make_a_difference(
    tmp_path: Path, expected: bytes
) -> None:
    program = (
        "import sys, test_building as t; from pathlib import Path\n"
        "if __name__ == '__main__':\n"
        "    graph = t.kg.build(t.articles(24), store=sys.argv[1], workers=int(sys.argv[2]))\n"
        "    Path(sys.argv[1], 'quads').write_bytes(t.quads(graph))\n"
    )
    script = tmp_path / "program.py"
    script.write_text(program, encoding="utf-8")
    for seed, workers in (("1", "4"), ("2", "1")):
        folder = tmp_path / seed
        paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        command = [sys.executable, str(script), str(folder), workers]
        subprocess.run(command, check=True, env=environment)
        assert (folder / "quads").read_bytes() == expected


def test_an_archive_is_shown_without_being_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = kg.build(articles(), store=tmp_path)
    whole = graph._repr_html_()
    monkeypatch.setattr("kg.graph._MANY", 2)
    monkeypatch.setattr("kg.store.Store.to_dataset", None)
    shown = kg.load(tmp_path)._repr_html_()
    assert "Emmanuel Macron" in whole and "Emmanuel Macron" in shown


def test_building_again_reads_nothing_again(tmp_path: Path) -> None:
    first = kg.build(articles(), store=tmp_path)
    told: list[str] = []
    again = kg.build(articles(), store=tmp_path, progress=lambda done, name: told.append(name))
    assert again.report["unchanged"] == len(told) == len(TEXTS)
    assert again.report["counts"]["articles"] == 0
    assert quads(first) == quads(again)
    changed = [kg.Article(id="a03", text=TEXTS[0]), *articles()[:3]]
    graph = kg.build(changed, store=tmp_path)
    assert (graph.report["unchanged"], graph.report["counts"]["articles"]) == (3, 1)
    assert quads(graph) == quads(kg.build(changed))


def test_another_date_for_undated_articles_is_another_reading(tmp_path: Path) -> None:
    article = kg.Article(id="a", text="Merz telefonierte gestern mit Macron.")
    for day in ("2025-05-04", "2025-05-05"):
        graph = kg.build(article, store=tmp_path, published=day)
        assert graph.report["unchanged"] == 0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler with two workers, each a process of its own."""
    pytest.importorskip("distributed")
    program = shutil.which("dask", path=sysconfig.get_path("scripts"))
    assert program
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    named = tmp_path / "scheduler.json"
    first = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(named)]
    worker = ["worker", "--scheduler-file", str(named), "--nthreads", "1", "--no-nanny"]
    worker += ["--no-dashboard", "--local-directory", str(tmp_path)]
    with ExitStack() as stack:
        started = []
        for arguments in ([*first, "--no-dashboard"], worker, worker):
            process = subprocess.Popen([program, *arguments], **quiet)  # type: ignore[call-overload]
            stack.callback(process.wait)
            stack.callback(process.kill)
            started.append(process)
            while not named.exists():
                assert process.poll() is None
                time.sleep(0.05)
        address = named.read_text().partition('"address": "')[2].partition('"')[0]
        yield address, started[1:]


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(
    tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]], expected: bytes
) -> None:
    address, workers = cluster

    def kill(done: int, name: str) -> None:
        if done == 1:
            os.kill(workers[0].pid, signal.SIGKILL)

    graph = kg.build(articles(24), store=tmp_path / "store", cluster=address, progress=kill)
    assert workers[0].poll() is not None and workers[1].poll() is None
    assert quads(graph) == expected
    assert graph.report["rejected"] == []


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("kg.parallel._PATIENCE", 1)
    with pytest.raises(kg.KgError, match=r"no cluster answers.*dask scheduler"):
        kg.build(articles(), cluster="tcp://127.0.0.1:9")


def test_named_queries_answer_alike_from_disk_and_from_a_server(
    tmp_path: Path, server: str
) -> None:
    here = kg.build(articles(), store=tmp_path / "disk")
    there = kg.build(articles(), store=server)
    for query in kg.named_queries():
        given = dict.fromkeys(query.required, "Emmanuel Macron")
        answers = [graph.query(query.name, **given).to_csv() for graph in (here, there)]
        assert answers[0] == answers[1], query.name
