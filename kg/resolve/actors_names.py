"""Names to actors: full names first, then surnames, with titles, states and days as checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_abbreviations import find_abbreviations
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_gazetteer import Known, surname
from kg.resolve.actors_spelling import fold, nearly_same, plain, undeclined
from kg.resources import first_names, read_tsv

_UNSAID = frozenset({"", "Kollege", "Leute", "Familie", "Vorgänger", "Fachmann", "Politiker"})
_KEY_LENGTH = 6  # letters of a surname from which a key may stand for another spelling
_YEARS = 366
#: Titles in the text that speak for another office of the gazetteer than by name.
_TOP = gazetteer.SINGLE_OFFICES | {"König", "Kronprinz", "Innenminister", "Finanzminister"}


@cache
def _common_surnames() -> frozenset[str]:
    rows = read_tsv("actors/surnames.tsv", ["surname", "source"])
    return frozenset(plain(row["surname"]) for row in rows)


class NameResolver:
    """Groups the names of one article to entities.

    :param content: the text that offsets count in.
    :param day: the publication date, None where unknown.
    """

    def __init__(self, mentions: Sequence[Mention], content: str, day: dt.date | None) -> None:
        self._day = day
        self._long = find_abbreviations(mentions, content)
        self._short = {long: short for short, long in self._long.items()}
        self._named = [m for m in mentions if m.kind == "name"]
        self._codes = {code for m in mentions for code in m.country.split("+") if code}
        self.entities: list[Entity] = []
        self.of: dict[Mention, Entity] = {}
        self.places: dict[Mention, Entity] = {}

    def resolve(self) -> None:
        """Give every name an entity, as far as it can be told."""
        people = [m for m in self._named if m.label == "PER"]
        for mention in self._named:
            if mention.label != "PER":
                self._take_body(mention)
        full = [m for m in people if len(m.name.split()) > 1]
        for mention in full:
            self._take_full(mention)
        for mention in people:
            if len(mention.name.split()) == 1:
                self._take_surname(mention)
        for mention, entity in self.of.items():
            _learn(entity, mention)
            if not entity.states and mention.title.startswith("Bundes"):
                entity.add_state(self._federation())

    def _federation(self) -> str:
        """Return which of the three federations a text is about, '' where it names several."""
        named = [code for code in ("AT", "CH", "DE") if code in self._codes]
        return named[0] if len(named) == 1 else ""

    # bodies and places

    def _take_body(self, mention: Mention) -> None:
        capital = gazetteer.capitals().get(plain(mention.name))
        if capital is not None:
            self._take_capital(mention, capital)
            return
        if mention in self._long:
            entity = self.of[self._long[mention]]
            entity.note(f"'{mention.name}' stands in brackets after '{entity.label}'")
            self._assign(mention, entity, "abbreviation")
            return
        known = gazetteer.find_body(mention.name)
        if known is None and mention in self._short:
            known = gazetteer.find_body(self._short[mention].name)
        entity = self._body(mention, known)
        self._assign(mention, entity, "gazetteer" if known else "name")
        if entity.kind in ("Country", "Place"):
            self.places[mention] = entity

    def _take_capital(self, mention: Mention, capital: tuple[str, str, str]) -> None:
        label, iso, wikidata = capital
        if mention.label == "LOC":
            known = Known(label, "Place", "city", wikidata, "n", iso)
            place = self._find_known(known) or self._new(label, "Place", known)
            place.add(mention, "place")
            self.places[mention] = place
            return
        state = self.state(iso)
        state.note(f"'{label}' acts here, so it stands for the government of {state.label}")
        self._assign(mention, state, "metonym")

    def _body(self, mention: Mention, known: Known | None) -> Entity:
        if known is not None:
            if known.kind == "Country":
                return self.state(known.iso)
            if known.kind == "Organisation":
                return self.organisation(known)
            return self._find_known(known) or self._new(known.label, known.kind, known)
        kind = "Place" if mention.label == "LOC" else "Organisation"
        for entity in self.entities:
            if entity.kind == kind and _same_body(entity, mention.name):
                return entity
        entity = self._new(mention.name, "Place" if kind == "Place" else "Organisation", None)
        entity.confidence = 0.8
        return entity

    def state(self, iso: str) -> Entity:
        """Return the entity of a state, made when first needed."""
        known = gazetteer.countries()[iso]
        found = self._find_known(known)
        if found is None:
            found = self._new(known.label, "Country", known)
            found.add_state(iso)
        return found

    def organisation(self, known: Known) -> Entity:
        """Return the entity of an organisation of the gazetteer, made when first needed."""
        found = self._find_known(known)
        if found is None:
            found = self._new(known.label, known.kind, known)
            found.add_state(known.iso)
        return found

    def body_of(self, code: str) -> Entity | None:
        """Return the state or organisation of a code such as 'RU' or 'EU'; None if unknown."""
        if code in gazetteer.countries():
            return self.state(code)
        known = gazetteer.find_body(code)
        return self.organisation(known) if known and known.kind == "Organisation" else None

    def _find_known(self, known: Known) -> Entity | None:
        return next((e for e in self.entities if e.known == known), None)

    def person(self, known: Known, reason: str, confidence: float) -> Entity:
        """Return the entity of a person of the gazetteer, made when first needed."""
        found = self._find_known(known)
        if found is None:
            found = self._new(known.label, "Person", known)
            found.gender, found.confidence = known.gender, confidence
            found.note(reason)
            learn_states([found], self._day)
        return found

    def _new(self, label: str, kind: str, known: Known | None) -> Entity:
        entity = Entity(label=label, kind=kind, known=known)  # type: ignore[arg-type]
        if known is not None:
            entity.gender = known.gender
            entity.plural = known.gender == "p"
        self.entities.append(entity)
        return entity

    def add(self, entity: Entity) -> Entity:
        """Keep an entity that was made elsewhere."""
        self.entities.append(entity)
        return entity

    def _assign(self, mention: Mention, entity: Entity, rule: str) -> None:
        entity.add(mention, rule)
        if mention.name and mention.name not in entity.names:
            entity.names.append(mention.name)
        self.of[mention] = entity

    # persons

    def _take_full(self, mention: Mention) -> None:
        known = gazetteer.find_person(mention.name)
        if known is not None and self._believable(mention, known):
            entity = self.person(known, f"'{mention.name}' stands in the gazetteer", 1.0)
            self._assign(mention, entity, "full-name")
            return
        for entity in self.entities:
            if entity.kind == "Person" and _same_full_name(entity, mention):
                self._assign(mention, entity, "full-name")
                return
        entity = self._new(mention.name, "Person", None)
        first = mention.name.split()[0]
        entity.gender = mention.gender or first_names().get(first, "")
        self._assign(mention, entity, "full-name")

    def _believable(self, mention: Mention, known: Known) -> bool:
        """Tell whether a person of the gazetteer can be meant by a full name.

        A name that many bear needs a title or a state of the text beside it.
        """
        if not self._in_time(known):
            return False
        if plain(surname(known.label)) not in _common_surnames():
            return True
        if known.label.split()[0] not in first_names():
            return True
        if not known.offices:
            return True
        return self._title_fits(mention, known) or any(o.of in self._codes for o in known.offices)

    def _in_time(self, known: Known) -> bool:
        if self._day is None or not known.offices:
            return True
        starts = [o.start for o in known.offices if o.start]
        return not starts or min(starts) <= self._day + dt.timedelta(days=15 * _YEARS)

    def _title_fits(self, mention: Mention, known: Known) -> bool:
        office, _, _ = gazetteer.read_title(mention.title)
        return any(office == o.office and mention.country in ("", o.of) for o in known.offices)

    def _take_surname(self, mention: Mention) -> None:
        fitting = [e for e in self.entities if _bears(e, mention)]
        fitting = [e for e in fitting if self._compatible(e, mention)]
        if len(fitting) > 1:
            fitting = self._narrowed(fitting, mention)
        if len(fitting) == 1:
            entity = fitting[0]
            entity.note(f"'{mention.name}' after '{entity.label}': the same surname")
            self._assign(mention, entity, "surname")
            return
        if fitting:
            self._assign(mention, self._local(mention), "ambiguous-surname")
            return
        known = self._by_gazetteer(mention)
        if known is not None:
            office = known.offices[0].shown if known.offices else "gazetteer"
            entity = self.person(
                known, f"'{mention.name}' alone: by office and day ({office})", 0.9
            )
            self._assign(mention, entity, "surname-and-day")
            return
        self._assign(mention, self._local(mention), "surname-only")

    def _local(self, mention: Mention) -> Entity:
        for entity in self.entities:
            if (
                entity.local
                and entity.kind == "Person"
                and plain(entity.label) == plain(mention.name)
                and self._compatible(entity, mention)
            ):
                return entity
        entity = self._new(mention.name, "Person", None)
        entity.local, entity.confidence, entity.gender = True, 0.7, mention.gender
        entity.note(f"'{mention.name}': the text gives no more of the name")
        return entity

    def _compatible(self, entity: Entity, mention: Mention) -> bool:
        """Tell whether title, state and gender of a mention contradict an entity."""
        if mention.gender and entity.gender and mention.gender != entity.gender:
            return False
        office, _, _ = gazetteer.read_title(mention.title)
        if entity.known is None or not entity.known.offices or office not in _TOP:
            return True
        return any(
            o.office == office and mention.country in ("", o.of) for o in entity.known.offices
        ) or any(
            m.name and len(m.name.split()) > 1 and m.title == mention.title for m in entity.mentions
        )

    def _narrowed(self, fitting: list[Entity], mention: Mention) -> list[Entity]:
        """Of several bearers of a surname keep the one that title or order point at."""
        office, _, _ = gazetteer.read_title(mention.title)
        if office not in _UNSAID:
            holders = [e for e in fitting if e.holds(office, mention.country, self._day)]
            return holders if holders else fitting
        before = [e for e in fitting if any(m.start < mention.start for m in e.mentions)]
        return before if len(before) == 1 else fitting

    def _by_gazetteer(self, mention: Mention) -> Known | None:
        """Return whom a lone surname means, if office, day or rarity tell, else None."""
        word = mention.name
        people = [p for p in gazetteer.find_surname(word) if _may_be(p, word)]
        people = [p for p in people if not mention.gender or p.gender in ("", mention.gender)]
        office, _, first = gazetteer.read_title(mention.title)
        if office not in _UNSAID:
            people = [p for p in people if self._held(p, office, mention.country)]
            return people[0] if len(people) == 1 and not first else None
        if mention.country:
            people = [p for p in people if any(o.of == mention.country for o in p.offices)]
        common = plain(word) in _common_surnames()
        if not common and len(people) == 1 and self._in_time(people[0]):
            return people[0]
        if self._day is None:
            return None
        serving = [p for p in people if any(o.holds(self._day) for o in p.offices)]
        if common:
            serving = [p for p in serving if any(o.of in self._codes for o in p.offices)]
        return serving[0] if len(serving) == 1 else None

    def _held(self, person: Known, office: str, country: str) -> bool:
        return any(
            (o.office == office or (office == "Minister" and o.office.endswith("minister")))
            and country in ("", o.of)
            and o.holds(self._day)
            for o in person.offices
        )


def _same_full_name(entity: Entity, mention: Mention) -> bool:
    """Tell whether a full name is another spelling, or a shorter form, of an entity's."""
    for name in [entity.label, *entity.names]:
        one, two = name.split(), mention.name.split()
        if len(one) < 2:
            continue
        if fold(name) == fold(mention.name) or nearly_same(name, mention.name):
            return True
        if fold(one[0]) == fold(two[0]) and fold(one[-1]) == fold(two[-1]):
            return True  # 'Hans Müller' and 'Hans Peter Müller'
    return False


