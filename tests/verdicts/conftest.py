"""The rulebook that tests of verdicts share."""

from __future__ import annotations

import pytest

from tests.verdicts.books import Books, books_in


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Give a book of every shape of flat rule, with what judges by it."""
    return books_in(tmp_path_factory.mktemp("book"))
