"""The word tables that travel with the package, made from other people's word lists.

`python -m kg.annotate.training.tables --corpora DIR` writes them; it needs `spacy-lookups-data`
(clusters and frequencies; MIT) and `german-nouns` (paradigms from the German Wiktionary;
CC BY-SA 4.0).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from kg.annotate.declension import CASES, GENDERS, NAME, bit, known_forms
from kg.annotate.training.closed import closed_rows
from kg.annotate.training.corpora import read_conllu
from kg.annotate.wordtable import WordTable, heads

#: Words of the table of clusters: the most frequent ones.
CLUSTERED = 400_000

#: Where the tables go.
TABLES = Path(__file__).parents[1] / "tables"

_NAMES = ("Toponym", "Vorname", "Nachname", "Eigenname")
_CASE_NAMES = dict(zip(("nominativ", "genitiv", "dativ", "akkusativ"), CASES, strict=True))
_NUMBER_NAMES = {"singular": "Sing", "plural": "Plur"}
_GENDER_NAMES = dict(zip("mfn", GENDERS, strict=True))


#: Words of the list that the lemma table knows: the most frequent ones.
LISTED = 200_000


def frequent_words(count: int = LISTED) -> list[str]:
    """The most frequent words of German, the most frequent first."""
    logs = _lookups("de_lexeme_prob")
    return sorted(logs, key=lambda w: (-logs[w], w))[:count]


def noun_lemmas() -> Mapping[str, str]:
    """The nominative singular of every form of a noun that belongs to one noun only."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _noun_rows():
        for form, _ in _paradigm(row):
            found[form].add(row["lemma"])
    known = {form for form, lemmas in found.items() if form in lemmas}
    alone = {form: min(lemmas) for form, lemmas in found.items() if len(lemmas) == 1}
    return alone | {form: form for form in known}


def clusters() -> WordTable:
    """Brown clusters of the most frequent words."""
    codes, logs = _lookups("de_lexeme_cluster"), _lookups("de_lexeme_prob")
    words = [w for w in codes if codes[w] and w in logs and not any(c.isdigit() for c in w)]
    words.sort(key=lambda w: (-logs[w], w))
    return WordTable.of({w: int(codes[w]) for w in words[:CLUSTERED]})


def _lookups(name: str) -> dict[str, float]:
    file = resources.files("spacy_lookups_data").joinpath("data", f"{name}.json.gz")
    with file.open("rb") as packed:
        found: dict[str, float] = json.loads(gzip.decompress(packed.read()))
    return found


def nouns() -> WordTable:
    """What each form of a noun may be, without the compounds that their last part tells."""
    forms = noun_forms()
    kept: dict[str, int] = {}
    for form in sorted(forms, key=lambda f: (len(f), f)):
        shorter = next((kept[h] for h in heads(form) if h in kept), 0)
        if shorter != forms[form]:
            kept[form] = forms[form]
    return WordTable.of(kept)


def noun_forms() -> Mapping[str, int]:
    """Every form of every noun with the cases, numbers and genders it may have, as bits."""
    found: dict[str, int] = defaultdict(int)
    common: set[str] = set()
    for row in _noun_rows():
        for form, bits in _paradigm(row):
            found[form] |= bits
        if not any(kind in row["pos"] for kind in _NAMES):
            common.update(form for form, _ in _paradigm(row))
    return {f: b if f in common else b | NAME for f, b in known_forms(found).items()}


def _noun_rows() -> Iterator[Mapping[str, str]]:
    file = resources.files("german_nouns").joinpath("nouns.csv")
    with file.open(encoding="utf8") as lines:
        yield from csv.DictReader(lines)


def _paradigm(row: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Forms of one noun; the dative in -e (`dem Tage`) is left out: it is rarely meant."""
    genders = sorted({_GENDER_NAMES[row[k]] for k in row if k.startswith("genus") and row[k]})
    plain = {form for column, form in row.items() if column != "dativ singular*"}
    if not any(form for column, form in row.items() if column.split()[0] in _CASE_NAMES):
        yield from _without_paradigm(row["lemma"], genders or GENDERS)
    for column, form in row.items():
        parts = column.split()
        if len(parts) < 2 or parts[0] not in _CASE_NAMES or not form.isalpha():
            continue
        if form in plain or not form.endswith("e"):
            number = _NUMBER_NAMES[parts[1].rstrip("*")]
            yield from ((form, bit(_CASE_NAMES[parts[0]], number, g)) for g in genders)


def closed(corpora: Path) -> str:
    """The table of closed-class words, from the treebank that the features follow."""
    gsd = read_conllu(corpora / "ud/de_gsd-ud-test.conllu.xz", source="gsd")
    return "".join("\t".join(row) + "\n" for row in closed_rows(gsd))


def _without_paradigm(lemma: str, genders: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Names mostly come without a table: they take no ending but the genitive's s."""
    if not lemma.isalpha():
        return
    for gender in genders:
        for case in CASES:
            if case != "Gen":
                yield lemma, bit(case, "Sing", gender)
        yield (lemma if lemma[-1] in "sßxz" else lemma + "s"), bit("Gen", "Sing", gender)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    options = parser.parse_args(arguments)
    TABLES.mkdir(exist_ok=True)
    (TABLES / "closed.tsv").write_text(closed(options.corpora), encoding="utf8")
    clusters().write(TABLES / "clusters.npz")
    nouns().write(TABLES / "nouns.npz")


if __name__ == "__main__":
    main()
