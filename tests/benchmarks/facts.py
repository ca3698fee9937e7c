"""Score the communications and positions of a graph against articles read by people.

    python tests/benchmarks/facts.py --set cases            # articles of our own, with their gold
    python tests/benchmarks/facts.py --set inland           # more of them, on domestic affairs
    python tests/benchmarks/facts.py --set varied           # more of them, of many kinds
    python tests/benchmarks/facts.py --set seed             # the seed article
    python tests/benchmarks/facts.py --set dev --verbose    # real articles to develop on
    python tests/benchmarks/facts.py --set single           # more real ones, read by one reader
    python tests/benchmarks/facts.py --set heldout          # totals only
    python tests/benchmarks/facts.py --gold DIR --articles DIR_OR_JSONL [--graph graph.trig]

Gold files are ``ID.json`` or ``ID.gold.json``: ``communications`` and ``positions`` with
``certain``; ``type_also``, ``status_also``, ``place_also``, ``stance_also`` and ``about_also`` name
readings that are as right. A predicted communication matches one of gold at most once (assignment
of greatest weight): near in type, two parties in common where both have two, dates not more than
``DATE_SLACK`` days apart. Hits on uncertain entries count neither as right nor as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import networkx as nx
from rdflib import Dataset

sys.path.insert(0, str(Path(__file__).parent))  # this folder is no package

from facts_records import (
    PARTY_ROLES,
    SMALL,
    Communication,
    Party,
    Position,
    Reading,
    date_right,
    days,
    fold,
    gap,
    load_gold,
    plain,
    read_graph,
    seconds,
    words,
)

__all__ = [
    "PARTY_ROLES",
    "Party",
    "days",
    "gold_files",
    "load_gold",
    "measure",
    "plain",
    "read_graph",
    "score",
    "seconds",
    "total",
    "wikinews",
]

TESTS = Path(__file__).resolve().parents[1]
CORPUS = TESTS.parents[1] / "shared/corpora/quotes/wikinews-quotes-train.tar.xz"
OWN = ("cases", "inland", "varied")  # folders of articles of our own
DATE_SLACK = 3  # days between a wrong date and another event
TYPE_FLOOR = 0.5
ABOUT_FLOOR = 0.3
NEAR_TYPES = {
    ("Meeting", "Negotiation"): 0.8,
    ("Meeting", "Visit"): 0.8,
    ("Negotiation", "Visit"): 0.6,
    ("Communication", "Meeting"): 0.8,
    ("Communication", "Negotiation"): 0.7,
    ("Communication", "Visit"): 0.6,
    ("Communication", "PhoneCall"): 0.6,
    ("Communication", "Correspondence"): 0.6,
}
NEAR_STANCES = (
    {"demands", "proposes", "seeks"},
    {"supports", "accepts", "seeks"},
    {"rejects", "denies", "criticises"},
    {"warns", "threatens"},
    {"warns", "criticises"},
)
SMALL_WORDS = frozenset(SMALL)
T = TypeVar("T", Communication, Position)


# ---- matching --------------------------------------------------------------------------------


def _assign(rows: int, columns: int, weight: Callable[[int, int], float]) -> list[tuple[int, int]]:
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i in range(rows):
        for j in range(columns):
            if (w := weight(i, j)) > 0:
                graph.add_edge(("g", i), ("p", j), weight=round(w * 1000))
    pairs = (sorted(pair) for pair in nx.max_weight_matching(graph))
    return sorted((a[1], b[1]) for a, b in pairs)


def parties_in_common(gold: Communication, found: Communication) -> float:
    """The weight of the best pairing of parties: 1 a pair, 0.6 where one stands for the other."""
    fits = [[a.fits(b) for b in found.parties] for a in gold.parties]
    pairs = _assign(len(gold.parties), len(found.parties), lambda i, j: fits[i][j])
    return sum(fits[i][j] for i, j in pairs)


def type_fit(gold: Communication, found: Communication) -> float:
    """1 for the same type, less for a near one."""
    pairs = [(min(g, f), max(g, f)) for g in gold.types for f in found.types]
    return (
        1.0
        if set(gold.types) & set(found.types)
        else max((NEAR_TYPES.get(p, 0.0) for p in pairs), default=0.0)
    )


def communication_fit(gold: Communication, found: Communication) -> float:
    """How well a prediction fits; 0 where they cannot be the same."""
    kind = type_fit(gold, found)
    distance = gap(gold.date, found.date)
    if kind < TYPE_FLOOR or distance > DATE_SLACK:
        return 0.0
    common = parties_in_common(gold, found)
    needed = 2 if min(len(gold.parties), len(found.parties)) >= 2 else 1
    sure = gold.date is not None and date_right(gold.date, found.date)
    if common < needed * (0.6 if sure or needed == 1 else 0.8):
        return 0.0
    share = common / max(len(gold.parties), len(found.parties))
    extras = 2 * date_right(gold.date, found.date) - distance / 5
    extras += 0.5 * bool(set(gold.statuses) & set(found.statuses))
    if gold.places and found.places:
        extras += 0.5 * any(a.fits(b) for a in gold.places for b in found.places)
    return 10 + kind + share + extras + gold.certain


def stance_near(gold: Position, found: Position) -> bool:
    """Whether two stances are the same or a shade apart."""
    one, two = set(gold.stances), set(found.stances)
    return bool(one & two) or any(one & near and two & near for near in NEAR_STANCES)


def about_fit(gold: Position, found: Position) -> float:
    """Shared words of the matter, as a share of the shorter one; compounds count by a part."""
    best = 0.0
    for one in gold.abouts:
        for two in found.abouts:
            a, b = sorted((words(one, SMALL_WORDS), words(two, SMALL_WORDS)), key=len)
            hits = sum(any(_kin(x, y) for y in b) for x in a)
            best = max(best, hits / len(a) if a else float(fold(one) == fold(two)))
    return best


def _kin(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 4 and short in long)


def position_fit(gold: Position, found: Position) -> float:
    """How well a position fits; 0 where holder, stance or matter differ."""
    holder, about = gold.holder.fits(found.holder), about_fit(gold, found)
    if not holder or not stance_near(gold, found) or about < ABOUT_FLOOR:
        return 0.0
    return 10 + holder + about + 2 * bool(set(gold.stances) & set(found.stances)) + gold.certain


# ---- counting --------------------------------------------------------------------------------


@dataclass
class Tally:
    """Hits, false ones and misses, and what was right in the hits."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    right: dict[str, list[bool]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Add another article's counts."""
        self.hit, self.false = self.hit + other.hit, self.false + other.false
        self.missed += other.missed
        for name, marks in other.right.items():
            self.right.setdefault(name, []).extend(marks)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 without any."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 without any."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean; 1 where there was nothing to find and nothing was found."""
        both = 2 * self.hit + self.false + self.missed
        return 2 * self.hit / both if both else 1.0

    def accuracy(self, name: str) -> float:
        """Share of the hits with this attribute right; 1 without any."""
        marks = self.right.get(name, [])
        return sum(marks) / len(marks) if marks else 1.0

    def __str__(self) -> str:
        head = f"P {self.precision:.2f} R {self.recall:.2f} F1 {self.f1:.2f}"
        counts = f"({self.hit} hit, {self.false} false, {self.missed} missed)"
        marks = ", ".join(f"{n} {sum(m)}/{len(m)}" for n, m in sorted(self.right.items()))
        return f"{head} {counts} {marks}".rstrip()


@dataclass
class Score:
    """An article's counts, with what to look at."""

    communications: Tally = field(default_factory=Tally)
    positions: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another article's counts."""
        self.communications.add(other.communications)
        self.positions.add(other.positions)


