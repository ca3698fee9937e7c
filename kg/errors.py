"""Every error that kg raises on purpose: one family, each with its data and the next step."""

from __future__ import annotations

from typing import Any


class KgError(ValueError):
    """What was wrong, with which input, and what to do next.

    :param message: one sentence that names the input and the fault.
    :param hint: what the user can do about it; empty where nothing can be done.
    :param data: the offending values, kept for programs.

    >>> error = KgError("graph 'x' not found", hint="build it first", name="x")
    >>> str(error), error.data["name"]
    ("graph 'x' not found. Build it first.", 'x')
    """

    def __init__(self, message: str, *, hint: str = "", **data: Any) -> None:
        self.message = message.rstrip(".")
        self.hint = hint.rstrip(".")
        self.data = data
        text = self.message
        if self.hint:
            text += ". " + self.hint[0].upper() + self.hint[1:] + "."
        super().__init__(text)


class InputError(KgError):
    """An input that cannot be read: missing, empty, binary, broken, or not an article."""


class LanguageError(InputError):
    """An article in a language for which there are no rules."""


class OutputError(KgError):
    """A place that cannot be written to."""


class ModelError(KgError):
    """A language pipeline that is missing or has labels other than Universal Dependencies."""


class DataError(KgError):
    """A packaged lexicon, gazetteer or rule file with a bad row."""


class GraphError(KgError):
    """A graph that cannot be read back or that breaks its shapes."""


class QueryError(KgError):
    """A query that is unknown, malformed, lacks a parameter, or reaches outside the graph."""


class StoreError(KgError):
    """A store that cannot be opened, reached, read or written to."""
