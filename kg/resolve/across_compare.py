"""May two articles' tellings be one event? Never on one weak cue.

Two tellings are compared by kind, parties, dates, place, ordinal and status. What contradicts
keeps them apart for good; what fits is strong where the day and the parties are given, and weak
where one of them has to be completed from what else the articles say.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from kg.cards import EventCard, PartyCard
from kg.resolve.across_keys import SHORT, interval

_HOURS = ("MO", "MI", "AF", "EV", "NI")  # parts of a day; neighbours may be one to two papers
_IN_PERSON = frozenset(("Meeting", "Negotiation", "Visit"))
_DIRECTED = frozenset(("Correspondence", "Visit"))  # a letter back is another letter
_HAPPENED = frozenset(("Occurred", "Ongoing"))
_AHEAD = frozenset(("Planned", "Proposed"))
_MONTH = 31
_NEAR = 3  # days between two publications that tell the same news
_DIFFERENT = -1


class Likeness(IntEnum):
    """How two tellings stand to each other."""

    CONTRADICT = -1
    UNRELATED = 0
    WEAK = 1
    STRONG = 2


def compare(one: EventCard, other: EventCard) -> Likeness:
    """Return how the tellings of two articles stand to each other; the order does not matter.

    >>> parties = (PartyCard(iri="a", kind="Person", name="a"), PartyCard(iri="b", kind="Person",
    ...     name="b"))
    >>> a, b = (EventCard(iri=n, article=n, type="PhoneCall", status="Occurred", parties=parties,
    ...     earliest="2025-07-03", latest="2025-07-03") for n in "ab")
    >>> compare(a, b).name
    'STRONG'
    """
    if one.article == other.article or not _same_kind(one, other) or _apart(one, other):
        return Likeness.CONTRADICT
    fit = match_parties(known(one), known(other))
    if fit.conflict or (one.type in _DIRECTED and other.type in _DIRECTED and fit.is_turned):
        return Likeness.CONTRADICT
    time = _time(one, other)
    if time is None:
        return Likeness.CONTRADICT
    if not _same_outlook(one, other, time) or one.series != other.series:
        return Likeness.UNRELATED
    return _judge(one, other, fit, time)


def _judge(one: EventCard, other: EventCard, fit: Fit, time: int) -> Likeness:
    """Return the likeness of two tellings that nothing keeps apart."""
    cues = _cues(one, other)
    if fit.matched < 2:
        return _judge_single(one, other, fit, time)
    if fit.left and fit.right:
        return Likeness.WEAK if time == _SAME_DAY and cues else Likeness.UNRELATED
    if time == _SAME_DAY:
        return Likeness.STRONG if fit.score >= 2 * fit.matched or cues else Likeness.WEAK
    named = fit.score >= 2 * fit.matched
    if time == _NEWS:
        if cues >= 2 or (named and (cues or not _undercut(one, other))):
            return Likeness.WEAK
        return Likeness.UNRELATED
    return Likeness.WEAK if named and cues >= 1 + (time == _LOOSE) else Likeness.UNRELATED


def _judge_single(one: EventCard, other: EventCard, fit: Fit, time: int) -> Likeness:
    """Return the likeness of two tellings of which one names a single party."""
    sizes = sorted((len(known(one)), len(known(other))))
    if sizes[0] > 1 or fit.score < 3 or time < _SAME_DAY:
        return Likeness.UNRELATED
    if sizes[1] == 1 and {*one.cities} & {*other.cities}:
        return Likeness.STRONG
    same = one.type == other.type != "Communication"
    return Likeness.WEAK if same or _cues(one, other) else Likeness.UNRELATED


def _undercut(one: EventCard, other: EventCard) -> bool:
    """Return whether topics that have no word in common speak against one event."""
    return bool(one.topics and other.topics)


def _same_kind(one: EventCard, other: EventCard) -> bool:
    """Return whether two kinds of communication may be one: a visit is a meeting, a call is not."""
    kinds = {one.type, other.type}
    return len(kinds) == 1 or "Communication" in kinds or kinds <= _IN_PERSON


def _apart(one: EventCard, other: EventCard) -> bool:
    """Return whether ordinals, parts of the day or cities tell two events apart."""
    if one.hours and other.hours:
        gap = abs(_HOURS.index(one.hours) - _HOURS.index(other.hours))
        if gap > 1 and one.earliest == other.earliest:
            return True
    if one.ordinal and other.ordinal and one.ordinal != other.ordinal:
        return True
    known = [{city for city in card.cities if _is_identity(city)} for card in (one, other)]
    both = bool(known[0]) and bool(known[1]) and "PhoneCall" not in (one.type, other.type)
    return both and not {*one.cities} & {*other.cities}


def _is_identity(key: str) -> bool:
    return key[:1] == "Q" and key[1:].isdigit()


# How well two dates fit: on one day, in the same short interval, in the news of the same days, or
# only in the same month or year.
_SAME_DAY, _WITHIN, _NEWS, _LOOSE = 4, 3, 2, 1


def _time(one: EventCard, other: EventCard) -> int | None:
    """Return how well the dates fit; None where they contradict each other."""
    first, second = interval(one), interval(other)
    if first is not None and second is not None:
        if first[1] < second[0] or second[1] < first[0]:
            return None
        lengths = sorted((span[1] - span[0]).days for span in (first, second))
        if lengths[1] < SHORT:
            return _SAME_DAY
        return _WITHIN if lengths[1] <= _MONTH and _published_near(one, other, _MONTH) else _LOOSE
    dated = first or second
    if dated is not None:
        undated = other if second is None else one
        return _NEWS if _is_news(undated, dated) else _LOOSE
    return _NEWS if _published_near(one, other, _NEAR) else _LOOSE


def _is_news(card: EventCard, dated: tuple[dt.date, dt.date]) -> bool:
    """Return whether an article came out when an event of some days or weeks was news."""
    if not card.published or (dated[1] - dated[0]).days > _MONTH:
        return False
    day = dt.date.fromisoformat(card.published)
    return dated[0] <= day <= dated[1] + dt.timedelta(days=_NEAR)


def _published_near(one: EventCard, other: EventCard, days: int) -> bool:
    """Return whether two articles came out within some days of each other."""
    if not one.published or not other.published:
        return False
    gap = dt.date.fromisoformat(one.published) - dt.date.fromisoformat(other.published)
    return abs(gap.days) <= days


def _same_outlook(one: EventCard, other: EventCard, time: int) -> bool:
    """Return whether two statuses can be of one event: what was planned may have come about."""
    statuses = {one.status, other.status}
    if len(statuses) == 1 or statuses <= _HAPPENED or statuses <= _AHEAD:
        return True
    if "NotDiscussed" in statuses:
        return False
    return time == _SAME_DAY


def _cues(one: EventCard, other: EventCard) -> int:
    """Return how many further things two tellings share: place, topic, length, ordinal."""
    places = bool({*one.cities, *one.regions} & {*other.cities, *other.regions})
    topics = bool({*one.topics} & {*other.topics})
    length = one.duration == other.duration >= 0
    ordinal = one.ordinal == other.ordinal > 0
    return places + topics + length + ordinal


class Fit:
    """How the parties of two tellings go together.

    ``matched`` counts pairs, ``score`` adds their strengths: 3 for a full name or identity, 2 for
    a surname, an office or a state named by both, 1 for a person and its state. ``left`` and
    ``right`` are the parties without a partner. ``conflict``: different persons stand in one place.
    ``is_turned``: who writes or comes in one telling is written to or visited in the other.
    """

    def __init__(self, pairs: list[tuple[int, PartyCard, PartyCard]]) -> None:
        self.matched = len(pairs)
        self.score = sum(pair[0] for pair in pairs)
        self.left: list[PartyCard] = []
        self.right: list[PartyCard] = []
        self.conflict = False
        sides = [{one.side, other.side} for _, one, other in pairs]
        self.is_turned = {"from", "to"} in sides


def known(card: EventCard) -> tuple[PartyCard, ...]:
    """Return the parties of which anything is known; 'der Unterhändler' may be anybody."""
    return tuple(
        party
        for party in card.parties
        if party.identity
        or party.name
        or party.surname
        or party.states
        or party.kind not in ("Person", "Group")
    )


def match_parties(ours: tuple[PartyCard, ...], theirs: tuple[PartyCard, ...]) -> Fit:
    """Return the best pairs of two lists of parties, the surest first."""
    scored = sorted(
        ((alike(one, other), one, other) for one in ours for other in theirs),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: list[tuple[int, PartyCard, PartyCard]] = []
    taken: set[tuple[bool, PartyCard]] = set()
    for score, one, other in scored:
        if score > 0 and not {(False, one), (True, other)} & taken:
            pairs.append((score, one, other))
            taken |= {(False, one), (True, other)}
    fit = Fit(pairs)
    fit.left = [party for party in ours if (False, party) not in taken]
    fit.right = [party for party in theirs if (True, party) not in taken]
    two_sided = min(len(ours), len(theirs)) <= 2
    rivals = ((one, other) for one in fit.left for other in fit.right)
    fit.conflict = any(_rivals(one, other, two_sided) for one, other in rivals)
    return fit


def _rivals(one: PartyCard, other: PartyCard, two_sided: bool) -> bool:
    """Return whether two parties without partners cannot both have been at one table."""
    if one.kind == other.kind == "Country":
        return two_sided
    one_state = bool({*one.states} & {*other.states})
    persons = one.kind == other.kind == "Person"
    return persons and alike(one, other) == _DIFFERENT and (two_sided or one_state)


def alike(one: PartyCard, other: PartyCard) -> int:
    """Return how surely two parties are the same: 3, 2, 1, 0 (unknown), or -1 (they are not).

    >>> minister = PartyCard(iri="a", kind="Person", name="ana ruiz", states=("Q29",))
    >>> alike(minister, PartyCard(iri="b", kind="Country", identity="Q29", states=("Q29",)))
    1
    >>> alike(minister, PartyCard(iri="b", kind="Person", name="eva sanz", states=("Q29",)))
    -1
    """
    if one.identity and one.identity == other.identity:
        return 2 if one.kind == "Country" else 3
    if one.kind == other.kind == "Person":
        return _alike_persons(one, other)
    if "Person" not in (one.kind, other.kind) and one.name and one.name == other.name:
        return 3
    return 1 if {*one.states} & {*other.states} and not _two_bodies(one, other) else 0


def _two_bodies(one: PartyCard, other: PartyCard) -> bool:
    """Return whether both are bodies with names of their own, so that a state is no proof."""
    bodies = [card.kind == "Organisation" and bool(card.name) for card in (one, other)]
    return all(bodies)


def _alike_persons(one: PartyCard, other: PartyCard) -> int:
    """Return how surely two persons are the same."""
    if one.identity and other.identity:
        return _DIFFERENT
    if one.name and other.name:
        return 3 if one.name == other.name else _DIFFERENT
    states = {*one.states} & {*other.states}
    if one.states and other.states and not states:
        return _DIFFERENT
    if one.surname and other.surname:
        return 2 if one.surname == other.surname else _DIFFERENT
    if not states:
        return 0
    if one.office and other.office:
        return 2 if one.office == other.office else _DIFFERENT
    return 1
