"""What is checked of a rulebook beyond its conditions: its law, its notes, its dates, its cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from hocr_engine.cases import messages as say
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.feel.syntax import Literal
from hocr_engine.rulebook.compiled.kept_book import rule_ids, with_parts
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from hocr_engine.rulebook.kept_law import law_ids
from hocr_engine.rulebook.law import NEITHER, Statement
from hocr_engine.rulebook.load import Draft, read_draft
from hocr_engine.rulebook.messages import UNKNOWN_RULE, unknown_law
from hocr_engine.rulebook.model import Book, DecisionKind, Rule, Topic
from hocr_engine.rulebook.not_encoded import NotEncoded
from hocr_engine.rulebook.read import CASES, HEAD_FILES, section_of
from hocr_engine.text import Span
from hocr_engine.vocabulary.model import Vocabulary

NOTES: Final = Path("docs") / "interpretations"
_NOTE: Final = re.compile(r"(\d{3})-.+\.md")


@frozen
class Review:
    """A rulebook as checked: what is wrong with it, and how many rules and cases were read."""

    book: Book | None
    mistakes: tuple[Diagnostic, ...]
    rules: int = 0
    cases: int = 0


def review(root: Path, within: str = "") -> Review:
    """
    Give everything wrong in a rulebook's folder, as far as one mistake does not hide another.

    `within` is a file or folder below it; of other files less is told then, or nothing.
    """
    draft = read_draft(root)
    mistakes = list(draft.mistakes)
    if draft.book is None:
        law = read_law_index(root, mistakes)
        read_left_out(root, mistakes)
        return Review(None, tuple(mistakes))
    if within and section_of(within) in ("", CASES) and within not in HEAD_FILES:
        topics = _within_of(draft.book, within)
        book = with_parts(draft.book, topics=topics, steps=(), vocabulary=Vocabulary({}, {}))
        mistakes += unknown_laws(book, law_ids(root))
    else:
        book, within = draft.book, ""
        law = read_law_index(root, mistakes)
        mistakes += unknown_laws(book, law)
        mistakes += wrongly_left_out(read_left_out(root, mistakes), book, law)
    mistakes += unknown_notes(book, root)
    cases = _cases(draft, book, root, within, mistakes) if draft.declared else 0
    wrong = any(mistake.severity is Severity.ERROR for mistake in draft.mistakes)
    rules = sum(len(rule_ids(topic)) for topic in draft.book.topics)
    return Review(None if wrong else draft.book, tuple(mistakes), rules, cases)


def _within_of(book: Book, within: str) -> tuple[Topic, ...]:
    return tuple(topic for topic in book.topics if f"{topic.id}.yaml".startswith(within))


def _cases(draft: Draft, book: Book, root: Path, within: str, mistakes: list[Diagnostic]) -> int:
    """Add what is wrong with the rules of a book and their cases; give how many cases there are."""
    mistakes += never_applying(book)
    assert draft.book is not None
    if within and section_of(within) != CASES and (root / within).is_file():
        return 0
    found: list[Diagnostic] = []
    # A check of one file of rules reads no case, and needs nothing that decides.
    from hocr_engine.cases.library import read_library  # noqa: PLC0415

    files = read_library(draft.book, root, found, topics=[within] if within else [])
    # A rule that a case names may stand in a file that cannot be read.
    mistakes += (each for each in found if draft.whole or each.code != UNKNOWN_RULE)
    return sum(len(file.cases) for file in files)


def unknown_laws(book: Book, law: Collection[str]) -> Iterator[Diagnostic]:
    """Give each id that a rule, definition or presumption cites and the law index does not have."""
    for cited, at in _cited(book):
        if cited not in law:
            yield unknown_law(cited, law, at)


def _cited(book: Book) -> Iterator[tuple[str, Span]]:
    for rule in book.rule.values():
        yield from zip(rule.law, rule.law_at or (rule.at,) * len(rule.law), strict=False)
    for step in book.steps:
        yield from zip(step.law, step.law_at, strict=True)
    for definition in book.vocabulary.definitions:
        yield from ((cited, definition.at) for cited in definition.law)
    for kind in book.vocabulary.kinds.values():
        presumed = [kind.presume_none, *(fact.presume for fact in kind.facts.values())]
        for presumption in presumed:
            if presumption is not None:
                yield from ((cited, presumption.at) for cited in presumption.law)


def wrongly_left_out(
    left_out: tuple[NotEncoded, ...], book: Book, law: Mapping[str, Statement]
) -> Iterator[Diagnostic]:
    """Give each statement left out that is unknown, repeated, no law to carry, or carried."""
    from hocr_engine.cases.law_coverage import citations  # noqa: PLC0415

    cited = citations(book)
    first: dict[str, Span] = {}
    for one in left_out:
        if not one.law:
            continue
        if one.law not in law:
            yield unknown_law(one.law, law, one.at)
        elif one.law in first:
            yield say.left_out_twice(one.law, one.at, first[one.law])
        elif law[one.law].encode == NEITHER:
            yield say.left_out_needlessly(one.law, one.at, law[one.law].at)
        elif one.law in cited:
            yield say.left_out_and_cited(one.law, cited[one.law], one.at)
        first.setdefault(one.law, one.at)


def unknown_notes(book: Book, root: Path) -> Iterator[Diagnostic]:
    """Give each rule that names a note on how the law is read which is not among the notes."""
    folder = root.resolve().parent / NOTES
    if not folder.is_dir():
        return
    names = (_NOTE.fullmatch(path.name) for path in folder.iterdir())
    known = {name[1] for name in names if name}
    for rule in book.rule.values():
        for number in rule.readings:
            if number not in known:
                yield say.unknown_interpretation(number, rule.at)


def never_applying(book: Book) -> Iterator[Diagnostic]:
    """Give each rule that its dates, or a rule above that always applies, keep from applying."""
    for topic in book.topics:
        for number, rule in enumerate(topic.rules):
            if rule.until and rule.committed_from and rule.until <= rule.committed_from:
                why = "it ends before the acts that it reaches can be done"
                yield say.never_applies(rule.id, why, rule.at)
            above = _above(book, topic, number)
            if above is not None:
                why = f"`{above.id}` above it applies whenever it could"
                yield say.never_applies(rule.id, why, rule.at)


def _above(book: Book, topic: Topic, number: int) -> Rule | None:
    """Give the rule above that always applies first, where the first that applies decides."""
    kind = book.decisions[topic.decision].kind
    rule = topic.rules[number]
    if topic.each_counts or kind is DecisionKind.REQUIREMENTS or rule.then is None:
        return None
    return next((other for other in topic.rules[:number] if _covers(other, rule)), None)


def _covers(other: Rule, rule: Rule) -> bool:
    always = isinstance(other.when, Literal) and other.when.value is True
    if not always or other.unless is not None or other.then is None:
        return False
    reports = _within(rule.since, rule.until, other.since, other.until)
    acts = _within(
        rule.committed_from, rule.committed_until, other.committed_from, other.committed_until
    )
    return reports and acts


def _within(
    start: date | None, end: date | None, outer_start: date | None, outer_end: date | None
) -> bool:
    begins = outer_start is None or (start is not None and outer_start <= start)
    return begins and (outer_end is None or (end is not None and end <= outer_end))
