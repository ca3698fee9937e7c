"""Any server of SPARQL 1.1 with the Graph Store Protocol, over HTTP.

rdflib's own client gives errors of the server as rows and has no timeout; this one is small and
says what went wrong.
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from kg.errors import KgError, QueryError, StoreError
from kg.store.engines import JSON, TRIPLES, Triple
from kg.store.terms import triple_of

# How servers are asked to take the union of all named graphs for the default graph; the first
# that works is kept. Oxigraph; Apache Jena; Stardog. Others (GraphDB, Virtuoso, Neptune, QLever)
# do so by themselves.
_UNIONS: tuple[dict[str, str], ...] = (
    {},
    {"union-default-graph": ""},
    {"default-graph-uri": "urn:x-arq:UnionGraph"},
    {"default-graph-uri": "tag:stardog:api:context:local"},
)
_PROBE = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 1"
_PROBE_UNION = "SELECT ?s { ?s ?p ?o } LIMIT 1"


class Remote:
    """A server of SPARQL 1.1.

    :param url: what ``/query``, ``/update`` and ``/store`` are added to. Servers that call these
        otherwise are named with ``?query=sparql&update=update&store=data``. A user and a password
        may stand in it.
    :param seconds: how long to wait for an answer.
    :raises StoreError: where the address is none of HTTP.

    >>> Remote("http://localhost:3030/ds?store=data").endpoints["store"]
    'http://localhost:3030/ds/data'
    """

    def __init__(self, url: str, *, seconds: float = 60) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(f"'{url}' is no address of a server", hint="write https://HOST/PATH")
        given = {key: values[0] for key, values in parse_qs(parts.query).items()}
        base = urlunsplit(SplitResult(parts.scheme, _host(parts), parts.path.rstrip("/"), "", ""))
        names = ("query", "update", "store")
        self.endpoints = {name: f"{base}/{given.get(name, name)}" for name in names}
        self.place = base
        self.seconds = seconds
        self._headers = {"User-Agent": "kg-news"} | _credentials(parts)
        self._union: dict[str, str] | None = None
        self._opener = build_opener(_NoRedirect)

    def answer(self, text: str, accept: str = JSON) -> bytes:
        """Return the answer to a query, as :class:`Engine` says."""
        return self._send("query", {"query": text, **self._find_union()}, accept)

    def select(self, text: str) -> list[tuple[str, ...]]:
        """Return the rows of a SELECT that names its graphs, as bare texts."""
        try:
            return _rows(self._send("query", {"query": text}, JSON))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, KgError):
                raise
            message = f"'{self.endpoints['query']}' gave no SPARQL results"
            raise StoreError(message, hint="is it an endpoint of SPARQL 1.1?") from error

    def update(self, text: str) -> None:
        """Send an update as one request, which a server of SPARQL 1.1 does wholly or not at all."""
        self._send("update", {"update": text}, "*/*")

    def graph(self, iri: str) -> Iterator[Triple]:
        """Yield the triples of a named graph."""
        url = f"{self.endpoints['store']}?graph={quote(iri, safe='')}"
        body = self._open(Request(url, headers={**self._headers, "Accept": TRIPLES}), missing=True)
        yield from _parse(body)

    def close(self) -> None:
        """Nothing is held open between requests."""

    def _find_union(self) -> dict[str, str]:
        """Return what makes the server take the union of all graphs.

        :raises StoreError: where nothing does.
        """
        if self._union is not None:
            return self._union
        if not self.select(_PROBE):
            return {}  # an empty store tells nothing
        for more in _UNIONS:
            body = self._send("query", {"query": _PROBE_UNION, **more}, JSON, quiet=True)
            if body and _rows(body):
                self._union = dict(more)
                return self._union
        hint = "set the server to take the union of its named graphs for the default graph"
        raise StoreError(f"queries to '{self.place}' see no named graph", hint=hint)

    def _send(self, name: str, form: dict[str, str], accept: str, *, quiet: bool = False) -> bytes:
        """Return the body of the answer to a form; with ``quiet``, nothing where it is refused."""
        headers = {
            **self._headers,
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        }
        data = urlencode(form).encode()
        request = Request(self.endpoints[name], data=data, headers=headers, method="POST")
        try:
            return self._open(request)
        except QueryError:
            if quiet:
                return b""
            raise

    def _open(self, request: Request, *, missing: bool = False) -> bytes:
        """Return the body of an answer; with ``missing``, nothing for what is not there.

        :raises QueryError: where the server finds the query malformed.
        :raises StoreError: where it refuses, fails, is not there or takes too long.
        """
        url = request.full_url.partition("?")[0]
        try:
            with self._opener.open(request, timeout=self.seconds) as reply:
                body: bytes = reply.read()
                return body
        except HTTPError as error:
            with error:
                said = error.read(2000).decode("utf-8", "replace").strip()
            if missing and error.code == 404:
                return b""
            if error.code == 400:
                raise QueryError(f"'{url}' refuses: {said}") from error
            message = f"'{url}' answers {error.code} {error.reason}: {said}"
            raise StoreError(message, hint="check the address and the rights") from error
        except (URLError, TimeoutError, http.client.HTTPException, OSError) as error:
            why = getattr(error, "reason", None) or error or type(error).__name__
            hint = "check that the server runs"
            raise StoreError(f"'{url}' cannot be reached: {why}", hint=hint) from error


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would turn a POST into a GET, or send a password elsewhere."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _rows(body: bytes) -> list[tuple[str, ...]]:
    """Return the rows of the SPARQL 1.1 Query Results JSON Format as bare texts."""
    found = json.loads(body)
    names = found["head"]["vars"]
    rows = found["results"]["bindings"]
    return [tuple(row[name]["value"] if name in row else "" for name in names) for row in rows]


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _credentials(parts: SplitResult) -> dict[str, str]:
    """Return the header that carries a user and a password ("basic" of RFC 7617)."""
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _parse(body: bytes) -> Iterator[Triple]:
    """Yield the triples of N-Triples, literals as they are spelt."""
    # Oxigraph's parser keeps the spelling of numbers, which rdflib's changes.
    yield from map(triple_of, ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
