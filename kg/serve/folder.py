"""The folder that is served: what lies in it now, and whether it was built again."""

from __future__ import annotations

import time
from pathlib import Path

from kg.resources import GRAPH_FILE

Stamp = tuple[int, int, int]

SETTLED = 0.5  # seconds without a change after which a file counts as written to its end


def graph_file(folder: str) -> Path:
    """Return the file of the graph: in the folder, or the path itself.

    >>> graph_file("graph.trig").name
    'graph.trig'
    """
    path = Path(folder)
    return path / GRAPH_FILE if path.is_dir() else path


def stamp(path: Path) -> Stamp | None:
    """Return what changes where a file is written again; None where there is none.

    >>> stamp(Path("no such file")) is None
    True
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def newer(path: Path, known: Stamp | None) -> Stamp | None:
    """Return the stamp of a file that is not the known one and written to its end, else None.

    >>> newer(Path("no such file"), None) is None
    True
    """
    found = stamp(path)
    if found is None or found == known or time.time() - found[0] / 1e9 < SETTLED:
        return None
    return found
