"""
Writing `schemas/incident.schema.json` from the vocabulary of the rules.

Usage: python -m hocr_engine.vocabulary.write_schema [--check]

With `--check` nothing is written; a schema that is not as the vocabulary makes it is an error.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from hocr_engine.diagnostic import Diagnostic, draw
from hocr_engine.read_text import read_file
from hocr_engine.text import Span
from hocr_engine.vocabulary.incident_schema import incident_schema
from hocr_engine.vocabulary.read import Documents, read_vocabulary
from hocr_engine.yaml_nodes import read_yaml

TREE: Final = Path(__file__).parents[2]
SCHEMA: Final = TREE / "schemas" / "incident.schema.json"


def main(arguments: list[str]) -> None:
    """Write the schema, or with `--check` say whether it is up to date."""
    match arguments:
        case []:
            SCHEMA.write_text(schema_text(TREE / "rules" / "vocabulary"), encoding="utf-8")
        case ["--check"]:
            written, _ = read_file(SCHEMA)
            if written is None or written.text != schema_text(TREE / "rules" / "vocabulary"):
                sys.exit(f"{SCHEMA.name} is not as the vocabulary makes it: write it anew")
        case _:
            sys.exit(__doc__)


def schema_text(folder: Path) -> str:
    """Give the text of the schema for the vocabulary files of a folder."""
    mistakes: list[Diagnostic] = []
    vocabulary = read_vocabulary(_documents(folder, mistakes), mistakes)
    if mistakes:
        sys.exit("\n".join(map(draw, mistakes)))
    return json.dumps(incident_schema(vocabulary), indent=2, ensure_ascii=False) + "\n"


def _documents(folder: Path, mistakes: list[Diagnostic]) -> Documents:
    for path in sorted(folder.glob("*.yaml")):
        source, problems = read_file(path)
        mistakes.extend(problems)
        if source is not None:
            nodes, problems = read_yaml(source)
            mistakes.extend(problems)
            yield nodes, Span(source, 0, 0)


if __name__ == "__main__":
    main(sys.argv[1:])
