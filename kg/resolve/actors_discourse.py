"""What was said so far: who was mentioned where, and which two stood together last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.resolve.actors_entities import Entity

_NEAR = 8  # mentions: who stands beside another is no farther back
_JOINED = re.compile(r"\s*,?\s*(?:und|sowie|wie auch|als auch|mit)\s+(?:dem|der|den|die|das)?\s*$")
#: Finite forms of reporting verbs that stand right before the speaker: ', sagte Uschakow'.
_REPORTING = re.compile(
    r"\b(?:sag|erklär|beton|berichte|teil|äußer|schrieb|schreib|bemerk|kündig|ergänz|füg|mein|"
    r"antworte|behaupte|versicher|forder|warn|kritisier|sprach|hieß|bestätig|unterstr[ei]|erläuter|"
    r"räum|gab|lobt|verkünd|wies|mahn|resümier|so|zitier|urteil|stell)\w*\s+(?:\w+\s+)?$"
)
_OF_BOTH = re.compile(
    r"\w+\s+(?:beider|der\s(?:beiden|zwei))\s(?:\w*ministerien|Länder|Nachbar\w*|Regierungen|Staaten)\b"
)
_APPOSITION = re.compile(r",?\s+[A-ZÄÖÜ]\S+ [A-ZÄÖÜ]\S*\w(?:,|\s+[a-zäöü])")
_PREDICATE = re.compile(r"\b(?:als|zum|zur|war|wurde|wird|ist|sei|blieb|damals)\s+$")
#: What a person can hold: 'das Amt des Präsidenten' is nobody, 'das Amt Putins' is of somebody.
_POST = re.compile(r"\b(?:Amt(?:e?s)?|Ämtern?|Postens?|Funktion|Titels?|Würde|Jobs?|Stelle)\s+$")
_GENITIVE = ("des ", "der ", "eines ", "einer ")
_MEANING_PAIR = ("Person", "Country", "Group", "Organisation")


_NEAR = 6  # mentions among which the one right before another is looked for


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention whose actors are known, in order of the text."""

    mention: Mention
    entities: tuple[Entity, ...]
    speaker: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two or more actors that stood together: 'Putin und Trump', 'zwischen Kiew und Moskau'."""

    offset: int
    sentence: int
    entities: tuple[Entity, ...]
    joined: bool = False


class Discourse:
    """The mentions resolved so far and the pairs that they form.

    :param content: the text that offsets count in.
    """

    def __init__(self, content: str) -> None:
        self._content = content
        self.seen: list[Seen] = []
        self.pairs: list[Pair] = []

    def push(self, mention: Mention, entities: Sequence[Entity]) -> None:
        """Note the actors of a mention; a pair with the mention before it is kept."""
        if not entities:
            return
        seen = Seen(mention, tuple(entities), self._speaks(mention))
        self._pair(seen)
        self.seen.append(seen)

    def _speaks(self, mention: Mention) -> bool:
        before = self._content[max(0, mention.start - 40) : mention.start]
        if _REPORTING.search(before):
            return True
        after = self._content[mention.end : mention.end + 30]
        return bool(
            mention.subject
            and re.match(
                r"\s+(?:sagte|erklärte|betonte|teilte|antwortete|äußerte|forderte|warnte|kündigte|"
                r"räumte|berichtete|bezeichnete|sprach|meinte|schrieb)\b",
                after,
            )
        )

    def _pair(self, seen: Seen) -> None:
        if len(seen.entities) > 1:
            self._keep(seen.mention, seen.entities)
            return
        last = self._last_outside(seen.mention)
        if last is None:
            return
        between = self._content[last.mention.end : seen.mention.start]
        if _JOINED.fullmatch(between) and _alike(last.entities[0], seen.entities[0]):
            self._keep(seen.mention, (*last.entities, *seen.entities), joined=True)
            return
        self._pair_in_clause(seen)

    def _last_outside(self, mention: Mention) -> Seen | None:
        """Return the mention that ends last before this one begins, the outermost of several.

        'Finnlands Ministerin Lund und ...': the minister stands before 'und', not Finland.
        """
        before = [s for s in self.seen[-_NEAR:] if s.mention.end <= mention.start]
        return max(before, key=lambda s: (s.mention.end, -s.mention.start), default=None)

    def _pair_in_clause(self, seen: Seen) -> None:
        """Pair two of one rank in one sentence: 'Putin gratulierte Trump'."""
        new = seen.entities[0]
        if seen.mention.kind == "pronoun":
            return
        for other in reversed(self.seen):
            if other.mention.sentence != seen.mention.sentence:
                break
            old = other.entities[0]
            if len(other.entities) == 1 and old is not new and _same_rank(old, new):
                self._keep(seen.mention, (old, new))
                return

    def _keep(self, mention: Mention, entities: Iterable[Entity], *, joined: bool = False) -> None:
        found = tuple(dict.fromkeys(entities))
        if len(found) > 1:
            self.pairs.append(Pair(mention.start, mention.sentence, found, joined))

    def last_pair(self, fits: Callable[[Entity], bool], *, within: int = 60) -> Pair | None:
        """Return the pair that stood together last and both of which fit.

        :param within: how many sentences back it may lie.
        """
        now = self.seen[-1].mention.sentence if self.seen else 0
        for pair in reversed(self.pairs):
            if now - pair.sentence > within:
                return None
            if len(pair.entities) == 2 and all(map(fits, pair.entities)):
                return pair
        return None

    def two_who(self, fits: Callable[[Entity], bool]) -> tuple[Entity, ...]:
        """Return the two who fit and were mentioned last, if they ever stood together.

        Where they never did, the pair that stood together last.
        """
        last: list[Entity] = []
        for seen in reversed(self.seen):
            for entity in seen.entities:
                if entity not in last and fits(entity):
                    last.append(entity)
            if len(last) > 1:
                break
        if len(last) == 2 and any(set(pair.entities) == set(last) for pair in self.pairs):
            return tuple(reversed(last))
        pair = self.last_pair(fits)
        return pair.entities if pair else ()

    def partner(self, owner: Entity, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return who stands together with somebody in the text, if that is mainly one."""
        counts: dict[Entity, int] = {}
        for pair in self.pairs:
            others = [e for e in pair.entities if e is not owner and fits(e)]
            if owner in pair.entities and len(others) == 1:
                counts[others[0]] = counts.get(others[0], 0) + 1
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
            return None
        return ranked[0][0]

    def is_named_after(self, mention: Mention) -> bool:
        """Tell whether a name, perhaps unknown, stands in apposition after a mention."""
        return bool(_APPOSITION.match(self._content, mention.end))

    def is_of_both(self, mention: Mention) -> bool:
        """Tell whether a role is held in both states: 'die Außenminister beider Länder'."""
        phrase = self._content[mention.head : mention.end + 30]
        return bool(_OF_BOTH.match(phrase))

    def is_predicate(self, mention: Mention) -> bool:
        """Tell whether a role is told of somebody or of the past: 'als Präsident', 'war der'."""
        before = self._content[max(0, mention.start - 12) : mention.start]
        return bool(_PREDICATE.search(before)) or (
            mention.start == mention.head and ("-" not in mention.text.split()[0])
        )

    def is_post(self, mention: Mention) -> bool:
        """Tell whether a role is an office alone, whoever holds it: 'das Amt des Präsidenten'."""
        before = self._content[max(0, mention.start - 12) : mention.start]
        return mention.text.startswith(_GENITIVE) and bool(_POST.search(before))

    def partners_of(self, seen: Seen) -> tuple[Entity, ...]:
        """Return the pair of the sentence that holds a mention's actor, else that actor."""
        for pair in reversed(self.pairs):
            if pair.sentence == seen.mention.sentence and set(seen.entities) <= set(pair.entities):
                return pair.entities
        return seen.entities

    def joined_with(self, entity: Entity, sentence: int) -> set[Entity]:
        """Return with whom an actor stands in a row in a sentence: 'A und B'."""
        rows = [p for p in self.pairs if p.joined and p.sentence == sentence]
        return {e for p in rows if entity in p.entities for e in p.entities if e is not entity}

    def comma_between(self, seen: Seen, mention: Mention) -> bool:
        """Tell whether a comma parts an earlier mention from a later one."""
        return bool(set(",;:–") & set(self._content[seen.mention.end : mention.start]))

    def recent(self, sentence: int, back: int) -> list[Seen]:
        """Return what was mentioned in a sentence and some before it, newest first."""
        return [s for s in reversed(self.seen) if 0 <= sentence - s.mention.sentence <= back]

    def in_sentence(self, sentence: int) -> list[Seen]:
        """Return the mentions of one sentence in order of the text."""
        return [s for s in self.seen if s.mention.sentence == sentence]


def _alike(one: Entity, other: Entity) -> bool:
    """Tell whether two in a row are of kinds that act together."""
    if one.kind not in _MEANING_PAIR or other.kind not in _MEANING_PAIR:
        return False
    return one.kind == other.kind or "Person" not in (one.kind, other.kind)


def _same_rank(one: Entity, other: Entity) -> bool:
    """Tell whether two are of one rank: two states, or two who hold the same kind of office."""
    if one.kind != other.kind:
        return False
    if one.kind == "Country":
        return True
    if one.kind != "Person":
        return False
    ranks = [_offices(one), _offices(other)]
    return bool(ranks[0] & ranks[1])


def _offices(entity: Entity) -> set[str]:
    found = {office for office, _ in entity.titles}
    if entity.known is not None:
        found |= {office.office for office in entity.known.offices}
    return found & _RANKS


_RANKS = frozenset(
    "Präsident Ministerpräsident Außenminister Verteidigungsminister König Innenminister "
    "Finanzminister Wirtschaftsminister Kommissionspräsident".split()
)
