"""Pages show whatever stands in their values as text, and say what to install."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocr_engine.pages import NotInstalledError, page
from hocr_engine.pages.page import PACKAGE, _templates

LINE = "{{ words }}"


def shown(words: str) -> str:
    """Give some words as a page shows them."""
    return _templates(PACKAGE).from_string(LINE).render(words=words)


def test_markup_is_shown_as_text() -> None:
    assert shown("<script>alert('x')</script> & co") == (
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co"
    )


def test_signs_that_a_screen_obeys_are_replaced() -> None:
    assert shown("a\x1b[31mb\u202ec\nd") == "a\ufffd[31mb\ufffdc d"


@given(st.text())
def test_no_text_becomes_markup_or_a_command(words: str) -> None:
    text = shown(words)

    assert text.isprintable()
    assert not set("<>\"'") & set(text)


def test_a_value_that_a_template_names_and_nobody_gives_is_a_mistake() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        _templates(PACKAGE).from_string(LINE).render()


def test_without_its_library_a_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    _templates.cache_clear()
    try:
        with pytest.raises(NotInstalledError, match=r"pip install 'hocr_engine\[html\]'"):
            page("layout.html", PACKAGE)
    finally:
        _templates.cache_clear()
