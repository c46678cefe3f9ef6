"""Compiled conditions: and, or, `if`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hocr_engine.feel import syntax
from hocr_engine.feel.compiler import Around, Evaluation, Frame, compiler_of
from hocr_engine.feel.logic import Truth, all_true, any_true, truth_of
from hocr_engine.feel.operators import agreed_on
from hocr_engine.feel.run import Run
from hocr_engine.feel.syntax import Expression
from hocr_engine.feel.values import Unknown


@compiler_of(syntax.AllOf)
def all_of(node: syntax.AllOf, around: Around) -> Evaluation:
    """Give the function of a conjunction."""
    return _joined(node.parts, around, all_true, settles=False)


@compiler_of(syntax.AnyOf)
def any_of(node: syntax.AnyOf, around: Around) -> Evaluation:
    """Give the function of a disjunction."""
    return _joined(node.parts, around, any_true, settles=True)


def _joined(
    nodes: Sequence[Expression],
    around: Around,
    join: Callable[[Iterable[Truth]], Truth],
    *,
    settles: bool,
) -> Evaluation:
    """
    Give the function of parts joined; what comes after a part that settles it is not read.

    Where it was settled by a choice the others are read as well, since they may meet more choices.
    """
    parts = tuple(map(around.compiled, nodes))
    otherwise = not settles

    def evaluation(run: Run, frame: Frame) -> object:
        settled, open_says = False, []
        for part in parts:
            said = part(run, frame)
            if said is settles:
                if run.choices is None:
                    return settles
                settled = True
            elif said is not otherwise:
                open_says.append(said)
        if settled:
            return settles
        return join(map(truth_of, open_says)) if open_says else otherwise

    return evaluation


@compiler_of(syntax.If)
def if_else(node: syntax.If, around: Around) -> Evaluation:
    """Give the function of a choice between two branches."""
    condition, then, otherwise = map(around.compiled, (node.condition, node.then, node.otherwise))

    def evaluation(run: Run, frame: Frame) -> object:
        truth = truth_of(condition(run, frame))
        if isinstance(truth, Unknown):
            return agreed_on(truth, then(run, frame), otherwise(run, frame))
        return then(run, frame) if truth is True else otherwise(run, frame)

    return evaluation
