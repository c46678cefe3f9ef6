"""Every sentence about cases: what is wrong in their files, and what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span

MAX_CARRIERS = 3


def nothing_expected(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a case that expects nothing."""
    return Diagnostic(
        "nothing-expected",
        f"the case `{name}` expects nothing",
        at,
        "add under `expect:` a decision with its answer, or `actions:`",
    )


def case_twice(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two cases of one file with one name."""
    return Diagnostic(
        "case-twice",
        f"two cases of this file are called `{name}`",
        at,
        "say in each name what the case shows",
        related=((f"`{name}` first stands here", first),),
    )


def unknown_fact(text: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a fact that no kind of thing has."""
    return Diagnostic("unknown-case-fact", f"there is no fact `{text}`", at, nearest(text, known))


def not_a_fact(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a fact named without the thing that it is about."""
    return Diagnostic(
        "case-fact-alone",
        f"`{text}` does not say whose fact it is",
        at,
        "write it as `thing.fact`, as in `account.says`",
    )


def unknown_report(report: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of an expectation after a report that the facts do not hold."""
    return Diagnostic(
        "unknown-report", f"the facts hold no report `{report}`", at, nearest(report, known)
    )


def which_report(at: Span) -> Diagnostic:
    """Give the mistake of one of several expectations that does not say after which report."""
    return Diagnostic(
        "which-report",
        "it is not said after which report this is expected",
        at,
        "add `report:` with its id",
    )


def one_answer_only(decision: str, at: Span) -> Diagnostic:
    """Give the mistake of a list where a decision has one answer."""
    return Diagnostic(
        "one-answer-only", f"`{decision}` has one answer", at, f"write `{decision}: answer`"
    )


def no_outputs(decision: str, at: Span) -> Diagnostic:
    """Give the mistake of a group of keys for a decision that has no named outputs."""
    return Diagnostic(
        "no-outputs", f"`{decision}` has no outputs to name", at, f"write `{decision}: answer`"
    )


def named_outputs(decision: str, outputs: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a plain answer for a decision that has several outputs."""
    listed = " and ".join(f"`{output}:`" for output in outputs)
    return Diagnostic(
        "named-outputs",
        f"`{decision}` answers several things at once",
        at,
        f"write {listed} on lines of their own below it",
    )


def fails_what(at: Span) -> Diagnostic:
    """Give the mistake of listing failures where nothing is expected to be invalid."""
    return Diagnostic(
        "fails-without-invalid",
        "`fails` lists rules, but nothing here is expected to be invalid",
        at,
        "expect `invalid`, or leave `fails` out",
    )


def given_with_actions(at: Span) -> Diagnostic:
    """Give the mistake of giving answers where the decision for the whole incident is expected."""
    return Diagnostic(
        "given-with-actions",
        "actions follow from the whole record, so no answer can be given beforehand",
        at,
        "give the facts instead, or expect decisions and not `actions`",
    )


def no_incident(name: str, at: Span) -> Diagnostic:
    """Give the mistake of expected answers without the incident that they are about."""
    return Diagnostic(
        "no-incident-beside",
        "the incident that this is about does not stand beside it",
        at,
        f"write the incident as `{name}`, or move this file beside it",
    )


def which_subject(what: str, ids: Iterable[str], key: str, at: Span) -> Diagnostic:
    """Give the shortfall of a decision that may be about several things."""
    listed = ", ".join(f"`{one}`" for one in ids)
    return Diagnostic(
        "which-subject",
        f"there are several things that this may be about: {listed}",
        at,
        f"add `{key}:` to say which {what} is meant",
    )


def no_subject(what: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of a decision about something that the case does not have."""
    listed = ", ".join(f"`{one}`" for one in known)
    fix = f"the case has {listed}" if listed else f"add the facts of the {what}"
    return Diagnostic("no-subject", f"the case has no {what} that this is about", at, fix)


def answer_differs(decision: str, got: str, rules: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of an answer that came out otherwise."""
    by = ", ".join(f"`{rule}`" for rule in rules)
    fix = f"decided by {by}; mend the rule or the case" if by else "no rule decided this"
    return Diagnostic("answer-differs", f"`{decision}` came out as {got}", at, fix)


def rule_decides_not(rule: str, why: str, decided: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of a rule that was to decide and did not."""
    by = ", ".join(f"`{one}`" for one in decided)
    fix = f"{why}; what decided was {by}" if by else f"{why}; no rule decided"
    return Diagnostic("rule-decides-not", f"`{rule}` did not decide this", at, fix)


def missing_differs(got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of other facts being awaited than the case says."""
    listed = ", ".join(f"`{fact}`" for fact in got)
    return Diagnostic(
        "missing-differs",
        f"the facts awaited are {listed}" if listed else "no fact is awaited",
        at,
        "list under `missing:` exactly the facts awaited",
    )


def assumed_differs(fact: str, got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of a presumption that nothing rests on."""
    listed = ", ".join(f"`{one}`" for one in got)
    fix = f"what is assumed is {listed}" if listed else "nothing is assumed here"
    return Diagnostic("assumed-differs", f"`{fact}` is not assumed", at, fix)


def fails_differ(got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of other requirements failing than the case says."""
    listed = ", ".join(f"`{rule}`" for rule in got)
    return Diagnostic(
        "fails-differ",
        f"the requirements that fail are {listed}" if listed else "no requirement fails",
        at,
        "list under `fails:` exactly the rules that fail",
    )


def actions_differ(got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of other actions than the case says."""
    listed = ", ".join(f"`{line}`" for line in got)
    return Diagnostic(
        "actions-differ",
        f"the actions are {listed}" if listed else "there is no action",
        at,
        "mend the rules, the facts or these lines",
    )


def deadline_differs(got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of another deadline than the case says."""
    listed = ", ".join(f"`{time}`" for time in got)
    return Diagnostic(
        "deadline-differs",
        f"the deadline is {listed}" if listed else "there is no deadline",
        at,
        "mend the rules, the facts or this time",
    )


def told_differs(what: str, got: Iterable[str], at: Span) -> Diagnostic:
    """Give the shortfall of other duties or flags told with the actions than the case says."""
    listed = ", ".join(f"`{word}`" for word in got)
    return Diagnostic(
        "told-differ",
        f"the {what} told are {listed}" if listed else f"no {what} are told",
        at,
        "mend the rules, the facts or these words",
    )


def unknown_interpretation(number: str, at: Span) -> Diagnostic:
    """Give the mistake of naming a note that nobody has written."""
    return Diagnostic(
        "unknown-interpretation",
        f"there is no note `{number}` on how the law is read",
        at,
        f"write it as docs/interpretations/{number}-words.md, or name the right number",
    )


def never_applies(rule: str, why: str, at: Span) -> Diagnostic:
    """Give the mistake of a rule that no report can ever meet."""
    return Diagnostic(
        "never-applies", f"the rule `{rule}` can never apply", at, f"{why}; mend the dates or order"
    )


def unknown_format(text: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a file whose kind cannot be told."""
    found = f"this file declares `{text}`" if text else "this file does not declare its format"
    return Diagnostic("unknown-format", found, at, nearest(text, known))


def left_out_twice(law: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of leaving a statement of the law out twice."""
    return Diagnostic(
        "left-out-twice",
        f"`{law}` is left out twice",
        at,
        "keep the entry whose reason is right",
        related=((f"`{law}` is first left out here", first),),
    )


def left_out_needlessly(law: str, at: Span, stated: Span) -> Diagnostic:
    """Give the mistake of leaving a statement out that the index itself leaves out."""
    return Diagnostic(
        "left-out-needlessly",
        f"`{law}` is left out by the law index itself",
        at,
        "remove this entry; the index says under `why not` that it decides nothing",
        related=((f"`{law}` stands here in the law index", stated),),
    )


def left_out_and_cited(law: str, carriers: Sequence[str], at: Span) -> Diagnostic:
    """Give the mistake of leaving a statement out that something carries all the same."""
    shown, more = carriers[:MAX_CARRIERS], len(carriers) - MAX_CARRIERS
    listed = ", ".join(f"`{carrier}`" for carrier in shown) + (f" and {more} more" * (more > 0))
    return Diagnostic(
        "left-out-and-cited",
        f"`{law}` is left out, and yet carried by {listed}",
        at,
        "remove this entry, now that something carries the statement",
    )
