"""The incidents in the tree, as the tests of this folder read them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from hocr_engine import Rulebook, load_rulebook
from hocr_engine.incident.model import Incident
from hocr_engine.incident.read import read_incident
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_yaml

ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = ROOT / "examples"
HERE: Final = Path(__file__).parent
NAMES: Final = sorted(
    str(path.relative_to(EXAMPLES).with_suffix(""))
    for path in EXAMPLES.glob("**/*.yaml")
    if ".expected" not in path.name
)


@cache
def rulebook() -> Rulebook:
    """Give the rules of the project."""
    return load_rulebook(ROOT / "rules")


def incident(name: str) -> Incident:
    """Give the incident of an example."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    (node, *_), mistakes = read_yaml(Source(text, name))
    found, more = read_incident(node, rulebook().book.vocabulary)
    assert found is not None, (mistakes, more)
    return found


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
