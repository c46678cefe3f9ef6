"""Trees made at random: every construct within every other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import YearsMonths
from hocr_engine.text import Source, Span

AT: Final = Span(Source(""), 0, 0)
# With a word of the language within, or a sign, a name is known only when it is in scope.
NAMES: Final = ("a", "b", "x y", "Größe", "born-on", "date and time", "not", "if only")
KEYS: Final = (*NAMES[:4], "if", "a+b", "two\nlines", "", 'say "no"')

name = st.sampled_from(NAMES)
number = st.decimals(0, 10**9, places=3).map(abs)
moment = st.one_of(
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.timedeltas(timedelta(-999), timedelta(999)),
    st.integers(-99, 99).map(YearsMonths),
)
value: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), number, st.text(st.characters(codec="utf-8"), max_size=4), moment
)


def type_over(parts: list[tuple[str, syntax.TypeName]]) -> st.SearchStrategy[syntax.TypeName]:
    """Give types made of others: of a list, of a context, of a function."""
    names, inner = tuple(name for name, _ in parts), tuple(of for _, of in parts)
    return st.sampled_from(
        (
            syntax.TypeName("list", inner[:1], (), at=AT),
            syntax.TypeName("context", inner, names, at=AT),
            syntax.TypeName("function", inner, (), at=AT),
        )
    )


types = st.recursive(
    st.builds(syntax.TypeName, name, st.just(()), st.just(()), at=st.just(AT)),
    lambda inner: st.lists(st.tuples(name, inner), min_size=1, max_size=2).flatmap(type_over),
    max_leaves=3,
)


def made(
    kind: Callable[..., syntax.Node], *parts: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:
    """Give nodes of a kind made of parts, without a place."""
    return st.builds(kind, *parts, at=st.just(AT))


def several(part: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[tuple[Any, ...]]:
    """Give a few parts of a kind."""
    return st.lists(part, min_size=least, max_size=3).map(tuple)


def within(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Give expressions of every kind that are made of smaller ones."""
    half_open = made(syntax.HalfOpen, st.sampled_from(("=", "!=", "<", "<=", ">", ">=")), inner)
    iterations = several(made(syntax.Iteration, name, inner, st.none() | inner))
    argument = made(syntax.Argument, st.none() | name, inner)
    parameter = st.tuples(name, st.none() | types)
    entries = several(made(syntax.Entry, st.sampled_from(KEYS), inner), 0)
    tests = inner | half_open
    order = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    sums = st.sampled_from(("+", "-", "*", "/", "**"))
    quantifier = st.sampled_from(("some", "every"))
    ends = (st.booleans(), st.booleans())
    return st.one_of(
        st.builds(syntax.Path, inner, name, member_at=st.just(AT), at=st.just(AT)),
        made(syntax.Filter, inner, inner),
        made(syntax.Call, inner, several(argument, 0)),
        made(syntax.Negation, inner),
        made(syntax.Arithmetic, sums, inner, inner),
        made(syntax.Comparison, order, inner, inner),
        made(syntax.Between, inner, inner, inner),
        made(syntax.In, inner, several(tests)),
        made(syntax.AllOf, several(inner, 2)),
        made(syntax.AnyOf, several(inner, 2)),
        made(syntax.If, inner, inner, inner),
        made(syntax.For, iterations, inner),
        made(syntax.Quantified, quantifier, iterations, inner),
        made(syntax.InstanceOf, inner, types),
        made(syntax.FunctionLiteral, several(parameter, 0), inner, st.booleans()),
        made(syntax.ListLiteral, several(tests, 0)),
        made(syntax.ContextLiteral, entries),
        made(syntax.RangeLiteral, inner, inner, *ends),
        half_open,
    )


leaves: st.SearchStrategy[Expression] = made(syntax.Literal, value) | made(syntax.Name, name)
expressions: st.SearchStrategy[Expression] = st.recursive(leaves, within, max_leaves=12)
unary_tests: st.SearchStrategy[syntax.UnaryTests] = st.one_of(
    made(syntax.UnaryTests, several(expressions), st.booleans()),
    st.just(syntax.UnaryTests((), False, at=AT)),
)
