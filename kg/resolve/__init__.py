"""Mentions and frames to actors, events, statements and positions."""

from __future__ import annotations

from kg.resolve.facts import resolve

__all__ = ["resolve"]
