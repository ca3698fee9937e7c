"""Names, time expressions and quotations as spaCy components."""

from __future__ import annotations

from kg.mentions.names import find_mentions, kg_names, mention_at

__all__ = ["find_mentions", "kg_names", "mention_at"]
