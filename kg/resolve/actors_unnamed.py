"""Actors without a name: 'ein Sprecher', 'die ukrainische Delegation', 'Journalisten'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import ActorKind, Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_names import NameResolver
from kg.resolve.actors_wording import group_label, person_label


class Unnamed:
    """Makes actors that the text does not name, each once.

    :param names: where the article's entities are kept.
    """

    def __init__(self, names: NameResolver) -> None:
        self._names = names

    def person(
        self, mention: Mention, code: str, owners: Sequence[Entity], *, fresh: bool = False
    ) -> Entity:
        """Return a person known by a role only; the same one again for the same definite words."""
        label = person_label(mention, code)
        if not fresh or gazetteer.read_title(mention.title)[2]:
            alike = [e for e in self._names.entities if e.local and e.kind == "Person"]
            for entity in reversed([e for e in alike if e.label == label]):
                if set(owners) <= {*entity.owners, *self._states_of(entity)}:
                    return entity
        entity = Entity(label=label, kind="Person", local=True, confidence=0.6)
        entity.gender = mention.gender
        office, _, first = gazetteer.read_title(mention.title)
        if office:
            entity.titles.append((office, code or first))
        self._speak_for(entity, code, owners, first)
        entity.note(f"'{mention.text}': the text gives no name")
        return self._names.add(entity)

    def _states_of(self, entity: Entity) -> list[Entity]:
        return [self._names.state(c) for c in entity.states if c in gazetteer.countries()]

    def _speak_for(self, entity: Entity, code: str, owners: Sequence[Entity], first: str) -> None:
        entity.add_state(code)
        for owner in owners:
            if owner.kind == "Country":
                entity.add_state(owner.states[0])
            elif owner.kind == "Organisation" and owner not in entity.owners:
                entity.owners.append(owner)
                entity.states.extend(s for s in owner.states if s not in entity.states)
        known = gazetteer.find_body(first) if first else None
        if known is not None and known.kind == "Organisation":
            entity.owners.append(self._names.organisation(known))

    def group(self, mention: Mention, code: str, owners: Sequence[Entity] = ()) -> Entity:
        """Return the group or body of a role and a state, made when first needed."""
        _, kind, first = gazetteer.read_title(mention.title)
        label = group_label(mention, code)
        if owners and owners[0].kind != "Person" and not code:
            label = f"{label} ({owners[0].label})"
        wanted: ActorKind = "Organisation" if kind == "organisation" else "Group"
        for entity in self._names.entities:
            if entity.kind == wanted and entity.label == label:
                return entity
        entity = Entity(label, wanted, plural=mention.plural, gender=mention.gender)
        entity.local = not owners and (not code or _is_region(code))
        entity.confidence = 0.8
        entity.titles.append((mention.title, code))
        self._speak_for(entity, code, owners, first)
        entity.note(
            f"'{mention.text}': a {'body' if kind == 'organisation' else 'group'} of the text"
        )
        return self._names.add(entity)


def _is_region(code: str) -> bool:
    """Tell whether a code is a city or region rather than a state or an organisation."""
    body = gazetteer.find_body(code)
    return code not in gazetteer.countries() and (body is None or body.kind == "Place")
