"""The wheel holds all that is needed: in an empty environment it decides an incident."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent
PACKED: Final = (
    "hocr_engine",
    "rules",
    "schemas",
    "audits",
    "README.md",
    "LICENSE",
    "NOTICE",
    "hatch_build.py",
    "pyproject.toml",
)
INCIDENT: Final = {
    "format": "hocr.incident.v1",
    "id": "INC-1",
    "report": {"received_at": "2026-05-04 11:05", "by": {"capacity": "victim"}},
    "allegation": {
        "act": "assault",
        "injury": "none",
        "victim": {"sex": "female", "age": 30},
        "offenders": {"members": [{"age": 34}]},
        "event": {"from": "2026-05-04 10:00", "place": {"kind": "private dwelling"}},
        "account": {"says": "happened"},
    },
}
PROGRAM: Final = """
import json, sys
from pathlib import Path
import hocr_engine
from hocr_engine import load_rulebook

decision = load_rulebook().decide(json.loads(Path(sys.argv[1]).read_text()))
lines = [action.line for report in decision.reports for action in report.actions]
print(json.dumps({"lines": lines, "from": hocr_engine.__file__}))
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the wheel, built from a copy of the tree."""
    tree = tmp_path_factory.mktemp("tree")
    for name in PACKED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, tree / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "out", cwd=tree)
    (built,) = (tree / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of programs of an empty environment into which the wheel was installed."""
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(sys.executable, "-m", "venv", str(place), cwd=place.parent)
    run(str(place / "bin" / "pip"), "install", "--quiet", str(wheel), cwd=place.parent)
    return place / "bin"


def run(*command: str, cwd: Path) -> str:
    """Give what a command prints, run without a trace of the tree in its environment."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_every_module_template_schema_and_the_law(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.*")}
    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").glob("*.json")}
    audits = {path.relative_to(ROOT).as_posix() for path in (ROOT / "audits").rglob("*.*")}
    engine = {
        path.relative_to(ROOT).as_posix()
        for ending in ("py", "html", "css")
        for path in (ROOT / "hocr_engine").rglob(f"*.{ending}")
    }

    assert {f"hocr_engine/bundled/{name}" for name in rules | schemas | audits} - names == set()
    assert engine - names == set()
    assert "hocr_engine/pages/templates/layout.html" in names
    assert "hocr_engine/bundled/rules.book" in names
    assert "hocr_engine/py.typed" in names


def test_the_wheel_holds_no_test_and_no_cache(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert [name for name in names if "tests/" in name or "__pycache__" in name] == []


def test_a_program_decides_an_incident_elsewhere(installed: Path) -> None:
    (installed / "incident.json").write_text(json.dumps(INCIDENT), encoding="utf-8")
    printed = run(str(installed / "python"), "-c", PROGRAM, "incident.json", cwd=installed)

    answer = json.loads(printed)
    assert answer["lines"] == ["record 105A 105/01"]
    assert Path(answer["from"]).is_relative_to(installed.parent)


def test_the_first_start_elsewhere_parses_no_rules_and_decides_as_their_files_do(
    installed: Path,
) -> None:
    (installed / "incident.json").write_text(json.dumps(INCIDENT), encoding="utf-8")
    program = f"{PROGRAM}print('yaml' in sys.modules)\n"
    found = {}
    for setting in ("off", str(installed / "kept")):
        code = f"import os; os.environ['HOCR_CACHE'] = {setting!r}\n{program}"
        printed = run(str(installed / "python"), "-c", code, "incident.json", cwd=installed)
        answer, found[setting] = printed.splitlines()
        assert json.loads(answer)["lines"] == ["record 105A 105/01"]

    assert list(found.values()) == ["True", "False"]
    assert not (installed / "kept").exists()


def test_the_command_line_decides_an_incident_elsewhere(installed: Path) -> None:
    (installed / "incident.json").write_text(json.dumps(INCIDENT), encoding="utf-8")
    printed = run(str(installed / "hocr"), "decide", "incident.json", cwd=installed)

    assert "INC-1" in printed
    assert "105A" in printed
    assert "105/01" in printed


def test_a_page_says_elsewhere_what_to_install(installed: Path) -> None:
    (installed / "incident.json").write_text(json.dumps(INCIDENT), encoding="utf-8")
    asked = subprocess.run(
        [str(installed / "hocr"), "explain", "--format", "html", "incident.json"],
        cwd=installed,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (asked.returncode, asked.stdout) == (2, "")
    assert "Traceback" not in asked.stderr
    assert "install it with `pip install 'hocr_engine[html]'`" in asked.stderr
