"""How well the persons of an article are told apart, beside matching surnames.

    python tests/benchmarks/coreference.py WIKINEWS [--half dev|test] [--verbose]

``coreference.tsv`` says who is meant at the head words of 25 articles, read by hand: names of
persons, role nouns, plural roles and personal pronouns. A mention is found where its head word
is. Printed are MUC, B³ and CEAFe (entity-based, phi 4), their mean F (the CoNLL score of Pradhan
et al. 2012) and LEA (Moosavi and Strube 2016), mentions said once included. The baseline takes
the pipeline's persons and joins those of one last word.
"""

from __future__ import annotations

import argparse
import collections
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import networkx as nx

sys.path.insert(0, str(Path(__file__).parent))  # this folder is no package

from actors import read_articles, resolve
from spacy.tokens import Doc

from kg.annotate import load_pipeline
from kg.model import Mention
from kg.resolve.actors import ActorIndex

GOLD = Path(__file__).with_name("coreference.tsv")
Chains = Mapping[int, str]  # offset of a mention's head word -> chain
Clusters = list[frozenset[int]]
Score = tuple[float, float, float, float]  # hits and total for precision, the same for recall
HALVES = {"dev": 0, "test": 1}


def read_gold(path: Path = GOLD) -> dict[int, dict[int, str]]:
    """Return the chains of every article."""
    found: dict[int, dict[int, str]] = collections.defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[0].isdigit():
            article, start, _, chain = line.split("\t")
            found[int(article)][int(start)] = chain
    return dict(found)


def clusters(chains: Chains) -> Clusters:
    """Return the mentions of each chain."""
    members: dict[str, set[int]] = collections.defaultdict(set)
    for offset, chain in chains.items():
        members[chain].add(offset)
    return [frozenset(row) for row in members.values()]


def head_word(mention: Mention) -> int:
    """Return the offset of a mention's head word: the last word of a name, else its noun."""
    if not mention.name:
        return mention.head
    words = mention.name.split()
    start = mention.text.find(" ".join(words))
    at = mention.text.find(words[-1], max(start, 0))
    return mention.start + at if at >= 0 else mention.head


def system_chains(mentions: Iterable[Mention], index: ActorIndex) -> dict[int, str]:
    """Return the chains of persons that the project finds."""
    persons = {actor.id for actor in index.actors if actor.kind == "Person"}
    found = {}
    for mention in mentions:
        ids = index.at(mention.head)
        whole = index.mention_at(mention.head)
        possessive = mention.kind == "pronoun" and mention.text.lower().startswith(("sein", "ihr"))
        if possessive and mention.text.lower() not in ("ihr", "ihnen", "ihm"):
            continue
        if whole == mention and ids and persons.issuperset(ids):
            found[head_word(mention)] = "+".join(sorted(ids))
    return found


def surname_chains(doc: Doc) -> dict[int, str]:
    """Return the baseline: the pipeline's persons, joined where the last word is the same."""
    return {
        entity[-1].idx: entity[-1].text.removesuffix("s")
        for entity in doc.ents
        if entity.label_ == "PER"
    }


def muc(gold: Clusters, found: Clusters) -> Score:
    """Links kept, of those that each side needs (Vilain et al. 1995)."""

    def links(side: Clusters, other: Clusters) -> tuple[int, int]:
        home = {m: n for n, row in enumerate(other) for m in row}
        kept = total = 0
        for row in side:
            parts = {home[m] for m in row if m in home}
            kept += len(row) - len(parts) - sum(m not in home for m in row)
            total += len(row) - 1
        return kept, total

    return (*links(found, gold), *links(gold, found))


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Share of each mention's chain that is right (Bagga and Baldwin 1998)."""

    def shares(side: Clusters, other: Clusters) -> tuple[float, int]:
        hits = sum(len(a & b) ** 2 / len(a) for a in side for b in other)
        return hits, sum(map(len, side))

    return (*shares(found, gold), *shares(gold, found))


def ceaf(gold: Clusters, found: Clusters) -> Score:
    """Similarity of chains matched one to one (Luo 2005, phi 4)."""
    graph = nx.Graph()
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            if a & b:
                weight = 2 * len(a & b) / (len(a) + len(b))
                graph.add_edge(("gold", i), ("found", j), weight=weight)
    total = sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))
    return total, len(found), total, len(gold)


