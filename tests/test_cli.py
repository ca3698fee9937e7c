"""The command line: it parses, calls the public verbs, prints, and ends with the right code."""

import csv
import io
import json
import os
import subprocess
import sys
import webbrowser

import pytest
import typer

import kg
import kg.export
import kg.graph
from kg.cli import FileFormat, app, main

HEAVY = (
    "spacy",
    "starlette",
    "uvicorn",
    "rdflib",
    "pyvis",
    "networkx",
    "trafilatura",
    "pyshacl",
    "pandas",
    "IPython",
)
COMMANDS = typer.main.get_command(app).commands
README = (kg.seed_path().parent.parent / "README.md").read_text(encoding="utf-8")


COLUMNS = ("date", "status", "type", "participants", "duration", "place", "event")


class Answer:
    """A result with some columns, or none for CONSTRUCT."""

    def __init__(self, columns=COLUMNS):
        self.columns = columns

    def to_texts(self):
        return [
            ["2025-07-03", "Occurred", "PhoneCall", "[bold]Putin[/bold] „x“", "PT1H", "", "e1"],
            ["", "Planned", "Meeting", "lang " * 60, "", "", "e2"],
        ]

    def to_dicts(self):
        row = {"check": "2 Treffen", "expected": "2", "article": "a"}
        return [{**row, "found": "2", "holds": True}, {**row, "found": "1", "holds": False}]

    def to_csv(self):
        return "date,who\n2025-07-03,Putin\n"

    def to_json(self):
        return '[{"date": "2025-07-03"}]'

    def to_ttl(self):
        return "<urn:a> <urn:b> <urn:c> .\n"


class Stand:
    """A graph that remembers what it was asked."""

    def __init__(self, rejected=(), faults=()):
        self.report = {
            "counts": {"articles": 2, "communications": 9},
            "rejected": [{"input": name, "reason": "is empty."} for name in rejected],
            "warnings": ["a.md: odd"],
        }
        self.faults = list(faults)
        self.asked = []

    def query(self, text, **parameters):
        self.asked.append((text, parameters))
        return Answer(() if "CONSTRUCT" in text else COLUMNS)

    def explain(self, name):
        return f"because of {name}"

    def export(self, path, format, **options):
        self.asked.append((path.name, format, *options.values()))

    def to_text(self, format, **options):
        self.asked.append((format, *options.values()))
        return "ä\r\n"

    def check(self):
        return self.faults


@pytest.fixture
def stand(monkeypatch):
    graph = Stand()
    monkeypatch.setattr(kg, "load", lambda folder: graph, raising=False)
    return graph


