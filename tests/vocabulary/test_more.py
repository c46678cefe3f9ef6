"""What one vocabulary file adds to another is as if it had been written there."""

from __future__ import annotations

from itertools import permutations

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.text import Source, whole
from hocr_engine.vocabulary.model import Vocabulary
from hocr_engine.vocabulary.read import read_vocabulary
from hocr_engine.yaml_nodes import read_yaml

KIND = """\
format: hocr.vocabulary.v1
kinds:
  - kind: allegation
    section: allegations
    label: the allegation
    facts:
      - name: act
        label: what was done
        type: one of
        answers:
          - word: assault
"""
FACT = """\
format: hocr.vocabulary.v1
more facts:
  - of: allegation
    facts:
      - name: drug
        label: the drug
        type: one of
        answers:
          - word: cannabis
"""
ANSWER = """\
format: hocr.vocabulary.v1
more answers:
  - of: allegation
    fact: drug
    answers:
      - word: heroin
  - of: allegation
    fact: act
    answers:
      - word: drugs
"""


def vocabulary_of(*texts: str) -> Vocabulary:
    """Give the vocabulary of some files without a mistake in them."""
    mistakes: list[Diagnostic] = []
    sources = [Source(text, "more.yaml") for text in texts]
    documents = []
    for source in sources:
        nodes, found = read_yaml(source)
        mistakes += found
        documents.append((nodes, whole(source)))
    vocabulary = read_vocabulary(documents, mistakes)
    assert mistakes == []
    return vocabulary


def test_facts_and_answers_are_added_whichever_file_is_read_first() -> None:
    """Answers may even be added to a fact that is itself an addition."""
    for texts in permutations((KIND, FACT, ANSWER)):
        facts = vocabulary_of(*texts).kinds["allegation"].facts

        assert [answer.word for answer in facts["act"].answers] == ["assault", "drugs"]
        assert [answer.word for answer in facts["drug"].answers] == ["cannabis", "heroin"]
