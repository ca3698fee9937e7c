"""Quotation attribution measured on German Wikinews (Petersen-Frey and Biemann 2024).

The corpus is licensed CC BY-NC-SA: it is measured on, never shipped. It splits by a fixed seed into
482 articles to develop on and 200 to test on. Predicted and true annotations are matched one to one
so that most tokens are shared; each role is then scored by its tokens. Run it with

    python tests/benchmarks/quotes.py --part dev --limit 60

Conventions of the corpus that differ from ours are met half-way here, not in the rules: marks belong
to direct words, 'Angaben' in 'nach Angaben des Kremls' to the speaker, 'demnach' is its own speaker
(we name whom it points back to), and a told act has no cue.
"""

from __future__ import annotations

import argparse
import json
import random
import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions.names import find_mentions
from kg.mentions.quotes_find import find_sayings
from kg.mentions.quotes_record import Party, Saying
from kg.mentions.quotes_text import MARKS, Text
from kg.mentions.quotes_verbs import find_cues
from kg.model import Article as KgArticle
from kg.resolve.actors import resolve_actors

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpora/quotes/wikinews-quotes-train.tar.xz"
ROLES = ("quote", "speaker", "cue", "addressee", "frame")
SEED, DEV = 1, 482


@dataclass(slots=True)
class Annotation:
    """One quotation as sets of corpus tokens by role."""

    type: str
    roles: dict[str, frozenset[int]]

    def items(self) -> set[tuple[str, int]]:
        """Return all (role, token) pairs."""
        return {(role, token) for role, tokens in self.roles.items() for token in tokens}


