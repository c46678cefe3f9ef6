"""Times in records: local in London, unless they say their offset."""

from __future__ import annotations

from datetime import datetime

import pytest

from hocr_engine import load_rulebook
from hocr_engine.vocabulary.values import BadValueError, moment

RIGHT = """
a time in winter                    2026-01-04 11:05                 2026-01-04T11:05:00+00:00
a time in summer                    2026-05-04 11:05                 2026-05-04T11:05:00+01:00
the form of other programs          2026-05-04T11:05:30              2026-05-04T11:05:30+01:00
parts of a second                   2026-05-04T11:05:30.25           2026-05-04T11:05:30.25+01:00
a day alone is its midnight         2026-05-04                       2026-05-04T00:00:00+01:00
universal time                      2026-05-04T10:05Z                2026-05-04T11:05:00+01:00
an offset is turned into London's   2026-05-04 11:05+05:30           2026-05-04T06:35:00+01:00
the first of two hours              2026-10-25 01:30+01:00           2026-10-25T01:30:00+01:00
the second of two hours             2026-10-25 01:30+00:00           2026-10-25T01:30:00+00:00
just before the clocks go back      2026-10-25 00:59                 2026-10-25T00:59:00+01:00
just after the clocks went back     2026-10-25 02:00                 2026-10-25T02:00:00+00:00
just before the clocks go forward   2026-03-29 00:59                 2026-03-29T00:59:00+00:00
just after the clocks went forward  2026-03-29 02:00                 2026-03-29T02:00:00+01:00
the last minute of the calendar     9999-12-31 23:59                 9999-12-31T23:59:00+00:00
"""
WRONG = """
the hour that is repeated           2026-10-25 01:00                 ambiguous-hour
the last of the repeated hour       2026-10-25 01:59                 ambiguous-hour
the hour that is skipped            2026-03-29 01:30                 ambiguous-hour
beyond the end of the calendar      9999-12-31 23:59-05:00           not-a-time
before its beginning                0001-01-01 00:00+05:00           not-a-time
no day of the calendar              2026-02-29 10:00                 not-a-time
no hour of the day                  2026-05-04 24:00                 not-a-time
a time without its day              11:05                            not-a-time
a day of the week of a year         2026-W10-1                       not-a-time
digits alone                        20260504                         not-a-time
another sign between them           2026-05-04x11:05                 not-a-time
as people write it                  04/05/2026                       not-a-time
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """Give the lines of a table: what is shown, what is written, what comes of it."""
    lines = (line for line in table.splitlines() if line)
    return [(line[:36].strip(), line[36:69].strip(), line[69:].strip()) for line in lines]


@pytest.mark.parametrize(("shown", "written", "read"), rows(RIGHT))
def test_a_time_is_read_as_londons(shown: str, written: str, read: str) -> None:
    found, expected = moment(written), datetime.fromisoformat(read)

    assert found.timestamp() == expected.timestamp(), shown
    assert found.utcoffset() == expected.utcoffset(), shown


@pytest.mark.parametrize(("shown", "written", "code"), rows(WRONG))
def test_what_is_no_one_time_is_refused(shown: str, written: str, code: str) -> None:
    with pytest.raises(BadValueError) as found:
        moment(written)

    assert found.value.code == code, shown


def test_reports_in_the_repeated_hour_are_decided_in_order_of_receipt() -> None:
    allegation = {"id": "slap", "act": "assault", "injury": "none", "account": {"says": "happened"}}
    carried = {"carries": ["slap"], "by": {"capacity": "victim"}}
    incident = {
        "format": "hocr.incident.v1",
        "id": "INC-1",
        "allegation": allegation,
        "reports": [
            {"id": "after", "received_at": "2026-10-25 01:15+00:00", **carried},
            {"id": "before", "received_at": "2026-10-25 01:45+01:00", **carried},
        ],
    }

    decision = load_rulebook().decide(incident)

    assert [report.report for report in decision.reports] == ["before", "after"]