def _mark(tally: Tally, gold: Communication, found: Communication) -> list[str]:
    marks = {
        "date": date_right(gold.date, found.date),
        "status": bool(set(gold.statuses) & set(found.statuses)),
        "type": bool(set(gold.types) & set(found.types)),
        "parties": parties_in_common(gold, found) >= 0.6 * len(gold.parties)
        and len(found.parties) <= max(2, len(gold.parties)),
    }
    if gold.duration or found.duration:
        one, two = gold.duration or 0, found.duration or 0
        marks["duration"] = abs(one - two) <= 0.05 * max(one, two)
    if gold.places:
        marks["place"] = any(a.fits(b) for a in gold.places for b in found.places)
    for name, mark in marks.items():
        tally.right.setdefault(name, []).append(mark)
    return [name for name, mark in marks.items() if not mark]


def _tell(item: Communication | Position) -> str:
    if isinstance(item, Position):
        told = f"{item.holder.names[:3]} {'|'.join(item.stances)}: {item.abouts[:1]}"
    else:
        who = " + ".join(p.names[0] if p.names else "?" for p in item.parties)
        where = "".join(f" @{p.names[0]}" for p in item.places[:1])
        told = f"{'|'.join(item.types)} {item.date} {'|'.join(item.statuses)} [{who}]{where}"
    return f"{told}  « {item.evidence[:220]} »"


def _tally(
    gold: Sequence[T], found: Sequence[T], fit: Callable[[T, T], float], notes: list[str]
) -> tuple[Tally, list[tuple[T, T]]]:
    pairs = _assign(len(gold), len(found), lambda i, j: fit(gold[i], found[j]))
    hits = [(gold[i], found[j]) for i, j in pairs]
    tally = Tally(hit=sum(g.certain for g, _ in hits), false=len(found) - len(hits))
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [g for i, g in enumerate(gold) if i not in matched and g.certain]
    tally.missed = len(missed)
    notes += [f"  MISSED {_tell(g)}" for g in missed]
    notes += [f"  FALSE  {_tell(f)}" for j, f in enumerate(found) if j not in used]
    return tally, hits


