"""Role nouns in all their forms: Präsident, Ministerinnen, US-Delegation, Kremlchef."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.mentions.names_tables import country_names
from kg.resources import read_toml, read_tsv

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
        if role.lower().endswith(("rat", "stand", "band")):
            at = role.rfind("a")
            yield from ((role[:at] + "ä" + role[at + 1 :] + end, "m") for end in ("e", "en"))
        for ending in ("er", "ern") if role.endswith(("land", "Land")) else ():
            yield stem.replace("Land", "Länd") + ending, "n"
        return
    if is_adjectival(role):
        yield from ((role[:-1] + end, gender) for end, gender in (("", ""), ("r", "m"), ("n", "")))
        if role.endswith("beamter") or role == "Beamter":
            yield from ((role[:-2] + end, "f") for end in ("in", "innen"))
        return
    if role in _FEMALE:
        yield from ((role + ending, "f") for ending in ("", "n", "en"))
        return
    for plain, mutated in _UMLAUTS:
        if role.lower().endswith(plain):
            woman = role[: -len(plain)] + (
                mutated if role[-len(plain)].islower() else mutated.title()
            )
            yield from ((woman + end, "f") for end in ("in", "innen"))
            yield from ((woman + end, "m") for end in ("e", "en"))
    yield from ((role + end, "m") for end in ("", "s", "es", "n", "en", "e", "ns", "ern"))
    stem = role[:-1] if role.endswith("e") else role
    yield stem + "in", "f"
    yield stem + "innen", "f"


#: Last parts that change their vowel in the plural and for women: 'Bundesrätin'.
_UMLAUTS = (("rat", "rät"), ("anwalt", "anwält"), ("arzt", "ärzt"))
_FEMALE = frozenset(
    "Ehefrau Gattin Geisel Mutter Nichte Obfrau Queen Schwester Tante Tochter Witwe".split()
)


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


def is_adjectival(role: str) -> bool:
    """Tell whether a role is declined as an adjective: 'Gesandter', 'die Gesandte'."""
    return role.endswith("er") and role[:-1] + "n" in _ADJECTIVAL


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
