"""Words and signs into the tokens of the grammar, names put together by what is in scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from hocr_engine.feel.scoping import BRACKETS, MAX_NAME, Known, Scopes, Spelling, spelling
from hocr_engine.feel.tokens import Token, raw_tokens
from hocr_engine.text import Span

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
_CLOSING: Final = {"RPAR", "RSQB", "RBRACE", "OUTR"}
_ALL_BRACKETS: Final = frozenset(BRACKETS | _CLOSING)
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


class Lexer:
    """One pass over a slice; `tokens` is what came out."""

    def __init__(
        self, at: Span, names: Iterable[str], members: Iterable[str], *, tests: bool
    ) -> None:
        self.raw = list(raw_tokens(at))
        self.tests = tests
        self.tokens: list[Token] = []
        self.index = 0
        self.scopes = Scopes(names, members)

    def run(self) -> list[Token]:
        """Give the tokens of the grammar."""
        while self.index < len(self.raw):
            self._next()
        return self.tokens

    def run_type(self) -> list[Token]:
        """Give the tokens of the grammar where the whole slice is a type."""
        self._type()
        return self.run()

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
        elif token.type in _ALL_BRACKETS:
            self._bracket(token)
        elif token.type == "COMMA":
            self._emit("COMMA")
            self.scopes.comma()
            self._key()
        elif token.type == "COLON" and self.scopes.innermost.is_parameters:
            self._emit("COLON")
            self._type()
        else:
            self._emit(token.type)
            self._note_range(token)

    def _note_range(self, token: Token) -> None:
        if token.type == "DOTS" and self.scopes.bracket is not None:
            self.scopes.bracket.is_range = True

    def _bracket(self, token: Token, *, is_parameters: bool = False) -> None:
        kind = self._turned(token)
        is_filter = kind == "LSQB" and self._last in _OPERAND_ENDS
        self._emit(kind)
        if kind in _CLOSING:
            self.scopes.leave()
            return
        self.scopes.enter(kind, is_filter=is_filter, is_parameters=is_parameters)
        self._key()

    def _key(self) -> None:
        """Read a name that is brought in here: a key, a parameter, what goes through a list."""
        end = self._key_end()
        if end > self.index:
            name = self._between(self.index, end)
            self._emit("NAME", end - self.index, name)
            if self.scopes.innermost.kind != "LPAR" or self.scopes.innermost.is_parameters:
                self.scopes.bring_in(name, at_once=self.scopes.innermost.is_parameters)

    def _key_end(self) -> int:
        """Give the end of a run of name parts up to what follows a key; none where none does."""
        end, stretch = self.index, self.scopes.innermost
        last = min(len(self.raw), self.index + MAX_NAME)
        while end < last and self.raw[end].type in _NAME_PARTS:
            if end > self.index and self.scopes.iterating and self.raw[end].text == "in":
                return end
            end += 1
        if end == self.index or self.raw[self.index].type != "WORD" or end == len(self.raw):
            return self.index
        ends = ("COLON", "COMMA", "RPAR") if stretch.is_parameters else ("COLON",)
        named = stretch.kind in ("LBRACE", "LPAR") and self.raw[end].type in ends
        return end if named else self.index

    def _between(self, start: int, end: int) -> str:
        at = self.raw[start].at.through(self.raw[end - 1].at)
        return " ".join(at.text.split())

    def _turned(self, token: Token) -> str:
        """Give the bracket's type; `]` opens where an operand should, `[` closes after `..`."""
        ended = self._last in _OPERAND_ENDS
        if token.type == "RSQB" and not ended and self._last != "LSQB":
            following = self._peek(1)
            if following is not None and following.type in _OPERAND_STARTS:
                return "OUTL"
        bracket = self.scopes.bracket
        if token.type == "LSQB" and ended and bracket is not None and bracket.is_range:
            following = self._peek(1)
            if not _starts_operand(following):
                return "OUTR"
        return token.type

    def _word(self, token: Token) -> None:
        if self._last in _OPERAND_ENDS and token.text in KEYWORDS:
            self._keyword(token)
            return
        after_dot = self._last == "DOT"
        words = self._words()
        known = self.scopes.after_dot(words) if after_dot else self.scopes.in_scope(words)
        count, name = self._longest((*known, *self._called()))
        run = self._run(1 if after_dot else 0)
        if count > run:
            self._emit("NAME", count, name)
        elif run:
            self._emit(
                "NAME", run, " ".join(t.text for t in self.raw[self.index : self.index + run])
            )
        else:
            self._keyword(token)

    def _keyword(self, token: Token) -> None:
        self._emit(token.text.upper())
        following = self._peek()
        match token.text:
            case "instance" if following is not None and following.text == "of":
                self._emit("OF")
                self._type()
            case "function" if following is not None and following.type == "LPAR":
                self._bracket(following, is_parameters=True)
            case "for" | "some" | "every":
                self.scopes.begin("FOR")
                self._key()
            case "if":
                self.scopes.begin("IF")
            case "return" | "satisfies":
                self.scopes.body()
            case "then":
                self.scopes.then()
            case "else":
                self.scopes.otherwise()

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
            depth += (token.type in BRACKETS) - (token.type in _CLOSING)
            if depth == 0:
                return index == len(self.raw) - 1
        return False

    def _is_external(self) -> bool:
        word = self._peek()
        return bool(word and word.text == "external" and self._last == "RPAR")

    def _words(self) -> Spelling:
        """Give the words and signs from here on, as many as a name may have."""
        return tuple(token.text for token in self.raw[self.index : self.index + MAX_NAME])

    def _longest(self, known: Iterable[Known]) -> tuple[int, str]:
        """Give the longest name that starts here, and of how many words and signs it is."""
        fitting = [(len(each.spelling), each.name) for each in known if self._fits(each.spelling)]
        return max(fitting, key=itemgetter(0), default=(0, ""))

    def _called(self) -> Iterator[Known]:
        """Give the built-in names with a keyword that are called here."""
        for name in _CALLED:
            words = spelling(name)
            following = self._peek(len(words))
            if following is not None and following.type == "LPAR":
                yield Known(words, name)

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
        types = (Known(spelling(name), name) for name in _TYPES)
        count, name = self._longest((*self.scopes.in_scope(self._words()), *types))
        run = max(self._run(1), count)
        self._emit(
            "NAME", run, name if count == run else self._between(self.index, self.index + run)
        )


def _starts_operand(token: Token | None) -> bool:
    if token is None or token.type not in _OPERAND_STARTS:
        return False
    return token.type != "WORD" or token.text not in _INFIX_WORDS


def tokens(
    at: Span, names: Iterable[str] = (), members: Iterable[str] = (), *, tests: bool = False
) -> list[Token]:
    """Give the grammar's tokens of a slice; raises UnreadableError where it cannot be read."""
    return Lexer(at, names, members, tests=tests).run()


def type_tokens(at: Span, names: Iterable[str] = ()) -> list[Token]:
    """Give the grammar's tokens of a slice that is a type; raises UnreadableError."""
    return Lexer(at, names, (), tests=False).run_type()
