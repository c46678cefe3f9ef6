"""How the pieces of an outline read, alike in text and in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from hocr_engine.decision.model import ActionKind
from hocr_engine.explanation.outline import (
    ActionTold,
    Condition,
    Law,
    OpenFlag,
    Outline,
    Question,
    Reason,
    Referral,
    ReportTold,
    Sentence,
)
from hocr_engine.explanation.words import listed

LEAD: Final = "nothing says that "
MOST_LAWS: Final = 4
REFER: Final = "refer"
YES: Final = "yes"
NO: Final = "no"
OPEN: Final = "not known"


def pages(law: Sequence[Law]) -> str:
    """Give the pages of some law in brackets, as [p45]; nothing where no law is cited."""
    found = list(dict.fromkeys(one.page for one in law))
    more = "" if len(found) <= MOST_LAWS else " …"
    return f"[{', '.join(found[:MOST_LAWS])}{more}]" if found else ""


def cited(sentence: Sentence) -> str:
    """Give a sentence with the pages of its law, and the note on how that is read."""
    text = f"{sentence.text} {pages(sentence.law)}".strip()
    return f"{text}; {reading(sentence.interpretation)}" if sentence.interpretation else text


def reading(interpretation: str) -> str:
    """Give where to see how the law is read; nothing where its reading is not in question."""
    return f"see interpretation {interpretation}" if interpretation else ""


def deadline(by: datetime | None) -> str:
    """Give by when something is due; nothing where it is not known."""
    return f"by {by:%Y-%m-%d %H:%M}" if by else ""


def answer(action: ActionTold) -> str:
    """Give the answer of an action on one line."""
    return f"{action.verb}  {action.what}".rstrip()


def received(report: ReportTold) -> str:
    """Give which report it is, or that something became known, and when."""
    what = f"report {report.id}" if report.id else "what became known"
    return f"{what}, {report.at:%Y-%m-%d %H:%M}"


def presumed(assumed: Sequence[Sentence]) -> tuple[str, ...]:
    """Give assumptions, those that begin alike said together."""
    silent = [one.text.removeprefix(LEAD) for one in assumed if one.text.startswith(LEAD)]
    others = [one.text for one in assumed if not one.text.startswith(LEAD)]
    rest = (f"that {text}" for text in silent[1:])
    together = (f"{LEAD}{listed((silent[0], *rest), 'or')}",) if silent else ()
    return (*together, *others)


def asked(question: Question) -> str:
    """Give a question with its possible answers."""
    answers = f" ({' / '.join(question.answers)})" if question.answers else ""
    return f"{question.ask}{answers}"


def referred(referral: Referral) -> str:
    """Give why something is referred, with what is suggested."""
    reasons = "; ".join(cited(rule) for rule in referral.rules)
    parts = [f"{reasons}; {referral.why}" if reasons else referral.why]
    if referral.suggests:
        parts.append(f"suggested: {referral.suggests}")
    if referral.interpretation:
        parts.append(reading(referral.interpretation))
    return "; ".join(parts)


def support(outline: Outline) -> str:
    """Give what the answers are worth, and which pages of the law the rulebook covers."""
    return f"{outline.supports} It covers {outline.covers}."


def more(count: int) -> str:
    """Give that there are more than are shown."""
    return f"and {count} more"


def groups(action: ActionTold) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give all that is said about an action below its answer, each group under its label."""
    yield "offence", (action.offence,) if action.offence else ()
    yield reasoned(action), tuple(map(cited, action.because))
    yield "gate", (action.gate,) if action.gate else ()
    yield "counted", tuple(map(cited, action.counted))
    yield "fails", tuple(map(cited, action.fails))
    yield why_open(action), tuple(map(referred, action.referrals))
    yield "ask", tuple(map(asked, action.questions))
    yield "could be", possible(action)
    yield "open", action.bounds
    yield "note", tuple(map(cited, (*action.notes, *action.remarks)))
    yield "mistake", action.mistakes
    yield "to do", tuple(map(cited, action.duties))
    if action.flags is not None:
        yield "flags", tuple(map(cited, action.flags.carried))
        yield "may flag", tuple(map(flag_asked, action.flags.open))
        yield "no flag", ("; ".join(action.flags.others),) if action.flags.others else ()
    yield "force", action.recorded
    yield "assumed", tuple(map(cited, action.assumed))


