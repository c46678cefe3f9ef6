"""The types of calls: which functions there are, what they take and what they give."""

from __future__ import annotations

from typing import Final

from hocr_engine.feel import mistakes, syntax
from hocr_engine.feel.check_logic import check_word
from hocr_engine.feel.check_patterns import MATCHING, check_pattern
from hocr_engine.feel.checker import Checker, Surroundings, result, rule_for
from hocr_engine.feel.functions.registry import BUILT_INS, BuiltIn, Form, Parameter
from hocr_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_AND_TIME,
    DAYS_DURATION,
    MONTHS_DURATION,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    FeelType,
    FunctionType,
    ListOf,
    RangeOf,
    Words,
    bare,
    comparable,
    described,
    element_of,
    may_be_null,
    nullable,
)
from hocr_engine.near_words import near_word
from hocr_engine.text import Span

_GIVES: Final[dict[str, FeelType]] = {
    "number": NUMBER,
    "text": TEXT,
    "boolean": BOOLEAN,
    "date": DATE,
    "moment": DATE_AND_TIME,
    "time": TIME,
    "days": DAYS_DURATION,
    "months": MONTHS_DURATION,
    "list": ListOf(ANY),
    "range": RangeOf(ANY),
}
_WORDS: Final = {
    "any": "a value",
    "number": "a number",
    "text": "a text",
    "boolean": "true or false",
    "list": "a list",
    "context": "a context",
    "range": "a range",
    "date": "a date",
    "day": "a date",
    "moment": "a date and time",
    "time": "a time",
    "days": "a duration",
    "months": "a duration",
    "function": "a function",
    "point": "a value",
}
_ELSEWHERE: Final = {
    **dict.fromkeys(("len", "length", "size", "number of"), "count"),
    **dict.fromkeys(("startswith", "begins with"), "starts with"),
    **dict.fromkeys(("endswith",), "ends with"),
    **dict.fromkeys(("avg", "average"), "mean"),
    **dict.fromkeys(("lower", "lowercase", "tolower"), "lower case"),
    **dict.fromkeys(("upper", "uppercase", "toupper"), "upper case"),
    **dict.fromkeys(("substr", "mid"), "substring"),
}
_CLOCK: Final = ("now", "today")
_PARSERS: Final = ("date", "time", "date and time", "duration")
_SAME_LIST: Final = ("sublist", "remove", "reverse", "distinct values", "sort")
_OF_ELEMENTS: Final = ("min", "max", "sum", "mean")
_GIVEN_LISTS: Final = {"index of": ListOf(NUMBER), "split": ListOf(TEXT)}
_CAN_GIVE_NULL: Final = (
    *("min", "max", "sum", "mean", "median", "stddev", "product", "number", "substring"),
    *("sublist", "remove", "replace", "get value", "sqrt", "log", "modulo", "mode", "exp", "sort"),
    *("insert before", "list replace", "context", "range"),
)
_SCALED: Final = (
    *("decimal", "round up", "round down", "round half up", "round half down", "floor", "ceiling"),
)
_OF_PARTS: Final = ("date", "time")


@rule_for(syntax.FunctionLiteral)
def function_literal(
    checker: Checker, node: syntax.FunctionLiteral, around: Surroundings
) -> FeelType:
    """Give the type of a function the author wrote; rule files have none."""
    if node.external:
        checker.note(mistakes.external_function(node.at))
        return FunctionType()
    if checker.house:
        checker.note(mistakes.function_written(node.at))
    names = {parameter: ANY for parameter, _ in node.parameters}
    return FunctionType(checker.type_of(node.body, around.binding(names)))


@rule_for(syntax.Call)
def call(checker: Checker, node: syntax.Call, around: Surroundings) -> FeelType:
    """Give the type of what a function gives; arguments that it does not take are noted."""
    function = node.function
    if isinstance(function, syntax.Name) and function.name not in around.names:
        if function.name in BUILT_INS:
            return _built_in(checker, node, BUILT_INS[function.name], around)
        meant = _ELSEWHERE.get(function.name.lower()) or near_word(function.name, BUILT_INS)
        checker.note(mistakes.unknown_function(function.at, meant))
        of: FeelType = ANY
    else:
        of = bare(checker.type_of(function, around))
        if of != ANY and not isinstance(of, FunctionType):
            checker.note(mistakes.no_function(function.at))
    for argument in node.arguments:
        checker.type_of(argument.value, around)
    return of.result if isinstance(of, FunctionType) else ANY


def _built_in(
    checker: Checker, node: syntax.Call, function: BuiltIn, around: Surroundings
) -> FeelType:
    if checker.house and function.name in _CLOCK:
        checker.note(mistakes.clock_read(node.at))
    types = [_argument(checker, function, argument, around) for argument in node.arguments]
    form = next((form for form in function.forms if _takes(form, node, types)), None)
    if form is None:
        _note_arguments(checker, function, node, types)
        return _GIVES.get(function.forms[0].gives, ANY)
    if function.name in MATCHING:
        check_pattern(checker, function, node)
    if function.name == "list contains" and not node.arguments[0].name:
        check_word(checker, node.arguments[1].value, element_of(types[0]))
    return _given(checker, node, form, types)


