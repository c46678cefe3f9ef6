"""`hocr check --fix`: what it writes, what it leaves, and that a file is whole at any moment."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

from hocr_engine.cli import main

SMALL: Final = Path(__file__).parents[2] / "tests" / "cases" / "small"
NAME: Final = Path("general") / "deadline.yaml"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a rulebook in which one condition is untidy and has needless brackets."""
    shutil.copytree(SMALL, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    rule = Path("rules") / NAME
    text = rule.read_text(encoding="utf-8")
    assert "when: |\n      true\n" in text
    rule.write_text(text.replace("      true\n", "      ( true )   \n"), encoding="utf-8")
    rule.chmod(0o640)
    return Path("rules")


def test_a_file_is_written_as_the_house_writes_it(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix", "rules"]) == 0

    assert (rules / NAME).read_text("utf-8") == (SMALL / NAME).read_text("utf-8")
    assert (rules / NAME).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in rules.rglob("*")) == sorted(
        path.name for path in SMALL.rglob("*")
    )
    shown = capsys.readouterr().out
    assert shown == "rules/general/deadline.yaml: mended\n15 rules and 20 cases: no mistakes\n"


def test_what_is_as_it_should_be_is_not_written(rules: Path) -> None:
    main(["check", "--fix", "rules"])
    before = {path: path.stat().st_mtime_ns for path in rules.rglob("*")}

    assert main(["check", "--fix", "rules"]) == 0
    assert {path: path.stat().st_mtime_ns for path in rules.rglob("*")} == before


def test_a_look_at_what_would_be_written_writes_nothing(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (rules / NAME).read_bytes()

    assert main(["check", "--diff", "rules"]) == 1
    assert (rules / NAME).read_bytes() == before
    shown = capsys.readouterr().out
    assert "-      ( true )   \n+      true\n" in shown
    assert "+++ rules/general/deadline.yaml mended\n" in shown
    main(["check", "--fix", "rules"])
    assert main(["check", "--diff", "rules"]) == 0


def test_only_the_part_that_was_named_is_written(rules: Path) -> None:
    main(["check", "--fix", "rules/general/removal.yaml"])
    assert "( true )" in (rules / NAME).read_text("utf-8")

    main(["check", "--fix", "rules/general/deadline.yaml"])
    assert "( true )" not in (rules / NAME).read_text("utf-8")


def test_a_remark_is_no_mistake_unless_that_is_asked_for(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "rules"]) == 0
    assert "no mistakes, 3 remarks\n" in capsys.readouterr().out
    assert main(["check", "--strict-style", "rules"]) == 1


@pytest.mark.parametrize(
    "arguments", [["--fix", "elsewhere"], ["--diff", "."], ["--fix", "--watch"]]
)
def test_what_cannot_be_asked_for_is_refused(rules: Path, arguments: list[str]) -> None:
    assert rules.is_dir()
    assert main(["check", *arguments]) == 2


def test_a_file_that_cannot_be_put_in_its_place_stays_as_it_was(
    rules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "no space left")

    before = (rules / NAME).read_bytes()
    monkeypatch.setattr(Path, "replace", fail)

    assert main(["check", "--fix", "rules"]) == 2
    assert (rules / NAME).read_bytes() == before
    assert [path.name for path in rules.rglob("*.part")] == []
    assert capsys.readouterr().out == (
        "rules/general/deadline.yaml: cannot be written: no space left\n"
    )
