"""Every sentence about the files of an audit, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def unknown_stream(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a stream that the scheme does not have."""
    return Diagnostic("unknown-stream", f"there is no stream `{name}`", at, nearest(name, known))


def twice_named(name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two streams or tables with one name."""
    return Diagnostic(
        "audit-name-twice",
        f"`{name}` is named twice",
        at,
        "give one of them another name",
        related=(("it is first named here", first),),
    )


def stream_outside_itself(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a stream that leaves out what it is itself made of."""
    return Diagnostic(
        "stream-outside-itself",
        f"what is outside `{name}` leads back to `{name}`",
        at,
        "take out one of the streams named under `outside:`",
    )


def unknown_group(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a group that the official list does not have."""
    return Diagnostic("unknown-group", f"the list has no group `{name}`", at, nearest(name, known))


def unknown_entry(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a class or entry that the rulebook does not have."""
    return Diagnostic(
        "unknown-entry", f"there is no class and no entry `{name}`", at, nearest(name, known)
    )


def no_table_row(number: int, at: Span) -> Diagnostic:
    """Give the mistake of a line that cannot be parted into cells."""
    return Diagnostic(
        "no-table-row",
        f"line {number} cannot be parted into cells, and nothing after it was read",
        at,
        "look for a quotation mark that is not closed",
    )


def damaged_table(kind: str, at: Span) -> Diagnostic:
    """Give the mistake of a file that is not of the kind that its name says."""
    return Diagnostic(
        "damaged-table",
        f"this file cannot be read as a {kind}",
        at,
        "write it again, or save the table as CSV",
    )


def too_many_rows(most: int, at: Span) -> Diagnostic:
    """Give the mistake of a workbook with more rows than are read."""
    return Diagnostic(
        "too-many-rows",
        f"only the first {most:,} rows of a workbook are read",
        at,
        "save the table as CSV or Parquet, which have no such bound",
    )


def column_twice(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a table with two columns of one name."""
    return Diagnostic(
        "column-twice", f"two columns are called `{name}`", at, "give one of them another name"
    )


def more_cells_than_columns(number: int, columns: int, at: Span) -> Diagnostic:
    """Give the mistake of a row with more cells than the head has."""
    return Diagnostic(
        "more-cells-than-columns",
        f"row {number} has more cells than the {columns} columns of the head",
        at,
        "look for a separator within a cell, and put the cell in quotation marks",
    )


def no_such_column(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a mapping that names a column that the table does not have."""
    return Diagnostic(
        "no-such-column", f"the table has no column `{name}`", at, nearest(name, known)
    )


def unmapped_value(text: str, fact: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a word for which the mapping has no word of ours."""
    return Diagnostic(
        "unmapped-value",
        f"`{text}` is not among the words of `{fact}`",
        at,
        nearest(text, known) or f"add it under the `values:` of `{fact}` in the mapping",
    )


def not_so_written(text: str, pattern: str, at: Span) -> Diagnostic:
    """Give the mistake of a date that is not written as the mapping says."""
    return Diagnostic(
        "date-otherwise-written",
        f"`{text}` is not written as `{pattern}`",
        at,
        "mend the cell, or `written:` in the mapping",
    )


def from_or_always(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a fact that comes from nowhere, or from two places."""
    return Diagnostic(
        "from-or-always",
        f"`{name}` must come from a column or be the same always",
        at,
        "write `from:` with a column, or `always:` with a word",
    )


def without_key(what: str, at: Span) -> Diagnostic:
    """Give the mistake of a row without a cell that it cannot do without."""
    return Diagnostic("row-without-key", f"the row does not say the {what}", at, "fill in the cell")


def no_mapping(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a table that nobody says how to read."""
    return Diagnostic(
        "no-mapping",
        f"nothing says which column of the {name} is which fact",
        at,
        "draft a mapping with `hocr audit init`, and name it with `--mapping`",
    )


def without_incident(name: str, incident: str, at: Span) -> Diagnostic:
    """Give the remark on a recorded crime whose incident is not in the batch."""
    about = f"the recorded crime `{name}`" if name else "a recorded crime"
    return Diagnostic(
        "crime-without-incident",
        f"{about} is of incident `{incident}`, which is not in the batch",
        at,
        "add the incident, or leave the crime out",
        Severity.WARNING,
    )


def of_left_out(name: str, incident: str, at: Span) -> Diagnostic:
    """Give the remark on a recorded crime whose incident is left out."""
    about = f"the recorded crime `{name}`" if name else "a recorded crime"
    return Diagnostic(
        "crime-of-incident-left-out",
        f"{about} is of incident `{incident}`, which is left out",
        at,
        "mend the incident, and both are audited",
        Severity.WARNING,
    )


def incident_twice(incident: str, first: str, at: Span) -> Diagnostic:
    """Give the mistake of an incident that the same sample has twice."""
    return Diagnostic(
        "incident-twice",
        f"incident `{incident}` stands at {first} already",
        at,
        "take one of them out, or put them into samples of their own with `--apart`",
    )


def ruling_without_finding(finding: str, at: Span) -> Diagnostic:
    """Give the remark on a ruling about a finding that the batch does not have."""
    return Diagnostic(
        "ruling-without-finding",
        f"there is no finding `{finding}` in the batch",
        at,
        "name a finding by its `id` in the file of `--findings`",
        Severity.WARNING,
    )


def not_a_finding(at: Span) -> Diagnostic:
    """Give the mistake of a line that is no finding of an audit."""
    return Diagnostic(
        "not-a-finding",
        "this is no finding of an audit",
        at,
        "name a file that `hocr audit run --findings` wrote",
    )


def more_than_all(having: int, total: int, at: Span) -> Diagnostic:
    """Give the mistake of a cell of tables that counts more than there are."""
    return Diagnostic(
        "more-than-all",
        f"{having} of {total} is no count",
        at,
        "name a file that `hocr audit --format json` wrote, as it wrote it",
    )


def not_a_share(text: str, at: Span) -> Diagnostic:
    """Give the mistake of a share that is none."""
    return Diagnostic(
        "not-a-share",
        f"`{text}` is not between 0 and 1",
        at,
        "write a share, as 0.03 for 3 per cent",
    )


def band_start_twice(name: str, at: Span) -> Diagnostic:
    """Give the mistake of a band that begins where another does, or at two rates."""
    return Diagnostic(
        "band-start-twice",
        f"it is said twice where the band `{name}` begins, or another begins there",
        at,
        "write `from:` with a rate that belongs to it, or `above:` with one that does not",
    )
