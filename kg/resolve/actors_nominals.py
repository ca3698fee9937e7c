"""Role nouns to actors: by office, state, gender and number, or as actors without a name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_discourse import Discourse
from kg.resolve.actors_entities import Entity, is_of_gender
from kg.resolve.actors_gazetteer import SINGLE_OFFICES
from kg.resolve.actors_groups import GroupResolver
from kg.resolve.actors_names import NameResolver
from kg.resolve.actors_offices import fits_state, standing_of, states_of_word
from kg.resolve.actors_parties import PARTY_LEADER, party_of
from kg.resolve.actors_unnamed import Unnamed

_OF_SOMETHING = re.compile(r"\w\s(?:des|der)\s")
_SIDES = frozenset({"Seite"})
_BACK = 4  # sentences that a definite role noun without a state may look back


class NominalResolver:
    """Resolves role nouns in order of the text.

    :param names: the entities of the article's names; new ones are added there.
    :param day: the publication date, None where unknown.
    """

    def __init__(self, names: NameResolver, discourse: Discourse, day: dt.date | None) -> None:
        self._names = names
        self._discourse = discourse
        self._day = day
        self._unnamed = Unnamed(names)
        self._groups = GroupResolver(names, discourse, self._unnamed)

    def resolve(self, mention: Mention, owners: Sequence[Entity], hint: str = "") -> list[Entity]:
        """Return the actors of a role noun; none where the text leaves it open.

        :param owners: the actors of its genitive or possessive.
        :param hint: the state of somebody named who serves it ('Sprecher des Präsidenten, Peskow').
        """
        office, kind, first = gazetteer.read_title(mention.title)
        codes = [code for code in (mention.country or hint).split("+") if code]
        if not mention.title:
            return self._groups.of_nation(mention, codes)
        if office in _SIDES:
            return self._groups.sides(mention, codes)
        if kind == "state":
            return self._groups.states(mention, codes)
        if kind == "person" and self._discourse.is_post(mention):
            return []
        if kind == "person" and mention.plural:
            return self._persons(mention, office, codes, owners)
        if kind == "person":
            return self._person(mention, office, first, codes, owners)
        return self._groups.bodies(mention, codes, owners)

    # several persons

    def _persons(
        self, mention: Mention, office: str, codes: list[str], owners: Sequence[Entity]
    ) -> list[Entity]:
        if not codes and self._discourse.is_of_both(mention):
            # Who speaks for both states is, unless the text names him, the state.
            both = [self._one_of_several(mention, office, code) for code in self._both()]
            if both:
                return both
        if len(codes) > 1:
            if office in SINGLE_OFFICES:
                return [self._one_of_several(mention, office, code) for code in codes]
            return [self._unnamed.group(mention, code) for code in codes]
        pairs = office in _PAIRED or office == "Ressortchef" or office.endswith("minister")
        paired = pairs or mention.title in _ANYBODY
        if not codes and mention.definite and paired:
            return self._pair_of(mention, office)
        of_state = not codes or codes[0] in gazetteer.countries()
        if (pairs and mention.definite and of_state) or office == "Kollege":
            return []
        return [self._unnamed.group(mention, codes[0] if codes else "", owners)]

    def _both(self) -> list[str]:
        """'beider Länder': the states of the two who stood together last, none where open."""
        pair = self._discourse.last_pair(lambda e: len(e.states) == 1, within=6)
        codes = [e.states[0] for e in pair.entities] if pair else []
        known = [code for code in codes if code in gazetteer.countries()]
        return known if len(set(known)) == len(codes) else []

    def _one_of_several(self, mention: Mention, office: str, code: str) -> Entity:
        """'die Präsidenten Russlands und der USA': whom the text names, else the state itself."""
        holder = self._holder(office, code, mention)
        if holder is not None:
            return holder
        if code in gazetteer.countries():
            return self._names.state(code)
        return self._unnamed.person(mention, code, ())

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
        if office == "Vorgänger" or (_is_bare(mention) and not mention.subject and not code):
            return []
        if office == "Chef" and owners and owners[0].known and owners[0].known.sort == "seat":
            office, code = "Präsident", owners[0].known.iso
        if not mention.definite:
            return [self._unnamed.person(mention, code, owners, fresh=True)]
        if (standing := standing_of(mention)) != "held":
            return self._former(mention, office, code) if standing == "former" else []
        party = party_of(first)
        scope = code or party or first
        if party and not code:
            return self._of_party(mention, office, party, owners)
        if scope and (holder := self._holder(office, scope, mention)) is not None:
            return [holder]
        if not scope and not owners and _OF_SOMETHING.search(mention.text):
            return [self._unnamed.person(mention, "", ())]
        if scope:
            return self._by_day(mention, office, code) or self._fallback(
                mention, office, scope, owners
            )
        return self._without_state(mention, office, owners)

    def _of_party(
        self, mention: Mention, office: str, party: str, owners: Sequence[Entity]
    ) -> list[Entity]:
        """'die CDU-Chefin', 'der SPD-Politiker': who holds it, else the last of that party."""
        holder = self._holder(office, party, mention)
        if holder is not None:
            return [holder]
        if office == PARTY_LEADER and (leader := self._by_day(mention, office, party)):
            return leader
        members = [
            e
            for e in self._names.entities
            if e.kind == "Person" and party in e.parties and is_of_gender(e, mention)
        ]
        if len(members) > 1:
            near = self._discourse.recent(mention.sentence, _BACK)
            last = next((s for s in near if set(s.entities) & set(members)), None)
            beside = self._discourse.in_sentence(last.mention.sentence) if last else []
            members = list({e: None for s in beside for e in s.entities if e in members})
        if len(members) == 1:
            members[0].note(f"'{mention.text}': of that party, and nobody else near is")
            return members
        return [] if members else [self._unnamed.person(mention, "", owners)]

    def _fallback(
        self, mention: Mention, office: str, scope: str, owners: Sequence[Entity]
    ) -> list[Entity]:
        if len(self._holders(office, scope, mention)) > 1:
            return []
        code = scope if scope in gazetteer.countries() or scope in mention.country else ""
        return [self._unnamed.person(mention, code, owners)]

    def _former(self, mention: Mention, office: str, code: str) -> list[Entity]:
        """'der Altkanzler', 'die frühere Ministerin': the only one of the text who was that."""
        asked = (office, code, self._day, mention.title)
        found = [
            e
            for e in self._names.entities
            if e.kind == "Person" and is_of_gender(e, mention) and e.held_once(*asked)
        ]
        told = [e for e in found if any(office == held for held, _ in e.former)]
        found = told or found
        if len(found) != 1:
            return []
        found[0].note(f"'{mention.text}': the only one in the text who held that office")
        return found

    def _holders(self, office: str, scope: str, mention: Mention) -> list[Entity]:
        return [
            e
            for e in self._names.entities
            if e.kind == "Person"
            and is_of_gender(e, mention)
            and e.holds(office, scope, self._day, mention.title)
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
        if self._day is None or office not in _DATED or not code:
            return []
        if (
            self._is_served(code)
            or self._discourse.is_named_after(mention)
            or self._discourse.is_predicate(mention)
        ):
            return []
        known = gazetteer.holders(office, code, self._day)
        if not fits_state(mention.title, code):
            return []
        if len(known) != 1 or (mention.gender and known[0].gender != mention.gender):
            return []
        reason = f"'{mention.text}': who held the office on {self._day.isoformat()}"
        return [self._names.person(known[0], reason, 0.7)]

    def _by_word(self, mention: Mention, office: str) -> list[Entity]:
        """'die Kanzlerin': who held it on the day in the only state for which the word is used.

        Where several states have such an office, the states of the text decide.
        """
        states = sorted(states_of_word(mention.title))
        found = {code: held for code in states if (held := self._by_day(mention, office, code))}
        if len(found) > 1:
            told = self._names.states_told()
            found = {code: held for code, held in found.items() if code in told}
        return next(iter(found.values())) if len(found) == 1 else []

    def _is_served(self, code: str) -> bool:
        """Tell whether the text names anybody with a title of a state who is not in the gazetteer.

        Then its offices of the day are not taken from there: the text knows other people.
        """
        named = [e for e in self._names.entities if e.kind == "Person" and e.names]
        return any(e.known is None and e.titles and code in e.states for e in named)

    def _without_state(
        self, mention: Mention, office: str, owners: Sequence[Entity]
    ) -> list[Entity]:
        """'der Präsident', 'die Ministerin': who holds such an office and was mentioned last."""
        holders = self._holders(office, "", mention)
        if not holders:
            by_word = [] if owners else self._by_word(mention, office)
            return by_word or [self._unnamed.person(mention, "", owners)]
        mentioned = [e for e in holders if any(m.start < mention.start for m in e.mentions)]
        if len(mentioned) == 1 and len(holders) == 1:
            holders[0].note(f"'{mention.text}': nobody else in the text holds such an office")
            return holders
        for seen in self._discourse.recent(mention.sentence, _BACK):
            if not set(seen.entities) & set(holders):
                continue
            beside = self._discourse.in_sentence(seen.mention.sentence)
            near = {e for s in beside for e in s.entities if e in holders}
            if len(near) > 1:
                return []
            found = near.pop()
            found.note(f"'{mention.text}': mentioned last of those who hold such an office")
            return [found]
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
            return [self._unnamed.person(mention, code, ())]
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
            if e.kind == "Person" and code in e.states and e.titles and is_of_gender(e, mention)
        ]
        return found if len(found) == 1 else []


def _is_bare(mention: Mention) -> bool:
    """Tell whether a role noun stands without article: 'wurde Präsident'."""
    return mention.start == mention.head


_PAIRED = SINGLE_OFFICES | {
    "Minister",
    "König",
    "Innenminister",
    "Finanzminister",
    "Wirtschaftsminister",
    "Partner",
}
#: Offices of which the gazetteer tells the holder on a day.
_DATED = SINGLE_OFFICES | {"König", PARTY_LEADER}
_ANYBODY = frozenset({"Politiker", "Staatsmann"})
