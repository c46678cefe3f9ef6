"""Reading the streams of a scheme: groups of the official list become the classes they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define, field, frozen

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.model import RECORDED, Unit, Verdict
from hocr_engine.auditing.numbers import optional_number
from hocr_engine.auditing.scheme.model import Range, Selection, Stream
from hocr_engine.decision.entering import FLAGS
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import not_one_of
from hocr_engine.fields import Fields, fields
from hocr_engine.nodes import Scalar
from hocr_engine.rulebook.model import Book

# The list that puts classes into groups, and the fact of a row that names the class.
GROUPING: Final = "grouping"
CLASS: Final = "class"

_STREAM: Final = ("id", "title", "outside", "having")
_RANGE: Final = ("least", "below")
_WHICH: Final = (
    "of",
    *("groups", "subgroups", "entries"),
    *("found groups", "found subgroups", "found"),
    *("flags", "verdicts", "despite", "facts", "numbers", "late", "converted"),
)


@frozen
class Keys:
    """The keys under which entries stand, by group, by sub-group and one by one."""

    group: str
    subgroup: str
    entries: str


EXPECTED: Final = Keys("groups", "subgroups", "entries")
FOUND: Final = Keys("found groups", "found subgroups", "found")


@define
class StreamReader:
    """Reads streams by the lists of one rulebook, and collects what is wrong with them."""

    book: Book = field(repr=False)
    mistakes: list[Diagnostic]

    def streams(self, group: Fields) -> Iterator[Stream]:
        """Give every stream of a scheme."""
        group.required("streams")
        for one in group.groups("streams", "the stream"):
            one.only((*_STREAM, *_WHICH))
            outside = one.words("outside")
            yield Stream(
                id=one.text("id"),
                title=one.text("title"),
                which=self._selection(one),
                having=self._having(one),
                outside=tuple(word.text for word in outside),
                places={word.text: word.at for word in outside},
                at=one.at,
            )

    def _having(self, stream: Fields) -> Selection:
        group = stream.group("having", "what it should have")
        if group is None:
            return Selection(verdicts=RECORDED)
        group.only(_WHICH)
        return self._selection(group)

    def _selection(self, group: Fields) -> Selection:
        unit = group.optional_word("of", [unit.value for unit in Unit])
        verdicts = self._words(group, "verdicts", [verdict.value for verdict in Verdict])
        flags = self.book.making.get(FLAGS)
        known = [] if flags is None else [answer.word for answer in flags.answers]
        return Selection(
            unit=Unit(unit) if unit else None,
            entries=self._entries(group, EXPECTED),
            found=self._entries(group, FOUND),
            flags=self._words(group, "flags", known),
            verdicts=None if verdicts is None else frozenset(map(Verdict, verdicts)),
            facts=tuple(self._facts(group)),
            numbers=tuple(self._numbers(group)),
            late=group.switch("late") if group.has("late") else None,
            despite=self._words(group, "despite", tuple(self.book.rule)) or frozenset(),
            converted=group.switch("converted") if group.has("converted") else None,
        )

    def _words(self, group: Fields, key: str, known: Sequence[str]) -> frozenset[str] | None:
        if not group.has(key):
            return None
        words = group.words(key)
        for word in words:
            if word.text not in known:
                self.mistakes.append(not_one_of(key, word.text, known, word.at))
        return frozenset(word.text for word in words if word.text in known)

    def _entries(self, group: Fields, keys: Keys) -> frozenset[str] | None:
        if not any(group.has(key) for key in (keys.group, keys.subgroup, keys.entries)):
            return None
        found = {*self._in_group(group.words(keys.group), "group")}
        found |= {*self._in_group(group.words(keys.subgroup), "subgroup")}
        known = self._known()
        for word in group.words(keys.entries):
            if word.text not in known:
                self.mistakes.append(say.unknown_entry(word.text, known, word.at))
            found.add(word.text)
        return frozenset(found)

    def _in_group(self, words: Iterable[Scalar], name: str) -> Iterator[str]:
        """Give the classes of groups; each row of the list puts one class into one group."""
        rows = [row.facts for row in self.book.rows.get(GROUPING, {}).values()]
        known = {row.get(name) for row in rows} - {None}
        for word in words:
            if word.text not in known:
                names = [str(one) for one in known]
                self.mistakes.append(say.unknown_group(word.text, sorted(names), word.at))
            yield from (str(row[CLASS]) for row in rows if row.get(name) == word.text)

    def _known(self) -> frozenset[str]:
        answers = (answer.word for answer in self.book.making["entry"].answers)
        return frozenset((*answers, *self.book.rows.get(CLASS, {})))

    def _facts(self, group: Fields) -> Iterator[tuple[str, frozenset[str]]]:
        facts = group.group("facts", "the facts")
        if facts is None:
            return
        for entry in facts.node.entries:
            name = entry.key.text
            yield name, frozenset(word.text for word in facts.words(name))

    def _numbers(self, group: Fields) -> Iterator[tuple[str, Range]]:
        numbers = group.group("numbers", "the numbers")
        for entry in () if numbers is None else numbers.node.entries:
            found = fields(entry.value, f"`{entry.key.text}`", self.mistakes)
            if found is not None:
                found.only(_RANGE)
                least, below = (optional_number(found, name) for name in _RANGE)
                yield entry.key.text, Range(least, below)
