"""Datasets of the hand-written facts."""

from __future__ import annotations

from types import ModuleType

import pytest
from rdflib import Dataset

from kg.model import Facts
from kg.rdf import to_dataset


@pytest.fixture(scope="session")
def invented_facts(invented: ModuleType) -> Facts:
    return invented.build()


@pytest.fixture(scope="session")
def dataset(invented_facts: Facts) -> Dataset:
    return to_dataset([invented_facts])


@pytest.fixture(scope="session")
def seed_dataset(seed_facts: Facts) -> Dataset:
    return to_dataset([seed_facts])
