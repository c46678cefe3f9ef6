"""The document of mistakes: each condition is told what the document says, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.feel import types
from hocr_engine.feel.check import check_condition
from hocr_engine.feel.reading import read
from hocr_engine.text import Source, whole

DOCUMENT = Path(__file__).with_name("mistakes.md")
MARK = re.compile(r'\s+# error: \[([a-z-]+)\] "((?:[^#]|#(?! error))*)"(?=\s+# error|$)')

PERSON = types.ThingType("person")
SCOPE = types.Scope(
    names={
        "victim": PERSON,
        "suspect": types.Nullable(PERSON),
        "conduct": types.ThingType("conduct"),
        "people": types.ListOf(PERSON),
        "ages": types.ListOf(types.NUMBER),
        "level": types.Nullable(types.NUMBER),
        "loud": types.Nullable(types.BOOLEAN),
        "place": types.Nullable(types.Words(("home", "street", "school"))),
        "notes": types.Nullable(types.TEXT),
    },
    things={
        "person": {
            "age": types.NUMBER,
            "sex": types.Words(("female", "male"), labels={"female": "a girl or woman"}),
            "name": types.TEXT,
            "born": types.DATE,
            "injured": types.BOOLEAN,
            "friends": types.ListOf(PERSON),
        },
        "conduct": {
            "occasions": types.NUMBER,
            "first": types.DATE,
            "heard_at": types.DATE_AND_TIME,
        },
    },
    member_labels={
        "person": {"age": "the age in years"},
        "conduct": {"occasions": "number of occasions on which the conduct happened"},
    },
)


def blocks() -> list[str]:
    """Give the conditions of the document, with their marks."""
    found = re.findall(r"(?:^    .*\n)+", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    return ["\n".join(line[4:] for line in block.splitlines()) for block in found]


def mistakes_in(condition: str) -> tuple[Diagnostic, ...]:
    """Give what is wrong with a condition, in its text or in its meaning."""
    tree, mistakes = read(whole(Source(condition)))
    meant = () if tree is None else check_condition(tree, SCOPE)
    return in_reading_order([*mistakes, *meant])


@pytest.mark.parametrize("block", blocks())
def test_the_author_of_a_mistake_is_told_what_the_document_says(block: str) -> None:
    expected = [
        (number, *mark)
        for number, line in enumerate(block.splitlines(), 1)
        for mark in MARK.findall(line)
    ]
    condition = "\n".join(MARK.sub("", line) for line in block.splitlines())

    found = mistakes_in(condition)

    assert [(number, code) for number, code, _ in expected] == [
        (each.at.line, each.code) for each in found
    ]
    for (_, _, text), each in zip(expected, found, strict=True):
        assert text in f"{each.message}\n{each.help}"


@pytest.mark.parametrize("block", blocks())
def test_a_sentence_to_the_author_is_lower_case_and_has_no_full_stop(block: str) -> None:
    condition = "\n".join(MARK.sub("", line) for line in block.splitlines())

    for each in mistakes_in(condition):
        assert not each.message.endswith(".")
        assert not each.help.endswith(".")
        assert each.message[0].islower() or each.message[0] == "`"
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", each.code)


def test_a_pattern_that_is_too_long_is_refused_at_its_place() -> None:
    (told,) = mistakes_in(f'matches(victim.name, "{"a" * 1_001}")')

    assert (told.code, told.at.start) == ("too-large", len("matches(victim.name, "))
