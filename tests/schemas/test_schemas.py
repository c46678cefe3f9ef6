"""Every file of rules, examples and audits is valid against the schema that its format names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from hocr_engine.vocabulary.write_schema import schema_text
from tests.schemas.schema_files import ROOT, SCHEMAS, data_of, faults, schema_for

FILES = sorted(
    path
    for folder in ("rules", "examples", "audits")
    for suffix in ("*.yaml", "*.json")
    for path in (ROOT / folder).rglob(suffix)
)


def name_of(path: Path) -> str:
    """Name a test after its file."""
    return path.relative_to(ROOT).as_posix()


def every_object(schema: object) -> Iterator[dict[str, Any]]:
    """Give every group of keys in a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from every_object(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from every_object(value)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_valid_against_the_schema_that_its_format_names(path: Path) -> None:
    data = data_of(path)

    assert faults(schema_for(data["format"]), data) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])

    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name]["$id"].endswith(name)
    assert SCHEMAS[name]["title"]
    assert SCHEMAS[name]["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_schema_leaves_a_reader_to_guess_which_of_several_was_meant(name: str) -> None:
    assert [found for found in every_object(SCHEMAS[name]) if "oneOf" in found] == []


def test_the_incident_schema_is_as_the_vocabulary_makes_it() -> None:
    written = (ROOT / "schemas" / "incident.schema.json").read_text(encoding="utf-8")

    assert written == schema_text(ROOT / "rules" / "vocabulary")
