"""How well actors are found and told apart, and what of the gazetteer was checked.

    python tests/benchmarks/actors.py --check-ids REFERENCE   # ids and dates against a reference
    python tests/benchmarks/actors.py --names germeval2014-dev.tsv
    python tests/benchmarks/actors.py --links WIKINEWS
    python tests/benchmarks/actors.py --speed WIKINEWS

WIKINEWS is the corpus of quotations, packed or unpacked. REFERENCE is a folder with ``countries.json``, ``cities.tsv``, ``cabinet-*.csv``,
``world-leaders-to-2022.csv``, ``german-politicians-2022.tsv`` and ``german-parties.tsv``. The
corpora are not part of the project; without them nothing is measured.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import itertools
import json
import re
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc

from kg.annotate import load_pipeline
from kg.mentions.names import find_mentions
from kg.mentions.names_spans import find_name_spans
from kg.model import Article, Mention
from kg.resolve.actors import ActorIndex, resolve_actors
from kg.resolve.actors_entities import slug
from kg.resources import read_tsv

LINKS = Path(__file__).with_name("actors_links.tsv")
LABELS = ("PER", "ORG", "LOC")
_DAY = re.compile(r"\((\d{4}-\d\d-\d\d)\)")


def reference_ids(folder: Path) -> set[str]:
    """Return every Wikidata id that the reference lists hold."""
    ids = {row["wikiDataId"] for row in json.loads((folder / "countries.json").read_text())}
    for name, column in (
        ("cabinet-us.csv", "personID"),
        ("cabinet-russia.csv", "personID"),
        ("cabinet-austria.csv", "personID"),
        ("world-leaders-to-2022.csv", "officeholder"),
        ("world-leaders-to-2022.csv", "countryid"),
        ("german-politicians-2022.tsv", "wikidata"),
        ("german-parties.tsv", "wikidata"),
        ("cities.tsv", "wikidata"),
    ):
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            delimiter = "\t" if name.endswith(".tsv") else ","
            quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
            for row in csv.DictReader(lines, delimiter=delimiter, quoting=quoting):
                ids.add(row[column] or "")
    return ids - {""}


def check_ids(folder: Path) -> None:
    """Print what was checked against the reference, what elsewhere, what not, and what is wrong."""
    known = reference_ids(folder)
    for name in ("countries", "persons", "organisations", "places"):
        rows = list(read_tsv(f"actors/{name}.tsv", []))
        states = collections.Counter(row["checked"] for row in rows if row["wikidata"])
        without = [row["label"] for row in rows if not row["wikidata"]]
        wrong = [
            f"{row['label']} {row['wikidata']}"
            for row in rows
            if row["checked"] == "yes" and row["wikidata"] not in known
        ]
        print(
            f"{name:14} {len(rows):4} rows; in the reference {states['yes']}, in public data "
            f"{states['web']}, unchecked and therefore unused {states['no']}, "
            f"without id {len(without)}; said to be checked but not found: {wrong or 'none'}"
        )
        print("   without id:", ", ".join(without))
    dates = collections.Counter(r["checked"] for r in read_tsv("actors/offices.tsv", ["person"]))
    print(
        f"offices        {sum(dates.values()):4} rows; dates checked {dates['yes'] + dates['web']}, "
        f"unchecked {dates['no']}"
    )


def germeval(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a GermEval file as (word, outer tag)."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and not line.startswith("#"):
            sentence.append((cells[1], cells[2]))
        elif not line and sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """Return (start, end, label) of the plain PER, ORG and LOC of a BIO row."""
    found = set()
    start, label = -1, ""
    for number, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != f"I-{label}":
            found.add((start, number, label))
            start = -1
        if tag.startswith("B-"):
            start, label = number, tag[2:]
    return {span for span in found if span[2] in LABELS}


def name_scores(
    path: Path, *, limit: int | None = None
) -> dict[tuple[str, str], tuple[float, float, float]]:
    """Return precision, recall and F of the pipeline alone and of the name finder, by label.

    :param limit: how many sentences to read; None for all.
    """
    nlp = load_pipeline()
    counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for sentence in itertools.islice(germeval(path), limit):
        doc = Doc(nlp.vocab, words=[word for word, _ in sentence])
        for _, component in nlp.pipeline:
            doc = component(doc)
        gold = spans_of([tag for _, tag in sentence])
        systems = {
            "pipeline": {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in LABELS},
            "kg_names": {
                (s.start, s.end, s.label) for s in find_name_spans(doc) if s.label in LABELS
            },
        }
        for system, found in systems.items():
            for kind, spans in (("hit", found & gold), ("found", found), ("gold", gold)):
                counts.update((system, label, kind) for _, _, label in spans)
                counts[system, "all", kind] += len(spans)
    scores = {}
    for system in ("pipeline", "kg_names"):
        for label in (*LABELS, "all"):
            hit, found_n, gold_n = (counts[system, label, k] for k in ("hit", "found", "gold"))
            precision, recall = hit / max(found_n, 1), hit / max(gold_n, 1)
            f = 2 * precision * recall / max(precision + recall, 1e-9)
            scores[system, label] = (precision, recall, f)
    return scores


def score_names(path: Path) -> None:
    """Print how well names are found by the pipeline alone and by the name finder."""
    for (system, label), (precision, recall, f) in name_scores(path).items():
        print(f"{system:9} {label:4} P {precision:.3f} R {recall:.3f} F {f:.3f}")


def read_articles(path: Path) -> dict[int, tuple[str, dt.date]]:
    """Return text and day of every article of the quotation corpus by number.

    :param path: the corpus as a tar archive, or the folder that it unpacks to.
    """
    found = {}
    for name, content in sorted(_members(path)):
        day = _DAY.search(name)
        if day:
            text = json.loads(content)["originalText"]
            found[int(name.split(" - ")[0])] = (text, dt.date.fromisoformat(day.group(1)))
    return found


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((file.name, file.read_bytes()) for file in path.glob("*.json"))
        return
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None and member.name.endswith(".json"):
                yield Path(member.name).name, content.read()


def resolve(text: str, day: dt.date) -> tuple[list[Mention], ActorIndex]:
    """Return the mentions and actors of a text."""
    mentions = find_mentions(load_pipeline()(text))
    return mentions, resolve_actors(mentions, Article(id="a", text=text), published=day)


def actor_in(mentions: list[Mention], index: ActorIndex, start: int, end: int) -> set[str]:
    """Return the actors of the mention that fills a span best, a name before other mentions."""
    inside = [m for m in mentions if m.start < end and m.end > start]
    inside.sort(
        key=lambda m: (m.kind != "name", max(start, m.start) - min(end, m.end), m.end - m.start)
    )
    found = (set(index.at(m.head)) or {index.place_at(m.head)} for m in inside)
    return next((ids - {""} for ids in found if ids - {""}), set())


def gazetteer_ids() -> set[str]:
    """Return the ids that actors of the gazetteer have, 'ort-' before those of places."""
    found = set()
    for name in ("persons", "organisations", "countries"):
        found |= {slug(row["label"]) for row in read_tsv(f"actors/{name}.tsv", [])}
    states = [row["label"] for row in read_tsv("actors/countries.tsv", ["iso"])]
    capitals = [row["capitals"] for row in read_tsv("actors/countries.tsv", ["iso"])]
    places = [row["label"] for row in read_tsv("actors/places.tsv", [])]
    found |= {f"ort-{slug(name)}" for name in (*states, *places, *"|".join(capitals).split("|"))}
    return found


def link_scores(articles: dict[int, tuple[str, dt.date]]) -> dict[str, list[str]]:
    """Sort the sampled mentions into right, wrong, open (not linked) and rightly left alone.

    A state and its territory are one. Only links to the gazetteer count.
    """
    known = gazetteer_ids()
    found: dict[str, list[str]] = {"right": [], "wrong": [], "open": [], "alone": []}
    for line in LINKS.read_text(encoding="utf-8").splitlines():
        if not line[0].isdigit():
            continue
        number, start, end, wanted = line.split("\t")
        mentions, index = resolve(*articles[int(number)])
        linked = actor_in(mentions, index, int(start), int(end)) & known
        alike = {wanted, f"ort-{wanted}"} if wanted != "-" else set()
        if linked:
            kind = "right" if linked & alike else "wrong"
        else:
            kind = "alone" if wanted == "-" else "open"
        words = articles[int(number)][0][int(start) : int(end)]
        found[kind].append(f"{number}:{start} {words}: {wanted} not {sorted(linked)}")
    return found


def score_links(folder: Path) -> None:
    """Print how many sampled mentions are linked rightly, wrongly, and not at all."""
    found = link_scores(read_articles(folder))
    right, wrong, silent = (len(found[kind]) for kind in ("right", "wrong", "open"))
    wanting = sum("- not" not in line for line in found["wrong"])
    print(
        f"links: {sum(map(len, found.values()))} mentions, {right} right, {wrong} wrong, "
        f"{silent} open; precision {right / max(right + wrong, 1):.3f}, "
        f"recall {right / max(right + wanting + silent, 1):.3f}"
    )
    for line in (*found["wrong"], *found["open"]):
        print("  ", line)


def measure_speed(folder: Path) -> None:
    """Print what names and actors cost beside the pipeline, over 60 articles."""
    texts = [text for text, _ in list(read_articles(folder).values())[:60]]
    nlp = load_pipeline()
    resolve(texts[0], dt.date(2006, 1, 1))
    start = time.process_time()
    docs = [nlp(text) for text in texts]
    parsed = time.process_time()
    mentions = [find_mentions(doc) for doc in docs]
    found = time.process_time()
    for text, row in zip(texts, mentions, strict=True):
        resolve_actors(row, Article(id="a", text=text), published=None)
    resolved = time.process_time()
    base = parsed - start
    print(
        f"pipeline {base:.2f} s, mentions +{(found - parsed) / base:.1%}, "
        f"actors +{(resolved - found) / base:.1%}"
    )


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check-ids", type=Path, metavar="REFERENCE")
    parser.add_argument("--names", type=Path, metavar="GERMEVAL")
    parser.add_argument("--links", type=Path, metavar="WIKINEWS")
    parser.add_argument("--speed", type=Path, metavar="WIKINEWS")
    arguments = parser.parse_args()
    for action, path in (
        (check_ids, arguments.check_ids),
        (score_names, arguments.names),
        (score_links, arguments.links),
        (measure_speed, arguments.speed),
    ):
        if path is not None:
            action(path)


if __name__ == "__main__":
    main()
