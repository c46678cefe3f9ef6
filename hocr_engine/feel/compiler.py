"""
How a condition becomes a function.

Each part of the tree is compiled to a function of the run and of a frame. What a name stands for is
settled here as far as the text settles it: the frame of the caller's names is the mapping of them,
every other a pair of what one construct brings in and the frame around it. What operators make of
values is not written here; the functions that the tracing evaluator calls are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from attrs import frozen

from hocr_engine.feel import messages, syntax
from hocr_engine.feel.bounds import MAX_DEPTH, BoundExceededError
from hocr_engine.feel.errors import FeelError
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.run import ABSENT, READY, Run, Scope
from hocr_engine.feel.syntax import Expression

Frame: TypeAlias = Any  # the caller's names, or a pair of a value and the frame around it
Evaluation: TypeAlias = Callable[[Run, Frame], object]
Asked: TypeAlias = Callable[[Run, Frame], bool]


class Bindings(Protocol):
    """What is in scope at a part of the text, as far as the text tells."""

    def find(self, name: str) -> Evaluation:
        """Give what finds the value of a name in a frame."""
        ...

    def is_of_element(self, name: str) -> Asked:
        """Give what says whether a name is a member of an element that is filtered."""
        ...

    def binds(self, name: str) -> bool:
        """Say whether the text itself brings in a name."""
        ...

    def scope(self, frame: Frame) -> Scope:
        """Give the frame as the tracing evaluator holds it."""
        ...


@frozen
class Given:
    """The names that the caller gives; what is none of them may be a built-in."""

    def find(self, name: str) -> Evaluation:
        """Give what finds the value of a name in a frame."""
        built_in = BUILT_INS.get(name)

        def found(run: Run, frame: Frame) -> object:
            try:
                value = frame[name]
            except KeyError:
                return built_in
            return value if type(value) in READY else run.taken(value)

        return found

    def is_of_element(self, _: str) -> Asked:
        """Give what says whether a name is a member of an element that is filtered."""
        return lambda _, __: False

    def binds(self, _: str) -> bool:
        """Say whether the text itself brings in a name."""
        return False

    def scope(self, frame: Frame) -> Scope:
        """Give the frame as the tracing evaluator holds it."""
        return Scope(frame)


@frozen
class Named:
    """A name that a construct brings in."""

    name: str
    outer: Bindings

    def find(self, name: str) -> Evaluation:
        """Give what finds the value of a name in a frame."""
        if name == self.name:
            return lambda _, frame: frame[0]
        return _further_out(self.outer.find(name))

    def is_of_element(self, name: str) -> Asked:
        """Give what says whether a name is a member of an element that is filtered."""
        if name == self.name:
            return lambda _, __: False
        return _asked_further_out(self.outer.is_of_element(name))

    def binds(self, name: str) -> bool:
        """Say whether the text itself brings in a name."""
        return name == self.name or self.outer.binds(name)

    def scope(self, frame: Frame) -> Scope:
        """Give the frame as the tracing evaluator holds it."""
        return Scope({self.name: frame[0]}, self.outer.scope(frame[1]))


@frozen
class Keyed:
    """The keys of a context that stand before the entry worked out."""

    names: frozenset[str]
    outer: Bindings

    def find(self, name: str) -> Evaluation:
        """Give what finds the value of a name in a frame."""
        if name in self.names:
            return lambda _, frame: frame[0][name]
        return _further_out(self.outer.find(name))

    def is_of_element(self, name: str) -> Asked:
        """Give what says whether a name is a member of an element that is filtered."""
        if name in self.names:
            return lambda _, __: False
        return _asked_further_out(self.outer.is_of_element(name))

    def binds(self, name: str) -> bool:
        """Say whether the text itself brings in a name."""
        return name in self.names or self.outer.binds(name)

    def scope(self, frame: Frame) -> Scope:
        """Give the frame as the tracing evaluator holds it."""
        return Scope(dict(frame[0]), self.outer.scope(frame[1]))


@frozen
class Filtering:
    """The element of a filter, whose members come before the names outside."""

    outer: Bindings

    def find(self, name: str) -> Evaluation:
        """Give what finds the value of a name in a frame."""
        outer, is_element = self.outer.find(name), name == "item"

        def found(run: Run, frame: Frame) -> object:
            element = frame[0]
            is_context = type(element) is dict
            said = element.get(name, ABSENT) if is_context else run.said(element, name)
            if said is not ABSENT:
                return said
            return element if is_element else outer(run, frame[1])

        return found

    def is_of_element(self, name: str) -> Asked:
        """Give what says whether a name is a member of an element that is filtered."""
        outer, is_element = self.outer.is_of_element(name), name == "item"

        def asked(run: Run, frame: Frame) -> bool:
            return is_element or run.said(frame[0], name) is not ABSENT or outer(run, frame[1])

        return asked

    def binds(self, name: str) -> bool:
        """Say whether the text itself brings in a name."""
        return self.outer.binds(name)

    def scope(self, frame: Frame) -> Scope:
        """Give the frame as the tracing evaluator holds it."""
        return Scope({}, self.outer.scope(frame[1]), frame[0], is_filter=True)


def _further_out(outer: Evaluation) -> Evaluation:
    return lambda run, frame: outer(run, frame[1])


def _asked_further_out(outer: Asked) -> Asked:
    return lambda run, frame: outer(run, frame[1])


@frozen
class Around:
    """What surrounds a part of the tree: the names in scope, and how deep the part stands."""

    bindings: Bindings
    depth: int = 0

    def compiled(self, node: Expression, bindings: Bindings | None = None) -> Evaluation:
        """Give the function of a part below; raises FeelError where it is nested too deep."""
        if self.depth >= MAX_DEPTH:
            raise FeelError((messages.nested_too_deep(node.at, MAX_DEPTH),))
        within = Around(bindings or self.bindings, self.depth + 1)
        evaluation = COMPILERS[type(node)](node, within)
        if isinstance(node, _WORKED_OUT) and is_constant(node, within.bindings):
            return _worked_out_once(evaluation)
        return evaluation


Compiler: TypeAlias = Callable[[Any, Around], Evaluation]
AnyCompiler = TypeVar("AnyCompiler", bound=Compiler)
COMPILERS: dict[type, Compiler] = {}


def compiler_of(*kinds: type) -> Callable[[AnyCompiler], AnyCompiler]:
    """Give a decorator that lets a function compile these kinds of expression."""

    def enter(compiler: AnyCompiler) -> AnyCompiler:
        COMPILERS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return enter


def fixed(value: object) -> Evaluation:
    """Give the function of what is always the same."""
    return lambda _, __: value


_WORKED_OUT: Final = (syntax.Arithmetic, syntax.Negation, syntax.Call)
_MUTABLE: Final = (list, dict)


def is_constant(node: Expression, bindings: Bindings) -> bool:
    """Say whether an expression reads no name, so that it always comes to the same."""
    match node:
        case syntax.Literal():
            return True
        case syntax.ListLiteral(items=parts):
            return all(is_constant(part, bindings) for part in parts)
        case syntax.RangeLiteral(low=one, high=other) | syntax.Arithmetic(left=one, right=other):
            return is_constant(one, bindings) and is_constant(other, bindings)
        case syntax.Negation(operand=operand):
            return is_constant(operand, bindings)
        case syntax.Call(function=syntax.Name(name=name), arguments=arguments):
            known = name in BUILT_INS and not bindings.binds(name)
            return known and all(is_constant(one.value, bindings) for one in arguments)
        case _:
            return False


def _worked_out_once(evaluation: Evaluation) -> Evaluation:
    """Give the function of what reads no name, worked out now unless a limit is passed."""
    try:
        value = given_alone(evaluation)
    except (BoundExceededError, FeelError, RecursionError):
        return evaluation
    return evaluation if isinstance(value, _MUTABLE) else fixed(value)


def given_alone(evaluation: Evaluation) -> object:
    """Give the value of what reads no name."""
    names: Mapping[str, object] = {}
    return evaluation(Run(), names)
