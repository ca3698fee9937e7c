"""kg build and kg demo."""

from __future__ import annotations

import datetime as dt
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import BAD_INPUT, PAGE, NoOpen, Quiet, app
from kg.cli.printing import print_faults, print_summary, show_progress

_INPUTS = "Articles: .txt, .md, .html, .jsonl, folders of these, or - for standard input."
_PUBLISHED = "Publication date of articles that do not say theirs, such as 2025-07-03."
_STORE = "Folder or SPARQL server that keeps the articles: each is added, or replaced."

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=_INPUTS)]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the graph's files.")]
StoreOption = Annotated[str | None, typer.Option(metavar="DIR|IRI", help=_STORE)]
Published = Annotated[
    dt.datetime | None,
    typer.Option(metavar="DATE", formats=["%Y-%m-%d", "%d.%m.%Y"], help=_PUBLISHED),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="A spaCy pipeline other than the one that comes with kg."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")]
Cluster = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers read.")
]


@app.command()
def build(
    inputs: Inputs,
    out: Out = None,
    store: StoreOption = None,
    published: Published = None,
    model: Model = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and write their graph, or keep it in a store."""
    if out is None and store is None:
        raise kg.KgError("no place to write to is given", hint="give --out DIR or --store DIR")
    with show_progress(quiet, lambda: kg.count_articles(inputs)) as progress:
        graph = kg.build(
            inputs,
            out=out,
            store=store,
            published=published.date() if published else None,
            model=model,
            workers=workers,
            cluster=cluster,
            progress=progress,
        )
    rejected = print_faults(graph.report)
    if not quiet:
        print_summary(graph, str(out or store), out / PAGE if out else None)
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
        webbrowser.open((out / PAGE).resolve().as_uri())
