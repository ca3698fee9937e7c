"""Dates of events: reading them off, counting from another event, bringing together.

The parts lie in :mod:`kg.resolve.dates_values` (single dates) and :mod:`kg.resolve.dates_system`
(events that count from each other); this is the door to both.
"""

from __future__ import annotations

from kg.resolve.dates_system import Constraint, resolve_anchors
from kg.resolve.dates_values import (
    anchor_when,
    anchored_event_when,
    bounds,
    combine,
    compatible,
    to_when,
)

__all__ = [
    "Constraint",
    "anchor_when",
    "anchored_event_when",
    "bounds",
    "combine",
    "compatible",
    "resolve_anchors",
    "to_when",
]
