"""How much is told of the rules that were tried."""

from __future__ import annotations

from enum import Enum, auto

from hocr_engine.explanation.outline import Reason, Tried


class Depth(Enum):
    """The rules that apply, every rule that was tried, or these in their author's words."""

    APPLYING = auto()
    TRIED = auto()
    SOURCE = auto()

    @property
    def title(self) -> str:
        """Give the title above the rules."""
        if self is Depth.APPLYING:
            return "The rules that apply"
        return "Every rule that was tried"

    def rules(self, reason: Reason) -> tuple[Tried, ...]:
        """Give the rules that are told of a reason."""
        return reason.applying if self is Depth.APPLYING else reason.tried
