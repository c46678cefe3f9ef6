"""Running cases: the answers of each report's moment held against what the case expects."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from hocr_engine.cases import messages as say
from hocr_engine.cases.compare import (
    agrees,
    answer_in_words,
    finding_in_words,
    value_in_words,
)
from hocr_engine.cases.model import (
    Case,
    CaseFile,
    CaseResult,
    Expectation,
    FileResult,
    Shortfall,
)
from hocr_engine.cases.stage import NoSubjectError, Stage, stage_at
from hocr_engine.decision.decide import Moment, decide, moments
from hocr_engine.decision.model import Action, Decision, Finding, Truth
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.incident.model import FactRef, Incident
from hocr_engine.nodes import Scalar
from hocr_engine.rulebook.model import Book, Rule

NEEDS_FACTS = "needs facts"


def run_file(book: Book, file: CaseFile) -> FileResult:
    """Give how the cases of a file come out; those that cannot be read are left out."""
    waiting = tuple(case for case in file.cases if case.waiting)
    runs = (
        Run(book, case, case.incident)
        for case in file.cases
        if case.incident is not None and not case.waiting
    )
    return FileResult(file.name, tuple(run.result() for run in runs), waiting)


@define(eq=False)
class Run:
    """One case being run: what it found and where that fell short so far."""

    book: Book
    case: Case
    incident: Incident
    shortfalls: list[Shortfall] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    counted: list[Rule] = field(factory=list)

    def result(self) -> CaseResult:
        """Give how the case comes out."""
        if any(one.is_of_actions for one in self.case.expectations):
            decision = decide(self.book, self.incident, on=self.case.under)
            for one in self.case.expectations:
                self._acts(decision, one)
        stages = tuple(self.stage(one) for one in self.case.expectations if one.answers)
        for stage in stages:
            self._answers(stage)
        self._rules()
        self._assumptions(stages)
        if self.case.missing is not None:
            self._missing(stages, self.case.missing)
        counted = tuple(dict.fromkeys(self.counted))
        return CaseResult(self.case, tuple(self.shortfalls), tuple(self.findings), counted)

    def _short(self, expected: str, got: str, diagnostic: Diagnostic) -> None:
        self.shortfalls.append(Shortfall(expected, got, diagnostic))

    def stage(self, expectation: Expectation) -> Stage:
        """Give the record as known when what is expected is to hold."""
        last = self.moments_of(expectation)[-1]
        return stage_at(self.book, self.case, self.incident, last, expectation)

    def moments_of(self, expectation: Expectation) -> tuple[Moment, ...]:
        """Give the report's moment and the later ones before the next report."""
        found: list[Moment] = []
        for moment in moments(self.book, self.incident):
            if not expectation.report or moment.report == expectation.report:
                found.append(moment)
            elif found and moment.report:
                break
            elif found:
                found.append(moment)
        return tuple(found)

    def _answers(self, stage: Stage) -> None:
        for expected in stage.expectation.answers:
            try:
                finding = stage.ask(expected)
            except NoSubjectError as none:
                self._short(answer_in_words(expected.answer), "nothing", none.diagnostic)
                continue
            self.findings.append(finding)
            if not agrees(finding, expected.answer):
                got = finding_in_words(finding)
                rules = [rule.id for rule in finding.deciding]
                diagnostic = say.answer_differs(expected.decision, got, rules, expected.at)
                self._short(answer_in_words(expected.answer), got, diagnostic)
            self._fails(stage.expectation, finding)

    def _fails(self, expectation: Expectation, finding: Finding) -> None:
        if expectation.fails is None:
            return
        wanted = sorted(name.text for name in expectation.fails)
        got = sorted(rule.id for rule in finding.failures)
        if wanted != got:
            at = expectation.fails[0].at if expectation.fails else expectation.at
            self._short(", ".join(wanted), ", ".join(got), say.fails_differ(got, at))

    def _acts(self, decision: Decision, expectation: Expectation) -> None:
        ids = {(moment.at, moment.report) for moment in self.moments_of(expectation)}
        actions = [
            action
            for report in decision.reports
            if (report.at, report.report) in ids
            for action in report.actions
        ]
        self.findings.extend(finding for act in actions for finding in act.findings.values())
        for act in actions:
            self.counted += [relation.rule for relation in act.relations]
            self.counted += [included.relation.rule for included in act.includes]
        if expectation.actions is not None:
            self._lines(expectation.actions, actions, expectation)
        if expectation.told is not None:
            got = {duty for action in actions for duty in action.duties}
            self._told("duties", expectation.told, got, expectation)
        if expectation.flagged is not None:
            sure = {one.word for act in actions for one in act.flags or () if one.is_sure}
            self._told("flags", expectation.flagged, sure, expectation)
        if expectation.by is not None:
            times = sorted({value_in_words(act.by) for act in actions if act.by is not None})
            if times != [expectation.by.text]:
                diagnostic = say.deadline_differs(times, expectation.by.at)
                self._short(expectation.by.text, ", ".join(times), diagnostic)

    def _lines(
        self, written: tuple[Scalar, ...], actions: list[Action], expectation: Expectation
    ) -> None:
        wanted = sorted(line.text for line in written)
        got = sorted(_line(action, wanted) for action in actions)
        if wanted != got:
            at = written[0].at.through(written[-1].at) if written else expectation.at
            self._short("; ".join(wanted), "; ".join(got), say.actions_differ(got, at))

    def _told(
        self, what: str, written: tuple[Scalar, ...], got: set[str], expectation: Expectation
    ) -> None:
        wanted = {word.text for word in written}
        if wanted != got:
            at = written[0].at.through(written[-1].at) if written else expectation.at
            differs = say.told_differs(what, sorted(got), at)
            self._short("; ".join(sorted(wanted)), "; ".join(sorted(got)), differs)

    def _rules(self) -> None:
        """Hold the rules named against those that decided, failed or noted."""
        speaking = (*_speaking(self.findings), *self.counted)
        deciding = dict.fromkeys(rule.id for rule in speaking)
        for name in self.case.decided_by:
            if name.text not in deciding:
                why = why_not(name.text, self.findings, self.book)
                diagnostic = say.rule_decides_not(name.text, why, deciding, name.at)
                self._short(name.text, ", ".join(deciding), diagnostic)

    def _assumptions(self, stages: tuple[Stage, ...]) -> None:
        for name in self.case.assumed:
            got: list[str] = []
            for stage in stages:
                findings = self._of(stage)
                refs = stage.presumed(findings)
                got += [ref.pointer for ref in refs]
                if any(self._means(stage, ref, name.text) for ref in refs):
                    break
            else:
                self._short(name.text, ", ".join(got), say.assumed_differs(name.text, got, name.at))

    def _of(self, stage: Stage) -> tuple[Finding, ...]:
        return tuple(
            finding
            for finding in self.findings
            if finding.subject.world is stage.deliberation.world
        )

    def _means(self, stage: Stage, ref: FactRef, text: str) -> bool:
        subjects = {finding.subject for finding in self._of(stage)}
        return any(stage.is_called(ref, text, subject) for subject in subjects)

    def _missing(self, stages: tuple[Stage, ...], wanted: tuple[Scalar, ...]) -> None:
        refs = [
            (stage, ref)
            for stage in stages
            for ref in dict.fromkeys(
                ref for finding in self._of(stage) for ref in facts_awaited(finding.awaits)
            )
        ]
        met = {
            name.text
            for name in wanted
            for stage, ref in refs
            if self._means(stage, ref, name.text)
        }
        unmet = [
            ref for stage, ref in refs if not any(self._means(stage, ref, w.text) for w in wanted)
        ]
        if unmet or len(met) < len({name.text for name in wanted}):
            got = list(dict.fromkeys(f"{ref.kind}.{ref.name}" for _, ref in refs))
            at = wanted[0].at.through(wanted[-1].at) if wanted else self.case.at
            words = ", ".join(name.text for name in wanted)
            self._short(words, ", ".join(got), say.missing_differs(got, at))


def _line(action: Action, wanted: list[str]) -> str:
    bare = NEEDS_FACTS in wanted and action.line.startswith(f"{NEEDS_FACTS}:")
    return NEEDS_FACTS if bare else action.line


def _speaking(findings: list[Finding]) -> Iterator[Rule]:
    for finding in findings:
        yield from finding.deciding
        yield from finding.failures
        yield from finding.notes


def why_not(rule: str, findings: list[Finding], book: Book) -> str:
    """Give why a rule decided none of some findings."""
    decision = book.topic_of_rule[rule].decision
    about = [finding for finding in findings if finding.decision == decision]
    if not about:
        return f"it answers `{decision}`, which this case does not expect"
    if any(rule == over.id for finding in about for over in finding.overridden):
        return "another rule prevailed over it"
    results = [
        result
        for finding in about
        for topic in finding.topics
        for result in topic.results
        if result.rule.id == rule
    ]
    if not results:
        return "an earlier rule of its topic applied"
    if any(result.excepted for result in results):
        return "its exception applied"
    if any(result.truth is Truth.MAYBE for result in results):
        return "its condition is still open"
    if not any(result.steps for result in results):
        return "it was not in force, or does not reach the day of the act"
    return "its condition does not hold"
