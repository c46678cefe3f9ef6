"""Cells that are written alike are read once, and each stands at its own place all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hocr_engine.feel.parse import parse_tests
from hocr_engine.feel.reading import read_tests
from hocr_engine.feel.syntax import Node, walk
from hocr_engine.text import Source, Span

MEANING: Final = Path(__file__).with_name("meaning.csv")


def places(tree: Node) -> list[tuple[str, list[Span]]]:
    """Give each part of a tree, written out, with all its places."""
    return [
        (repr(node), [at for name in ("at", "member_at") if (at := getattr(node, name, None))])
        for node, _ in walk(tree)
    ]


def test_a_cell_has_the_places_that_it_has_by_itself() -> None:
    lines = MEANING.read_text(encoding="utf-8").splitlines()
    texts = sorted({line.split(" ; ")[0].strip() for line in lines if line[:1] not in ("", "#")})
    read = 0
    for text in texts:
        for before in ("| ", "| - | a longer one | "):
            source = Source(f"{before}{text} |", f"after {len(before)}")
            at = Span(source, len(before), len(before) + len(text))
            expected, mistakes = parse_tests(at)
            found, told = read_tests(at)
            if expected is None:
                assert told
                continue
            read += 1
            assert found is not None
            assert (told, places(found)) == (mistakes, places(expected))
    assert read > 1000
