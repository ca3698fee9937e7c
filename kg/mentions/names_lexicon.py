"""What the packaged data knows about names: gazetteer, role nouns, nationality adjectives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.resources import read_toml, read_tsv

#: Endings of strong and weak nouns, tried from the longest to the shortest.
NOUN_ENDINGS = ("", "s", "n", "en", "e", "es", "ns", "er")
ADJECTIVE_ENDINGS = ("e", "er", "en", "em", "es", "")
_NUMERAL = re.compile(r"[IVX]+\.?")
_HYPHENS = re.compile("[-‑–]")


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun that stands for somebody who acts: 'Außenministerin', 'US-Delegation'.

    ``role`` is its base form, ``office`` the class by which roles are compared, ``kind`` one of
    person, group, organisation, state. ``prefix`` is a state or organisation named by the first
    part ('US-', 'Kreml'), ``modifier`` any other first part ('Bahn' in 'Bahn-Chef').
    """

    role: str
    office: str
    kind: str
    gender: str
    prefix: str = ""
    modifier: str = ""
    inflected: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the gazetteer. ``code`` is the state that it is, or that a capital stands for."""

    label: str
    canonical: str
    kind: str
    code: str = ""
    gender: str = ""
    plural: bool = False


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


@cache
def first_names() -> dict[str, str]:
    """Map first names to 'm' or 'f'."""
    return {row["name"]: row["gender"] for row in read_tsv("de/names_first.tsv", ["name"])}


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, with or without its accents.

    >>> is_first_name("Andrés"), is_first_name("Tisch")
    (True, False)
    """
    names = first_names()
    return word in names or (not word.isascii() and _unaccented(word) in names)


