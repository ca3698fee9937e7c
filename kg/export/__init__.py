"""Graphs for NetworkX and Gephi, and the HTML page.

Each function is loaded when it is first asked for: a table in a notebook need not wait for PyVis.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.export.files import write_gexf, write_graphml, write_json
    from kg.export.networks import to_networkx
    from kg.export.page import to_html, write_html
    from kg.export.reprs import graph_repr_html

__all__ = [
    "graph_repr_html",
    "to_html",
    "to_networkx",
    "write_gexf",
    "write_graphml",
    "write_html",
    "write_json",
]

_HOMES = {
    "graph_repr_html": "kg.export.reprs",
    "to_html": "kg.export.page",
    "to_networkx": "kg.export.networks",
    "write_gexf": "kg.export.files",
    "write_graphml": "kg.export.files",
    "write_html": "kg.export.page",
    "write_json": "kg.export.files",
}


def __getattr__(name: str) -> Any:
    """Load a public function from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.export' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
