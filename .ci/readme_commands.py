"""Print one of the README's two commands, so that CI runs what a reader would type.

Usage: python .ci/readme_commands.py main | install | test

`main` is the line with `hocr decide`, the whole of it.
The line with `pytest` is printed in two parts, since the tools that it installs are needed in
between: `install` is what stands before the last `&&`, `test` what stands after it.
A README without exactly one of each line in its fenced blocks is an error.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def command(ending: str) -> str:
    """Give the one line of a fenced block that installs the project and then runs a command."""
    blocks = [block[1] for block in FENCED.finditer(README.read_text(encoding="utf-8"))]
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    found = [line for line in lines if re.fullmatch(rf"pip install .*&&\s*{ending}.*", line)]
    if len(found) != 1:
        sys.exit(f"README.md must hold one line `pip install … && {ending} …`, found {len(found)}")
    return str(found[0])


def main() -> None:
    """Print the command asked for."""
    match sys.argv[1:]:
        case ["main"]:
            print(command("hocr decide"))
        case ["install"]:
            print(command("pytest").rpartition("&&")[0].strip())
        case ["test"]:
            print(command("pytest").rpartition("&&")[2].strip())
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