def lea(gold: Clusters, found: Clusters) -> Score:
    """Links resolved, weighted by the size of the chain; one mention links with itself."""

    def links(row: frozenset[int]) -> int:
        return len(row) * (len(row) - 1) // 2

    def resolved(side: Clusters, other: Clusters) -> tuple[float, int]:
        hits = 0.0
        for a in side:
            if len(a) == 1:
                hits += a in other
            else:
                hits += len(a) * sum(links(a & b) for b in other) / links(a)
        return hits, sum(map(len, side))

    return (*resolved(found, gold), *resolved(gold, found))


METRICS: dict[str, Callable[[Clusters, Clusters], Score]] = {
    "MUC": muc,
    "B3": b_cubed,
    "CEAFe": ceaf,
    "LEA": lea,
}


def measure(pairs: Iterable[tuple[Chains, Chains]]) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F of each metric and of the mentions, over all articles."""
    sums: dict[str, list[float]] = {name: [0.0] * 4 for name in ("mentions", *METRICS)}
    for gold, found in pairs:
        hits = len(set(gold) & set(found))
        scores = {"mentions": (hits, len(found), hits, len(gold))} | {
            name: metric(clusters(gold), clusters(found)) for name, metric in METRICS.items()
        }
        for name, score in scores.items():
            sums[name] = [a + b for a, b in zip(sums[name], score, strict=True)]
    return {name: _f(*row) for name, row in sums.items()}


def _f(hits_p: float, total_p: float, hits_r: float, total_r: float) -> tuple[float, float, float]:
    precision, recall = hits_p / max(total_p, 1), hits_r / max(total_r, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def conll(scores: Mapping[str, tuple[float, float, float]]) -> float:
    """Return the mean F of MUC, B³ and CEAFe."""
    return sum(scores[name][2] for name in ("MUC", "B3", "CEAFe")) / 3


def chains_of(corpus: Path, half: str = "") -> dict[int, tuple[str, Chains, Chains, Chains]]:
    """Return text, gold, found and baseline chains of the annotated articles.

    :param corpus: the corpus of quotations, packed or unpacked.
    :param half: dev or test: every other article; '' for all.
    """
    articles = read_articles(corpus)
    gold = read_gold()
    rows = sorted(gold)[HALVES[half] :: 2] if half else sorted(gold)
    found = {}
    for number in rows:
        text, day = articles[number]
        mentions, index = resolve(text, day)
        base = surname_chains(load_pipeline()(text))
        found[number] = (text, gold[number], system_chains(mentions, index), base)
    return found


def show_errors(number: int, text: str, gold: Chains, found: Chains) -> None:
    """Print where the chains of an article differ."""

    def around(offset: int) -> str:
        return text[max(0, offset - 30) : offset + 25].replace("\n", " ")

    best: dict[str, str] = {}
    for offset, chain in found.items():
        best.setdefault(chain, gold.get(offset, ""))
    for offset in sorted(set(gold) | set(found)):
        chain = best.get(found.get(offset, ""), "")
        if offset not in found:
            print(f"  {number} missed {gold[offset]:5} …{around(offset)}")
        elif offset not in gold:
            print(f"  {number} extra {found[offset]:20} …{around(offset)}")
        elif chain != gold[offset]:
            print(f"  {number} {found[offset]} is {gold[offset]}, not {chain} …{around(offset)}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="WIKINEWS")
    parser.add_argument("--half", choices=HALVES, default="")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    rows = chains_of(arguments.corpus, arguments.half)
    systems = {
        "kg": [(gold, found) for _, gold, found, _ in rows.values()],
        "surnames": [(gold, base) for _, gold, _, base in rows.values()],
    }
    for name, pairs in systems.items():
        scores = measure(pairs)
        row = " ".join(f"{m} {p:.2f}/{r:.2f}/{f:.3f}" for m, (p, r, f) in scores.items())
        print(f"{name:9} CoNLL {conll(scores):.3f}  {row}")
    if arguments.verbose:
        for number, (text, gold, found, _) in rows.items():
            show_errors(number, text, gold, found)


if __name__ == "__main__":
    main()
