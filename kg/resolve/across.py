"""Which tellings of many articles are one event, and which names one person.

Both decisions are functions of the set of cards alone: any order of adding articles gives the same
result, and taking an article away undoes what it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from kg.cards import Context, EventCard, PartyCard
from kg.resolve.across_cards import is_unnamed
from kg.resolve.across_compare import Likeness, alike, compare, known, match_parties
from kg.resolve.across_keys import event_keys

Place = tuple[str, str]  # an article and a local IRI
_Named = tuple[str, Place, str]  # the key, the place and the label of a named person


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One event that several articles tell: its members in order, the first of which names it."""

    members: tuple[EventCard, ...]

    @property
    def iri(self) -> str:
        """The IRI that all members share: that of the earliest article's telling."""
        return self.members[0].iri

    @classmethod
    def of(cls, cards: Iterable[EventCard]) -> Merged:
        """Return the event of tellings that are known to be one."""
        return cls(members=tuple(sorted(cards, key=_place)))


def merge_events(cards: Iterable[EventCard]) -> list[Merged]:
    """Return the events that the cards tell, each once; most have one member.

    :param cards: any set that is closed under :func:`linked`; the order does not matter.

    >>> merge_events([])
    []
    """
    ordered = sorted(set(cards), key=_place)
    edges = [
        (_compare(one, other), place, later)
        for (place, one), (later, other) in combinations(enumerate(ordered), 2)
    ]
    return _merge(ordered, edges)


def merge_all(cards: Iterable[EventCard]) -> list[Merged]:
    """Return the events of many cards as :func:`merge_events` does, in less time."""
    ordered = sorted(set(cards), key=_place)
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, card in enumerate(ordered):
        for key in event_keys(card):
            blocks[key].append(place)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    groups = _Groups(len(ordered))
    for one, other in sorted(pairs):
        if _compare(ordered[one], ordered[other]) > Likeness.UNRELATED:
            groups.unite(one, other)
    parts = ([ordered[place] for place in members] for members in groups.members())
    return [event for part in parts for event in merge_events(part)]


def linked(card: EventCard, others: Iterable[EventCard]) -> list[EventCard]:
    """Return which other cards a card's own event may depend on: those that it is like."""
    return [other for other in others if _compare(card, other) > Likeness.UNRELATED]


@lru_cache(maxsize=10_000)  # what is near is compared several times while one article is added
def _compare(one: EventCard, other: EventCard) -> Likeness:
    """Return how two cards stand to each other; without a common key they are never alike."""
    like = compare(one, other)
    if like > Likeness.UNRELATED and not {*event_keys(one)} & {*event_keys(other)}:
        return Likeness.UNRELATED
    return like


def _place(card: EventCard) -> tuple[str, str, str]:
    """Return what cards are sorted by: the day of publication, then the article."""
    return card.published or "9999", card.article, card.iri


def _merge(ordered: Sequence[EventCard], edges: Sequence[tuple[int, int, int]]) -> list[Merged]:
    """Return the events: sure links first, each only where nothing contradicts."""
    apart = {(one, other) for like, one, other in edges if like == Likeness.CONTRADICT}
    sure = sorted(
        (-match_parties(known(ordered[one]), known(ordered[other])).score, one, other)
        for like, one, other in edges
        if like == Likeness.STRONG
    )
    groups = _Groups(len(ordered))
    for _, one, other in sure:
        if not _contradicts(groups.of(one), groups.of(other), apart):
            groups.unite(one, other)
    weak = [(one, other) for like, one, other in edges if like == Likeness.WEAK]
    _add_weak(groups, weak, apart)
    return [Merged(members=tuple(ordered[n] for n in members)) for members in groups.members()]


