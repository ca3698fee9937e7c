"""What the commands print: tables, summaries, faults, progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

import kg

if TYPE_CHECKING:
    from rich.console import Console

_SUMMARY = ("date", "status", "type", "participants", "duration", "place")  # of the timeline
_MOST_ROWS = 20  # of the timeline after a build; the rest is a query away


@contextmanager
def show_progress(
    quiet: bool, total: Callable[[], int | None] = lambda: None
) -> Iterator[Callable[[int, str], None] | None]:
    """Show on a terminal how many articles are done, how fast, and the time left.

    In pipes, say nothing.

    :param total: tells how many there will be, None where nobody knows; asked on a terminal only.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    # Loaded here, as below: --help and the plain formats do without.
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console_of(stderr=True)) as progress:
        task = progress.add_task("loading the language pipeline", total=total(), rate="")

        def tell(done: int, name: str) -> None:
            speed = progress.tasks[task].speed
            rate = f"{speed:.1f}/s" if speed else ""
            progress.update(task, completed=done, description=name[:40], rate=rate)

        yield tell


def print_faults(report: dict[str, object]) -> int:
    """Print warnings and rejections to standard error, one a line; return how many rejections."""
    warnings, rejected = report.get("warnings", []), report.get("rejected", [])
    assert isinstance(warnings, list) and isinstance(rejected, list)
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)
    for row in rejected:
        typer.echo(f"rejected: {row['input']}: {row['reason']}", err=True)
    return len(rejected)


def print_summary(graph: kg.Graph, out: str, page: Path | None) -> None:
    """Print what was found, the timeline, and which file to open or how to ask."""
    counts = graph.report["counts"]
    unchanged = graph.report.get("unchanged", 0)
    if unchanged:
        write(f"{unchanged} articles are in the store already, as they are.")
    if not counts["articles"]:
        write("No article was read." if not unchanged else "No other article was read.")
        return
    write(", ".join(f"{name}: {number}" for name, number in counts.items() if number))
    timeline = graph.query("timeline")
    chosen = [timeline.columns.index(name) for name in _SUMMARY]
    rows = [[row[index] for index in chosen] for row in timeline.to_texts()]
    if rows:
        print_table(_SUMMARY, rows[:_MOST_ROWS])
    else:
        write("Nobody talks to anybody here.")
    if len(rows) > _MOST_ROWS:
        write(f"... and {len(rows) - _MOST_ROWS} more: kg query {out} timeline")
    look = f"Open {page} in a browser, or ask" if page else "Ask"
    write(f"{look}: kg query {out} who-talked-to-whom")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; outside a terminal no cell is cut or wrapped."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # Text, so that brackets are no markup
    console_of().print(table)


def console_of(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or without limits in a pipe."""
    # Loaded here, as above: --help and the plain formats do without.
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 10_000
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=width is not None)


def write(text: str) -> None:
    """Write a text to standard output, ended by one line feed."""
    typer.echo(text.rstrip("\n"))