@cache
def _unaccented(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def _roles() -> dict[str, tuple[str, str, str]]:
    rows = read_tsv("de/names_roles.tsv", ["role", "office", "kind", "match"])
    return {row["role"]: (row["office"], row["kind"], row["match"]) for row in rows}


@cache
def _role_forms() -> dict[str, tuple[str, str, str]]:
    """Map every inflected form to (role, gender, form): 'Ministerinnen' → Minister, f."""
    forms: dict[str, tuple[str, str, str]] = {}
    for role, (_, kind, _) in _roles().items():
        for form, gender in _inflect(role, kind):
            if form not in forms or form == role:
                forms[form] = (role, gender, form)
    return forms


def _inflect(role: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a role noun with the gender of each."""
    if kind != "person":
        stem = role[:-4] + "länd" if role.endswith("land") else role
        for ending in ("", "s", "es", "n", "en", "e", "nen"):
            yield role + ending, _noun_gender(role)
        for ending in ("er", "ern") if role.endswith(("land", "Land")) else ():
            yield stem.replace("Land", "Länd") + ending, "n"
        return
    if role.endswith("er") and role[:-1] + "n" in _ADJECTIVAL:
        yield from ((role[:-1] + end, gender) for end, gender in (("", ""), ("r", "m"), ("n", "")))
        if role.endswith("beamter") or role == "Beamter":
            yield from ((role[:-2] + end, "f") for end in ("in", "innen"))
        return
    if role in _FEMALE:
        yield from ((role + ending, "f") for ending in ("", "n", "en"))
        return
    yield from ((role + end, "m") for end in ("", "s", "es", "n", "en", "e", "ns", "ern"))
    stem = role[:-1] if role.endswith("e") else role
    yield stem + "in", "f"
    yield stem + "innen", "f"


_FEMALE = frozenset({"Tochter", "Schwester", "Ehefrau", "Witwe", "Gattin", "Obfrau", "Geisel"})
#: Participles and adjectives used as nouns: der Gesandte, ein Gesandter, des Gesandten.
_ADJECTIVAL = frozenset(
    stem + "n"
    for stem in (
        "Abgeordnete Abgesandte Angehörige Angeklagte Aufständische Beamte Beauftragte "
        "Bedienstete Bevollmächtigte Delegierte Fraktionsvorsitzende Gefangene Gesandte "
        "Kongressabgeordnete Bundestagsabgeordnete Kriminalbeamte Oppositionelle Parteivorsitzende "
        "Ratsvorsitzende Regierungsbeamte Sonderbeauftragte Sondergesandte Verantwortliche "
        "Verbündete Vertraute Vorsitzende Vorstandsvorsitzende Überlebende Außenbeauftragte "
        "Aussenbeauftragte"
    ).split()
)


def _noun_gender(role: str) -> str:
    """Guess the gender of a noun for a group or a body by its ending."""
    role = role.lower()
    if role.endswith(("ung", "ion", "schaft", "heit", "keit", "tei", "anz", "izei", "ee", "eite")):
        return "f"
    if role.endswith(("ium", "ment", "tt", "amt", "lat", "haus", "team", "land", "ime", "nis")):
        return "n"
    if role.endswith(("örde", "uppe", "ive", "iz", "ft", "tät")):
        return "f"
    known = {"kongress": "m", "konzern": "m", "staat": "m", "verband": "m", "senat": "m"}
    if role in known:
        return known[role]
    return "f" if role.endswith(("ik", "on", "ur", "schaft", "macht", "ik", "nk", "ta")) else ""


@cache
def find_role(word: str) -> RoleNoun | None:
    """Read a noun as a role, alone or as the last part of a compound.

    >>> find_role("US-Präsidenten").prefix, find_role("US-Präsidenten").office
    ('US', 'Präsident')
    >>> find_role("Präsidentenberater").office, find_role("Aussenministerin").gender
    ('Berater', 'f')
    >>> find_role("Haus") is None
    True
    """
    if len(word) < 3 or not word[0].isupper():
        return None
    found = _role_forms().get(word)
    if found:
        return _noun(found, "", word)
    parts = _HYPHENS.split(word)
    if len(parts) > 1:
        last = parts[-1][:1].upper() + parts[-1][1:]
        inner = find_role(last)
        if inner is None:
            return None
        first = word[: len(word) - len(parts[-1]) - 1]
        return _with_first_part(inner, first, word)
    for cut in range(3, len(word) - 3):
        tail = word[cut:]
        if tail[0].islower():
            found = _role_forms().get(tail[0].upper() + tail[1:])
            if found and _roles()[found[0]][2] == "end":
                return _noun(found, word[:cut], word)
    return None


def _noun(found: tuple[str, str, str], first: str, word: str) -> RoleNoun:
    role, gender, _ = found
    office, kind, _ = _roles()[role]
    prefix = "RU" if role.startswith("Kreml") else ""
    noun = RoleNoun(role, office, kind, gender, prefix, inflected=word)
    return _with_first_part(noun, first, word) if first else noun


def prefix_code(first: str) -> str:
    """Return the code of a state or organisation that begins a compound, else ''.

    >>> prefix_code("US"), prefix_code("Haus")
    ('US', '')
    """
    prefixes: dict[str, str] = read_toml("de/names.toml")["prefixes"]
    return prefixes.get(first, "")


def _with_first_part(noun: RoleNoun, first: str, word: str) -> RoleNoun:
    """Add what the first part of a compound says: a state, an organisation, or something else."""
    prefixes: dict[str, str] = read_toml("de/names.toml")["prefixes"]
    plain = first.rstrip("s") if first not in prefixes else first
    code = prefixes.get(first) or prefixes.get(plain, "") or country_names().get(first, "")
    if noun.prefix or code:
        return RoleNoun(
            noun.role, noun.office, noun.kind, noun.gender, code or noun.prefix, first, word
        )
    return RoleNoun(noun.role, noun.office, noun.kind, noun.gender, "", first, word)


@cache
def _country_rows() -> list[dict[str, str]]:
    return list(read_tsv("actors/countries.tsv", ["iso", "label", "forms", "adjectives"]))


@cache
def country_names() -> dict[str, str]:
    """Map the German names of states to their ISO codes."""
    names: dict[str, str] = {}
    for row in _country_rows():
        for name in [row["label"], *split(row["forms"])]:
            names.setdefault(name, row["iso"])
    return names


@cache
def _adjectives() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in _country_rows():
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
def demonyms() -> dict[str, tuple[str, str]]:
    """Map forms such as 'Russen' to (ISO code, gender)."""
    table: dict[str, tuple[str, str]] = {}
    for row in _country_rows():
        for base in split(row["demonyms"]):
            gender = "f" if base.endswith(("in", "Deutsche")) else "m"
            endings = ("", "nen") if gender == "f" else ("", "s", "n", "en")
            for ending in endings:
                table.setdefault(base + ending, (row["iso"], gender))
    for form in ("Deutsche", "Deutschen", "Deutscher"):
        table[form] = ("DE", "")
    return table


@cache
def gazetteer() -> dict[tuple[str, ...], Entry]:
    """Map tokenised names to what they name; persons with their full names and surnames."""
    table: dict[tuple[str, ...], Entry] = {}
    for row in _country_rows():
        gender = row["gender"]
        country = Entry("LOC", row["label"], "country", row["iso"], gender, gender == "p")
        capital_of = Entry("LOC", row["label"], "capital", row["iso"], "n")
        for name in [row["label"], *split(row["forms"])]:
            table.setdefault(_key(name), country)
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
        if len(tokens) > 1 and len(tokens[-1]) > 2 and tokens[-1][0].isupper():
            last = tokens[-2:] if tokens[-2] in ("Le", "De", "Ben", "Van") else tokens[-1:]
            table.setdefault(last, surname_only)


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


def split(cell: str) -> list[str]:
    """Return the parts of a cell that are parted by ``|``.

    >>> split("Kiew|Kyjiw"), split("")
    (['Kiew', 'Kyjiw'], [])
    """
    return cell.split("|") if cell else []


def bare(word: str) -> Iterator[str]:
    """Yield a name's word as it is and without a genitive ending or apostrophe.

    >>> list(bare("Putins")), list(bare("Orbáns")), list(bare("Jens'"))
    (['Putins', 'Putin'], ['Orbáns', 'Orbán'], ["Jens'", 'Jens'])
    """
    yield word
    if word.endswith(("'s", "’s")):
        yield word[:-2]
    elif word.endswith(("'", "’")) or (word.endswith("s") and len(word) > 3):
        yield word[:-1]


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
    if all(token.isupper() and len(token) > 3 for token in tokens):
        return table.get(tuple(token.title() for token in tokens))
    declined = _declined(tokens)
    return table.get(declined) if declined else None


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
