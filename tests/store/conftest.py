"""Made articles, and a real server of SPARQL that the tests start and stop."""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def tellings() -> ModuleType:
    """The module beside this one, which is no package."""
    path = Path(__file__).with_name("tellings.py")
    spec = importlib.util.spec_from_file_location("tests_store_tellings", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["tests_store_tellings"] = module
    spec.loader.exec_module(module)
    return module


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of an Oxigraph server with an empty store."""
    program = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("the package 'oxigraph' is not installed")
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(tmp_path / "server"), "--bind", address]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                try:
                    urllib.request.urlopen(f"http://{address}/", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield f"http://{address}"
        finally:
            process.terminate()
