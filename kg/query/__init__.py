"""Named queries and free SPARQL, answered with typed rows."""

from __future__ import annotations

from kg.query.bind import bind
from kg.query.engine import Question, from_answer, run_by, to_question
from kg.query.named import NamedQuery, named_queries
from kg.query.result import Result
from kg.query.run import run, run_text
from kg.query.wire import to_wire

__all__ = [
    "NamedQuery",
    "Question",
    "Result",
    "bind",
    "from_answer",
    "named_queries",
    "run",
    "run_by",
    "run_text",
    "to_question",
    "to_wire",
]
