"""Files to articles: text normalised once."""

from __future__ import annotations

from kg.ingest.dates import parse_published
from kg.ingest.describe import ReadResult
from kg.ingest.reading import count_articles, read_articles

__all__ = ["ReadResult", "count_articles", "parse_published", "read_articles"]
