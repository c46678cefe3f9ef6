"""`hocr audit`: what a batch should have become against what was recorded, in tables."""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

RUN: Final = "run"
# How some ask for one incident: as an option and not as a command.
ONE: Final = "--one"
# Each is a click command called `command` in its module; the first is meant where none is named.
COMMANDS: Final[dict[str, str]] = {
    RUN: "hocr_engine.cli.audit_run",
    "one": "hocr_engine.cli.audit_one",
    "init": "hocr_engine.cli.audit_init",
    "cell": "hocr_engine.cli.audit_cell",
    "compare": "hocr_engine.cli.audit_compare",
    "plan": "hocr_engine.cli.audit_plan",
    "sample": "hocr_engine.cli.audit_sample",
    "sheet": "hocr_engine.cli.audit_sheet",
    "agree": "hocr_engine.cli.audit_agree",
}


class Audit(click.Group):
    """The commands of an audit; files without a command are audited."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what names no command for files to audit."""
        if args and args[0] == ONE:
            args = [ONE.lstrip("-"), *args[1:]]
        if args and args[0] not in (*COMMANDS, *ctx.help_option_names):
            args = [RUN, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by its name, loading it now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Audit)
def command() -> None:
    """
    Audit a batch: what should have been recorded against what was, in the inspectors' tables.

    `hocr audit FILE…` audits incidents, as `hocr audit run FILE…` does; its options stand under
    `hocr audit run --help`. Every figure leads back to records with `hocr audit cell`.

    \b
    Examples:
      hocr audit examples/lancashire/
      hocr audit incidents.csv --crimes crimes.csv --mapping mapping.yaml --findings findings.jsonl
      hocr audit --one examples/lancashire/victim-wants-no-action-2018.yaml
      hocr audit cell findings.jsonl "violence/missing"
    """
