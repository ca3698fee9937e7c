"""Graphs for NetworkX and Gephi, tables, calendars, flowcharts, and the HTML page.

Each function is loaded when it is first asked for: a table in a notebook need not wait for PyVis.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.export.calendar import to_calendar
    from kg.export.cards import Card, find_card, find_cards
    from kg.export.files import to_gexf, to_graphml, to_json, write_gexf, write_graphml, write_json
    from kg.export.formats import FORMATS, to_text
    from kg.export.mermaid import to_mermaid
    from kg.export.networks import to_networkx
    from kg.export.page import to_html, write_html
    from kg.export.reprs import graph_repr_html
    from kg.export.tables import guard_cell, read_cell, to_csv
    from kg.export.timeline import to_timeline

__all__ = [
    "FORMATS",
    "Card",
    "find_card",
    "find_cards",
    "graph_repr_html",
    "guard_cell",
    "read_cell",
    "to_calendar",
    "to_csv",
    "to_gexf",
    "to_graphml",
    "to_html",
    "to_json",
    "to_mermaid",
    "to_networkx",
    "to_text",
    "to_timeline",
    "write_gexf",
    "write_graphml",
    "write_html",
    "write_json",
]

_HOMES = {
    "kg.export.calendar": ("to_calendar",),
    "kg.export.cards": ("Card", "find_card", "find_cards"),
    "kg.export.files": (
        "to_gexf",
        "to_graphml",
        "to_json",
        "write_gexf",
        "write_graphml",
        "write_json",
    ),
    "kg.export.formats": ("FORMATS", "to_text"),
    "kg.export.mermaid": ("to_mermaid",),
    "kg.export.networks": ("to_networkx",),
    "kg.export.page": ("to_html", "write_html"),
    "kg.export.reprs": ("graph_repr_html",),
    "kg.export.tables": ("guard_cell", "read_cell", "to_csv"),
    "kg.export.timeline": ("to_timeline",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public function from its module."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kg.export' has no attribute '{name}'")
    return getattr(import_module(_HOME_OF[name]), name)
