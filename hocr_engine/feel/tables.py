"""The parser's tables: what each token means in each state, and the machine that follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from attrs import frozen

from hocr_engine.feel.tokens import Token

END: Final = "$END"
Make: TypeAlias = Callable[[list[Any]], Any]
Makers: TypeAlias = tuple[Make | None, ...]
# Below the number of any rule.
_NOTHING: Final = -1_000_000


@frozen
class Rule:
    """
    A rule of the grammar: what it makes of how many parts, and by which method.

    `passes_one` lets a single part through as it is; `spread` are the parts that are lists of parts
    themselves, since the grammar repeats something there.
    """

    origin: str
    size: int
    method: str
    passes_one: bool
    spread: tuple[int, ...]


@frozen
class Stop:
    """Where the tokens left the grammar: at a token (None: at the end), and what could follow."""

    token: Token | None
    expected: frozenset[str]


@frozen
class Tables:
    """
    The rules of a grammar, and for each state what a token or a recognised rule leads to.

    A number from 0 is the state that follows; one below, `~number`, is a rule that is recognised.
    """

    rules: tuple[Rule, ...]
    states: tuple[Mapping[str, int], ...]
    starts: Mapping[str, int]
    ends: Mapping[str, int]

    def parsed(self, tokens: Iterable[Token], start: str, make: Makers) -> object | Stop:
        """Give what comes of some tokens, made as `make` says, or where they leave the grammar."""
        stack, parts = [self.starts[start]], list[Any]()
        states, reduce = self.states, self._reduce
        for token in tokens:
            while (action := states[stack[-1]].get(token.type, _NOTHING)) < 0:
                if action == _NOTHING:
                    return Stop(token, self._accepted(stack, start))
                reduce(~action, stack, parts, make)
            stack.append(action)
            parts.append(token)
        while stack[-1] != self.ends[start]:
            action = states[stack[-1]].get(END, _NOTHING)
            if action == _NOTHING:
                return Stop(None, self._accepted(stack, start))
            reduce(~action, stack, parts, make)
        found: object = parts[-1]
        return found

    def makers(self, builder: object) -> Makers:
        """Give for each rule the function that makes a value of its parts; none passes it on."""
        return tuple(_maker(rule, builder) for rule in self.rules)

    def _reduce(self, number: int, stack: list[int], parts: list[Any], make: Makers) -> None:
        """Make one of the parts of a rule that is complete."""
        rule = self.rules[number]
        origin, size = rule.origin, rule.size
        made = make[number]
        if made is not None:
            found = parts[-size:] if size else []
            if size:
                del parts[-size:]
            parts.append(made(found))
        if size:
            del stack[-size:]
        stack.append(self.states[stack[-1]][origin])

    def _accepted(self, stack: list[int], start: str) -> frozenset[str]:
        """Give the kinds of tokens that lead on from a state, the end among them."""
        kinds = (kind for kind in self.states[stack[-1]] if kind.isupper())
        end = self.ends[start]
        return frozenset(kind for kind in kinds if self._leads_on(kind, list(stack), end))

    def _leads_on(self, kind: str, stack: list[int], end: int) -> bool:
        while (action := self.states[stack[-1]].get(kind)) is not None:
            if action >= 0:
                return True
            rule = self.rules[~action]
            del stack[len(stack) - rule.size :]
            stack.append(self.states[stack[-1]][rule.origin])
            if stack[-1] == end:
                return kind == END
        return False


def _maker(rule: Rule, builder: object) -> Make | None:
    """Give the function that makes a value of a rule's parts; None where one part is passed on."""
    if rule.passes_one and rule.size == 1:
        return None
    method: Make = getattr(builder, rule.method, list)
    return _spreading(method, rule.spread) if rule.spread else method


def _spreading(method: Make, spread: tuple[int, ...]) -> Make:
    def make(parts: list[Any]) -> object:
        found: list[Any] = []
        for number, part in enumerate(parts):
            found += part if number in spread else (part,)
        return method(found)

    return make
