"""Words and signs into the tokens of the grammar, names put together by what is in scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from hocr_engine.feel.tokens import Token, UnreadableError, raw_tokens
from hocr_engine.text import Source, Span, whole

KEYWORDS: Final = frozenset(
    (
        *("null", "true", "false", "if", "then", "else", "for", "in", "return", "some", "every"),
        *("satisfies", "and", "or", "between", "instance", "function"),
    )
)
_OPERAND_ENDS: Final = frozenset(
    (
        *("NUMBER", "STRING", "AT", "NAME", "NULL", "TRUE", "FALSE"),
        *("RPAR", "RSQB", "RBRACE", "OUTR", "RANGLE"),
    )
)
_OPENING: Final = {"LPAR", "LSQB", "LBRACE", "OUTL"}
_CLOSING: Final = {"RPAR", "RSQB", "RBRACE", "OUTR"}
_OPERAND_STARTS: Final = frozenset(
    ("NUMBER", "STRING", "AT", "WORD", "LPAR", "LSQB", "LBRACE", "MINUS")
)
_INFIX_WORDS: Final = frozenset(
    ("then", "else", "return", "satisfies", "and", "or", "between", "in", "instance")
)
_NAME_PARTS: Final = frozenset(["WORD", "NUMBER", "DOT", "SLASH", "MINUS", "QUOTE", "PLUS", "STAR"])

# Built-in names that hold a keyword; plain words are put together without being told.
_CALLED: Final = ("date and time", "years and months duration")
_TYPES: Final = (*_CALLED, "days and time duration")

Spelling = tuple[str, ...]


@lru_cache(maxsize=4096)
def _spelling(name: str) -> Spelling:
    try:
        return tuple(token.text for token in raw_tokens(whole(Source(name))))
    except UnreadableError:
        return ()


class Lexer:
    """One pass over a slice; `tokens` is what came out."""

    def __init__(self, at: Span, names: Iterable[str], *, tests: bool) -> None:
        self.raw = list(raw_tokens(at))
        self.tests = tests
        self.tokens: list[Token] = []
        self.index = 0
        self.open: list[tuple[str, bool]] = []
        self.known: dict[str, list[tuple[Spelling, str]]] = defaultdict(list)
        self.in_parameters = 0
        self._learn(names)
        self._learn(self._own_keys())

    def _learn(self, names: Iterable[str]) -> None:
        for name in names:
            spelling = _spelling(name)
            if len(spelling) > 1:
                self.known[spelling[0]].append((spelling, name))

    def _own_keys(self) -> list[str]:
        """Give the keys with operator signs that contexts in the text itself introduce."""
        ends = (self._key_end(index + 1) for index in self._key_places())
        return [self._between(start, end) for start, end in ends if end > start + 1]

    def _key_places(self) -> list[int]:
        return [i for i, token in enumerate(self.raw) if token.type in ("LBRACE", "COMMA")]

    def _key_end(self, start: int) -> tuple[int, int]:
        """Give start and end of a run of name parts up to a colon; equal where there is none."""
        end = start
        while end < len(self.raw) and self.raw[end].type in _NAME_PARTS:
            end += 1
        found = end < len(self.raw) and self.raw[end].type == "COLON"
        return (start, end) if found and self.raw[start].type == "WORD" else (start, start)

    def _between(self, start: int, end: int) -> str:
        at = self.raw[start].at.through(self.raw[end - 1].at)
        return " ".join(at.text.split())

    def run(self) -> list[Token]:
        """Give the tokens of the grammar."""
        while self.index < len(self.raw):
            self._next()
        return self.tokens

    @property
    def _last(self) -> str:
        return self.tokens[-1].type if self.tokens else ""

    def _peek(self, offset: int = 0) -> Token | None:
        index = self.index + offset
        return self.raw[index] if index < len(self.raw) else None

    def _emit(self, kind: str, count: int = 1, text: str | None = None) -> None:
        at = self.raw[self.index].at.through(self.raw[self.index + count - 1].at)
        self.tokens.append(Token(kind, self.raw[self.index].text if text is None else text, at))
        self.index += count

    def _next(self) -> None:
        token = self.raw[self.index]
        if token.type == "WORD":
            self._word(token)
        elif token.type == "LBRACE" or (token.type == "COMMA" and self._inside("LBRACE")):
            self._bracket(token)
            self._key()
        elif token.type in _OPENING | _CLOSING | {"DOTS"}:
            self._bracket(token)
        elif token.type == "COLON" and self.in_parameters == len(self.open) > 0:
            self._emit("COLON")
            self._type()
        else:
            self._emit(token.type)

    def _inside(self, kind: str) -> bool:
        return bool(self.open) and self.open[-1][0] == kind

    def _key(self) -> None:
        start, end = self._key_end(self.index)
        if end > start:
            self._emit("NAME", end - start, self._between(start, end))

    def _bracket(self, token: Token) -> None:
        kind = self._turned(token)
        if kind == "DOTS" and self.open:
            self.open[-1] = (self.open[-1][0], True)
        if kind in _OPENING:
            self.open.append((kind, False))
        elif kind in _CLOSING and self.open:
            if self.in_parameters == len(self.open):
                self.in_parameters = 0
            self.open.pop()
        self._emit(kind)

    def _turned(self, token: Token) -> str:
        """Give the bracket's type; `]` opens where an operand should, `[` closes after `..`."""
        ended = self._last in _OPERAND_ENDS
        if token.type == "RSQB" and not ended and self._last != "LSQB":
            following = self._peek(1)
            if following is not None and following.type in _OPERAND_STARTS:
                return "OUTL"
        if token.type == "LSQB" and ended and self.open and self.open[-1][1]:
            following = self._peek(1)
            if not _starts_operand(following):
                return "OUTR"
        return token.type

    def _word(self, token: Token) -> None:
        after_dot = self._last == "DOT"
        if self._last in _OPERAND_ENDS and token.text in KEYWORDS:
            self._keyword(token)
            return
        count, name = self._longest_known()
        run = self._run(0 if not after_dot else 1)
        if count > max(run, 0):
            self._emit("NAME", count, name)
        elif run:
            self._emit("NAME", run, " ".join(t.text for t in self.raw[self.index :][:run]))
        else:
            self._keyword(token)

    def _keyword(self, token: Token) -> None:
        self._emit(token.text.upper())
        following = self._peek()
        if token.text == "instance" and following is not None and following.text == "of":
            self._emit("OF")
            self._type()
        elif token.text == "function" and following is not None and following.type == "LPAR":
            self._bracket(following)
            self.in_parameters = len(self.open)

    def _run(self, least: int) -> int:
        """Give how many plain words stand side by side here."""
        if self._is_negation() or self._is_external():
            return 0
        count = least
        while (token := self._peek(count)) is not None and token.type == "WORD":
            if token.text in KEYWORDS:
                break
            count += 1
        return count

    def _is_negation(self) -> bool:
        """Say whether this is the `not` before the bracket that holds all the tests."""
        first, second = self._peek(), self._peek(1)
        if not (self.tests and not self.tokens and first and first.text == "not"):
            return False
        return second is not None and second.type == "LPAR" and self._bracket_ends_all()

    def _bracket_ends_all(self) -> bool:
        depth = 0
        for index, token in enumerate(self.raw[1:], start=1):
            depth += (token.type in _OPENING) - (token.type in _CLOSING)
            if depth == 0:
                return index == len(self.raw) - 1
        return False

    def _is_external(self) -> bool:
        word = self._peek()
        return bool(word and word.text == "external" and self._last == "RPAR")

    def _longest_known(self, extra: tuple[str, ...] = ()) -> tuple[int, str]:
        """Give the longest name in scope that starts here, and of how many words and signs."""
        candidates = list(self.known.get(self.raw[self.index].text, ()))
        candidates += [(_spelling(name), name) for name in extra]
        candidates += [(_spelling(name), name) for name in _CALLED if self._is_called(name)]
        fitting = [(len(s), name) for s, name in candidates if self._fits(s)]
        return max(fitting, default=(0, ""))

    def _is_called(self, name: str) -> bool:
        following = self._peek(len(_spelling(name)))
        return following is not None and following.type == "LPAR"

    def _fits(self, spelling: Spelling) -> bool:
        here = self.raw[self.index : self.index + len(spelling)]
        return tuple(token.text for token in here) == spelling

    def _type(self) -> None:
        """Read a type, where `<` and `>` are brackets."""
        depth = 0
        while (token := self._peek()) is not None:
            if token.type == "WORD":
                self._type_name(token)
            elif token.type == "LT" or (depth and token.type == "GT"):
                depth += 1 if token.type == "LT" else -1
                self._emit("LANGLE" if token.type == "LT" else "RANGLE")
            elif token.type == "ARROW" or (depth and token.type in ("COMMA", "COLON")):
                self._emit(token.type)
            else:
                return
            following = self._peek()
            ended = not depth and self._last != "ARROW"
            if ended and (following is None or following.type not in ("LT", "ARROW")):
                return

    def _type_name(self, token: Token) -> None:
        if token.text == "function":
            self._emit("FUNCTION")
            return
        count, name = self._longest_known(_TYPES)
        run = max(self._run(1), count)
        self._emit(
            "NAME", run, name if count == run else self._between(self.index, self.index + run)
        )


def _starts_operand(token: Token | None) -> bool:
    if token is None or token.type not in _OPERAND_STARTS:
        return False
    return token.type != "WORD" or token.text not in _INFIX_WORDS


def tokens(at: Span, names: Iterable[str] = (), *, tests: bool = False) -> list[Token]:
    """Give the grammar's tokens of a slice; raises UnreadableError where it cannot be read."""
    return Lexer(at, names, tests=tests).run()
