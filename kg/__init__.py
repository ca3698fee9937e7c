"""kg: who talked to whom, and when. A knowledge graph from German news.

>>> import kg
>>> graph = kg.build(kg.seed_path())  # doctest: +SKIP
>>> graph.communications()  # doctest: +SKIP

The public verbs load what they need when they are first used: ``import kg`` is light, and asking a
built graph loads no language model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.errors import (
    DataError,
    GraphError,
    InputError,
    KgError,
    LanguageError,
    ModelError,
    OutputError,
    QueryError,
    StoreError,
)
from kg.model import Article
from kg.resources import seed_path

if TYPE_CHECKING:
    from kg.corpus import backup, remove, verify
    from kg.graph import Graph, load
    from kg.ingest import count_articles
    from kg.pipeline import build
    from kg.query import Result, named_queries, to_wire
    from kg.serve import Server

__version__ = "0.1.0"

_LAZY = {
    "Graph": "kg.graph",
    "Result": "kg.query",
    "Server": "kg.serve",
    "backup": "kg.corpus",
    "build": "kg.pipeline",
    "count_articles": "kg.ingest",
    "load": "kg.graph",
    "named_queries": "kg.query",
    "remove": "kg.corpus",
    "to_wire": "kg.query",
    "verify": "kg.corpus",
}

__all__ = [
    "Article",
    "DataError",
    "Graph",
    "GraphError",
    "InputError",
    "KgError",
    "LanguageError",
    "ModelError",
    "OutputError",
    "QueryError",
    "Result",
    "Server",
    "StoreError",
    "backup",
    "build",
    "count_articles",
    "load",
    "named_queries",
    "remove",
    "seed_path",
    "to_wire",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])
