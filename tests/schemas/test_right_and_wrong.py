"""The two documents say which files the schemas take, and at which places they find fault."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from hocr_engine.incident.read import read_incident
from hocr_engine.nodes import Node, plain
from hocr_engine.rulebook.load import load
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_json, read_yaml
from tests.schemas.schema_files import faults, schema_for, validator

HERE = Path(__file__).parent
SECTION = re.compile(r"^## ([^\n]*)\n+```(\w+)\n(.*?)^```(?:\n+```text\n(.*?)^```)?", re.M | re.S)


@frozen
class File:
    """One file of a document: as our reader takes it, as data, and where it is at fault."""

    node: Node
    data: Any
    places: list[str]


def sections(document: str) -> dict[str, File]:
    """Give the files of a document by their headings; JSON keeps its numbers, true and false."""
    found = {}
    for title, kind, text, places in SECTION.findall((HERE / document).read_text("utf-8")):
        source = Source(text, title)
        node = read_json(source)[0] if kind == "json" else read_yaml(source)[0][0]
        assert node is not None, title
        data = json.loads(text) if kind == "json" else plain(node)
        found[title] = File(node, data, places.splitlines())
    return found


RIGHT = sections("right.md")
WRONG = sections("wrong.md")


@pytest.mark.parametrize("title", RIGHT)
def test_the_schema_and_the_reader_take_every_form_of_an_incident(title: str) -> None:
    file = RIGHT[title]

    for data in (file.data, plain(file.node)):
        assert faults("incident.schema.json", data) == []
    assert read_incident(file.node, load().vocabulary)[1] == ()


@pytest.mark.parametrize("title", WRONG)
def test_a_wrong_file_is_faulted_at_its_places(title: str) -> None:
    file = WRONG[title]
    found = validator(schema_for(file.data["format"])).iter_errors(file.data)

    assert sorted(error.json_path for error in found) == file.places
