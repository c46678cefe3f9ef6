"""What the check accepts has an answer: no condition of a rule file comes out null."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from hocr_engine.feel import evaluate, types
from hocr_engine.feel.check import check_condition
from hocr_engine.feel.reading import read
from hocr_engine.text import Source, whole

PERSON: dict[str, types.FeelType] = {
    "age": types.Nullable(types.NUMBER),
    "ok": types.BOOLEAN,
    "sex": types.Words(("f", "m")),
}
SCOPE = types.Scope(
    {
        "n": types.NUMBER,
        "level": types.Nullable(types.NUMBER),
        "ok": types.BOOLEAN,
        "loud": types.Nullable(types.BOOLEAN),
        "place": types.Nullable(types.Words(("home", "street"))),
        "name": types.TEXT,
        "ages": types.ListOf(types.NUMBER),
        "people": types.ListOf(types.ThingType("person")),
        "suspect": types.Nullable(types.ThingType("person")),
    },
    {"person": PERSON},
)

_whole = st.sampled_from([Decimal(0), Decimal(1), Decimal(2), Decimal(-3)])
_person = st.fixed_dictionaries(
    {"age": st.none() | _whole, "ok": st.booleans(), "sex": st.sampled_from(["f", "m"])}
)
RECORDS = st.fixed_dictionaries(
    {
        "n": _whole,
        "level": st.none() | _whole,
        "ok": st.booleans(),
        "loud": st.none() | st.booleans(),
        "place": st.sampled_from([None, "home", "street"]),
        "name": st.sampled_from(["", "home", "a.b"]),
        "ages": st.lists(_whole, max_size=2),
        "people": st.lists(_person, max_size=2),
        "suspect": st.none() | _person,
    }
)

_order = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(" ".join)


def numbers() -> st.SearchStrategy[str]:
    """Give numbers, some of which may be absent."""
    simple = st.sampled_from(
        [
            *(
                "n",
                "level",
                "0",
                "1",
                "2",
                "count(ages)",
                "count(people)",
                "min(ages)",
                "sum(ages)",
            ),
            *("ages[1]", "suspect.age", "people[1].age", "string length(name)", "max(n, level)"),
            *("number(name)", "index of(ages, n)[1]", "count(people[age > 1])", "sqrt(n)"),
        ]
    )
    return st.recursive(simple, _reckoned, max_leaves=3)


def _reckoned(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sums = _joined(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map("({})".format)
    return st.one_of(sums, inner.map(lambda text: f"floor({text})"))


def _simple() -> st.SearchStrategy[str]:
    among = st.sampled_from(
        [
            *("ok", "loud", "suspect.ok", "people[1].ok", 'place = "home"', 'place in ("home")'),
            *("suspect != null", "level = null", "place != null", "loud != null", "suspect = null"),
            *(
                'starts with(name, "h")',
                "matches(name, place)",
                'contains(place, "h")',
                "n in ages",
            ),
            *("list contains(ages, level)", "some p in people satisfies p.ok", "all(people.ok)"),
            *("every p in people satisfies p.age > 1", "some a in ages satisfies a > level"),
            *('people[1].sex = "f"', "people.age = [1, null]", "suspect instance of context"),
            *("n != 0", "level > 0", 'suspect.sex in ("f", "m")', "level in (1, 2)", "even(n)"),
            *("some p in people satisfies p.age != null and p.age > 1", "odd(level)"),
            *("count(people[age != null and age > 1]) > 0", "level in [1..n]", "n in [level..2]"),
            *("place = name", 'name in ["a", "h"]', "count(people.age) = n", "loud = true"),
            *('substring(name, 2) = "o"', 'replace(name, "h", "x") = name', "ages = [1]"),
            *("is(n, level)", "every a in ages satisfies a between n and 2", "n in ages[item > 1]"),
            *('upper case(name) = "H"', 'split(name, "o")[1] = "h"', "all(people[ok].ok)"),
            *("abs(n) > 1", "n ** 2 > 1", "median(ages) > 1", "mean(ages) > n", "-level > 1"),
            *("suspect in people", "people[age = 1] = []", "count(distinct values(ages)) > n"),
            *("round up(n / 2, 0) > 1", "sublist(ages, 1)[1] > 1", "max(people.age) > 1"),
            *("some p in people, q in people satisfies p.age < q.age", "people[2] != null"),
            *("if suspect = null then ok else suspect.ok", "any(for a in ages return a > 1)"),
            *("string(level) = name", "any([loud, ok])", "all([])", "not(loud)", "n in (null, 1)"),
            *('date("2024-01-01") < date(name)', "remove(ages, 1) = []", "concatenate(ages) = []"),
        ]
    )
    compared = _joined(numbers(), _order, numbers()).map("({})".format)
    between = st.tuples(numbers(), numbers(), numbers()).map(
        "({0[0]} between {0[1]} and {0[2]})".format
    )
    within = st.tuples(numbers(), _order, numbers()).map("({0[0]} in ({0[1]} {0[2]}))".format)
    return st.one_of(among, compared, between, within)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = _joined(inner, st.sampled_from(["and", "or"]), inner).map("({})".format)
    chosen = st.tuples(inner, inner, inner).map("(if {0[0]} then {0[1]} else {0[2]})".format)
    return st.one_of(joined, joined, inner.map("not({})".format), chosen)


def conditions() -> st.SearchStrategy[str]:
    """Give conditions, many of which the check refuses."""
    return st.recursive(_simple(), _larger, max_leaves=4)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(written=conditions(), record=RECORDS)
def test_a_condition_that_the_check_accepts_is_never_null(
    written: str, record: dict[str, object]
) -> None:
    tree, mistakes = read(whole(Source(written)))
    assert mistakes == ()
    assert tree is not None
    assume(not check_condition(tree, SCOPE))

    assert evaluate(written, record) in (True, False)
