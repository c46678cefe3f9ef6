"""
What two rulebooks decide otherwise is told as the documents show, and truly.

Each section of a document changes a copy of the small rulebook about gardens: `diff FILE` changes
a file of `old` or `new`, another block with a name writes one, and `console` shows what is said.
"""

from __future__ import annotations

import io
import json
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from hocr_engine.cli import diff, main
from hocr_engine.differing import compare as comparing
from hocr_engine.differing.compare import Bench, compare
from hocr_engine.differing.model import Comparison, Ending, Outcome
from hocr_engine.differing.read_questions import Pair, read_library_questions
from hocr_engine.differing.sameness import Sameness
from hocr_engine.rulebook.load import load
from hocr_engine.rulebook.model import Book, Rule, Topic
from tests.explanation.documents import Block, Section, agree, sections
from tests.schemas.schema_files import data_of, faults

HERE: Final = Path(__file__).parent
SMALL: Final = HERE.parent / "cases" / "small"
RULES: Final = HERE.parents[1] / "rules"
SIDES: Final = ("old", "new")
DAY: Final = date(2026, 6, 2)


def change(path: Path, lines: str) -> None:
    """Change a file as a `diff` block says, in the one place that it shows."""
    before, after = (
        "".join(line[1:] or "\n" for line in lines.splitlines(keepends=True) if line[0] in signs)
        for signs in (" -", " +")
    )
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} has not exactly one place for\n{lines}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def follow(block: Block, section: Section, folder: Path, record: bool) -> None:
    """Do what one block of a section says."""
    if block.language == "console":
        agree(section, block, shown(block.content.splitlines()[0]), record=record)
    elif block.language == "diff":
        change(folder / block.about, block.content)
    elif block.about:
        path = folder / block.about
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.content, encoding="utf-8")


def shown(command: str) -> str:
    """Give a command with what it prints, and its exit code where that is not 0."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(shlex.split(command)[2:])
    return f"{command}\n{out.getvalue()}" + (f"[exit {code}]\n" if code else "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the small rulebook twice, and stand in it."""
    for side in SIDES:
        shutil.copytree(SMALL, tmp_path / side)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("section", sections(HERE), ids=str)
def test_what_differs_is_told_as_the_document_shows(
    section: Section, folder: Path, record: bool
) -> None:
    for block in section.blocks:
        follow(block, section, folder, record)


def bench(old: Book, new: Book) -> Bench:
    """Give two rulebooks with the cases of the small one."""
    mistakes: list[object] = []
    questions = read_library_questions(Pair(old, new, SMALL, SMALL), mistakes)  # type: ignore[arg-type]
    found = Bench(old, new, tuple(questions))
    assert mistakes == []
    return found


BOOK: Final = load(SMALL)


def without(topic: Topic, rule: Rule) -> tuple[Rule, ...]:
    """Give the rules of a topic but one."""
    return tuple(one for one in topic.rules if one is not rule)


def until(topic: Topic, rule: Rule) -> tuple[Rule, ...]:
    """Give the rules of a topic, one of them closed."""
    return tuple(evolve(one, until=DAY) if one is rule else one for one in topic.rules)


def since(topic: Topic, rule: Rule) -> tuple[Rule, ...]:
    """Give the rules of a topic, one of them begun later."""
    return tuple(evolve(one, since=DAY) if one is rule else one for one in topic.rules)


def first(topic: Topic, rule: Rule) -> tuple[Rule, ...]:
    """Give the rules of a topic, one of them moved to the front."""
    return (rule, *without(topic, rule))


def changed() -> Iterator[tuple[str, Book]]:
    """Give the small rulebook with one rule changed, in every way and for every rule."""
    for topic in BOOK.topics:
        for rule in topic.rules:
            for way in (without, until, since, first):
                rules = way(topic, rule)
                topics = [evolve(topic, rules=rules) if t is topic else t for t in BOOK.topics]
                yield f"{way.__name__} {rule.id}", evolve(BOOK, topics=tuple(topics))


CHANGED: Final = dict(changed())


@pytest.mark.parametrize("name", CHANGED)
def test_what_is_proved_alike_is_decided_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book = CHANGED[name]
    proved = compare(bench(BOOK, book))
    monkeypatch.setattr(Sameness, "alike", lambda *_: False)
    decided = compare(bench(BOOK, book))

    assert [as_decided(one) for one in proved.outcomes] == list(decided.outcomes)


def as_decided(outcome: Outcome) -> Outcome:
    """Give an outcome as it must be where nothing is proved beforehand."""
    return evolve(outcome, ending=Ending.SAME) if outcome.ending is Ending.PROVED else outcome


