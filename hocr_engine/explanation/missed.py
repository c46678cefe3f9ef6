"""How a rule missed, in words: the way to it, what was read and what was needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from hocr_engine.decision.applying import act_day
from hocr_engine.decision.model import Finding
from hocr_engine.decision.relating import StepNames
from hocr_engine.explanation import why_not_messages as say
from hocr_engine.explanation.messages import ruled
from hocr_engine.explanation.needed import read_and_needed
from hocr_engine.explanation.outline import Failed
from hocr_engine.explanation.reasons import gave_way, laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.explanation.words import listed
from hocr_engine.feel.steps import Step
from hocr_engine.feel.types import Period
from hocr_engine.incident.linked import Linked
from hocr_engine.incident.model import FactRef
from hocr_engine.reconsidering.falling_short import Obstacle, Short
from hocr_engine.reconsidering.reaching import Miss, Station
from hocr_engine.reconsidering.unmet import Unmet
from hocr_engine.rulebook.model import Book, Word

MOST_NEEDED: Final = 3
MOST_OTHERS: Final = 2


@frozen(eq=False)
class Missed:
    """Words how rules missed; one speaker for each thing they are about."""

    book: Book
    speakers: dict[Linked, Speaker] = field(factory=dict)

    def speaker(self, subject: Linked) -> Speaker:
        """Give the words for a thing."""
        return self.speakers.setdefault(subject, Speaker(self.book, subject))

    def found(self, found: Finding, needed: str = "") -> str:
        """Give what a decision found, and what would have been needed."""
        decision = self.book.decisions[found.decision]
        speaker = self.speaker(found.subject)
        answers = [speaker.answer(decision, option) for option in found.options]
        told = say.found(decision.label, listed(answers, "or") or say.WAITS)
        return say.needing(told, needed) if needed else told

    def failed(self, miss: Miss) -> Failed:
        """Give how a rule missed: on what way it lay, what was read and what was needed."""
        short = miss.short
        speaker = self._of(short)
        why, read, needed = self._why(speaker, short)
        by_date = short.obstacle in (Obstacle.DATES, Obstacle.ACT_DATES)
        first = short.parts[0] if short.parts and needed and not by_date else None
        needed, others = _or_else(speaker, first, read, needed)
        return Failed(
            rule=short.rule.id,
            title=short.rule.title,
            why=why,
            read=read,
            needed=needed,
            or_else=others,
            besides=len(short.parts) - int(first is not None),
            law=laws(short.rule.law),
            through=(*self._stations(miss), *_within(speaker, first)),
        )

    def _of(self, short: Short) -> Speaker:
        if isinstance(short.names, StepNames) and short.names.against is not None:
            beside = {short.names.as_name: short.names.against}
            return Speaker(self.book, short.subject, beside=beside)
        return self.speaker(short.subject)

    def _stations(self, miss: Miss) -> Iterator[str]:
        """Give the decisions between what was asked about and the rule, each with its answer."""
        for station in miss.through[1:]:
            yield self.found(station.found, self._needed(station, miss))

    def _needed(self, station: Station, miss: Miss) -> str:
        """Give the answers of which a station needed one; of the last the one of the rule."""
        decision = self.book.decisions[station.found.decision]
        then, words = miss.short.rule.then, station.needed
        if station is miss.through[-1] and isinstance(then, Word) and then.word in words:
            words = (then.word,)
        if len(words) > MOST_NEEDED:
            return f"one of {len(words)} answers"
        speaker = self.speaker(station.found.subject)
        return listed((speaker.answer(decision, word) for word in words), "or")

    def _why(self, speaker: Speaker, short: Short) -> tuple[str, str, str]:
        """Give what stood in the way in a few words, what was read, and what was needed."""
        rule, world = short.rule, short.subject.world
        match short.obstacle:
            case Obstacle.DATES:
                return "", say.rules_of(world.on), say.a_day(*_days(self.book, short))
            case Obstacle.ACT_DATES:
                needed = say.a_day(rule.committed_from, rule.committed_until)
                return "", say.act_of(act_day(short.names)), needed
            case Obstacle.WAITS:
                return say.waits([asked(speaker, ref) for ref in short.awaits]), "", ""
            case Obstacle.RULED | Obstacle.NOT_SPOKEN:
                return self._by_another(short), "", ""
        return self._unmet(speaker, short)

    def _unmet(self, speaker: Speaker, short: Short) -> tuple[str, str, str]:
        why = self._beside(short)
        if not short.parts:
            return why, "", ""
        read, needed = read_and_needed(speaker, short.parts[0])
        return why, read, say.SAME if short.obstacle is Obstacle.NOT_THE_SAME else needed

    def _beside(self, short: Short) -> str:
        """Give what is to be said of a rule beside the part of it that is not as needed."""
        if short.obstacle is Obstacle.OTHER_ANSWER and short.found is not None:
            decision, speaker = self.book.decisions[short.found.decision], self._of(short)
            answer = listed((speaker.answer(decision, o) for o in short.found.options), "or")
            return say.works_out(answer)
        if short.obstacle is Obstacle.OVERRIDDEN:
            return self._by_another(short)
        if short.obstacle is Obstacle.EARLIER and short.by is not None:
            return say.first_in_topic(short.by.title)
        return {
            Obstacle.EXCEPTION: say.ITS_EXCEPTION,
            Obstacle.NOT_THE_SAME: say.NOT_THE_SAME,
            Obstacle.REQUIRED_HOLDS: say.REQUIRED_HOLDS,
            Obstacle.REQUIRED_FAILS: say.REQUIRED_FAILS,
        }.get(short.obstacle, "")

    def _by_another(self, short: Short) -> str:
        """Give by what a rule that applies gave no answer."""
        found = short.found
        if short.obstacle is Obstacle.RULED and found is not None:
            return ruled(found.ruling) if found.ruling else say.GIVEN
        if short.obstacle is Obstacle.OVERRIDDEN and found is not None:
            return say.despite(gave_way(self.book, short.rule, found))
        return say.NOT_SPOKEN


def _days(book: Book, short: Short) -> Period:
    """Give when a rule is in force, or the step that it is a rule of where that is not."""
    topic, on = book.topic_of_rule[short.rule.id], short.subject.world.on
    steps = (one for one in book.steps if one.id == topic.step and not one.in_force(on))
    step = next(steps, None)
    return (short.rule.since, short.rule.until) if step is None else (step.since, step.until)


def _or_else(
    speaker: Speaker, part: Unmet | None, read: str, needed: str
) -> tuple[str, tuple[str, ...]]:
    """Give what was needed with all that would do as well of the same fact, and what of others."""
    others = part.or_else[:MOST_OTHERS] if part is not None else ()
    told = [read_and_needed(speaker, one) for one in others]
    same = [other for fact, other in told if fact == read]
    rest = dict.fromkeys(say.needing(*one) for one in told if one[0] != read)
    return listed(dict.fromkeys((needed, *same)), "or"), tuple(rest)


def _within(speaker: Speaker, part: Unmet | None) -> Iterator[str]:
    """Give the definitions and elements gone into to find a part, each with how it came out."""
    for step in part.within if part is not None else ():
        told = _element(speaker, step) if step.bound else _opened(speaker, step)
        if told:
            yield told


def _element(speaker: Speaker, step: Step) -> str:
    """Give which element a condition speaks of; nothing where there is one of its kind alone."""
    kinds = speaker.book.vocabulary.kinds
    alone = [kinds[one.kind].label for _, one in step.bound if isinstance(one, Linked)]
    told = [speaker.value(element) for _, element in step.bound]
    return "" if told == alone else say.of_element(listed(told))


def _opened(speaker: Speaker, step: Step) -> str:
    assert step.read is not None
    assert isinstance(step.read.thing, Linked)
    thing = step.read.thing
    label = speaker.fact(FactRef(thing.kind, thing.id, step.read.name))
    return f"{label.removeprefix('that ')}: {speaker.value(step.value)}"


def asked(speaker: Speaker, ref: FactRef) -> str:
    """Give what a missing fact is called."""
    return speaker.fact(ref).removeprefix("that ")
