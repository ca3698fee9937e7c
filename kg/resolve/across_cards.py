"""One article's facts to the cards by which it is compared with others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.cards import Context, EventCard, PartyCard, PersonCard, UnnamedCard
from kg.model import Actor, Event, Facts
from kg.resolve.actors_gazetteer import is_full_name, read_title, surname
from kg.resolve.actors_spelling import fold, plain, undeclined
from kg.resources import read_toml

_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w{4,}")
_SCOPE = re.compile(r"\s*\([^)]*\)")
_SIDES = {"sender": "from", "visitor": "from", "recipient": "to", "host": "to"}
_SAME_WORD = 5  # letters from which on the beginning of a word stands for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The cards of one article, each kind sorted."""

    events: tuple[EventCard, ...] = ()
    persons: tuple[PersonCard, ...] = ()
    unnamed: tuple[UnnamedCard, ...] = ()


def make_cards(facts: Facts, iris: Mapping[str, str]) -> Cards:
    """Return the cards of an article's communications, and of its persons without an identity.

    :param iris: the IRI of each actor and event by its id in the facts.
    """
    actors = {actor.id: actor for actor in facts.actors}
    dating = facts.article.published
    published = dating.value.isoformat() if dating else ""
    events = [
        _event(event, facts.article.id, published, actors, iris)
        for event in facts.events
        if event.type != "Event" and event.participants
    ]
    persons = {
        _person(actor, facts.article.id, actors, iris)
        for actor in facts.actors
        if actor.kind == "Person" and not actor.wikidata and _names(actor)[0]
    }
    bearers = Counter(person.name for person in persons)  # an article tells its namesakes apart
    everybody = {_party(a, actors, iris) for a in facts.actors if a.kind == "Person"}
    parties = {replace(party, side="") for event in events for party in event.parties}
    return Cards(
        events=tuple(sorted(events)),
        persons=tuple(sorted(p for p in persons if bearers[p.name] == 1)),
        unnamed=tuple(
            UnnamedCard(iri=party.iri, article=facts.article.id, label=party.label)
            for party in sorted(parties)
            if is_unnamed(party) and not any(_may_be(party, other) for other in everybody)
        ),
    )


def is_unnamed(party: PartyCard) -> bool:
    """Return whether a party is a person without a full name."""
    return party.kind == "Person" and not party.identity and not party.name


def _may_be(party: PartyCard, other: PartyCard) -> bool:
    """Return whether another person of the article could be the party, or of its name."""
    if other.iri == party.iri:
        return False
    if party.surname:
        return other.surname == party.surname
    return not party.office or not party.states or bool({*party.states} & {*other.states})


def _event(
    event: Event,
    article: str,
    published: str,
    actors: Mapping[str, Actor],
    iris: Mapping[str, str],
) -> EventCard:
    """Return the card of a communication."""
    sides = {part.actor: _SIDES.get(part.role, "") for part in event.participants}
    sides |= {p.actor: _SIDES[p.role] for p in event.participants if p.role in _SIDES}
    parties = {
        replace(_party(actors[name], actors, iris), side=side) for name, side in sides.items()
    }
    places = [actors[place] for place in event.places]
    return EventCard(
        iri=iris[event.id],
        article=article,
        type=event.type,
        status=event.status,
        parties=tuple(sorted(parties)),
        published=published,
        earliest=event.when.earliest.isoformat() if event.when.earliest else "",
        latest=event.when.latest.isoformat() if event.when.latest else "",
        hours=part_of_day(event.when.reason),
        cities=tuple(sorted({_place(p) for p in places if p.kind == "Place"})),
        regions=tuple(sorted({_place(p) for p in places if p.kind != "Place"})),
        topics=topic_keys((*event.topics, *event.topics_not_raised)),
        ordinal=event.ordinal,
        duration=-1 if event.duration is None else event.duration,
        series=event.series,
    )


def part_of_day(words: str) -> str:
    """Return the part of the day that a date's words name, as TIMEX3 has it; '' without one.

    >>> part_of_day("'Donnerstagnachmittag'"), part_of_day("'am Abend des 3. Mai'")
    ('AF', 'EV')
    >>> part_of_day("'morgen'"), part_of_day("'gestern'")
    ('', '')
    """
    for word in _PLAIN_WORD.findall(words):
        for part, code in _parts_of_day().items():
            if word.lower().endswith(part.lower()) and word != "morgen":
                return code
    return ""


