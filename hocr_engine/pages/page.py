"""A page from a template, whatever stands in the values shown as text and never as markup."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from hocr_engine.text import visible

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE: Final = "hocr_engine.pages"
MISSING: Final = (
    "a page needs the library `jinja2`; install it with `pip install 'hocr_engine[html]'`"
)


class NotInstalledError(ImportError):
    """The library that fills in templates is not installed; the message says how to get it."""


def page(template: str, package: str, **values: object) -> str:
    """
    Give a whole page as HTML, from a template in the folder `templates` of a package.

    The template extends `layout.html` and uses the macros of `components.html`. NotInstalledError.
    """
    return _templates(package).get_template(template).render(values) + "\n"


@cache
def _templates(package: str) -> Environment:
    """Give the templates of a package before those that all pages share."""
    try:
        from jinja2 import (  # noqa: PLC0415 an extra, which only pages need
            ChoiceLoader,
            Environment,
            PackageLoader,
            StrictUndefined,
        )
    except ImportError:
        raise NotInstalledError(MISSING) from None
    return Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (package, PACKAGE)]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Give a value as a template shows it: a text without signs that a screen obeys."""
    return visible(value) if type(value) is str else value
