"""The command `hocr`: its commands by name, each loaded only when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from hocr_engine import __version__

INTERRUPTED = 130

# Each command is a click command called `command` in its module, and gives its exit code.
COMMANDS: Final[dict[str, str]] = {
    "decide": "hocr_engine.cli.decide",
    "explain": "hocr_engine.cli.explain",
    "ask": "hocr_engine.cli.ask",
    "replay": "hocr_engine.cli.replay",
    "check": "hocr_engine.cli.check",
    "test": "hocr_engine.cli.test",
    "show": "hocr_engine.cli.show",
    "regimes": "hocr_engine.cli.regimes",
    "diff": "hocr_engine.cli.diff",
    "audit": "hocr_engine.cli.audit",
}


class Commands(click.Group):
    """The commands, in the order in which people need them."""

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


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="hocr %(version)s")
def hocr() -> None:
    """
    Say whether a report to police must be recorded as a crime, as which, by when, and why.

    Follows the Home Office Counting Rules; supports and does not replace the force crime registrar.

    \b
    Example:
      hocr decide examples/
    """


def run(arguments: Sequence[str] | None) -> int:
    """Run the command that the arguments ask for, and give its exit code."""
    words = None if arguments is None else list(arguments)
    try:
        code = hocr.main(words, prog_name="hocr", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return code if isinstance(code, int) else 0
