"""The architecture's promises, kept by looking at the code itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ENGINE = Path(__file__).parent.parent / "hocr_engine"
MODULES = sorted(ENGINE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

BANNED_NAMES = {"utils", "helpers", "common", "core", "base", "manager", "handler", "processor"}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns"}
READING = {"open", "read_text", "read_bytes"}

OFFENCE_CODE = re.compile(r"(?<!\d)\d{3}/\d{2}(?!\d)")
CLASS_CODE = re.compile(r"(?<![\w.\\-])[1-9]\d{0,2}[A-Z]\b|\bN[123]00\b")
STATUTE = re.compile(r"\bAct (?:18|19|20)\d\d\b|\bs(?:ections?|\.|s\.)? ?\d{1,3}[A-Z]?\b")
# A sentence may show how a date is written; a date by itself is a rule's.
LAW_DATE = re.compile(r"\A\s*20[012]\d-[01]\d-[0-3]\d")


def name_of(path: Path) -> str:
    """Give a module's place below the package, as in `feel/parse.py`."""
    return path.relative_to(ENGINE).as_posix()


def importers(library: str) -> set[str]:
    """Give the modules that import a library while running."""
    return {name_of(path) for path, tree in TREES.items() if library in imported(tree)}


def imported(tree: ast.Module) -> set[str]:
    """Give the top packages that a module imports, apart from those for the type checker only."""
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def functions() -> Iterator[tuple[str, int]]:
    """Give each function of the package with its length in lines."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


def docstrings(tree: ast.Module) -> set[int]:
    """Give the ids of the constants that are docstrings."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def format_signs(tree: ast.Module) -> set[int]:
    """Give the ids of the constants that are the `04X` of a formatted value."""
    return {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec
        for part in ast.walk(node.format_spec)
    }


def texts(tree: ast.Module, *, with_docstrings: bool) -> Iterator[tuple[int, str]]:
    """Give the line and content of each text that a module holds."""
    left_out = format_signs(tree) | (set() if with_docstrings else docstrings(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text), lineno=line) if id(node) not in left_out:
                yield line, text
            case _:
                pass


def findings(pattern: re.Pattern[str], *, with_docstrings: bool) -> list[str]:
    """Give where the package's texts match a pattern."""
    return [
        f"{name_of(path)}:{line}: {found.group()}"
        for path, tree in TREES.items()
        for line, text in texts(tree, with_docstrings=with_docstrings)
        for found in pattern.finditer(text)
    ]


def calls(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Give line, receiver and name of each call in a module."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=attr), lineno=line):
                yield line, ast.unparse(value).split(".")[-1], attr
            case ast.Call(func=ast.Name(id=name), lineno=line):
                yield line, "", name
            case _:
                pass


def test_modules_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}

    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert median(length for length in lengths.values() if length) <= 150


def test_functions_are_short() -> None:
    lengths = dict(functions())

    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert median(lengths.values()) <= 8
    assert quantiles(lengths.values(), n=10)[-1] <= 25


def test_no_module_is_a_drawer() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}
    assert names & BANNED_NAMES == set()


@pytest.mark.parametrize("library", ["lark", "yaml"])
def test_a_parser_is_imported_in_one_module(library: str) -> None:
    assert len(importers(library)) == 1


def test_templates_are_filled_in_one_module() -> None:
    assert importers("jinja2") == {"pages/page.py"}


def test_jsonschema_is_imported_only_where_a_schema_is_checked() -> None:
    assert {name for name in importers("jsonschema") if "schema" not in name} == set()


@pytest.mark.parametrize("library", ["click", "rich"])
def test_the_terminal_is_known_to_the_command_line_only(library: str) -> None:
    assert {name for name in importers(library) if not name.startswith("cli/")} == set()


def test_no_clock_ticks_below_the_command_line() -> None:
    found = [
        f"{name_of(path)}:{line}: {receiver}.{name}()"
        for path, tree in TREES.items()
        if not name_of(path).startswith("cli/")
        for line, receiver, name in calls(tree)
        if name in CLOCKS and receiver in {"date", "datetime", "time"}
    ]
    assert found == []


def test_only_modules_named_read_open_files() -> None:
    found = [
        f"{name_of(path)}:{line}: {name}()"
        for path, tree in TREES.items()
        if not path.stem.startswith("read")
        for line, _, name in calls(tree)
        if name in READING
    ]
    assert found == []


@pytest.mark.parametrize("pattern", [OFFENCE_CODE, CLASS_CODE], ids=["offence code", "class code"])
def test_no_offence_and_no_class_is_named_in_python(pattern: re.Pattern[str]) -> None:
    assert findings(pattern, with_docstrings=True) == []


@pytest.mark.parametrize("pattern", [STATUTE, LAW_DATE], ids=["statute", "date"])
def test_no_statute_and_no_date_of_a_rule_is_named_in_python(pattern: re.Pattern[str]) -> None:
    assert findings(pattern, with_docstrings=False) == []


def test_no_date_of_a_rule_is_built_in_python() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"date", "datetime"}
        and any(
            isinstance(part, ast.Constant) and part.value in range(2001, 2100) for part in node.args
        )
    ]
    assert found == []


def test_importing_the_engine_loads_no_parser() -> None:
    parsers = {"lark", "yaml", "jsonschema", "jinja2"}
    ask = f"import sys, hocr_engine; print({parsers} & set(sys.modules))"
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=ENGINE.parent
    )
    assert answer.stdout.strip() == "set()"
