"""The mistakes that the rules correct, each with its rule, its law and a case, for training."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from hocr_engine.explanation import phrases as say
from hocr_engine.explanation.layout import Line, Piece, Tone, wrapped
from hocr_engine.explanation.markdown import escaped
from hocr_engine.explanation.outline import Law
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.words import capital, counted
from hocr_engine.publishing.shelf import Shelf, place
from hocr_engine.rulebook.model import Rule, Topic

LABEL_INDENT = 6


@frozen
class CaseNamed:
    """A worked case by its name, and where it stands."""

    name: str
    place: str


@frozen
class MistakeTold:
    """A mistake, the rule that corrects it with its law, and a case that this rule decides."""

    mistake: str
    rule: str
    title: str
    law: tuple[Law, ...]
    case: CaseNamed | None


@frozen
class TopicTold:
    """The mistakes that the rules of one topic correct."""

    title: str
    mistakes: tuple[MistakeTold, ...]


@frozen
class QuestionTold:
    """The mistakes that are made over one question, topic by topic."""

    question: str
    topics: tuple[TopicTold, ...]


def mistakes_told(shelf: Shelf) -> tuple[QuestionTold, ...]:
    """Give the mistakes that the rules of a shelf correct, in the order of its decisions."""
    found = []
    for decision in shelf.book.decisions.values():
        topics = (_topic(shelf, topic) for topic in shelf.book.topics_of.get(decision.id, ()))
        told = tuple(topic for topic in topics if topic.mistakes)
        if told:
            found.append(QuestionTold(decision.question, told))
    return tuple(found)


def _topic(shelf: Shelf, topic: Topic) -> TopicTold:
    """Give the mistakes of a topic; the rows of a table have theirs in common."""
    told: dict[tuple[str, str], MistakeTold] = {}
    for rule in topic.rules:
        if rule.mistake and not shelf.is_past(rule.since, rule.until):
            one = _mistake(shelf, rule)
            known = told.setdefault((one.mistake, one.rule), one)
            told[one.mistake, one.rule] = one if known.case is None else known
    return TopicTold(topic.title, tuple(told.values()))


def _mistake(shelf: Shelf, rule: Rule) -> MistakeTold:
    found = shelf.cases_of(rule)
    return MistakeTold(
        mistake=rule.mistake,
        rule=rule.id.split("/")[0],
        title=rule.title,
        law=laws(rule.law),
        case=CaseNamed(found[0][1].name, place(*found[0])) if found else None,
    )


def how_many(told: tuple[QuestionTold, ...]) -> str:
    """Give how many mistakes there are, in words."""
    count = sum(len(topic.mistakes) for one in told for topic in one.topics)
    return counted(count, "mistake that a rule corrects", "mistakes that rules correct")


def mistake_lines(told: tuple[QuestionTold, ...], width: int) -> Iterator[Line]:
    """Give the mistakes as lines for a screen."""
    for one in told:
        yield from wrapped(one.question, width, 0, tone=Tone.ANSWER)
        for topic in one.topics:
            yield from wrapped(topic.title, width, 2, tone=Tone.LABEL)
            for mistake in topic.mistakes:
                yield from _lines(mistake, width)
        yield (Piece(""),)
    yield from wrapped(how_many(told), width, 0, tone=Tone.ASIDE)


def _lines(one: MistakeTold, width: int) -> Iterator[Line]:
    yield from wrapped(one.mistake, width, 4)
    rule = f"{say.named(one.rule, one.title)} {say.pages(one.law)}".rstrip()
    yield from wrapped(rule, width, LABEL_INDENT, label="rule", tone=Tone.ASIDE)
    if one.case is not None:
        case = f"{one.case.name} ({one.case.place})"
        yield from wrapped(case, width, LABEL_INDENT, label="case", tone=Tone.ASIDE)


def mistakes_markdown(told: tuple[QuestionTold, ...]) -> str:
    """Give the mistakes as Markdown, for training packs."""
    lines = ["# Mistakes that the rules correct", ""]
    for one in told:
        lines += [f"## {escaped(one.question)}", ""]
        for topic in one.topics:
            lines += [f"### {escaped(topic.title)}", ""]
            lines += [line for mistake in topic.mistakes for line in _items(mistake)]
            lines.append("")
    return "\n".join([*lines, f"{how_many(told)}."]) + "\n"


def _items(one: MistakeTold) -> Iterator[str]:
    yield f"- **{escaped(capital(one.mistake))}**"
    pages = say.pages(one.law)
    yield f"  - rule: {escaped(one.title)} (`{one.rule}`) {escaped(pages)}".rstrip()
    if one.case is not None:
        yield f"  - case: {escaped(one.case.name)} (`{one.case.place}`)"
