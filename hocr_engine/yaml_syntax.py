"""What stopped the YAML parser, said in our own words and at the place an author must mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from attrs import frozen

from hocr_engine import yaml_messages as say
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, Span


@frozen
class Stop:
    """Where a parser stopped, what it was reading since where, and its own words for it."""

    source: Source
    problem: str
    index: int
    since: int | None

    @property
    def here(self) -> Span:
        """Give the character at which the parser stopped."""
        return _character(self.source, self.index)

    @property
    def opening(self) -> Span:
        """Give the character with which the unfinished part begins."""
        return _character(self.source, self.index if self.since is None else self.since)


def syntax_mistake(stop: Stop) -> Diagnostic:
    """Give the mistake behind a parser's stop."""
    for words, mistake in _SENTENCES:
        if words in stop.problem:
            return mistake(stop)
    return say.not_readable(stop.here)


def _character(source: Source, index: int) -> Span:
    start = min(index, len(source.text))
    return Span(source, start, min(start + 1, len(source.text)))


def _first_on_its_line(at: Span) -> bool:
    line_start = at.source.text.rfind("\n", 0, at.start) + 1
    return not at.source.text[line_start : at.start].strip(" -")


def _tab(stop: Stop) -> Diagnostic:
    return say.tab(stop.here) if _first_on_its_line(stop.here) else say.not_readable(stop.here)


def _bad_escape(stop: Stop) -> Diagnostic:
    backslash = stop.source.text.rfind("\\", stop.opening.start, stop.index + 1)
    return say.bad_escape(_character(stop.source, max(backslash, stop.opening.start)))


def _misplaced(stop: Stop) -> Diagnostic:
    if stop.here.text == ":":
        return say.empty_key(stop.here)
    if _first_on_its_line(stop.here):
        return say.misplaced_line(_to_line_end(stop.here))
    return say.text_after_value(_to_line_end(stop.here))


def _no_colon(stop: Stop) -> Diagnostic:
    return say.no_colon(_to_line_end(stop.opening))


def _to_line_end(at: Span) -> Span:
    """Give the rest of the line from a place, without white space at its end."""
    end = at.source.text.find("\n", at.start)
    rest = at.source.text[at.start :] if end < 0 else at.source.text[at.start : end]
    return Span(at.source, at.start, max(at.end, at.start + len(rest.rstrip())))


_Mistake: TypeAlias = Callable[[Stop], Diagnostic]

# Words of the C parser and of the Python one; the first that match win, so the narrow come first.
_SENTENCES: Final[tuple[tuple[str, _Mistake], ...]] = (
    ("tab character", _tab),
    ("'\\t' that cannot start", _tab),
    ("cannot start any token", lambda stop: say.no_value_can_begin(stop.here)),
    ("found unexpected end of stream", lambda stop: say.unclosed_quote(stop.opening)),
    ("unexpected document", lambda stop: say.unclosed_quote(stop.opening)),
    ("expected ',' or", lambda stop: say.unclosed_bracket(stop.opening)),
    ("mapping values are not allowed", lambda stop: say.second_colon(stop.here)),
    ("mapping keys are not allowed", lambda stop: say.key_not_a_word(stop.here)),
    ("sequence entries are not allowed", lambda stop: say.misplaced_dash(stop.here)),
    ("could not find expected ':'", _no_colon),
    ("escape", _bad_escape),
    ("hexdecimal", _bad_escape),
    ("indentation indicator", lambda stop: say.bad_block_header(stop.here)),
    ("comment or line break", lambda stop: say.bad_block_header(stop.here)),
    ("comment or a line break", lambda stop: say.bad_block_header(stop.here)),
    ("node content", lambda stop: say.value_missing(stop.here)),
    ("tag handle", lambda stop: say.tag(_to_line_end(stop.opening))),
    ("directive", lambda stop: say.directive(_to_line_end(stop.opening))),
    ("incompatible YAML document", lambda stop: say.directive(_to_line_end(stop.opening))),
    ("did not find expected key", _misplaced),
    ("did not find expected '-'", _misplaced),
    ("<block end>", _misplaced),
    ("<document start>", _misplaced),
)
