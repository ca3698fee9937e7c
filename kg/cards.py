"""What is compared when several articles may tell of one event or person: small frozen cards.

A card is a pure function of one article's facts. It holds all that decides whether two articles
mean the same, so that an archive of ten thousand articles is compared without reading one again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.errors import GraphError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartyCard:
    """Somebody at a talk, as far as an article names them.

    ``iri`` is the actor's in its own article. ``kind`` is the actor's class. ``identity`` is a
    Wikidata number or ''; ``name`` and ``surname`` are keys that are equal in every spelling, ''
    where the text has no name. ``states`` are those that it is or speaks for; ``office`` is the
    class of its office ('Außenminister'), '' where unknown. ``side`` is 'from' of who wrote or
    came, 'to' of who was written to or visited, else ''.
    """

    iri: str
    kind: str
    label: str = ""
    identity: str = ""
    name: str = ""
    surname: str = ""
    states: tuple[str, ...] = ()
    office: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PersonCard:
    """A person with a full name whom no register knows: the key of the name, and the context.

    ``context`` is what an article says around the name, the same for many articles.
    """

    iri: str
    article: str
    name: str
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Context:
    """What tells namesakes apart: the states that a person speaks for, the class of its office.

    ``common`` tells that so many bear the name that it alone says nothing.
    """

    states: tuple[str, ...] = ()
    office: str = ""
    common: bool = False

    def to_text(self) -> str:
        """Return the context as one text.

        >>> Context(states=("Q183",), office="Minister").to_text()
        '-|Minister|Q183'
        """
        return "|".join(("+" if self.common else "-", self.office, *self.states))

    @classmethod
    def from_text(cls, text: str) -> Context:
        """Return the context of a text that :meth:`to_text` gave."""
        common, office, *states = text.split("|")
        return cls(states=tuple(states), office=office, common=common == "+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class UnnamedCard:
    """A party known by its surname or its office alone: who it is, another article may tell.

    There is one only where nobody else in the article may be meant. ``label`` is its own.
    """

    iri: str
    article: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EventCard:
    """A communication as one article tells it.

    ``published``, ``earliest`` and ``latest`` are ISO days, '' where unknown; ``hours`` is the part
    of the day (TIMEX3: MO, MI, AF, EV, NI). ``cities`` and
    ``regions`` are keys of places; ``topics`` are word keys. ``ordinal`` is 0 and ``duration`` -1
    where the article gives none.
    """

    iri: str
    article: str
    type: str
    status: str
    parties: tuple[PartyCard, ...]
    published: str = ""
    earliest: str = ""
    latest: str = ""
    hours: str = ""
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    ordinal: int = 0
    duration: int = -1
    series: bool = False


Card = EventCard | PersonCard | UnnamedCard
_KINDS = {EventCard: "event", PersonCard: "person", UnnamedCard: "unnamed"}
Terms = tuple[str, str, str]  # a triple as N-Triples writes its terms


@dataclass(slots=True)
class Shared:
    """What an article's things are called in all graphs, by their IRIs in the article alone.

    ``iris`` holds the IRIs that differ; ``labels`` those of parties that others name in full.
    """

    iris: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Everything that a store keeps of one article.

    ``graph`` is the IRI of the article and of its graph. ``digest`` tells whether the article and
    the program are those that it was built from. ``triples`` are its own, sorted, before articles
    are compared. ``report`` is JSON: counts, warnings and cross-checks.
    """

    article: str
    graph: str
    digest: str
    triples: tuple[Terms, ...]
    events: tuple[EventCard, ...] = ()
    persons: tuple[PersonCard, ...] = ()
    unnamed: tuple[UnnamedCard, ...] = ()
    report: str = "{}"

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards of the article."""
        return (*self.events, *self.persons, *self.unnamed)


def to_json(card: Card) -> str:
    """Return a card as one line of JSON, the same bytes for the same card.

    >>> card = PersonCard(iri="urn:a", article="1", name="ana ruiz", context=Context())
    >>> from_json(to_json(card)) == card
    True
    """
    row = {"card": _KINDS[type(card)], **asdict(card)}
    if isinstance(card, PersonCard):
        row["context"] = card.context.to_text()
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Card:
    """Return the card of a line that :func:`to_json` wrote.

    :raises GraphError: where the line is none.
    """
    try:
        row = json.loads(text)
        kind = row.pop("card")
        if kind == "unnamed":
            return UnnamedCard(**row)
        if kind == "person":
            row["context"] = Context.from_text(row["context"])
            return PersonCard(**row)
        row |= {name: tuple(row[name]) for name in ("cities", "regions", "topics")}
        row["parties"] = tuple(_party(party) for party in row["parties"])
        return EventCard(**row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "restore the store from a backup, or build again"
        raise GraphError(f"'{text[:60]}' is no card of an article", hint=hint) from error


def _party(row: dict[str, Any]) -> PartyCard:
    row["states"] = tuple(row["states"])
    return PartyCard(**row)
