"""What an evaluation leaves behind: each part with its value, and what it read."""

from __future__ import annotations

from attrs import field, frozen

from hocr_engine.feel.syntax import Expression, UnaryTests
from hocr_engine.feel.values import Thing


@frozen
class Read:
    """A fact that was looked up: a member of a thing, or a plain name."""

    thing: Thing | None
    name: str


@frozen(eq=False)
class Step:
    """One part of a condition with its value, the steps below it, and what it read.

    `bound` holds the names that an iteration gave to the elements this step is about. Where an
    undecided earlier answer was gone through, the parts are one step of the same expression for
    each possible answer.
    """

    expression: Expression | UnaryTests
    value: object
    parts: tuple[Step, ...] = ()
    read: Read | None = None
    bound: tuple[tuple[str, object], ...] = field(default=())

    @property
    def is_choice(self) -> bool:
        """Say whether the parts are the possible outcomes of undecided answers."""
        return bool(self.parts) and self.parts[0].expression is self.expression
