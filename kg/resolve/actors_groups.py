"""Groups and bodies to actors: sides, delegations, governments, states, demonyms."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_discourse import Discourse
from kg.resolve.actors_entities import Entity, is_of_gender
from kg.resolve.actors_names import NameResolver
from kg.resolve.actors_unnamed import Unnamed

_BACK = 4  # sentences that a definite noun may look back
_ANAPHORIC_STATES = frozenset({"Land", "Staat", "Nachbarland", "Nachbarstaat"})
_DELEGATIONS = frozenset({"Delegation", "Abordnung", "Verhandlungsdelegation", "Unterhändler"})


class GroupResolver:
    """Resolves nouns for groups and bodies in order of the text."""

    def __init__(self, names: NameResolver, discourse: Discourse, unnamed: Unnamed) -> None:
        self._names = names
        self._discourse = discourse
        self._unnamed = unnamed

    def of_nation(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """Demonyms ('die Russen') and things of a state ('der russische Entwurf')."""
        if mention.label == "MISC":
            return [self._names.state(c) for c in codes if c in gazetteer.countries()]
        if mention.plural and codes:
            return [self._unnamed.group(mention, codes[0])]
        if mention.start == mention.head and not mention.plural:
            return []
        if not mention.definite or not codes:
            return [self._unnamed.person(mention, codes[0] if codes else "", (), fresh=True)]
        last = [
            e
            for s in self._discourse.recent(mention.sentence, _BACK)
            for e in s.entities
            if e.kind == "Person" and codes[0] in e.states and is_of_gender(e, mention)
        ]
        found = list(dict.fromkeys(last)) or self._serving(mention, codes[0])
        return found if len(found) == 1 else []

    def _serving(self, mention: Mention, code: str) -> list[Entity]:
        """Return all persons of the text who speak for a state."""
        people = (e for e in self._names.entities if e.kind == "Person" and e.mentions)
        return [e for e in people if code in e.states and is_of_gender(e, mention)]

    def sides(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """'die russische Seite' is Russia; 'beide Seiten' are the two who stood together last."""
        if mention.title != "Seite" and codes and not mention.plural:
            return self.bodies(mention, codes, ())
        known = [self._names.state(code) for code in codes if code in gazetteer.countries()]
        if known:
            for state in known:
                state.note(f"'{mention.text}' speaks for {state.label}")
            return known
        if not mention.plural or mention.count > 2 or not mention.definite:
            return []
        warring = mention.title not in ("Seite", "Partei", "Gegenseite")
        pair = self._discourse.last_pair(_is_side if warring else _is_party, within=6)
        if pair is None:
            return [self._unnamed.group(mention, "")] if warring else []
        names = " und ".join(e.label for e in pair.entities)
        for entity in pair.entities:
            entity.note(f"'{mention.text}': {names} stood together last")
        return list(pair.entities)

    def states(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """'beide Länder': the states of the pair that stood together last."""
        if codes and not mention.plural:
            return [self._names.state(codes[0])] if codes[0] in gazetteer.countries() else []
        body = gazetteer.find_body(gazetteer.read_title(mention.title)[2] or "-")
        if mention.start == mention.head or (body is not None and body.kind == "Organisation"):
            return [self._unnamed.group(mention, "")] if mention.plural else []
        if not mention.plural or mention.count > 2 or not mention.definite:
            return []
        pair = self._discourse.last_pair(lambda e: len(e.states) == 1, within=6)
        if pair is None or mention.title not in _ANAPHORIC_STATES:
            return []
        codes = [e.states[0] for e in pair.entities]
        if len(set(codes)) != 2 or any(code not in gazetteer.countries() for code in codes):
            return []
        return [self._names.state(code) for code in codes]

    def bodies(self, mention: Mention, codes: list[str], owners: Sequence[Entity]) -> list[Entity]:
        """Delegations, governments, ministries: one for each state, or one without."""
        if codes:
            return [self._unnamed.group(mention, code) for code in codes]
        label = mention.title
        if mention.definite and not mention.plural and not owners:
            named = [e for e in self._names.entities if _is_called(e, mention)]
            if len(named) == 1:
                named[0].note(f"'{mention.text}': the only one in the text so called")
                return named
        alike = [e for e in self._names.entities if _is_body(e, label)]
        coded = [e for e in alike if e.states]
        if mention.definite and not mention.plural and len(coded) == 1 and not owners:
            return coded
        if mention.definite and not mention.plural and alike and not owners:
            recent = [
                e
                for s in self._discourse.recent(mention.sentence, _BACK)
                for e in s.entities
                if e in alike
            ]
            found = list(dict.fromkeys(recent))
            if len(found) == 1 or (found and len(alike) == 1):
                return found[:1]
            return [] if len(alike) > 1 else alike
        if mention.definite and mention.plural and mention.title in _DELEGATIONS:
            pair = self._discourse.last_pair(lambda e: _is_body(e, label))
            return list(pair.entities) if pair else []
        return [self._unnamed.group(mention, "", owners)]


def _is_body(entity: Entity, title: str) -> bool:
    return entity.kind in ("Group", "Organisation") and any(t == title for t, _ in entity.titles)


def _is_called(entity: Entity, mention: Mention) -> bool:
    """Tell whether a named body ends in a noun: 'die Kommission' after 'EU-Kommission'."""
    before = any(m.start < mention.start and m.name for m in entity.mentions)
    names = [entity.label, *entity.names] if before and entity.kind == "Organisation" else []
    return any(name.endswith((f" {mention.title}", f"-{mention.title}")) for name in names)


def _is_side(entity: Entity) -> bool:
    return entity.kind in ("Country", "Group") or bool(entity.states)


def _is_party(entity: Entity) -> bool:
    return entity.kind in ("Person", "Country", "Organisation") or bool(entity.states)
