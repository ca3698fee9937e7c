"""Write a NetworkX graph of ours as GraphML, GEXF, node-link JSON or Cytoscape JSON.

The same graph always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import networkx as nx

from kg.errors import KgError, OutputError

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_graphml(network: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write GraphML, which Gephi, yEd and Cytoscape open.

    :raises OutputError: where the file cannot be written.
    """
    write_text(path, XML + "\n".join(nx.generate_graphml(network)) + "\n")


def write_gexf(network: nx.MultiDiGraph[str], path: str | Path) -> None:
    """Write GEXF 1.2 for Gephi; where edges are dated it is dynamic, so that time can be played.

    An edge's ``earliest`` and ``latest`` become its ``start`` and ``end``. Its ``type`` is called
    ``kind`` here, for GEXF keeps ``type`` for whether an edge is directed.

    :raises OutputError: where the file cannot be written.
    """
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        copy.add_node(node, **_gexf(data))
    for one, other, key, data in network.edges(keys=True, data=True):
        copy.add_edge(one, other, key=key, id=key, **_gexf(data))
    text = "\n".join(nx.generate_gexf(copy))
    # NetworkX writes the day of writing; the same graph shall give the same file.
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    write_text(path, XML + text + "\n")


def _gexf(data: dict[str, str | int | bool]) -> dict[str, str | int | bool]:
    renamed = {"kind" if name == "type" else name: value for name, value in data.items()}
    for bound, name in (("earliest", "start"), ("latest", "end")):
        if renamed.get(bound):
            renamed[name] = renamed[bound]
    return renamed


def write_json(
    network: nx.MultiDiGraph[str],
    path: str | Path,
    *,
    style: Literal["node-link", "cytoscape"] = "node-link",
) -> None:
    """Write JSON: ``node-link`` for NetworkX and D3, ``cytoscape`` for Cytoscape.

    :raises OutputError: where the file cannot be written.
    :raises KgError: where the style is unknown.
    """
    if style == "node-link":
        data = nx.node_link_data(network, edges="edges")
    elif style == "cytoscape":
        data = nx.cytoscape_data(network, name="label")
    else:
        raise KgError(f"unknown style '{style}'", hint="use 'node-link' or 'cytoscape'")
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


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
