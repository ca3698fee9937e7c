"""The house keeps its rules: who may import whom, how long things may be, and who prints."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [str(path.relative_to(ROOT)) for path in FILES]
SHARED = {"kg.model", "kg.cards", "kg.errors", "kg.resources"}
COMPOSERS = {
    "pipeline",
    "graph",
    "corpus",
    "corpus_changes",
}  # the only modules that put rooms together
# Libraries that belong to some rooms alone.
TERRITORY = {
    "spacy": {"annotate", "mentions", "frames", "pipeline"},
    "rdflib": {"rdf", "store", "query", "export", "graph", "pipeline"},
    "pyoxigraph": {"store"},
    "pyvis": {"export"},
    "networkx": {"export", "graph"},
    "pyshacl": {"rdf"},
    "trafilatura": {"ingest"},
    "typer": {"cli"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
}
LONGEST_FILE, LONGEST_FUNCTION, DEEPEST = 400, 40, 3
FOLDERS = {"kg", "ontologies", "notebooks", "tests", "seeds", ".ci"}


def room_of(path: Path) -> str:
    """The room, or the module, that a file belongs to; '' for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports_of(path: Path):
    """Every module that a file imports, with its line; relative imports made absolute."""
    package = ["kg", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, [base, node.module or ""]))
            if module == "kg":
                yield from ((f"kg.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno


def may_import(room: str, module: str) -> bool:
    """The import rule of the house, for modules of the package."""
    target = module.partition(".")[2].partition(".")[0]
    if room == "cli":
        return module == "kg" or target == "cli"
    if room == "serve":  # stands beside the command line: the public face, and no other room
        return module == "kg" or module in SHARED or target == "serve" or under_shared(module)
    if room in {"model", "errors"}:
        return False
    if room == "resources":
        return module == "kg.errors"
    if room in COMPOSERS:
        return target not in {"cli", "serve"}
    if room == "":
        return target != "cli"  # the public face names what it hands on, and loads it when asked
    return module in SHARED or target == room or under_shared(module)


def under_shared(module: str) -> bool:
    """Whether something is a name within a module that all rooms share."""
    return module.startswith(tuple(f"{shared}." for shared in SHARED))


@pytest.mark.parametrize("module", MODULES)
def test_imports_keep_the_direction(module):
    path = ROOT / module
    room = room_of(path)
    wrong = [
        f"{module}:{line} imports {name}"
        for name, line in imports_of(path)
        if (name == "kg" or name.startswith("kg.")) and not may_import(room, name)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_libraries_stay_in_their_rooms(module):
    path = ROOT / module
    wrong = [
        f"{module}:{line} imports {name}"
        for name, line in imports_of(path)
        if room_of(path) not in TERRITORY.get(name.partition(".")[0], {room_of(path)})
    ]
    assert wrong == []


def depth_of(node: ast.AST) -> int:
    """How deep a statement's blocks are nested; an elif is no deeper than its if."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            continue
        is_block = isinstance(child, (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match))
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth_of(child) + (is_block and not is_elif))
    return deepest


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_stay_short(module):
    text = (ROOT / module).read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    long = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        length = node.end_lineno - node.lineno + 1
        if ast.get_docstring(node):
            length -= node.body[0].end_lineno - node.body[0].lineno + 1
        if length > LONGEST_FUNCTION or depth_of(node) > DEEPEST:
            long.append(
                f"{module}:{node.lineno} {node.name}: {length} lines, {depth_of(node)} deep"
            )
    assert long == []


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything without telling of what it caught."""
    if isinstance(handler.type, ast.Name) and handler.type.id not in {"Exception", "BaseException"}:
        return False
    if handler.type is not None and not isinstance(handler.type, ast.Name):
        return False
    used = {
        node.id for stmt in handler.body for node in ast.walk(stmt) if isinstance(node, ast.Name)
    }
    return handler.name not in used


@pytest.mark.parametrize("module", MODULES)
def test_the_library_never_prints_and_swallows_nothing(module):
    wrong = []
    for node in ast.walk(ast.parse((ROOT / module).read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "print"
        ):
            wrong.append(f"{module}:{node.lineno} prints")
        if isinstance(node, ast.ExceptHandler) and swallows(node):
            wrong.append(f"{module}:{node.lineno} swallows an error")
    assert wrong == []


def test_notebooks_speak_to_the_public_face_only():
    wrong = [
        (path.name, line)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
        for line in re.findall(r"(?:from|import) kg\.\w+", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_rules_themselves_bite():
    assert not may_import("frames", "kg.mentions.find")
    assert not may_import("resolve", "kg")
    assert not may_import("cli", "kg.pipeline")
    assert not may_import("", "kg.cli")
    assert not may_import("serve", "kg.query") and not may_import("graph", "kg.serve")
    assert may_import("serve", "kg") and may_import("serve", "kg.serve.app")
    assert may_import("frames", "kg.frames.find")
    assert may_import("pipeline", "kg.rdf.write")
    (silent,) = ast.parse("try: f()\nexcept Exception as error: g()").body[0].handlers
    (told,) = ast.parse("try: f()\nexcept Exception as error: g(error)").body[0].handlers
    assert swallows(silent) and not swallows(told)
    nested = "def f():\n" + "".join(f"{'  ' * n}if x:\n" for n in range(1, 5)) + "          pass"
    assert depth_of(ast.parse(nested).body[0]) == 4


def test_no_folder_that_the_house_does_not_name():
    ignored = {".git", "out", "dist", "build", ".venv"}
    found = {path.name for path in ROOT.iterdir() if path.is_dir()}
    hidden = {name for name in found if name.startswith(".") and name != ".ci"}
    assert found - FOLDERS - ignored - hidden - {"__pycache__"} == set()


def test_every_module_tells_what_it_is_for():
    silent = [
        module
        for module in MODULES
        if not ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8")))
    ]
    assert silent == []
