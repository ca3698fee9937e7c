"""The hand-written facts that the tests of RDF and of queries stand on, and a browser."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from kg.model import Facts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    found = found or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's own Chromium; playwright's own download is not needed."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as opened:
        found = opened.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()
