"""What the titles of a text and the offices of a day say of a person: office, state, gender."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_offices import standing_of
from kg.resolve.actors_parties import PARTY_LEADER, party_of

#: Roles that tell no office.
UNSAID = frozenset({"", "Kollege", "Leute", "Familie", "Vorgänger", "Fachmann", "Politiker"})


def learn_title(entity: Entity, mention: Mention) -> None:
    """Take from a titled name what it says of the office and the state.

    An office that is over is kept apart: it is no title now, and speaks for no state.
    """
    office, kind, first = gazetteer.read_title(mention.title)
    if mention.gender and not entity.gender:
        entity.gender = mention.gender
    if entity.kind != "Person":
        return
    title = (office, mention.country or party_of(first) or first)
    told = kind == "person" and office not in UNSAID
    told = told and gazetteer.role_class(mention.title) != "Familie"
    standing = standing_of(mention)
    if standing != "held":
        if standing == "former" and told and title not in entity.former:
            entity.former.append(title)
        return
    if told and title not in entity.titles:
        entity.titles.append(title)
        entity.words.append(mention.title)
    if office not in ("", "Familie", "Leute") and mention.country and not entity.states:
        entity.add_state(mention.country.split("+")[0])


def learn_states(entities: Iterable[Entity], day: dt.date | None) -> None:
    """Let the gazetteer's offices of the day say for whom persons speak."""
    for entity in entities:
        if entity.kind != "Person" or entity.known is None:
            continue
        held = {o.of for o in entity.offices(day) if o.office != PARTY_LEADER}
        if len(held) == 1:
            code = held.pop()
            entity.states = [code]
        elif not held and not entity.titles:
            entity.states = []
