"""
Signs and words that other languages use, or word processors write, where FEEL has its own.

Each is one mistake, told with what to write instead; what it stands for is then read in its place,
so that the rest of a condition is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, evolve, field

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.feel import messages
from hocr_engine.feel.literals import at_value
from hocr_engine.feel.tokens import GAP, Token, UnreadableError, token_at
from hocr_engine.text import Span

_OPERATORS: Final = {
    **dict.fromkeys(("==", "===", "is", "equals"), ("EQ", "=")),
    **dict.fromkeys(("<>", "!==", "\N{NOT EQUAL TO}", "is not", "isn't"), ("NE", "!=")),
    **dict.fromkeys(("=<", "\N{LESS-THAN OR EQUAL TO}"), ("LE", "<=")),
    **dict.fromkeys(("=>", "\N{GREATER-THAN OR EQUAL TO}"), ("GE", ">=")),
    **dict.fromkeys(("&", "&&"), ("WORD", "and")),
    **dict.fromkeys(("|", "||"), ("WORD", "or")),
    **dict.fromkeys(
        ("\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "\N{NON-BREAKING HYPHEN}"), ("MINUS", "-")
    ),
    "\N{MULTIPLICATION SIGN}": ("STAR", "*"),
    "\N{DIVISION SIGN}": ("SLASH", "/"),
    "not in": ("WORD", "in"),
    "contains": ("WORD", "in"),
    **dict.fromkeys(("None", "nil", "Nil", "NIL", "undefined"), ("WORD", "null")),
}
_ELSE_IF: Final = ("elif", "elsif", "elseif")
_DROPPED: Final = "!;%\N{POUND SIGN}$\N{EURO SIGN}#"
_SIGN: Final = (
    r"===?|!==|<>|=<|=>|&&?|\|\|?|!(?!=)|#[^\n]*"
    "|[\N{NOT EQUAL TO}\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}\N{EN DASH}"
    "\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}\N{MULTIPLICATION SIGN}\N{DIVISION SIGN}"
    ";%\N{POUND SIGN}$\N{EURO SIGN}]"
)
DOUBLE: Final = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_SINGLE: Final = "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_LOW: Final = "\N{DOUBLE LOW-9 QUOTATION MARK}"
_QUOTED: Final = (
    r"'([^'\n]*)'|`([^`\n]*)`"
    rf'|[{DOUBLE}{_LOW}]([^{DOUBLE}"\n]*)[{DOUBLE}"]'
    rf"|[{_SINGLE}]([^{_SINGLE}\n]*)[{_SINGLE}]"
)
_BARE: Final = r'@(?!")[\w:.+/@-]*'
_SLIP: Final = re.compile(f"(?P<QUOTED>@?(?:{_QUOTED}))|(?P<BARE>{_BARE})|(?P<SIGN>{_SIGN})")
_KEYWORDS: Final = frozenset(
    (
        *("null", "true", "false", "if", "then", "else", "for", "in", "return", "some", "every"),
        *("satisfies", "and", "or", "between", "instance", "not"),
    )
)
_CAPITAL: Final = "|".join(sorted(_KEYWORDS))
# What reads well as FEEL, and is a name to it: only then is it looked at twice.
SUSPECT: Final = re.compile(
    rf"\b(?:is|None|[Nn]il|NIL|undefined|equals|contains|not\s+in|(?!(?:{_CAPITAL})\b)(?i:{_CAPITAL}))\b"
)
_TESTS: Final = frozenset(
    ("known", "unknown", "given", "missing", "present", "defined", "recorded", "undefined")
)
_ENDS: Final = frozenset(("WORD", "NUMBER", "STRING", "AT", "RPAR", "RSQB", "RBRACE"))
_MAX_SLIPS: Final = 50


@define
class Mender:
    """Gives the words and signs of a slice with those of other languages put right."""

    at: Span
    mistakes: list[Diagnostic] = field(factory=list)
    swallowed: bool = False

    def tokens(self) -> list[Token]:
        """Give the words and signs; what is wrong with them stands in `mistakes`."""
        return _joined(list(self._signs()), self.mistakes)

    def _signs(self) -> Iterator[Token]:
        index = self.at.start
        while index < self.at.end and len(self.mistakes) < _MAX_SLIPS:
            slip = _SLIP.match(self.at.source.text, index, self.at.end)
            if slip is not None:
                yield from self._slip(slip)
                index = slip.end()
                continue
            try:
                token, index = token_at(self.at, index)
            except UnreadableError as unreadable:
                token = self._unreadable(unreadable.diagnostic)
                index = unreadable.diagnostic.at.end
            if token is not None:
                yield token

    def _slip(self, slip: re.Match[str]) -> Iterator[Token]:
        at = Span(self.at.source, *slip.span())
        if slip.lastgroup == "QUOTED":
            inner = next(group for group in slip.groups()[1:] if group is not None)
            sign = "@" if at.text.startswith("@") else ""
            self.mistakes.append(messages.wrong_quotes(at, sign, inner))
            text = inner.replace("\\", "\\\\").replace('"', '\\"')
            yield Token("AT" if sign else "STRING", f'{sign}"{text}"', at)
            return
        if slip.lastgroup == "BARE":
            is_moment = at_value(at.text[1:]) is not None
            self.mistakes.append(messages.bare_moment(at, is_moment=is_moment))
            yield Token("AT", f'@"{at.text[1:]}"', at) if is_moment else Token("WORD", GAP, at)
            return
        if at.text[0] in _DROPPED and at.text != "!==":
            self.mistakes.append(messages.other_sign(Span(at.source, at.start, at.start + 1)))
            return
        self.mistakes.append(messages.other_sign(at))
        kind, text = _OPERATORS[at.text]
        yield Token(kind, text, at)

    def _unreadable(self, diagnostic: Diagnostic) -> Token | None:
        """Note a text or remark without end, whose rest of the line is lost, or a foreign sign."""
        self.mistakes.append(diagnostic)
        if diagnostic.code == messages.UNCLOSED_COMMENT:
            self.swallowed, self.at = True, evolve(self.at, end=diagnostic.at.start)
            return None
        if diagnostic.code == messages.UNCLOSED_TEXT:
            self.swallowed = True
            return Token("WORD", GAP, diagnostic.at)
        return None


def _joined(found: list[Token], mistakes: list[Diagnostic]) -> list[Token]:
    """Give the tokens with words of other languages put right."""
    kept: list[Token] = []
    index = 0
    while index < len(found):
        index += _word(found, index, kept, mistakes)
    return kept


def _word(found: list[Token], index: int, kept: list[Token], mistakes: list[Diagnostic]) -> int:
    """Put a word or sign, or what it stands for, behind those kept; say how many were read."""
    token = found[index]
    if token.type != "WORD" or (kept and kept[-1].type == "DOT"):
        kept.append(token)
        return 1
    count = _tested(found, index, kept, mistakes) or _phrase(found, index, kept, mistakes)
    if count:
        return count
    if (
        token.text not in _KEYWORDS
        and token.text.lower() in _KEYWORDS
        and _is_keyword(found, index)
    ):
        mistakes.append(messages.other_sign(token.at, token.text.lower()))
        token = evolve(token, text=token.text.lower())
    kept.append(token)
    return 1


def _is_keyword(found: list[Token], index: int) -> bool:
    """Say whether a word in capitals can only be meant as a keyword; `NOT` needs its bracket."""
    return found[index].text.lower() != "not" or _is_before_bracket(found, index)


def _is_before_bracket(found: list[Token], index: int) -> bool:
    return index + 1 < len(found) and found[index + 1].type == "LPAR"


def _tested(found: list[Token], index: int, kept: list[Token], mistakes: list[Diagnostic]) -> int:
    """Read `x is known` and its like, if it stands here, as a gap."""
    words = [token.text for token in found[index : index + 3]]
    count = 3 if words[:2] == ["is", "not"] else 2
    if words[0] != "is" or len(words) < count or words[count - 1] not in _TESTS:
        return 0
    start = _operand(kept)
    if start == len(kept):
        return 0
    tested = kept[start].at.through(kept[-1].at)
    at = tested.through(found[index + count - 1].at)
    mistakes.append(messages.no_test_for_unknown(at, tested))
    kept[start:] = [Token("WORD", GAP, at)]
    return count


def _operand(kept: list[Token]) -> int:
    """Give where the name begins that stands last."""
    start = len(kept)
    while (
        start and kept[start - 1].type in ("WORD", "DOT") and kept[start - 1].text not in _KEYWORDS
    ):
        start -= 1
    return start


def _phrase(found: list[Token], index: int, kept: list[Token], mistakes: list[Diagnostic]) -> int:
    """Read an operator in words, if one stands here after an operand; a null anywhere."""
    token = found[index]
    if token.text in _ELSE_IF and kept:
        mistakes.append(messages.other_sign(token.at))
        kept += (evolve(token, text="else"), evolve(token, text="if"))
        return 1
    after = bool(kept) and kept[-1].type in _ENDS and kept[-1].text not in _KEYWORDS
    for count in (2, 1) if index + 1 < len(found) else (1,):
        words = " ".join(each.text for each in found[index : index + count])
        is_null = _OPERATORS.get(words, ("", ""))[1] == "null"
        is_called = words == "contains" and _is_before_bracket(found, index)
        if words in _OPERATORS and after != is_null and not is_called:
            at = token.at.through(found[index + count - 1].at)
            mistakes.append(messages.other_sign(at, name=words))
            if words == "contains":
                start = min(_operand(kept), len(kept) - 1)
                kept[start:] = [Token("WORD", GAP, kept[start].at)]
            kind, text = _OPERATORS[words]
            kept.append(Token(kind, text, at))
            return count
    return 0
