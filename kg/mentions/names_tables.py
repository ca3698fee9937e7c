"""Word lists, first names, states: what the packaged tables hold about names."""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.resources import first_names, read_toml, read_tsv

ADJECTIVE_ENDINGS = ("e", "er", "en", "em", "es", "")


def words(section: str) -> frozenset[str]:
    """Return a word list of ``de/names.toml``.

    >>> "von" in words("particles")
    True
    """
    return word_list(section, "words")


@cache
def word_list(section: str, key: str) -> frozenset[str]:
    """Return a named list of a section of ``de/names.toml``."""
    return frozenset(read_toml("de/names.toml")[section][key])


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, with or without its accents.

    >>> is_first_name("Ramón"), is_first_name("Tisch")
    (True, False)
    """
    names = first_names()
    return word in names or (not word.isascii() and _unaccented(word) in names)


@cache
def _unaccented(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def prefix_code(first: str) -> str:
    """Return the code of a state or organisation that begins a compound, else ''.

    >>> prefix_code("US"), prefix_code("Haus")
    ('US', '')
    """
    prefixes: dict[str, str] = read_toml("de/names.toml")["prefixes"]
    return prefixes.get(first, "")


@cache
def country_rows() -> list[dict[str, str]]:
    """Return the rows of the table of states."""
    return list(read_tsv("actors/countries.tsv", ["iso", "label", "forms", "adjectives"]))


@cache
def country_names() -> dict[str, str]:
    """Map the German names of states to their ISO codes."""
    names: dict[str, str] = {}
    for row in country_rows():
        for name in [row["label"], *split(row["forms"])]:
            names.setdefault(name, row["iso"])
    return names


@cache
def _adjectives() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in country_rows():
        for base in split(row["adjectives"]):
            for ending in ADJECTIVE_ENDINGS:
                table.setdefault(base + ending, row["iso"])
    table.pop("kongolesisch", None)
    return table


def country_of_adjective(word: str) -> str:
    """Return the ISO code of a nationality adjective in any form, else ''.

    >>> country_of_adjective("ukrainischen"), country_of_adjective("Schweizer")
    ('UA', 'CH')
    """
    if word in ("Schweizer", "Luxemburger", "Liechtensteiner"):
        return {"S": "CH", "L": "LU"}[word[0]] if word != "Liechtensteiner" else "LI"
    code = _adjectives().get(word, "") or _adjectives().get(word.lower(), "")
    if code or "-" not in word:
        return code
    return _adjectives().get(word.rsplit("-", 1)[-1], "") if word.startswith("US-") else ""


@cache
def _region_adjectives() -> dict[str, str]:
    """Map forms of adjectives to regions and cities: 'bayerischen', 'Zürcher', 'Hamburger'."""
    table: dict[str, str] = {}
    for row in read_tsv("actors/regions.tsv", ["region", "adjectives"]):
        for base in split(row["adjectives"]):
            endings = ADJECTIVE_ENDINGS if base[0].islower() else ("",)
            table.update(dict.fromkeys((base + ending for ending in endings), row["region"]))
    names = [row["label"] for row in read_tsv("actors/places.tsv", ["label", "forms", "kind"])]
    names += [name for row in country_rows() for name in split(row["capitals"])]
    for name in names:
        table.setdefault(name + ("r" if name.endswith("e") else "er"), name)
    return table


def region_of_adjective(word: str) -> str:
    """Return the region or city of an adjective in any form, else ''.

    >>> region_of_adjective("bayerischen"), region_of_adjective("Zürcher")
    ('Bayern', 'Zürich')
    """
    return _region_adjectives().get(word, "")


@cache
def demonyms() -> dict[str, tuple[str, str]]:
    """Map forms such as 'Russen' to (ISO code, gender)."""
    table: dict[str, tuple[str, str]] = {}
    for row in country_rows():
        for base in split(row["demonyms"]):
            gender = "f" if base.endswith(("in", "Deutsche")) else "m"
            endings = ("", "nen") if gender == "f" else ("", "s", "n", "en")
            for ending in endings:
                table.setdefault(base + ending, (row["iso"], gender))
    for form in ("Deutsche", "Deutschen", "Deutscher"):
        table[form] = ("DE", "")
    return table


@cache
def _capitals() -> dict[str, str]:
    return {row["iso"]: split(row["capitals"])[0] for row in country_rows() if row["capitals"]}


def capital_of(code: str) -> str:
    """Return the German name of a state's capital, '' without one.

    >>> capital_of("KR"), capital_of("")
    ('Seoul', '')
    """
    return _capitals().get(code, "")


def split(cell: str) -> list[str]:
    """Return the parts of a cell that are parted by ``|``.

    >>> split("Kiew|Kyjiw"), split("")
    (['Kiew', 'Kyjiw'], [])
    """
    return cell.split("|") if cell else []
