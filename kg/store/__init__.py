"""Where articles are kept: Oxigraph on disk or in memory, or a server of SPARQL 1.1."""

from __future__ import annotations

from kg.store.engines import Engine
from kg.store.records import Rename, Row
from kg.store.store import Kept, Store, has_store, is_remote, open_store
from kg.store.terms import to_nt

__all__ = [
    "Engine",
    "Kept",
    "Rename",
    "Row",
    "Store",
    "has_store",
    "is_remote",
    "open_store",
    "to_nt",
]
