"""Every node knows exactly where it stands, whatever the letters and line ends around it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from hocr_engine import yaml_nodes
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    plain,
    read_json,
    read_json_lines,
    read_yaml,
)

PARSERS = ["CSafeLoader", "SafeLoader"]


def scalars(node: Node | None) -> list[Scalar]:
    """Give all texts under a node, in the order written."""
    match node:
        case Scalar():
            return [node]
        case Sequence():
            return [found for item in node.items for found in scalars(item)]
        case Mapping():
            pairs = ((entry.key, entry.value) for entry in node.entries)
            return [found for pair in pairs for part in pair for found in scalars(part)]
        case None:
            return []


def only(text: str) -> Node:
    """Give the one document of a text without mistakes."""
    documents, mistakes = read_yaml(Source(text))
    assert mistakes == ()
    assert len(documents) == 1
    return documents[0]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with either parser; both must count alike."""
    monkeypatch.setattr(yaml_nodes, "_loader", lambda: getattr(yaml, request.param))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_places_are_exact_after_emoji_marks_and_either_line_end(mark: str, end: str) -> None:
    lines = ["😀: 'é😀'", 'list: [x, "y"]', "when: |", "  😀 = 1", "  and b", "last: 👩‍👧 z  # c"]
    document = only(mark + end.join(lines) + end)

    found = {scalar.text: scalar.at.text for scalar in scalars(document)}
    assert found["😀"] == "😀"
    assert found["é😀"] == "'é😀'"
    assert found["y"] == '"y"'
    assert found["😀 = 1\nand b\n"] == f"|{end}  😀 = 1{end}  and b"
    assert found["👩‍👧 z"] == "👩‍👧 z"


def test_the_body_of_a_literal_block_is_the_text_after_its_header() -> None:
    document = only("a:\n  when: |  # why\n    x >= 1\n    and y\n\n  b: c\n")
    when = scalars(document)[2]

    assert when.style == "literal"
    assert when.body.text == "    x >= 1\n    and y"
    assert (when.body.line, when.body.column) == (3, 1)
    assert (when.at.line, when.at.column) == (2, 9)


@pytest.mark.parametrize(("text", "body"), [("a", "a"), ("'it''s'", "it''s"), ('"a\\n"', "a\\n")])
def test_the_body_of_a_short_text_has_no_quotes(text: str, body: str) -> None:
    assert scalars(only(text))[0].body.text == body


def test_a_list_and_a_group_span_their_own_lines_only() -> None:
    document = only("a:\n  - b\n  - c: d\n\n# between\ne: [f, g]  # after\n")
    assert isinstance(document, Mapping)

    group, flow = document.get("a"), document.get("e")
    assert group is not None
    assert flow is not None
    assert group.at.text == "- b\n  - c: d"
    assert flow.at.text == "[f, g]"
    assert document.names == ("a", "e")
    assert document.key("x") is None


def test_nodes_that_say_the_same_are_equal_wherever_they_stand() -> None:
    assert only("a: [b]") == only("# moved\na:\n  - 'b'\n")


@given(some.text())
def test_any_text_is_read_without_raising(text: str) -> None:
    documents, mistakes = read_yaml(Source(text))
    assert documents or mistakes
    for mistake in mistakes:
        assert 0 <= mistake.at.start <= mistake.at.end <= len(text)
    read_json(Source(text))
    list(read_json_lines(Source(text)))


YAML_SIGNS = some.text(
    alphabet="ab:-#'\"|>[]{},?&*!%@` \n\t\r\\0😀é\ufeff\x85\u2028\x00", max_size=60
)


@given(YAML_SIGNS, some.sampled_from(PARSERS))
def test_any_yaml_signs_give_texts_that_stand_where_they_say(text: str, parser: str) -> None:
    original = yaml_nodes._loader
    yaml_nodes._loader = lambda: getattr(yaml, parser)
    try:
        documents, mistakes = read_yaml(Source(text))
    finally:
        yaml_nodes._loader = original
    assert documents or mistakes
    for scalar in (found for document in documents for found in scalars(document)):
        assert scalar.at.start <= scalar.body.start <= scalar.body.end <= scalar.at.end
        if "\\" in scalar.at.text or scalar.style == "folded":
            continue
        written = scalar.body.text.replace("''", "'") if scalar.style == "single" else None
        assert scalar.text.split() == (written or scalar.body.text).split()


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=20,
)


def as_text(value: object) -> object:
    """Give a value as the reader does: every number and truth value as written."""
    match value:
        case list():
            return [as_text(item) for item in value]
        case dict():
            return {key: as_text(item) for key, item in value.items()}
        case None | str():
            return value
        case _:
            return json_of(value)


def json_of(value: object) -> str:
    """Give a value as JSON writes it."""
    import json

    return json.dumps(value)


@given(VALUES)
def test_json_comes_back_as_it_was_written(value: object) -> None:
    source = Source(json_of(value))
    node, mistakes = read_json(source)

    assert mistakes == ()
    assert node is not None
    assert plain(node) == as_text(value)
    assert node.at.text == source.text
    for scalar in scalars(node):
        assert json_of(scalar.text) == scalar.at.text or scalar.text == scalar.at.text


def test_json_lines_give_one_value_or_its_mistakes_a_line() -> None:
    source = Source('{"id": 1}\r\n\n{"id": }\n{"id": 3}')
    rows = list(read_json_lines(source))

    assert [node and plain(node) for node, _ in rows] == [{"id": "1"}, None, {"id": "3"}]
    assert [(m.code, m.at.line, m.at.column) for _, found in rows for m in found] == [
        ("json-value", 3, 8)
    ]


@given(some.text(alphabet="a\n", max_size=30), some.integers(0, 5))
def test_a_part_of_a_file_has_the_places_that_it_has_in_the_whole(text: str, before: int) -> None:
    part, whole = Source(text, "f", before), Source("\n" * before + text, "f")

    for index in range(len(text) + 1):
        line, column = part.place(index)
        assert (line, column) == whole.place(before + index)
        assert part.line(line) == whole.line(line)
