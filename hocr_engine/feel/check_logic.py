"""The types of operators, and what may be set against what."""

from __future__ import annotations

from hocr_engine.feel import mistakes, settled, syntax
from hocr_engine.feel.check_never import (
    contradictions,
    limits_of,
    never_null,
    nothing_in_common,
    out_of_reach,
    set_against_null,
    written,
    wrong_way_round,
)
from hocr_engine.feel.checker import Checker, Surroundings, result, rule_for
from hocr_engine.feel.guards import guarded_when, is_not_nought, is_null
from hocr_engine.feel.literals import date_from
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS_DURATION,
    MONTHS_DURATION,
    NULL,
    NUMBER,
    TEXT,
    TIME,
    FeelType,
    ListOf,
    Nullable,
    RangeOf,
    Words,
    bare,
    comparable,
    described,
    element_of,
    is_ordered,
    joined,
    may_be_null,
    never_listed,
    nullable,
)
from hocr_engine.near_words import near_word

_SPANS = (DAYS_DURATION, MONTHS_DURATION)
_DAYS = (DATE, DATE_AND_TIME)
INPUT = "?"
_YES_AND_NO = {"yes": "true", "no": "false"}


@rule_for(syntax.AllOf, syntax.AnyOf)
def joined_parts(
    checker: Checker, node: syntax.AllOf | syntax.AnyOf, around: Surroundings
) -> FeelType:
    """Give the type of `and` and `or`; each part may rely on what the others guard."""
    truth = isinstance(node, syntax.AllOf)
    types = []
    if checker.house:
        contradictions(checker, node)
    for part in node.parts:
        others = (guarded_when(other, truth) for other in node.parts if other is not part)
        inner = around.guarding(frozenset().union(*others))
        types.append(_part(checker, node, part, inner))
        if checker.house and not truth and _is_bare_and(part):
            checker.note(mistakes.mixed_and_or(part.at))
    return result(BOOLEAN, *types)


def _part(
    checker: Checker, node: syntax.AllOf | syntax.AnyOf, part: Expression, inner: Surroundings
) -> FeelType:
    """Give the type of a part; a lone word beside a comparison was meant to be compared as well."""
    compared_too = any(isinstance(other, syntax.Comparison | syntax.In) for other in node.parts)
    if isinstance(part, syntax.Literal) and compared_too and not isinstance(part.value, bool):
        of = checker.type_of(part, inner)
        checker.note(mistakes.word_alone(part.at, described(of)))
        return BOOLEAN
    return condition(checker, part, inner)


def _is_bare_and(part: Expression) -> bool:
    return isinstance(part, syntax.AllOf) and part.at.start == part.parts[0].at.start


def condition(checker: Checker, node: Expression, around: Surroundings) -> FeelType:
    """Give the type of a part that has to be true or false."""
    of = checker.present(node, around)
    if bare(of) not in (BOOLEAN, ANY, NULL):
        checker.note(mistakes.not_a_condition(node.at, described(of)))
        return BOOLEAN
    return of


@rule_for(syntax.Comparison)
def comparison(checker: Checker, node: syntax.Comparison, around: Surroundings) -> FeelType:
    """Give the type of a comparison of two operands that can be compared."""
    if checker.house and node.left == node.right:
        checker.note(mistakes.compared_with_itself(node.at))
    if node.operator in ("=", "!="):
        return equality(checker, node, around)
    left, right = checker.present(node.left, around), checker.present(node.right, around)
    if not comparable(left, right) or not (is_ordered(left) and is_ordered(right)):
        _note_difference(checker, node, left, right)
        return BOOLEAN
    out_of_reach(checker, node, around)
    return result(BOOLEAN, left, right)


def equality(checker: Checker, node: syntax.Comparison, around: Surroundings) -> FeelType:
    """Give the type of an equality; null is a value like others here."""
    if _is_unquoted(checker, node.left, node.right, around):
        return BOOLEAN
    left, right = checker.type_of(node.left, around), checker.type_of(node.right, around)
    if not comparable(left, right):
        _note_difference(checker, node, left, right)
        return BOOLEAN
    nothing_in_common(checker, node, bare(left), bare(right))
    set_against_null(checker, node, around)
    out_of_reach(checker, node, around)
    check_word(checker, node.left, right)
    check_word(checker, node.right, left)
    return BOOLEAN


def _is_unquoted(
    checker: Checker, left: Expression, right: Expression, around: Surroundings
) -> bool:
    """Say, and note, whether a word of the fact's list was written without quotes."""
    # What is quiet would look at each comparison on the left twice, and so on without end.
    if checker.is_quiet or not isinstance(right, syntax.Name) or right.name in around.names:
        return False
    if not _is_unquoted_word(checker, checker.quietly(left, around), right, around):
        return False
    checker.type_of(left, around)
    return True


