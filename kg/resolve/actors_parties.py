"""Who is of which party, as the text says it: 'Norbert Röttgen (CDU)', 'der CDU-Politiker'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_entities import Entity

PARTY_LEADER = "Parteichef"


def party_of(name: str) -> str:
    """Return the label of a party by any of its names, '' where it is none.

    >>> party_of("Grünen"), party_of("Bahn")
    ('Grüne', '')
    """
    body = gazetteer.find_body(name) if name else None
    return body.label if body is not None and body.sort == "party" else ""


def learn_parties(names: Sequence[Mention], of: Mapping[Mention, Entity], content: str) -> None:
    """Note the parties of persons that stand in brackets behind them or in their titles.

    :param names: the names of an article in order of the text.
    :param of: the actors of these names.
    """
    for mention in names:
        entity = of.get(mention)
        if entity is not None and entity.kind == "Person":
            _note(entity, party_of(gazetteer.read_title(mention.title)[2]))
    for person, party in pairwise(names):
        entity = of.get(person)
        bracketed = content[person.end : party.start].strip() == "("
        if entity is not None and entity.kind == "Person" and bracketed and party.label == "ORG":
            _note(entity, party_of(party.name))


def _note(entity: Entity, party: str) -> None:
    if party and party not in entity.parties:
        entity.parties.append(party)
