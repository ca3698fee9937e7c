"""The actors of one article while they are being put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Actor, ActorKind, Article, Evidence, Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_gazetteer import Known, Office
from kg.resolve.actors_offices import fits_state, same_word, standing_of
from kg.resolve.actors_spelling import plain
from kg.resolve.evidence import evidence_at

_ARTICLES = ("Der", "Die", "Das", "Dem", "Den", "Des", "Ein", "Eine", "Einem", "Einer")
#: Rules by which a mention is evidence but no form of one actor's name.
_NO_FORM = ("implied", "plural")
_PLACE_KIND: ActorKind = "Place"


@dataclass(eq=False, slots=True)
class Entity:
    """One actor with the mentions that were taken for it.

    ``titles`` holds (office, scope) as the text gives them; a scope is a state's code, a first
    part ('SPD') or ''. ``words`` are its titles as written, ``former`` offices that the text says
    are over. ``states`` are the codes of states that it is or speaks for.
    """

    label: str
    kind: ActorKind
    known: Known | None = None
    gender: str = ""
    plural: bool = False
    local: bool = False
    confidence: float = 1.0
    names: list[str] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    former: list[tuple[str, str]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    owners: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    id: str = ""

    def add(self, mention: Mention, rule: str) -> None:
        """Take a mention for this actor, by a rule."""
        self.mentions.append(mention)
        self.rules.append(rule)

    def note(self, reason: str) -> None:
        """Keep a reason once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def add_state(self, code: str) -> None:
        """Note that it speaks for a state (or for an organisation named like one)."""
        if code and code not in self.states:
            self.states.append(code)

    def offices(self, day: dt.date | None) -> Iterator[Office]:
        """Yield the offices that the gazetteer gives it on a day; all where none is known."""
        over = {office for office, _ in self.former}
        for office in self.known.offices if self.known is not None else ():
            if office.holds(day) and office.office not in over:
                yield office

    def holds(self, office: str, scope: str, day: dt.date | None, word: str = "") -> bool:
        """Tell whether it holds an office, by the text or by the gazetteer on a day.

        :param scope: a state's code or another scope; '' asks for any.
        :param word: the title by which it is called, which may be used for some states only.
        """
        for known in self.offices(day):
            if not fits_office(known.office, office) or not fits_state(word, known.of):
                continue
            if scope in ("", known.of):
                return True
        return any(
            fits_office(title, office)
            and (not scope or given == scope or (not given and scope in self.states))
            and self._may_be_called(word, given)
            for title, given in self.titles
        )

    def _may_be_called(self, word: str, given: str) -> bool:
        """Tell whether a word is used for an office of the scope or the states that it has."""
        scopes = [given] if given else self.states
        if scopes:
            return any(fits_state(word, scope) for scope in scopes)
        return not self.words or any(same_word(word, own) for own in self.words)

    def held_once(self, office: str, scope: str, day: dt.date | None, word: str = "") -> bool:
        """Tell whether it held an office before: by the text, or by the gazetteer on a day."""
        told = (of for title, of in self.former if fits_office(title, office))
        if any(not scope or of in ("", scope) for of in told):
            return True
        return (
            self.known is not None
            and day is not None
            and any(
                fits_office(known.office, office)
                and scope in ("", known.of)
                and fits_state(word, known.of)
                and known.end is not None
                and known.end < day
                for known in self.known.offices
            )
        )


def fits_office(held: str, asked: str) -> bool:
    """Tell whether somebody who holds one office can be called by another.

    >>> fits_office("Außenminister", "Minister"), fits_office("König", "Präsident")
    (True, False)
    """
    if held == asked:
        return True
    if held == "Ressortchef":
        return asked.endswith("minister")
    if asked == "Ressortchef":
        return held.endswith("minister") and held != "Ministerpräsident"
    if asked == "Minister":
        return held.endswith("minister") and held != "Ministerpräsident"
    if asked == "Politiker":
        return held in _POLITICAL or held.endswith("minister")
    return asked == "Beamter" and held in ("Sprecher", "Berater", "Sondergesandter", "Botschafter")


_POLITICAL = frozenset(
    "Präsident Ministerpräsident Vizepräsident Vizekanzler Politiker Senator Parteichef "
    "Fraktionschef Kommissionspräsident Ratspräsident Außenbeauftragter Parlamentspräsident".split()
)


