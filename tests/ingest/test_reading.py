"""Every way in, and every way to be turned away."""

import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import ReadResult, formats, read_articles, reading
from kg.model import Rejection

TEXT = "Der Kanzler hat am Montag mit dem Präsidenten telefoniert. Es ging um die Ukraine."


def read_one(path, **options):
    (found,) = read_articles([path], **options)
    return found


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_markdown_with_front_matter(tmp_path):
    front = (
        "---\nid: dpa-17\ntitle: 'Kanzler: Anruf'\npublished: 3. Juli 2025\nsource: dpa\n"
        "url: https://example.org/a\nlanguage: de-AT\nautor: [a, b]\n---\n"
    )
    found = read_one(write(tmp_path, "a.md", front + TEXT))
    article = found.article
    assert (article.id, article.title, article.source) == ("dpa-17", "Kanzler: Anruf", "dpa")
    assert article.url == "https://example.org/a"
    assert article.published.value == dt.date(2025, 7, 3)
    assert article.published.reason == "metadata"
    assert not article.title_in_text
    assert article.content == "Kanzler: Anruf\n\n" + TEXT
    assert found.warnings == ()


def test_a_title_that_the_text_begins_with_is_part_of_it(tmp_path):
    found = read_one(write(tmp_path, "a.md", f"---\ntitle: Anruf\n---\n# Anruf\n\n{TEXT}"))
    assert found.article.title_in_text
    assert found.article.content == f"Anruf\n\n{TEXT}"


def test_json_lines_one_article_each(tmp_path):
    rows = [
        {"text": TEXT},
        {"id": "x", "title": "T", "text": TEXT, "published": "2025-07-03T10:00:00Z"},
    ]
    path = write(tmp_path, "lot.jsonl", "\n\n".join(json.dumps(row) for row in rows) + "\n")
    first, second = read_articles([path])
    name = f"lot-{formats.content_hash(TEXT)}"  # by its words: its line may move
    assert (first.article.id, first.input) == (name, f"{path}:1")
    assert (second.article.id, second.input) == ("x", f"{path}:3")
    assert second.article.published.value == dt.date(2025, 7, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path, encoding):
    rows = [json.dumps({"id": str(n), "text": TEXT}, ensure_ascii=False) for n in range(3)]
    path = write(tmp_path, "lot.jsonl", "\n".join(rows).encode(encoding))
    assert [found.article.text for found in read_articles([path])] == [TEXT] * 3


