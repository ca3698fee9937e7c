"""The examples in docstrings run and give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import kg

# The training recipe needs packages that nothing else does.
MODULES = sorted(
    module.name
    for module in walk_packages(kg.__path__, "kg.")
    if not module.name.startswith("kg.annotate.train")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [test for name in MODULES for test in finder.find(import_module(name)) if test.examples]
    assert len(found) > 100
