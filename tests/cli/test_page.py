"""A page is written whole or not at all, one incident on each, and says what it needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from hocr_engine.cli import main
from hocr_engine.pages.page import _templates
from tests.pages.structure import faults, text_of

ROOT = Path(__file__).parents[2]
EXPLAIN = ("explain", "--format", "html", "--rules", str(ROOT / "tests" / "explanation" / "garden"))
INCIDENT = {
    "format": "hocr.incident.v1",
    "id": "G-1",
    "report": {"received_at": "2026-05-04 11:00"},
    "allegation": {"done": "picked"},
}


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    """Give the file of an incident in the garden."""
    path = tmp_path / "incident.json"
    path.write_text(json.dumps(INCIDENT), encoding="utf-8")
    return path


def test_a_page_is_written_to_the_screen(
    incident: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*EXPLAIN, str(incident)]) == 0

    page = capsys.readouterr().out
    assert faults(page) == []
    assert "G-1" in text_of(page)


def test_a_page_is_written_to_a_file(
    incident: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*EXPLAIN, "--out", str(tmp_path / "why.html"), str(incident)]) == 0

    assert capsys.readouterr().out == ""
    assert faults((tmp_path / "why.html").read_text(encoding="utf-8")) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["incident.json", "why.html"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_every_form_can_be_written_to_a_file(form: str, incident: Path, tmp_path: Path) -> None:
    out = tmp_path / "why"

    assert main([*EXPLAIN, "--format", form, "--out", str(out), str(incident)]) == 0
    assert "G-1" in out.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_leaves_nothing(
    incident: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "no" / "such" / "why.html"

    assert main([*EXPLAIN, "--out", str(out), str(incident)]) == 2
    assert f"`{out}` cannot be written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["incident.json"]


def test_an_incident_with_mistakes_leaves_what_was_written_before(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.json", tmp_path / "why.html"
    bad.write_text("{}", encoding="utf-8")
    out.write_text("before", encoding="utf-8")

    assert main([*EXPLAIN, "--out", str(out), str(bad)]) == 2
    assert out.read_text(encoding="utf-8") == "before"


def test_a_page_tells_one_incident(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = tmp_path / "both.jsonl"
    both.write_text(
        "".join(json.dumps({**INCIDENT, "id": name}) + "\n" for name in ("G-1", "G-2")),
        encoding="utf-8",
    )

    assert main([*EXPLAIN, str(both)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "a page tells one incident, and the file holds several" in shown.err


def test_without_its_library_a_page_says_what_to_install(
    incident: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    _templates.cache_clear()
    try:
        assert main([*EXPLAIN, str(incident)]) == 2
    finally:
        _templates.cache_clear()

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
    assert "install it with `pip install 'hocr_engine[html]'`" in shown.err
