"""Role nouns to actors: by office, state, gender and number, or as actors without a name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kg.model import ActorKind, Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_discourse import Discourse
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_gazetteer import SINGLE_OFFICES
from kg.resolve.actors_names import NameResolver
from kg.resolve.actors_wording import group_label, person_label

_FORMER = re.compile(
    r"\b(?:ehemalig|früher|damalig|künftig|designiert|einstig|neu gewählt|abgewählt|gestürzt|"
    r"verstorben|nächst|kommissarisch|stellvertretend|ex)",
    re.IGNORECASE,
)
_SIDES = frozenset({"Seite"})
_BACK = 4  # sentences that a definite role noun without a state may look back
_ANAPHORIC_STATES = frozenset({"Land", "Staat", "Nachbarland", "Nachbarstaat"})


class NominalResolver:
    """Resolves role nouns in order of the text.

    :param names: the entities of the article's names; new ones are added there.
    :param day: the publication date, None where unknown.
    """

    def __init__(self, names: NameResolver, discourse: Discourse, day: dt.date | None) -> None:
        self._names = names
        self._discourse = discourse
        self._day = day

    def resolve(self, mention: Mention, owners: Sequence[Entity], hint: str = "") -> list[Entity]:
        """Return the actors of a role noun; none where the text leaves it open.

        :param owners: the actors of its genitive or possessive.
        :param hint: the state of somebody named who serves it ('Sprecher des Präsidenten, Peskow').
        """
        office, kind, first = gazetteer.read_title(mention.title)
        codes = [code for code in (mention.country or hint).split("+") if code]
        if not mention.title:
            return self._of_nation(mention, codes)
        if office in _SIDES:
            return self._sides(mention, codes)
        if kind == "state":
            return self._states(mention, codes)
        if kind == "person" and mention.plural:
            return self._persons(mention, office, codes, owners)
        if kind == "person":
            return self._person(mention, office, first, codes, owners)
        return self._bodies(mention, codes, owners)

    # several persons

    def _persons(
        self, mention: Mention, office: str, codes: list[str], owners: Sequence[Entity]
    ) -> list[Entity]:
        if len(codes) > 1:
            if office in SINGLE_OFFICES:
                return [self._one_of_several(mention, office, code) for code in codes]
            return [self._group(mention, code) for code in codes]
        paired = office in _PAIRED or mention.title in _ANYBODY
        if not codes and mention.definite and paired:
            return self._pair_of(mention, office)
        of_state = not codes or codes[0] in gazetteer.countries()
        if (office in _PAIRED and mention.definite and of_state) or office == "Kollege":
            return []
        return [self._group(mention, codes[0] if codes else "", owners)]

    def _one_of_several(self, mention: Mention, office: str, code: str) -> Entity:
        """'die Präsidenten Russlands und der USA': each for itself."""
        holder = self._holder(office, code, mention)
        if holder is not None:
            return holder
        return next(iter(self._by_day(mention, office, code)), None) or self._unnamed(
            mention, code, ()
        )

    def _pair_of(self, mention: Mention, office: str) -> list[Entity]:
        """'die Präsidenten': the two who stood together last and hold that office."""

        def fits(entity: Entity) -> bool:
            return entity.kind == "Person" and (
                office in ("Politiker", "Partner") or entity.holds(office, "", self._day)
            )

        if mention.count > 2:
            return []
        pair = self._discourse.two_who(fits)
        if pair:
            names = " und ".join(e.label for e in pair)
            for entity in pair:
                entity.note(f"'{mention.text}': {names} stood together last")
            return list(pair)
        holders = [e for e in self._names.entities if fits(e) and office != "Politiker"]
        return holders if len(holders) == 2 else []

    # one person

    def _person(
        self, mention: Mention, office: str, first: str, codes: list[str], owners: Sequence[Entity]
    ) -> list[Entity]:
        code = codes[0] if codes else ""
        if office == "Kollege":
            return self._colleague(mention, code, owners)
        if office == "Chef" and owners and owners[0].known and owners[0].known.sort == "seat":
            office, code = "Präsident", owners[0].known.iso
        if not mention.definite:
            return [self._unnamed(mention, code, owners, fresh=True)]
        if _FORMER.search(mention.text):
            return []
        scope = code or first
        if scope and (holder := self._holder(office, scope, mention)) is not None:
            return [holder]
        if scope:
            return self._by_day(mention, office, code) or self._fallback(
                mention, office, scope, owners
            )
        return self._without_state(mention, office, owners)

    def _fallback(
        self, mention: Mention, office: str, scope: str, owners: Sequence[Entity]
    ) -> list[Entity]:
        if len(self._holders(office, scope, mention)) > 1:
            return []
        code = scope if scope in gazetteer.countries() else ""
        return [self._unnamed(mention, code, owners)]

    def _holders(self, office: str, scope: str, mention: Mention) -> list[Entity]:
        return [
            e
            for e in self._names.entities
            if e.kind == "Person" and e.holds(office, scope, self._day) and _gender_fits(e, mention)
        ]

    def _holder(self, office: str, scope: str, mention: Mention) -> Entity | None:
        """Return the only person of the text who holds an office of a state, else None."""
        found = self._holders(office, scope, mention)
        if len(found) > 1 and self._day is not None:
            serving = [
                e
                for e in found
                if any(o.office == office and o.of == scope for o in e.offices(self._day))
            ]
            found = serving or found
        if len(found) > 1:
            named = [e for e in found if (office, scope) in e.titles]
            found = named or found
        if len(found) != 1:
            return None
        found[0].note(f"'{mention.text}': the only one in the text who holds that office")
        return found[0]

    def _by_day(self, mention: Mention, office: str, code: str) -> list[Entity]:
        """Return who held the office on the day of the article, where the text names nobody."""
        if self._day is None or office not in SINGLE_OFFICES or not code:
            return []
        if self._discourse.is_named_after(mention):
            return []
        known = gazetteer.holders(office, code, self._day)
        if len(known) != 1 or (mention.gender and known[0].gender != mention.gender):
            return []
        reason = f"'{mention.text}': who held the office on {self._day.isoformat()}"
        return [self._names.person(known[0], reason, 0.7)]

    def _without_state(
        self, mention: Mention, office: str, owners: Sequence[Entity]
    ) -> list[Entity]:
        """'der Präsident', 'die Ministerin': who holds such an office and was mentioned last."""
        holders = self._holders(office, "", mention)
        if not holders:
            return [self._unnamed(mention, "", owners)]
        mentioned = [e for e in holders if any(m.start < mention.start for m in e.mentions)]
        if len(mentioned) == 1 and len(holders) == 1:
            holders[0].note(f"'{mention.text}': nobody else in the text holds such an office")
            return holders
        for seen in self._discourse.recent(mention.sentence, _BACK):
            near = [e for e in seen.entities if e in holders]
            if len(near) == 1:
                same = [
                    s
                    for s in self._discourse.in_sentence(seen.mention.sentence)
                    if any(e in holders and e not in near for e in s.entities)
                ]
                if same:
                    subjects = [
                        s
                        for s in self._discourse.in_sentence(seen.mention.sentence)
                        if s.mention.subject and set(s.entities) & set(holders)
                    ]
                    near = list(subjects[0].entities) if len(subjects) == 1 else []
                if len(near) == 1:
                    near[0].note(
                        f"'{mention.text}': mentioned last of those who hold such an office"
                    )
                return near if len(near) == 1 else []
        return holders if len(holders) == 1 else []

    def _colleague(self, mention: Mention, code: str, owners: Sequence[Entity]) -> list[Entity]:
        """'sein amerikanischer Amtskollege': the same office, of the other state."""
        if code and not owners and not mention.plural:
            return self._only_of_state(mention, code)
        if mention.plural or len(owners) != 1 or owners[0].kind != "Person":
            return []
        owner = owners[0]
        offices = [o.office for o in owner.offices(self._day)] + [t for t, _ in owner.titles]
        for office in dict.fromkeys(offices):
            if code:
                holder = self._holder(office, code, mention)
                found = [holder] if holder else self._by_day(mention, office, code)
                if found:
                    return found
        if code:
            return []
        other = self._discourse.partner(
            owner, lambda e: any(e.holds(office, "", self._day) for office in offices)
        )
        if other is None:
            return []
        other.note(f"'{mention.text}': stands together with {owner.label} in the text")
        return [other]

    def _only_of_state(self, mention: Mention, code: str) -> list[Entity]:
        """'trifft norwegische Amtskollegin': the only one of the text who serves that state."""
        found = [
            e
            for e in self._names.entities
            if e.kind == "Person" and code in e.states and e.titles and _gender_fits(e, mention)
        ]
        return found if len(found) == 1 else []

    def _unnamed(
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
            if owner.kind in ("Organisation", "Country") and owner not in entity.owners:
                if owner.kind == "Country":
                    entity.add_state(owner.states[0])
                else:
                    entity.owners.append(owner)
                    for state in owner.states:
                        entity.add_state(state)
        known = gazetteer.find_body(first) if first else None
        if known is not None and known.kind == "Organisation":
            entity.owners.append(self._names.organisation(known))

    # groups, bodies, states

    def _of_nation(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """Demonyms ('die Russen') and things of a state ('der russische Entwurf')."""
        if mention.label == "MISC":
            return [self._names.state(c) for c in codes if c in gazetteer.countries()]
        if mention.plural and codes:
            return [self._group(mention, codes[0])]
        if not mention.definite or not codes:
            return [self._unnamed(mention, codes[0] if codes else "", (), fresh=True)]
        last = [
            e
            for s in self._discourse.recent(mention.sentence, _BACK)
            for e in s.entities
            if e.kind == "Person" and codes[0] in e.states and _gender_fits(e, mention)
        ]
        found = list(dict.fromkeys(last))
        return found if len(found) == 1 else []

    def _sides(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """'die russische Seite' is Russia; 'beide Seiten' are the two who stood together last."""
        if mention.title != "Seite" and codes and not mention.plural:
            return self._bodies(mention, codes, ())
        known = [self._names.state(code) for code in codes if code in gazetteer.countries()]
        if known:
            for state in known:
                state.note(f"'{mention.text}' speaks for {state.label}")
            return known
        if not mention.plural or mention.count > 2 or not mention.definite:
            return []
        pair = self._discourse.last_pair(_is_party, within=6)
        if pair is None:
            return []
        names = " und ".join(e.label for e in pair.entities)
        for entity in pair.entities:
            entity.note(f"'{mention.text}': {names} stood together last")
        return list(pair.entities)

    def _states(self, mention: Mention, codes: list[str]) -> list[Entity]:
        """'beide Länder': the states of the pair that stood together last."""
        if codes and not mention.plural:
            return [self._names.state(codes[0])] if codes[0] in gazetteer.countries() else []
        if not mention.plural or mention.count > 2 or not mention.definite:
            return []
        pair = self._discourse.last_pair(lambda e: len(e.states) == 1, within=6)
        if pair is None or mention.title not in _ANAPHORIC_STATES:
            return []
        codes = [e.states[0] for e in pair.entities]
        if len(set(codes)) != 2 or any(code not in gazetteer.countries() for code in codes):
            return []
        return [self._names.state(code) for code in codes]

    def _bodies(self, mention: Mention, codes: list[str], owners: Sequence[Entity]) -> list[Entity]:
        """Delegations, governments, ministries: one for each state, or one without."""
        if codes:
            return [self._group(mention, code) for code in codes]
        label = mention.title
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
        return [self._group(mention, "", owners)]

    def _group(self, mention: Mention, code: str, owners: Sequence[Entity] = ()) -> Entity:
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
        entity.local = not code and not owners
        entity.confidence = 0.8
        entity.titles.append((mention.title, code))
        self._speak_for(entity, code, owners, first)
        entity.note(
            f"'{mention.text}': a {'body' if kind == 'organisation' else 'group'} of the text"
        )
        return self._names.add(entity)


_PAIRED = SINGLE_OFFICES | {
    "Minister",
    "König",
    "Innenminister",
    "Finanzminister",
    "Wirtschaftsminister",
    "Partner",
}
_ANYBODY = frozenset({"Politiker", "Staatsmann"})
_DELEGATIONS = frozenset({"Delegation", "Abordnung", "Verhandlungsdelegation", "Unterhändler"})


def _gender_fits(entity: Entity, mention: Mention) -> bool:
    return not (entity.gender and mention.gender) or entity.gender == mention.gender


def _is_body(entity: Entity, title: str) -> bool:
    return entity.kind in ("Group", "Organisation") and any(t == title for t, _ in entity.titles)


def _is_party(entity: Entity) -> bool:
    return entity.kind in ("Person", "Country", "Organisation") or bool(entity.states)
