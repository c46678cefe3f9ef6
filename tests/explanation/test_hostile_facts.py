"""Whatever text stands in an incident is shown as text in every form, or refused as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hocr_engine import IncidentError, Rulebook, load_rulebook
from hocr_engine.decision import Decision
from hocr_engine.diagnostic import draw
from hocr_engine.explanation import outline
from hocr_engine.explanation.brief import brief
from hocr_engine.explanation.data import explanation_json
from hocr_engine.explanation.depth import Depth
from hocr_engine.explanation.layout import plain
from hocr_engine.explanation.markdown import as_markdown, brief_markdown
from hocr_engine.explanation.more import More
from hocr_engine.explanation.outline import Outline
from hocr_engine.explanation.page import as_html
from hocr_engine.explanation.text import as_text
from hocr_engine.keeping.record import record_json
from hocr_engine.keeping.replay import replay
from hocr_engine.keeping.text import lines
from hocr_engine.vocabulary.model import FactType
from tests.decision import library
from tests.keeping.records import kept

Data = dict[str, Any]

GARDEN: Final = Path(__file__).parent / "garden"
MORE: Final = More(nearest=True, timeline=True)
HOSTILE: Final = {
    "a script": "<script>alert(1)</script>",
    "an end of a comment": "--></style></title><img src=x onerror=alert(1)>",
    "an attribute": '" onmouseover="alert(1)',
    "a character reference": "&lt;b&gt;&#x202e;",
    "Markdown": "*bold* [a](javascript:alert(1)) `code` # | ~~",
    "a turn of direction": "a\u202eb\u2066c\u200fd",
    "nothing to be seen": "a\u200bb\u00adc\ufeffd\u2060e",
    "a command to the screen": "\x1b[31mred\x07\x1b]0;title\x07",
    "control characters": "\x01\x08\x0b\x7f\x85\x9b",
    "many lines": "one\ntwo\r\nthree\u2028four\u2029five",
    "a place to fill": "{victim} %s {0} ${x} {{ 7 * 7 }} {% raw %}",
    "a long text": "x" * 10_000,
    "long and wide": "\U0001f600 " * 3_000,
    "a path": "../../etc/passwd\x00",
    "a half of a character": "\ud800",
}
SIGNS: Final = st.one_of(
    st.text(max_size=40),
    st.sampled_from(sorted(HOSTILE.values())),
    st.lists(st.sampled_from("<>&\"'`*_[](){}|#\\\n\t\x1b\u202e\u200b é"), max_size=30).map(
        "".join
    ),
)
LONGEST_LINE: Final = 2_000


def facts(text: str) -> Data:
    """Give an incident of the small rulebook that holds a text wherever a text may stand."""
    return {
        "format": "hocr.incident.v1",
        "id": text[:100],
        "force": text,
        "report": {"received_at": "2026-05-04 11:00"},
        "allegation": {
            "done": "trampled",
            "victim": {"age": "40"},
            "event": {"place": {"kind": "park"}},
            "account": {"says": "did not happen"},
        },
        "recorded": [{"allegation": "allegation-1", "entry": "P", "code": text}],
    }


def named(text: str) -> Data:
    """Give an incident in which a text is the id of things, which is refused unless plain."""
    plain_one = facts("plain")
    allegation = {**plain_one["allegation"], "id": text}
    recorded = [{"allegation": text, "entry": text, "id": text}]
    return {**plain_one, "allegation": allegation, "recorded": recorded}


@cache
def garden() -> Rulebook:
    """Give the small rulebook."""
    return load_rulebook(GARDEN)


class Reader(HTMLParser):
    """Reads a page, and keeps which elements and attributes stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with its attributes."""
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}


def elements(page: str) -> set[tuple[str, str]]:
    """Give the elements of a page, each alone and with each of its attributes."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader.found


