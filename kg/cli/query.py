"""kg query, queries and explain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import GraphFolder, app
from kg.cli.printing import print_table, write


class Format(StrEnum):
    """How `kg query` prints an answer."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


@app.command()
def query(
    folder: GraphFolder,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME|FILE.rq", help="A named query (see kg queries), or a file."),
    ] = None,
    expression: Annotated[
        str | None, typer.Option("-e", metavar="QUERY", help="SPARQL, as it stands here.")
    ] = None,
    output: Annotated[
        Format, typer.Option("--format", "-f", help="How to print it; CONSTRUCT gives ttl.")
    ] = Format.table,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A parameter of the query; may be repeated."),
    ] = None,
) -> None:
    """Ask by a named query, a file or SPARQL itself."""
    if (name is None) == (expression is None):
        raise kg.KgError("give either a query's name or file, or -e", hint="see kg queries")
    text = expression if name is None else _read_query(name)
    result = kg.load(folder).query(text or "", **_read_params(param or []))
    if output is Format.table and result.columns:
        print_table(result.columns, result.to_texts())
        return
    writers: dict[Format, Callable[[], str]] = {
        Format.csv: result.to_csv,
        Format.json: result.to_json,
        Format.ttl: result.to_ttl,
        Format.table: result.to_ttl,  # what CONSTRUCT and DESCRIBE give is no table
    }
    write(writers[output]())


@app.command()
def queries() -> None:
    """List the named queries with their parameters."""
    rows = [
        (
            found.name,
            ", ".join(name if name in found.required else f"[{name}]" for name in found.parameters),
            found.description,
        )
        for found in kg.named_queries()
    ]
    print_table(("query", "parameters", "answers"), rows)


@app.command()
def explain(
    folder: GraphFolder,
    name: Annotated[str, typer.Argument(metavar="EVENT|ACTOR", help="An IRI, or a label.")],
) -> None:
    """Tell why something is there: evidence and reasons."""
    write(kg.load(folder).explain(name))


def _read_query(name: str) -> str:
    """Return the SPARQL of a file, or the name of a named query as it is."""
    path = Path(name)
    if path.suffix not in {".rq", ".sparql"}:
        return name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise kg.KgError(f"query file '{name}' cannot be read", hint="check the path") from error


def _read_params(pairs: Sequence[str]) -> dict[str, str]:
    """Return ``key=value`` pairs as a dictionary."""
    for pair in pairs:
        if not pair.partition("=")[0] or "=" not in pair:
            raise kg.KgError(
                f"parameter '{pair}' is not KEY=VALUE", hint="write --param name=value"
            )
    return {pair.partition("=")[0]: pair.partition("=")[2] for pair in pairs}
