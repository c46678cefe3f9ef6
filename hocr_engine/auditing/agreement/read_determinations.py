"""Reading what the rules or an auditor made of findings, from either kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hocr_engine.auditing.agreement.second import Determination, Determinations
from hocr_engine.auditing.judging.read_ledger import read_ledger
from hocr_engine.auditing.judging.read_rulings import read_rulings
from hocr_engine.auditing.judging.rulings import Rulings
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.sheets.read_sheet import TABLES
from hocr_engine.auditing.sheets.rows import told


def is_of_rulings(path: Path) -> bool:
    """Say whether a file is a table of rulings, and not one of findings."""
    return path.suffix in TABLES


def read_determinations(path: Path, into: Determinations, *, of_rules: bool) -> Iterator[str]:
    """
    Keep what a file makes of findings, and give what is wrong with each line left out.

    `of_rules` takes of a finding that an auditor ruled on what the rules had made of it, without
    its class, which they may not have given. TableLibraryError.
    """
    if is_of_rulings(path):
        rulings = Rulings()
        yield from read_rulings(path, rulings)
        # Nobody has asked for any of them yet, so all are unmet.
        for one in rulings.unmet():
            into.add(one.finding, Determination(one.verdict.value, one.entry))
        return
    for found in read_ledger(path):
        if isinstance(found, Judged):
            into.add(found.id, _determination(found, of_rules=of_rules))
        else:
            yield told(found)


def _determination(one: Judged, *, of_rules: bool) -> Determination:
    if of_rules and one.ruled_by:
        return Determination(one.by_rules, "", one.rules)
    return Determination(one.verdict.value, one.entry, one.rules)
