"""The switch `--record`: rewrite the wording in recorded output, and let the diff be the review."""

from __future__ import annotations

import pytest


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
