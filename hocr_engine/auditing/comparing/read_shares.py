"""Reading an audit that is to be compared: the findings that it kept, or its tables as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import isfinite, nan
from pathlib import Path
from typing import Final

from hocr_engine.auditing import messages as say
from hocr_engine.auditing import words
from hocr_engine.auditing.comparing.shares import Share, Shares, ShareTable, share_of, shares_of
from hocr_engine.auditing.figures.model import Cell, Figure, Withheld
from hocr_engine.auditing.figures.tables import Settings, report
from hocr_engine.auditing.figures.tallying import Tally
from hocr_engine.auditing.forms.forms import AUDIT_FORMAT
from hocr_engine.auditing.judging.ledger import FINDING_FORMAT
from hocr_engine.auditing.judging.read_ledger import read_ledger
from hocr_engine.auditing.model import Judged
from hocr_engine.auditing.scheme.model import Scheme
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.estimating.model import Count, Estimate, Interval, Method, NotEstimable
from hocr_engine.field_messages import not_a_number
from hocr_engine.fields import Fields, document
from hocr_engine.json_nodes import read_json
from hocr_engine.nodes import Scalar
from hocr_engine.read_text import read_file
from hocr_engine.text import Source, Span

LOOKED_AT: Final = 4096
_METHODS: Final = {method.value: method for method in Method}

Met = Callable[[str], None]


def read_shares(
    path: Path, scheme: Scheme, settings: Settings, met: Met = lambda _: None
) -> tuple[Shares | None, tuple[Diagnostic, ...]]:
    """
    Give the shares of an audit, or None, and what is wrong with its file.

    Findings are counted anew by the scheme and the settings, and `met` is told each incident;
    tables stand as they are. A line that is no finding is left out, counted as such, and a mistake.
    """
    if _is_tables(path):
        return _tables(path)
    mistakes: list[Diagnostic] = []
    tally = Tally(scheme)
    for (incident, _), judged in groupby(_findings(path, mistakes), key=_group):
        found = tuple(judged)
        if found[0].carried:
            tally.carry(found)
        else:
            met(incident)
            tally.add(found)
    if mistakes and not tally.incidents:
        return None, tuple(mistakes)
    left_out = [words.audited(tally.incidents, tally.units.total())]
    left_out += [words.findings_left_out(len(mistakes))] if mistakes else []
    left_out += [words.left_open(tally.left_open)] if tally.left_open else []
    left_out += [words.ruled(tally.ruled)] if tally.ruled else []
    return shares_of(report(tally, settings, left_out)), tuple(mistakes)


def _group(one: Judged) -> tuple[str, str]:
    """Give what findings of one incident share: those carried over are told apart."""
    return one.incident, one.carried


def _is_tables(path: Path) -> bool:
    """Say whether a file holds tables; a finding says what it is on each line."""
    try:
        with path.open("rb") as file:
            head = file.read(LOOKED_AT)
    except OSError:
        return False
    return head.lstrip().startswith(b"{") and FINDING_FORMAT.encode() not in head


def _findings(path: Path, mistakes: list[Diagnostic]) -> Iterator[Judged]:
    for one in read_ledger(path):
        if isinstance(one, Judged):
            yield one
        else:
            mistakes.append(one)


def _tables(path: Path) -> tuple[Shares | None, tuple[Diagnostic, ...]]:
    source, mistakes = read_file(path)
    if source is None:
        return None, mistakes
    node, mistakes = read_json(source)
    if node is None or mistakes:
        return None, mistakes
    found: list[Diagnostic] = []
    group = document((node,), AUDIT_FORMAT, Span(Source("", str(path)), 0, 0), found)
    if group is None:
        return None, tuple(found)
    title = group.text("title")
    tables = [_table(one) for one in group.groups("tables", "the table")]
    shares = Shares(
        title=title,
        tables=tuple(one for one in tables if one.shares),
        left_out=tuple(one.text for one in group.words("left_out")),
        caveats=tuple(one.text for one in group.words("caveats")),
    )
    return None if found else shares, tuple(found)


def _table(group: Fields) -> ShareTable:
    rows = group.groups("rows", "the row")
    return ShareTable(
        group.text("id"), group.text("title"), tuple(one for row in rows for one in _row(row))
    )


def _row(row: Fields) -> Iterator[Share]:
    head = row.text("head")
    for cell in _cells(row.groups("cells", "the cell")):
        found = share_of(head, cell)
        if found is not None:
            yield found


def _cells(groups: Iterable[Fields]) -> Iterator[Cell]:
    for group in groups:
        having, total = _number(group, "numerator"), _number(group, "denominator")
        count = None
        if having is not None and total is not None:
            count = _count(having, total, group)
        yield Cell(group.text("cell"), _figure(group, count), count)


def _count(having: float, total: float, group: Fields) -> Count | None:
    if 0 <= having <= total:
        return Count(int(having), int(total))
    group.mistakes.append(say.more_than_all(int(having), int(total), group.at))
    return None


def _figure(group: Fields, count: Count | None) -> Figure:
    value, why = _number(group, "value"), _text(group, "why")
    low, high = _number(group, "low"), _number(group, "high")
    method = _METHODS.get(_text(group, "method"))
    if value is None:
        return NotEstimable(why) if why else Withheld.SMALL if count is None else count
    if low is not None and high is not None and method is not None:
        return Estimate(value, Interval(low, high, method))
    return Estimate(value, NotEstimable(why or words.NOT_TOLD))


def _text(group: Fields, name: str) -> str:
    found = group.node.get(name)
    return found.text if isinstance(found, Scalar) and not found.is_null else ""


def _number(group: Fields, name: str) -> float | None:
    """Give a number of a cell, or None where it is null or, with a mistake, none."""
    found = group.node.get(name)
    if not isinstance(found, Scalar) or found.is_null:
        return None
    try:
        number = float(found.text)
    except ValueError:
        number = nan
    if isfinite(number):
        return number
    group.mistakes.append(not_a_number(found.text, found.at))
    return None
