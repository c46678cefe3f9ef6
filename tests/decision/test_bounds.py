"""Past every bound of deciding the answer is left open and says so; up to it nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from hocr_engine.decision import Decision, completing, deliberation
from hocr_engine.decision.decide import decide
from hocr_engine.decision.deliberation import Deliberation
from hocr_engine.decision.model import Action, ActionKind
from hocr_engine.feel import evaluate
from hocr_engine.feel.values import OneOf, Unknown
from hocr_engine.incident.carrying import supposing
from hocr_engine.incident.model import FactRef
from hocr_engine.incident.read import incident_of
from hocr_engine.rulebook import Book
from hocr_engine.rulebook.load import load, read_book
from tests.decision.generated import read
from tests.decision.library import rulebook

SMALL: Final = Path(__file__).parents[1] / "rulebook" / "small"
COUNTING: Final = "more ways of counting than are tried"
EARLIER: Final = "more possible earlier answers than are tried"
RULES: Final = "more combinations of undecided rules than are tried"
FIRST_ACT: Final = """
      - name: first_act
        label: its first act
        type: date and time
        may_be_absent: "yes"
"""

Record = dict[str, Any]


def record(acts: list[Record], records: list[Record] | None = None) -> Record:
    """Give a record of acts by one man, each against a woman of her own on a day of its own."""
    allegations = [
        {
            "id": f"a{number}",
            "victim": f"v{number}",
            "offenders": "o",
            "event": {"from": f"2026-05-{number + 1:02d} 20:00", "place": {"kind": "public"}},
            "account": {"says": "happened"},
            **act,
        }
        for number, act in enumerate(acts)
    ]
    return {
        "format": "hocr.incident.v1",
        "id": "BOUND",
        "force": "Example Police",
        "people": [
            {"id": "man", "sex": "male", "age": 40},
            *({"id": f"v{number}", "sex": "female", "age": 30} for number in range(len(acts))),
        ],
        "offenders": [{"id": "o", "members": ["man"]}],
        "allegations": allegations,
        "reports": [
            {
                "id": "r",
                "received_at": "2026-06-01 09:00",
                "by": {"capacity": "victim"},
                "carries": [allegation["id"] for allegation in allegations],
            }
        ],
        "records": records or [],
    }


def stalking_recorded(number: int) -> Record:
    """Give a record of stalking of one of the women, which a message may continue."""
    return {
        "id": f"old{number}",
        "entry": "8Q",
        "code": "195/12",
        "victim": f"v{number}",
        "offenders": "o",
        "came_to_notice": "2026-04-20 09:00",
        "first_act": "2026-04-01 20:00",
        "last_incident": "2026-04-19 20:00",
        "dealt_with": False,
    }


def decided(made: Record) -> Decision:
    """Give the decision on plain data."""
    return rulebook().decide(read(made))


def bounds(decision: Decision) -> set[str]:
    """Give what bounds the actions say that they have met."""
    return {bound.what for action in decision.actions for bound in action.bounds}


def possible(action: Action) -> set[str]:
    """Give all that a possible crime may come to."""
    return {entered.line for entered in action.entered}


def test_open_crimes_are_counted_in_every_way_up_to_the_bound() -> None:
    """Three blows to one woman with one of three injuries each make 27 ways, and four make 81."""
    blow = {"act": "assault", "victim": "v0"}

    assert bounds(decided(record([blow] * 3))) == set()

    past = decided(record([blow] * 4))
    assert all([bound.what for bound in action.bounds] == [COUNTING] for action in past.actions)
    assert all(action.missing for action in past.actions)


def test_crimes_that_nothing_compares_do_not_share_a_bound() -> None:
    """A blow each to six women is counted for each of them alone."""
    apart = decided(record([{"act": "assault"}] * 6))

    assert bounds(apart) == set()
    assert [action.kind for action in apart.actions] == [ActionKind.RECORD] * 6


def test_open_relations_of_a_step_are_followed_every_way_up_to_the_bound() -> None:
    """A message may continue a record or not; it is open for four messages as it is for three."""
    message = {"offence_code": "138/52", "more_than_once": False, "victim": "v0"}
    three, four = (decided(record([message] * many, [stalking_recorded(0)])) for many in (3, 4))

    assert bounds(three) == set()
    assert all([bound.what for bound in action.bounds] == [COUNTING] for action in four.actions)
    assert {action.kind for action in four.actions} == {action.kind for action in three.actions}


def test_past_the_bound_every_outcome_is_told() -> None:
    """Each of six messages may be a crime by itself as well as go into a record or another."""
    message = {"offence_code": "138/52", "more_than_once": False, "victim": "v0"}
    past = decided(record([message] * 6, [stalking_recorded(0)]))

    assert all([bound.what for bound in action.bounds] == [COUNTING] for action in past.actions)
    for action in past.actions:
        assert {"counted with another, or referred", "record 8R 138/52"} <= set(
            action.line.removeprefix("needs facts: ").split(" | ")
        )
        assert action.missing


def test_past_the_bound_what_nothing_is_compared_with_is_recorded() -> None:
    """Four blows against four women go into nothing, whatever was not tried."""
    past = decided(record([{"act": "assault"}] * 4))

    assert [action.line for action in past.actions] == [
        "record 105A 105/01 | 8N 008/01 | 8N 008/06"
    ] * 4


def rule(decision: str, when: str, then: str, step: str = "") -> str:
    """Give a rule file of one rule."""
    return "\n".join(
        [
            "format: hocr.rules.v1",
            f"topic: {decision} {step}",
            f"decision: {decision}",
            *([f"step: {step}"] if step else []),
            "layer: protocol",
            "rules:",
            f"  - id: {decision}-rule{step}",
            "    title: A rule",
            "    law: [SMALL-001-01]",
            "    from: 2015-04-01",
            "    when: |",
            f"      {when}",
            f"    then: {then}",
            "    because: it is a rule",
            "",
        ]
    )


def small(folder: Path, files: dict[str, str]) -> Path:
    """Give a folder with the small rulebook and some files more."""
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def with_steps(folder: Path, many: int) -> Book:
    """Give a rulebook with some steps, in each of which two crimes may stand in three ways."""
    steps = ["format: hocr.steps.v1", "steps:"]
    files = {
        "general/offence.yaml": rule("offence", "true", "A1"),
        "general/class.yaml": rule("class", "true", "A1"),
        "general/entry.yaml": rule("entry", "true", "crime"),
    }
    for step in (f"-{number}" for number in range(many)):
        steps += [f"  - id: step{step}", "    label: a step", "    law: [SMALL-001-01]"]
        files[f"general/step{step}.yaml"] = rule(
            "counting", "this.allegation.injured", "this outranks other", f"step{step}"
        )
    vocabulary = (SMALL / "vocabulary" / "all.yaml").read_text(encoding="utf-8")
    candidate = vocabulary.index("  - kind: offence\n    label: the offence\n    data")
    facts = vocabulary[:candidate].rstrip() + FIRST_ACT + "\n"
    files["vocabulary/all.yaml"] = facts + vocabulary[candidate:]
    files["counting/steps.yaml"] = "\n".join([*steps, ""])
    root = small(folder, files)
    (root / "counting" / "like-crimes.yaml").unlink()
    book, mistakes = read_book(root)
    assert book is not None, [str(mistake) for mistake in mistakes]
    return book


def decided_in(book: Book, *allegations: str) -> Decision:
    """Give the decision of a small rulebook on blows that the victim confirms."""
    made = {
        "format": "hocr.incident.v1",
        "id": "BOUND",
        "force": "Example Police",
        "allegations": [
            {"id": name, "act": "assault", "account": {"says": "happened"}} for name in allegations
        ],
        "reports": [
            {"id": "r", "received_at": "2026-06-01 09:00", "carries": list(allegations)},
        ],
    }
    incident, mistakes = incident_of(made, book.vocabulary)
    assert incident is not None, mistakes
    return decide(book, incident)


def test_open_relations_are_followed_through_all_steps_up_to_the_bound(tmp_path: Path) -> None:
    """Three steps with three ways each make 27 ways, and four make 81."""
    assert bounds(decided_in(with_steps(tmp_path / "three", 3), "a", "b")) == set()

    past = decided_in(with_steps(tmp_path / "four", 4), "a", "b")
    assert all([bound.what for bound in action.bounds] == [COUNTING] for action in past.actions)


def confirmation(folder: Path, topics: int) -> tuple[set[object], set[str]]:
    """Give what confirmation may be where a rule of each of some topics is open, and the bounds."""
    files = {
        f"general/topic-{number}.yaml": rule("confirmation", "this.injured", "established").replace(
            "confirmation-rule", f"rule-{number}"
        )
        for number in range(topics)
    }
    (action,) = decided_in(load(small(folder, files)), "a").actions
    finding = action.findings["confirmation"]
    return set(finding.options), {str(getattr(w, "what", "")) for w in finding.awaits} - {""}


def test_open_rules_are_combined_every_way_up_to_the_bound(tmp_path: Path) -> None:
    """Eight topics make 256 ways, which all agree; past them no answer is ruled out."""
    assert confirmation(tmp_path / "eight", 8) == ({"established"}, set())
    assert confirmation(tmp_path / "nine", 9) == ({"established", "lacking"}, {RULES})


@pytest.mark.parametrize("bound", ["MAX_WORLDS", "MAX_BRANCHES"])
def test_past_the_bound_on_earlier_answers_no_answer_is_ruled_out(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may come of a threat stays possible, and it is said that not all was tried."""
    threat = record([{"act": "threat of violence"}])
    before = decided(threat)
    assert bounds(before) == set()

    monkeypatch.setattr(deliberation, bound, 1)
    (past,) = decided(threat).actions

    assert EARLIER in {met.what for met in past.bounds}
    assert possible(before.actions[0]) <= possible(past)
    assert past.missing


