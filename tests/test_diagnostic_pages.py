"""Every mistake that the program can name has a page that explains it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "diagnostics"
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


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
            case _:
                pass
    return found


MODULES = sorted((ROOT / "hocr_engine").rglob("*.py"))
CODES = {code: module for module in MODULES for code in sorted(codes_in(module))}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_diagnostic_has_its_page(code: str) -> None:
    page = PAGES / f"{code}.md"

    assert CODE.fullmatch(code)
    assert page.exists(), f"{CODES[code].name} says `{code}`, but docs/diagnostics has no page"
    assert page.read_text(encoding="utf-8").startswith(f"# `{code}`\n")


def test_every_page_is_in_the_index_and_belongs_to_a_diagnostic() -> None:
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README"}
    index = (PAGES / "README.md").read_text(encoding="utf-8")

    assert pages - set(CODES) == set()
    assert {page for page in pages if f"({page}.md)" not in index} == set()