@cache
def _parts_of_day() -> dict[str, str]:
    tables = read_toml("de/timex.toml")
    words = {**tables["dayparts"], **tables["dayhours"], **tables["dayparts_lower"]}
    return dict(sorted(words.items(), key=lambda row: (-len(row[0]), row[0])))  # longest first


def topic_keys(topics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of topics, cut so that forms of one word are equal.

    >>> topic_keys(("Schutz von Unterseekabeln", "Kabel"))
    ('kabel', 'schut', 'unter')
    """
    words = {word[:_SAME_WORD] for topic in topics for word in _WORD.findall(plain(topic))}
    return tuple(sorted(words))


def _place(place: Actor) -> str:
    return place.wikidata or plain(place.label)


def _party(actor: Actor, actors: Mapping[str, Actor], iris: Mapping[str, str]) -> PartyCard:
    """Return the card of a participant."""
    name, last = _names(actor)
    return PartyCard(
        iri=iris[actor.id],
        kind=actor.kind,
        label=actor.label,
        identity=actor.wikidata,
        name=name,
        surname=last,
        states=states_of(actor, actors),
        office=office_class(actor.office or ("" if name or last else actor.label)),
    )


def _names(actor: Actor) -> tuple[str, str]:
    """Return the keys of a full name and of a surname; '' where the text has none."""
    if actor.kind != "Person":
        unnamed = actor.local or actor.kind == "Group"
        return ("" if unnamed and not actor.wikidata else undeclined(actor.label)), ""
    if not is_named(actor):
        return "", ""
    if is_full_name(actor.label):
        return person_key(actor.label), fold(surname(actor.label))
    return "", fold(actor.label)


def is_named(actor: Actor) -> bool:
    """Return whether the text names a person, rather than only its office ('ein Minister')."""
    named = bool(actor.wikidata) or actor.label in actor.forms
    return named and actor.label[:1].isupper() and not office_class(actor.label)


def person_key(label: str) -> str:
    """Return a full name's key: the same in all spellings, of the first and the last name.

    >>> person_key("Sergej Lawrow") == person_key("Sergei Lavrov")
    True
    >>> person_key("Hans Peter Müller") == person_key("Hans Müller")
    True
    >>> person_key("Kim Jong-un") == person_key("Kim Jong-il")
    False
    """
    last = surname(label)
    given = label.removeprefix(last) if label.startswith(last) else label.split()[0]
    return f"{fold(given.strip())} {fold(last)}"


def states_of(actor: Actor, actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Return the states, and bodies like the EU, that an actor is or speaks for."""
    if actor.kind == "Country":
        return (actor.wikidata or plain(actor.label),)
    spoken = (actors[other] for other in actor.represents if other in actors)
    bodies = (a for a in spoken if a.kind == "Country" or (a.kind == "Organisation" and a.wikidata))
    return tuple(sorted({a.wikidata or plain(a.label) for a in bodies}))


def office_class(title: str) -> str:
    """Return the class of an office, the same for woman and man; '' where it is none.

    >>> office_class("Außenministerin (Finnland)"), office_class("Staatschef"), office_class("Anna")
    ('Außenminister', 'Präsident', '')
    """
    words = _SCOPE.sub("", title.partition(";")[0]).split()
    for word in reversed(words):
        for form in (word, re.sub("in$", "", word), re.sub("frau$", "mann", word)):
            found, kind, _ = read_title(form[:1].upper() + form[1:])
            if kind == "person" and found != "Kollege":
                return found
    return ""


def _person(
    actor: Actor, article: str, actors: Mapping[str, Actor], iris: Mapping[str, str]
) -> PersonCard:
    """Return the card of a person with a full name."""
    return PersonCard(
        iri=iris[actor.id],
        article=article,
        name=person_key(actor.label),
        context=Context(
            states=states_of(actor, actors),
            office=office_class(actor.office),
            common=actor.local,
        ),
    )
