"""Which names are in scope at each place of a condition, kept while it is read.

A name may hold signs and keywords, as `risk-level`; it is one name only where it is in scope. Names
come from outside, from the keys of contexts, from what `for`, `some` and `every` go through, and
from the parameters of functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from attrs import define, field, frozen

from hocr_engine.feel.tokens import UnreadableError, raw_tokens
from hocr_engine.text import Source, whole

BRACKETS: Final = {"LPAR", "LSQB", "LBRACE", "OUTL"}
_ITERATING, _BODY, _IF, _THEN, _ELSE = "iterating", "body", "if", "then", "else"

Spelling = tuple[str, ...]

# The words and signs that a name may have.
MAX_NAME: Final = 20


@frozen
class Known:
    """A name in scope: its words and signs, and how it was written where it was brought in."""

    spelling: Spelling
    name: str


@define
class Stretch:
    """A part of the text with the names it brings in: a bracket, or a form that may follow one."""

    kind: str
    names: list[Known] = field(factory=list)
    waiting: list[Known] = field(factory=list)
    stage: str = ""
    is_range: bool = False
    is_filter: bool = False
    is_parameters: bool = False


@define
class Index:
    """Names by their spelling, those brought in last in front."""

    names: dict[Spelling, list[str]] = field(factory=dict)
    longest: int = 0

    def add(self, known: Iterable[Known]) -> None:
        """Take names in."""
        for each in known:
            self.names.setdefault(each.spelling, []).append(each.name)
            self.longest = max(self.longest, len(each.spelling))

    def take_out(self, known: Iterable[Known]) -> None:
        """Leave out names that were taken in."""
        for each in known:
            self.names[each.spelling].pop()

    def starting(self, words: Spelling) -> Iterator[Known]:
        """Give the names that some words and signs begin with, the longest first."""
        for length in range(min(self.longest, len(words)), 1, -1):
            found = self.names.get(words[:length])
            if found:
                yield Known(words[:length], found[-1])


@lru_cache(maxsize=4096)
def spelling(name: str) -> Spelling:
    """Give the words and signs of a name; nothing where it can be no name."""
    try:
        return tuple(token.text for token in raw_tokens(whole(Source(name))))
    except UnreadableError:
        return ()


def _known(names: Iterable[str]) -> list[Known]:
    """Give those names that are more than one word: one word needs no scope to be a name."""
    return [Known(of, name) for name in names if 1 < len(of := spelling(name)) <= MAX_NAME]


def member_names(values: Iterable[object]) -> Iterator[str]:
    """Give the keys of all contexts within some values."""
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from map(str, value)
            waiting.extend(value.values())
        elif isinstance(value, list | tuple):
            waiting.extend(value)


class Scopes:
    """The stretches open at the place read, the innermost last."""

    def __init__(self, names: Iterable[str], members: Iterable[str]) -> None:
        self.stretches = [Stretch("", _known(names))]
        self.brackets: list[Stretch] = []
        self.filters = 0
        self.named, self.members = Index(), Index()
        self.named.add(self.innermost.names)
        self.members.add(self.innermost.names)
        self.members.add(_known(members))

    @property
    def innermost(self) -> Stretch:
        """Give the stretch that was opened last."""
        return self.stretches[-1]

    @property
    def bracket(self) -> Stretch | None:
        """Give the innermost bracket, or None outside all."""
        return self.brackets[-1] if self.brackets else None

    def in_scope(self, words: Spelling) -> Iterator[Known]:
        """Give the names that may stand for something here, of those that some words begin with.

        Within a filter that takes in the members of its elements.
        """
        yield from self.named.starting(words)
        if self.filters:
            yield from self.members.starting(words)

    def after_dot(self, words: Spelling) -> Iterator[Known]:
        """Give the names that may be members: keys written before, and those from outside."""
        return self.members.starting(words)

    def bring_in(self, name: str, *, at_once: bool = False) -> None:
        """Note a name; it is in scope from the end of its own value on, a parameter at once."""
        found = _known((name,))
        self.innermost.waiting.extend(found)
        if at_once:
            self._settle()
        if self.innermost.kind == "LBRACE":
            self.members.add(found)

    def enter(self, kind: str, *, is_filter: bool = False, is_parameters: bool = False) -> None:
        """Enter a bracket."""
        entered = Stretch(kind, is_filter=is_filter, is_parameters=is_parameters)
        self.stretches.append(entered)
        self.brackets.append(entered)
        self.filters += is_filter

    def leave(self) -> None:
        """Leave the innermost bracket; the parameters of a function stay for its body."""
        while self.innermost.stage:
            self._pop()
        if not self.brackets:
            return
        left = self._pop()
        self.brackets.pop()
        self.filters -= left.is_filter
        if left.is_parameters:
            self.stretches.append(Stretch("FUNCTION", left.names, stage=_BODY))
            self.named.add(left.names)

    def _pop(self) -> Stretch:
        left = self.stretches.pop()
        self.named.take_out(left.names)
        return left

    def begin(self, keyword: str) -> None:
        """Enter a form that reaches as far right as it can."""
        self.stretches.append(Stretch(keyword, stage=_IF if keyword == "IF" else _ITERATING))

    def comma(self) -> None:
        """Leave the forms that a comma ends; what went before it is in scope after it."""
        while self.innermost.stage not in ("", _ITERATING):
            self._pop()
        self._settle()

    def body(self) -> None:
        """Come from what is gone through to what is evaluated for each."""
        self._leave_until(_ITERATING, _BODY)
        self._settle()

    def then(self) -> None:
        """Come from a condition to what follows from it."""
        self._leave_until(_IF, _THEN)

    def otherwise(self) -> None:
        """Come to what follows where a condition does not hold."""
        self._leave_until(_THEN, _ELSE)

    @property
    def iterating(self) -> bool:
        """Say whether names to go through lists are being given."""
        return self.innermost.stage == _ITERATING

    def _settle(self) -> None:
        """Take what waited into scope."""
        self.named.add(self.innermost.waiting)
        self.innermost.names += self.innermost.waiting
        self.innermost.waiting = []

    def _leave_until(self, stage: str, next_stage: str) -> None:
        """Leave the forms within the one that is at a stage, and take that one further."""
        depth = len(self.stretches)
        while self.stretches[depth - 1].stage not in ("", stage):
            depth -= 1
        if self.stretches[depth - 1].stage != stage:
            return
        while len(self.stretches) > depth:
            self._pop()
        self.innermost.stage = next_stage
