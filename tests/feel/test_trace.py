"""What an evaluation leaves behind: steps, reads, and the reads that suffice."""

from __future__ import annotations

import pytest
from attrs import field, frozen

from hocr_engine.feel import OneOf, Unknown, evaluate
from hocr_engine.feel.parse import parse, parse_tests
from hocr_engine.feel.support import Support
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.trace import Read, Step, support, trace, trace_tests, value_of
from hocr_engine.text import Source, whole
from tests.feel.facts import Watched

UNKNOWN = Unknown(frozenset({"u"}))


@frozen
class Person:
    """A thing of the record, as the incident floor makes them."""

    name: str
    says: dict[str, object] = field(eq=False)
    kind: str = "person"

    def member(self, name: str) -> object:
        """Give what is said under a name."""
        return self.says[name]


ANN = Person("Ann", {"age": 12, "hurt": True, "friend": None})
BOB = Person("Bob", {"age": 40, "hurt": False, "friend": ANN})
CAT = Person("Cat", {"age": UNKNOWN, "hurt": UNKNOWN, "friend": UNKNOWN})
FACTS: dict[str, object] = {
    "victim": BOB,
    "people": [ANN, BOB, CAT],
    "grave": False,
    "maybe": UNKNOWN,
    "limit": 18,
}


def tree_of(text: str) -> Expression:
    tree, mistakes = parse(whole(Source(text)))
    assert tree is not None, mistakes
    return tree


def reads_for(text: str) -> set[str]:
    """Give the facts that suffice, each as its holder and its name."""
    reads = support(trace(tree_of(text), FACTS))
    return {f"{getattr(read.thing, 'name', '')}.{read.name}".lstrip(".") for read in reads}


def test_a_step_keeps_the_author_s_words_and_the_value_of_every_part() -> None:
    step = trace(tree_of("grave and victim.age > limit"), FACTS)

    assert [(part.expression.at.text, part.value) for part in step.parts] == [
        ("grave", False),
        ("victim.age > limit", True),
    ]


def test_a_member_is_read_from_the_thing_that_has_it() -> None:
    step = trace(tree_of("victim.friend.age"), FACTS)

    assert step.value == 12
    assert step.read == Read(ANN, "age")
    assert step.parts[0].read == Read(BOB, "friend")
    assert step.parts[0].parts[0].read == Read(None, "victim")


def test_the_members_of_an_element_come_before_the_names_outside() -> None:
    names = {**FACTS, "age": 99}

    assert evaluate("[people[1], victim][age = 12]", names) == [ANN]
    assert evaluate("count(people[age < limit]) >= 1", names) is True


def test_a_name_is_looked_up_only_when_needed_and_once_for_each_place() -> None:
    names = Watched({**FACTS, "count": 3})

    assert value_of(tree_of("not(grave) and limit > limit - count(people)"), names) is True
    assert names.looked_up == ["grave", "limit", "limit", "people"]


@pytest.mark.parametrize("text", ["grave and limit > 1", "not(grave) or limit > 1"])
def test_what_comes_after_a_part_that_settles_it_is_told_and_read_for_that_alone(text: str) -> None:
    names, traced = Watched(FACTS), Watched(FACTS)

    assert value_of(tree_of(text), names) is trace(tree_of(text), traced).value
    assert names.looked_up == ["grave"]
    assert traced.looked_up == ["grave", "limit"]


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("grave and victim.age > limit", {"grave"}),
        ("victim.age > 3 or grave", {"victim", "Bob.age"}),
        ("grave or victim.age > 3", {"victim", "Bob.age"}),
        ("maybe and grave", {"grave"}),
        ("not(grave and maybe)", {"grave"}),
        ("some p in people satisfies p.age < limit", {"people", "Ann.age", "limit"}),
        ("every p in people satisfies p.age < limit", {"people", "Bob.age", "limit"}),
        ("some p in people satisfies p.age > 50", {"Cat.age"}),
        ("count(people[hurt]) >= 1", {"people", "Ann.hurt", "Bob.hurt"}),
        ("count(people[hurt]) >= 2", {"Cat.hurt"}),
        (
            "some p in people[hurt] satisfies p.age = 12",
            {"people", "Ann.hurt", "Bob.hurt", "Ann.age"},
        ),
        ("if maybe then limit else limit", {"limit"}),
        ("if grave then maybe else limit", {"grave", "limit"}),
        ("maybe and not(grave)", {"maybe"}),
        ("people.age = [12]", {"people", "Ann.age", "Bob.age"}),
    ],
)
def test_the_facts_that_suffice_are_named(text: str, reads: set[str]) -> None:
    assert reads_for(text) == reads


