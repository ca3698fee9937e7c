"""The SPARQL 1.1 Protocol, query operation: where the query stands, and what may go back."""

from __future__ import annotations

from collections.abc import Sequence

Parameters = Sequence[tuple[str, str]]

# What may be asked for, by the name that kg.to_wire has for it; the first is for those who take
# anything. The second column is what is sent.
_ROWS = (
    ("application/sparql-results+json", "application/sparql-results+json", "json"),
    ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
    ("text/csv", "text/csv; charset=utf-8", "csv"),
    ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "tsv"),
    ("application/json", "application/sparql-results+json", "json"),
    ("application/xml", "application/sparql-results+xml", "xml"),
    ("text/xml", "application/sparql-results+xml", "xml"),
)
_GRAPHS = (
    ("text/turtle", "text/turtle; charset=utf-8", "ttl"),
    ("application/n-triples", "application/n-triples", "nt"),
    ("application/rdf+xml", "application/rdf+xml", "rdfxml"),
    ("application/x-turtle", "text/turtle; charset=utf-8", "ttl"),
)
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
# "default-graph-uri", "named-graph-uri": the dataset of a query (SPARQL 1.1 Protocol, 2.1.4)
_DATASETS = {"default-graph-uri", "named-graph-uri"}
_UPDATES = {"update", "using-graph-uri", "using-named-graph-uri"}


class RefusalError(Exception):
    """A request that is no query; ``status`` is the one of HTTP.

    >>> RefusalError(400, "No.").status
    400
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


def choose_format(accept: str, *, is_graph: bool) -> tuple[str, str] | None:
    """Return the media type to send, and kg's name of it; None where the client takes none.

    :param accept: the header ``Accept``; '' takes anything.

    >>> choose_format("text/csv;q=0.5, application/xml", is_graph=False)
    ('application/sparql-results+xml', 'xml')
    >>> choose_format("image/png", is_graph=True) is None
    True
    """
    wanted = _read_accept(accept)
    best: tuple[float, tuple[str, str]] | None = None
    for asked, sent, name in _GRAPHS if is_graph else _ROWS:
        quality = _quality(asked, wanted)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, (sent, name)
    return best[1] if best else None


def _read_accept(accept: str) -> dict[str, float]:
    """Return the quality of each media range."""
    wanted: dict[str, float] = {}
    for part in accept.lower().split(","):
        media, *options = (piece.strip() for piece in part.split(";"))
        quality = next((o[2:] for o in options if o.startswith("q=")), "1")
        try:
            wanted[media] = float(quality)
        except ValueError:  # what cannot be read counts as asked for
            wanted[media] = 1
    return wanted if accept.strip() else {"*/*": 1}


def _quality(media: str, wanted: dict[str, float]) -> float:
    """Return how much a media type is wanted, by the narrowest range that it falls under."""
    ranges = (media, media.partition("/")[0] + "/*", "*/*")
    return next((wanted[name] for name in ranges if name in wanted), 0)


def read_query(
    method: str, content_type: str, url: Parameters, form: Parameters, body: bytes
) -> str:
    """Return the query of a request.

    :param url: the parameters after the question mark.
    :param form: those of the body, where it is a form.
    :raises RefusalError: where there is none, or the request asks for something else than an answer
        from the graph itself.

    >>> read_query("GET", "", [("query", "ASK {}")], [], b"")
    'ASK {}'
    """
    media = content_type.partition(";")[0].strip().lower()
    if media == "application/sparql-update":
        raise RefusalError(400, "Updates are refused: this endpoint only reads.")
    if method == "POST" and media not in (_FORM, _QUERY):
        raise RefusalError(415, f"Send the query as {_FORM} or {_QUERY}.")
    given = [*url, *form] if method == "POST" and media == _FORM else list(url)
    names = {name for name, _ in given}
    if names & _UPDATES:
        raise RefusalError(400, "Updates are refused: this endpoint only reads.")
    if names & _DATASETS:
        raise RefusalError(400, "The dataset of a query is fixed: all articles together.")
    if media == _QUERY and method == "POST":
        return _decoded(body)
    queries = [value for name, value in given if name == "query"]
    if len(queries) != 1 or not queries[0].strip():
        raise RefusalError(
            400, "Give one query, as the parameter 'query'; /edit is a page to write it."
        )
    return queries[0]


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"The query is not UTF-8: {error.reason}.") from error