def run(capsys, *arguments):
    """Run the command line in this process; return its exit code and what it printed."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return ended.value.code or 0, out, err


def test_help_names_every_command(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)
    assert "..." not in out.partition("Commands:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_tells_every_command_and_option(name):
    assert f"`kg {name}" in README
    options = {option for param in COMMANDS[name].params for option in param.opts}
    told = [option for option in options if option.startswith("--") and option != "--help"]
    assert [
        option for option in told if f"`{option}" not in README and f" {option} " not in README
    ] == []


def test_the_readme_names_no_command_that_is_not_there():
    named = {
        line.split()[1]
        for line in README.replace("`", "\n").splitlines()
        if line.startswith(("kg ", ".venv/bin/kg ")) and line.split()[1:]
    }
    assert named <= set(COMMANDS) | {"graph"}


def test_build_hands_on_its_options(capsys, monkeypatch, tmp_path):
    seen = {}

    def build(inputs, **options):
        seen.update(options, inputs=inputs)
        return Stand()

    monkeypatch.setattr(kg, "build", build, raising=False)
    code, out, err = run(
        capsys,
        "build",
        "a.txt",
        "-",
        "--out",
        tmp_path,
        "--published",
        "3.7.2025",
        "--workers",
        2,
        "--model",
        "m",
    )
    assert code == 0
    assert seen["inputs"] == ["a.txt", "-"]
    assert (seen["out"], seen["workers"], seen["model"]) == (tmp_path, 2, "m")
    assert str(seen["published"]) == "2025-07-03"
    assert seen["progress"] is None  # no terminal here
    assert "communications: 9" in out
    assert "[bold]Putin[/bold]" in out
    assert str(tmp_path / "graph.html") in out
    assert err == "warning: a.md: odd\n"
    code, out, err = run(capsys, "build", "a.txt", "--out", tmp_path, "--quiet")
    assert (code, out) == (0, "")


def test_progress_is_for_terminals_alone(capsys, monkeypatch, tmp_path):
    def build(*_, progress, **__):
        if progress:
            progress(1, "name [/red] with brackets")
        return Stand()

    monkeypatch.setattr(kg, "build", build, raising=False)
    _, _, silent = run(capsys, "build", "a.txt", "--out", tmp_path)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    code, _, err = run(capsys, "build", "a.txt", "--out", tmp_path)
    assert (code, silent) == (0, "warning: a.md: odd\n")
    assert len(err) > len(silent)


def test_rejected_inputs_are_named_one_a_line(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(
        kg, "build", lambda *_, **__: Stand(rejected=("b.txt", "c.txt")), raising=False
    )
    code, out, err = run(capsys, "build", "a.txt", "b.txt", "c.txt", "--out", tmp_path)
    assert code == 2
    assert err.splitlines()[1:] == ["rejected: b.txt: is empty.", "rejected: c.txt: is empty."]
    assert "communications: 9" in out


def test_a_known_error_is_one_line_and_code_2(capsys, monkeypatch):
    def build(*_, **__):
        raise kg.OutputError("cannot write 'x'", hint="choose another place")

    monkeypatch.setattr(kg, "build", build, raising=False)
    code, out, err = run(capsys, "demo", "x")
    assert (code, out, err) == (2, "", "kg: cannot write 'x'. Choose another place.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "a.txt"],
        ["build", "--out", "x"],
        ["frobnicate"],
        ["build", "a", "--out", "x", "--published", "soon"],
        ["build", "a", "--out", "x", "--workers", "0"],
        ["query"],
    ],
)
def test_wrong_usage_is_code_2(capsys, arguments):
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert err


def test_query_formats(capsys, stand):
    assert run(capsys, "query", "d", "timeline", "--format", "csv")[1] == Answer().to_csv()
    assert json.loads(run(capsys, "query", "d", "timeline", "-f", "json")[1])
    code, out, _ = run(capsys, "query", "d", "timeline")
    assert code == 0
    assert "[bold]Putin[/bold] „x“" in out
    assert "lang " * 60 in out + " "  # nothing is cut in a pipe
    assert run(capsys, "query", "d", "-e", "CONSTRUCT ...")[1] == Answer().to_ttl()


def test_query_by_file_and_with_parameters(capsys, stand, tmp_path):
    path = tmp_path / "frage.rq"
    path.write_text("SELECT ?ä {}", encoding="utf-8")
    run(capsys, "query", "d", path)
    run(capsys, "query", "d", "communications-of", "--param", "actor=Putin", "--param", "from=a=b")
    assert stand.asked == [
        ("SELECT ?ä {}", {}),
        ("communications-of", {"actor": "Putin", "from": "a=b"}),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "d"], "give either"),
        (["query", "d", "timeline", "-e", "SELECT"], "give either"),
        (["query", "d", "fehlt.rq"], "'fehlt.rq' cannot be read"),
        (["query", "d", "timeline", "--param", "x"], "'x' is not KEY=VALUE"),
        (["query", "d", "timeline", "--param", "=x"], "'=x' is not KEY=VALUE"),
        (["export", "d"], "no format is given"),
        (["export", "d", "ics", "--format", "mmd"], "two formats"),
    ],
)
def test_what_cannot_be_asked_is_said(capsys, stand, arguments, message):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("kg: ")
    assert message in err


def test_explain_export_and_check(capsys, stand):
    assert run(capsys, "explain", "d", "Putin")[1] == "because of Putin\n"
    run(capsys, "export", "d", "--out", "x.gexf")
    run(capsys, "export", "d", "--out", "x.dat", "--format", "nq")
    assert stand.asked == [("x.gexf", None, "full", "de"), ("x.dat", "nq", "full", "de")]
    options = ["--view", "actors", "--language", "en"]
    assert run(capsys, "export", "d", "nodes.csv", *options)[:2] == (0, "ä\r\n")
    assert stand.asked[2:] == [("nodes.csv", "actors", "en")]
    warning = "warning: a: 2 Treffen: expected 2, found 1\n"
    told = "The graph keeps all its shapes; 1 of 2 cross-checks hold.\n"
    assert run(capsys, "check", "d") == (0, told, warning)
    assert run(capsys, "check", "d", "--quiet") == (0, "", warning)
    stand.faults.append("no evidence")
    assert run(capsys, "check", "d") == (2, "", f"{warning}no evidence\n")


@pytest.fixture
def opened(monkeypatch):
    """The addresses that a browser was asked to open."""
    found = []
    monkeypatch.setattr(webbrowser, "open", lambda url: found.append(url) or True)
    return found


def test_view_opens_the_page(capsys, monkeypatch, opened, tmp_path):
    page = tmp_path / "graph.html"
    page.write_text("<!doctype html>", encoding="utf-8")
    assert run(capsys, "view", tmp_path, "--no-open") == (0, f"{page}\n", "")
    assert opened == []
    assert run(capsys, "view", tmp_path) == (0, "", "")
    assert opened == [page.as_uri()]
    monkeypatch.setattr(webbrowser, "open", lambda url: False)  # no browser anywhere
    assert run(capsys, "view", tmp_path) == (0, f"{page}\n", "")


def test_view_makes_a_page_that_is_not_there(capsys, opened, built, tmp_path):
    (tmp_path / "graph.trig").write_bytes((built / "graph.trig").read_bytes())
    assert run(capsys, "view", tmp_path)[0] == 0
    page = tmp_path / "graph.html"
    assert page.read_bytes() == (built / "graph.html").read_bytes()
    assert opened == [page.as_uri()]
    assert run(capsys, "view", tmp_path / "nothing")[0] == 2


def test_the_demo_needs_no_argument(capsys, monkeypatch, opened, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(kg, "build", lambda *_, **__: Stand(), raising=False)
    assert run(capsys, "demo")[0] == 0
    assert opened == []  # no terminal here
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(capsys, "demo")[0] == 0
    assert opened == [(tmp_path / "out" / "graph.html").as_uri()]
    for option in ("--no-open", "--quiet"):
        assert run(capsys, "demo", option)[0] == 0
    assert len(opened) == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands(shell):
    program = "from kg.cli import main; main()"
    wanted = {"bash": {"COMP_WORDS": "kg qu", "COMP_CWORD": "1"}}.get(
        shell, {"_TYPER_COMPLETE_ARGS": "kg qu", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **wanted, "_KG_COMPLETE": f"complete_{shell}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "queries" in done.stdout and "query" in done.stdout
    assert "build" not in done.stdout


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_serving_others_is_warned_of(capsys, monkeypatch, host, warned):
    class Server:
        def __init__(self, folder, **options):
            self.is_public = options["host"] != "127.0.0.1"
            self.address = f"http://{options['host']}:{options['port']}/"
            assert (str(folder), options["seconds"], options["rows"]) == ("d", 3, 9)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def run(self):
            pass

    monkeypatch.setattr(kg, "Server", Server, raising=False)
    options = ("--host", host, "--port", 80, "--time-limit", 3, "--row-limit", 9)
    code, out, err = run(capsys, "serve", "d", *options)
    assert code == 0
    assert f"http://{host}:80/sparql" in out
    assert ("warning: " in err) == warned
    assert run(capsys, "serve", "d", "--quiet", *options)[1] == ""


def test_the_named_queries_are_listed(capsys):
    code, out, _ = run(capsys, "queries")
    assert code == 0
    assert "timeline" in out
    assert "who-talked-to-whom" in out


def loaded_by(code, *arguments):
    """The heavy libraries that a fresh interpreter has loaded after a program."""
    program = (
        f"import sys\ntry:\n {code}\nexcept SystemExit as end:\n assert not end.code, end.code\n"
    )
    program += f"print(*sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()


def test_importing_and_helping_are_light():
    assert loaded_by("import kg") == []
    assert loaded_by("from kg.cli import main; main()", "--help") == []


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "out"
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(folder), "--quiet"])
    assert not ended.value.code
    return folder


def test_the_demo_writes_what_it_says(built):
    assert {path.name for path in built.iterdir()} >= {
        "graph.html",
        "graph.ttl",
        "graph.trig",
        "graph.graphml",
        "report.json",
    }


def test_asking_a_built_graph_loads_no_language_pipeline(built):
    loaded = loaded_by("from kg.cli import main; main()", "query", built, "timeline")
    assert "rdflib" in loaded
    assert not {"spacy", "trafilatura", "pyvis", "pandas", "pyshacl", "IPython"} & set(loaded)


def test_all_commands_on_a_built_graph(capsys, built, tmp_path):
    code, out, _ = run(capsys, "query", built, "timeline", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert code == 0
    assert any("Wladimir Putin" in " ".join(row) for row in rows[1:])
    assert run(capsys, "check", built)[0] == 0
    code, out, _ = run(capsys, "explain", built, "Uschakow")
    assert code == 0
    assert "Uschakow" in out
    assert "Berater" in out
    code, out, err = run(capsys, "explain", built, "Frau Niemand")
    assert (code, out) == (2, "")
    assert "Frau Niemand" in err
    for ending in FileFormat:
        target = tmp_path / f"graph.{ending}"
        assert run(capsys, "export", built, "--out", target)[0] == 0
        assert target.stat().st_size > 100
        if ending in ("ics", "nodes.csv", "nq"):
            printed = run(capsys, "export", built, ending)[1]
            assert printed.encode() == target.read_bytes()
    code, _, err = run(capsys, "export", built, "--out", tmp_path / "x.png")
    assert (code, "x.png' names no format" in err) == (2, True)


def test_the_formats_of_the_command_are_those_of_the_library():
    assert set(FileFormat) == {*kg.graph.RDF_FORMATS, *kg.export.FORMATS, "html"}


def test_the_queries_of_the_readme_give_rows(capsys, built):
    blocks = README.split("```sparql\n")[1:]
    texts = [block.partition("```")[0] for block in blocks]
    texts.append(README.partition("-e '\n")[2].partition("'\n```")[0])
    assert len(texts) >= 3
    for text in texts:
        code, out, err = run(capsys, "query", built, "-e", text, "--format", "csv")
        assert (code, err) == (0, "")
        assert len(out.splitlines()) > 1, text


def test_formats_that_do_not_fit_the_answer(capsys, built):
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2"
    assert run(capsys, "query", built, "timeline", "--format", "ttl")[0] == 2
    assert run(capsys, "query", built, "-e", construct, "--format", "csv")[0] == 2
    code, out, _ = run(capsys, "query", built, "-e", construct)
    assert (code, out.count(" .\n") > 0) == (0, True)
    assert run(capsys, "query", built, "-e", "SELECT nonsense")[0] == 2
    assert run(capsys, "query", built, "no-such-query")[0] == 2


def test_a_folder_without_a_graph(capsys, tmp_path):
    code, _, err = run(capsys, "query", tmp_path, "timeline")
    assert code == 2
    assert str(tmp_path) in err


def test_the_python_of_the_readme_runs(monkeypatch, tmp_path):
    block = README.partition("```python\n")[2].partition("```")[0]
    block = block.replace("seeds/putin-trump-telefonat.txt", str(kg.seed_path()))
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(block, names)
    assert (tmp_path / "out" / "graph.html").is_file()
    assert len(names["graph"].query("timeline")) > 0
