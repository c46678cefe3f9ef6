"""Every sentence about rule files, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span

UNKNOWN_RULE = "unknown-rule"


def unknown_decision(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a decision that is not declared."""
    return Diagnostic(
        "unknown-decision",
        f"there is no decision `{name}`",
        at,
        nearest(name, known) or "declare it in decisions.yaml",
    )


def unknown_step(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a topic of counting that names no step."""
    return Diagnostic(
        "unknown-step", f"there is no step `{name}` of counting", at, nearest(name, known)
    )


def unknown_role(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a decision about something that plays no role."""
    return Diagnostic("unknown-role", f"nothing plays the role `{name}`", at, nearest(name, known))


def unknown_answer(
    word: str,
    decision: str,
    known: Iterable[str],
    at: Span,
    labels: Mapping[str, str] | None = None,
) -> Diagnostic:
    """Give the mistake of an answer that the decision does not have."""
    return Diagnostic(
        "unknown-answer", f"`{word}` is no answer of `{decision}`", at, nearest(word, known, labels)
    )


def not_computed(decision: str, wanted: str, at: Span) -> Diagnostic:
    """Give the mistake of an answer worked out as something else than its decision gives."""
    return Diagnostic(
        "not-computed",
        f"this is no answer of `{decision}`",
        at,
        f"it must come out as a {wanted}",
    )


def rule_twice(rule: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two rules with one id."""
    return Diagnostic(
        "rule-twice",
        f"the rule id `{rule}` is used twice",
        at,
        "give each rule its own id",
        related=((f"`{rule}` was first used here", first),),
    )


def bad_rule_id(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of an id that is not kebab words."""
    return Diagnostic(
        "bad-rule-id",
        f"`{rule}` cannot be the id of a rule",
        at,
        "write words in small letters and digits with hyphens between them",
    )


def no_law(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of a rule without a paragraph of the law."""
    return Diagnostic(
        "no-law", f"the rule `{rule}` cites no law", at, "add `law:` with ids from the law index"
    )


def unknown_law(law: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of citing a statement that the law index does not have."""
    return Diagnostic(
        "unknown-law", f"the law index has no `{law}`", at, nearest(law, _near(law, known))
    )


def _near(law: str, known: Iterable[str]) -> list[str]:
    return [other for other in known if other[:6] == law[:6]]


def no_answer(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of a rule that answers nothing and notes nothing."""
    return Diagnostic(
        "no-answer",
        f"the rule `{rule}` gives neither an answer nor a note",
        at,
        "add `then:` and `because:`, or `note:`",
    )


def no_reason(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of an answer without a reason."""
    return Diagnostic(
        "no-reason", f"the rule `{rule}` gives no reason", at, "add `because:` in plain words"
    )


def no_condition(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of a rule without a condition."""
    return Diagnostic(
        "no-condition",
        f"the rule `{rule}` has no condition",
        at,
        "add `when: |`, with `true` for the last rule of a topic",
    )


def certainty_unexplained(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of an inferred rule that does not say from what."""
    return Diagnostic(
        "certainty-unexplained",
        f"the rule `{rule}` is inferred but does not say from what",
        at,
        "add `inferred from:`",
    )


def mistake_unnamed(rule: str, at: Span) -> Diagnostic:
    """Give the mistake of saying what a mistake leads to without naming it."""
    return Diagnostic(
        "mistake-unnamed",
        f"the rule `{rule}` says what a mistake leads to but not which",
        at,
        "add `mistake:`",
    )


def unknown_entry_by_mistake(word: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a mistake that leads to what nobody can record."""
    return Diagnostic(
        "unknown-entry-by-mistake",
        f"`{word}` is nothing that a mistake can lead to",
        at,
        nearest(word, known),
    )


def dates_reversed(at: Span) -> Diagnostic:
    """Give the mistake of a rule that ends before it begins."""
    return Diagnostic(
        "dates-reversed",
        "this ends on or before the day it begins",
        at,
        "`until` is the first day on which it no longer holds",
    )


def unknown_rule(rule: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a rule that does not exist."""
    return Diagnostic("unknown-rule", f"there is no rule `{rule}`", at, nearest(rule, known))


def unfilled_place(
    path: tuple[str, ...], wrong: int, labels: Mapping[str, str], at: Span
) -> Diagnostic:
    """
    Give the mistake of a sentence that names something not in scope.

    `wrong` is the part of the path that is not among those known, given with their labels.
    """
    holder = "".join(f"{name}." for name in path[:wrong])
    known = {f"{holder}{name}": label for name, label in labels.items()}
    return Diagnostic(
        "unfilled-place",
        f"the sentence names `{{{'.'.join(path)}}}`, which is not known here",
        at,
        nearest(f"{holder}{path[wrong]}", known, known),
    )


def open_brace(at: Span) -> Diagnostic:
    """Give the mistake of a brace that names nothing."""
    return Diagnostic(
        "open-brace",
        "a brace in this sentence names nothing",
        at,
        "write `{name}` or `{name.fact}`, or leave the brace out",
    )


def table_row_width(found: int, expected: int, at: Span) -> Diagnostic:
    """Give the mistake of a row with more or fewer cells than the head."""
    return Diagnostic(
        "table-row-width",
        f"this row has {found} cells where the head has {expected}",
        at,
        "give each column a cell, `-` where anything will do",
    )


def table_no_split(at: Span) -> Diagnostic:
    """Give the mistake of a table row that does not part conditions from answers."""
    return Diagnostic(
        "table-no-split",
        "this row has no `||` between conditions and answers",
        at,
        "write `||` once between the last condition and the first answer",
    )


def table_empty(at: Span) -> Diagnostic:
    """Give the mistake of a table without rows."""
    return Diagnostic("table-empty", "this table has no rows", at, "add at least one row")


def table_column(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of an answer column that the decision does not have."""
    return Diagnostic(
        "table-column", f"`{name}` is no answer column here", at, nearest(name, known)
    )


def table_lacks(answer: str, at: Span) -> Diagnostic:
    """Give the mistake of a table without a column for what it is to answer."""
    return Diagnostic(
        "table-lacks",
        f"this table has no column for `{answer}`",
        at,
        f"write `{answer}` right of `||`, and a quoted word under it in each row",
    )


def table_cell(at: Span) -> Diagnostic:
    """Give the mistake of an answer cell that is not a quoted text."""
    return Diagnostic(
        "table-cell", "an answer cell holds a quoted text", at, 'write it as `"word"`'
    )


def kind_mismatch(found: str, kind: str, at: Span) -> Diagnostic:
    """Give the mistake of a key that this kind of decision does not use."""
    return Diagnostic(
        "kind-mismatch",
        f"`{found}` does not belong in a decision of the kind `{kind}`",
        at,
        "see rules/README.md for the keys of each kind",
    )


def table_and_topics(decision: str, at: Span) -> Diagnostic:
    """Give the mistake of a second topic for a decision that is one table."""
    return Diagnostic(
        "one-table-only",
        f"the decision `{decision}` is one table and has a topic already",
        at,
        "put the rows into that table",
    )


def decision_cycle(path: str, at: Span) -> Diagnostic:
    """Give the mistake of decisions that read one another in a circle."""
    return Diagnostic(
        "decision-cycle",
        f"these decisions wait for one another: {path}",
        at,
        "let one of them read facts instead",
    )


def no_rulebook(at: Span) -> Diagnostic:
    """Give the mistake of a folder that holds no rulebook."""
    return Diagnostic(
        "no-rulebook", "this folder holds no rulebook", at, "it needs `rulebook.yaml`"
    )


def data_outside(at: Span) -> Diagnostic:
    """Give the mistake of data that lies outside the rulebook's folder."""
    return Diagnostic(
        "data-outside",
        "this kind's data lies outside the rulebook's folder",
        at,
        "put the CSV file into the folder, and name it from there",
    )


def bad_row(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a line of data that does not fit its columns."""
    return Diagnostic("bad-row", text, at, "mend the line in the CSV file")


def no_role(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a vocabulary without a role that every decision starts from."""
    return Diagnostic(
        "no-role",
        f"nothing in the vocabulary plays the role `{name}`",
        at,
        "declare it under `roles:` in a vocabulary file",
    )


def no_report_kind(at: Span) -> Diagnostic:
    """Give the mistake of a vocabulary in which nothing can report an allegation."""
    return Diagnostic(
        "no-report-kind",
        "no kind of thing reports allegations and says when it was received",
        at,
        "declare a kind with `known:` a required date and time, and with links to allegations",
    )


def nothing_makes(what: str, at: Span) -> Diagnostic:
    """Give the mistake of a rulebook without a decision that the engine needs."""
    return Diagnostic(
        "nothing-makes",
        f"no decision makes `{what}`",
        at,
        f"write `makes: {what}` at the decision that answers it",
    )
