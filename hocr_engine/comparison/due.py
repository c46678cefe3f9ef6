"""What each action asks of the register, and which allegations and people it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum

from attrs import frozen

from hocr_engine.comparison.records import ALLEGATION
from hocr_engine.decision.entering import CRIME
from hocr_engine.decision.model import Action, ActionKind, Decision, Entered
from hocr_engine.decision.record import about, acts_of
from hocr_engine.incident.linked import Linked
from hocr_engine.rulebook.model import Book, DecisionKind


class Asks(Enum):
    """What an action asks of the register."""

    ENTRY = "an entry of its own"
    PART = "no entry, it counts with another"
    NOTHING = "no entry"
    REMOVAL = "that an entry be taken out"
    OPEN = "not decided"


_ASKS = {
    ActionKind.RECORD: Asks.ENTRY,
    ActionKind.PROMOTE: Asks.ENTRY,
    ActionKind.RECLASSIFY: Asks.ENTRY,
    ActionKind.ADD_TO: Asks.PART,
    ActionKind.REMOVAL_DUE: Asks.REMOVAL,
    ActionKind.NEEDS_FACTS: Asks.OPEN,
    ActionKind.REFER: Asks.OPEN,
}


@frozen(eq=False)
class Due:
    """
    One action with what it asks: `acts` are the allegations it is about, `counted` those of the
    crimes that count with it, `links` the people and things of its first allegation by their facts.
    """

    action: Action
    asks: Asks
    at: datetime
    acts: frozenset[str]
    counted: frozenset[str]
    links: Mapping[str, str]

    @property
    def is_change(self) -> bool:
        """Say whether it changes a record that stands already."""
        return self.action.before is not None

    @property
    def is_settled(self) -> bool:
        """Say whether the entry is known, with its class, and nothing could change it."""
        action = self.action
        is_open = action.missing or action.referrals or action.bounds
        return len(action.entered) == 1 and not is_open and self.is_bounded

    @property
    def is_bounded(self) -> bool:
        """Say whether the entries that the action names are all that it may come to."""
        if self.action.referrals or self.action.bounds:
            return False
        return all(one.class_ is not None for one in self.action.entered if one.enters == CRIME)

    @property
    def is_crime(self) -> bool:
        """Say whether it asks for the entry of a crime, be its class open."""
        return self.asks is Asks.ENTRY and self.action.is_crime

    def follows(self, earlier: Due) -> bool:
        """Say whether this changes, or settles later, what an earlier action entered."""
        now, then = self.action, earlier.action
        open_before = f"{now.id.rsplit('/', 1)[0]}/none"
        if then.id in (now.id, open_before):
            return True
        return now.before is not None and any(now.before is one for one in then.entered)


def dues_of(decision: Decision) -> tuple[Due, ...]:
    """Give what each action asks, in order; requests to change a record ask for no entry."""
    book = decision.book
    return tuple(
        _due(book, action, report.at)
        for report in decision.reports
        for action in report.actions
        if not _is_request(book, action)
    )


def _is_request(book: Book, action: Action) -> bool:
    decisions = (book.decisions[name].kind for name in action.findings)
    return any(kind is DecisionKind.REQUIREMENTS for kind in decisions)


def _due(book: Book, action: Action, at: datetime) -> Due:
    own = frozenset(acts_of(action.subject) or (about(book, action),))
    counted = {one for included in action.includes for one in _allegations(included.entered)}
    return Due(action, _asked(action), at, own, frozenset(counted) - own, _links(action))


def _asked(action: Action) -> Asks:
    if action.kind is ActionKind.NONE:
        return Asks.PART if action.is_crime or action.relations else Asks.NOTHING
    return _ASKS[action.kind]


def _allegations(entered: Entered) -> Iterator[str]:
    yield from acts_of(entered.candidate)
    above = entered.candidate.member(ALLEGATION)
    if isinstance(above, Linked):
        yield above.id


def _links(action: Action) -> dict[str, str]:
    above = action.subject.member(ALLEGATION)
    element = above.element if isinstance(above, Linked) else None
    facts = {} if element is None else element.facts
    return {name: value for name, value in facts.items() if isinstance(value, str)}
