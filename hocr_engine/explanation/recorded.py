"""What the force recorded set beside the decision, in words; it never changes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from hocr_engine.comparison import Compared, Comparison, Recorded
from hocr_engine.decision.entering import INCIDENT
from hocr_engine.decision.model import Action, Decision
from hocr_engine.explanation import comparison_messages as say
from hocr_engine.explanation.counted import relation_told
from hocr_engine.explanation.headline import NO_CRIME, named
from hocr_engine.explanation.words import day, harmless, length, listed
from hocr_engine.rulebook.model import Book

Written = Mapping[Action | None, tuple[str, ...]]

MOST_RULES = 3
_NOT_RECORDED_SO = (Compared.WRONG_CLASS, Compared.WRONG_CODE, Compared.DUPLICATE)


def written(decision: Decision, comparisons: Iterable[Comparison]) -> Written:
    """
    Give for each action what is to be said of what the force recorded.

    Under None stands what is about no action at all.
    """
    found: dict[Action | None, tuple[str, ...]] = {}
    for one in comparisons:
        told = tuple(_lines(decision.book, one))
        if told:
            found[one.should] = (*found.get(one.should, ()), *told)
    return found


def _lines(book: Book, one: Comparison) -> Iterator[str]:
    """Give what is said of one finding: as what it turns out, what was recorded, why not so."""
    if one.kind is Compared.TOLD_ELSEWHERE:
        if one.against is not None:
            yield say.told_with(one.against.line)
        return
    if one.kind is Compared.NOTHING_DUE and one.record is None:
        return
    parts = [_what(book, one), *timeliness(one), *_because(book, one)]
    yield f"{lead(one)}: {', '.join(parts)}"
    if one.kind in _NOT_RECORDED_SO:
        yield from _why_not(book, one)
    if one.mistakes:
        yield say.like_the_mistake(_mistakes(one))


def lead(one: Comparison) -> str:
    """Give as what a finding turns out, in a few words."""
    if one.kind is Compared.SHOULD_BE_REPORTED and one.should is not None:
        return say.should_be(listed((entered.entry for entered in one.should.entered), "or"))
    if one.kind is Compared.SHOULD_NOT_BE_REPORTED and one.record is not None:
        return say.should_not_be(harmless(one.record.entry))
    if one.kind is Compared.WRONG_CODE and one.record is not None and one.record.is_crime:
        return say.RIGHT_CLASS_WRONG_CODE
    return one.kind.value


def _what(book: Book, one: Comparison) -> str:
    """Give what was recorded, or that nothing was, and what stands instead."""
    if one.record is not None:
        return say.recorded_as(entry_recorded(book, one.record), _when(one.record))
    if one.other is not None:
        return say.stands(entry_recorded(book, one.other), _when(one.other))
    if (
        one.kind is Compared.NOT_CHANGED
        and one.action is not None
        and one.action.before is not None
    ):
        return say.stands(named(book, one.action.before), "")
    return say.NOTHING_RECORDED


def entry_recorded(book: Book, record: Recorded) -> str:
    """Give what the force recorded as people name it."""
    if not record.entry:
        return say.NOT_GIVEN
    code = f" ({harmless(record.code)})" if record.code else ""
    answer = book.making["entry"].answer(record.entry)
    if answer is None or answer.enters != INCIDENT:
        return harmless(record.entry) + code
    return answer.label.removesuffix(f", {NO_CRIME}") + code


def _when(record: Recorded) -> str:
    return f"{record.at:%Y-%m-%d %H:%M}" if record.at else ""


def timeliness(one: Comparison) -> Iterator[str]:
    """Give whether the entry was in time; one that is wrong is told only where it was late too."""
    if one.over is None or one.kind in (Compared.CANNOT_SAY, Compared.WRONG_FORCE):
        return
    if one.over > timedelta(0):
        yield say.late_by(length(one.over))
    elif one.kind in (Compared.RIGHT, Compared.CONSISTENT):
        yield say.IN_TIME


def _because(book: Book, one: Comparison) -> Iterator[str]:
    """Give in a few words why a finding is what it is, where the action does not say it."""
    match one.kind:
        case Compared.SHOULD_NOT_BE_REPORTED:
            crime = one.should is not None and one.should.is_crime
            yield say.ENOUGH_KNOWN if crime else say.NO_ENTRY_DUE
        case Compared.WRONG_FORCE if one.record is not None:
            yield say.by_force(harmless(one.record.force))
        case Compared.CANNOT_SAY:
            yield _why_open(one)
    if one.record is not None and one.other is not None:
        repeats = one.kind is Compared.DUPLICATE
        entry, when = entry_recorded(book, one.other), _when(one.other)
        yield say.repeats(entry, when) if repeats else say.put_right(entry, when)


def _why_open(one: Comparison) -> str:
    if one.bound is not None:
        return say.past_the_bound(one.bound.what)
    if one.record is not None and not one.record.entry:
        return say.ENTRY_NOT_SAID
    if one.should is None:
        return say.NO_ALLEGATION if one.record and not one.record.allegation else say.NOT_REPORTED
    if one.questions:
        return say.FACTS_MISSING
    return say.FOR_THE_REGISTRAR if one.should.referrals else say.NOT_TOLD


def _why_not(book: Book, one: Comparison) -> Iterator[str]:
    """Give why what was recorded was not to be recorded so, as far as can be said now."""
    why, record, action = one.why_not, one.record, one.should
    if why is None or record is None or action is None:
        return
    name = entry_recorded(book, record)
    if why.merged is not None:
        yield say.counts_with(name, relation_told(book, why.merged).text)
        return
    if why.listed is False:
        yield say.not_listed(harmless(record.entry), day(action.subject.world.on))
    if one.kind is Compared.DUPLICATE:
        return
    if why.overridden:
        yield say.gave_way(name, _titles([rule.title for rule in why.overridden]))
    if why.not_applying:
        yield say.not_applying(name, _titles([rule.title for rule in why.not_applying]))


def _mistakes(one: Comparison) -> str:
    named = [f"{rule.mistake} ({rule.id.split('/')[0]})" for rule in one.mistakes[:MOST_RULES]]
    return listed(named, "or of")


def _titles(titles: Sequence[str]) -> str:
    told = tuple(dict.fromkeys(titles))
    shown = [f"“{title}”" for title in told[:MOST_RULES]]
    left = len(told) - len(shown)
    return listed([*shown, *([f"{left} more"] if left else [])])