def reasoned(action: ActionTold) -> str:
    """Give the label of the reasons; those of a valid request are requirements that are met."""
    return "required" if action.kind == ActionKind.VALID.value else "because"


def flag_asked(flag: OpenFlag) -> str:
    """Give a flag that is still open, with the questions that settle it."""
    return ": ".join(filter(None, (flag.label, "; ".join(map(asked, flag.questions)))))


def possible(action: ActionTold) -> tuple[str, ...]:
    """Give what an action may come to, where facts or the registrar are still to say."""
    return action.possible if action.questions or action.referrals else ()


def why_open(action: ActionTold) -> str:
    """Give the label of what is referred: the reason itself where nothing else is said."""
    if action.questions:
        return "or refer"
    return "because" if action.verb == REFER else "refer"


def tried_for(reason: Reason) -> str:
    """Give the question that rules were tried for, saying so where its answer is open."""
    return reason.question if reason.is_settled else f"{reason.question} (as it may turn out)"


def not_applying(reason: Reason) -> tuple[tuple[str, str], ...]:
    """Give why rules that were tried do not apply, each reason with the ids of its rules."""
    found: dict[str, list[str]] = {}
    for rule in reason.tried:
        if rule.mark == NO:
            failed = failing(rule.conditions)
            why = rule.why or (condition(failed, source=False) if failed else "")
            found.setdefault(why, []).append(rule.id)
    return tuple((why, ", ".join(_gathered(rules))) for why, rules in found.items())


def _gathered(rules: Sequence[str]) -> Iterator[str]:
    """Give the ids of rules, the rows of one table as one."""
    tables = Counter(rule.split("/")[0] for rule in rules)
    for rule in dict.fromkeys(
        rule if tables[t := rule.split("/")[0]] == 1 else t for rule in rules
    ):
        yield f"{rule} ({tables[rule]} rows)" if tables[rule] > 1 else rule


def failing(conditions: Sequence[Condition]) -> Condition | None:
    """Give the part for which a rule did not apply: the first that came out no."""
    for one in conditions:
        if one.mark == NO:
            inner = failing(one.parts)
            return inner if inner is not None and inner.readings else one
    return None


def edition(outline: Outline) -> str:
    """Give by which rulebook a decision was reached, so that it can be reached again."""
    strict = "; nothing was presumed" if outline.strict else ""
    return f"{outline.rulebook}, edition {outline.edition}, {outline.fingerprint[:16]}{strict}."


def named(rule_id: str, title: str) -> str:
    """Give a rule by its title and id."""
    return f"{title} ({rule_id})"


def inferred(action: ActionTold) -> tuple[str, ...]:
    """Give from what the dates of rules are inferred, each source with its rules."""
    found: dict[str, list[str]] = {}
    for reason in action.reasons:
        for rule in reason.rules:
            if rule.inferred_from:
                found.setdefault(rule.inferred_from, []).append(rule.id)
    return tuple(f"{source} ({', '.join(rules)})" for source, rules in found.items())


def condition(one: Condition, source: bool) -> str:
    """Give a part of a condition: what was read for it, and if wanted its author's own words."""
    if one.parts and not one.readings and not source:
        return f"{one.of}: {one.joined}".removesuffix(": ") if one.of else one.joined
    read = "; ".join(one.readings)
    if read and one.asked and one.mark != YES:
        read += f" (asked: {one.asked})"
    told = f"{one.source}  ({read})" if source and read else one.source if source else read
    return f"{one.of}: {told}" if one.of and one.of not in told else told
