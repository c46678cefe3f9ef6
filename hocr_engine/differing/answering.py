"""What one rulebook answers to a question, part by part, with what its answers were found by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

from attrs import field, frozen

from hocr_engine.cases.compare import finding_in_words, referrals_of, value_in_words
from hocr_engine.cases.model import Case, Expectation
from hocr_engine.cases.run import Run
from hocr_engine.cases.stage import NoSubjectError
from hocr_engine.decision.decide import decide
from hocr_engine.decision.model import Action, Decision, Finding
from hocr_engine.differing.model import Told
from hocr_engine.explanation.explain import outline
from hocr_engine.explanation.outline import Outline
from hocr_engine.explanation.phrases import answer, deadline, groups, pages
from hocr_engine.explanation.reasons import laws
from hocr_engine.explanation.speaker import Speaker
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.rulebook.model import Book, Rule

ACTIONS: Final = "what is to be done"
MOST_SAID: Final = 4
SAID: Final = frozenset(("because", "counted", "fails", "refer", "or refer", "ask", "could be"))


@frozen(eq=False)
class Answer:
    """One answer: how files write it, the findings and rules it came by, and how it is told."""

    exact: str
    findings: tuple[Finding, ...] = ()
    rules: tuple[Rule, ...] = ()
    tell: Callable[[], Told] = field(default=lambda: Told("", ""), repr=False)


@frozen(eq=False)
class Part:
    """The answers to one part of a question, with all that was worked out on the way to them."""

    answers: tuple[Answer, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give everything found, each once."""
        return tuple(dict.fromkeys(f for one in self.answers for f in one.findings))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Give the rules by which crimes were counted with others, each once."""
        return tuple(dict.fromkeys(rule for one in self.answers for rule in one.rules))


Parts = Mapping[str, Part]


def parts(book: Book, case: Case) -> Parts:
    """Give what a rulebook answers to each part of a case, or of a whole record."""
    assert case.incident is not None
    found: dict[str, Part] = {}
    run = Run(book, case, case.incident)
    for one in case.expectations:
        if one.answers:
            found |= _answers(run, one)
    if not case.expectations or any(one.is_of_actions for one in case.expectations):
        found |= _actions(decide(book, case.incident, on=case.under))
    return found


def _answers(run: Run, expectation: Expectation) -> Parts:
    stage = run.stage(expectation)
    placing = (expectation.report, expectation.allegation, expectation.candidate)
    head = ", ".join(filter(None, placing))
    found: dict[str, Part] = {}
    for expected in expectation.answers:
        name = f"{head}: {expected.decision}" if head else expected.decision
        try:
            finding = stage.ask(expected)
        except NoSubjectError as none:
            found[name] = Part((_nothing(none.diagnostic.message),))
            continue
        on_the_way = tuple(f for name in run.book.decisions for f in stage.deliberation.found(name))
        found[name] = Part((_asked(run.book, finding, on_the_way),))
    return found


def _nothing(message: str) -> Answer:
    return Answer(message, tell=lambda: Told(message, message))


def _asked(book: Book, finding: Finding, on_the_way: tuple[Finding, ...]) -> Answer:
    failed = [rule.id for rule in finding.failures]
    exact = "; ".join(filter(None, (finding_in_words(finding), ", ".join(failed))))
    return Answer(
        exact,
        (*on_the_way, finding),
        tell=lambda: Told(exact, in_words(book, finding), _why(book, finding)),
    )


def in_words(book: Book, finding: Finding) -> str:
    """Give a finding as people read it: the answer, or what it may be and what is missing."""
    speaker, decision = Speaker(book, finding.subject), book.decisions[finding.decision]
    options = [speaker.answer(decision, option) for option in finding.options]
    if finding.is_settled:
        return options[0]
    referred = [rule for one in referrals_of(finding) for rule in one.rules]
    if referred:
        titles = "; ".join(book.rule[name].title for name in referred if name in book.rule)
        return f"for the registrar: {titles}"
    awaited = [speaker.fact(ref) for ref in facts_awaited(finding.awaits)]
    asks = f"; to be asked: {', '.join(awaited)}" if awaited else ""
    return f"open: {' | '.join(options)}{asks}" if options else finding_in_words(finding)


def _why(book: Book, finding: Finding) -> tuple[tuple[str, str], ...]:
    """Give the reasons of a finding, each with its pages and the rule that gives it."""
    rules = dict.fromkeys((*finding.deciding, *finding.failures))
    return tuple(("because", reason(book, finding, rule)) for rule in list(rules)[:MOST_SAID])


def reason(book: Book, finding: Finding, rule: Rule) -> str:
    """Give the reason of one rule of a finding, with its pages and its id."""
    return f"{Speaker(book, finding.subject).rule(rule)} {pages(laws(rule.law))} ({rule.id})"


def _actions(decision: Decision) -> Parts:
    several = len(decision.reports) > 1
    found: dict[str, Part] = {}
    # Wording takes as long as deciding, and is wanted of what differs alone.
    told = cache(lambda: outline(decision, whole=False))
    for number, report in enumerate(decision.reports):
        after = f"after {report.report or 'what became known'}, {report.at:%Y-%m-%d %H:%M}"
        found[f"{ACTIONS} {after}" if several else ACTIONS] = Part(
            tuple(
                _action(action, partial(_told, told, (number, place)))
                for place, action in enumerate(report.actions)
            )
        )
    return found


def _action(action: Action, tell: Callable[[str], Told]) -> Answer:
    by = f", by {value_in_words(action.by)}" if action.by else ""
    duties = f", to do: {'; '.join(sorted(action.duties))}" if action.duties else ""
    missing = ", ".join(sorted(ref.pointer for ref in action.missing))
    asks = f", asks {missing}" if missing else ""
    exact = f"{action.line}{by}{duties}{asks}"
    counted = (*action.relations, *(one.relation for one in action.includes))
    return Answer(
        exact,
        tuple(action.findings.values()),
        tuple(relation.rule for relation in counted),
        partial(tell, exact),
    )


def _told(told: Callable[[], Outline], place: tuple[int, int], exact: str) -> Told:
    report, number = place
    action = told().reports[report].actions[number]
    words = " ".join(filter(None, (answer(action).replace("  ", ": "), deadline(action.by))))
    because = [(label, text) for label, texts in groups(action) if label in SAID for text in texts]
    duties = [("to do", duty.text) for duty in action.duties]
    return Told(exact, words, (*because[:MOST_SAID], *duties))
