"""Named queries and free SPARQL, answered with typed rows."""

from __future__ import annotations

from kg.query.named import NamedQuery, named_queries
from kg.query.result import Result
from kg.query.run import run, run_text
from kg.query.wire import to_wire

__all__ = ["NamedQuery", "Result", "named_queries", "run", "run_text", "to_wire"]