def score(gold: Reading, found: Reading) -> Score:
    """Compare what was found in one article with its gold."""
    result = Score()
    result.communications, hits = _tally(
        gold.communications, found.communications, communication_fit, result.notes
    )
    for one, two in hits:
        if one.certain and (wrong := _mark(result.communications, one, two)):
            result.notes.append(f"  WRONG {wrong} in {_tell(two)}\n        gold {_tell(one)}")
    result.positions, stands = _tally(gold.positions, found.positions, position_fit, result.notes)
    marks = [bool(set(g.stances) & set(f.stances)) for g, f in stands if g.certain]
    result.positions.right["stance"] = marks
    return result


# ---- articles and command line ---------------------------------------------------------------


def wikinews(ids: Iterable[str], corpus: Path = CORPUS) -> Iterator[dict[str, str]]:
    """Articles of the Wikinews corpus by their numbers, as lines for ``kg build``."""
    wanted = set(ids)
    with tarfile.open(corpus) as archive:
        for member in archive:
            told = re.match(r"(?:.*/)?(\d+) - (.*) \((\d{4}-\d\d-\d\d)\)\.json$", member.name)
            if not told or told[1] not in wanted:
                continue
            handle = archive.extractfile(member)
            if handle is None:
                continue
            text = json.loads(handle.read().decode("utf-8"))["originalText"]
            yield {"id": told[1], "title": told[2], "published": told[3], "text": text}


def gold_files(folder: Path, part: str = "") -> dict[str, Path]:
    """Gold files of a folder by article, of one part where given."""
    files = {}
    for path in sorted(folder.glob("*.json")):
        if not part or json.loads(path.read_text(encoding="utf-8")).get("part") == part:
            files[path.name.removesuffix(".json").removesuffix(".gold")] = path
    return files


def build(articles: Path | Sequence[dict[str, str]]) -> dict[str, Reading]:
    """Build the articles through the public verb and read the graph."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        if isinstance(articles, Path):
            lines = articles
        else:
            lines = Path(folder) / "articles.jsonl"
            told = (json.dumps(article, ensure_ascii=False) for article in articles)
            lines.write_text("\n".join(told) + "\n", encoding="utf-8")
        graph = kg.build([lines])
    for rejection in graph.report["rejected"]:
        print("REJECTED", rejection["input"], rejection["reason"], file=sys.stderr)
    return read_graph(graph.dataset)


def measure(
    gold: dict[str, Path], found: dict[str, Reading], texts: dict[str, str] | None = None
) -> dict[str, Score]:
    """Score every article that has gold; ``texts`` show evidence that gold gives by offsets."""
    texts = texts or {}
    return {
        id: score(load_gold(path, texts.get(id, "")), found.get(id, Reading()))
        for id, path in gold.items()
    }


def total(scores: Iterable[Score]) -> Score:
    """Add up."""
    whole = Score()
    for one in scores:
        whole.add(one)
    return whole


def report(scores: dict[str, Score], *, verbose: bool, articles: bool) -> Iterator[str]:
    """The lines to print."""
    for id, one in scores.items() if articles else ():
        yield f"{id}\n  communications {one.communications}\n  positions      {one.positions}"
        yield from one.notes if verbose else ()
    whole = total(scores.values())
    yield f"TOTAL of {len(scores)} articles"
    yield f"  communications {whole.communications}"
    yield f"  positions      {whole.positions}"
    empty = [s for s in scores.values() if s.communications.hit + s.communications.missed == 0]
    yield f"  articles without any: {len(empty)}, false ones in them: {sum(s.communications.false for s in empty)}"


def main() -> int:
    """Read the arguments, build, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=["seed", *OWN, "dev", "single", "heldout"])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--articles", type=Path, help="folder, .jsonl or other input of kg build")
    parser.add_argument("--graph", type=Path, help="a graph.trig built before")
    parser.add_argument("--verbose", action="store_true", help="misses and false ones, evidence")
    args = parser.parse_args()
    if args.set in ("dev", "single", "heldout"):
        gold = gold_files(TESTS / "gold/wikinews", args.set)
    else:
        gold = gold_files(args.gold or TESTS / ("gold" if args.set == "seed" else args.set))
    texts: dict[str, str] = {}
    if args.graph:
        dataset = Dataset()
        dataset.parse(args.graph, format="trig")
        found = read_graph(dataset)
    elif args.articles or args.set in ("seed", *OWN):
        seed = TESTS.parent / "seeds/putin-trump-telefonat.txt"
        found = build(args.articles or (seed if args.set == "seed" else TESTS / args.set))
    else:
        articles = list(wikinews(gold))
        texts = {article["id"]: article["text"] for article in articles}
        found = build(articles)
    hidden = args.set == "heldout"
    scores = measure(gold, found, texts)
    print("\n".join(report(scores, verbose=args.verbose and not hidden, articles=not hidden)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
