"""The same hand-written graphs that the tests of RDF use."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from rdflib import Dataset

from kg.rdf import to_dataset

FACTS = Path(__file__).parent.parent / "rdf"


def load_module(name: str) -> ModuleType:
    """Return a module of the folder with the facts, which is no package."""
    full = f"tests_rdf_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, FACTS / f"{name}.py")
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
    return sys.modules[full]


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """One of everything."""
    return to_dataset([load_module("invented").build()])


@pytest.fixture(scope="session")
def seed() -> Dataset:
    """The main facts of the seed."""
    return to_dataset([load_module("seed_facts").build_seed()])


@pytest.fixture(scope="session")
def both() -> Dataset:
    """Two articles that tell the same."""
    module = load_module("invented")
    return to_dataset([module.build("a"), module.build("b")])