def shown(decision: Decision, told: Outline, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Give all forms that people read, by their names."""
    yield "brief", plain(brief(told, 100, told.incident))
    yield "text", as_text(told, 100, Depth.TRIED)
    yield "source", as_text(told, 60, Depth.SOURCE)
    yield "Markdown", as_markdown(told, Depth.TRIED)
    yield "brief Markdown", brief_markdown(told, why=True)
    data = json.loads(record_json(decision))
    for name, engine in (("replay", data["engine"]), ("replay otherwise", "0" + told.force)):
        data["engine"] = engine
        found = replay(kept(data), decision.incident, rulebook.book)
        yield name, plain(lines(found, 100))


def assert_harmless(decision: Decision, rulebook: Rulebook, usual: Mapping[str, Any]) -> None:
    """Assert that a decision is told as text in every form, and not at any length."""
    told = outline(decision, more=MORE)
    for form, text in shown(decision, told, rulebook):
        assert all(sign.isprintable() or sign == "\n" for sign in text), form
        assert max(map(len, text.splitlines())) < LONGEST_LINE, form
        if "Markdown" in form:
            assert re.findall(r"(?<!\\)<", text) == [], form
    page = as_html(told)
    assert elements(page) <= usual["elements"]
    assert all(sign.isprintable() or sign == "\n" for sign in page)
    assert len(page) < 2 * usual["length"]
    assert record_json(decision).isascii()
    assert "\n" not in record_json(decision)
    assert explanation_json(told).isascii()


@cache
def usual() -> Mapping[str, Any]:
    """Give the elements and the length of a page about an incident without anything unusual."""
    page = as_html(outline(garden().decide(facts("plain")), more=MORE))
    return {"elements": elements(page), "length": len(page)}


def tell(data: Data, rulebook: Rulebook, usual: Mapping[str, Any]) -> None:
    """Assert that an incident is told harmlessly, or that what is wrong with it is."""
    try:
        decision = rulebook.decide(data)
    except IncidentError as error:
        for one in error.diagnostics:
            told = draw(one)
            assert all(sign.isprintable() or sign == "\n" for sign in told)
            assert max(map(len, told.splitlines())) < LONGEST_LINE
        return
    assert_harmless(decision, rulebook, usual)


@pytest.mark.parametrize("make", [facts, named])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_text_is_shown_as_text(text: str, make: Any) -> None:  # noqa: ANN401
    tell(make(text), garden(), usual())


@given(SIGNS, st.sampled_from([facts, named]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_shown_as_text(text: str, make: Any) -> None:  # noqa: ANN401
    tell(make(text), garden(), usual())


def everywhere(text: str) -> Data:
    """Give an incident of the rules of the project with a text in all facts that are texts."""
    return {
        **facts(text),
        "allegation": {
            "id": "slap",
            "act": "assault",
            "injury": "none",
            "victim": {"sex": "female", "age": 30, "household": text, "family": text},
            "offenders": {"members": [{"age": "40"}]},
            "event": {"from": "2026-05-04 10:00", "place": {"kind": "public"}},
            "account": {"says": "happened"},
            "business_robbed": text,
            "building_burgled": text,
            "vehicle_owner": text,
        },
        "judgements": [{"question": "amounts_to_crime", "about": "slap", "answer": "true",
                        "by": text, "reason": text}],
        "recorded": [{"allegation": "slap", "entry": "8N", "code": text, "force": text}],
    }  # fmt: skip


def test_the_texts_tried_are_all_that_the_vocabulary_has() -> None:
    book = library.rulebook().book
    texts = {
        fact.name
        for kind in book.vocabulary.kinds.values()
        if kind.data is None and kind.section is not None
        for fact in kind.facts.values()
        if fact.type is FactType.TEXT and fact.is_given
    }
    ids = {"question", "about", "answer", "entry"}

    assert texts - ids <= set(keys(everywhere("x")))


def keys(value: object) -> Iterator[str]:
    """Give every key of some data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


@pytest.mark.slow
def test_a_hostile_text_is_shown_as_text_by_the_rules_of_the_project() -> None:
    rulebook = library.rulebook()
    page = as_html(outline(rulebook.decide(everywhere("plain")), more=MORE))
    plainly = {"elements": elements(page), "length": len(page)}

    for text in HOSTILE.values():
        tell(everywhere(text), rulebook, plainly)