def _note_arguments(
    checker: Checker, function: BuiltIn, node: syntax.Call, types: list[FeelType]
) -> None:
    """Note what a function does not take: how many values, by which names, or of which kind."""
    form = _nearest_form(function, node)
    takes = _taken(form)
    parameters = {parameter.name: parameter for parameter in form.parameters}
    for argument in node.arguments:
        if argument.name is not None and argument.name not in parameters:
            name = Span(
                argument.at.source, argument.at.start, argument.at.start + len(argument.name)
            )
            checker.note(mistakes.wrong_parameter(name, function.name, takes))
            return
    if not form.takes(len(types)):
        counts = (sum(not p.optional for p in form.parameters), len(form.parameters))
        checker.note(mistakes.wrong_number(node.at, function.name, counts, len(types), takes))
        return
    last = form.parameters[-1:] * len(types)
    for argument, of, by_place in zip(
        node.arguments, types, (*form.parameters, *last)[: len(types)], strict=True
    ):
        parameter = parameters[argument.name] if argument.name else by_place
        if not _accepts(parameter, of):
            checker.note(
                mistakes.wrong_argument(argument.value.at, function.name, described(of), takes)
            )
            return


def _nearest_form(function: BuiltIn, node: syntax.Call) -> Form:
    """Give the form that takes so many values, or the first."""
    fitting = (form for form in function.forms if form.takes(len(node.arguments)))
    return next(fitting, function.forms[0])


def _argument(
    checker: Checker, function: BuiltIn, argument: syntax.Argument, around: Surroundings
) -> FeelType:
    """Give the type of an argument, which has to be there unless the function takes null."""
    takes_null = all(p.kind == "any" for form in function.forms for p in form.parameters[-1:])
    if takes_null and function.name not in ("not", "all", "any"):
        return checker.type_of(argument.value, around)
    return checker.present(argument.value, around)


def _takes(form: Form, node: syntax.Call, types: list[FeelType]) -> bool:
    names = [argument.name for argument in node.arguments]
    by_name = {parameter.name: parameter for parameter in form.parameters}
    if any(names):
        return form.fewest <= len(set(names)) and all(
            name in by_name and _accepts(by_name[name], of)
            for name, of in zip(names, types, strict=True)
        )
    if not form.takes(len(types)):
        return False
    last = form.parameters[-1:] * (len(types) - len(form.parameters))
    parameters = (*form.parameters, *last)[: len(types)]
    return all(map(_accepts, parameters, types))


def _accepts(parameter: Parameter, of: FeelType) -> bool:
    of = bare(of)
    match parameter.kind:
        case "any" | "list":
            return True
        case "point":
            return not isinstance(of, ListOf | RangeOf | ContextType)
        case "day":
            return of in (DATE, DATE_AND_TIME, ANY)
        case "function":
            return isinstance(of, FunctionType) or of == ANY
        case "context":
            return isinstance(of, ContextType) or of == ANY
        case kind:
            return comparable(_GIVES[kind], of)


def _taken(form: Form) -> str:
    """Give in words what a function takes."""
    taken = [
        f"`{parameter.name}` ({_WORDS[parameter.kind]})"
        + (" or nothing" if parameter.optional else "")
        for parameter in form.parameters
    ]
    return ", ".join(taken) or "nothing"


def _given(checker: Checker, node: syntax.Call, form: Form, types: list[FeelType]) -> FeelType:
    name = node.function.name if isinstance(node.function, syntax.Name) else ""
    of = _GIVEN_LISTS.get(name) or _GIVES.get(form.gives, ANY)
    if name in (*_SAME_LIST, "append", "concatenate", "union") and types:
        of = bare(types[0]) if isinstance(bare(types[0]), ListOf) else of
    elif name in _OF_ELEMENTS and types:
        of = element_of(types[0])
        of = TEXT if isinstance(of, Words) else of
    if name in _PARSERS and types and bare(types[0]) == TEXT and len(types) == 1:
        return _parsed(checker, node, name, of)
    if name in _CAN_GIVE_NULL or _may_fail(node, name, types):
        return nullable(of)
    return result(of, *types) if not form.sees_unknown or name == "not" else of


def _may_fail(node: syntax.Call, name: str, types: list[FeelType]) -> bool:
    """Say whether what is given to a function may make it give null."""
    values = [argument.value for argument in node.arguments]
    if name in ("all", "any"):
        return any(may_be_null(element_of(of)) for of in types)
    if name in ("matches", "split", *_SCALED):
        first = BUILT_INS[name].forms[0].parameters[0].name
        settings = [
            argument.value
            for index, argument in enumerate(node.arguments)
            if argument.name != first and (index or argument.name)
        ]
        return not all(isinstance(value, syntax.Literal) for value in settings)
    return name in _OF_PARTS and len(values) > 1


def _parsed(checker: Checker, node: syntax.Call, name: str, of: FeelType) -> FeelType:
    """Give the type of a moment read from text; one written out must exist."""
    text = node.arguments[0].value
    if not isinstance(text, syntax.Literal):
        return nullable(of)
    value = BUILT_INS[name].on([text.value])
    if value is None:
        checker.note(mistakes.unreadable_moment(text.at))
    elif name == "duration":
        return DAYS_DURATION if hasattr(value, "days") else MONTHS_DURATION
    return of
