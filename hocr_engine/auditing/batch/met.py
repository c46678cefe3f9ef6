"""Which incidents a batch has had so far, kept on disk so that any number of them can be."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from attrs import define, field

# Nothing in it outlives the audit, so it need not survive the machine's end either.
_TABLES: Final = """
pragma journal_mode = off;
pragma synchronous = off;
create table incident (id text, sample text, is_used integer, place text, primary key (id, sample))
without rowid;
"""
_FIRST: Final = "select place from incident where id = ? and sample = ? and is_used"
_MEET: Final = """
insert into incident values (?, ?, ?, ?)
on conflict (id, sample) do update set is_used = max(is_used, excluded.is_used)
"""


@define
class Met:
    """The incidents of a batch with their samples, in a file that is taken away afterwards."""

    path: Path
    _database: sqlite3.Connection = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._database = sqlite3.connect(self.path)
        self._database.executescript(_TABLES)

    def first(self, incident: str, sample: str) -> str | None:
        """Give where an incident of a sample was used before, or None."""
        found = self._database.execute(_FIRST, (incident, sample)).fetchone()
        return None if found is None else str(found[0])

    def add(self, incident: str, sample: str, place: str, *, is_used: bool) -> None:
        """Keep an incident, and whether it is used; what was used once stays so."""
        self._database.execute(_MEET, (incident, sample, is_used, place))

    def settle(self) -> None:
        """Make what was kept ready to be looked up from elsewhere."""
        self._database.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
