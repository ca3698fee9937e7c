"""A store on disk, in memory and on a server: the same contents, safe at any moment."""

from __future__ import annotations

import importlib.util
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg.corpus import add, drop
from kg.rdf import serialize
from kg.store import Store, is_remote, open_store
from kg.store.records import in_turn
from kg.store.remote import Remote

WRITER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("tellings", sys.argv[2])
made = importlib.util.module_from_spec(spec)
sys.modules["tellings"] = made
spec.loader.exec_module(made)
from kg.corpus import add
from kg.store import open_store
store = open_store(sys.argv[1])
for facts in made.many(60, 3):
    entry = made.entry_of(facts)
    if store.digest_of(entry.graph) != entry.digest:
        add(store, entry)
        print(entry.article, flush=True)
print("done", flush=True)
"""


def filled(place: str | Path | None, tellings: ModuleType, number: int = 12) -> Store:
    store = open_store(place)
    for facts in tellings.many(number, 5):
        add(store, tellings.entry_of(facts))
    return store


def test_all_three_keep_the_same(tellings: ModuleType, tmp_path: Path, server: str) -> None:
    stores = [filled(place, tellings) for place in (None, tmp_path / "disk", server)]
    for store in stores:
        drop(store, tellings.entry_of(tellings.many(12, 5)[4]).graph)
    first, *others = [serialize(store.to_dataset(), "nq") for store in stores]
    assert first and all(other == first for other in others)
    assert [[fault for kept in s.kept() for fault in s.faults_of(kept)] for s in stores] == [[]] * 3
    counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answers = [store.answer(counted) for store in stores]
    assert len({answer.partition(b'"value":')[2] for answer in answers}) == 1
    assert [len(store.kept("article-3")) for store in stores] == [1, 1, 1]


def test_a_store_that_was_closed_is_there_again(tellings: ModuleType, tmp_path: Path) -> None:
    store = filled(tmp_path, tellings)
    before = serialize(store.to_dataset(), "nq")
    store.close()
    again = open_store(tmp_path, read_only=True)
    assert serialize(again.to_dataset(), "nq") == before


@pytest.mark.slow
def test_killed_at_any_moment_it_keeps_what_it_took_and_nothing_by_halves(
    tellings: ModuleType, tmp_path: Path
) -> None:
    path = Path(tellings.__file__ or "")
    chance = random.Random(7)
    told: list[str] = []
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(path)]
    for _ in range(10):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            first = process.stdout.readline().strip()
            time.sleep(chance.random() * 0.03)
            process.send_signal(signal.SIGKILL)
            told += [first, *process.stdout.read().split()]
        store = open_store(tmp_path)
        kept = store.kept()
        assert {*told} - {"", "done"} <= {one.article for one in kept}
        assert [fault for one in kept for fault in store.faults_of(one)] == []
        assert store.orphans() == []
        store.close()
    assert len({*told} - {"", "done"}) > 5
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # goes on where it was killed
    whole = filled(None, tellings, 0)
    for facts in tellings.many(60, 3):
        add(whole, tellings.entry_of(facts))
    store = open_store(tmp_path)
    assert serialize(store.to_dataset(), "nq") == serialize(whole.to_dataset(), "nq")


def test_only_one_writes_but_others_read(tellings: ModuleType, tmp_path: Path) -> None:
    store = filled(tmp_path, tellings)
    with pytest.raises(kg.StoreError, match=r"in use.*Wait"):
        open_store(tmp_path)
    assert len(open_store(tmp_path, read_only=True).kept()) == len(store.kept())


def test_a_backup_is_a_store(tellings: ModuleType, tmp_path: Path) -> None:
    store = filled(tmp_path / "a", tellings)
    store.backup(tmp_path / "b")
    assert len(open_store(tmp_path / "b", read_only=True).kept()) == 12
    with pytest.raises(kg.StoreError, match="exists already"):
        store.backup(tmp_path / "b")
    with pytest.raises(kg.StoreError, match="is a server"):
        Store(Remote("http://localhost:1")).backup(tmp_path / "c")


def test_damage_is_told(tellings: ModuleType, tmp_path: Path) -> None:
    store = filled(tmp_path, tellings)
    hurt, changed, _ = store.kept()[:3]
    store.engine.update(f"DELETE WHERE {{ GRAPH <{hurt.graph}> {{ ?s <{RDFS_LABEL}> ?o }} }}")
    store.engine.update(
        f"DELETE {{ GRAPH <{changed.graph}> {{ ?s <{RDFS_LABEL}> ?o }} }} "
        f"INSERT {{ GRAPH <{changed.graph}> {{ ?s <{RDFS_LABEL}> ?n }} }} "
        f"WHERE {{ GRAPH <{changed.graph}> {{ ?s <{RDFS_LABEL}> ?o "
        'BIND(CONCAT(?o, "!") AS ?n) } }'
    )
    store.engine.update("INSERT DATA { GRAPH <urn:stray> { <urn:a> <urn:b> <urn:c> } }")
    store.close()
    found = kg.verify(tmp_path, shapes=False)
    assert [fault.partition(":")[0] for fault in found.faults if "graph" not in fault] == [
        hurt.article,
        changed.article,
    ]
    assert any("urn:stray" in fault for fault in found.faults)


RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_articles_are_removed_by_id(tellings: ModuleType, tmp_path: Path) -> None:
    filled(tmp_path, tellings).close()
    assert kg.remove(tmp_path, ["article-3", "article-4", "nobody"]) == ["nobody"]
    found = kg.verify(tmp_path)
    assert (found.articles, found.faults) == (10, ())
    with pytest.raises(kg.StoreError, match="there is no store"):
        kg.remove(tmp_path / "elsewhere", ["a"])


def test_servers_that_are_none_are_told(server: str) -> None:
    nobody = Store(Remote("http://127.0.0.1:9/x", seconds=2))
    with pytest.raises(kg.StoreError, match=r"cannot be reached.*Check that the server runs"):
        nobody.kept()
    wrong = Store(Remote(f"{server}?query=nothing&update=nothing", seconds=5))
    with pytest.raises(kg.StoreError, match="answers 404"):
        wrong.kept()
    with pytest.raises(kg.StoreError, match="no address"):
        Remote("http:///x")
    with pytest.raises(kg.QueryError, match="refuses"):
        Store(Remote(server)).answer("SELECT nonsense")


def test_a_user_and_a_password_go_with_each_request_and_into_no_message() -> None:
    engine = Remote("https://ana:s%40crt@example.org/ds?store=data")
    assert engine.endpoints["store"] == "https://example.org/ds/data"
    assert "s@crt" not in engine.place and "s%40crt" not in engine.place
    assert engine._headers["Authorization"] == "Basic YW5hOnNAY3J0"


@pytest.mark.parametrize("ring", [{"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a"}])
def test_names_can_be_exchanged(ring: dict[str, str]) -> None:
    held = {name: name for name in ring}
    for old, new in in_turn(ring):
        assert new not in held.values()
        held = {key: new if value == old else value for key, value in held.items()}
    assert held == ring


def test_places_are_told_apart(tmp_path: Path) -> None:
    assert is_remote("https://example.org/ds") and not is_remote(tmp_path)
    assert importlib.util.find_spec("pyoxigraph")
