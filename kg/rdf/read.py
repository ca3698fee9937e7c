"""RDF back to datasets and facts: the other half of ``write`` and ``serialize``.

Files may come from strangers. Nothing outside the file is ever fetched, and an XML file that
declares entities is refused unread, for a few hundred bytes of them can keep a parser busy for
hours.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph

from kg.errors import GraphError
from kg.model import Facts
from kg.rdf.facts import from_graph
from kg.rdf.serialize import ALIASES, WRITERS
from kg.rdf.write import bind_prefixes
from kg.resources import GRAPH_FILE


def load_dataset(path: str | Path) -> Dataset:
    """Return the dataset of a file, or of ``graph.trig`` in a folder; queries go over all graphs.

    The format follows from the ending: ``.trig``, ``.nq``, ``.ttl``, ``.jsonld``, ``.rdf``,
    ``.xml``.

    :raises GraphError: where there is no such file, it has another ending or cannot be read.
    """
    place = Path(path)
    file = place / GRAPH_FILE if place.is_dir() else place
    if not file.is_file():
        raise GraphError(f"there is no graph at '{path}'", hint="build one with 'kg build'")
    suffix = file.suffix.lower().lstrip(".")
    name = ALIASES.get(suffix, suffix)
    if name not in WRITERS:
        endings = ", ".join(f".{ending}" for ending in ("trig", "xml", *ALIASES))
        raise GraphError(f"'{file}' has no known ending", hint=f"use one of {endings}")
    return parse_dataset(file.read_bytes(), name, source=str(file))


def parse_dataset(data: bytes, format: str = "trig", *, source: str = "the data") -> Dataset:
    """Return the dataset that the bytes hold; ``source`` names them in errors.

    :raises GraphError: where they cannot be read, or ask for something outside themselves.

    >>> len(parse_dataset(b"<urn:a> <urn:b> <urn:c> .", "nquads"))
    1
    """
    name = ALIASES.get(format, format)
    _refuse_traps(data, name, source)
    dataset = Dataset(default_union=True)
    try:
        dataset.parse(data=data, format=name)
    except RecursionError as error:
        raise GraphError(f"{source} is nested too deeply to be read as {name}") from error
    except Exception as error:  # each of rdflib's parsers has a family of errors of its own
        message = str(error).strip().splitlines() or [type(error).__name__]
        text = f"{source} cannot be read as {name}: {message[0]}"
        raise GraphError(text, hint="build the graph again", source=source) from error
    bind_prefixes(dataset)
    return dataset


def from_dataset(dataset: Dataset) -> list[Facts]:
    """Return the facts of every article, in the order of the articles' identifiers.

    Ids of facts are IRIs now, and lists come sorted; writing the facts again gives the same quads.

    :raises GraphError: where a graph is none that this program writes.

    >>> from kg.model import Article
    >>> from kg.rdf.write import to_dataset
    >>> facts = Facts(article=Article(id="a", text="Nichts geschah."))
    >>> from_dataset(to_dataset([facts])) == [facts]
    True
    """
    graphs: list[Graph] = [graph for graph in dataset.graphs() if len(graph)]
    return sorted((from_graph(graph) for graph in graphs), key=lambda facts: facts.article.id)


def _refuse_traps(data: bytes, format: str, source: str) -> None:
    """Raise GraphError for data that would make a parser fetch or expand something."""
    if format == "xml":
        # UTF-16 hides the word from a search of bytes.
        text = data.replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            hint = "save it without DOCTYPE, or as Turtle"
            raise GraphError(f"{source} has a DOCTYPE, which is refused", hint=hint)
    if format == "json-ld":
        try:
            document = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise GraphError(f"{source} is not JSON: {error}") from error
        if _fetches(document):
            hint = "put the context into the file"
            raise GraphError(f"{source} names a context on the web, which is refused", hint=hint)


def _fetches(document: Any) -> bool:
    """Return whether a JSON-LD document refers to a context elsewhere."""
    todo = [document]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += value
        if not isinstance(value, dict):
            continue
        contexts = value.get("@context", [])
        contexts = contexts if isinstance(contexts, list) else [contexts]
        if any(isinstance(context, str) for context in contexts) or "@import" in value:
            return True
        todo += value.values()
    return False
