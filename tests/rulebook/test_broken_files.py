"""The corpus of broken files: each author is told what the document says, and nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hocr_engine.cases.review import review
from hocr_engine.diagnostic import draw
from tests.rulebook.broken_files import BOOK, DOCUMENTS, Document, mistakes_of, read_document

LEAST = 80
CORPUS = [read_document(path) for path in DOCUMENTS]
INTERNAL = re.compile(r"\b(Token|[A-Z]{4,}_|Decimal|NoneType|str|dict|tuple|Nullable|expression)\b")


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.name)
def test_the_author_of_a_broken_file_is_told_what_the_document_says(
    document: Document, tmp_path: Path
) -> None:
    mistakes = mistakes_of(document, tmp_path)

    told = "\n\n".join(map(draw, mistakes)).replace(f"{(tmp_path / 'rules').as_posix()}/", "")
    assert told == document.told


def test_the_corpus_is_large_and_its_rulebook_is_right() -> None:
    assert len(CORPUS) >= LEAST
    assert review(BOOK).mistakes == ()


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.name)
def test_a_sentence_is_in_the_words_of_its_reader(document: Document) -> None:
    for line in document.told.splitlines():
        if re.match(r" +\d* \| ", line):
            continue
        sentence = re.sub(r"^\S+:\d+:\d+: [a-z-]+: | +=( help:)? ", "", line)
        if sentence:
            assert not sentence.endswith(".")
            assert sentence[0].islower() or sentence[0] in "`0123456789"
            assert not INTERNAL.search(re.sub(r"`[^`]*`", "", sentence))
