"""
The sieve of a decision: which of its rules are ruled out, many at a time.

Most rules of a decision are ruled out by what few facts say: what was done, to whom, with what. So
conditions are taken by what they ask about, their head. What value a head has is found once, and
for each value the rules that it rules out are kept as the bits of one number.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from hocr_engine.bounds import MAX_KEPT_FOR_VALUES
from hocr_engine.decision.parts import Numbering, Part
from hocr_engine.feel import syntax
from hocr_engine.feel.syntax import Expression, Name, Node, Path
from hocr_engine.feel.values import Unknown
from hocr_engine.rulebook.model import Rule, Topic

Says = Callable[[Part], object]
Implies = Callable[[Expression], Iterable[Expression]]
Groups = dict[int, tuple[Part, list[Part]]]

# Values that are told apart by themselves, so that what they rule out may be kept.
_PLAIN: Final = frozenset({str, bool, type(None), Decimal})
# Conditions of these alone say the same whenever what they ask about has the same value.
_SETTLED_BY_HEAD: Final = (
    syntax.Literal,
    syntax.Comparison,
    syntax.In,
    syntax.AllOf,
    syntax.AnyOf,
    syntax.If,
    syntax.Between,
    syntax.ListLiteral,
    syntax.HalfOpen,
    syntax.UnaryTests,
)


@frozen(eq=False)
class Head:
    """
    What some parts of conditions ask about and nothing else; a part of another kind is its own.

    `parts` come with the rules that each is a part of, `rules` are those of all, as bits.
    """

    asked: Part
    parts: tuple[tuple[Part, int], ...]
    rules: int
    _known: dict[tuple[type, object], int] = field(factory=dict, init=False)

    def ruled_out(self, says: Says) -> int:
        """Give the rules that are ruled out by what parts of conditions say."""
        value = says(self.asked)
        kind = type(value)
        if kind is Unknown:
            return 0
        if kind not in _PLAIN:
            return self._false(says)
        known = self._known.get((kind, value))
        if known is None:
            known = self._false(says)
            if len(self._known) < MAX_KEPT_FOR_VALUES:
                self._known[kind, value] = known
        return known

    def _false(self, says: Says) -> int:
        found = 0
        for part, rules in self.parts:
            if says(part) is False:
                found |= rules
        return found


@frozen(eq=False)
class Sieve:
    """
    What rules out rules of some topics: `by_facts` whatever was answered before, `by_answers` not.

    Rule by rule in the order of the topics each has a bit; `topics` have those of their rules.
    """

    rules: tuple[Rule, ...]
    topics: tuple[tuple[Topic, int], ...]
    by_facts: tuple[Head, ...]
    by_answers: tuple[Head, ...]
    _in_force: dict[date, int] = field(factory=dict, init=False)

    def rules_of(self, bits: int) -> Iterator[Rule]:
        """Give the rules of some bits, in their order."""
        while bits:
            lowest = bits & -bits
            yield self.rules[lowest.bit_length() - 1]
            bits ^= lowest

    def in_force(self, on: date) -> int:
        """Give the rules that stand in the edition of a day."""
        known = self._in_force.get(on)
        if known is None:
            known = sum(1 << at for at, rule in enumerate(self.rules) if rule.in_force(on))
            if len(self._in_force) < MAX_KEPT_FOR_VALUES:
                self._in_force[on] = known
        return known


def left(heads: Sequence[Head], rules: int, ruled_out: Callable[[Head], int]) -> int:
    """Give those of some rules that are left when what each head rules out is taken away."""
    for head in heads:
        if rules & head.rules:
            rules &= ~ruled_out(head)
    return rules


def sieve_of(topics: Sequence[Topic], numbering: Numbering, implies: Implies) -> Sieve:
    """Give the sieve of some topics: what most rules ask about comes first."""
    rules = tuple(rule for topic in topics for rule in topic.rules)
    masks: dict[int, int] = {}
    parts: dict[int, Part] = {}
    for at, rule in enumerate(rules):
        for part in () if rule.when is None else numbering.parts(rule.when).all_of:
            masks[part.number] = masks.get(part.number, 0) | 1 << at
            parts[part.number] = part
    groups = _groups(parts.values(), numbering)
    for part in tuple(parts.values()):
        for expression in implies(part.expression) if _is_asked_for(part) else ():
            _join(numbering.part(expression, None), masks[part.number], groups, masks, numbering)
    found = [_head(asked, several, masks) for asked, several in groups.values()]
    facts = [head for head in found if not head.asked.reads_answers]
    facts.sort(key=lambda head: -head.rules.bit_count())
    answers = (head for head in found if head.asked.reads_answers)
    return Sieve(rules, tuple(_with_bits(topics)), tuple(facts), tuple(answers))


def _with_bits(topics: Sequence[Topic]) -> Iterator[tuple[Topic, int]]:
    at = 0
    for topic in topics:
        yield topic, ((1 << len(topic.rules)) - 1) << at
        at += len(topic.rules)


def _groups(parts: Iterable[Part], numbering: Numbering) -> Groups:
    """Give parts by what they ask about, in the order in which it is first asked about."""
    groups: Groups = {}
    for part in parts:
        asked = _asked_about(part, numbering)
        groups.setdefault(asked.number, (asked, []))[1].append(part)
    return groups


def _is_asked_for(part: Part) -> bool:
    """Say whether a part is false wherever its expression is."""
    return part.tests is None or (
        not part.tests.negated and [*map(_literal, part.tests.tests)] == [True]
    )


def _literal(test: Expression) -> object:
    return test.value if isinstance(test, syntax.Literal) else None


def _join(
    part: Part, rules: int, groups: Groups, masks: dict[int, int], numbering: Numbering
) -> None:
    """Let a part that rules imply rule them out, where it asks about what is looked at anyway."""
    group = groups.get(_asked_about(part, numbering).number)
    if group is None or part.reads_answers:
        return
    if part not in group[1]:
        group[1].append(part)
    masks[part.number] = masks.get(part.number, 0) | rules


def _head(asked: Part, parts: Sequence[Part], masks: Mapping[int, int]) -> Head:
    rules = 0
    for part in parts:
        rules |= masks[part.number]
    return Head(asked, tuple((part, masks[part.number]) for part in parts), rules)


def _asked_about(part: Part, numbering: Numbering) -> Part:
    """Give what alone a part asks about; the part itself where that is several things or none."""
    tops: tuple[Node, ...] = (part.expression,)
    tops = tops if part.tests is None else (*tops, part.tests)
    paths: dict[Hashable, Expression] = {}
    if not all(_gather(top, paths) for top in tops) or len(paths) != 1:
        return part
    return numbering.part(next(iter(paths.values())), None)


def _gather(node: Node, paths: dict[Hashable, Expression]) -> bool:
    """Gather the paths in a part of a condition; False where more than their values counts."""
    if isinstance(node, Name | Path):
        paths.setdefault(repr(node), node)
        return _is_plain(node)
    if isinstance(node, syntax.Call):
        is_not = isinstance(node.function, Name) and node.function.name == "not"
        return is_not and all(_gather(one.value, paths) for one in node.arguments)
    if not isinstance(node, _SETTLED_BY_HEAD):
        return False
    return all(_gather(child, paths) for child in syntax.children(node))


def _is_plain(path: Expression) -> bool:
    """Say whether a path leads from one of the names that the caller gives, member by member."""
    while isinstance(path, Path):
        path = path.of
    return isinstance(path, Name) and path.name != "?"