def _is_unquoted_word(
    checker: Checker, of: FeelType, word: Expression, around: Surroundings
) -> bool:
    if not isinstance(word, syntax.Name) or word.name in around.names:
        return False
    of = bare(of)
    if isinstance(of, Words) and word.name in of.allowed:
        checker.note(mistakes.unquoted_word(word.at, of.labels.get(word.name, "")))
        return True
    if of == BOOLEAN and word.name.lower() in _YES_AND_NO:
        checker.note(mistakes.yes_or_no(word.at, _YES_AND_NO[word.name.lower()]))
        return True
    return False


def _note_difference(
    checker: Checker, node: syntax.Comparison, left: FeelType, right: FeelType
) -> None:
    one, other = isinstance(bare(left), ListOf), isinstance(bare(right), ListOf)
    if one != other:
        listed = node.left if one else node.right
        checker.note(mistakes.list_against_one(node.at, listed.at))
    else:
        fix = _fix(node, left, right)
        checker.note(mistakes.types_differ(node.at, described(left), described(right), fix))


def _fix(node: syntax.Comparison, left: FeelType, right: FeelType) -> str:
    """Give how two sides that do not go together were probably meant; empty where nobody knows."""
    for of, other_side, other in ((left, node.right, right), (right, node.left, left)):
        text = other_side.value if isinstance(other_side, syntax.Literal) else other_side.at.text
        if bare(of) == DATE and bare(other) == DATE_AND_TIME:
            return mistakes.day_of(other_side.at)
        if bare(of) in _DAYS and isinstance(text, str) and date_from(text) is not None:
            return mistakes.as_date(text)
        if bare(of) == BOOLEAN and text in ("yes", "no", "true", "false"):
            return mistakes.TRUE_OR_FALSE
    return ""


def check_word(checker: Checker, node: Expression, other: FeelType) -> None:
    """Note a literal text that is not among the words it is set against."""
    allowed = bare(other)
    if not isinstance(node, syntax.Literal) or not isinstance(node.value, str):
        return
    if isinstance(allowed, Words) and node.value not in allowed.allowed:
        meant = near_word(node.value, allowed.allowed)
        label = allowed.labels.get(meant or "", "")
        checker.note(mistakes.unknown_word(node.at, node.value, allowed.allowed, meant, label))
    elif isinstance(allowed, Words) and never_listed(allowed.listed, node.value, checker.period):
        start, end = allowed.listed[node.value]
        checker.note(settled.never_listed(node.at, node.value, start, end))


@rule_for(syntax.Between)
def between(checker: Checker, node: syntax.Between, around: Surroundings) -> FeelType:
    """Give the type of `between`, whose three operands have one order."""
    value, low, high = (checker.present(part, around) for part in (node.value, node.low, node.high))
    for part, end in ((node.low, low), (node.high, high)):
        if not comparable(value, end) or not is_ordered(end):
            checker.note(mistakes.types_differ(part.at, described(value), described(end)))
    wrong_way_round(checker, node.low, node.high, node)
    return result(BOOLEAN, value, low, high)


@rule_for(syntax.In)
def is_in(checker: Checker, node: syntax.In, around: Surroundings) -> FeelType:
    """Give the type of `in`, whose tests fit the value."""
    value = checker.type_of(node.value, around)
    of: FeelType = BOOLEAN
    for test in node.tests:
        if _is_unquoted_word(checker, value, test, around):
            continue
        of = joined(of, tested(checker, node.value, value, test, around))
    return of


def tested(
    checker: Checker,
    subject: Expression | None,
    value: FeelType,
    test: Expression,
    around: Surroundings,
) -> FeelType:
    """Give the type of one test of a value; a test of order needs the value to be there."""
    if isinstance(test, syntax.HalfOpen):
        equal = test.operator in ("=", "!=")
        give = checker.type_of if equal else checker.present
        operand = give(test.operand, around)
        check_word(checker, test.operand, value)
    else:
        operand = _test_operand(checker, value, test, around)
    if is_null(test):
        never_null(checker, test, subject, value, around)
    if checker.house and isinstance(test, syntax.ListLiteral) and not test.items:
        checker.note(settled.nothing_to_be_in(test.at))
    fits = comparable(value, operand) or comparable(value, element_of(operand))
    if not fits and isinstance(bare(value), ListOf) and comparable(element_of(value), operand):
        checker.note(mistakes.list_against_one(test.at, subject.at if subject else test.at))
    elif not fits:
        checker.note(mistakes.types_differ(test.at, described(value), described(operand)))
    ordered = isinstance(bare(operand), RangeOf) or _orders(test)
    if ordered and may_be_null(value):
        if checker.house and subject is not None:
            if INPUT in around.names:
                checker.note(mistakes.cell_may_be_absent(test.at, subject.at, _as_condition(test)))
            else:
                checker.note_absent(subject)
            return BOOLEAN
        return Nullable(BOOLEAN)
    return BOOLEAN


