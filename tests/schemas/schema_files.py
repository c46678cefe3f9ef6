"""The schemas of the project, and files as data that they can be asked about."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from hocr_engine.text import Source
from hocr_engine.yaml_nodes import plain, read_json, read_yaml

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = {path.name: json.loads(path.read_text("utf-8")) for path in
                  sorted((ROOT / "schemas").glob("*.schema.json"))}  # fmt: skip
REGISTRY: Final[Registry[Any]] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)


def data_of(path: Path) -> dict[str, Any]:
    """
    Give what a file says: lists, groups of keys, texts, and None for a plain `null`.

    Nothing becomes a number or a yes: the rule files are text throughout, and the incident schema
    takes `true`, `false` and numbers as text too, so `nodes.plain` alone is what schemas are asked.
    """
    source = Source(path.read_text(encoding="utf-8"), path.name)
    if path.suffix == ".json":
        node, mistakes = read_json(source)
    else:
        nodes, mistakes = read_yaml(source)
        node = nodes[0]
    assert mistakes == ()
    assert node is not None
    data = plain(node)
    assert isinstance(data, dict)
    return data


def schema_for(declared: str) -> str:
    """Give the name of the schema for a format: `hocr.rules.v1` is `rules.schema.json`."""
    return f"{declared.split('.')[1]}.schema.json"


@cache
def validator(name: str) -> Draft202012Validator:
    """Give the validator of a schema."""
    return Draft202012Validator(SCHEMAS[name], registry=REGISTRY)


def faults(name: str, data: object) -> list[str]:
    """Give what a schema holds against some data, each with its place."""
    return [
        f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(data)
    ]
