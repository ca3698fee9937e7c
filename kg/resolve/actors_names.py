"""Names to actors: full names first, then surnames, with titles, states and days as checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_abbreviations import find_abbreviations
from kg.resolve.actors_bearers import (
    bears,
    fits_initials,
    is_shortened,
    may_be,
    same_body,
    same_full_name,
    without_initials,
)
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_gazetteer import Known, Office, is_full_name, surname
from kg.resolve.actors_kin import parted_names
from kg.resolve.actors_learning import UNSAID, learn_states, learn_title
from kg.resolve.actors_offices import fits_state, standing_of
from kg.resolve.actors_parties import PARTY_LEADER, learn_parties, party_of
from kg.resolve.actors_spelling import plain
from kg.resources import first_names, read_tsv

_YEARS = 366
_BRUSSELS = "Brüssel"
_RECENT = 10  # years after an office in which its holder still needs no title
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
        self._content = content
        self._long = find_abbreviations(mentions, content)
        self._short = {long: short for short, long in self._long.items()}
        self._named = [m for m in mentions if m.kind == "name"]
        self._codes = {code for m in mentions for code in m.country.split("+") if code}
        self._speaks_of_belgium = any(m.country == "BE" and m.name != _BRUSSELS for m in mentions)
        self._roles = [m for m in mentions if m.kind == "nominal" and m.title and not m.plural]
        self._apart = parted_names(self._named, content)
        self.entities: list[Entity] = []
        self.of: dict[Mention, Entity] = {}
        self.places: dict[Mention, Entity] = {}

    def resolve(self) -> None:
        """Give every name an entity, as far as it can be told."""
        people = [m for m in self._named if m.label == "PER"]
        for mention in self._named:
            if mention.label != "PER":
                self._take_body(mention)
        full = [m for m in people if is_full_name(m.name)]
        for mention in sorted(full, key=lambda m: is_shortened(m.name)):
            self._take_full(mention)
        for mention in people:
            if not is_full_name(mention.name):
                self._take_surname(mention)
        for mention, entity in self.of.items():
            learn_title(entity, mention)
            if not entity.states and entity.titles and mention.title.startswith("Bundes"):
                entity.add_state(self._federation())
        learn_parties(self._named, self.of, content=self._content)

    def _federation(self) -> str:
        """Return which of the three federations a text is about, '' where it names several."""
        named = [code for code in ("AT", "CH", "DE") if code in self._codes]
        return named[0] if len(named) == 1 else ""

    def states_told(self) -> set[str]:
        """Return the states that the text names, or that a person of it serves or served."""
        people = [e for e in self.entities if e.mentions]
        spoken = {code for e in people for code in e.states}
        served = {o.of for e in people if e.known is not None for o in e.known.offices}
        return self._codes | spoken | served

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
        if label == _BRUSSELS and mention.label == "ORG" and not self._speaks_of_belgium:
            union = self.body_of("EU")
            if union is not None:
                union.note(f"'{label}' acts here, so it stands for the European Union")
                self._assign(mention, union, "metonym")
                return
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
            if entity.kind == kind and same_body(entity, mention.name):
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
        name = mention.name
        known = gazetteer.find_person(name) or gazetteer.find_person(without_initials(name))
        known = known or self._by_initials(mention)
        if known is not None and self._believable(mention, known):
            entity = self.person(known, f"'{name}' stands in the gazetteer", 1.0)
            self._assign(mention, entity, "full-name")
            return
        for entity in self.entities:
            if entity.kind != "Person" or self._is_apart(entity, mention):
                continue
            if same_full_name(entity, mention) or fits_initials(name, entity.label):
                self._assign(mention, entity, "full-name")
                return
        entity = self._new(name, "Person", None)
        entity.local = plain(surname(name)) in _common_surnames() or is_shortened(name)
        entity.gender = mention.gender or first_names().get(name.split()[0], "")
        self._assign(mention, entity, "full-name")

    def _by_initials(self, mention: Mention) -> Known | None:
        """'D. Trump' in 2025: the only one of the surname with that initial and a recent office."""
        if not is_shortened(mention.name):
            return None
        people = gazetteer.find_surname(surname(mention.name))
        fitting = [p for p in people if fits_initials(mention.name, p.label)]
        recent = [p for p in fitting if any(self._is_recent(o) for o in p.offices)]
        return recent[0] if len(fitting) == 1 and recent else None

    def _is_apart(self, entity: Entity, mention: Mention) -> bool:
        """Tell whether the text says that a mention is a relative of this person."""
        others = self._apart.get(mention, frozenset())
        return any(other in others for other in entity.mentions)

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
        if not any(o.office != PARTY_LEADER for o in known.offices):
            return True
        if any(self._is_recent(office) for office in known.offices):
            return True
        return self._title_fits(mention, known) or any(o.of in self._codes for o in known.offices)

    def _is_recent(self, office: Office) -> bool:
        """Tell whether an office holds on the day or ended a few years before."""
        if self._day is None:
            return False
        return office.holds(self._day) or office.has_ended(self._day, within=_RECENT)

    def _in_time(self, known: Known) -> bool:
        if self._day is None or not known.offices:
            return True
        starts = [o.start for o in known.offices if o.start]
        return not starts or min(starts) <= self._day + dt.timedelta(days=15 * _YEARS)

    def _title_fits(self, mention: Mention, known: Known) -> bool:
        office, _, _ = gazetteer.read_title(mention.title)
        return any(office == o.office and mention.country in ("", o.of) for o in known.offices)

    def _take_surname(self, mention: Mention) -> None:
        fitting = [e for e in self.entities if bears(e, mention)]
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
        """Tell whether title, state, gender and kinship of a mention agree with an entity."""
        if self._is_apart(entity, mention):
            return False
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
        if office not in UNSAID:
            asked = (office, mention.country, self._day, mention.title)
            former = standing_of(mention) == "former"
            holders = [e for e in fitting if (e.held_once(*asked) if former else e.holds(*asked))]
            return holders if holders else fitting
        before = [e for e in fitting if any(m.start < mention.start for m in e.mentions)]
        serving = [e for e in fitting if any(e.offices(self._day))]
        known = [e for e in fitting if e.known is not None]
        if len(before) != 1 and serving == known and len(known) == 1:
            return serving  # 'Macron' beside Brigitte Macron is who holds the office
        return before if len(before) == 1 else fitting

    def _by_gazetteer(self, mention: Mention) -> Known | None:
        """Return whom a lone surname means, if office, day or rarity tell, else None."""
        word = mention.name
        people = [p for p in gazetteer.find_surname(word) if may_be(p, word)]
        people = [p for p in people if not mention.gender or p.gender in ("", mention.gender)]
        office, _, first = gazetteer.read_title(mention.title)
        if office not in UNSAID:
            people = [p for p in people if self._held(p, office, mention)]
            alone = len(people) == 1 and (not first or party_of(first))
            return people[0] if alone else None
        if mention.country:
            people = [p for p in people if any(o.of == mention.country for o in p.offices)]
        common = plain(word) in _common_surnames()
        if not common and len(people) == 1 and self._in_time(people[0]):
            return people[0]
        if self._day is None:
            return None
        serving = [p for p in people if any(o.holds(self._day) for o in p.offices)]
        if common:
            near = [p for p in serving if any(o.of in self._codes for o in p.offices)]
            serving = [p for p in people if self._is_called(p)] or near
        return serving[0] if len(serving) == 1 else None

    def _is_called(self, person: Known) -> bool:
        """Tell whether a noun of the text names the very office that a person holds or held."""
        return any(
            m.gender in ("", person.gender)
            and standing_of(m) != "other"
            and m.title != "Minister"
            and self._held(person, gazetteer.read_title(m.title)[0], m)
            for m in self._roles
        )

    def _held(self, person: Known, office: str, mention: Mention) -> bool:
        """Tell whether a person held the office of a title on the day, or before if it is over."""
        over = standing_of(mention) == "former"
        return any(
            (o.office == office or (office == "Minister" and o.office.endswith("minister")))
            and _scope(mention) in ("", o.of)
            and fits_state(mention.title, o.of)
            and (o.has_ended(self._day) if over else o.holds(self._day))
            for o in person.offices
        )


def _scope(mention: Mention) -> str:
    """Return the state, region or party of a title, '' where it names none."""
    return mention.country or party_of(gazetteer.read_title(mention.title)[2])
