"""Everything said about a decision, as data from which each form is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property

from attrs import field, frozen


@frozen
class Law:
    """A statement of the law by its id, with its page as people cite it."""

    id: str
    page: str


@frozen
class Sentence:
    """One thing said, with the rule that says it, its law and the note on how that is read."""

    text: str
    law: tuple[Law, ...] = ()
    rule: str = ""
    interpretation: str = ""


@frozen
class Question:
    """A fact that is missing: where it belongs in the record, what to ask, possible answers."""

    pointer: str
    ask: str
    answers: tuple[str, ...] = ()


@frozen
class Referral:
    """What only the registrar can settle: why, by which rules, and what is suggested."""

    why: str
    rules: tuple[Sentence, ...] = ()
    interpretation: str = ""
    suggests: str = ""


@frozen
class RuleTold:
    """A rule that bore an answer: its reason, its law and its reading, how sure its dates are."""

    id: str
    title: str
    because: str
    law: tuple[Law, ...]
    inferred_from: str = ""
    mistake: str = ""
    interpretation: str = ""


@frozen
class Overridden:
    """A rule that applied and did not prevail, and why not."""

    id: str
    title: str
    because: str
    why: str


@frozen
class Condition:
    """One part of a condition: how it came out, in whose words, and what was read for it."""

    mark: str
    source: str
    readings: tuple[str, ...] = ()
    parts: tuple[Condition, ...] = ()
    of: str = ""
    asked: str = ""
    joined: str = ""


@frozen
class Tried:
    """A rule that was tried, and how each part of its condition came out."""

    id: str
    title: str
    mark: str
    why: str
    conditions: tuple[Condition, ...] = ()


def no_rules() -> tuple[Tried, ...]:
    """Give no rules, where those that were tried are not told."""
    return ()


@frozen(slots=False)
class Reason:
    """
    One decision on the way: its question, its answer, and the rules that gave it.

    `applying` tells of the rules tried only those that apply.
    """

    decision: str
    label: str
    question: str
    answer: str
    is_settled: bool
    rules: tuple[RuleTold, ...] = ()
    overridden: tuple[Overridden, ...] = ()
    ruling: str = ""
    applying: tuple[Tried, ...] = ()
    try_all: Callable[[], tuple[Tried, ...]] = field(default=no_rules, eq=False, repr=False)

    @cached_property
    def tried(self) -> tuple[Tried, ...]:
        """Give every rule that was tried, gone through when first asked for."""
        return self.try_all()


@frozen
class OpenFlag:
    """A flag that a record carries or not, as the answers to some questions will say."""

    label: str
    questions: tuple[Question, ...]


@frozen
class Flags:
    """The flags of a crime's record: those that it carries, those still open, and the others."""

    carried: tuple[Sentence, ...]
    open: tuple[OpenFlag, ...]
    others: tuple[str, ...]


@frozen
class Cited:
    """A fact that an answer rests on, or a presumption that stands in for one, in words."""

    pointer: str
    label: str
    value: str
    is_assumed: bool = False
    law: tuple[Law, ...] = ()


@frozen
class Sufficient:
    """
    Facts that alone give the same answer, everything else forgotten.

    `is_minimal` says that none of them can be left out; otherwise they are sufficient only.
    """

    facts: tuple[Cited, ...]
    is_minimal: bool


@frozen
class Failed:
    """A rule that would have led there, and the first thing that stood in its way.

    `why` says what that was where it is not a condition alone; `read` is what was read, `needed`
    what it would have to be, `or_else` other conditions that would do as well and `besides` how
    many more of its conditions are not met; `through` are the decisions and definitions on the way
    from what was asked about to the condition, each with its answer; `alike` names other rules that
    the same stood in the way of.
    """

    rule: str
    title: str
    why: str = ""
    read: str = ""
    needed: str = ""
    or_else: tuple[str, ...] = ()
    besides: int = 0
    law: tuple[Law, ...] = ()
    through: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


@frozen
class WhyNot:
    """
    Why an answer, a class or a rule did not come about: the nearest misses first.

    `more` counts the rules that missed by more; `is_asked` is false where nobody asked about it and
    it is told because it was near.
    """

    what: str
    because: str
    failed: tuple[Failed, ...] = ()
    more: int = 0
    is_asked: bool = True


@frozen
class FactChange:
    """A fact as it stands in the record, or is assumed, and as it would have to be."""

    pointer: str
    label: str
    now: str
    then: str
    is_assumed: bool = False


@frozen
class LeadsTo:
    """Another answer, and the changes of facts each of which leads to it."""

    answer: str
    changes: tuple[tuple[FactChange, ...], ...]


@frozen
class WhatIf:
    """What would change an answer; each change was decided anew. `all_tried` says if all were."""

    answers: tuple[LeadsTo, ...]
    all_tried: bool


@frozen
class EditionTold:
    """What is decided by the rules of one day, and the rules that make it differ from before."""

    since: date
    answers: tuple[str, ...]
    differs_by: tuple[Sentence, ...] = ()
    is_own: bool = False


@frozen
class Moment:
    """What happened or was due then, and how that stands; `is_day` where no time is known."""

    at: datetime
    what: str
    remark: str = ""
    is_day: bool = False


@frozen
class ActionTold:
    """One thing to be done, answer first, and all that is to be said about it."""

    id: str
    about: str
    kind: str
    line: str
    verb: str
    what: str
    offence: str = ""
    by: datetime | None = None
    because: tuple[Sentence, ...] = ()
    gate: str = ""
    notes: tuple[Sentence, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    mistakes: tuple[str, ...] = ()
    assumed: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()
    possible: tuple[str, ...] = ()
    referrals: tuple[Referral, ...] = ()
    bounds: tuple[str, ...] = ()
    duties: tuple[Sentence, ...] = ()
    flags: Flags | None = None
    fails: tuple[Sentence, ...] = ()
    counted: tuple[Sentence, ...] = ()
    recorded: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    suffices: Sufficient | None = None
    why_not: tuple[WhyNot, ...] = ()
    what_if: WhatIf | None = None


@frozen
class ReportTold:
    """What one report, or something that became known, leads to."""

    id: str
    at: datetime
    edition: date
    actions: tuple[ActionTold, ...]


@frozen
class Outline:
    """Everything said about the decision for one incident."""

    incident: str
    force: str
    reports: tuple[ReportTold, ...]
    rulebook: str
    edition: date
    fingerprint: str
    supports: str
    covers: str
    strict: bool = False
    besides: tuple[str, ...] = ()
    compared: tuple[Mapping[str, object], ...] = ()
    editions: tuple[EditionTold, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def actions(self) -> tuple[ActionTold, ...]:
        """Give what is to be done after all reports, in order."""
        return tuple(action for report in self.reports for action in report.actions)