def _as_condition(test: Expression) -> str:
    """Give the test of a cell as a condition on its input."""
    return f"? {test.at.text}" if isinstance(test, syntax.HalfOpen) else f"? in {test.at.text}"


def _orders(test: Expression) -> bool:
    return isinstance(test, syntax.HalfOpen) and test.operator not in ("=", "!=")


def _test_operand(
    checker: Checker, value: FeelType, test: Expression, around: Surroundings
) -> FeelType:
    for literal in test.items if isinstance(test, syntax.ListLiteral) else (test,):
        check_word(checker, literal, value)
    return checker.type_of(test, around)


@rule_for(syntax.If)
def if_else(checker: Checker, node: syntax.If, around: Surroundings) -> FeelType:
    """Give the type of both branches, each relying on what the condition guards."""
    condition(checker, node.condition, around)
    then = checker.type_of(node.then, around.guarding(guarded_when(node.condition, True)))
    otherwise = around.guarding(guarded_when(node.condition, False))
    return joined(then, checker.type_of(node.otherwise, otherwise))


@rule_for(syntax.Negation)
def negation(checker: Checker, node: syntax.Negation, around: Surroundings) -> FeelType:
    """Give the type of a number or duration turned round."""
    of = checker.present(node.operand, around)
    if bare(of) not in (NUMBER, *_SPANS, ANY):
        checker.note(mistakes.wants(node.operand.at, "a number or a duration", described(of)))
        return ANY
    return of


@rule_for(syntax.Arithmetic)
def arithmetic(checker: Checker, node: syntax.Arithmetic, around: Surroundings) -> FeelType:
    """Give the type of what is reckoned."""
    left, right = checker.present(node.left, around), checker.present(node.right, around)
    of = _reckoned(node.operator, _texts(bare(left)), _texts(bare(right)))
    if of is None:
        fix = mistakes.AS_DURATION if {bare(left), bare(right)} & set(_DAYS) else ""
        checker.note(mistakes.not_calculable(node.at, described(left), described(right), fix))
        return ANY
    if checker.house and node.operator == "/" and _may_be_nought(checker, node.right, around):
        checker.note(mistakes.divided_by_nought(node.at, node.right.at))
    return result(of, left, right)


def _may_be_nought(checker: Checker, node: Expression, around: Surroundings) -> bool:
    number, limits = written(node), limits_of(checker, node, around)
    if number is not None:
        return not number
    above = limits is not None and limits.at_least is not None and limits.at_least > 0
    return not above and is_not_nought(node) not in around.guarded


def _texts(of: FeelType) -> FeelType:
    return TEXT if isinstance(of, Words) else of


def _reckoned(operator: str, left: FeelType, right: FeelType) -> FeelType | None:
    if ANY in (left, right):
        return ANY
    if left == right == NUMBER:
        return nullable(NUMBER) if operator == "**" else NUMBER
    match operator:
        case "+":
            return _sum(left, right) or _sum(right, left)
        case "-":
            return _difference(left, right)
        case "*":
            return _scaled(left, right) or _scaled(right, left)
        case "/":
            return NUMBER if left == right and left in _SPANS else _scaled(left, right)
        case _:
            return None


def _sum(left: FeelType, right: FeelType) -> FeelType | None:
    if left == right and left in (TEXT, *_SPANS):
        return left
    if (left in _DAYS and right in _SPANS) or (left == TIME and right == DAYS_DURATION):
        return left
    return None


def _difference(left: FeelType, right: FeelType) -> FeelType | None:
    if left in _DAYS and right in _DAYS:
        # A date less a date and time with an offset, or the other way, has no answer.
        return DAYS_DURATION if left == right else nullable(DAYS_DURATION)
    if left == right == TIME:
        return DAYS_DURATION
    return None if left == right == TEXT else _sum(left, right)


def _scaled(left: FeelType, right: FeelType) -> FeelType | None:
    return left if left in _SPANS and right == NUMBER else None


@rule_for(syntax.HalfOpen)
def half_open(checker: Checker, node: syntax.HalfOpen, around: Surroundings) -> FeelType:
    """Give the type of a range with one end."""
    return RangeOf(bare(checker.present(node.operand, around)))


@rule_for(syntax.RangeLiteral)
def range_literal(checker: Checker, node: syntax.RangeLiteral, around: Surroundings) -> FeelType:
    """Give the type of a range, whose ends have one order."""
    low, high = checker.present(node.low, around), checker.present(node.high, around)
    if not comparable(low, high) or not is_ordered(low):
        checker.note(mistakes.types_differ(node.at, described(low), described(high)))
    else:
        wrong_way_round(checker, node.low, node.high, node)
    return result(RangeOf(bare(low)), low, high)
