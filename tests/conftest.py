"""
What all tests share: the switch `--record`, and whether made-up examples are the same every time.

With `--record` the wording in recorded output is rewritten; the diff is the review. What hypothesis
makes up is the same in every run, so that a change is judged by what it changed; with
`HYPOTHESIS_PROFILE=exploring` each run makes up others.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# How long one made-up thing takes is no finding: machines differ, and are busy.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("exploring", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# Tests are of the files in the tree; tests of what is kept of them say so.
os.environ.setdefault("HOCR_CACHE", "off")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch."""
    parser.addoption("--record", action="store_true", help="rewrite recorded wording")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Record in one process, since several tests may rewrite one document."""
    if config.getoption("--record"):
        config.option.numprocesses = 0
        config.option.dist = "no"


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> bool:
    """Say whether recorded wording is to be rewritten."""
    return bool(request.config.getoption("--record"))
