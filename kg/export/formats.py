"""Every format but RDF and the page, by its name, which is also how its files end."""

from __future__ import annotations

from rdflib import Graph

from kg.errors import OutputError
from kg.export.calendar import to_calendar
from kg.export.files import to_gexf, to_graphml, to_json
from kg.export.mermaid import to_mermaid
from kg.export.networks import to_networkx
from kg.export.tables import to_csv
from kg.export.timeline import to_timeline
from kg.export.wording import Language

NETWORKS = ("graphml", "gexf", "json", "cyjs", "nodes.csv", "edges.csv")
FORMATS = (*NETWORKS, "mmd", "ics", "timeline.json")


def to_text(dataset: Graph, format: str, *, view: str = "full", language: Language = "de") -> str:
    """Return a graph in one of ``FORMATS``.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param view: of the networks, ``actors`` or ``full`` (see :func:`kg.export.to_networkx`).
    :param language: of the flowchart and the calendar.
    :raises OutputError: where the format is unknown.
    :raises GraphError: where the view is unknown.

    >>> to_text(Graph(), "nodes.csv")
    'id,label,kind\\n'
    """
    if format in NETWORKS:
        return _network(dataset, format, view)
    if format == "mmd":
        return to_mermaid(dataset, language=language)
    if format == "ics":
        return to_calendar(dataset, language=language)
    if format == "timeline.json":
        return to_timeline(dataset)
    hint = f"use one of {', '.join(FORMATS)}"
    raise OutputError(f"unknown format '{format}'", hint=hint, format=format)


def _network(dataset: Graph, format: str, view: str) -> str:
    network = to_networkx(dataset, view)
    if format == "graphml":
        return to_graphml(network)
    if format == "gexf":
        return to_gexf(network)
    if format == "nodes.csv":
        return to_csv(network, "nodes")
    if format == "edges.csv":
        return to_csv(network, "edges")
    return to_json(network, style="cytoscape" if format == "cyjs" else "node-link")
