"""The tables of an audit as one page for a browser or paper, with a chart beside each share."""

from __future__ import annotations

from typing import Final

from hocr_engine.auditing.figures.model import Report
from hocr_engine.auditing.forms import charts
from hocr_engine.auditing.forms.showing import shown
from hocr_engine.pages import page

PACKAGE: Final = "hocr_engine.auditing.forms"


def as_page(report: Report) -> str:
    """Give a report as one page of HTML that needs nothing beside it; NotInstalledError."""
    return page(
        "audit.html",
        PACKAGE,
        report=report,
        shown=shown,
        chart_of=charts.chart_of,
        edge=charts.EDGE,
        line_height=charts.LINE,
    )
