"""Reading a condition of a rule file: all that is wrong with its text, and the tree as well."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, cast

from attrs import define, field

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import messages
from hocr_engine.feel.bounds import MAX_ALIKE, MAX_TEXT
from hocr_engine.feel.functions.registry import BUILT_INS
from hocr_engine.feel.grammar import parse_tokens
from hocr_engine.feel.lexer import Lexer
from hocr_engine.feel.parse import (
    parse,
    parse_tests,
    shallow,
    stopped,
    trimmed,
    waits_for_and,
    wrong_values,
)
from hocr_engine.feel.slips import SUSPECT, Mender
from hocr_engine.feel.syntax import Expression, UnaryTests, moved
from hocr_engine.feel.tables import Stop
from hocr_engine.feel.tokens import GAP, Token
from hocr_engine.text import Source, Span, whole

Mistakes = tuple[Diagnostic, ...]

_MAX_GAPS: Final = 20
_NEAR: Final = 3
_OPENING: Final = ("LPAR", "LSQB", "LBRACE", "OUTL")
_CLOSING: Final = ("RPAR", "RSQB", "RBRACE", "OUTR")
_BOUNDS: Final = ("AND", "OR", "COMMA", "IF", "THEN", "ELSE", "SATISFIES", "RETURN", "IN", "COLON")


def read(at: Span) -> tuple[Expression | None, Mistakes]:
    """
    Give the expression that a slice of a rule file writes, and all that is wrong with its text.

    Where the text is wrong there may be a tree as well, with gaps: it serves to find what else is
    wrong, and for nothing more.
    """
    if at.end - at.start > MAX_TEXT or not SUSPECT.search(at.source.text, at.start, at.end):
        tree, mistakes = parse(at)
        if not mistakes or at.end - at.start > MAX_TEXT:
            return tree, mistakes
    reader = _Reader(at, "expression")
    return cast("Expression | None", reader.tree()), reader.found()


def read_tests(at: Span) -> tuple[UnaryTests | None, Mistakes]:
    """Give the unary tests that a cell writes, and all that is wrong with its text, as `read`."""
    # A table says the same in many of its cells.
    tests, mistakes = _alike(at.text)
    if tests is not None and not mistakes:
        return moved(tests, at.source, at.start), ()
    tests, mistakes = parse_tests(at)
    if not mistakes or at.end - at.start > MAX_TEXT:
        return tests, mistakes
    reader = _Reader(at, "unary_tests")
    tree = reader.tree()
    if tree is None:
        return None, reader.found()
    parts, negated = cast("tuple[tuple[Expression, ...], bool]", tree)
    return UnaryTests(parts, negated, at=trimmed(at)), reader.found()


@lru_cache(maxsize=MAX_ALIKE)
def _alike(text: str) -> tuple[UnaryTests | None, Mistakes]:
    """Give the unary tests of a text by itself, wherever it stands."""
    return parse_tests(whole(Source(text)))


@define
class _Reader:
    """Reads on past each mistake, as far as that can be done without finding what is not wrong."""

    at: Span
    start: str
    mistakes: list[Diagnostic] = field(factory=list)

    def found(self) -> Mistakes:
        """Give the mistakes, those of one place once."""
        return tuple(dict.fromkeys(self.mistakes))

    def tree(self) -> object | None:
        """Give the tree, with gaps where the text cannot be read; None where nothing can be."""
        mender = Mender(self.at, self.mistakes)
        raw = mender.tokens()
        if not raw:
            if not self.mistakes:
                end = Span(self.at.source, self.at.end, self.at.end)
                self.mistakes.append(messages.nothing_written(end))
            return None
        tokens = self._without_wrong_values(_tokens(self.at, raw, self.start))
        quiet = mender.swallowed
        while (unopened := _unopened(tokens)) is not None:
            self.mistakes.append(messages.unopened_bracket(tokens[unopened].at))
            tokens, quiet = _opened(tokens, unopened), True
        return self._read_on(tokens, quiet=quiet)

    def _without_wrong_values(self, tokens: list[Token]) -> list[Token]:
        wrong = {mistake.at: mistake for mistake in wrong_values(tokens)}
        self.mistakes.extend(wrong.values())
        return [_gap(token.at) if token.at in wrong else token for token in tokens]

    def _read_on(self, tokens: list[Token], *, quiet: bool) -> object | None:
        noted, mended_at = set[Span](), -_NEAR
        for _ in range(_MAX_GAPS):
            tree = parse_tokens(tokens, self.start)
            if not isinstance(tree, Stop):
                sound, deep = shallow(tree)
                self.mistakes.extend(deep)
                return sound
            if quiet:
                return None
            mistake = stopped(tree, tokens, self.at)
            here = _place(tokens, tree)
            # Beside what was just mended, nothing new is wrong.
            again = mistake.at in noted or here - mended_at < _NEAR
            if not again:
                self.mistakes.append(mistake)
                noted.add(mistake.at)
            mended, mended_at = _mended(tokens, tree, whole_part=again), here
            if not mended:
                return None
            tokens = mended
        return None


def _tokens(at: Span, raw: list[Token], start: str) -> list[Token]:
    lexer = Lexer(Span(at.source, at.start, at.start), (), (), tests=start == "unary_tests")
    lexer.raw = raw
    return lexer.run()


def _gap(at: Span) -> Token:
    return Token("NAME", GAP, at)


def _place(tokens: list[Token], stop: Stop) -> int:
    """Give the index at which the tokens leave the grammar."""
    return len(tokens) if stop.token is None else tokens.index(stop.token)


def _mended(tokens: list[Token], stop: Stop, *, whole_part: bool) -> list[Token] | None:
    """Give the tokens with a gap for the part that cannot be read; None where none can be told."""
    here = _place(tokens, stop)
    if stop.token is not None and stop.token.type == "COMMA" and not _is_inside(tokens[:here]):
        return _without_comma(tokens, here)
    if "NUMBER" in stop.expected and not whole_part:
        return [*tokens[:here], _gap(tokens[min(here, len(tokens) - 1)].at), *tokens[here:]]
    if stop.token is not None and stop.token.type == "OR" and waits_for_and(tokens[:here]):
        return [*tokens[:here], Token("AND", "and", stop.token.at), *tokens[here + 1 :]]
    start, end = _start(tokens, here), _end(tokens, here)
    part = tokens[start:end]
    if len(part) == 1 and part[0].text == GAP and part[0].type == "NAME":
        return None
    at = part[0].at.through(part[-1].at) if part else tokens[min(here, len(tokens) - 1)].at
    return [*tokens[:start], _gap(at), *tokens[end:]]


def _without_comma(tokens: list[Token], here: int) -> list[Token]:
    """Give the tokens with `and` for a comma, or without the rest of a number after it."""
    around = [token.type for token in (*tokens[here - 1 : here], *tokens[here + 1 : here + 2])]
    if around == ["NUMBER", "NUMBER"]:
        return tokens[:here] + tokens[here + 2 :]
    return [*tokens[:here], Token("AND", "and", tokens[here].at), *tokens[here + 1 :]]


def _unopened(tokens: list[Token]) -> int | None:
    """Give the place of the first bracket that closes nothing."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
        if depth < 0:
            return index
    return None


