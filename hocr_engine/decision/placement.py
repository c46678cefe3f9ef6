"""What comes of a possible crime when it is counted, in one way of counting and in all of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from attrs import frozen

from hocr_engine.decision.entering import Outcome
from hocr_engine.decision.items import Count
from hocr_engine.decision.model import Entered, Referral, Relation
from hocr_engine.rulebook.steps import TAKES_OVER


@frozen(eq=False)
class Placement:
    """
    What a possible crime is entered as in one way of counting, and where it has gone by whom.

    `untried` stands for all ways past the bound in which it goes into another or is referred.
    """

    entered: Entered | None
    relation: Relation | None = None
    target: str = ""
    referral: Referral | None = None
    untried: bool = False

    @property
    def stands(self) -> bool:
        """Say whether it is entered by itself."""
        elsewhere = self.untried or self.relation is not None or self.referral is not None
        return self.entered is not None and not elsewhere

    @property
    def takes_over(self) -> bool:
        """Say whether a record becomes this crime."""
        return self.relation is not None and self.relation.kind in TAKES_OVER

    @property
    def name(self) -> str:
        """Give what tells this placement from another."""
        where = self.referral or (self.relation.kind if self.relation is not None else self.untried)
        return f"{self.entered.line if self.entered else ''} {where} {self.target}"


@frozen(eq=False)
class Placed:
    """
    A possible crime with every way in which it may end, and what that waits for.

    `told_with` names the crime with which it is told, where one of several is sure.
    """

    found: Outcome
    placements: tuple[Placement, ...]
    awaits: frozenset[Hashable]
    relations: tuple[Relation, ...] = ()
    told_with: str = ""

    @property
    def is_settled(self) -> bool:
        """Say whether there is one way and nothing could change it."""
        return len(self.placements) == 1 and not self.awaits


@frozen(eq=False)
class Way:
    """One way in which open possible crimes may turn out, and one in which these are counted."""

    chosen: Mapping[str, Entered | None]
    count: Count
