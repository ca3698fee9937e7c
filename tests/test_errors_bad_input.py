"""Whatever comes in: a clear message that names the input, and the good articles are still built."""

import json
import os
import subprocess
import sys

import pytest

import kg
from kg.cli import main

GOOD = (
    "Merz telefoniert mit Macron\n"
    "Bundeskanzler Friedrich Merz hat am 3. Mai 2025 mit dem französischen Präsidenten Emmanuel "
    "Macron telefoniert. Das Gespräch dauerte 40 Minuten, sagte ein Regierungssprecher in Berlin."
)
BAD = {
    "leer.txt": (b"", "is empty"),
    "blind.txt": ("\ufeff \u200b\n".encode(), "is empty"),
    "bild.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
    "binaer.txt": (bytes(range(256)) * 8, "binary"),
    "fremd.txt": (b"The president spoke to his counterpart and they agreed to meet.", "English"),
    "kaputt.md": (b"---\ntitle: {Gipfel: [heute}\n---\nText.", "front matter"),
    "offen.md": (b"---\ntitle: Gipfel\nText.", "front matter"),
    "kein.jsonl": (b"{kein JSON\n", "not JSON"),
    "ohne.jsonl": (b'{"id": "x"}\n', "no 'text'"),
    "rahmen.html": (b"<html><body></body></html>", "no article"),
    "tabelle.csv": (b"a,b\n1,2\n", "'.csv'"),
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inputs")
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    (folder / "gut.txt").write_text(GOOD, encoding="utf-8")
    (folder / "ordner").mkdir()
    return folder


@pytest.fixture(scope="module")
def mixed(inputs):
    """Everything bad and one good article, in one run of the command line."""
    paths = [
        *(inputs / name for name in BAD),
        inputs / "ordner",
        inputs / "fehlt.txt",
        inputs / "gut.txt",
    ]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from kg.cli import main; main()",
            "build",
            *paths,
            "--out",
            inputs / "out",
        ],
        capture_output=True,
        text=True,
    )
    return done, json.loads((inputs / "out" / "report.json").read_text(encoding="utf-8"))


def test_the_run_ends_with_code_2_and_one_line_each(mixed):
    done, _ = mixed
    lines = [line for line in done.stderr.splitlines() if line.startswith("rejected: ")]
    assert done.returncode == 2
    assert len(lines) == len(BAD) + 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", BAD)
def test_each_is_named_with_its_reason(mixed, inputs, name):
    done, report = mixed
    (row,) = [row for row in report["rejected"] if row["input"].startswith(str(inputs / name))]
    assert BAD[name][1] in row["reason"]
    assert f"rejected: {row['input']}: {row['reason']}" in done.stderr


def test_missing_files_and_empty_folders_are_named(mixed, inputs):
    _, report = mixed
    reasons = {row["input"]: row["reason"] for row in report["rejected"]}
    assert "does not exist" in reasons[str(inputs / "fehlt.txt")]
    assert "without articles" in reasons[str(inputs / "ordner")]


def test_the_good_article_is_built_and_saved(mixed, inputs):
    graph = kg.load(inputs / "out")
    assert graph.report["counts"]["articles"] == 1
    assert any("Macron" in str(row) for row in graph.query("timeline"))
    assert graph.check() == []


def test_nothing_good_at_all(inputs, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["build", str(inputs / "leer.txt"), "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert len(report["rejected"]) == 1
    out, err = capsys.readouterr()
    assert out == "No article was read.\n"
    assert str(inputs / "leer.txt") in err


def test_an_article_in_which_nobody_talks_is_no_fault(tmp_path, capsys):
    path = tmp_path / "wetter.txt"
    path.write_text("Am Montag regnet es in Bayern. Im Norden bleibt es trocken und warm.")
    with pytest.raises(SystemExit) as ended:
        main(["build", str(path), "--out", str(tmp_path / "out")])
    assert not ended.value.code
    assert "Nobody talks to anybody here." in capsys.readouterr().out


def test_a_place_that_cannot_be_written_to(inputs, tmp_path, capsys):
    occupied = tmp_path / "out"
    occupied.write_text("a file where the folder should be")
    with pytest.raises(SystemExit) as ended:
        main(["build", str(inputs / "gut.txt"), "--out", str(occupied)])
    assert ended.value.code == 2
    assert str(occupied) in capsys.readouterr().err
    with pytest.raises(kg.OutputError):
        kg.build(inputs / "gut.txt", out=occupied / "deeper")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights(inputs, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(kg.OutputError):
        kg.build(inputs / "gut.txt", out=tmp_path / "out")


def test_the_order_of_inputs_does_not_change_a_byte(inputs, tmp_path):
    other = tmp_path / "zwei.txt"
    other.write_text(GOOD.replace("Macron", "Tusk").replace("französischen", "polnischen"))
    kg.build([inputs / "gut.txt", other], out=tmp_path / "a")
    kg.build([other, inputs / "gut.txt"], out=tmp_path / "b")
    assert (tmp_path / "a/graph.trig").read_bytes() == (tmp_path / "b/graph.trig").read_bytes()