def _same_body(entity: Entity, name: str) -> bool:
    """Tell whether a name is an entity's, in whatever case it stands."""
    return any(undeclined(form) == undeclined(name) for form in (entity.label, *entity.names))


def _bears(entity: Entity, mention: Mention) -> bool:
    """Tell whether an entity with a full name bears a mention's single name."""
    if entity.kind != "Person":
        return False
    for name in [entity.label, *entity.names]:
        if len(name.split()) < 2:
            continue
        last = surname(name)
        if plain(mention.name) in (plain(last), *plain(name).split()[1:]):
            return True
        first = name.split()[0]
        if plain(first) == plain(mention.name) and first not in first_names():
            return True  # 'Thaksin' for Thaksin Shinawatra, 'Saddam' for Saddam Hussein
        long = len(plain(last)) >= _KEY_LENGTH
        if long and fold(mention.name) == fold(last):
            return True
    return False


def _may_be(person: Known, word: str) -> bool:
    """Tell whether a person's surname is written so, or is another spelling of a long name."""
    last = surname(person.label)
    return (
        plain(last) == plain(word)
        or len(plain(word)) >= _KEY_LENGTH
        or plain(word) in plain(person.label).split()
    )


def _learn(entity: Entity, mention: Mention) -> None:
    """Take from a titled name what it says of the office and the state."""
    office, kind, first = gazetteer.read_title(mention.title)
    if mention.gender and not entity.gender:
        entity.gender = mention.gender
    if entity.kind != "Person":
        return
    if (
        kind == "person"
        and office not in _UNSAID
        and (office, mention.country or first) not in (entity.titles)
    ):
        entity.titles.append((office, mention.country or first))
    if office not in ("", "Familie", "Leute") and mention.country:
        for code in mention.country.split("+"):
            if len(entity.states) == 0:
                entity.add_state(code)


def learn_states(entities: Iterable[Entity], day: dt.date | None) -> None:
    """Let the gazetteer's offices of the day say for whom persons speak."""
    for entity in entities:
        if entity.kind != "Person" or entity.known is None:
            continue
        held = {office.of for office in entity.offices(day)}
        if len(held) == 1:
            code = held.pop()
            entity.states = [code]
        elif not held and not entity.titles:
            entity.states = []
