"""Which rules the cases decide and narrowly miss, and which rows of tables they reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from hocr_engine.cases.compare import referrals_of
from hocr_engine.cases.model import CaseResult, FileResult
from hocr_engine.decision.applying import applies
from hocr_engine.decision.model import Finding, RuleResult, Truth
from hocr_engine.decision.names import Names
from hocr_engine.feel.syntax import Literal
from hocr_engine.feel.values import identical
from hocr_engine.incident.linked import facts_awaited
from hocr_engine.rulebook.model import Book, Outputs, Refer, Rule, Topic, Word


@frozen
class RuleCover:
    """The names of the cases that a rule decides, and of those that it narrowly misses."""

    rule: Rule
    topic: Topic
    deciding: tuple[str, ...]
    near_misses: tuple[str, ...]


@frozen
class RowCover:
    """A row of a table, and whether any case reaches it."""

    rule: Rule
    topic: Topic
    is_hit: bool


@frozen
class Coverage:
    """
    What the cases that pass cover of a rulebook.

    `untaught` are the rules and tables that name a mistake and that no case names.
    """

    rules: tuple[RuleCover, ...]
    rows: tuple[RowCover, ...]
    untaught: tuple[str, ...] = ()

    @property
    def undecided(self) -> tuple[RuleCover, ...]:
        """Give the rules that no case names as deciding it."""
        return tuple(one for one in self.rules if not one.deciding)

    @property
    def unmissed(self) -> tuple[RuleCover, ...]:
        """Give the rules that a case decides by and none narrowly misses."""
        return tuple(one for one in self.rules if one.deciding and not one.near_misses)

    @property
    def unhit(self) -> tuple[RowCover, ...]:
        """Give the rows that no case reaches."""
        return tuple(one for one in self.rows if not one.is_hit)


def cover(book: Book, files: Iterable[FileResult]) -> Coverage:
    """Give what the cases of some files cover."""
    ran = [(file.name, result) for file in files for result in file.results if result.passed]
    deciding = named(result for _, result in ran)
    hit = {rule.id for _, result in ran for rule in spoken(result.findings)}
    rules: list[RuleCover] = []
    rows: list[RowCover] = []
    for topic in book.topics:
        for rule in topic.rules:
            if topic.is_table:
                rows.append(RowCover(rule, topic, rule.id in hit))
                continue
            by = deciding.get(rule.id, ())
            beside = {name for name, result in ran if result in by}
            near = _near_misses(rule, topic, [r for name, r in ran if name in beside])
            rules.append(RuleCover(rule, topic, tuple(one.case.name for one in by), near))
    taught = {name.split("/")[0] for name in deciding}
    corrected = [rule.id.split("/")[0] for rule in book.rule.values() if rule.mistake]
    untaught = tuple(name for name in dict.fromkeys(corrected) if name not in taught)
    return Coverage(tuple(rules), tuple(rows), untaught)


def named(results: Iterable[CaseResult]) -> Mapping[str, tuple[CaseResult, ...]]:
    """Give for each rule the cases that name it in `decided by` and pass."""
    found: dict[str, tuple[CaseResult, ...]] = {}
    for result in results:
        if result.passed:
            for name in result.case.decided_by:
                found[name.text] = (*found.get(name.text, ()), result)
    return found


def spoken(findings: Iterable[Finding]) -> Iterator[Rule]:
    """Give the rules that decided, failed or remarked in some findings."""
    for finding in findings:
        yield from finding.deciding
        yield from finding.failures
        yield from finding.notes


def _near_misses(rule: Rule, topic: Topic, results: list[CaseResult]) -> tuple[str, ...]:
    if rule.require is not None:
        return _held_and_failed(rule, results)
    if topic.step:
        return tuple(r.case.name for r in results if rule not in r.counted)
    return tuple(
        result.case.name
        for result in results
        if any(_misses(rule, f) for f in result.findings if f.decision == topic.decision)
        and rule not in spoken(result.findings)
    )


def _held_and_failed(rule: Rule, results: list[CaseResult]) -> tuple[str, ...]:
    """Give the cases in which a requirement holds, where it fails in others, or the reverse."""
    failed = {r.case.name: rule in f.failures for r in results for f in r.findings if f.topics}
    if not any(failed.values()):
        return ()
    return tuple(name for name, fails in failed.items() if not fails)


def _misses(rule: Rule, finding: Finding) -> bool:
    """Say whether a rule does not apply, be it tried or not, and the answer came out otherwise."""
    return _is_otherwise(rule, finding) and (_always_holds(rule) or _does_not_apply(rule, finding))


def _does_not_apply(rule: Rule, finding: Finding) -> bool:
    tried = [result.truth for result in _results(rule, finding)]
    if tried:
        return Truth.NO in tried
    names = finding.subject.world.names(finding.subject)
    return isinstance(names, Names) and applies(rule, names).truth is Truth.NO


def _results(rule: Rule, finding: Finding) -> Iterator[RuleResult]:
    for topic in finding.topics:
        for result in topic.results:
            if result.rule.id == rule.id:
                yield result


def _always_holds(rule: Rule) -> bool:
    """Say whether a rule is the last of its topic, for all that the rules above leave."""
    return isinstance(rule.when, Literal) and rule.when.value is True


def _is_otherwise(rule: Rule, finding: Finding) -> bool:
    match rule.then:
        case Word() if referrals_of(finding) and not facts_awaited(finding.awaits):
            return True
        case Word(word=word):
            return not any(_holds(option, word) for option in finding.options)
        case Outputs(words=words):
            return not any(identical(option, dict(words)) for option in finding.options)
        case Refer():
            return all(rule.id not in referral.rules for referral in referrals_of(finding))
        case _:
            return True


def _holds(option: object, word: str) -> bool:
    return word in option if isinstance(option, list) else option == word