def _add_weak(
    groups: _Groups, weak: Sequence[tuple[int, int]], apart: set[tuple[int, int]]
) -> None:
    """Unite what weak links connect, unless something in it contradicts: then none of it is sure.

    'Merz sprach mit Macron', undated, beside two talks of the two: it may be either.
    """
    sure = {place: group[0] for group in groups.members() for place in group}
    around = _Groups(len(sure))
    for one, other in weak:
        around.unite(sure[one], sure[other])
    for component in around.members():
        heads = sorted({sure[place] for place in component})
        parts = [groups.of(head) for head in heads]
        if any(_contradicts(one, other, apart) for one, other in combinations(parts, 2)):
            continue
        for head in heads[1:]:
            groups.unite(heads[0], head)


def _contradicts(ours: Sequence[int], theirs: Sequence[int], apart: set[tuple[int, int]]) -> bool:
    return any((min(a, b), max(a, b)) in apart for a in ours for b in theirs)


class _Groups:
    """Disjoint groups of the numbers below ``size``, each named by its smallest member."""

    def __init__(self, size: int) -> None:
        self._group = {number: [number] for number in range(size)}

    def of(self, number: int) -> list[int]:
        """Return the group of a number, sorted."""
        return self._group[number]

    def unite(self, one: int, other: int) -> None:
        """Make one group of two."""
        first, second = self._group[one], self._group[other]
        if first is second:
            return
        both = sorted((*first, *second))
        for number in both:
            self._group[number] = both

    def members(self) -> list[list[int]]:
        """Return all groups, by their smallest members."""
        return [group for number, group in sorted(self._group.items()) if group[0] == number]


def name_parties(events: Iterable[Merged]) -> dict[Place, tuple[Place, str]]:
    """Return who the parties are that one article names by surname or office alone.

    Another article that tells of the same talk may give the full name. It counts where it is the
    only one for the party in all talks.

    :return: article and local IRI of the named person, and the name, by those of the party.

    >>> name_parties([])
    {}
    """
    found: dict[Place, set[_Named]] = defaultdict(set)
    for event in events:
        for member in event.members:
            for party in filter(is_unnamed, member.parties):
                found[member.article, party.iri] |= _named_by_others(event, member, party)
    return {
        place: min(named)[1:]
        for place, named in found.items()
        if len({key for key, *_ in named}) == 1
    }


def _named_by_others(event: Merged, member: EventCard, party: PartyCard) -> set[_Named]:
    """Return the keys, places and labels of the named persons that a party may be."""
    return {
        (named.identity or named.name, (other.article, named.iri), named.label)
        for other in event.members
        if other is not member
        for named in other.parties
        if (named.identity or named.name)
        and alike(party, named) > 1
        and [alike(rival, named) > 1 for rival in member.parties].count(True) == 1
    }


def tell_apart(contexts: Iterable[Context]) -> dict[Context, tuple[str, ...] | None]:
    """Return what tells the bearers of one name apart, by the contexts in which the name stands.

    Articles whose contexts have the same value mean one person; the value is empty where all do.
    None: an article with this context means a person of its own. Persons of one full name are one
    unless states keep them apart; a name without a state is then nobody's. A name that many bear
    needs a state and an office in common.

    >>> tell_apart([Context(), Context(states=("Q40",))])[Context()]
    ()
    >>> tell_apart([Context(), Context(states=("Q40",)), Context(states=("Q39",))])[Context()]
    """
    ordered = sorted(set(contexts))
    if any(context.common for context in ordered):
        return {c: (*c.states, c.office) if c.states and c.office else None for c in ordered}
    groups = _Groups(len(ordered))
    for one, other in combinations(range(len(ordered)), 2):
        if {*ordered[one].states} & {*ordered[other].states}:
            groups.unite(one, other)
    placed = [group for group in groups.members() if ordered[group[0]].states]
    if len(placed) < 2:
        return dict.fromkeys(ordered, ())
    told: dict[Context, tuple[str, ...] | None] = dict.fromkeys(ordered)
    for group in placed:
        states = tuple(sorted({state for place in group for state in ordered[place].states}))
        told |= {ordered[place]: states for place in group}
    return told


__all__ = ["Merged", "linked", "merge_all", "merge_events", "name_parties", "tell_apart"]
