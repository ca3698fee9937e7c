"""What a corpus costs: articles a second, CPU an article, memory and disk, by the size of the store.

Run it from anywhere, beside the corpora: ``python tests/benchmarks/scale.py 100 1000 [--workers 2]``.
The articles are Wikinews in German and variations of it: days, months, weekdays and states are
exchanged by a seeded generator, so that events differ and overlap as in an archive. Each size runs
in a process of its own. CPU time is what counts on a busy machine; wall time needs idle cores.

``--store-only`` reads each article once and varies what was read, so that the cost of the store and
of merging is seen alone, at sizes for which reading would take hours.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import kg
from kg.corpus import add, make_entry
from kg.model import Article, Dating, Facts
from kg.pipeline import read_article
from kg.report import report_of
from kg.store import open_store

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpora/quotes/wikinews-quotes-train.tar.xz"
MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
STATES = "Deutschland Frankreich Russland China Indien Japan Brasilien Polen Ungarn Kanada".split()
_PUBLISHED = re.compile(r"\((\d{4}-\d\d-\d\d)\)\.json$")
_DATE = re.compile(rf"\b(\d{{1,2}})\. ({'|'.join(MONTHS)})\b")
_WORD = re.compile(rf"\b({'|'.join(DAYS + STATES)})(s?)\b")
COLUMNS = "{:>9}{:>9}{:>12}{:>14}{:>13}{:>11}{:>11}{:>12}"


def wikinews() -> list[Article]:
    """Return the articles of the corpus; the names of the files end in the day of publication."""
    found = []
    with tarfile.open(CORPUS) as archive:  # in the order of the file: going back is costly
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".json") else None
            day = _PUBLISHED.search(member.name)
            if stream is not None and day is not None:
                text = json.loads(stream.read())["originalText"]
                dating = Dating(value=dt.date.fromisoformat(day[1]), reason="metadata")
                name = Path(member.name).name.partition(" ")[0]
                found.append(Article(id=name, text=text, published=dating))
    found.sort(key=lambda one: one.id)
    random.Random(1).shuffle(found)  # the first hundred are then like all
    return found


def variations(articles: list[Article], number: int, seed: int = 0) -> Iterator[Article]:
    """Yield that many articles: the corpus itself first, then variations of it."""
    for place in range(number):
        base = articles[place % len(articles)]
        chance = random.Random(f"{seed} {place}")
        text = base.text if place < len(articles) else vary(base.text, chance)
        yield replace(base, id=f"{base.id}-{place}", text=text)


def vary(text: str, chance: random.Random) -> str:
    """Return a text with other days, months, weekdays and states."""
    swap = {
        **dict(zip(DAYS, chance.sample(DAYS, len(DAYS)), strict=True)),
        **dict(zip(STATES, chance.sample(STATES, len(STATES)), strict=True)),
    }
    text = _WORD.sub(lambda m: swap[m[1]] + m[2], text)
    return _DATE.sub(lambda _: f"{chance.randrange(1, 28)}. {chance.choice(MONTHS)}", text)


def measure(number: int, workers: int, store_only: bool) -> dict[str, float]:
    """Build a store in this process; return what it took."""
    articles = wikinews()
    with tempfile.TemporaryDirectory() as folder:
        if store_only:
            return _measured(number, Path(folder), _add_varied(articles, number, Path(folder)))
        read_article(articles[0])  # loading the language pipeline is no cost of an article
        started = time.perf_counter(), _cpu()
        graph = kg.build(variations(articles, number), store=folder, workers=workers)
        assert not graph.report["rejected"], graph.report["rejected"]
        return _measured(number, Path(folder), started)


def _add_varied(articles: list[Article], number: int, folder: Path) -> tuple[float, float]:
    """Read each article once, add variations of its facts; return when adding began."""
    read = [read_article(article) for article in articles[: min(number, len(articles))]]
    facts = [one for one in read if isinstance(one, Facts)]
    started = time.perf_counter(), _cpu()
    store = open_store(folder)
    for place in range(number):
        one = facts[place % len(facts)]
        add(store, make_entry(renamed(one, place), str(place), report_of(one)))
    store.close()
    return started


def renamed(facts: Facts, place: int) -> Facts:
    """Return an article's facts under another id, in another year where it is a repetition."""

    def moved(when: object) -> object:
        years = place // 682
        change = {
            name: day.replace(year=day.year + years, day=min(day.day, 28))
            for name in ("earliest", "latest")
            if (day := getattr(when, name)) is not None
        }
        return replace(when, value="", **change)  # type: ignore[type-var]

    name = f"{facts.article.id}-{place}"
    return replace(
        facts,
        article=replace(facts.article, id=name),
        actors=tuple(_told_by(name, a) for a in facts.actors),
        events=tuple(replace(_told_by(name, e), when=moved(e.when)) for e in facts.events),
        statements=tuple(_told_by(name, s) for s in facts.statements),
        positions=tuple(_told_by(name, p) for p in facts.positions),
        checks=tuple(_told_by(name, c) for c in facts.checks),
    )


def _told_by(name: str, fact):  # type: ignore[no-untyped-def]
    return replace(fact, evidence=tuple(replace(e, article=name) for e in fact.evidence))


def _cpu() -> float:
    """Return the CPU seconds of this process and of the children that have ended."""
    own, ended = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _measured(number: int, folder: Path, started: tuple[float, float]) -> dict[str, float]:
    wall, cpu = time.perf_counter() - started[0], _cpu() - started[1]
    store = open_store(folder, read_only=True)
    kept = store.kept()
    assert len(kept) == number, f"{len(kept)} of {number} articles"
    own, ended = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "wall": wall,
        "cpu": cpu,
        "memory": own.ru_maxrss / 1024,
        "worker": ended.ru_maxrss / 1024,
        "triples": sum(one.triples for one in kept),
        "disk": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    }


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--store-only", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(measure(given.sizes[0], given.workers, given.store_only)))
        return
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {given.workers} workers")
    names = (
        "articles",
        "wall s",
        "articles/s",
        "CPU ms/art.",
        "against",
        "peak MB",
        "disk MB",
        "triples",
    )
    print(COLUMNS.format(*names))
    first = 0.0
    for size in given.sizes:
        options = [str(size), "--workers", str(given.workers), "--child"]
        options += ["--store-only"] if given.store_only else []
        command = [sys.executable, __file__, *options]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        row = json.loads(told.splitlines()[-1])
        cost = row["cpu"] / size * 1000
        first = first or cost
        memory = max(row["memory"], row["worker"])
        cells = (size, f"{row['wall']:.0f}", f"{size / row['wall']:.2f}", f"{cost:.1f}")
        more = (f"{cost / first:.2f}", f"{memory:.0f}", f"{row['disk']:.0f}", row["triples"])
        print(COLUMNS.format(*cells, *more), flush=True)


if __name__ == "__main__":
    main()
