"""What independent implementations of FEEL answer, and where their answers are others than ours."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from attrs import define, field, frozen

from hocr_engine.feel import FeelError, YearsMonths, evaluate
from hocr_engine.feel.far import CLOCKS, DAYS, MOMENTS, SPANS
from hocr_engine.feel.literals import datetime_from, duration_from, duration_text, moment_text

FOLDER: Final = Path(__file__).with_name("peers")
TABLES: Final = ("meaning.csv", "far.csv")
SECONDS: Final = 5
REFUSED: Final = {"refused": ""}
NEAR: Final = Decimal("1e-8")


@frozen
class Peer:
    """An implementation: how it is begun, and how people install it."""

    name: str
    command: tuple[str, ...]
    is_installed: bool
    install: str


def peers() -> tuple[Peer, ...]:
    """Give the implementations that answers are set against."""
    node = shutil.which("node") is not None
    return (
        Peer(
            "bkflow-feel",
            (sys.executable, "bkflow.py"),
            find_spec("bkflow_feel") is not None,
            "pip install '.[test]'",
        ),
        Peer(
            "feelin",
            ("node", "feelin.mjs"),
            node and (FOLDER / "node_modules").exists(),
            "npm install --prefix tests/feel/peers",
        ),
    )


@define
class Asking:
    """A peer at work in a process of its own, begun again where it hangs or ends."""

    peer: Peer
    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def answer(self, expression: str) -> Any:  # noqa: ANN401 - whatever the peer gives
        """Give what the peer answers, REFUSED where it does not."""
        said = self._said(expression)
        return REFUSED if "refused" in said else said["value"]

    def timed(
        self, expression: str, names: Mapping[str, object], seconds: float
    ) -> tuple[Any, float] | None:
        """Give what the peer answers and the seconds it takes each time, None where it does not."""
        said = self._said({"text": expression, "names": names, "seconds": seconds})
        return None if "refused" in said else (said["value"], said["each"])

    def _said(self, asked: object) -> dict[str, Any]:
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(f"{json.dumps(asked, default=_dated)}\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], SECONDS)
            line = process.stdout.readline() if ready else ""
        except BrokenPipeError:
            line = ""
        if not line:
            self.end()
            return dict(REFUSED)
        said: dict[str, Any] = json.loads(line)
        return said

    def _begun(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                self.peer.command,
                cwd=FOLDER,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        return self._process

    def end(self) -> None:
        """End the peer's process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _dated(value: object) -> object:
    """Give a date in the words that peers are told it in."""
    assert isinstance(value, date)
    return {"date": value.isoformat()}


def expressions() -> Iterator[str]:
    """Give the expressions of the tables that need no facts, each once."""
    found: dict[str, None] = {}
    for name in TABLES:
        for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
            condition, _, rest = line.partition(" ;")
            if line and not line.startswith("#") and (name == "far.csv" or rest.startswith(" ;")):
                found[condition.strip()] = None
    yield from found


def own(expression: str) -> Any:  # noqa: ANN401 - whatever it comes to
    """Give our answer in the words of the peers."""
    try:
        return told(evaluate(expression))
    except FeelError:
        return REFUSED


def told(value: object) -> Any:  # noqa: ANN401 - data of any shape
    """Give a value of ours in the words of the peers."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return {"number": str(value)}
    if isinstance(value, list):
        return [told(element) for element in value]
    if isinstance(value, dict):
        return {key: told(inner) for key, inner in value.items()}
    if isinstance(value, (DAYS, CLOCKS)):
        return {"moment": moment_text(value)}
    if isinstance(value, (SPANS, YearsMonths)):
        return {"duration": duration_text(value)}
    return {"other": ""}


def agree(ours: Any, theirs: Any) -> bool:  # noqa: ANN401 - data of any shape
    """Say whether two answers are the same, numbers to eight digits, moments as far as told."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(agree, ours, theirs))
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return bool(ours == theirs) and type(ours) is type(theirs)
    if ours.keys() != theirs.keys():
        return False
    if "number" in ours and isinstance(ours["number"], str):
        return _near(ours["number"], theirs["number"])
    if "moment" in ours:
        return _moment(ours["moment"]) == _moment(theirs["moment"])
    if "duration" in ours:
        return duration_from(ours["duration"]) == duration_from(theirs["duration"])
    return "other" in ours or all(agree(ours[key], theirs[key]) for key in ours)


def _near(one: str, other: str) -> bool:
    try:
        left, right = Decimal(one), Decimal(other)
        return abs(left - right) <= NEAR * max(abs(left), abs(right))
    except InvalidOperation:
        return False


def _moment(text: str) -> object:
    """Give a moment as far as peers tell it: some know no date without a time of day."""
    bare = text.split("@", maxsplit=1)[0].replace("Z", "+00:00")
    moment = datetime_from(bare)
    if moment is None:
        return bare.removeprefix("1900-01-01T").removesuffix("+00:00")
    if isinstance(moment, MOMENTS) and moment.tzinfo is not None:
        return moment_text(moment).removesuffix("Z")
    return moment_text(moment)
