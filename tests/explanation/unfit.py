"""What nobody should read in an explanation, and where it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.data import as_data
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.layout import plain
from hocr_engine.explanation.markdown import as_markdown
from hocr_engine.explanation.outline import Outline
from hocr_engine.explanation.page import as_html
from hocr_engine.explanation.text import as_text
from hocr_engine.rulebook.model import Book

UNFIT: Final = {
    "a word of the engine": re.compile(
        # Titles have such words as people use them: False Representation, None of those.
        r"\b(null|Unknown|NaN|node|frozenset|tuple|OneOf|FactRef|Decimal)\b"
        r"|\b(?:None|False|True)\b(?! of\b| [A-Z])"
    ),
    "the name of a fact": re.compile(r"(?<![\w`/.-])[a-z]+_[a-z_]+\b"),
    "a place that was not filled": re.compile(r"\{[a-z_. ]*\}"),
}
# In one thing said; lines of text have columns.
UNFIT_IN_ONE: Final = {
    **UNFIT,
    "two spaces": re.compile(r"  "),
    "a bracket around nothing": re.compile(r"\(\s*\)|\[\s*\]|“\s*”"),
    "a sign after a space": re.compile(r" [,;.](?: |$)"),
    "two signs": re.compile(r"[,;:.]\s*[,;:](?:\s|$)"),
    "a space at an end": re.compile(r"^\s|\s$"),
}
# What is no sentence: ids and places, days and times, what an author or a record wrote.
BY_ID: Final = {
    *("source", "id", "ids", "rule", "pointer", "fingerprint", "kind", "line", "compared", "about"),
    *("by", "at", "edition", "since", "law", "incident", "force", "format", "decision", "of"),
}

# A page begins an answer with a capital, and there may be none.
CAPITAL_NONE: Final = "None"
# Words of some list of answers that are said of much else.
PLAIN: Final = frozenset(("yes", "no", "none"))


def leaves(value: object, of: str = "") -> Iterator[tuple[str, str]]:
    """Give every text that is said in the data of an outline, with the key it stands under."""
    if of in BY_ID:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, of)
    elif isinstance(value, str) and value:
        yield of, value


def forms(told: Outline) -> Mapping[str, str]:
    """Give an outline in every form that people read."""
    return {
        "brief": plain(brief(told, 100, "")),
        "text": as_text(told, 100, Depth.TRIED),
        "markdown": as_markdown(told, Depth.TRIED).replace("\\", ""),
        "page": bare(as_html(told)),
    }


def bare(page: str) -> str:
    """Give the words of a page, without its markup and its style."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "\n", body)


def unfit(told: Outline, book: Book, *, shown: bool = True) -> set[tuple[str, str, str]]:
    """Give what should not be read: what it is, what is wrong with it, and the words."""
    found = {
        (key, what, text)
        for key, text in leaves(as_data(told))
        for what, pattern in UNFIT_IN_ONE.items()
        if pattern.search(text)
    }
    found |= {
        (key, "a word of files", text)
        for key, text in leaves(as_data(told))
        if ": " in text and text.rpartition(": ")[2] in _bare_words(book)
    }
    for form, text in forms(told).items() if shown else ():
        for what, pattern in UNFIT.items():
            found |= {
                (form, what, word[0])
                for word in pattern.finditer(text)
                if (form, word[0]) != ("page", CAPITAL_NONE)
            }
    return found


_KNOWN: Final[dict[str, frozenset[str]]] = {}


def _bare_words(book: Book) -> frozenset[str]:
    """Give the words of files that are the label of nothing, so that nobody should read them."""
    if book.fingerprint not in _KNOWN:
        facts = [fact for kind in book.vocabulary.kinds.values() for fact in kind.facts.values()]
        answers = [answer for fact in facts for answer in fact.answers]
        answers += [answer for one in book.decisions.values() for answer in one.answers]
        labels = {answer.label for answer in answers}
        words = {answer.word for answer in answers if not answer.word.isdigit()}
        _KNOWN[book.fingerprint] = frozenset(words) - labels - PLAIN
    return _KNOWN[book.fingerprint]
