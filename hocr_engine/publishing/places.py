"""Where everything of a rulebook stands in its pages: one address for each, built in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeVar

from attrs import field, frozen

from hocr_engine.cases.model import Case, CaseFile
from hocr_engine.explanation.words import capital
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Rule, Topic
from hocr_engine.rulebook.read import CASES_SUFFIX
from hocr_engine.rulebook.steps import CountingStep
from hocr_engine.vocabulary.model import Definition

_OTHER_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_SECTION: Final = re.compile(r"([a-z])-(.*)")
INDEX, DECISIONS, STEPS = "index.html", "decisions.html", "steps.html"
_Dated = TypeVar("_Dated", CountingStep, Definition)
LEFT_OUT, MISTAKES = "not-encoded.html", "mistakes.html"


@frozen
class Link:
    """Words, and the address that they lead to; none where there is no such place."""

    words: str
    href: str = ""


@frozen(slots=False)
class Places:
    """Gives the page and the mark of each thing, for links between pages and for its own id."""

    shelf: Shelf = field(repr=False)

    def page_of_topic(self, topic: Topic) -> str:
        """Give the page on which a topic stands: one a folder of the rulebook."""
        return f"rules-{slug(topic.id.rpartition('/')[0])}.html"

    def rule(self, rule: Rule) -> Link:
        """Give a rule by its title, with where it stands."""
        topic = self.shelf.book.topic_of_rule[rule.id]
        row = rule.id.partition("/")[2]
        title = f"{rule.title}: {row}" if topic.is_table and row else rule.title
        if self.shelf.is_past(rule.since, rule.until):
            return Link(f"{title} (not in force)")
        return Link(title, f"{self.page_of_topic(topic)}#{mark('rule', rule.id)}")

    def topic(self, topic: Topic) -> Link:
        """Give a topic by its title, with where it stands."""
        return Link(topic.title, f"{self.page_of_topic(topic)}#{mark('topic', topic.id)}")

    def decision(self, name: str) -> Link:
        """Give a decision by its label, with where it stands."""
        return Link(self.shelf.book.decisions[name].label, f"{DECISIONS}#{mark('decision', name)}")

    def named(self, name: str) -> tuple[Link, ...]:
        """Give what a name in `overrides:` means: a rule, all rows of a table, or a topic."""
        book = self.shelf.book
        if name in book.rule:
            return (self.rule(book.rule[name]),)
        return tuple(self.topic(topic) for topic in book.topics if topic.id == name)

    def law_page(self, statement: Statement) -> str:
        """Give the page of the index on which a statement stands: one a file of the index."""
        return f"law-{slug(statement.at.source.name.rpartition('/')[2].removesuffix('.yaml'))}.html"

    def law(self, name: str) -> Link:
        """Give a statement of the law by its id, with where it stands."""
        statement = self.shelf.law.get(name)
        if statement is None:
            return Link(name)
        return Link(name, f"{self.law_page(statement)}#{mark('law', name)}")

    def citing(self, name: str) -> Link:
        """Give what cites a statement, by the name that it has there, with where it stands."""
        return self._citing.get(name, Link(name))

    def case(self, file: CaseFile, case: Case) -> Link:
        """Give a case by its name, with where it stands."""
        return Link(case.name, f"{self._pages_of_cases[file.name]}#{case_mark(file, case)}")

    def cases_beside(self, topic: str) -> tuple[CaseFile, ...]:
        """Give the files of cases that stand beside a file of the rulebook."""
        return tuple(file for file in self.shelf.files if self._beside[file.name] == topic)

    @cached_property
    def _beside(self) -> Mapping[str, str]:
        """Give for each file of cases the file of the rulebook beside which it stands."""
        root = f"{self.shelf.root}/"
        names = (file.name for file in self.shelf.files)
        return {name: name.removeprefix(root).removesuffix(CASES_SUFFIX) for name in names}

    @cached_property
    def _pages_of_cases(self) -> Mapping[str, str]:
        known = {topic.id: self.page_of_topic(topic) for topic in self.shelf.book.topics}
        return {name: known.get(topic, STEPS) for name, topic in self._beside.items()}

    @cached_property
    def _citing(self) -> Mapping[str, Link]:
        book = self.shelf.book
        found = {rule.id: self.rule(rule) for rule in book.rule.values()}
        for step in self._in_force(book.steps):
            found[f"step {step.id}"] = Link(step.label, f"{STEPS}#{mark('step', step.id)}")
        for kind in book.vocabulary.kinds.values():
            page = facts_page(kind.name)
            found[kind.name] = Link(kind.label, page)
            for fact in kind.facts.values():
                words = fact.label.replace("{thing}", kind.label)
                found[f"{kind.name}.{fact.name}"] = Link(words, f"{page}#{mark('fact', fact.name)}")
        for one in self._in_force(book.vocabulary.definitions):
            label = one.label.replace("{thing}", book.vocabulary.kinds[one.of].label)
            place = f"{facts_page(one.of)}#{mark('definition', one.name)}"
            found.setdefault(f"{one.of}.{one.name}", Link(label, place))
        return found

    def _in_force(self, several: Iterable[_Dated]) -> Iterator[_Dated]:
        return (one for one in several if not self.shelf.is_past(one.since, one.until))


def facts_page(kind: str) -> str:
    """Give the page on which the facts of a kind stand."""
    return f"facts-{slug(kind)}.html"


def list_page(kind: str) -> str:
    """Give the page on which the lines of a list stand."""
    return f"list-{slug(kind)}.html"


def slug(name: str) -> str:
    """Give a name as it may stand in an address."""
    return _OTHER_SIGNS.sub("-", name.lower()).strip("-")


def mark(what: str, name: str) -> str:
    """Give the id that something has on its page; names that differ keep ids that differ."""
    return f"{what}-{name.replace('/', '--').replace(' ', '-')}"


def folder_title(folder: str) -> str:
    """Give a folder of the rulebook as a heading; a letter at its start is that of a section."""
    last = folder.rpartition("/")[2]
    section = _SECTION.fullmatch(last)
    if section is not None:
        return f"Section {section[1].upper()}: {section[2].replace('-', ' ')}"
    words = last.upper() if any(sign.isdigit() for sign in last) else last.replace("-", " ")
    return capital(words)


def group_title(folder: str) -> str:
    """Give the heading under which a folder is listed: that of the folder around it."""
    above = folder.rpartition("/")[0]
    return capital(above.replace("-", " ")) if above else "Other rules"


def case_mark(file: CaseFile, case: Case) -> str:
    """Give the id of a case on its page, from its file and its place there."""
    name = file.name.rpartition("/")[2].removesuffix(CASES_SUFFIX)
    return mark("case", f"{name}-{case.at.line}")
