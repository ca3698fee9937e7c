"""Names, time expressions and quotations as spaCy components."""

from __future__ import annotations

from kg.mentions.names import find_mentions, kg_names, mention_at
from kg.mentions.quotes import find_quotes, kg_quotes

__all__ = ["find_mentions", "find_quotes", "kg_names", "kg_quotes", "mention_at"]