@dataclass(slots=True)
class Tally:
    """Token counts by name: shared, predicted, true."""

    shared: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)

    def scores(self, name: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 in per cent."""
        precision = 100 * self.shared[name] / max(1, self.predicted[name])
        recall = 100 * self.shared[name] / max(1, self.true[name])
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


def load_articles(corpus: Path = CORPUS, part: str = "dev") -> list[dict[str, Any]]:
    """Return the articles of a part, in the order of the fixed shuffle."""
    texts: dict[str, bytes] = {}
    with tarfile.open(corpus) as archive:  # in the order of the file: going back is costly
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".json") else None
            if stream is not None:
                texts[member.name] = stream.read()
    names = sorted(texts)
    random.Random(SEED).shuffle(names)
    chosen = names[:DEV] if part == "dev" else names[DEV:]
    return [json.loads(texts[name].decode("utf-8")) for name in chosen]


def true_annotations(article: dict[str, Any]) -> list[Annotation]:
    """Return the annotations of an article."""
    return [
        Annotation(a["type"], {role: frozenset(a[role]["tokenIds"]) for role in ROLES})
        for a in article["annotations"]
    ]


class Aligner:
    """Maps spaCy tokens to the corpus's tokens by their characters."""

    def __init__(self, article: dict[str, Any], doc: Doc) -> None:
        self.doc = doc
        self.at: dict[int, int] = {}
        for token in article["tokens"]:
            for char in range(token["charBegin"], token["charEnd"]):
                self.at[char] = token["id"]

    def tokens(self, start: int, end: int) -> set[int]:
        """Return the corpus tokens under a stretch of spaCy tokens."""
        return {
            self.at[char]
            for i in range(start, end)
            for char in range(self.doc[i].idx, self.doc[i].idx + len(self.doc[i]))
            if char in self.at
        }


def as_annotation(saying: Saying, align: Aligner) -> Annotation:
    """Turn a saying into the corpus's terms."""
    doc = align.doc
    quote: set[int] = set()
    for start, end in saying.pieces:
        if saying.type == "Direct":
            while start > 0 and doc[start - 1].text in MARKS:
                start -= 1
            while end < len(doc) and doc[end].text in MARKS:
                end += 1
        quote |= align.tokens(start, end)
    roles = {"quote": quote, "cue": set(), "frame": set()}
    if saying.type != "Reported":
        roles["cue"] = {t for i in saying.cue for t in align.tokens(i, i + 1)}
        roles["frame"] = align.tokens(*saying.frame) if saying.frame else set()
    speaker = align.tokens(*saying.speaker[:2]) if saying.speaker else set()
    if saying.source is not None:
        speaker = align.tokens(*saying.source) - {t for t in roles["cue"] if t not in speaker}
    if saying.rule == "demnach":
        speaker = roles["cue"]
    roles["speaker"] = speaker
    roles["addressee"] = align.tokens(*saying.addressee[:2]) if saying.addressee else set()
    return Annotation(saying.type, {role: frozenset(roles[role]) for role in ROLES})


def baseline(doc: Doc) -> list[Saying]:
    """Marks plus the nearest reporting verb of the sentence and its subject: what is easily had."""
    text = Text.of(doc)
    found = []
    for unit in text.units(0, len(doc), 0):
        cues = list(find_cues(doc, unit))
        for segment in unit.segments:
            saying = Saying("Direct", "baseline", [segment.inner])
            if cues:
                cue = min(cues, key=lambda c: abs(c.verb.i - segment.start))
                saying.cue = (cue.verb.i,)
                saying.frame = (cue.left, cue.right)
                if cue.subject is not None:
                    party: Party = (cue.subject.i, cue.subject.i + 1, cue.subject.i)
                    saying.speaker = party
            found.append(saying)
    return found


def matched(true: list[Annotation], predicted: list[Annotation]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of the matching that shares most tokens."""
    graph = nx.Graph()
    for i, left in enumerate(true):
        for j, right in enumerate(predicted):
            quote = len(left.roles["quote"] & right.roles["quote"])
            if quote:
                weight = len(left.items() & right.items()) + (left.type == right.type) * 0.5
                graph.add_edge(("t", i), ("p", j), weight=weight)
    for one, other in nx.max_weight_matching(graph):
        first, second = (one, other) if one[0] == "t" else (other, one)
        yield first[1], second[1]


def actors_of(align: Aligner) -> Callable[[frozenset[int]], set[str]]:
    """Return who is meant at some tokens of the corpus, as far as the project tells."""
    text = align.doc.text
    index = resolve_actors(find_mentions(align.doc), KgArticle(id="a", text=text), published=None)
    places: dict[int, int] = {}
    for char, token in sorted(align.at.items(), reverse=True):
        places[token] = char

    def at(tokens: frozenset[int]) -> set[str]:
        return {actor for token in tokens if token in places for actor in index.at(places[token])}

    return at


def score(
    tally: Tally,
    true: list[Annotation],
    predicted: list[Annotation],
    who: Callable[[frozenset[int]], set[str]] = lambda tokens: set(),
) -> None:
    """Add an article to a tally; other words for the same actor are no wrong speaker."""

    def same_actor(one: frozenset[int], other: frozenset[int]) -> bool:
        return bool(who(one) & who(other))

    for side, found in ((tally.true, true), (tally.predicted, predicted)):
        for a in found:
            for role in ROLES:
                side[role] += len(a.roles[role])
                side["joint"] += len(a.roles[role])
            side["type " + a.type] += len(a.roles["quote"])
    for i, j in matched(true, predicted):
        left, right = true[i], predicted[j]
        for role in ROLES:
            shared = len(left.roles[role] & right.roles[role])
            tally.shared[role] += shared
            tally.shared["joint"] += shared
        if left.type == right.type:
            tally.shared["type " + left.type] += len(left.roles["quote"] & right.roles["quote"])
        if left.roles["speaker"] and right.roles["speaker"]:
            hit = bool(left.roles["speaker"] & right.roles["speaker"])
            same = hit or same_actor(left.roles["speaker"], right.roles["speaker"])
            tally.speakers["right" if hit else "other words" if same else "wrong"] += 1


def measure(articles: Iterable[dict[str, Any]], nlp: Language, *, plain: bool = False) -> Tally:
    """Score the rules, or the baseline, on articles."""
    tally = Tally()
    for article in articles:
        doc = nlp(article["originalText"])
        align = Aligner(article, doc)
        sayings = baseline(doc) if plain else find_sayings(doc)
        found = [as_annotation(s, align) for s in sayings]
        score(tally, true_annotations(article), found, actors_of(align))
    return tally


def table(rules: Tally, plain: Tally) -> str:
    """Return the scores as lines of text."""
    names = [*ROLES, "joint", *(n for n in sorted(rules.true) if n.startswith("type "))]
    lines = [f"{'':28}{'P':>6} {'R':>6} {'F1':>6}   baseline F1"]
    for name in names:
        precision, recall, f1 = rules.scores(name)
        lines.append(
            f"{name:28}{precision:6.1f} {recall:6.1f} {f1:6.1f}   {plain.scores(name)[2]:6.1f}"
        )
    told = sum(rules.speakers.values())
    other, wrong = rules.speakers["other words"], rules.speakers["wrong"]
    lines.append(f"wrong speakers: {wrong} of {told} told; {other} more are other words for them")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    from kg.annotate import load_pipeline

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    articles = load_articles(options.corpus, options.part)
    articles = articles[: options.limit] if options.limit else articles
    nlp = load_pipeline()
    print(f"{len(articles)} articles of {options.part}")
    print(table(measure(articles, nlp), measure(articles, nlp, plain=True)))


if __name__ == "__main__":
    main()
