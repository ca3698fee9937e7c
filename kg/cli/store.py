"""kg check, and what keeps a store in order: kg remove, backup and verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import BAD_INPUT, GraphFolder, Quiet, StorePlace, app
from kg.cli.printing import show_progress, write


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
        write(f"The graph keeps all its shapes; {held}.")


@app.command()
def remove(
    folder: StorePlace,
    articles: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of articles.")],
    quiet: Quiet = False,
) -> None:
    """Take articles out of a store, without a trace."""
    missing = kg.remove(folder, articles)
    for name in missing:
        typer.echo(f"the store has no article '{name}'", err=True)
    if not quiet:
        write(f"removed: {len(set(articles)) - len(missing)}")
    if missing:
        raise typer.Exit(BAD_INPUT)


@app.command()
def backup(
    folder: StorePlace,
    target: Annotated[Path, typer.Argument(metavar="TARGET", help="A new folder.")],
) -> None:
    """Copy a store, as it is now, into a new folder."""
    kg.backup(folder, target)


@app.command()
def verify(
    folder: StorePlace,
    shapes: Annotated[bool, typer.Option(help="Check the shapes too, which takes longer.")] = True,
    quiet: Quiet = False,
) -> None:
    """Check that a store holds what was written to it."""
    with show_progress(quiet) as progress:
        result = kg.verify(folder, shapes=shapes, progress=progress)
    for fault in result.faults:
        typer.echo(fault, err=True)
    if result.faults:
        raise typer.Exit(BAD_INPUT)
    if not quiet:
        write(f"All is as it was written: {result.articles} articles, {result.triples} triples.")
