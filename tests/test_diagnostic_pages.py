"""Every mistake that the program can name has a page that explains it, and its examples happen."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import pytest

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel.parse import parse
from hocr_engine.feel.style import style
from hocr_engine.text import Source, whole
from hocr_engine.yaml_nodes import read_json, read_yaml
from tests.rulebook import bad_files, broken_files

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = ROOT / "docs" / "diagnostics"
CODE: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
DRAWN: Final = re.compile(
    r"^(?:\S+|<text>):\d+:\d+: ([a-z0-9-]+): (.*)\n +\d+ \| (.*)\n +\| +\^+\n"
    r"(?: +=(?! help) .*\n)*(?: +=  ?help: (.*)\n)?",
    re.MULTILINE,
)
REPORTED: Final = re.compile(
    r"^([\w./-]+):(\d+):\d+: ([a-z0-9-]+): (.*)\n(?:    (?!help:).*\n)*(?:    help: (.*)\n)?",
    re.MULTILINE,
)
# What no text of a page can show: limits, folders, files on the disk, and what a program hands in.
UNSHOWN: Final = {
    *("condition-too-long", "nested-too-deep", "too-deep", "too-many-entries", "too-many-mistakes"),
    *("file-binary", "file-empty", "file-is-a-folder", "file-not-found", "file-not-readable"),
    *("file-not-utf-8", "file-too-large", "no-rulebook", "hidden-character", "not-plain-data"),
}
# Shown by their own tests: how a file is laid out, why a value came out null, and bad records.
SHOWN_ELSEWHERE: Final = {
    *("gives-null", "key-order", "line-ends", "not-laid-out", "trailing-spaces"),
    "condition-of-many-parts",
    *("no-record", "no-records", "not-a-record", "nothing-decided", "strict-not-said"),
    "record-without-incident",
}

Example: TypeAlias = tuple[str, str, str, str]


def codes_in(module: Path) -> set[str]:
    """Give the codes of the diagnostics that a module makes, and of values that it refuses."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id="Diagnostic" | "BadValueError"),
                args=[ast.Constant(value=str(code)), *_],
            ):
                found.add(code)
            case ast.Call(func=ast.Name(id="Diagnostic"), args=[ast.Name(id=name), *_]):
                # The code of a refused value is written where the value is refused.
                assert (module.parent.name, name) == ("incident", "code"), module
            case ast.Call(func=ast.Name(id="Diagnostic")):
                raise AssertionError(f"{module.name} makes a diagnostic whose code cannot be read")
            case _:
                pass
    return found


MODULES: Final = sorted((ROOT / "hocr_engine").rglob("*.py"))
CODES: Final = {code: module for module in MODULES for code in sorted(codes_in(module))}
SHOWING: Final = sorted(
    page.stem for page in PAGES.glob("*.md") if DRAWN.search(page.read_text(encoding="utf-8"))
)


@lru_cache(maxsize=1)
def told() -> frozenset[Example]:
    """Give what the documents of bad files tell their authors: code, sentence, line, fix."""
    found: set[Example] = set()
    for path in broken_files.DOCUMENTS:
        found.update(DRAWN.findall(broken_files.read_document(path).told + "\n"))
    for document in bad_files.DOCUMENTS:
        for section in bad_files.sections(document):
            files = dict(section.files)
            for name, line, code, message, fix in REPORTED.findall(section.report):
                text = files.get(name) or (bad_files.SMALL / name).read_text(encoding="utf-8")
                found.add((code, message, text.splitlines()[int(line) - 1], fix))
    return frozenset(found)


def remarks_on(line: str) -> set[Example]:
    """Give the remarks on the style of a condition."""
    tree, _ = parse(whole(Source(line.strip())))
    remarks: tuple[Diagnostic, ...] = () if tree is None else tuple(style(tree))
    return {(each.code, each.message, line, each.help) for each in remarks}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_diagnostic_has_its_page(code: str) -> None:
    page = PAGES / f"{code}.md"

    assert CODE.fullmatch(code)
    assert page.exists(), f"{CODES[code].name} says `{code}`, but docs/diagnostics has no page"
    assert page.read_text(encoding="utf-8").startswith(f"# `{code}`\n")
    assert "**Fix.**" in page.read_text(encoding="utf-8")


def test_every_page_is_in_the_index_and_belongs_to_a_diagnostic() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}
    index = (PAGES / "README.md").read_text(encoding="utf-8")

    assert pages == set(CODES)
    assert {page for page in pages if f"({page}.md)" not in index} == set()


@pytest.mark.parametrize(
    "code", [code for code in SHOWING if code not in UNSHOWN | SHOWN_ELSEWHERE]
)
def test_what_a_page_shows_is_what_an_author_is_told(code: str) -> None:
    for example in DRAWN.findall((PAGES / f"{code}.md").read_text(encoding="utf-8")):
        assert example[0] == code
        assert example in told() | remarks_on(example[2])


@pytest.mark.parametrize(
    "code", sorted(code for code in CODES if code.startswith(("yaml-", "json-")))
)
def test_the_file_that_a_page_shows_holds_the_mistake(code: str) -> None:
    blocks = re.findall(
        r"^```(yaml|json)\n(.*?)^```",
        (PAGES / f"{code}.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    assert blocks
    kind, text = blocks[0]

    _, mistakes = read_json(Source(text)) if kind == "json" else read_yaml(Source(text))

    assert [mistake.code for mistake in mistakes] == [code]
