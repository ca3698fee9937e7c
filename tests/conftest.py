"""The hand-written facts that the tests of RDF and of queries stand on."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.model import Facts

FACTS = Path(__file__).parent / "rdf"


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
def invented() -> ModuleType:
    return load_module("invented")


@pytest.fixture(scope="session")
def seed_facts() -> Facts:
    return load_module("seed_facts").build_seed()