def _opened(tokens: list[Token], here: int) -> list[Token]:
    """
    Give the tokens without a bracket that closes nothing, as if all before it stood in brackets.

    A gap takes the place of what may have lacked its opening bracket.
    """
    closing, end = tokens[here], _end(tokens, here + 1)
    before, after = tokens[:here], tokens[end:]
    if end > here + 1:
        before = [*tokens[: _start(tokens, here)], _gap(closing.at)]
    joins = _joins(before)
    if len(joins) > 1 or not _is_whole(before):
        before = [_gap(closing.at)]
    elif joins and after:
        before = [Token("LPAR", "(", closing.at), *before, Token("RPAR", ")", closing.at)]
    return before + after


def _is_whole(tokens: list[Token]) -> bool:
    """Say whether no bracket can be lacking between tokens: not after a name, not in one."""
    names = [token.text for token in tokens if token.type == "NAME"]
    return not any(" " in name or name.startswith(tuple(BUILT_INS)) for name in names)


def _joins(tokens: list[Token]) -> set[str]:
    """Give by which of `and` and `or` the tokens are joined outside brackets."""
    found, depth = set(), 0
    for token in tokens:
        depth += (token.type in _OPENING) - (token.type in _CLOSING)
        if not depth and token.type in ("AND", "OR"):
            found.add(token.type)
    return found


def _is_inside(tokens: list[Token]) -> bool:
    kinds = [token.type for token in tokens]
    return sum(map(kinds.count, _OPENING)) > sum(map(kinds.count, _CLOSING))


def _start(tokens: list[Token], here: int) -> int:
    """Give where the part before a place begins: behind the next word or bracket that bounds it."""
    depth = 0
    while here > 0:
        kind = tokens[here - 1].type
        depth += (kind in _CLOSING) - (kind in _OPENING)
        if depth < 0 or (depth == 0 and kind in _BOUNDS):
            break
        here -= 1
    return here


def _end(tokens: list[Token], here: int) -> int:
    """Give where the part from a place on ends: at the next word or bracket that bounds it."""
    depth = 0
    while here < len(tokens):
        kind = tokens[here].type
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth < 0 or (depth == 0 and kind in _BOUNDS):
            break
        here += 1
    return here