def is_of_gender(entity: Entity, mention: Mention) -> bool:
    """Tell whether an actor can be meant by a mention's gender; unknown fits all."""
    return not (entity.gender and mention.gender) or entity.gender == mention.gender


def slug(text: str) -> str:
    """Return a label as an id: lower case, ASCII, hyphens.

    >>> slug("Weißes Haus"), slug("Wladimir Putin")
    ('weisses-haus', 'wladimir-putin')
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-") or "actor"


def surface(mention: Mention) -> str:
    """Return a mention's words on one line, the article in lower case."""
    text = " ".join(mention.text.split())
    first, _, rest = text.partition(" ")
    if first in _ARTICLES and rest and not mention.name.startswith(first):
        return f"{first.lower()} {rest}"
    return text


def evidence(mention: Mention, rule: str, article: Article) -> Evidence:
    """Return the words of a mention as evidence."""
    return evidence_at(mention.start, mention.end, f"actor.{rule}", article)


def with_ids(entities: Iterable[Entity]) -> list[Entity]:
    """Give every entity an id of its own, in order of first mention."""
    seen: dict[str, int] = {}
    ordered = sorted(entities, key=lambda e: (_first(e), e.label, e.kind))
    for entity in ordered:
        base = slug(entity.label)
        if entity.kind == _PLACE_KIND:
            base = f"ort-{base}"
        seen[base] = seen.get(base, 0) + 1
        entity.id = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return ordered


def _first(entity: Entity) -> int:
    return min((m.start for m in entity.mentions), default=1 << 30)


def to_actor(
    entity: Entity, by_state: dict[str, Entity], article: Article, day: dt.date | None
) -> Actor:
    """Turn an entity into the record that other rooms see."""
    represents = [
        by_state[code].id
        for code in entity.states
        if code in by_state and by_state[code] is not entity
    ]
    represents += [owner.id for owner in entity.owners if owner.id and owner is not entity]
    told = zip(entity.mentions, entity.rules, strict=True)
    shown = {surface(m) for m, rule in told if m.kind != "pronoun" and rule not in _NO_FORM}
    shown |= set(entity.names)
    found = {
        evidence(m, rule, article) for m, rule in zip(entity.mentions, entity.rules, strict=True)
    }
    return Actor(
        id=entity.id,
        kind=entity.kind,
        label=entity.label,
        forms=tuple(sorted(form for form in shown if form)),
        wikidata=entity.known.wikidata if entity.known else "",
        office=_office(entity, day),
        represents=tuple(dict.fromkeys(represents)),
        local=entity.local,
        confidence=entity.confidence,
        reasons=tuple(entity.reasons),
        evidence=tuple(sorted(found)),
    )


def _office(entity: Entity, day: dt.date | None) -> str:
    """Return the office as shown: by the gazetteer on the day, else by a title of the text."""
    if entity.kind != "Person":
        return ""
    held = list(entity.offices(day)) if day is not None else []
    party = [office for office in held if office.office == "Parteichef"]
    if len(party) < len(held):
        return _listed((o for o in held if o not in party), entity.gender)
    named = (m for m in entity.mentions if m.kind == "name" and standing_of(m) == "held")
    title = next((m.title for m in named if m.title and _is_office(m.title)), "")
    return _feminine(title, entity.gender) if title else _listed(party, entity.gender)


def _listed(offices: Iterable[Office], gender: str) -> str:
    return "; ".join(f"{_feminine(o.shown, gender)} ({_of(o.of)})" for o in offices)


def _is_office(title: str) -> bool:
    """Tell whether a title says more than kinship or rank beside somebody."""
    if gazetteer.role_class(title) == "Familie":
        return False
    return gazetteer.read_title(title)[0] not in ("Kollege", "")


def _of(code: str) -> str:
    state = gazetteer.countries().get(code)
    return state.label if state else code


def _feminine(office: str, gender: str) -> str:
    if gender != "f":
        return office
    if office.endswith(("gesandter", "beauftragter", "Vorsitzender", "vorsitzender")):
        return office[:-1]
    return office if office.endswith("in") else office + "in"