@pytest.mark.parametrize(
    ("module", "bound"), [(completing, "MAX_SUPPOSED"), (completing, "MAX_FACTS_SUPPOSED")]
)
def test_past_the_bound_on_suppositions_every_missing_fact_is_asked_for(
    module: ModuleType, bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What supposing would have ruled out stays possible, and no fact is dropped."""
    threat = record([{"act": "threat of violence"}])
    (before,) = decided(threat).actions

    monkeypatch.setattr(module, bound, 0)
    (past,) = decided(threat).actions

    assert possible(before) < possible(past)
    assert before.missing <= past.missing


def test_supposing_never_makes_an_answer_more_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an assault or a theft of which no account is known cannot be, it cannot be supposed."""
    (plain, stolen) = (record([{"act": act}]) for act in ("assault", "theft"))
    del plain["allegations"][0]["account"]
    for made in (plain, stolen):
        (supposed,) = decided(made).actions
        monkeypatch.setattr(completing, "MAX_SUPPOSED", 0)
        (alone,) = decided(made).actions
        monkeypatch.undo()
        assert possible(supposed) <= possible(alone)
    assert possible(decided(plain).actions[0]) == {
        "no crime: crime-related incident",
        "record 105A 105/01",
        "record 8N 008/01",
        "record 8N 008/06",
    }


def test_a_bound_met_while_supposing_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the rules alone rule out of a threat stays ruled out, though no branch is followed."""
    threat = record([{"act": "threat of violence"}])
    monkeypatch.setattr(completing, "MAX_SUPPOSED", 0)
    (alone,) = decided(threat).actions
    monkeypatch.undo()
    monkeypatch.setattr(deliberation.Deliberation, "supposing", _without_branches)
    (past,) = decided(threat).actions

    assert possible(past) <= possible(alone)


def _without_branches(of: Deliberation, fact: FactRef, value: object) -> Deliberation:
    return Deliberation(of.book, supposing(of.world, fact, value), of.given, [0])


def test_open_answers_within_a_condition_are_combined_up_to_the_bound() -> None:
    """Eight answers of two values make 256 ways, in all of which it holds; nine are left open."""
    names = [f"x{number}" for number in range(9)]
    known = {name: OneOf((True, False), frozenset({name}), name) for name in names}
    eight, nine = (" and ".join(f"({n} or not({n}))" for n in names[:many]) for many in (8, 9))

    assert evaluate(eight, known) is True
    assert isinstance(evaluate(nine, known), Unknown)
