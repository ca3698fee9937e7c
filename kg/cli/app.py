"""The application, and the arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import kg

BAD_INPUT = 2
PAGE = "graph.html"  # in a folder that kg build wrote

app = typer.Typer(
    name="kg",
    help="Who talked to whom, and when: a knowledge graph from German news, with evidence.",
    epilog="Exit codes: 0 all is well, 1 something unexpected, 2 bad input or a broken graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GraphFolder = Annotated[
    str, typer.Argument(metavar="DIR", help="A folder or server that kg build wrote to.")
]
StorePlace = Annotated[
    str, typer.Argument(metavar="DIR", help="A folder or server that kg build --store wrote to.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but faults.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Open no browser.")]


def local_folder(place: str) -> Path:
    """Return the folder of a graph on this computer.

    :raises KgError: where the place is a server.
    """
    if place.startswith(("http://", "https://")):
        raise kg.KgError(f"'{place}' is a server, not a folder", hint="name a folder")
    return Path(place)
