"""Why a record is taken for the answer to what was due: how near the two are, in words."""

from __future__ import annotations

from typing import Final

from hocr_engine.comparison import Recorded
from hocr_engine.comparison.closeness import About, What, tier
from hocr_engine.comparison.due import Due

_WHAT: Final = {
    What.SAME: "same entry",
    What.SAME_CLASS: "same class",
    What.OTHER_CODE: "same class, another code",
    What.SAME_CODE: "same code, another class",
    What.OTHER_CLASS: "another class",
    What.OTHER_REGISTER: "another register",
    What.NO_ENTRY: "no entry",
    What.PART: "part of another crime",
    What.UNSAID: "entry not told",
}
_ABOUT: Final = {
    About.OWN: "same allegation",
    About.COUNTED: "an allegation that counts with it",
    About.SAME_PEOPLE: "same people",
    About.UNSAID: "nothing said of what it is about",
}
EARLY: Final = "made before the report"


def matched_by(record: Recorded, due: Due) -> str:
    """Give by what a record was matched with what was due, or nothing where it was not."""
    found = tier(record, due)
    if found is None:
        return ""
    what, about, is_early = found
    parts = (_WHAT[What(what)], _ABOUT[About(about)], EARLY if is_early else "")
    return "; ".join(filter(None, parts))
