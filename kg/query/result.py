"""An answer: typed rows that turn into CSV, JSON, Turtle, HTML or a frame of pandas or polars."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Literal
from rdflib.compare import to_canonical_graph
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import QueryError
from kg.query.values import PREFIXES, Value, from_term, is_bnode, shorten_iri, to_readable, to_text

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_MOST_ROWS = 100  # of a table in a notebook
_STYLE = (
    "border-collapse:collapse;font-size:90%",
    "text-align:left;vertical-align:top;padding:0.2em 0.6em;border-bottom:1px solid #ddd",
)


class Result:
    """The answer to a query.

    ``columns`` names the columns; it is empty for CONSTRUCT and DESCRIBE, whose answer is
    ``graph``. ASK gives one row with the column ``answer``. Rows are named tuples: a column whose
    name is no Python name is called ``_0``, ``_1`` and so on by its place, and can always be had
    by number. ``terms`` holds the same as RDF terms.
    """

    def __init__(
        self,
        columns: Sequence[str] = (),
        terms: Sequence[Sequence[Node | None]] = (),
        *,
        graph: Graph | None = None,
        is_ask: bool = False,
        title: str = "",
    ) -> None:
        self.columns = tuple(columns)
        self.terms = tuple(tuple(row) for row in terms)
        self.graph = graph
        self.is_ask = is_ask
        self.title = title

    @cached_property
    def rows(self) -> list[Any]:
        """The rows as named tuples of Python values."""
        row_type = namedtuple("Row", self.columns, rename=True)  # type: ignore[misc]
        columns = self.columns  # as the query names them, also where Python cannot
        row_type._repr_html_ = lambda row: _row_html(columns, row)  # type: ignore[attr-defined]
        return [row_type(*map(from_term, terms)) for terms in self.terms]

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows, or of triples."""
        return len(self.terms) if self.graph is None else len(self.graph)

    def __getitem__(self, index: int) -> Any:
        """Return a row by its number."""
        return self.rows[index]

    def __bool__(self) -> bool:
        """Return what ASK answers; for all others whether there is anything."""
        return bool(self.rows[0][0]) if self.is_ask else len(self) > 0

    def __repr__(self) -> str:
        """Return a short description."""
        if self.graph is not None:
            return f"<Result: {len(self)} triples>"
        return f"<Result: {len(self)} rows of {', '.join(self.columns)}>"

    def to_dicts(self) -> list[dict[str, Value]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_texts(self) -> list[list[str]]:
        """Return the rows as text for a table: ISO dates and durations, short IRIs, '' for none."""
        return [[shorten_iri(to_text(value)) for value in row] for row in self.rows]

    def to_csv(self) -> str:
        """Return the rows as CSV with a header, full IRIs, lines ended by a newline.

        :raises QueryError: where the answer is a graph.
        """
        self._need_rows("CSV")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([to_text(value) for value in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """Return the answer in the SPARQL 1.1 Query Results JSON Format.

        :raises QueryError: where the answer is a graph.
        """
        self._need_rows("JSON")
        if self.is_ask:
            document: dict[str, Any] = {"head": {}, "boolean": bool(self)}
        else:
            bindings = [
                {
                    name: _binding(term)
                    for name, term in zip(self.columns, row, strict=True)
                    if term is not None
                }
                for row in self.terms
            ]
            document = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def to_ttl(self) -> str:
        """Return the graph that CONSTRUCT or DESCRIBE gave, as Turtle; the same on every run.

        :raises QueryError: where the answer is rows.
        """
        if self.graph is None:
            hint = "use CONSTRUCT or DESCRIBE, or another format"
            raise QueryError("rows cannot be written as Turtle", hint=hint)
        graph = to_canonical_graph(self.graph)
        ordered = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():
            ordered.bind(prefix, namespace)
        for triple in sorted(graph, key=lambda triple: [term.n3() for term in triple]):
            ordered.add(triple)
        return ordered.serialize(format="turtle")

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame.

        :raises QueryError: where pandas is not installed, or the answer is a graph.
        """
        self._need_rows("a frame")
        try:
            import pandas as pd
        except ImportError as error:
            hint = "pip install 'kg-news[notebook]'"
            raise QueryError("pandas is not installed", hint=hint) from error
        return pd.DataFrame([list(row) for row in self.rows], columns=list(self.columns))

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars frame.

        A column of polars has one type: where values have several, such as a day and a month, all
        of them are texts, as CSV has them.

        :raises QueryError: where polars is not installed, or the answer is a graph.
        """
        self._need_rows("a frame")
        try:
            import polars as pl
        except ImportError as error:
            raise QueryError("polars is not installed", hint="pip install polars") from error
        columns = [[row[place] for row in self.rows] for place in range(len(self.columns))]
        series = [
            pl.Series(name, _one_type(values))
            for name, values in zip(self.columns, columns, strict=True)
        ]
        return pl.DataFrame(series)

    def _need_rows(self, form: str) -> None:
        if self.graph is not None:
            raise QueryError(f"a graph cannot be written as {form}", hint="write it as TTL")

    def _repr_html_(self) -> str:
        """Return the answer as a table for notebooks, every text escaped."""
        if self.graph is not None:
            return f"<pre>{html.escape(self.to_ttl())}</pre>"
        table, cell = _STYLE
        head = "".join(f'<th style="{cell}">{html.escape(_heading(c))}</th>' for c in self.columns)
        body = "".join(
            "<tr>" + "".join(f'<td style="{cell}">{_cell(value)}</td>' for value in row) + "</tr>"
            for row in self.rows[:_MOST_ROWS]
        )
        more = f"<p>… {len(self) - _MOST_ROWS} more rows</p>" if len(self) > _MOST_ROWS else ""
        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        content = f"{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        return f'<table style="{table}">{content}</table>{more}'


def _one_type(values: list[Value]) -> list[Value]:
    """Return values that are all of one type, as texts where they are of several."""
    kinds = {type(value) for value in values if value is not None}
    if len(kinds) < 2:
        return values
    if kinds == {int, float}:
        return [float(value) if isinstance(value, int) else value for value in values]
    return [None if value is None else to_text(value) for value in values]


def _row_html(columns: Sequence[str], row: Sequence[Value]) -> str:
    """Return a row as a table of two columns, without what is empty, every text escaped."""
    table, cell = _STYLE
    body = "".join(
        f'<tr><th style="{cell}">{html.escape(_heading(column))}</th>'
        f'<td style="{cell}">{_cell(value)}</td></tr>'
        for column, value in zip(columns, row, strict=True)
        if value not in (None, "")
    )
    return f'<table style="{table}"><tbody>{body}</tbody></table>'


def _heading(column: str) -> str:
    return column.replace("_", " ")


def _cell(value: Value) -> str:
    """Return a value as HTML: links for web addresses, dates as people write them."""
    text = html.escape(shorten_iri(to_readable(value)))
    exact = html.escape(to_text(value), quote=True)
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"]+", value):
        return f'<a href="{exact}" rel="noopener noreferrer">{text}</a>'
    return (
        f'<time datetime="{exact}">{text}</time>'
        if text != exact and not isinstance(value, bool)
        else text
    )


def _binding(term: Node) -> Mapping[str, str]:
    """Return a term as the JSON format of results has it."""
    if is_bnode(term):
        return {"type": "bnode", "value": str(term)}
    if not isinstance(term, Literal):
        return {"type": "uri", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": str(term), "xml:lang": term.language}
    if term.datatype and term.datatype != XSD.string:
        return {"type": "literal", "value": str(term), "datatype": str(term.datatype)}
    return {"type": "literal", "value": str(term)}
