"""The command line: parse, call a public verb, print.

Exit codes: 0 all is well, 1 something unexpected, 2 bad input (the good part of it is built).
"""

from __future__ import annotations

import datetime as dt
import sys
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg

if TYPE_CHECKING:
    from rich.console import Console

BAD_INPUT = 2
_PAGE = "graph.html"  # in a folder that kg build wrote
_SUMMARY = ("date", "status", "type", "participants", "duration", "place")  # of the timeline
_MOST_ROWS = 20  # of the timeline after a build; the rest is a query away

app = typer.Typer(
    name="kg",
    help="Who talked to whom, and when: a knowledge graph from German news, with evidence.",
    epilog="Exit codes: 0 all is well, 1 something unexpected, 2 bad input or a broken graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How `kg query` prints an answer."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


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


GraphFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that kg build wrote.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but faults.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Open no browser.")]


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles: .txt, .md, .html, .jsonl, folders of these, or - for standard input.",
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder that the graph is written to.")],
    published: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d", "%d.%m.%Y"],
            help="Publication date of articles that do not say theirs, such as 2025-07-03.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A spaCy pipeline other than the one that comes with kg."
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles and write their graph."""
    day = published.date() if published else None
    with _show_progress(quiet) as progress:
        graph = kg.build(
            inputs, out=out, published=day, model=model, workers=workers, progress=progress
        )
    rejected = _print_faults(graph.report)
    if not quiet:
        _print_summary(graph, out)
    if rejected:
        raise typer.Exit(BAD_INPUT)


@app.command()
def demo(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write.")] = Path("out"),
    no_open: NoOpen = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph of the article that comes with kg, and show it."""
    build([str(kg.seed_path())], out=out, quiet=quiet)
    if sys.stdout.isatty() and not no_open and not quiet:
        webbrowser.open((out / _PAGE).resolve().as_uri())


@app.command()
def view(folder: GraphFolder, no_open: NoOpen = False) -> None:
    """Open the page of a graph in a browser."""
    path = folder / _PAGE
    if not path.is_file():
        kg.load(folder).to_html(path)
    if no_open or not webbrowser.open(path.resolve().as_uri()):
        _write(str(path))


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
        _print_table(result.columns, result.to_texts())
        return
    writers: dict[Format, Callable[[], str]] = {
        Format.csv: result.to_csv,
        Format.json: result.to_json,
        Format.ttl: result.to_ttl,
        Format.table: result.to_ttl,  # what CONSTRUCT and DESCRIBE give is no table
    }
    _write(writers[output]())


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
    _print_table(("query", "parameters", "answers"), rows)


@app.command()
def explain(
    folder: GraphFolder,
    name: Annotated[str, typer.Argument(metavar="EVENT|ACTOR", help="An IRI, or a label.")],
) -> None:
    """Tell why something is there: evidence and reasons."""
    _write(kg.load(folder).explain(name))


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
def check(folder: GraphFolder, quiet: Quiet = False) -> None:
    """Check a graph's shapes, and the articles' own numbers."""
    graph = kg.load(folder)
    checks = graph.query("checks").to_dicts()
    failing = [row for row in checks if not row["holds"]]
    for row in failing:  # what an article counts and we do not find is no fault of the graph
        text = f"{row['check']}: expected {row['expected']}, found {row['found']}"
        typer.echo(f"warning: {row['article']}: {text}", err=True)
    faults = graph.check()
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        raise typer.Exit(BAD_INPUT)
    if not quiet:
        held = f"{len(checks) - len(failing)} of {len(checks)} cross-checks hold"
        _write(f"The graph keeps all its shapes; {held}.")


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
    with kg.Server(folder, host=host, port=port, seconds=time_limit, rows=row_limit) as server:
        if server.is_public:
            typer.echo(f"warning: whoever reaches {host} can read this graph", err=True)
        if not quiet:
            here = server.address
            _write(f"The page: {here}\nAn editor for queries: {here}edit\nSPARQL: {here}sparql")
        server.run()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    :param arguments: without the program's name; the process's own by default.
    """
    try:
        app(args=None if arguments is None else list(arguments), prog_name="kg")
    except kg.KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(BAD_INPUT)


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


@contextmanager
def _show_progress(quiet: bool) -> Iterator[Callable[[int, str], None] | None]:
    """Show on a terminal which article was read; in pipes, say nothing."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.text import Text

    console = _console(stderr=True)
    with console.status("loading the language pipeline") as status:
        yield lambda done, name: status.update(Text(f"{done} read, last {name[:60]}"))


def _print_faults(report: dict[str, object]) -> int:
    """Print warnings and rejections to standard error, one a line; return how many rejections."""
    warnings, rejected = report.get("warnings", []), report.get("rejected", [])
    assert isinstance(warnings, list) and isinstance(rejected, list)
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)
    for row in rejected:
        typer.echo(f"rejected: {row['input']}: {row['reason']}", err=True)
    return len(rejected)


def _print_summary(graph: kg.Graph, out: Path) -> None:
    """Print what was found, the timeline, and which file to open."""
    counts = graph.report["counts"]
    if not counts["articles"]:
        _write("No article was read.")
        return
    _write(", ".join(f"{name}: {number}" for name, number in counts.items() if number))
    timeline = graph.query("timeline")
    chosen = [timeline.columns.index(name) for name in _SUMMARY]
    rows = [[row[index] for index in chosen] for row in timeline.to_texts()]
    if rows:
        _print_table(_SUMMARY, rows[:_MOST_ROWS])
    else:
        _write("Nobody talks to anybody here.")
    if len(rows) > _MOST_ROWS:
        _write(f"... and {len(rows) - _MOST_ROWS} more: kg query {out} timeline")
    _write(f"Open {out / 'graph.html'} in a browser, or ask: kg query {out} who-talked-to-whom")


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; outside a terminal no cell is cut or wrapped."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text, so that brackets are no markup
    _console().print(table)


def _console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or without limits in a pipe."""
    # Loaded here, as above: --help and the plain formats do without.
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 10_000
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=width is not None)


def _write(text: str) -> None:
    """Write a text to standard output, ended by one line feed."""
    typer.echo(text.rstrip("\n"))