def test_a_read_that_stands_for_a_definition_can_be_opened() -> None:
    definition = trace(tree_of("limit > 3"), FACTS)
    step = trace(tree_of("adult and not(grave)"), {**FACTS, "adult": definition.value})

    def opened(read: Read) -> Step | None:
        return definition if read.name == "adult" else None

    assert {read.name for read in support(step)} == {"adult", "grave"}
    assert {read.name for read in support(step, opened)} == {"limit", "grave"}


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        # Were it grave, or the limit another, it would be settled though the other is unknown.
        ("not(grave) and maybe", {"grave"}),
        ("grave or maybe", {"grave"}),
        ("maybe and limit > 3 and not(grave)", {"limit", "grave"}),
        ("not(maybe and not(grave))", {"grave"}),
        ("maybe", set()),
        ("not(waits)", {"limit"}),
    ],
)
def test_what_leaves_an_undecided_value_so_is_told_beside_what_it_waits_for(
    text: str, beside: set[str]
) -> None:
    definition = trace(tree_of("maybe and limit > 3"), FACTS)
    step = trace(tree_of(text), {**FACTS, "waits": definition.value})
    reads = Support(lambda read: definition if read.name == "waits" else None).beside(step)

    assert {read.name for read in reads} == beside


def test_a_quantifier_s_step_names_the_element() -> None:
    step = trace(tree_of("some p in people satisfies p.hurt"), FACTS)

    assert [part.bound for part in step.parts[1:]] == [(("p", each),) for each in (ANN, BOB, CAT)]


def test_unary_tests_leave_a_step_for_each_test() -> None:
    tests, _ = parse_tests(whole(Source("< limit, 40")))
    assert tests is not None
    step = trace_tests(tests, 40, FACTS)

    assert step.value is True
    assert [part.value for part in step.parts] == [18, 40]


def test_undecided_answers_are_gone_through_together() -> None:
    undecided = OneOf(("8N", "9A"), frozenset({"injury"}), "class")
    step = trace(tree_of('code = "8N" or code = "9A"'), {"code": undecided})

    assert step.value is True
    assert step.is_choice
    assert [part.value for part in step.parts] == [True, True]
    assert {read.name for read in support(step)} == {"code"}


def test_too_many_possibilities_leave_the_answer_unknown() -> None:
    names = {letter: OneOf((True, False), frozenset({letter}), letter) for letter in "abcdefghij"}
    value = evaluate(" and ".join(names), names)

    assert value == Unknown(frozenset("abcdefghij"))


def test_the_awaited_facts_of_an_answer_are_those_still_in_play() -> None:
    a, b = Unknown(frozenset({"a"})), Unknown(frozenset({"b"}))

    assert evaluate("a and b", {"a": a, "b": b}) == Unknown(frozenset({"a", "b"}))
    assert evaluate("(a and false) or b", {"a": a, "b": b}) == b


def test_a_choice_that_follows_from_another_goes_with_it() -> None:
    code = OneOf(("8N", "9A"), frozenset({"injury"}), "class")
    grave = evaluate('code = "8N"', {"code": code})
    also = evaluate('code != "9A"', {"code": code})

    assert isinstance(grave, OneOf)
    assert evaluate("grave = also", {"grave": grave, "also": also}) is True
