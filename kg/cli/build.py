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


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Articles: .txt, .md, .html, .jsonl, folders of these, or - for standard input.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder that the graph is written to.", show_default=False
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="DIR|IRI",
            help="Folder or SPARQL server that keeps the articles: each is added, or replaced.",
        ),
    ] = None,
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
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler whose workers read."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Read articles and write their graph."""
    if out is None and store is None:
        raise kg.KgError("no place to write to is given", hint="give --out DIR or --store DIR")
    day = published.date() if published else None
    with show_progress(quiet, lambda: kg.count_articles(inputs)) as progress:
        graph = kg.build(
            inputs,
            out=out,
            store=store,
            published=day,
            model=model,
            workers=workers,
            cluster=cluster,
            progress=progress,
        )
    rejected = print_faults(graph.report)
    if not quiet:
        page = out / PAGE if out else None
        print_summary(graph, str(out or store), page)
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
