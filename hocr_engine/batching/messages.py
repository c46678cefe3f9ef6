"""Every sentence about batches of incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Span

NO_ARROW: Final = (
    "batches of decisions need the library `pyarrow`;"
    " install it with `pip install 'hocr_engine[tables]'`, or write `.jsonl` or `.csv`"
)


def no_record(at: Span) -> Diagnostic:
    """Give the mistake of a row without an incident."""
    return Diagnostic(
        "no-record",
        "the row holds no incident",
        at,
        help="write the incident as JSON in the column `record`, or leave the row out",
    )


def no_records(names: Iterable[str]) -> str:
    """Give the sentence about a batch that holds no incidents at all."""
    there = ", ".join(f"`{name}`" for name in names) or "none"
    return f"a batch of incidents has them as JSON in its column `record`; its columns are {there}"


def named_twice(name: str) -> str:
    """Give the sentence about a batch of incidents in which columns share a name that is read."""
    return f"a batch of incidents has more than one column `{name}`; keep one, or rename the others"
