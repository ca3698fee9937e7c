"""What a graph tells of one actor or one event, as a card to read: in a notebook or as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from rdflib import Graph

from kg.errors import QueryError
from kg.export.reading import World, read_world
from kg.export.sources import find_tellers, name_tellers
from kg.export.text import clean
from kg.export.vocabulary import STARTING_ROLES
from kg.export.wording import Language, duration_words, short_date, when_words, words
from kg.model import Actor, Event, Evidence

_MOST = 12  # of anything that a card lists
_CELL = 'style="text-align:left;vertical-align:top;padding:0.2em 0.6em"'


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one thing: its IRI, its name, and facts, each a heading with its values.

    The last fact is the evidence: the words of the articles. ``str`` gives it as text.
    """

    id: str
    title: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        """Return the card as lines of text."""
        lines = [f"  {name}: {'; '.join(values)}" for name, values in self.facts]
        return "\n".join([self.title, *lines])

    def _repr_html_(self) -> str:
        """Return the card as a table for notebooks, every text escaped."""
        rows = "".join(
            f"<tr><th {_CELL}>{escape(name)}</th>"
            f"<td {_CELL}>{'<br>'.join(map(_html, values))}</td></tr>"
            for name, values in self.facts
        )
        title = f"<caption {_CELL}><strong>{escape(self.title)}</strong></caption>"
        return f"<table>{title}<tbody>{rows}</tbody></table>"


def find_cards(dataset: Graph, name: str, *, language: Language = "de") -> list[Card]:
    """Return a card for each actor and event of a name; an IRI has one at most.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param name: an IRI, a label, a form of an actor's name, or a Wikidata number.
    :raises KgError: where the language is neither ``de`` nor ``en``.

    >>> find_cards(Graph(), "Weber")
    []
    """
    world = read_world(dataset)
    wanted = name.strip().casefold()
    if not wanted:
        return []
    actors = [one for one in world.actors.values() if wanted in _names(one)]
    events = [
        one for one in world.events.values() if wanted in (one.id.casefold(), one.label.casefold())
    ]
    return [
        *(_actor_card(world, actor, language) for actor in actors),
        *(_event_card(world, event, language) for event in events),
    ]


def find_card(dataset: Graph, name: str, *, language: Language = "de") -> Card:
    """Return the card of the one actor or event of a name.

    :raises QueryError: where nothing has that name, or several do.
    """
    cards = find_cards(dataset, name, language=language)
    if len(cards) == 1:
        return cards[0]
    if not cards:
        hint = "take a name or IRI from the queries 'actors' and 'timeline'"
        raise QueryError(f"no actor or event is called '{name}'", hint=hint, name=name)
    hint = f"give one of {', '.join(card.id for card in cards[:_MOST])}"
    raise QueryError(f"{len(cards)} things are called '{name}'", hint=hint, name=name)


def _names(actor: Actor) -> set[str]:
    return {
        text.casefold() for text in (actor.id, actor.label, *actor.forms, actor.wikidata) if text
    }


def _html(value: str) -> str:
    if re.fullmatch(r"Q\d+", value):
        return (
            f'<a href="https://www.wikidata.org/wiki/{value}" rel="noopener noreferrer">{value}</a>'
        )
    return escape(value)


def _card(iri: str, title: str, facts: Iterable[tuple[str, Iterable[str]]]) -> Card:
    """Return a card without the facts that nothing is known of."""
    known = ((name, tuple(clean(value) for value in values if value)) for name, values in facts)
    return Card(iri, clean(title), tuple((name, values) for name, values in known if values))


def _actor_card(world: World, actor: Actor, language: Language) -> Card:
    text = words(language)
    ui = text["ui"]
    talks = [e for e in world.communications() if actor.id in {p.actor for p in e.participants}]
    positions = [one for one in world.positions.values() if one.holder == actor.id]
    return _card(
        actor.id,
        actor.label,
        [
            (ui["type"], [text["kinds"].get(actor.kind, actor.kind)]),
            (ui["office"], [actor.office]),
            (ui["represents"], [world.name(iri) for iri in actor.represents]),
            (ui["wikidata"], [actor.wikidata]),
            (ui["forms"], [", ".join(actor.forms)]),
            (
                ui["talks"],
                _cut([_talk(world, event, actor, language) for event in talks], language),
            ),
            (
                ui["positions"],
                _cut(
                    [
                        f"{text['stances'].get(p.stance, p.stance)}: {p.about_text}"
                        for p in positions
                    ],
                    language,
                ),
            ),
            (ui["evidence"], _evidence(world, actor.evidence, language)),
        ],
    )


def _talk(world: World, event: Event, actor: Actor, language: Language) -> str:
    others = ", ".join(world.name(p.actor) for p in event.participants if p.actor != actor.id)
    date = short_date(event.when, language) or words(language)["ui"]["undated_short"]
    return ", ".join(filter(None, (date, _kind(event, language), others)))


def _kind(event: Event, language: Language) -> str:
    """Return the kind of an event; where it did not take place, that too."""
    text = words(language)
    kind = str(text["types"].get(event.type, text["types"]["Event"])[event.series])
    status = text["statuses"][event.status or "Unknown"]
    return kind if event.status == "Occurred" else f"{kind} ({status})"


def _event_card(world: World, event: Event, language: Language) -> Card:
    text = words(language)
    ui = text["ui"]
    direct, others = name_tellers(world, event.id, find_tellers(world))
    return _card(
        event.id,
        event.label or _kind(event, language),
        [
            (ui["type"], [text["types"].get(event.type, text["types"]["Event"])[event.series]]),
            (ui["status"], [text["statuses"][event.status or "Unknown"]]),
            (ui["when"], [when_words(event.when, language) or ui["undated"]]),
            (
                ui["duration"],
                [duration_words(event.duration, event.duration_approximate, language)],
            ),
            (ui["parties"], [_party(world, p.actor, p.role, language) for p in event.participants]),
            (ui["place"], [", ".join(world.name(iri) for iri in event.places)]),
            (ui["topics"], [world.name(iri) for iri in event.topics]),
            (ui["not_raised"], [world.name(iri) for iri in event.topics_not_raised]),
            (ui["outcome"], [world.name(iri) for iri in event.outcomes]),
            (ui["chain"], [", ".join(names) for names in (direct, others)]),
            (ui["evidence"], _evidence(world, event.evidence, language)),
        ],
    )


def _party(world: World, actor: str, role: str, language: Language) -> str:
    name = world.name(actor)
    tells = role in STARTING_ROLES or role in ("host", "recipient", "mediator")
    return f"{name} ({words(language)['roles'][role]})" if tells else name


def _evidence(world: World, evidence: Iterable[Evidence], language: Language) -> list[str]:
    pieces = dict.fromkeys((clean(piece.exact), world.name(piece.article)) for piece in evidence)
    return _cut([f"„{exact}“ ({article})" for exact, article in pieces], language)


def _cut(values: list[str], language: Language) -> list[str]:
    if len(values) <= _MOST:
        return values
    return [*values[:_MOST], words(language)["ui"]["more"].format(n=len(values) - _MOST)]
