"""Pronouns to actors, by rules that are safe or silent.

A pronoun looks at its own sentence and the one before, for an actor of its gender and number. Two
candidates that nothing parts leave it open.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention
from kg.resolve.actors_discourse import Discourse, Seen
from kg.resolve.actors_entities import Entity


class PronounResolver:
    """Resolves pronouns in order of the text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse

    def resolve(self, mention: Mention) -> list[Entity]:
        """Return the actors that a pronoun stands for; none where that is open."""
        word = mention.text.lower()
        if mention.count == 2:
            pair = self._discourse.last_pair(_is_person, within=2)
            found = pair.entities if pair else self._discourse.two_who(_is_person)
            return list(found) or self._only_two(mention)
        personal = word == "ihr" and mention.gender == "f"
        if word.startswith(("sein", "ihr")) and not personal:
            return self._possessor(mention)
        if mention.plural:
            return self._plural(mention)
        if word.startswith("dies"):
            return self._other(mention)
        if mention.subject:
            return self._subject(mention)
        return self._object(mention)

    def _only_two(self, mention: Mention) -> list[Entity]:
        """'die beiden': the only two persons of this sentence and the three before."""
        near = [
            s
            for back in (3, 2, 1, 0)
            for s in self._discourse.in_sentence(mention.sentence - back)
            if s.mention.end <= mention.start and _alike(s, mention)
        ]
        found = dict.fromkeys(e for s in near for e in s.entities if e.kind == "Person")
        return list(found) if len(found) == 2 else []

    def _subject(self, mention: Mention) -> list[Entity]:
        """'er', 'sie': the subject before it in the sentence, else of the sentence before."""
        own = [s for s in self._own(mention) if s.mention.subject and _fits(s, mention)]
        if own:
            return _only(own) or _speaker(own)
        before = self._before(mention)
        subjects = [s for s in before if s.mention.subject]
        named = [s for s in before if s.mention.kind == "name"]
        found = _only(subjects) or _speaker(before) or ([] if subjects else _only(named))
        return [] if self._has_twin(found, mention) else found

    def _has_twin(self, found: list[Entity], mention: Mention) -> bool:
        """Tell whether somebody of the same gender stood beside the one found: 'A und B. Er'."""
        beside = self._discourse.joined_with(found[0], mention.sentence - 1) if found else set()
        return any(e.kind == "Person" and e.gender in ("", mention.gender) for e in beside)

    def _object(self, mention: Mention) -> list[Entity]:
        """'ihm', 'ihr': not the subject of its own clause. 'ihn' and 'sie' are often things."""
        if mention.text.lower() in ("ihn", "sie"):
            return []
        barred = {e for s in self._clause(mention) if s.mention.subject for e in s.entities}
        own = [s for s in self._own(mention) if _fits(s, mention) and not barred & set(s.entities)]
        if own:
            return _only([s for s in own if s.mention.subject]) or _only(own)
        before = [s for s in self._before(mention) if not barred & set(s.entities)]
        return _only(before) or _speaker(before) or _only([s for s in before if s.mention.subject])

    def _clause(self, mention: Mention) -> list[Seen]:
        """Return what stands in the same clause before: no comma lies between."""
        return [s for s in self._own(mention) if not self._discourse.comma_between(s, mention)]

    def _possessor(self, mention: Mention) -> list[Entity]:
        """'sein', 'ihr' before a noun: the nearest subject before it in the sentence."""
        several = mention.text.lower().startswith("ihr")
        own = [s for s in self._own(mention, several=several) if s.mention.subject]
        if own:
            last = own[-1]
            if mention.text.lower().startswith("sein") and not _masculine(last):
                return []
            if mention.text.lower().startswith("ihr") and _masculine_only(last):
                return []
            if several and len(last.entities) == 1:
                joined = self._discourse.partners_of(last)
                single = last.entities[0].gender == "f" and len(joined) > 1
                return [] if single else list(joined)
            return list(last.entities)
        beside = self._own(mention)
        if beside:
            return _only(beside)
        return _only([s for s in self._before(mention) if s.mention.subject])

    def _plural(self, mention: Mention) -> list[Entity]:
        """'sie', 'ihnen': several who stood together as the subject last."""
        for sentence in (mention.sentence, mention.sentence - 1):
            rows = [
                s
                for s in self._discourse.in_sentence(sentence)
                if s.mention.start < mention.start and s.mention.in_quote == mention.in_quote
            ]
            several = [s for s in rows if len(s.entities) > 1 or s.entities[0].plural]
            found = _sets(several)
            found += [
                p.entities
                for p in self._discourse.pairs
                if p.sentence == sentence and p.entities not in found
            ]
            if len(found) == 1:
                return list(found[0])
            if found:
                return []
        return []

    def _other(self, mention: Mention) -> list[Entity]:
        """'dieser': the one of the sentence before who was not its subject."""
        before = [s for s in self._before(mention) if not s.mention.subject]
        return _only(before)

    def _own(self, mention: Mention, *, several: bool = False) -> list[Seen]:
        return [
            s
            for s in self._discourse.in_sentence(mention.sentence)
            if s.mention.end <= mention.start
            and _alike(s, mention)
            and (several or len(s.entities) == 1)
        ]

    def _before(self, mention: Mention) -> list[Seen]:
        """Return what fits in the sentence before."""
        rows = self._discourse.in_sentence(mention.sentence - 1)
        return [s for s in rows if _fits(s, mention) and _alike(s, mention)]


def _is_person(entity: Entity) -> bool:
    return entity.kind == "Person"


def _alike(seen: Seen, mention: Mention) -> bool:
    """Speech and narration do not share pronouns."""
    return seen.mention.in_quote == mention.in_quote


def _fits(seen: Seen, mention: Mention) -> bool:
    """Tell whether a mention's actor can be a pronoun of this gender in the singular."""
    if len(seen.entities) != 1 or seen.entities[0].plural:
        return False
    entity = seen.entities[0]
    if entity.kind != "Person":
        return False
    return entity.gender in ("", mention.gender) or not mention.gender


def _only(rows: Iterable[Seen]) -> list[Entity]:
    """Return the actor of all rows if it is one, else nothing."""
    found = list(dict.fromkeys(s.entities for s in rows))
    return list(found[0]) if len(found) == 1 else []


def _speaker(rows: Iterable[Seen]) -> list[Entity]:
    """Return the only named speaker of a sentence."""
    speakers = [s for s in rows if s.speaker and s.mention.definite]
    return _only(speakers)


def _sets(rows: Iterable[Seen]) -> list[tuple[Entity, ...]]:
    return list(dict.fromkeys(s.entities for s in rows))


def _masculine(seen: Seen) -> bool:
    return len(seen.entities) == 1 and seen.entities[0].gender in ("m", "n", "")


def _masculine_only(seen: Seen) -> bool:
    return len(seen.entities) == 1 and seen.entities[0].gender in ("m", "n")
