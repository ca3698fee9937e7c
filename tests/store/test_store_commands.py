"""Stores from the command line: built, asked, changed, copied and checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, main


def test_a_store_is_built_asked_changed_and_checked(tmp_path: Path) -> None:
    runner = CliRunner()
    store, copy = str(tmp_path / "store"), str(tmp_path / "copy")
    for name, text in (("a", "Merz telefonierte am 3. Mai 2025 mit Macron."), ("b", "Es regnet.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    inputs = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]

    def run(*arguments: str) -> str:
        result = runner.invoke(app, list(arguments))
        assert result.exit_code == 0, result.output
        return result.output

    assert "articles: 2" in run("build", *inputs, "--store", store)
    assert "2 articles are in the store already" in run("build", *inputs, "--store", store)
    assert "2025-05-03" in run("query", store, "timeline", "-f", "csv")
    assert "Emmanuel Macron" in run("explain", store, "Emmanuel Macron")
    assert "keeps all its shapes" in run("check", store)
    assert "2 articles" in run("verify", store)
    run("backup", store, copy)
    assert "removed: 1" in run("remove", store, "a")
    assert run("query", store, "timeline", "-f", "csv").count("\n") == 1
    assert "1 articles" in run("verify", store, "--no-shapes")
    assert "2025-05-03" in run("query", copy, "timeline", "-f", "csv")
    missing = runner.invoke(app, ["remove", store, "a"])
    assert (missing.exit_code, "no article 'a'" in missing.output) == (2, True)


def test_a_build_without_a_place_to_write_to_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "a.txt"])
    assert "give --out dir or --store dir" in capsys.readouterr().err.lower()
