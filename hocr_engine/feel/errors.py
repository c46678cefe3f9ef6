"""The one exception that asking the language directly can raise."""

from __future__ import annotations

from hocr_engine.diagnostic import Diagnostic


class FeelError(Exception):
    """A text that is not a condition, or an answer beyond a limit; says what and where."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(each.message for each in diagnostics))
        self.diagnostics = diagnostics

    @property
    def position(self) -> tuple[int, int]:
        """Give line and column, both from 1, of the first mistake."""
        at = self.diagnostics[0].at
        return at.line, at.column
