"""Looking at pages in a real browser: whether they fit its window, and what axe finds in them."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from attrs import asdict, frozen

LOOKING: Final = Path(__file__).parent / "looking.html"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The first that is installed; the one of the extra `browser` is the newer.
AXES: Final = ("axe_playwright_python", "axe_core_python")
POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
FOUND: Final = re.compile(r'<pre id="found">(.*?)</pre>', re.DOTALL)
SECONDS: Final = 300


@frozen
class Look:
    """A page to look at, and how wide the window is."""

    name: str
    html: str
    width: int


def browser() -> str | None:
    """Give the program of a browser, or None where there is none."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def axe() -> Path | None:
    """Give the script of axe, or None where it is not installed."""
    for name in AXES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            return Path(spec.origin).parent / "axe.min.js"
    return None


def opened(page: str) -> str:
    """Give a page with everything opened that can be opened."""
    return page.replace("<details ", "<details open ")


def faults_of(looks: Iterable[Look], folder: Path) -> dict[str, list[str]]:
    """Give what a browser finds wrong with each page, by its name; all are looked at at once."""
    program, script = browser(), axe()
    assert program is not None
    assert script is not None
    # The pages allow no script at all, and axe is one.
    pages = [{**asdict(look), "html": POLICY.sub("", look.html)} for look in looks]
    text = LOOKING.read_text(encoding="utf-8")
    text = text.replace("PAGES", _quoted(pages)).replace("AXE", _quoted(script.read_text("utf-8")))
    place = folder / "looking.html"
    place.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1400,1000",
            f"--user-data-dir={folder / 'profile'}",
            f"--virtual-time-budget={SECONDS * 1000}",
            "--dump-dom",
            place.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    found = FOUND.search(done.stdout)
    assert found is not None, done.stderr[-2000:]
    told = json.loads(html.unescape(found.group(1)))
    assert all(one["rules"] for one in told if not one["faults"]), "axe looked at nothing"
    return {one["name"]: one["faults"] for one in told}


def _quoted(value: object) -> str:
    """Give a value as JSON that may stand in a script element."""
    return json.dumps(value).replace("</", "<\\/").replace("<!--", "<\\u0021--")
