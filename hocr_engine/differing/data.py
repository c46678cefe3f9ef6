"""A comparison of two rulebooks as data ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hocr_engine.differing.acceptance import Acceptance
from hocr_engine.differing.book_changes import Change
from hocr_engine.differing.model import Comparison, Difference, Outcome, Told
from hocr_engine.rulebook.model import Book

DIFFERENCES_FORMAT: Final = "hocr.differences.v1"

Data = dict[str, object]


def comparison_data(comparison: Comparison, acceptance: Acceptance) -> Data:
    """Give everything that a comparison found, in groups, lists and texts."""
    left = set(acceptance.left(comparison.differences))
    return {
        "format": DIFFERENCES_FORMAT,
        "old": _book(comparison.old),
        "new": _book(comparison.new),
        "rules": _changes(comparison.rules),
        "besides": _changes(comparison.others),
        "questions": [_outcome(one) for one in comparison.outcomes],
        "differences": [
            {**_difference(one), "accepted": one not in left} for one in comparison.differences
        ],
        "other_reasons": [_difference(one) for one in comparison.reasons],
    }


def _book(book: Book) -> Data:
    return {
        "title": book.title,
        "edition": book.edition.isoformat(),
        "fingerprint": book.fingerprint,
    }


def _changes(found: Iterable[Change]) -> list[Data]:
    return [
        {
            "what": one.what,
            "name": one.name,
            "how": one.how.value,
            "title": one.title,
            "parts": list(one.parts),
        }
        for one in found
    ]


def _outcome(one: Outcome) -> Data:
    return {
        "case": one.question,
        "ending": one.ending.value,
        "why": one.why or None,
        "only": one.only or None,
    }


def _difference(one: Difference) -> Data:
    return {
        "case": one.question,
        "about": one.about,
        "by": list(one.causes),
        "before": [_told(each) for each in one.before],
        "after": [_told(each) for each in one.after],
    }


def _told(one: Told) -> Data:
    return {
        "answer": one.exact,
        "words": one.words,
        "because": [{"label": label, "text": text} for label, text in one.because],
    }
