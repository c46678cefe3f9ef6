"""The two laws, by brute force: definite answers are final, the known gives nothing unknown."""

from __future__ import annotations

from itertools import product

import pytest

from hocr_engine.feel import Unknown, is_undecided
from hocr_engine.feel.functions.registry import BUILT_INS, Form
from hocr_engine.feel.parse import parse
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import value_of
from hocr_engine.feel.values import Range, identical, plain
from hocr_engine.text import Source, whole
from tests.feel.facts import completions, placed

Facts = dict[str, object]

UNKNOWN = Unknown(frozenset({"?"}))
DOMAIN = [None, True, False, plain(1), plain(2), "a", [], [plain(1)], {"ok": True, "n": plain(1)}]
OPERANDS = [
    *DOMAIN,
    UNKNOWN,
    [UNKNOWN],
    [plain(1), UNKNOWN],
    [UNKNOWN, plain(2)],
    {"ok": UNKNOWN, "n": plain(1)},
    {"n": UNKNOWN},
]
ROWS = [
    [],
    [{"ok": UNKNOWN, "n": plain(1)}],
    [{"ok": True, "n": plain(1)}, {"ok": UNKNOWN, "n": plain(2)}],
    [{"ok": True, "n": UNKNOWN}, {"ok": UNKNOWN, "n": UNKNOWN}],
    [{"ok": False, "n": plain(1)}, {"ok": None, "n": UNKNOWN}, {"n": plain(2), "ok": UNKNOWN}],
]

BINARY = [
    *("a = b", "a != b", "a < b", "a <= b", "a > b", "a >= b", "a and b", "a or b"),
    *("a + b", "a - b", "a * b", "a / b", "a ** b", "a in b", "a in (b, 2)", "a in (< b)"),
    *(
        "a in [b..2]",
        "a between b and 2",
        "a between 1 and b",
        "if a then b else 1",
        "[a, b] = [1, 2]",
    ),
    *("a[b]", "b[item = a]", "b[a]", "{x: a} = {x: b}", "if a = 1 then b else b", "[a, b]"),
    *("some x in a satisfies x = b", "every x in a satisfies x = b", "for x in a return x"),
    *("count(a) > 1 or b", "some x in a, y in b satisfies x = y", "a.n = b", "a.ok and b"),
    *("(a = b) = true", "for x in a return [x, b]", "count(for x in a return b) = 1", "-a = b"),
    *("a instance of number", "a instance of list<number>", "[a, b] instance of list<number>"),
]
OF_ROWS = [
    *("count(r[ok])", "count(r[ok]) >= 2", "count(r[ok]) = 1", "count(r[ok]) != 3", "r[ok].n"),
    *(
        "some x in r[ok] satisfies x.n = 1",
        "every x in r[ok] satisfies x.n = 1",
        "r[1].n",
        "r[-1].n",
    ),
    *("list contains(r[ok].n, 1)", "1 in r[ok].n", "r[ok].n = [1]", "r[n = 1]", "r[ok][n = 1]"),
    *("count(r[ok][n = 2]) = 0", "for x in r[ok] return x.n", "r[ok][1]", "r[n]", "r[count(r)]"),
    *("all(r[ok].ok)", "any(r[ok].ok)", "count(append(r[ok], 1)) > 2", "reverse(r[ok]).n"),
    *("count(concatenate(r[ok], r)) > 3", "if r[ok] = [] then 1 else 2", "not(r[ok] = [])"),
    *("count(r[ok]) + count(r[n = 1]) > 4", "count(r[ok]) - 1 = 0", "count(r[ok]) in (5, 6)"),
    *("count(r[ok]) in [0..9]", "count(r[ok]) between 0 and 9", "sum(r[ok].n) > 0"),
    *("r[ok] instance of list<number>", "distinct values(r[ok].n)", "string join(r[ok].n)"),
    *("sort(r[ok], function(x, y) x.n < y.n)", "index of(r[ok].n, 1)", "min(r[ok].n)"),
    *(
        "some x in r[ok], y in r[n = 1] satisfies x.n = y.n",
        "every x in r, y in r[ok] satisfies y.ok",
    ),
]


def tree_of(text: str) -> Expression:
    tree, mistakes = parse(whole(Source(text)), ("a", "b", "r"))
    assert tree is not None, mistakes
    return tree


def assert_final(tree: Expression, facts: Facts) -> None:
    """Check that a definite answer stays for every completion, and that the known settles all."""
    answer = value_of(tree, facts)
    definite = not is_undecided(answer)
    for complete in completions(facts, DOMAIN):
        value = value_of(tree, complete)
        assert not is_undecided(value)
        if definite:
            assert identical(value, answer)


@pytest.mark.parametrize("text", BINARY)
def test_an_answer_about_two_operands_is_final(text: str) -> None:
    tree = tree_of(text)

    for a, b in product(OPERANDS, OPERANDS):
        assert_final(tree, {"a": placed(a, "a"), "b": placed(b, "b")})


@pytest.mark.parametrize("text", OF_ROWS)
def test_an_answer_about_a_list_with_undecided_elements_is_final(text: str) -> None:
    tree = tree_of(text)

    for rows in ROWS:
        assert_final(tree, {"r": placed(rows, "r")})


SAMPLES: dict[str, list[object]] = {
    "number": [plain(1), plain(-2)],
    "text": ["ab", "2024-01-31"],
    "boolean": [True],
    "list": [[plain(1), plain(2)], [True, None], ["a"], []],
    "context": [{"key": "a", "value": plain(1)}],
    "range": [Range(plain(1), plain(2))],
    "point": [plain(1), "a"],
    "any": [None, True, plain(1), "a", [plain(1)]],
}


def filling(kind: str) -> list[object]:
    """Give values of a kind, then the unknown, alone and within a list."""
    known = SAMPLES.get(kind, [plain(1)])
    return [*known, UNKNOWN, *([[plain(1), UNKNOWN], [UNKNOWN]] if kind in ("list", "any") else [])]


FORMS = [(name, form) for name, built_in in sorted(BUILT_INS.items()) for form in built_in.forms]


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[name for name, _ in FORMS])
def test_what_a_built_in_function_answers_is_final(name: str, form: Form) -> None:
    kinds = [parameter.kind for parameter in form.parameters][:3]
    letters = "abc"[: len(kinds)]
    tree = tree_of(f"{name}({', '.join(letters)})")

    for values in product(*map(filling, kinds)):
        facts: Facts = {
            letter: placed(value, letter) for letter, value in zip(letters, values, strict=True)
        }
        assert_final(tree, facts)
