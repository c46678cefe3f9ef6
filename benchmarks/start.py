"""
How quickly a process starts with the rulebook, beside one that only does `import attrs, click`.

Usage: python benchmarks/start.py [--times TIMES]

Every time is the processor time of a fresh Python, from its start to its end, and the shortest of
several that were taken in turn; on a machine without other work it is what the clock says as well.
What is kept lies in a folder of this run's own, and the rulebook is a copy. As it is installed, the
engine has its rules beside it, and the data that was made of them when it was built. What Python
compiles is kept, whatever the environment says of that, as it is where a wheel was installed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from hocr_engine.rulebook.read import IN_WHEEL, bundled

TREE: Final = Path(__file__).parent.parent
EXAMPLE: Final = TREE / "examples" / "threat-in-the-kitchen.yaml"
BESIDE: Final = Path(*IN_WHEEL.parts[-3:])
EDITED: Final = Path("counting") / "driving.yaml"
MEASURE: Final = "import attrs, click"
LOAD: Final = "import hocr_engine; book = hocr_engine.load_rulebook({rules!r}).book"
ALL: Final = f"{LOAD}; book.vocabulary, book.decisions, book.steps, book.rows, book.rule"
DECIDE: Final = (
    "from hocr_engine.cli.commands import run; run(['decide', '--rules', {rules!r}, {example!r}])"
)
CHECK: Final = "from hocr_engine.cli.commands import run; run(['check', {edited!r}])"
# What the kernel knows of this program alone, unlike what it knows of the process.
MEMORY: Final = "; print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"


@frozen
class Start:
    """Something that a fresh Python does, whether by what is kept, and what is done before it."""

    name: str
    code: str
    cache: str
    before: Callable[[], object] | None = None
    engine: Path = TREE


def starts(rules: Path, cache: Path, installed: Path) -> list[Start]:
    """Give what is measured; the first is the measure of all others."""
    fresh = cache.with_name("fresh")
    edited = rules / EDITED
    names = {"rules": str(rules), "example": str(EXAMPLE), "edited": str(edited)}
    kept, load, decide = str(cache), LOAD.format(**names), DECIDE.format(**names)
    forget = partial(empty, fresh)
    beside = {"rules": str(installed / BESIDE), "example": str(EXAMPLE)}
    return [
        Start("import attrs, click", MEASURE, "off"),
        Start("import hocr_engine", "import hocr_engine", kept),
        Start("load, warm", load, kept),
        Start("load and make every part, warm", ALL.format(**names), kept),
        Start("hocr decide, warm", decide, kept),
        Start("load, cold", load, "off"),
        Start("load, cold, and keep", load, str(fresh), forget),
        Start("hocr decide, cold", decide, "off"),
        Start(
            "load, first start as installed", LOAD.format(**beside), str(fresh), forget, installed
        ),
        Start("hocr decide, the same", DECIDE.format(**beside), str(fresh), forget, installed),
        Start("load, one rule edited", load, kept, lambda: edit(edited)),
        Start("hocr check of one edited file", CHECK.format(**names), kept, lambda: edit(edited)),
    ]


def empty(cache: Path) -> None:
    """Forget what is kept in a folder."""
    shutil.rmtree(cache, ignore_errors=True)


def install(engine: Path) -> None:
    """Put the engine into a folder as its wheel does, with its rules beside it."""
    place = engine / BESIDE
    shutil.copytree(TREE / "hocr_engine", engine / "hocr_engine")
    shutil.copytree(bundled(), place)
    command = [sys.executable, "-m", "hocr_engine.rulebook.write_shipped"]
    subprocess.run([*command, str(place.with_suffix(".book"))], cwd=engine, check=True)


def edit(path: Path) -> None:
    """Alter a file, so that it is another one each time."""
    with path.open("a", encoding="utf-8") as file:
        file.write("# edited\n")


def seconds(start: Start) -> float:
    """Give how long a fresh Python takes."""
    if start.before is not None:
        start.before()
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(start.code, start.cache, start.engine)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def run(code: str, cache: str, engine: Path = TREE) -> str:
    """Give what a fresh Python prints."""
    here = {"HOCR_CACHE": cache, "PYTHONPATH": str(engine), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", code]
    # What lies in the working folder is imported before anything else.
    done = subprocess.run(
        command, cwd=engine, env={**os.environ, **here}, check=True, capture_output=True, text=True
    )
    return done.stdout


def table(found: Sequence[tuple[Start, float]]) -> str:
    """Give the times as lines under a head."""
    measure = found[0][1]
    head = f"{'':34}{'seconds':>10}{'ratio':>8}"
    lines = (f"{one.name:34}{took:>10.3f}{took / measure:>8.2f}" for one, took in found)
    return "\n".join((head, *lines))


def memory(measured: Sequence[Start]) -> str:
    """Give how much memory fresh Pythons hold at most, above one that does nothing."""
    least = int(run("pass" + MEMORY, "off").split()[-1])
    lines = []
    for one in measured:
        above = int(run(one.code + MEMORY, one.cache).split()[-1]) - least
        lines.append(f"{one.name:34}{above / 1024:>10.1f} MiB above the interpreter")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure starts with the rulebook.")
    parser.add_argument("--times", type=int, default=10, help="how often each is started")
    times = parser.parse_args().times
    with TemporaryDirectory() as folder:
        rules, cache = Path(folder) / "rules", Path(folder) / "kept"
        shutil.copytree(bundled(), rules)
        install(Path(folder) / "engine")
        measured = starts(rules, cache, Path(folder) / "engine")
        for one in (LOAD, CHECK):
            run(one.format(rules=str(rules), edited=str(rules / EDITED)), str(cache))
        shortest = dict.fromkeys((one.name for one in measured), float("inf"))
        for _ in range(times):
            for one in measured:
                shortest[one.name] = min(shortest[one.name], seconds(one))
        print(f"Python {sys.version.split()[0]}, the shortest of {times}")
        print(table([(one, shortest[one.name]) for one in measured]))
        print(memory(measured[1:7]))


if __name__ == "__main__":
    main()
