"""What case files say: facts, answers given, answers expected, and how each case came out."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from attrs import field, frozen

from hocr_engine.decision.model import Finding
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.model import Incident
from hocr_engine.nodes import Scalar
from hocr_engine.rulebook.model import Rule
from hocr_engine.text import Span


@frozen
class Exactly:
    """One answer and nothing that could change it; a list for a decision that collects."""

    value: object


@frozen
class OneOfThese:
    """An answer that is still open between some."""

    values: tuple[object, ...]


@frozen
class Referred:
    """No answer: `to` is empty for a rule that refers, or says why or by which rule."""

    to: str = ""
    suggests: str | None = None


Answer: TypeAlias = Exactly | OneOfThese | Referred


@frozen
class Expected:
    """What a case expects of one decision."""

    decision: str
    answer: Answer
    at: Span = field(eq=False, repr=False)


@frozen
class Given:
    """An answer that a case takes for granted."""

    decision: str
    value: object
    at: Span = field(eq=False, repr=False)


@frozen
class Expectation:
    """What a case expects after one report: answers, failures, actions, duties, the deadline."""

    answers: tuple[Expected, ...]
    at: Span = field(eq=False, repr=False)
    report: str = ""
    allegation: str = ""
    candidate: str = ""
    fails: tuple[Scalar, ...] | None = None
    actions: tuple[Scalar, ...] | None = None
    told: tuple[Scalar, ...] | None = None
    flagged: tuple[Scalar, ...] | None = None
    by: Scalar | None = None

    @property
    def is_of_actions(self) -> bool:
        """Say whether something is expected of what is to be done, and not of answers alone."""
        of_actions = (self.actions, self.told, self.flagged, self.by)
        return any(one is not None for one in of_actions)


@frozen
class Case:
    """
    One worked case as read; `incident` is None where its facts cannot be read.

    `under` is the day whose rules decide it, where these are not the rules of its own reports.
    """

    name: str
    at: Span = field(eq=False, repr=False)
    on: date | None
    incident: Incident | None
    given: tuple[Given, ...]
    expectations: tuple[Expectation, ...]
    decided_by: tuple[Scalar, ...] = ()
    assumed: tuple[Scalar, ...] = ()
    missing: tuple[Scalar, ...] | None = None
    waiting: str = ""
    under: date | None = None


@frozen
class CaseFile:
    """The cases of one file."""

    name: str
    cases: tuple[Case, ...]


@frozen
class Shortfall:
    """One thing that came out otherwise than a case expects, drawn at its place."""

    expected: str
    got: str
    diagnostic: Diagnostic


@frozen(eq=False)
class CaseResult:
    """How a case came out: what fell short, and the findings that its expectations are about."""

    case: Case
    shortfalls: tuple[Shortfall, ...]
    findings: tuple[Finding, ...]
    counted: tuple[Rule, ...] = ()

    @property
    def passed(self) -> bool:
        """Say whether everything came out as expected."""
        return not self.shortfalls


@frozen(eq=False)
class FileResult:
    """How the cases of one file came out; those that wait for rules yet to come were not run."""

    name: str
    results: tuple[CaseResult, ...]
    waiting: tuple[Case, ...] = ()
