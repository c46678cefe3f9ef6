"""The command line: the door through which people ask for decisions, checks and tests."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

BAD_INPUT = 2
OUR_FAULT = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `hocr` and give its exit code: 0 fine, 1 findings, 2 bad input or usage, 3 our fault."""
    from hocr_engine.cli.commands import run  # noqa: PLC0415 so that a fault in loading is caught too
    from hocr_engine.collecting import collect_seldom  # noqa: PLC0415 for the same reason

    collect_seldom()

    try:
        return run(arguments)
    except BrokenPipeError:
        # The reader went away (`hocr decide … | head`); say nothing more, also not while closing.
        with suppress(BrokenPipeError):
            sys.stdout.close()
        return 0
    except Exception:
        return _our_fault()


def _our_fault() -> int:
    """Say that the fault is ours, with no word of the facts; HOCR_DEBUG shows where it happened."""
    if os.environ.get("HOCR_DEBUG"):
        traceback.print_exc()
    print(
        "hocr: this is a fault in the program; please report it, with what is shown under "
        "HOCR_DEBUG=1 once you have made sure that it holds nothing confidential",
        file=sys.stderr,
    )
    return OUR_FAULT
