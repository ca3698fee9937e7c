"""Who did what to whom: the frame lexicon over the dependency tree."""

from __future__ import annotations

from kg.frames.find import find_frames
from kg.frames.lexicon import Lexicon, Rule, load_lexicon

__all__ = ["Lexicon", "Rule", "find_frames", "load_lexicon"]
