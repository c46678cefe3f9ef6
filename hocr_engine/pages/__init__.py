"""Pages for browsers and paper: the layout, the style and the components that all pages share."""

from hocr_engine.pages.page import NotInstalledError, page

__all__ = ["NotInstalledError", "page"]
