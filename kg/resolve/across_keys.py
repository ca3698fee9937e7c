"""Which cards are worth comparing: keys that two tellings of one event share."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

from kg.cards import EventCard, PartyCard

_LONGEST = 62  # days; an interval that is longer says too little to find a card by
_MOST_PARTIES = 8
SHORT = 3  # days that an interval may have to say as much as a day: 'am Wochenende'


def event_keys(card: EventCard) -> tuple[str, ...]:
    """Return the keys of an event: pairs of parties by month, and named persons by day.

    Two cards that may be one event share at least one key; cards that share none are never
    compared. An undated event is looked for in the month of publication and the one before.
    """
    months = _months(card)
    who = [_buckets(party) for party in card.parties[:_MOST_PARTIES]]
    found = {
        f"{'+'.join(sorted((one, other)))}@{month}"
        for first, second in combinations(who, 2)
        for one in first
        for other in second
        for month in months
    }
    named = [key for party in who for key in party if key.startswith("n:")]
    found |= {f"{key}@{day}" for key in named for day in _days(card)}
    return tuple(sorted(found))


def _buckets(party: PartyCard) -> tuple[str, ...]:
    """Return under what a party may be found: its states, its surname, its name."""
    keys = [f"s:{state}" for state in party.states]
    if party.kind == "Person":
        keys += [f"n:{party.surname}"] if party.surname else []
    elif party.kind != "Country":
        keys += [f"b:{party.identity or party.name}"] if party.identity or party.name else []
    return tuple(keys)


def _months(card: EventCard) -> tuple[str, ...]:
    """Return the months in which a card is looked for."""
    span = interval(card)
    if span is not None and (span[1] - span[0]).days <= _LONGEST:
        first, last = span
    elif card.published:
        last = dt.date.fromisoformat(card.published)
        first = dt.date.fromordinal(max(last.toordinal() - 31, 1))
    else:
        return ("",)
    count = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in count)


def _days(card: EventCard) -> list[str]:
    """Return the days of a card whose date is as good as a day."""
    span = interval(card)
    length = (span[1] - span[0]).days if span else SHORT
    if span is None or length >= SHORT:
        return []
    return [(span[0] + dt.timedelta(days=more)).isoformat() for more in range(length + 1)]


def interval(card: EventCard) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that an event may lie on; None where one is unknown.

    >>> interval(EventCard(iri="", article="", type="Meeting", status="Occurred", parties=()))
    """
    if not card.earliest or not card.latest:
        return None
    return dt.date.fromisoformat(card.earliest), dt.date.fromisoformat(card.latest)
