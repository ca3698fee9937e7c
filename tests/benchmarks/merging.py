"""Are the same events of different articles found, and different ones kept apart?

Run it from anywhere: ``python tests/benchmarks/merging.py [--verbose] [--only 01-20]``. The pairs in
``tests/pairs`` were written and annotated by hand before anything was run on them: 40 about the
same events, 40 that only look alike. A pair of phrases is found where events that stand on them
became one. Recall is given of all pairs, and of those whose two events were found at all.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.cards import EventCard
from kg.model import Article, Dating, Event, Facts
from kg.pipeline import read_article
from kg.rdf import local_iris
from kg.resolve import make_cards, merge_events

PAIRS = Path(__file__).resolve().parents[1] / "pairs"


@dataclass
class Score:
    """Counts of merged pairs: ``right``, ``wrong``; ``told`` in the gold, ``seen`` of these."""

    right: int = 0
    wrong: int = 0
    told: int = 0
    seen: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How many of the merged pairs are the same event; 1 where none was merged."""
        merged = self.right + self.wrong
        return self.right / merged if merged else 1.0

    @property
    def recall(self) -> float:
        """How many of the pairs whose two events were found were merged."""
        return self.right / self.seen if self.seen else 1.0

    def __str__(self) -> str:
        whole = self.right / self.told if self.told else 1.0
        return (
            f"precision {self.precision:.3f} ({self.right} of {self.right + self.wrong}), "
            f"recall {self.recall:.3f} ({self.right} of {self.seen} that were found), "
            f"{whole:.3f} of all {self.told}"
        )


def articles_of(pair: dict[str, Any]) -> list[Article]:
    """Return the two articles of a file."""
    return [
        Article(
            id=row["id"],
            title=row["title"],
            text=row["text"].strip(),
            source=row["source"],
            published=Dating(value=row["published"], reason="metadata"),
        )
        for row in pair["article"]
    ]


def cards_of(facts: Facts) -> list[tuple[EventCard, Event]]:
    """Return the cards of an article's communications with the events that they stand for."""
    iris = local_iris(facts)
    events = {iris[event.id]: event for event in facts.events}
    return [(card, events[card.iri]) for card in make_cards(facts, iris).events]


def standing_on(facts: Facts, phrase: str) -> set[str]:
    """Return the ids of the communications whose evidence holds a phrase."""
    start = facts.article.text.find(phrase)
    return {
        event.id
        for event in facts.events
        if event.type != "Event" and any(_holds(piece, start, phrase) for piece in event.evidence)
    }


def _holds(piece: Any, start: int, phrase: str) -> bool:
    return not piece.in_title and piece.start < start + len(phrase) and start < piece.end


def score_pair(pair: dict[str, Any], score: Score) -> None:
    """Add one file to the score."""
    found = [read_article(article) for article in articles_of(pair)]
    facts = [one for one in found if isinstance(one, Facts)]
    assert len(facts) == 2, found
    cards = [cards_of(one) for one in facts]
    ids = {card.iri: event for one in cards for card, event in one}
    merged = {
        tuple(ids[card.iri].id for card in sorted(event.members, key=lambda c: c.article))
        for event in merge_events(card for one in cards for card, _ in one)
        if len(event.members) == 2
    }
    gold = [
        tuple(standing_on(f, p) for f, p in zip(facts, row, strict=True)) for row in pair["same"]
    ]
    for words, (ours, theirs) in zip(pair["same"], gold, strict=True):
        score.told += 1
        hit = any(one in ours and other in theirs for one, other in merged)
        score.seen += bool(ours and theirs)
        score.right += hit
        if not hit:
            why = "not merged" if ours and theirs else "not found"
            score.notes.append(f"{facts[0].article.id}: {why}: {words}")
    for one, other in sorted(merged):
        if not any(one in ours and other in theirs for ours, theirs in gold):
            score.wrong += 1
            score.notes.append(f"{facts[0].article.id}: wrong: {_shown(facts, one, other)}")


def _shown(facts: list[Facts], one: str, other: str) -> str:
    def evidence(found: Facts, name: str) -> str:
        return next(event for event in found.events if event.id == name).evidence[0].exact

    return f"{evidence(facts[0], one)!r} = {evidence(facts[1], other)!r}"


def read_pairs(folder: Path = PAIRS) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the content of each file."""
    for path in sorted(folder.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Print one row a kind of pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="print each fault")
    parser.add_argument("--folder", type=Path, default=PAIRS)
    parser.add_argument("--only", default="01-99", help="numbers of files, such as 01-20")
    given = parser.parse_args()
    first, _, last = given.only.partition("-")
    total = Score()
    for kind in ("same", "diff"):
        score = Score()
        for name, pair in read_pairs(given.folder):
            if name.startswith(kind) and first <= name[-2:] <= last:
                score_pair(pair, score)
        print(f"{kind}: {score}")
        if given.verbose:
            print("\n".join(f"    {note}" for note in score.notes))
        for item in ("right", "wrong", "told", "seen"):
            setattr(total, item, getattr(total, item) + getattr(score, item))
    print(f"all: {total}")


__all__ = ["Event", "EventCard", "Score", "read_pairs", "score_pair"]

if __name__ == "__main__":
    main()
