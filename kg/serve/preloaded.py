"""The graph in the memory that every query's process begins with.

The fork server of multiprocessing imports this module once, and each query gets a copy of its
memory: the graph need not be read again, and a query can be killed without harm to the next.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

import kg
from kg.serve.folder import Stamp, graph_file, stamp

FOLDER = "KG_SERVED_FOLDER"  # the variable that tells the fork server what to load
_kept: dict[tuple[str, Stamp | None], kg.Graph] = {}


def served_graph(folder: str, wanted: Stamp | None) -> kg.Graph:
    """Return the graph of a folder: the one in memory where it is the wanted one, or else read now.

    :raises GraphError: where there is none.
    """
    key = folder, wanted
    if key not in _kept:
        graph = kg.load(folder)
        graph.sparql("ASK {}")  # so that the libraries of queries are in memory too
        _kept[key] = graph
    return _kept[key]


def _preload() -> None:
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    with suppress(kg.KgError):  # the first query reads it again, and tells what is wrong with it
        served_graph(folder, stamp(graph_file(folder)))
        gc.freeze()  # else a collection in the copies would touch, and so copy, all of it


_preload()
