"""Named queries and free SPARQL, answered with typed rows."""

from __future__ import annotations

from kg.query.named import NamedQuery, named_queries
from kg.query.result import Result
from kg.query.run import run

__all__ = ["NamedQuery", "Result", "named_queries", "run"]
