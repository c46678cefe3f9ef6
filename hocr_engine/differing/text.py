"""A comparison of two rulebooks as lines that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import evolve, field, frozen

from hocr_engine.differing.acceptance import Acceptance
from hocr_engine.differing.book_changes import How
from hocr_engine.differing.model import NEW, OLD, Comparison, Difference, Ending, Outcome, Told
from hocr_engine.explanation.layout import Line, Piece, Tone, wrapped
from hocr_engine.explanation.words import counted, harmless, listed
from hocr_engine.rulebook.model import Book

EMPTY: Final[Line] = (Piece(""),)
MOST_NAMED: Final = 30
MOST_CASES: Final = 10
CHANGE: Final = 17
SIDE: Final = 9
RULE: Final = "rule"
NOTHING: Final = Told("", "nothing")


@frozen
class Form:
    """
    How much is shown, and how wide; `reasons` shows what is decided alike by other rules.

    `old` and `new` are the folders as the reader named them.
    """

    width: int
    old: str = ""
    new: str = ""
    whole: bool = field(default=False, kw_only=True)
    reasons: bool = field(default=False, kw_only=True)

    def most(self, bound: int) -> int | None:
        """Give how many of something are shown."""
        return None if self.whole else bound


def lines(comparison: Comparison, acceptance: Acceptance, form: Form) -> Iterator[Line]:
    """Give what differs: in the books, in the decisions by what made the difference, in all."""
    yield from wrapped(_book(comparison.old, form.old), form.width, 0, label="old")
    yield from wrapped(_book(comparison.new, form.new), form.width, 0, label="new")
    yield from _changes(comparison, form)
    for causes, found in comparison.by_cause().items():
        yield EMPTY
        yield from _group(comparison, causes, found, acceptance, form)
    if form.reasons and comparison.reasons:
        yield EMPTY
        yield from wrapped("Decided alike by other rules", form.width, 0, tone=Tone.ANSWER)
        yield from _cases(comparison.reasons, acceptance, form)
    for title, outcomes in _besides(comparison):
        yield EMPTY
        yield from _named(title, outcomes, form)
    yield EMPTY
    for text in summary(comparison, acceptance):
        yield from wrapped(text, form.width, 0, tone=Tone.ANSWER)


def _book(book: Book, folder: str) -> str:
    return f"{folder}: {book.title}, edition {book.edition}"


def _changes(comparison: Comparison, form: Form) -> Iterator[Line]:
    told = [one for one in comparison.rules if form.whole or one.bears]
    told += [one for one in comparison.others if one.what != "statement" and one.bears]
    yield EMPTY
    for one in told[: form.most(MOST_NAMED)]:
        label = f"{one.how.value} {one.what}"
        text = f"{one.name}  {one.title}".rstrip()
        parts = f": {', '.join(one.parts)}" if one.parts else ""
        yield from wrapped(f"{text}{parts}", form.width, 2, label=label.ljust(CHANGE))
    yield from _more(len(told), MOST_NAMED, form)
    yield from wrapped(_tally(comparison), form.width, 0)


def _tally(comparison: Comparison) -> str:
    """Give how many things of each kind are new, removed, changed or reworded."""
    counts = Counter((one.what, one.how) for one in (*comparison.rules, *comparison.others))
    kinds = dict.fromkeys((RULE, *(what for what, _ in counts)))
    told = []
    for what in kinds:
        hows = [f"{counts[what, how]} {how.value}" for how in How if counts[what, how]]
        told += [f"{what}: {', '.join(hows)}"] if hows else []
    return "; ".join(told) or "The two rulebooks say the same."


def _group(
    comparison: Comparison,
    causes: tuple[str, ...],
    found: Sequence[Difference],
    acceptance: Acceptance,
    form: Form,
) -> Iterator[Line]:
    by = listed(_cause(comparison, one) for one in causes)
    head = f"{counted(len(found), 'decision changes', 'decisions change')} by {by}"
    yield from wrapped(head, form.width, 0, tone=Tone.ANSWER)
    yield from _cases(found, acceptance, form)


def _cause(comparison: Comparison, name: str) -> str:
    how = next((one.how.value for one in comparison.rules if one.name == name), "")
    rule = comparison.new.rule.get(name) or comparison.old.rule.get(name)
    return name if rule is None else f"{name} “{rule.title}” ({how})"


def _cases(found: Sequence[Difference], acceptance: Acceptance, form: Form) -> Iterator[Line]:
    left = set(acceptance.left(found))
    # What nobody has accepted is what somebody must look at.
    ordered = sorted(found, key=lambda one: one not in left)
    for one in ordered[: form.most(MOST_CASES)]:
        accepted = "" if one in left or one.is_reason else "  accepted"
        yield from wrapped(f"{harmless(one.question)}{accepted}", form.width, 2, tone=Tone.LABEL)
        yield from wrapped(harmless(one.about), form.width, 4, tone=Tone.ASIDE)
        yield from _side("before", one.before, form)
        yield from _side("after", one.after, form)
    yield from _more(len(found), MOST_CASES, form)


def _side(label: str, told: Iterable[Told], form: Form) -> Iterator[Line]:
    for one, number in (Counter(told) or Counter((NOTHING,))).items():
        times = f" ({number} times)" if number > 1 else ""
        yield from wrapped(f"{harmless(one.words)}{times}", form.width, 4, label=label.ljust(SIDE))
        for kind, text in one.because:
            yield from wrapped(harmless(text), form.width, 6, label=kind, tone=Tone.ASIDE)


def _more(count: int, bound: int, form: Form) -> Iterator[Line]:
    most = form.most(bound)
    if most is not None and count > most:
        yield from wrapped(f"and {count - most} more; --all shows them", form.width, 2)


def _besides(comparison: Comparison) -> Iterator[tuple[str, Sequence[Outcome]]]:
    """Give what is told besides the differences, where there is any of it."""
    ending, outcomes = comparison.ending, comparison.outcomes
    told: tuple[tuple[str, Sequence[Outcome]], ...] = (
        ("Decided by the new rules only", ending(Ending.NEW_ONLY)),
        ("Decided by neither", ending(Ending.NEITHER)),
        ("Only in the old rules’ folder", [_bare(one) for one in outcomes if one.only == OLD]),
        ("Only in the new rules’ folder", [_bare(one) for one in outcomes if one.only == NEW]),
    )
    yield from ((title, found) for title, found in told if found)


def _bare(outcome: Outcome) -> Outcome:
    return evolve(outcome, why="")


def _named(title: str, found: Sequence[Outcome], form: Form) -> Iterator[Line]:
    yield from wrapped(f"{title} ({len(found)})", form.width, 0, tone=Tone.ANSWER)
    for one in found[: form.most(MOST_CASES)]:
        why = f": {one.why}" if one.why else ""
        yield from wrapped(harmless(f"{one.question}{why}"), form.width, 2)
    yield from _more(len(found), MOST_CASES, form)


def summary(comparison: Comparison, acceptance: Acceptance) -> Iterator[str]:
    """Give the counts: of what was asked, and of what differs."""
    asked = counted(len(comparison.outcomes), "question")
    proved, same, unlike = (
        len(comparison.ending(one)) for one in (Ending.PROVED, Ending.SAME, Ending.DIFFERS)
    )
    undecided = f"{proved} not decided, as nothing that bears on them differs"
    yield f"{asked}: {undecided}; {same} decided alike, {unlike} otherwise"
    differences = comparison.differences
    left = len(acceptance.left(differences))
    changed = counted(len(differences), "decision changes", "decisions change")
    yield f"{changed}: {len(differences) - left} accepted, {left} not"
    if comparison.reasons:
        yield f"{counted(len(comparison.reasons), 'answer')} the same by other rules"
