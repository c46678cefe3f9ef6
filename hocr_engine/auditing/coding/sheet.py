"""The sheet that auditors fill in: a row an allegation, a column a fact, no free text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from hocr_engine.auditing.coding import words as say
from hocr_engine.auditing.sheets.drafting import STARTS, Known, known_facts
from hocr_engine.comparison.records import ALLEGATION
from hocr_engine.vocabulary.model import Fact, FactType, Vocabulary

INCIDENT: Final = "incident"
YES_OR_NO: Final = {"yes": "true", "no": "false"}
NOT_ESTABLISHED: Final = "not established"
_LINKS: Final = (FactType.LINK, FactType.LINKS, FactType.PART)


@frozen
class Coded:
    """One column of a sheet: the path of its fact, and what may stand in it."""

    path: str
    fact: Fact
    required: bool = False

    @property
    def question(self) -> str:
        """Give what auditors are asked."""
        thing = f"the {self.path.split('.')[-2].replace('_', ' ')}"
        return (self.fact.ask or self.fact.label).replace("{thing}", thing)

    @property
    def choices(self) -> tuple[str, ...]:
        """Give the words that may stand in it; none where it takes a number, a date or a code."""
        last = (NOT_ESTABLISHED,) if self.fact.not_established else ()
        if self.fact.type is FactType.YES_OR_NO:
            return (*YES_OR_NO, *last)
        if self.fact.type is FactType.ONE_OF:
            words = (answer.word for answer in self.fact.answers)
            return tuple(dict.fromkeys((*words, *last)))
        return last if self.fact.type in _LINKS else ()

    @property
    def values(self) -> Mapping[str, str]:
        """Give the words of records for those of the sheet, where they differ."""
        if self.fact.type is not FactType.YES_OR_NO:
            return {}
        return {word: YES_OR_NO.get(word, word) for word in self.choices}

    @property
    def takes(self) -> str:
        """Give what may stand in it, in words."""
        if self.choices:
            return say.one_of(self.choices)
        also = say.or_word(NOT_ESTABLISHED) if self.fact.not_established else ""
        unit = f" ({self.fact.unit})" if self.fact.unit else ""
        return f"{self.fact.type.value}{unit}{also}"


@frozen
class Sheet:
    """The columns of a coding sheet after that of the incident."""

    title: str
    columns: tuple[Coded, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """Give the names of all columns."""
        return (INCIDENT, *(one.path for one in self.columns))


def codable(vocabulary: Vocabulary) -> Mapping[str, Known]:
    """
    Give the facts that a sheet can ask for, by their paths: no free text, and nothing named.

    Beside the facts of a report and an allegation, those of what is told of an allegation.
    """
    facts = vocabulary.kinds[ALLEGATION].facts.values()
    told = (fact for fact in facts if fact.through and fact.kind not in STARTS)
    below = (one for fact in told for one in _told(vocabulary, fact))
    return {one.path: one for one in (*known_facts(vocabulary), *below) if _is_codable(one.fact)}


def _told(vocabulary: Vocabulary, fact: Fact) -> Iterator[Known]:
    """Give the facts of what points to an allegation, as they are written within it."""
    kind = fact.kind or ""
    for one in known_facts(vocabulary, [kind]):
        inner = one.path.removeprefix(f"{kind}.")
        if inner.split(".")[0] != fact.through:
            yield Known(f"{ALLEGATION}.{fact.name}.{inner}", one.fact)


def _is_codable(fact: Fact) -> bool:
    if fact.type is FactType.TEXT:
        return False
    return fact.type not in _LINKS or fact.not_established


def sheet_csv(sheet: Sheet) -> str:
    """Give the sheet as CSV: its head, below which auditors write."""
    return _csv([sheet.head])


def guide(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Give what stands in each column: its name, the question, what it takes, if it must be."""
    yield say.GUIDE
    yield INCIDENT, say.WHICH_INCIDENT, say.ITS_NUMBER, say.required(is_so=True)
    for one in sheet.columns:
        yield one.path, one.question, one.takes, say.required(is_so=one.required)


def guide_csv(sheet: Sheet) -> str:
    """Give the guide as CSV."""
    return _csv(guide(sheet))


def _csv(rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
