"""Time expressions against gold: KRAUTS, beside HeidelTime's own output on the same articles.

    python tests/benchmarks/timex.py [--model] [--errors NAME]

KRAUTS (Strötgen et al. 2018, CC BY-NC) is measured here and never shipped. It is looked for in
``$KG_CORPORA/time/krauts-dolomiten.tar.xz``, by default in ``../shared/corpora`` beside the project.
Matching is that of TempEval-3: strict (same extent), relaxed (any overlap), value (relaxed match
with the same value), type (relaxed match with the same type), each as F1.

The gold of Dolomiten-42 was made by mending HeidelTime's output and keeps some of its slips: 'am
morgigen Sonntag' of a Saturday as the Sunday before, 'am 1. Mai' of April 2011 as 2010. A right
answer counts as wrong there, and HeidelTime's as right. ``krauts_slips.tsv`` lists the twelve values
that contradict the article's own day; ``mended`` is plain with those put right, for both systems.

``plain`` values are compared letter for letter. ``alike`` values are first written alike for both
systems and the gold: 'T8.30' and 'T08:30' are one clock time, 'XXXX-WXX-01' one weekday.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import re
import sys
import tarfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from kg.mentions.timex import find_timexes
from kg.mentions.timex_timeml import to_timex3

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("KG_CORPORA", ROOT.parent / "shared" / "corpora"))
KRAUTS = CORPORA / "time" / "krauts-dolomiten.tar.xz"
SLIPS = Path(__file__).parent / "krauts_slips.tsv"
SETS = ("KRAUTS_Dolomiten-42", "KRAUTS_Dolomiten-100")
TYPES = ("DATE", "TIME", "DURATION", "SET")

Annotation = tuple[int, int, str, str]


@dataclass(frozen=True)
class Article:
    """One article with the day that it appeared, the gold, and HeidelTime's answer."""

    name: str
    published: dt.date
    text: str
    gold: list[Annotation]
    heideltime: list[Annotation]


@dataclass(frozen=True)
class Scores:
    """F1 in per cent, and recall of right values by type."""

    strict: float
    relaxed: float
    value: float
    type: float
    recall: dict[str, float]
    count: dict[str, int]


def _read_tml(data: bytes) -> tuple[str, str, list[Annotation]]:
    """Return creation day, text, and annotations with offsets of a TimeML file."""
    root = ET.fromstring(data)
    pieces: list[str] = []
    found: list[Annotation] = []

    def walk(element: ET.Element) -> None:
        pieces.append(element.text or "")
        for child in element:
            start = sum(map(len, pieces))
            walk(child)
            if child.tag == "TIMEX3":
                end = sum(map(len, pieces))
                found.append((start, end, child.get("type", ""), child.get("value", "")))
            pieces.append(child.tail or "")

    text = root.find("TEXT")
    created = root.find("DCT/TIMEX3")
    assert text is not None and created is not None
    walk(text)
    return created.get("value", ""), "".join(pieces), sorted(found)


def read_krauts(name: str) -> list[Article]:
    """Return the articles of one of the two sets."""
    with tarfile.open(KRAUTS) as archive:
        files = {
            member.name.removeprefix("./"): archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive.getmembers()
            if member.isfile()
        }
    articles = []
    for path in sorted(files):
        if not path.startswith(f"{name}/"):
            continue
        day, text, gold = _read_tml(files[path])
        _, other, theirs = _read_tml(files[path.replace(name, f"{name}_Heideltime")])
        shift = (len(text) - len(text.lstrip())) - (len(other) - len(other.lstrip()))
        moved = [(start + shift, end + shift, kind, value) for start, end, kind, value in theirs]
        articles.append(Article(path.split("/")[-1], dt.date.fromisoformat(day), text, gold, moved))
    return articles


def mended(articles: list[Article]) -> list[Article]:
    """Return the articles with the slips of the gold put right."""
    with SLIPS.open(encoding="utf8", newline="") as lines:
        slips = list(csv.DictReader(lines, delimiter="\t"))
    right = {(row["article"], row["expression"], row["gold"]): row["right"] for row in slips}

    def mend(article: Article, one: Annotation) -> Annotation:
        start, end, kind, value = one
        key = (article.name.split("_")[0], article.text[start:end], value)
        return start, end, kind, right.get(key, value)

    return [replace(a, gold=[mend(a, one) for one in a.gold]) for a in articles]


def ours(article: Article, nlp: Language) -> list[Annotation]:
    """Return what we find, as TimeML has it."""
    found = []
    for timex in find_timexes(nlp(article.text), article.published):
        timeml = to_timex3(timex)
        if timeml is not None:
            found.append((timeml.start, timeml.end, timeml.type, timeml.value))
    return found


