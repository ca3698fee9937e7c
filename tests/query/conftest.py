"""The same hand-written graphs that the tests of RDF use."""

from __future__ import annotations

from types import ModuleType

import pytest
from rdflib import Dataset

from kg.corpus import share
from kg.model import Facts
from kg.rdf import to_dataset


@pytest.fixture(scope="session")
def dataset(invented: ModuleType) -> Dataset:
    """One of everything."""
    return to_dataset([invented.build()])


@pytest.fixture(scope="session")
def seed(seed_facts: Facts) -> Dataset:
    """The main facts of the seed."""
    return to_dataset([seed_facts])


@pytest.fixture(scope="session")
def both(invented: ModuleType) -> Dataset:
    """Two articles that tell the same."""
    facts = [invented.build("a"), invented.build("b")]
    return to_dataset(facts, share(facts))
