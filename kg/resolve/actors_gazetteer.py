"""The gazetteer as the resolver asks it: who is called so, who held an office on a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from kg.model import ActorKind
from kg.resolve.actors_spelling import fold, plain
from kg.resources import read_tsv

#: Offices that one person holds at a time, so that a day tells who is meant.
SINGLE_OFFICES = frozenset(
    "Präsident Ministerpräsident Außenminister Verteidigungsminister Vizepräsident "
    "Generalsekretär Kommissionspräsident Ratspräsident Außenbeauftragter Papst".split()
)
#: 'Bundeskanzler' and 'Premierminister' are heads of government alike.
_SAME_OFFICE = {"Bundeskanzler": "Ministerpräsident", "Kaiser": "König"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held; ``start``/``end`` are None where open or unknown."""

    office: str
    shown: str
    of: str
    start: dt.date | None
    end: dt.date | None

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether it was held on a day; True where no day is given."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def has_ended(self, day: dt.date | None, *, within: int = 1000) -> bool:
        """Tell whether it was over on a day, and ended no more than some years before."""
        if day is None or self.end is None:
            return self.end is not None
        return self.end < day and day.year - self.end.year <= within


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the gazetteer: a person, state, organisation or place.

    ``iso`` is the state that it is or represents. ``wikidata`` is '' unless it was checked.
    """

    label: str
    kind: ActorKind
    sort: str
    wikidata: str = ""
    gender: str = ""
    iso: str = ""
    offices: tuple[Office, ...] = ()


def _checked(row: dict[str, str]) -> str:
    return row["wikidata"] if row["checked"] != "no" else ""


def _names(row: dict[str, str]) -> list[str]:
    forms = row["forms"]
    return [row["label"], *(forms.split("|") if forms else [])]


def _date(cell: str, end: bool) -> dt.date | None:
    """Read an ISO date that may be partial: '2004' is its first or last day."""
    if not cell:
        return None
    parts = [int(part) for part in cell.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (28 if end else 1)
    return dt.date(year, month, day)


@cache
def countries() -> dict[str, Known]:
    """Map ISO codes to states."""
    rows = read_tsv("actors/countries.tsv", ["iso", "label", "forms"])
    return {
        r["iso"]: Known(r["label"], "Country", "country", _checked(r), r["gender"], r["iso"])
        for r in rows
    }


@cache
def adjectives() -> dict[str, str]:
    """Map codes to the first adjective, without ending: 'RU' → 'russisch', 'Wien' → 'Wiener'."""
    rows = read_tsv("actors/countries.tsv", ["iso", "label", "forms", "adjectives"])
    table = {r["iso"]: r["adjectives"].split("|")[0] for r in rows}
    for row in read_tsv("actors/regions.tsv", ["region", "adjectives"]):
        table[row["region"]] = row["adjectives"].split("|")[0]
    return table


@cache
def capitals() -> dict[str, tuple[str, str, str]]:
    """Map names of capitals to (label, ISO code, the city's Wikidata id)."""
    table: dict[str, tuple[str, str, str]] = {}
    for row in read_tsv("actors/countries.tsv", ["iso", "label"]):
        names = row["capitals"].split("|") if row["capitals"] else []
        for name in names:
            table[plain(name)] = (names[0], row["iso"], row["capital_wikidata"])
    return table


@cache
def _places() -> dict[str, Known]:
    table: dict[str, Known] = {}
    for iso, state in countries().items():
        table[plain(state.label)] = countries()[iso]
    for row in read_tsv("actors/countries.tsv", ["iso", "label", "forms"]):
        for name in _names(row):
            table.setdefault(plain(name), countries()[row["iso"]])
    for row in read_tsv("actors/organisations.tsv", ["label", "forms", "kind"]):
        known = Known(
            row["label"],
            "Organisation",
            row["kind"],
            _checked(row),
            row["gender"],
            row["represents"],
        )
        for name in _names(row):
            table.setdefault(plain(name), known)
    for row in read_tsv("actors/places.tsv", ["label", "forms", "kind"]):
        known = Known(row["label"], "Place", row["kind"], _checked(row), "n", row["country"])
        for name in _names(row):
            table.setdefault(plain(name), known)
    return table


def find_body(name: str) -> Known | None:
    """Return the state, organisation or place of a name in any of its cases.

    >>> find_body("Weißen Hauses").label, find_body("Vereinigten Staaten").iso
    ('Weißes Haus', 'US')
    """
    key = plain(name)
    found = _places().get(key) or _declined().get(key)
    return found or (_places().get(key[:-1]) if key.endswith("s") else None)


@cache
def _declined() -> dict[str, Known]:
    """Names in other cases: 'weissen hauses', 'den niederlanden'."""
    table: dict[str, Known] = {}
    for key, known in _places().items():
        if known.gender == "p" and key.endswith("e"):
            table.setdefault(f"{key}n", known)
        first, _, rest = key.partition(" ")
        ending = next((e for e in ("es", "er", "en", "e") if first.endswith(e)), "")
        if not rest or not ending:
            continue
        for new in ("e", "en", "er", "es", "em"):
            for tail in (rest, rest + "s", rest + "es"):
                table.setdefault(f"{first[: -len(ending)]}{new} {tail}", known)
    return table


@cache
def persons() -> tuple[Known, ...]:
    """Return all persons with their offices."""
    held: dict[str, list[Office]] = {}
    for row in read_tsv("actors/offices.tsv", ["person", "office", "of", "start", "end"]):
        office = Office(
            _SAME_OFFICE.get(row["office"], row["office"]),
            row["office"],
            row["of"],
            _date(row["start"], False),
            _date(row["end"], True),
        )
        held.setdefault(row["person"], []).append(office)
    return tuple(
        Known(
            row["label"],
            "Person",
            "person",
            _checked(row),
            row["gender"],
            offices=tuple(held.get(row["label"], ())),
        )
        for row in read_tsv("actors/persons.tsv", ["label", "forms", "gender"])
    )


@cache
def _by_full_name() -> dict[str, Known]:
    known = {person.label: person for person in persons()}
    table: dict[str, Known] = {}
    for row in read_tsv("actors/persons.tsv", ["label", "forms", "gender"]):
        for name in _names(row):
            table.setdefault(fold(name), known[row["label"]])
    return table


@cache
def _by_surname() -> dict[str, tuple[Known, ...]]:
    table: dict[str, dict[str, Known]] = {}
    for row in read_tsv("actors/persons.tsv", ["label", "forms", "gender"]):
        person = _by_full_name()[fold(row["label"])]
        for last in map(surname, _names(row)):
            table.setdefault(fold(last), {})[person.label] = person
            table.setdefault(fold(without_article(last)), {})[person.label] = person
    return {key: tuple(bucket.values()) for key, bucket in table.items()}


_ARTICLE = re.compile(r"^(?:al|el)[- ](?=\w{3})", re.IGNORECASE)


def without_article(name: str) -> str:
    """Return a surname without its Arabic article: 'al-Assad' → 'Assad'."""
    return _ARTICLE.sub("", name)


def is_full_name(name: str) -> bool:
    """Tell whether a name has more than a surname with its particles.

    >>> is_full_name("Marine Le Pen"), is_full_name("Le Pen"), is_full_name("Al Gore")
    (True, False, True)
    """
    return plain(surname(name)) != plain(name)


def surname(name: str) -> str:
    """Return the last name with its particles: 'von der Leyen', 'Le Pen', 'Kim'.

    >>> surname("Ursula von der Leyen"), surname("Tony Blair"), surname("Kim Jong-il")
    ('von der Leyen', 'Blair', 'Kim')
    """
    words = name.split()
    if len(words) > 1 and is_surname_first(words):
        return words[0]
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    if at == 1 and (words[0] in _PARTICLES or words[0] in _CAPITAL_PARTICLES):
        at = 0
    return " ".join(words[at:])


_PARTICLES = frozenset("von van der den de la le del di bin ben al zu da dos du".split())
_CAPITAL_PARTICLES = frozenset("De Del Di Du La Le Van Von".split())
_SURNAME_FIRST = frozenset(
    "Kim Xi Hu Jiang Wen Li Wang Yang Lai Tsai Chen Ma Roh Lee Park Moon Yoon Han Mao Deng Hun "
    "Zhu Zhou Zhang Liu Ban Nguyen".split()
)


def is_surname_first(words: list[str]) -> bool:
    """Tell whether a name is of the East Asian form, surname first: 'Xi Jinping'."""
    if words[0] not in _SURNAME_FIRST or len(words) > 3:
        return False
    return (len(words) == 2 and (words[0] != "Ma" or "-" in words[1])) or "-" in words[-1]


def find_person(name: str) -> Known | None:
    """Return the person of a full name in any spelling, or None."""
    return _by_full_name().get(fold(name))


def find_surname(name: str) -> tuple[Known, ...]:
    """Return all persons of the gazetteer who bear a surname."""
    return _by_surname().get(fold(name), ())


def holders(office: str, of: str, day: dt.date) -> tuple[Known, ...]:
    """Return who held an office on a day, by the gazetteer.

    >>> [p.label for p in holders("Präsident", "US", dt.date(2025, 7, 3))]
    ['Donald Trump']
    """
    return tuple(
        person
        for person in persons()
        if any(o.office == office and o.of == of and o.holds(day) for o in person.offices)
    )


@cache
def roles() -> dict[str, tuple[str, str]]:
    """Map role nouns to (office, kind)."""
    rows = read_tsv("de/names_roles.tsv", ["role", "office", "kind"])
    return {row["role"]: (row["office"], row["kind"]) for row in rows}


@cache
def read_title(title: str) -> tuple[str, str, str]:
    """Return (office, kind, first part) of a title's base form.

    >>> read_title("Präsidentenberater"), read_title("SPD-Chef")
    (('Berater', 'person', ''), ('Parteichef', 'person', 'SPD'))
    """
    title = bare_title(title)
    if title in roles():
        office, kind = roles()[title]
        return _specific(office, title), kind, ""
    if "-" in title:
        first, last = title.rsplit("-", 1)
        office, kind, _ = read_title(last[:1].upper() + last[1:])
        body = find_body(first)
        if office == "Chef" and body is not None and body.sort == "party":
            office = "Parteichef"
        return office, kind, first
    for cut in range(2, len(title) - 2):
        tail = title[cut].upper() + title[cut + 1 :]
        if tail in roles():
            office, kind = roles()[tail]
            return _specific(office, tail), kind, title[:cut]
    return "", "", ""


_FORMER_PART = re.compile("^(?:Ex|Alt)-?(?=[A-ZÄÖÜa-zäöü])")


def bare_title(title: str) -> str:
    """Return a title without the first part that says that its office is over.

    >>> bare_title("Ex-Präsident"), bare_title("Altbundeskanzler"), bare_title("Experte")
    ('Präsident', 'Bundeskanzler', 'Experte')
    """
    rest = _FORMER_PART.sub("", title)
    rest = rest[:1].upper() + rest[1:]
    if rest == title or (title in roles() and not title.startswith("Altkanzler")):
        return title
    return rest if rest in roles() or "-" in title else title


def role_class(title: str) -> str:
    """Return the class of a title's role as the table has it: 'Familie' for 'Schwester'."""
    return roles().get(title, ("", ""))[0]


#: Classes of roles so wide that only the very same word is the same office.
_WIDE = frozenset("Minister Chef Militär Recht Fachmann Leute Beamter Journalist Familie".split())
_WIDE_WORDS = {
    "Chefdiplomat": "Außenminister",
    "Bundesminister": "Minister",
    "Vorsitzender": "Chef",
    "Direktor": "Chef",
    "Leiter": "Chef",
    "Parteivorsitzender": "Parteichef",
    "Fraktionsvorsitzender": "Fraktionschef",
    "Vorstandsvorsitzender": "Vorstandschef",
    "Regierungsvertreter": "Beamter",
    "Oberbürgermeister": "Bürgermeister",
}


def _specific(office: str, role: str) -> str:
    """Return the office of a role: the class, or the word itself where the class is wide."""
    if office not in _WIDE:
        return office
    return _WIDE_WORDS.get(role, role.removeprefix("Bundes").capitalize())
