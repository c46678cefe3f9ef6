"""No allegation of an incident is two offences; what the law parts stands in its index."""

from __future__ import annotations

import pytest

from hocr_engine.rulebook.draft import read_law_index
from tests.decision.either_or import ALLEGATION, asked, pairs, sure
from tests.decision.library import ROOT, incident, paths, rulebook

FEWEST_OFFENCES = 50


def test_each_pair_of_offences_rests_on_the_law_and_a_fact() -> None:
    law = read_law_index(ROOT / "rules", [])
    kinds = rulebook().book.vocabulary.kinds
    parts = [pair.fact.partition(".") for pair in pairs()]

    assert [pair for pair in pairs() if pair.law not in law or not pair.because] == []
    assert [name for kind, _, name in parts if name not in kinds[kind].facts] == []
    assert [pair for pair in pairs() if pair.sides[0] & pair.sides[1]] == []


@pytest.mark.slow
def test_no_allegation_of_an_incident_is_two_offences_for_sure() -> None:
    book = rulebook().book
    found = {
        (path.stem, element.id): sure(asked(book, incident(path), element.id))
        for path in paths()
        for element in incident(path).of_kind(ALLEGATION)
    }

    assert {where: codes for where, codes in found.items() if len(codes) > 1} == {}
    assert len({code for codes in found.values() for code in codes}) > FEWEST_OFFENCES
