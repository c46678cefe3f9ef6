"""Starting loads only what is needed: no parser and no checker where rules are kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from hocr_engine import load_rulebook
from hocr_engine.rulebook.compiled.read_packs import SETTING
from hocr_engine.rulebook.compiled.read_state import MAKING
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_yaml

ENGINE: Final = Path(__file__).parents[2] / "hocr_engine"
EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "threat-in-the-kitchen.yaml"
HEAVY: Final = ("yaml", "lark", "jsonschema", "rich", "jinja2", "re2", "elementpath", "pyarrow")
SHOWN: Final = f"; import sys; print(*(one for one in {HEAVY!r} if one in sys.modules))"


def loaded(code: str) -> list[str]:
    """Give which of the heavy libraries are loaded when a fresh Python has run some code."""
    done = subprocess.run(
        [sys.executable, "-c", code + SHOWN], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1].split()


@pytest.fixture
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    load_rulebook()


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import hocr_engine") == []
    names = "Decision, Incident, IncidentError, Rejected, Rulebook, RulebookError, load_rulebook"
    assert loaded(f"from hocr_engine import {names}") == []


@pytest.mark.usefixtures("_kept")
def test_loading_a_kept_rulebook_loads_no_parser() -> None:
    assert loaded("import hocr_engine; hocr_engine.load_rulebook().book.rule") == []


@pytest.mark.usefixtures("_kept")
def test_deciding_by_a_kept_rulebook_loads_no_parser(tmp_path: Path) -> None:
    incident = tmp_path / "incident.json"
    documents, _ = read_yaml(Source(EXAMPLE.read_text(encoding="utf-8")))
    incident.write_text(json.dumps(plain(documents[0])), encoding="utf-8")
    embedded = (
        "import hocr_engine, json, pathlib;"
        f"text = pathlib.Path({str(incident)!r}).read_text();"
        "hocr_engine.load_rulebook().decide(json.loads(text)).to_json()"
    )
    assert loaded(embedded) == []
    for form in ("text", "json", "markdown"):
        command = f"['decide', '--format', {form!r}, {str(incident)!r}]"
        assert loaded(f"from hocr_engine.cli.commands import run; run({command})") == []


@pytest.mark.usefixtures("_kept")
def test_all_code_that_makes_what_is_kept_counts(tmp_path: Path) -> None:
    shown = (
        f"import os; os.environ[{SETTING!r}] = {str(tmp_path / 'others')!r};"
        "import hocr_engine, sys; hocr_engine.load_rulebook();"
        "print(*(one.__file__ for name, one in sys.modules.items() if name[:4] == 'hocr'))"
    )
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    files = [Path(name).relative_to(ENGINE) for name in done.stdout.split()]
    known = [Path(package) for package in MAKING]
    assert [path for path in files if path.parent not in known] == []
    assert len(files) > 80


def test_the_setting_of_these_tests_keeps_nothing() -> None:
    assert os.environ[SETTING] == "off"
