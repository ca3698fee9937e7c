"""Names, time expressions and quotations as spaCy components."""

from __future__ import annotations

from kg.mentions.names import find_mentions, kg_names, mention_at
from kg.mentions.publication import find_publication_date
from kg.mentions.quotes import find_quotes, kg_quotes
from kg.mentions.timex import find_timexes, kg_timex

__all__ = [
    "find_mentions",
    "find_publication_date",
    "find_quotes",
    "find_timexes",
    "kg_names",
    "kg_quotes",
    "kg_timex",
    "mention_at",
]
