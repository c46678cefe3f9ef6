"""Why not: what an answer or a rule missed by, with what was read and what was needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from hocr_engine.decision.model import Action, Decision
from hocr_engine.decision.record import acts_of
from hocr_engine.explanation import why_not_messages as say
from hocr_engine.explanation.counted import relation_told
from hocr_engine.explanation.headline import headline
from hocr_engine.explanation.missed import Missed, asked
from hocr_engine.explanation.more import More
from hocr_engine.explanation.outline import Failed, WhyNot
from hocr_engine.explanation.phrases import named as named_rule
from hocr_engine.explanation.words import listed
from hocr_engine.incident.model import Element
from hocr_engine.reconsidering.falling_short import Obstacle
from hocr_engine.reconsidering.naming import Named, NamedAnswer, NamedRules, named
from hocr_engine.reconsidering.why_not import State, Why, nearest_others, why_not
from hocr_engine.rulebook.model import Book, DecisionKind, Word
from hocr_engine.vocabulary.model import FactType

MOST_TOLD: Final = 3
MOST_WORDED: Final = 8


def why_nots(decision: Decision, action: Action, more: More) -> tuple[WhyNot, ...]:
    """
    Give why not what is asked for by name, and where wanted what came nearest.

    A name that the rulebook does not have is left out, and so is one that concerns another action.
    """
    teller = _Teller(decision.book, Missed(decision.book))
    meant = [one for name in more.why_not if (one := named(decision.book, name)) is not None]
    asked = [(one, why_not(decision, action, one)) for one in meant]
    told = [teller.told(action, why, one) for one, why in asked if _concerns(decision, why, one)]
    near = nearest_others(decision, action, MOST_TOLD) if more.nearest else ()
    return (*told, *map(teller.near, near))


def _concerns(decision: Decision, why: Why, meant: Named) -> bool:
    """Say whether a name is to be told of here: asked about here, or nowhere."""
    if why.state is not State.NOT_ASKED:
        return True
    every = (why_not(decision, one, meant) for one in decision.actions)
    return all(one.state is State.NOT_ASKED for one in every)


@frozen(eq=False)
class _Teller:
    """Words why not, by a book."""

    book: Book
    missed: Missed

    def told(self, action: Action, why: Why, meant: Named) -> WhyNot:
        what = self._what(meant)
        most = [miss for miss in why.misses if why.state is State.FAILED]
        # Of what a request fails all must be otherwise, so that all of it is told.
        all_of = any(miss.short.obstacle is Obstacle.REQUIRED_FAILS for miss in most)
        worded = [self.missed.failed(miss) for miss in (most if all_of else most[:MOST_WORDED])]
        told = self._together(worded, len(most) if all_of else MOST_TOLD)
        more = len(most) - sum(1 + len(one.alike) for one in told)
        because = "; ".join(filter(None, (*self._dates(meant), self._because(action, why))))
        return WhyNot(what, because, told, more)

    def _dates(self, meant: Named) -> Iterator[str]:
        """Give the days that a list has beside a word, other than those by which it is listed."""
        if isinstance(meant, NamedRules):
            return
        row = self._row(meant)
        if row is None:
            return
        kind = self.book.vocabulary.kinds[row.kind]
        for fact in kind.facts.values():
            on = row.facts.get(fact.name)
            is_listing = fact.name in (kind.listed_from, kind.listed_until)
            if fact.type is FactType.DATE and isinstance(on, date) and not is_listing:
                yield say.dated(fact.label, on)

    def _row(self, meant: NamedAnswer) -> Element | None:
        return self.book.rows.get(meant.decisions[0].answers_of or "", {}).get(meant.word)

    def _together(self, failed: Sequence[Failed], most: int) -> tuple[Failed, ...]:
        """Give the nearest misses, with those that the same stood in the way of named together."""
        ways: dict[tuple[object, ...], list[Failed]] = {}
        for one in failed:
            way = (one.why, one.read, one.needed, one.or_else, one.through)
            ways.setdefault(way, []).append(one)
        told = list(ways.values())[:most]
        return tuple(
            evolve(first, alike=tuple(named_rule(one.rule, one.title) for one in others))
            for first, *others in told
        )

    def near(self, why: Why) -> WhyNot:
        """Give why not an answer that came near, by the one rule that came nearest."""
        first, decision = why.misses[0], why.decision
        then = first.short.rule.then
        own = (then.word,) if isinstance(then, Word) else ()
        words: tuple[str, ...] = first.through[0].needed if first.through else own
        speaker = self.missed.speaker(why.names.subject)
        told = [speaker.answer(decision, word) for word in words] if decision is not None else []
        return WhyNot(listed(told, "or"), "", (self.missed.failed(first),), is_asked=False)

    def _what(self, meant: Named) -> str:
        if isinstance(meant, NamedRules):
            return say.rule(meant.rules[0].title, meant.name)
        decision = meant.decisions[0]
        known = decision.answer(meant.word)
        if known is not None:
            return say.word(known.label)
        row = self._row(meant)
        title = None if row is None else row.facts.get("title")
        return f"{meant.word} {title}" if isinstance(title, str) else meant.word

    def _because(self, action: Action, why: Why) -> str:
        speaker = self.missed.speaker(why.names.subject)
        match why.state:
            case State.IS:
                return self._is(why)
            case State.OPEN:
                asks = [asked(speaker, ref) for ref in why.awaits]
                return say.open_for(asks, is_referred=bool(action.referrals))
            case State.ELSEWHERE:
                return say.elsewhere(_about(self.book, one) for one in why.others)
            case State.COUNTED:
                told = [*why.relations, *(one for one in action.relations if one.takes_away)]
                return say.counted(relation_told(self.book, told[0]).text)
            case State.NOT_LISTED:
                return say.listed_only(*why.listed)
            case State.NOT_ASKED:
                return say.not_asked(self._question(why), sets=_sets_two(why))
            case State.NO_RULE:
                return say.NO_RULE
        return "" if why.found is None else self.missed.found(why.found)

    def _question(self, why: Why) -> str:
        return why.decision.question if why.decision is not None else ""

    def _is(self, why: Why) -> str:
        if why.relations:
            return f"{say.RULE_APPLIES}: {relation_told(self.book, why.relations[0]).text}"
        if why.misses:
            short = why.misses[0].short
            reason = self.missed.speaker(short.subject).rule(short.rule)
            return f"{say.RULE_APPLIES}: {reason}".removesuffix(": ")
        return say.is_answer(self._question(why))


def _sets_two(why: Why) -> bool:
    return why.decision is not None and why.decision.kind is DecisionKind.STEPS


def _about(book: Book, action: Action) -> str:
    told = headline(book, action)
    return f"{', '.join(acts_of(action.subject)) or action.id} ({told.verb} {told.what})"
