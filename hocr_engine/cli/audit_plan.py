"""`hocr audit plan`: how many incidents to look at for intervals as narrow as wanted."""

from __future__ import annotations

from pathlib import Path

import click

from hocr_engine.auditing.sampling.plans import plan_report
from hocr_engine.auditing.sampling.read_plan import read_plan
from hocr_engine.cli.audit_forms import form_option, out_option, refuse_without_file, write
from hocr_engine.cli.rules import UNREADABLE, show_mistakes


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN")
@form_option
@out_option
def command(plan: Path, form: str, out: Path | None) -> int:
    """
    Tell how many incidents of each stratum to look at, and how sure the rate of all will be.

    PLAN is a YAML file: of each stratum the half-width wanted, the rate supposed, the crimes an
    incident brings, the design effect, and the population and weight where they are known.

    \b
    Example:
      hocr audit plan audits/example/plan.yaml
    """
    refuse_without_file(form, out)
    found, mistakes = read_plan(plan)
    if show_mistakes(mistakes) or found is None:
        return UNREADABLE
    write(plan_report(found), form, out)
    return 0
