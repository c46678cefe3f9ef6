"""The folders `good` and `bad` say what is read and what is refused, and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from hocr_engine import yaml_nodes
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_json, read_yaml

HERE = Path(__file__).parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))
BAD_JSON = sorted((HERE / "bad").glob("*.json"))


@pytest.fixture(params=["written in C", "written in Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with either parser; both must say the same."""
    if request.param == "written in Python":
        monkeypatch.setattr(yaml_nodes, "_loader", lambda: yaml.SafeLoader)


def source_of(path: Path) -> Source:
    """Give a file's text without changing its line ends."""
    return Source(path.read_bytes().decode("utf-8"), path.name)


def places(mistakes: tuple[Diagnostic, ...]) -> list[str]:
    """Give mistakes as the `.expected` files write them."""
    return [f"{mistake.at.line}:{mistake.at.column} {mistake.code}" for mistake in mistakes]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
@pytest.mark.usefixtures("parser")
def test_a_good_file_is_read_as_text_and_nothing_else(path: Path) -> None:
    documents, mistakes = read_yaml(source_of(path))

    assert places(mistakes) == []
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert [plain(document) for document in documents] == [expected]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
@pytest.mark.usefixtures("parser")
def test_a_bad_file_names_each_mistake_at_its_place(path: Path) -> None:
    _, mistakes = read_yaml(source_of(path))

    assert places(mistakes) == path.with_suffix(".expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", BAD_JSON, ids=lambda path: path.stem)
def test_a_bad_json_file_names_each_mistake_at_its_place(path: Path) -> None:
    _, mistakes = read_json(source_of(path))

    assert places(mistakes) == path.with_suffix(".expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", [*BAD, *BAD_JSON], ids=lambda path: path.stem)
def test_every_mistake_is_one_plain_sentence_with_its_fix(path: Path) -> None:
    read = read_json if path.suffix == ".json" else read_yaml
    for mistake in read(source_of(path))[1]:
        assert mistake.help
        assert not mistake.message.endswith(".")
        assert not any(word in mistake.message for word in ("expected", "token", "mapping", "scan"))
