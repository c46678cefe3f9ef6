"""Changes that are meant: which differences they accept, which of them are stale, a draft."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import field, frozen

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.differing import messages as say
from hocr_engine.differing.model import Comparison, Difference
from hocr_engine.text import Span

ACCEPTED_FORMAT: Final = "hocr.accepted.v1"
HEAD: Final = f"""\
# Changes that are meant. Say under each `because` why, and take out what is not meant.
format: {ACCEPTED_FORMAT}
accepted:
"""


@frozen
class Accepted:
    """One change that is meant: of what, about which decision, by which rules, and to what."""

    case: str
    about: str
    by: frozenset[str]
    after: tuple[str, ...]
    at: Span = field(eq=False, repr=False)

    def accepts(self, difference: Difference) -> bool:
        """Say whether a difference is the one that is meant."""
        return self.is_of(difference) and self.after == _after(difference)

    def is_of(self, difference: Difference) -> bool:
        """Say whether a difference is of the same, by the same rules, whatever it comes to."""
        one = difference
        return (self.case, self.about, self.by) == (one.question, one.about, frozenset(one.causes))


@frozen(slots=False, eq=False)
class Acceptance:
    """All changes that somebody has said are meant."""

    changes: tuple[Accepted, ...] = ()

    def accepts(self, difference: Difference) -> bool:
        """Say whether a difference is meant."""
        own = self._by_case.get(difference.question, ())
        return any(one.accepts(difference) for one in own)

    def left(self, differences: Iterable[Difference]) -> tuple[Difference, ...]:
        """Give the differences that nobody has said are meant."""
        return tuple(one for one in differences if not self.accepts(one))

    def stale(self, comparison: Comparison, *, whole: bool = True) -> Iterator[Diagnostic]:
        """
        Give each change that is meant and that there is not, or not so.

        Where not the `whole` was asked, nothing is said of cases that were not.
        """
        found: dict[str, list[Difference]] = {}
        for one in comparison.differences:
            found.setdefault(one.question, []).append(one)
        known = {one.question for one in comparison.outcomes}
        for meant in self.changes:
            own = found.get(meant.case, [])
            if (whole or meant.case in known) and not any(map(meant.accepts, own)):
                now = [exact for each in own if meant.is_of(each) for exact in _after(each)]
                yield say.stale_acceptance(meant.case, now, known, meant.at)

    @cached_property
    def _by_case(self) -> Mapping[str, tuple[Accepted, ...]]:
        found: dict[str, tuple[Accepted, ...]] = {}
        for one in self.changes:
            found[one.case] = (*found.get(one.case, ()), one)
        return found


def _after(difference: Difference) -> tuple[str, ...]:
    return tuple(one.exact for one in difference.after)


def drafted(comparison: Comparison) -> str:
    """Give a file that accepts every difference, but for the reasons that a person must say."""
    return HEAD + "".join(
        f"  - by: [{', '.join(map(_quoted, causes))}]\n"
        "    because:\n"
        "    changes:\n" + "".join(map(_change, differences))
        for causes, differences in comparison.by_cause().items()
    )


def _change(one: Difference) -> str:
    after = "".join(f"          - {_quoted(exact)}\n" for exact in _after(one))
    return (
        f"      - case: {_quoted(one.question)}\n"
        f"        about: {_quoted(one.about)}\n"
        f"        after:{'' if after else ' []'}\n{after}"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
