"""The web application: which address gives what, and under which headers."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import kg
from kg.resources import DATA, PAGE_FILE, data_paths
from kg.serve.folder import graph_file, newer, stamp
from kg.serve.protocol import RefusalError, read_query
from kg.serve.terms import find_terms
from kg.serve.workers import Limits, Reply, Workers, say

Endpoint = Callable[[Request], Awaitable[Response]]

LONGEST = 1 << 20  # bytes of a request's body
CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# The hash is of the style that Yasgui's table writes into the page to have columns of any width.
EDITOR = (
    f"{CLOSED}; script-src 'self'; "
    "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'"
)
MEDIA = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}
HEADERS = {
    "content-security-policy": CLOSED,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_NOTE = re.compile(r"^# (column|list|optional):.*\n", re.MULTILINE)
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")


def make_app(folder: Path, limits: Limits, hosts: Sequence[str]) -> ASGIApp:
    """Return the application that serves a folder.

    :param hosts: the names that a client may call the server by; ``*`` for any. Else a page on the
        web could have a browser call a loopback address by a name of its own, and read the answer.
    :raises GraphError: where there is no graph in the folder, or it cannot be read.
    """
    workers = Workers(str(folder), limits)
    app = Starlette(
        routes=[
            Route("/", _page(folder)),
            Route("/edit", _text(_read_part("edit.html"), "text/html", EDITOR)),
            Route("/edit/queries.json", _text(_queries(), "application/json")),
            Route("/edit/terms.json", _terms(workers)),
            *(
                Route(f"/edit/{path.name}", _text(_read_part(path.name), MEDIA[path.suffix]))
                for path in data_paths("edit/*")
                if path.suffix in MEDIA
            ),
            Route("/sparql", _sparql(workers), methods=["GET", "POST"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
        ],
    )
    return _SafeHeaders(app)


class _SafeHeaders:
    """Put the headers that keep a browser from doing more than it should on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_safely)


class _Page:
    """The page of the graph, as it lies in the folder now, or else made of the graph that does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = folder / PAGE_FILE
        self._lock = Lock()
        self._read()

    def _source(self) -> Path:
        return self._written if self._written.is_file() else graph_file(str(self._folder))

    def _read(self) -> None:
        source = self._source()
        self._stamp = stamp(source)
        made = source != self._written
        self.text = kg.load(self._folder).to_html() if made else source.read_text(encoding="utf-8")
        self.policy = page_policy(self.text)

    def look(self) -> tuple[str, str]:
        """Return the page and its policy; the last good one where the new one cannot be read."""
        with self._lock:
            if newer(self._source(), self._stamp) is not None:
                with suppress(kg.KgError, OSError, UnicodeDecodeError):
                    self._read()
            return self.text, self.policy


def _page(folder: Path) -> Endpoint:
    """Return what answers with the page of the graph."""
    page = _Page(folder)

    async def respond(request: Request) -> Response:
        text, policy = await run_in_threadpool(page.look)
        return await _text(text, "text/html", policy)(request)

    return respond


def _terms(workers: Workers) -> Endpoint:
    """Return what answers with the terms that the editor completes."""

    async def respond(request: Request) -> Response:
        return await _text(await run_in_threadpool(find_terms, workers), "application/json")(
            request
        )

    return respond


def _text(text: str, media_type: str, policy: str = CLOSED) -> Endpoint:
    """Return what answers with a text, always the same."""
    headers = {"content-security-policy": policy, "cache-control": "no-cache"}

    async def respond(request: Request) -> Response:
        return Response(text, media_type=media_type, headers=headers)

    return respond


def _read_part(name: str) -> str:
    """Return a packaged file of the editor."""
    return (DATA / "edit" / name).read_text(encoding="utf-8")


def _without_notes(query: str) -> str:
    """Return the text of a named query without the comments on its columns.

    >>> _without_notes("# title: A\\n# column: b — c\\nSELECT ?b {}")
    '# title: A\\nSELECT ?b {}'
    """
    return _NOTE.sub("", query)


def _queries() -> str:
    """Return the named queries that need no parameter as JSON, for the editor's list."""
    queries = [
        {"name": q.name, "title": q.title, "about": q.description, "text": _without_notes(q.text)}
        for q in kg.named_queries()
        if not q.required
    ]
    return json.dumps(queries, ensure_ascii=False)


def page_policy(text: str) -> str:
    """Return the policy under which a page's own scripts and styles run, and nothing else.

    >>> page_policy("<p>")[:37]
    "default-src 'none'; base-uri 'none'; "
    """
    meta = _META.search(text)
    hashes = " ".join(_HASH.findall(html.unescape(meta[1]))) if meta else ""
    if not hashes:
        return CLOSED
    return f"{CLOSED}; script-src {hashes}; style-src {hashes}; img-src data:"


def _sparql(workers: Workers) -> Endpoint:
    """Return what answers queries."""

    async def respond(request: Request) -> Response:
        try:
            query = await _read(request)
        except RefusalError as refusal:
            return _response(say(refusal.status, str(refusal)))
        accept = ", ".join(request.headers.getlist("accept"))
        return _response(await run_in_threadpool(workers.ask, query, accept))

    return respond


async def _read(request: Request) -> str:
    """Return the query of a request.

    :raises RefusalError: where there is none, or more than a query.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise RefusalError(413, f"A query may have {LONGEST} bytes, not more.")
    try:
        url = parse_qsl(request.url.query, keep_blank_values=True, errors="strict")
        form = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"The query is not UTF-8: {error.reason}.") from error
    method = "GET" if request.method == "HEAD" else request.method
    return read_query(method, request.headers.get("content-type", ""), url, form, body)


def _response(reply: Reply) -> Response:
    headers = {"content-type": reply.media_type, "vary": "Accept", "cache-control": "no-store"}
    return Response(reply.body, reply.status, headers=headers)
