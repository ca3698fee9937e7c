"""kg view, export and serve."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

import kg
from kg.cli.app import PAGE, GraphFolder, NoOpen, Quiet, app, local_folder
from kg.cli.printing import write


class FileFormat(StrEnum):
    """What `kg export` writes."""

    graphml = "graphml"
    gexf = "gexf"
    json = "json"
    cyjs = "cyjs"
    nodes = "nodes.csv"
    edges = "edges.csv"
    timeline = "timeline.json"
    ics = "ics"
    mmd = "mmd"
    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"
    xml = "xml"
    html = "html"


class View(StrEnum):
    """What of a graph becomes a network."""

    full = "full"
    actors = "actors"


class Language(StrEnum):
    """The language of calendars, flowcharts and the page."""

    de = "de"
    en = "en"


@app.command()
def view(folder: GraphFolder, no_open: NoOpen = False) -> None:
    """Open the page of a graph in a browser."""
    path = local_folder(folder) / PAGE
    if not path.is_file():
        kg.load(folder).to_html(path)
    if no_open or not webbrowser.open(path.resolve().as_uri()):
        write(str(path))


@app.command()
def export(
    folder: GraphFolder,
    form: Annotated[
        FileFormat | None,
        typer.Argument(metavar="FORMAT", help="Default: by the file's ending.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="File to write; else it is printed.", show_default=False),
    ] = None,
    option: Annotated[
        FileFormat | None,
        typer.Option("--format", "-f", help="FORMAT, as an option.", show_default=False),
    ] = None,
    view: Annotated[
        View, typer.Option(help="Of networks: everything, or actors and the talks that were.")
    ] = View.full,
    language: Annotated[
        Language, typer.Option(help="Of calendars, flowcharts and the page.")
    ] = Language.de,
) -> None:
    """Give a graph to Gephi, Cytoscape, calendars, sheets, RDF.

    FORMAT is how the file ends: graphml, gexf, json and cyjs (Cytoscape) are networks, nodes.csv
    and edges.csv tables, timeline.json and ics (iCalendar) the talks in order of time, mmd a
    Mermaid flowchart; ttl, trig, nq, jsonld and xml are RDF; html is the page.
    """
    chosen = form or option
    if option not in (None, chosen):
        raise kg.KgError(f"'{form}' and '{option}' are two formats", hint="give one")
    if out is None and chosen is None:
        hint = f"give one of {', '.join(FileFormat)}, or --out FILE"
        raise kg.KgError("no format is given", hint=hint)
    options: dict[str, Any] = {"view": view.value, "language": language.value}
    name = chosen.value if chosen else None
    if out is None:
        text = kg.load(folder).to_text(name or "", **options)
        typer.echo(text.encode(), nl=False)  # as it is: iCalendar ends lines its own way
    else:
        kg.load(folder).export(out, name, **options)


@app.command()
def serve(
    folder: GraphFolder,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Listen on it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds for one query.")] = 30,
    row_limit: Annotated[int, typer.Option(min=1, help="Rows of one answer.")] = 100_000,
    quiet: Quiet = False,
) -> None:
    """Serve the page and SPARQL to this computer, until Ctrl+C."""
    with kg.Server(
        local_folder(folder), host=host, port=port, seconds=time_limit, rows=row_limit
    ) as server:
        if server.is_public:
            typer.echo(f"warning: whoever reaches {host} can read this graph", err=True)
        if not quiet:
            here = server.address
            write(f"The page: {here}\nAn editor for queries: {here}edit\nSPARQL: {here}sparql")
        server.run()
