"""What the packaged data knows about names: the gazetteer, and all of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.names_roles import RoleNoun, find_role, is_adjectival
from kg.mentions.names_tables import (
    capital_of,
    country_names,
    country_of_adjective,
    country_rows,
    demonyms,
    is_first_name,
    prefix_code,
    region_of_adjective,
    split,
    word_list,
    words,
)
from kg.resources import read_tsv

__all__ = [
    "Entry",
    "RoleNoun",
    "bare",
    "capital_of",
    "country_names",
    "country_of_adjective",
    "demonyms",
    "find_role",
    "gazetteer",
    "is_adjectival",
    "is_first_name",
    "longest_name",
    "lookup",
    "may_begin",
    "prefix_code",
    "region_of_adjective",
    "split",
    "word_list",
    "words",
]


_ARTICLE = re.compile("^(?:al|el)-")
_NUMERAL = re.compile(r"[IVX]+\.?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the gazetteer. ``code`` is the state that it is, or that a capital stands for."""

    label: str
    canonical: str
    kind: str
    code: str = ""
    gender: str = ""
    plural: bool = False


@cache
def gazetteer() -> dict[tuple[str, ...], Entry]:
    """Map tokenised names to what they name; persons with their full names and surnames."""
    table: dict[tuple[str, ...], Entry] = {}
    for row in country_rows():
        gender = row["gender"]
        country = Entry("LOC", row["label"], "country", row["iso"], gender, gender == "p")
        capital_of = Entry("LOC", row["label"], "capital", row["iso"], "n")
        for name in [row["label"], *split(row["forms"])]:
            table.setdefault(_key(name), country)
            if gender == "p" and name.endswith("e"):
                table.setdefault(_key(f"{name}n"), country)  # 'in den Niederlanden'
        for name in split(row["capitals"]):
            table.setdefault(_key(name), capital_of)
    for row in read_tsv("actors/organisations.tsv", ["label", "forms", "kind", "gender"]):
        label = "MISC" if row["kind"] == "network" else "ORG"
        entry = Entry(label, row["label"], row["kind"], row["represents"], row["gender"])
        for name in [row["label"], *split(row["forms"])]:
            table.setdefault(_key(name), entry)
    for row in read_tsv("actors/places.tsv", ["label", "forms", "kind", "country"]):
        entry = Entry("LOC", row["label"], row["kind"], row["country"], "n")
        for name in [row["label"], *split(row["forms"])]:
            table.setdefault(_key(name), entry)
    for row in read_tsv("actors/persons.tsv", ["label", "forms", "gender"]):
        _add_person(table, row)
    return table


def _add_person(table: dict[tuple[str, ...], Entry], row: dict[str, str]) -> None:
    entry = Entry("PER", row["label"], "person", "", row["gender"])
    surname_only = Entry("PER", row["label"], "surname", "", row["gender"])
    for name in [row["label"], *split(row["forms"])]:
        tokens = _key(name)
        table.setdefault(tokens, entry)
        if find_role(tokens[0]) or _NUMERAL.fullmatch(tokens[-1]):
            continue  # 'König Charles', 'Felipe VI.': no surname
        last = tokens[-1]
        article = _ARTICLE.match(last)
        if len(tokens) > 1 and len(last) > 2 and (last[0].isupper() or article):
            both = tokens[-2] in ("Le", "De", "Ben", "Van")
            table.setdefault(tokens[-2:] if both else tokens[-1:], surname_only)
        if article and len(last) - article.end() > 3:
            table.setdefault((last[article.end() :],), surname_only)


def _key(name: str) -> tuple[str, ...]:
    return tuple(name.split())


@cache
def _first_words() -> frozenset[str]:
    """Every form in which the first word of a name of the gazetteer may stand."""
    words = {key[0] for key in gazetteer()} | {key[0] for key in _declined_forms()}
    return frozenset(words)


def may_begin(word: str) -> bool:
    """Tell whether a word can begin a name of the gazetteer: the quick first look.

    >>> may_begin("Putins"), may_begin("PUTIN"), may_begin("und")
    (True, True, False)
    """
    if len(word) > 3 and word.isupper():
        return True
    return any(form in _first_words() for form in bare(word))


@cache
def longest_name() -> int:
    """Return the number of words of the longest name in the gazetteer."""
    return max(map(len, gazetteer()))


def bare(word: str) -> Iterator[str]:
    """Yield a name's word as it is and without a genitive ending or apostrophe.

    >>> list(bare("Putins")), list(bare("Bundestages")), list(bare("Jens'"))
    (['Putins', 'Putin'], ['Bundestages', 'Bundestage', 'Bundestag'], ["Jens'", 'Jens'])
    """
    yield word
    if word.endswith(("'s", "’s")):
        yield word[:-2]
    elif word.endswith(("'", "’")) or (word.endswith("s") and len(word) > 3):
        yield word[:-1]
        if word.endswith("es") and len(word) > 6:
            yield word[:-2]


def lookup(tokens: tuple[str, ...]) -> Entry | None:
    """Find a name in the gazetteer: as written, in the genitive, or in capitals.

    >>> lookup(("Wladimir", "Putins")).canonical
    'Wladimir Putin'
    >>> lookup(("MOSKAU",)).code, lookup(("Tisch",)) is None
    ('RU', True)
    """
    table = gazetteer()
    for last in bare(tokens[-1]):
        entry = table.get((*tokens[:-1], last))
        if entry:
            return entry
    if any(token.isupper() and len(token) > 3 for token in tokens):
        return _in_capitals().get(tokens)
    declined = _declined(tokens)
    return table.get(declined) if declined else None


@cache
def _in_capitals() -> dict[tuple[str, ...], Entry]:
    """Map names as headlines in capitals write them; no surnames that are common words, too."""
    table: dict[tuple[str, ...], Entry] = {}
    for key, entry in gazetteer().items():
        if entry.kind != "surname" or key[-1] not in _common():
            table.setdefault(tuple(word.upper() for word in key), entry)
    return table


@cache
def _common() -> frozenset[str]:
    return frozenset(r["surname"] for r in read_tsv("actors/surnames.tsv", ["surname", "source"]))


def _declined(tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    """Undo the ending of an adjective that begins a name: 'Weißen Hauses' → 'Weißes Haus'."""
    return _declined_forms().get(tokens)


@cache
def _declined_forms() -> dict[tuple[str, ...], tuple[str, ...]]:
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key in gazetteer():
        first = key[0]
        ending = next((e for e in ("es", "er", "e") if first.endswith(e)), "")
        if len(key) < 2 or not ending or not first[0].isupper() or len(first) < 4:
            continue
        stem = first[: -len(ending)]
        for new in ("e", "en", "er", "es", "em"):
            for last in (key[-1], key[-1] + "s", key[-1] + "es"):
                table.setdefault((stem + new, *key[1:-1], last), key)
    return {form: key for form, key in table.items() if form not in gazetteer()}
