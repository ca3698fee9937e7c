"""The command line: parse, call a public verb, print.

Exit codes: 0 all is well, 1 something unexpected, 2 bad input (the good part of it is built).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

import kg
from kg.cli import build, query, show, store  # each adds its commands, in this order
from kg.cli.app import BAD_INPUT, app
from kg.cli.show import FileFormat

__all__ = ["FileFormat", "app", "build", "main", "query", "show", "store"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    :param arguments: without the program's name; the process's own by default.
    """
    try:
        app(args=None if arguments is None else list(arguments), prog_name="kg")
    except kg.KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(BAD_INPUT)
