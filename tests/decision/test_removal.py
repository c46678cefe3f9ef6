"""A record is removed only when everything that matters is known."""

from __future__ import annotations

from datetime import date
from typing import Final

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Finding
from hocr_engine.decision.requirements import INVALID, VALID
from hocr_engine.incident.linked import World
from hocr_engine.vocabulary.model import FactType
from tests.decision.library import rulebook

CATEGORIES: Final = (None, "C1", "C2", "C3", "C4", "C5")
ENTRIES: Final = (("8N", "008/06"), ("19C", "019/08"), ("104", "008/73"), ("106", "036/06"))
TIMES: Final = (None, "2026-05-03 10:00", "2026-05-04 10:00")
Values = dict[str, object]


def asked(entry: tuple[str, str], values: Values) -> Finding:
    """Give what becomes of a request to cancel, nothing presumed."""
    record = {"id": "record-1", "entry": entry[0], "code": entry[1]}
    record |= {"recorded_at": "2026-04-20 10:00"}
    data = {
        "format": "hocr.incident.v1",
        "id": "INC-1",
        "report": {"received_at": "2026-05-01 10:00"},
        "allegation": {"act": "assault"},
        "records": [record],
        "requests": [{"id": "request-1", "record": "record-1", "type": "cancel", **values}],
    }
    book, incident = rulebook().book, rulebook().incident(data)
    world = World(incident, book.vocabulary, book.rows, date(2026, 5, 4), None, strict=True)
    return Deliberation(book, world).ask("removal", world.thing("request", "request-1"))


def answers() -> st.SearchStrategy[Values]:
    """Give an answer to everything that can be said of a request, mostly such as help it."""
    drawn: dict[str, st.SearchStrategy[object]] = {"decided_at": st.just("2026-05-04 10:00")}
    for fact in rulebook().book.vocabulary.kinds["request"].facts.values():
        if fact.type is FactType.YES_OR_NO:
            drawn[fact.name] = st.sampled_from((True, True, True, True, False))
        elif fact.name == "category":
            drawn[fact.name] = st.sampled_from(CATEGORIES)
        elif fact.name == "victim_told_at":
            drawn[fact.name] = st.sampled_from(TIMES)
        elif fact.type is FactType.ONE_OF and fact.name != "type":
            drawn[fact.name] = st.sampled_from([answer.word for answer in fact.answers])
    return st.fixed_dictionaries(drawn)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(ENTRIES), answers(), st.data())
def test_a_request_is_never_valid_while_something_that_matters_is_unknown(
    entry: tuple[str, str], values: Values, data: st.DataObject
) -> None:
    """What is valid, or invalid, with facts left out is the same whatever they turn out to be."""
    forgotten = data.draw(st.sets(st.sampled_from(sorted(values)), max_size=6))
    partly = asked(entry, {name: v for name, v in values.items() if name not in forgotten})
    wholly = asked(entry, values)
    if partly.is_settled:
        event(str(partly.options[0]))
        assert wholly.options == partly.options
    if wholly.is_settled and wholly.options[0] == INVALID:
        assert partly.options[0] != VALID or not partly.is_settled
