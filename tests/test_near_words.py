"""The word that was probably meant, whatever its case, spaces and leading noughts."""

from __future__ import annotations

import pytest

from hocr_engine.near_words import MAX_COMPARED, did_you_mean, near_word

CODES = ("008/06", "008/60", "053/25", "053/55", "8N", "105A")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("53/25", "053/25"),
        ("053/025", "053/25"),
        ("053 / 25", "053/25"),
        ("8/6", "008/06"),
        ("8n", "8N"),
        ("105 a", "105A"),
        ("zzz", None),
    ],
)
def test_the_code_that_was_meant_is_found(written: str, meant: str | None) -> None:
    assert near_word(written, CODES) == meant


def test_among_very_many_words_one_is_found_only_by_its_plain_form() -> None:
    many = [f"{number:06}" for number in range(MAX_COMPARED + 1)]

    assert near_word("7", many) == "000007"
    assert near_word("7x", many) is None


@pytest.mark.parametrize(
    ("written", "label", "asked"),
    [
        ("this.occasions", "on how many occasions", "`this.occasions` (on how many occasions)"),
        ("victim", "the victim", "`victim`"),
        ('"assault"', "an assault", '`"assault"`'),
        ("count", "", "`count`"),
    ],
)
def test_a_label_that_only_repeats_the_word_is_left_out(
    written: str, label: str, asked: str
) -> None:
    assert did_you_mean(written, label) == f"did you mean {asked}?"
