"""A NetworkX graph of ours as GraphML, GEXF, node-link JSON or Cytoscape JSON.

The same graph always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import networkx as nx

from kg.errors import KgError, OutputError
from kg.export.vocabulary import HAPPENED

Attribute = str | int | bool
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What took place, what is open, what did not take place: colour and kind of line in Gephi.
_LOOKS = {
    "real": ((31, 95, 208), "solid"),
    "open": ((201, 122, 0), "dashed"),
    "not": ((176, 30, 47), "dotted"),
}


def to_graphml(network: nx.MultiDiGraph[str]) -> str:
    """Return GraphML, which Gephi, yEd and Cytoscape open.

    >>> to_graphml(nx.MultiDiGraph()).splitlines()[-1]
    '</graphml>'
    """
    return XML + "\n".join(nx.generate_graphml(network)) + "\n"


def write_graphml(network: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write GraphML into a file.

    :raises OutputError: where the file cannot be written.
    """
    write_text(path, to_graphml(network))


def to_gexf(network: nx.MultiDiGraph[str]) -> str:
    """Return GEXF 1.2 for Gephi; what is dated makes it dynamic, so that time can be played.

    ``earliest`` and ``latest`` become ``start`` and ``end``. An edge's ``type`` is called ``kind``
    here, for GEXF keeps ``type`` for whether an edge is directed. What has a status has its colour,
    and edges of what did not take place are dashed or dotted.

    >>> to_gexf(nx.MultiDiGraph()).splitlines()[-1]
    '</gexf>'
    """
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        copy.add_node(node, **_gexf(data))
    for one, other, key, data in network.edges(keys=True, data=True):
        copy.add_edge(one, other, key=key, id=key, **_gexf(data))
    text = "\n".join(nx.generate_gexf(copy))
    # NetworkX writes the day of writing; the same graph shall give the same file.
    return XML + re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n"


def write_gexf(network: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write GEXF into a file.

    :raises OutputError: where the file cannot be written.
    """
    write_text(path, to_gexf(network))


def _gexf(data: Mapping[str, Attribute]) -> dict[str, Any]:
    renamed: dict[str, Any] = {
        "kind" if name == "type" else name: value for name, value in data.items()
    }
    for bound, name in (("earliest", "start"), ("latest", "end")):
        if renamed.get(bound):
            renamed[name] = renamed[bound]
    if "status" in renamed:
        (red, green, blue), line = _LOOKS[_look(renamed)]
        renamed["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
        if "type" in data:  # an edge
            renamed["viz"]["shape"] = line
    return renamed


def _look(data: Mapping[str, Attribute]) -> str:
    if data["status"] in HAPPENED:
        return "not" if data.get("kind") == "topicNotRaised" else "real"
    return "open" if data["status"] in ("Planned", "Proposed") else "not"


def to_json(
    network: nx.MultiDiGraph[str], *, style: Literal["node-link", "cytoscape"] = "node-link"
) -> str:
    """Return JSON: ``node-link`` for NetworkX and D3, ``cytoscape`` for Cytoscape.

    :raises KgError: where the style is unknown.

    >>> json.loads(to_json(nx.MultiDiGraph(), style="cytoscape"))["elements"]
    {'nodes': [], 'edges': []}
    """
    if style == "node-link":
        data = nx.node_link_data(network, edges="edges")
    elif style == "cytoscape":
        data = nx.cytoscape_data(network, name="label")
    else:
        raise KgError(f"unknown style '{style}'", hint="use 'node-link' or 'cytoscape'")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_json(
    network: nx.MultiDiGraph[str],
    path: str | Path,
    *,
    style: Literal["node-link", "cytoscape"] = "node-link",
) -> None:
    """Write JSON into a file.

    :raises OutputError: where the file cannot be written.
    :raises KgError: where the style is unknown.
    """
    write_text(path, to_json(network, style=style))


def write_text(path: str | Path, text: str) -> None:
    """Write a text as UTF-8 with Unix line ends, whatever the machine's habits.

    :raises OutputError: where the file cannot be written.
    """
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(
            f"cannot write '{path}': {error.strerror}", hint="choose another folder", path=str(path)
        ) from error