def test_bad_json_lines_are_rejected_one_by_one(tmp_path):
    lines = [
        json.dumps({"id": "good", "text": TEXT}),
        "{kaputt",
        "[1, 2]",
        '{"title": "ohne Text"}',
        '{"text": 5}',
        '{"text": ""}',
        "[" * 100_000,
        '{"n": ' + "1" * 5000 + ', "text": "' + TEXT + '"}',
        json.dumps({"id": "last", "text": "\ud83d" + TEXT}),
    ]
    path = write(tmp_path, "lot.jsonl", "\n".join(lines))
    found = list(read_articles([path]))
    assert [item.article.id for item in found if isinstance(item, ReadResult)] == ["good", "last"]
    rejected = {
        item.input.rsplit(":", 1)[1]: item.reason for item in found if isinstance(item, Rejection)
    }
    assert rejected["2"].startswith("is not JSON (")
    assert "not an object" in rejected["3"]
    assert "has no 'text'" in rejected["4"]
    assert "has no 'text'" in rejected["5"]
    assert "is empty" in rejected["6"]
    assert "JSON" in rejected["7"]
    assert "JSON" in rejected["8"]
    assert found[-1].article.text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n\ufeff\u200b ", "is empty"),
        ("a.md", "---\ntitle: T\n---\n", "is empty"),
        ("a.jsonl", "", "is empty"),
        ("a.jsonl", "\n\n", "is empty"),
        ("a.jsonl", '{\n"text": "a"\n}', "one JSON document"),
        ("a.jsonl", b"\x00\x01\x02", "binary"),
        ("a.txt", b"%PDF-1.4", "is a PDF file"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.txt", "1234 5678", "no sentence"),
        ("a.txt", "Impressum", "no sentence"),
        (
            "a.txt",
            "The president spoke to his counterpart and they agreed to meet.",
            "looks English",
        ),
        ("a.md", "---\nlanguage: fr\n---\n" + TEXT, "language 'fr'"),
        ("a.md", "---\ntitle: {a: [b}\n---\n" + TEXT, "broken front matter in line 2"),
        ("a.html", "<html><body></body></html>", "no article"),
        ("a.pdf", TEXT, "ends in '.pdf'"),
        ("a", TEXT, "ends in ''"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_a_reason(tmp_path, name, content, reason):
    path = write(tmp_path, name, content)
    found = read_one(path)
    assert isinstance(found, Rejection)
    assert found.input.startswith(str(path))
    assert reason in found.reason
    assert found.reason.endswith(".")


def test_a_declared_language_is_believed(tmp_path):
    path = write(
        tmp_path, "a.md", "---\nlanguage: Deutsch\n---\nAnd so they met in the city of the king."
    )
    assert isinstance(read_one(path), ReadResult)


def test_missing_files_and_empty_folders(tmp_path):
    assert read_one(tmp_path / "fehlt.txt").reason == "does not exist. Check the path."
    write(tmp_path, "leer/notes.rst", "x")
    assert read_one(tmp_path / "leer").reason.startswith("is a folder without articles")
    assert isinstance(read_one("x" * 5000 + ".txt"), Rejection)
    assert isinstance(read_one("a\x00b.txt"), Rejection)


def test_folders_are_read_through_in_order(tmp_path):
    for name in (
        "b.txt",
        "a/z.md",
        "a/c.TXT",
        "README.md",
        ".hidden.txt",
        ".git/d.txt",
        "notes.rst",
    ):
        write(tmp_path, name, TEXT)
    assert [item.article.id for item in read_articles([tmp_path])] == ["c", "z", "b"]


def test_a_graph_built_before_is_no_article(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "out/graph.trig", "")
    write(tmp_path, "out/graph.html", f"<p>{TEXT}</p>")
    assert [item.article.id for item in read_articles([tmp_path])] == ["a"]
    (tmp_path / "out/graph.trig").unlink()
    assert len(list(read_articles([tmp_path]))) == 2


def test_ids_are_unique_in_a_run(tmp_path):
    first = write(tmp_path, "a/x.txt", TEXT)
    same = write(tmp_path, "b/x.txt", TEXT)
    other = write(tmp_path, "c/x.txt", TEXT + " Mehr dazu gleich.")
    results = list(read_articles([first, same, other, first]))
    assert isinstance(results[0], ReadResult)
    assert f"is the same article as {first}" in results[1].reason
    assert f"has the id 'x', which {first} has already" in results[2].reason
    assert "same article" in results[3].reason


def test_odd_metadata_is_left_out_with_a_warning(tmp_path):
    path = write(
        tmp_path,
        "a.md",
        f"---\npublished: demnächst\nurl: javascript:alert(1)\ntitle: [a, b]\n---\n{TEXT}",
    )
    found = read_one(path)
    assert found.article.published is None
    assert found.article.url == ""
    assert found.article.title == ""
    assert len(found.warnings) == 3
    assert all(warning.startswith(f"{path}: '") for warning in found.warnings)


@pytest.mark.parametrize(
    ("given", "name", "title"),
    [
        (TEXT, "stdin", ""),
        (f"Kanzler ruft Präsidenten an\n{TEXT}", "stdin", "Kanzler ruft Präsidenten an"),
        (f"---\nid: m\ntitle: T\n---\n{TEXT}", "m", "T"),
        (json.dumps({"id": "j", "title": "T", "text": TEXT}), "j", "T"),
        (
            f"<!DOCTYPE html><html><head><title>T</title></head><body><p>{TEXT}</p></body></html>",
            "stdin",
            "T",
        ),
    ],
)
def test_standard_input_is_told_by_its_beginning(given, name, title):
    for stream in (io.StringIO(given), io.BytesIO(given.encode())):
        found = read_one("-", stdin=stream)
        assert (found.article.id, found.article.title) == (name, title)
        assert TEXT in found.article.text


def test_standard_input_of_many_lines_is_read_line_by_line():
    class Endless(io.RawIOBase):
        def __init__(self):
            self.served = 0

        def readable(self):
            return True

        def readinto(self, buffer):
            self.served += 1
            line = json.dumps({"id": str(self.served), "text": TEXT}).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    found = read_articles(["-"], stdin=io.BufferedReader(stream))
    assert [next(found).article.id for _ in range(5)] == ["1", "2", "3", "4", "5"]
    assert stream.served < 10


def test_empty_standard_input():
    assert read_one("-", stdin=io.StringIO("")).reason.startswith("is empty")


def test_what_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "LARGEST", 1000)
    monkeypatch.setattr(reading, "LARGEST", 1000)
    for name in ("a.txt", "a.html", "a.jsonl"):
        assert "larger than" in read_one(write(tmp_path, name, TEXT * 50)).reason
    assert "larger than" in read_one("-", stdin=io.StringIO(TEXT * 50)).reason


def test_one_path_alone_is_one_input(tmp_path):
    path = write(tmp_path, "a.txt", TEXT)
    assert [item.article.id for item in read_articles(str(path))] == ["a"]


@given(st.binary(max_size=300), st.sampled_from(["", "{", "---\n", "<html>", "# "]))
def test_no_bytes_break_a_run(data, start):
    for found in read_articles(["-"], stdin=io.BytesIO(start.encode() + data)):
        if isinstance(found, Rejection):
            assert found.input.startswith("-")
            assert found.reason.endswith(".")
        else:
            found.article.content.encode("utf-8")
