"""What every store can do: answer SPARQL, take an update as one step, give a graph back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from rdflib.term import Node

Triple = tuple[Node, Node, Node]
# "application/sparql-results+json" (SPARQL 1.1 Query Results JSON Format, 7), N-Triples 1.1, 6
JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"


class Engine(Protocol):
    """An engine of SPARQL 1.1 over named graphs."""

    #: where it is, for people
    place: str

    def answer(self, text: str, accept: str = JSON) -> bytes:
        """Return the answer to a query whose patterns range over all named graphs together.

        :param text: SPARQL that declares its own prefixes.
        :param accept: the media type of JSON results, or of N-Triples for a graph.
        :raises QueryError: where the engine refuses the query.
        :raises StoreError: where the engine cannot be reached or read.
        """
        ...

    def select(self, text: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT that names its graphs, as bare texts; '' for no value.

        :raises StoreError: where the engine cannot be reached or read.
        """
        ...

    def update(self, text: str) -> None:
        """Do an update of one or several operations: all of it or nothing.

        :raises StoreError: where it fails.
        """
        ...

    def graph(self, iri: str) -> Iterator[Triple]:
        """Yield the triples of a named graph; none where there is no such graph."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...
