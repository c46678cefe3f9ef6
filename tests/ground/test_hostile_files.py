"""Files made to hang, crash or fill the machine are refused quickly and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import yaml

from hocr_engine import yaml_nodes
from hocr_engine.bounds import MAX_FILE_BYTES, MAX_LIST, MAX_MISTAKES, MAX_NESTING
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source
from hocr_engine.yaml_nodes import read_json, read_yaml
from tests.effort import MILLION, at_most

Reader = Callable[[Source], tuple[object, tuple[Diagnostic, ...]]]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read with either parser, and without much work."""
    monkeypatch.setattr(yaml_nodes, "_loader", lambda: getattr(yaml, request.param))
    with at_most(5 * MILLION):
        yield


def codes(read: Reader, text: str) -> list[str]:
    """Give the codes of what a reader says about a text."""
    return [mistake.code for mistake in read(Source(text))[1]]


@pytest.mark.parametrize("levels", [10_000, 100_000])
@pytest.mark.parametrize("level", ["[", "{a: ", "- ", "? ", "[[], ", "&a [", '{"a":'])
def test_deep_nesting_is_refused_before_it_is_built(level: str, levels: int) -> None:
    assert codes(read_yaml, level * levels)[-1] == "too-deep"


def test_deep_indentation_is_refused() -> None:
    assert codes(read_yaml, "".join(" " * depth + "a:\n" for depth in range(3_000))) == ["too-deep"]


@pytest.mark.parametrize("levels", [10_000, 100_000])
@pytest.mark.parametrize("level", ["[", '{"a":', '[{"a":'])
def test_deep_json_is_refused(level: str, levels: int) -> None:
    assert codes(read_json, level * levels) == ["too-deep"]


def test_nesting_up_to_the_bound_is_read() -> None:
    assert codes(read_yaml, "- " * MAX_NESTING + "a") == []
    assert codes(read_yaml, "- " * (MAX_NESTING + 1) + "a") == ["too-deep"]
    assert codes(read_json, "[" * MAX_NESTING + "]" * MAX_NESTING) == []
    assert codes(read_json, "[" * (MAX_NESTING + 1) + "]" * (MAX_NESTING + 1)) == ["too-deep"]


def test_lists_up_to_the_bound_are_read() -> None:
    assert codes(read_json, "[" + ",".join("1" * MAX_LIST) + "]") == []
    assert codes(read_json, "[" + ",".join("1" * (MAX_LIST + 1)) + "]") == ["too-many-entries"]
    assert codes(read_json, str([[1]] * 3).replace("'", '"')) == []


def test_a_yaml_list_past_the_bound_is_refused_at_its_first_entry_too_many() -> None:
    _, mistakes = read_yaml(Source("- a\n" * (MAX_LIST + 5)))

    assert [(m.code, m.at.line) for m in mistakes] == [("too-many-entries", MAX_LIST + 1)]


def test_a_group_of_too_many_keys_is_refused() -> None:
    keys = "".join(f"k{number}: v\n" for number in range(MAX_LIST + 1))
    assert codes(read_yaml, keys) == ["too-many-entries"]


def test_reading_stops_when_too_much_is_wrong() -> None:
    assert len(codes(read_yaml, "- &a b\n" * (MAX_MISTAKES * 3))) == MAX_MISTAKES + 1
    assert codes(read_yaml, "a: b\n" * 1_000)[-1] == "too-many-mistakes"
    assert codes(read_yaml, "\x01" * 5_000_000)[-1] == "too-many-mistakes"
    assert codes(read_yaml, "\ta\n" * 1_000_000)[-1] == "too-many-mistakes"
    assert codes(read_json, '{"a":1' + ',"a":1' * 1_000 + "}")[-1] == "too-many-mistakes"


def test_aliases_that_multiply_are_refused_and_never_expanded() -> None:
    doubling = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    assert set(codes(read_yaml, "a0: &a0 x\n" + doubling)) == {"yaml-anchor", "yaml-alias"}


def test_a_text_past_the_bound_of_sizes_is_refused_unread() -> None:
    assert codes(read_yaml, "a" * (MAX_FILE_BYTES + 1)) == ["file-too-large"]
    assert codes(read_json, " " * (MAX_FILE_BYTES + 1)) == ["file-too-large"]


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\ud800"])
def test_a_character_that_nobody_can_see_is_refused_at_its_place(hidden: str) -> None:
    _, mistakes = read_yaml(Source(f"a: b\nc: d{hidden}e\n"))

    assert [(m.code, m.at.line, m.at.column) for m in mistakes] == [("hidden-character", 2, 5)]


def test_a_lone_carriage_return_is_refused_because_editors_count_it_differently() -> None:
    assert codes(read_yaml, "a: b\rc: d\r") == ["hidden-character", "hidden-character"]