def pairs(
    gold: list[Annotation], answer: list[Annotation]
) -> Iterator[tuple[Annotation, Annotation]]:
    """Yield gold with the overlapping answer, the same extent before others; each used once."""
    used: set[int] = set()
    for one in gold:
        overlap = [
            index
            for index, two in enumerate(answer)
            if index not in used and two[0] < one[1] and one[0] < two[1]
        ]
        if overlap:
            best = min(overlap, key=lambda index: (answer[index][:2] != one[:2], index))
            used.add(best)
            yield one, answer[best]


def alike(value: str) -> str:
    """Return a value in one spelling."""
    value = value.strip().replace("PRESNT_REF", "PRESENT_REF").replace("_07", "-07")
    value = re.sub(r"T(\d)(?=[.:])", r"T0\1", value)
    value = re.sub(r"T(\d\d)\.(\d\d)", r"T\1:\2", value)
    return re.sub(r"WXX-0?(\d)-?", r"WXX-\1", value)


def score(
    articles: list[Article],
    answer: Callable[[Article], list[Annotation]],
    spell: Callable[[str], str] = str,
) -> Scores:
    """Return the scores of a system over some articles."""
    golds = answers = strict = relaxed = value = kind = 0
    right = dict.fromkeys(TYPES, 0)
    count = dict.fromkeys(TYPES, 0)
    for article in articles:
        found = answer(article)
        golds, answers = golds + len(article.gold), answers + len(found)
        for annotation in article.gold:
            count[annotation[2]] += 1
        for one, two in pairs(article.gold, found):
            relaxed += 1
            strict += one[:2] == two[:2]
            kind += one[2] == two[2]
            same = spell(one[3]) == spell(two[3])
            value += same
            right[one[2]] += same

    def f1(hits: int) -> float:
        return 200 * hits / (golds + answers) if golds + answers else 0.0

    recall = {name: 100 * right[name] / count[name] if count[name] else 0.0 for name in TYPES}
    return Scores(f1(strict), f1(relaxed), f1(value), f1(kind), recall, count)


def words_per_second(text: str, nlp: Language, repeat: int = 20) -> float:
    """Return how many words a second are searched on a Doc that is there already."""
    doc = nlp(text)
    long_doc = spacy.tokens.Doc.from_docs([doc] * repeat)
    find_timexes(doc, dt.date(2025, 7, 3))
    begin = time.process_time()
    find_timexes(long_doc, dt.date(2025, 7, 3))
    return repeat * len(text.split()) / (time.process_time() - begin)


def _line(name: str, scores: Scores) -> str:
    cells = [
        f"{number:6.1f}" for number in (scores.strict, scores.relaxed, scores.value, scores.type)
    ]
    cells += [f"{scores.recall[kind]:6.0f}" for kind in TYPES]
    return f"{name:24}" + "".join(cells)


def _errors(articles: list[Article], nlp: Language) -> Iterator[str]:
    for article in articles:
        found = ours(article, nlp)
        met = list(pairs(article.gold, found))
        for one, two in met:
            if one != two:
                yield f"{article.name} gold {_show(article, one)} ours {_show(article, two)}"
        for one in article.gold:
            if one not in [pair[0] for pair in met]:
                yield f"{article.name} missed {_show(article, one)}"
        for two in found:
            if two not in [pair[1] for pair in met]:
                yield f"{article.name} too much {_show(article, two)}"


def _show(article: Article, annotation: Annotation) -> str:
    return f"[{article.text[annotation[0] : annotation[1]]}] {annotation[2]} {annotation[3]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", action="store_true", help="parse with the shipped model")
    parser.add_argument("--errors", choices=SETS, help="list what differs from the gold")
    options = parser.parse_args()
    if not KRAUTS.is_file():
        sys.exit(f"{KRAUTS} is missing")
    nlp: Language = spacy.blank("de")
    if options.model:
        from kg.annotate import load_pipeline

        nlp = load_pipeline()
    if options.errors:
        print("\n".join(_errors(read_krauts(options.errors), nlp)))
    print(f"{'':24}strict relax. value  type   value recall: {' '.join(TYPES)}")
    everything: list[Article] = []
    for name in SETS:
        articles = read_krauts(name)
        everything += articles
        _report(name, articles, nlp)
    _report("both", everything, nlp)
    seed = (ROOT / "seeds" / "putin-trump-telefonat.txt").read_text(encoding="utf-8")
    print(f"words a second on one core: {words_per_second(seed, nlp):,.0f}")


def _report(name: str, articles: list[Article], nlp: Language) -> None:
    print(name)
    answers = {article.name: ours(article, nlp) for article in articles}
    kinds = (
        ("plain", str, articles),
        ("alike", alike, articles),
        ("mended", str, mended(articles)),
    )
    for title, spell, gold in kinds:
        print(_line(f"  HeidelTime, {title}", score(gold, lambda a: a.heideltime, spell)))
        print(_line(f"  kg, {title}", score(gold, lambda a: answers[a.name], spell)))


if __name__ == "__main__":
    main()
