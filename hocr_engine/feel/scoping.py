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
    is_parameters: bool = False


@lru_cache(maxsize=4096)
def spelling(name: str) -> Spelling:
    """Give the words and signs of a name; nothing where it can be no name."""
    try:
        return tuple(token.text for token in raw_tokens(whole(Source(name))))
    except UnreadableError:
        return ()


def _known(names: Iterable[str]) -> list[Known]:
    """Give those names that are more than one word: one word needs no scope to be a name."""
    return [Known(of, name) for name in names if len(of := spelling(name)) > 1]


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
        self.members = _known(members)

    @property
    def innermost(self) -> Stretch:
        """Give the stretch that was opened last."""
        return self.stretches[-1]

    @property
    def bracket(self) -> Stretch | None:
        """Give the innermost bracket, or None outside all."""
        return next((each for each in reversed(self.stretches) if each.kind in BRACKETS), None)

    def in_scope(self) -> Iterator[Known]:
        """Give the names that may stand for something here."""
        for stretch in self.stretches:
            yield from stretch.names

    def after_dot(self) -> Iterator[Known]:
        """Give the names that may be members: keys written before, and those from outside."""
        yield from self.members
        yield from self.stretches[0].names

    def bring_in(self, name: str, *, at_once: bool = False) -> None:
        """Note a name; it is in scope from the end of its own value on, a parameter at once."""
        found = _known((name,))
        (self.innermost.names if at_once else self.innermost.waiting).extend(found)
        if self.innermost.kind == "LBRACE":
            self.members.extend(found)

    def enter(self, kind: str, *, is_filter: bool = False, is_parameters: bool = False) -> None:
        """Enter a bracket; within a filter the members of the elements are in scope."""
        names = list(self.members) if is_filter else []
        self.stretches.append(Stretch(kind, names, is_parameters=is_parameters))

    def leave(self) -> None:
        """Leave the innermost bracket; the parameters of a function stay for its body."""
        self._leave_forms()
        if len(self.stretches) == 1:
            return
        left = self.stretches.pop()
        if left.is_parameters:
            self.stretches.append(Stretch("FUNCTION", left.names, stage=_BODY))

    def begin(self, keyword: str) -> None:
        """Enter a form that reaches as far right as it can."""
        self.stretches.append(Stretch(keyword, stage=_IF if keyword == "IF" else _ITERATING))

    def comma(self) -> None:
        """Leave the forms that a comma ends; what went before it is in scope after it."""
        while self._is_form and self.innermost.stage != _ITERATING:
            self.stretches.pop()
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

    @property
    def _is_form(self) -> bool:
        return bool(self.innermost.stage)

    def _settle(self) -> None:
        self.innermost.names += self.innermost.waiting
        self.innermost.waiting = []

    def _leave_forms(self) -> None:
        while self._is_form:
            self.stretches.pop()

    def _leave_until(self, stage: str, next_stage: str) -> None:
        """Leave the forms within the one that is at a stage, and take that one further."""
        depth = len(self.stretches)
        while self.stretches[depth - 1].stage not in ("", stage):
            depth -= 1
        if self.stretches[depth - 1].stage == stage:
            del self.stretches[depth:]
            self.innermost.stage = next_stage