@pytest.mark.slow
def test_what_is_proved_alike_in_the_rules_is_decided_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first rule on assaults is taken out, and the cases on violence are decided with it."""
    book = load(RULES)
    topic = next(topic for topic in book.topics if topic.id == "crime-types/violence/assault")
    gone = topic.rules[0]
    left = evolve(topic, rules=without(topic, gone))
    other = evolve(book, topics=tuple(left if each is topic else each for each in book.topics))
    asked = tuple(read_library_questions(Pair(book, other, RULES, RULES), [], topics=[topic.id]))
    proved = compare(Bench(book, other, asked))
    monkeypatch.setattr(Sameness, "alike", lambda *_: False)
    decided = compare(Bench(book, other, asked))

    assert len(proved.ending(Ending.PROVED)) > len(asked) / 2
    assert [as_decided(one) for one in proved.outcomes] == list(decided.outcomes)
    assert {one.causes for one in decided.differences} == {(gone.id,)}


def test_a_change_from_a_day_on_leaves_all_before_it_undecided() -> None:
    later = [evolve(t, rules=tuple(closed(r) for r in t.rules)) for t in BOOK.topics]
    found = compare(bench(BOOK, evolve(BOOK, topics=tuple(later))))

    assert len(found.ending(Ending.PROVED)) == 19
    assert [one.question for one in found.outcomes if one.ending is not Ending.PROVED] == [
        "general/entry.cases.yaml: The whole record, decided report by report"
    ]


def closed(rule: Rule) -> Rule:
    """Give a rule that holds until the day of the last report of the small rulebook's cases."""
    return evolve(rule, until=min(filter(None, (rule.until, DAY))))


# Later versions of Python warn where a process with threads, as a test's may be, is split.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("jobs", [2, 5])
def test_any_number_of_jobs_finds_the_same(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    book = CHANGED["without owner-says-so"]
    counted: list[int] = []
    alone = compare(bench(BOOK, book))
    monkeypatch.setattr(comparing, "FEW", 0)
    together = compare(bench(BOOK, book), jobs=jobs, done=counted.append)

    assert told(alone)
    assert told(alone) == told(together)
    assert counted == list(range(1, 21))


def told(comparison: Comparison) -> list[object]:
    """Give all that differs."""
    return [(one.question, one.differences) for one in comparison.outcomes if one.differences]


def test_the_same_rulebook_differs_in_nothing() -> None:
    found = compare(bench(BOOK, load(SMALL)))

    assert (found.rules, found.others, found.differences) == ((), (), ())
    assert {one.ending for one in found.outcomes} == {Ending.PROVED}


def test_what_differs_can_be_read_by_a_program(folder: Path) -> None:
    change(folder / "new/general/trampling.yaml", "-    then: F1\n+    then: F2\n")
    data = json.loads(printed("$ hocr diff old new --format json"))

    assert data["format"] == "hocr.differences.v1"
    assert [(one["name"], one["how"], one["parts"]) for one in data["rules"]] == [
        ("flowers-trampled", "changed", ["answer"])
    ]
    (trampled,) = [one for one in data["differences"] if one["case"].endswith(" are trampled")]
    assert trampled["by"] == ["flowers-trampled"]
    assert [one["answer"] for one in trampled["before"]] == ["[F1]"]
    assert [one["answer"] for one in trampled["after"]] == ["[F2]"]
    assert trampled["accepted"] is False
    assert len(data["questions"]) == 20
    assert faults("differences.schema.json", data) == []


def printed(command: str) -> str:
    """Give what a command prints, without the command and its exit code."""
    return shown(command).partition("\n")[2].partition("[exit")[0]


def test_more_incidents_than_are_compared_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diff, "MAX_QUESTIONS", 19)

    assert "more than 19 incidents" in shown("$ hocr diff old new")
    assert main(["diff", "old", "new"]) == 2


def test_a_draft_is_valid_once_it_says_why(folder: Path) -> None:
    change(folder / "new/general/trampling.yaml", "-    then: F1\n+    then: F2\n")
    shown("$ hocr diff old new --write-accept meant.yaml")
    path = folder / "meant.yaml"
    text = path.read_text(encoding="utf-8").replace("because:\n", "because: it is meant\n")
    path.write_text(text, encoding="utf-8")

    assert faults("accepted.schema.json", data_of(path)) == []
    assert not shown("$ hocr diff old new --accept meant.yaml").endswith("[exit 1]\n")


@pytest.mark.parametrize("name", ["no/such/folder/draft.yaml", "."])
def test_a_draft_that_cannot_be_written_is_said_to_be_so(name: str, folder: Path) -> None:
    assert shown(f"$ hocr diff old new --write-accept {name}").endswith("[exit 2]\n")
