"""Mentions and frames to actors, events, statements and positions; and what articles share."""

from __future__ import annotations

from kg.resolve.across import Merged, linked, merge_all, merge_events, name_parties, tell_apart
from kg.resolve.across_cards import Cards, make_cards
from kg.resolve.across_keys import event_keys
from kg.resolve.facts import resolve

__all__ = [
    "Cards",
    "Merged",
    "event_keys",
    "linked",
    "make_cards",
    "merge_all",
    "merge_events",
    "name_parties",
    "resolve",
    "tell_apart",
]
