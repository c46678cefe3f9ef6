"""Recorded crimes kept on disk by their incident, so that any number of them can be joined."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import define, field

from hocr_engine.auditing.sheets.rows import SheetRow

_TABLES: Final = """
create table if not exists crime (incident text, file text, number integer, cells text);
"""
_INDEX: Final = "create index if not exists by_incident on crime (incident)"
_UNUSED: Final = """
select incident, file, number, cells, incident in (select id from met.incident) from crime
where incident not in (select id from met.incident where is_used) order by file, number
"""


@define
class Crimes:
    """The recorded crimes of a batch, in a file that is taken away afterwards."""

    path: Path
    kept: int = 0
    _database: sqlite3.Connection = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._database = sqlite3.connect(self.path)
        self._database.executescript(_TABLES)

    def add(self, incident: str, row: SheetRow) -> None:
        """Keep a recorded crime of an incident."""
        self.kept += 1
        cells = json.dumps(dict(row.cells), ensure_ascii=False)
        self._database.execute(
            "insert into crime values (?, ?, ?, ?)", (incident, row.file, row.number, cells)
        )

    def settle(self) -> None:
        """Make what was kept ready to be looked up, also by other processes."""
        self._database.execute(_INDEX)
        self._database.commit()

    def of(self, incident: str) -> Iterator[SheetRow]:
        """Give the recorded crimes of an incident, in the order of their rows."""
        found = self._database.execute(
            "select file, number, cells from crime where incident = ? order by file, number",
            (incident,),
        )
        for file, number, cells in found:
            yield SheetRow(file, number, json.loads(cells))

    def unused(self, met: Path) -> Iterator[tuple[str, SheetRow, bool]]:
        """
        Give the recorded crimes that no incident used was joined with, with their incidents.

        `met` is the file of the incidents met; the last part says whether theirs is among them.
        """
        self._database.execute("attach database ? as met", (str(met),))
        for incident, file, number, cells, is_met in self._database.execute(_UNUSED):
            yield incident, SheetRow(file, number, json.loads(cells)), bool(is_met)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
