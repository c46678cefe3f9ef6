"""What two rulebooks say otherwise: rules new, removed and changed, and all else that bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from attrs import AttrsInstance, fields, frozen

from hocr_engine.rulebook.law import Statement
from hocr_engine.rulebook.model import Book, Rule, Topic

PLACES: Final = frozenset(("at", "places", "law_at", "overrides_at", "step_at"))
# What is told with an answer and never bears it.
TOLD_ONLY: Final = frozenset(
    ("title", "law", "because", "note", "mistake", "certainty", "inferred_from")
) | {"interpretation", "tell", "label", "ask", "question", "unit"}
ORDER: Final = "order"
SINCE: Final = "since"
UNTIL: Final = "until"
WORDS: Final = {
    SINCE: "from",
    "committed_from": "committed from",
    "committed_until": "committed until",
    "when": "condition",
    "unless": "exception",
    "require": "requirement",
    "then": "answer",
    "because": "reason",
    "note": "remark",
    "inferred_from": "inferred from",
    "expression": "condition",
    "presume": "presumption",
    "is_table": "form",
    "each_counts": "how rules count",
}
TOPIC: Final = ("decision", "layer", "is_table", "each_counts", "step", "same")


class How(Enum):
    """How something differs; the value is its word in what is shown."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"
    REWORDED = "reworded"


@frozen
class Change:
    """
    One thing that two rulebooks say otherwise.

    `what` is the kind of thing (a rule, definition, list …), `parts` what of it differs. A thing
    reworded answers as before.
    """

    what: str
    name: str
    how: How
    title: str = ""
    parts: tuple[str, ...] = ()

    @property
    def bears(self) -> bool:
        """Say whether a decision could come out otherwise for it."""
        return self.how is not How.REWORDED


def changed_rules(old: Book, new: Book) -> tuple[Change, ...]:
    """Give each rule, or row of a table, that is not in both rulebooks alike."""
    moved = {name for topic in new.topics for name in _moved(old, topic)}
    return tuple(_rule_changes(old, new, moved))


def _rule_changes(old: Book, new: Book, moved: set[str]) -> Iterator[Change]:
    for name in dict.fromkeys((*old.rule, *new.rule)):
        before, now = old.rule.get(name), new.rule.get(name)
        if before is None or now is None:
            yield _on_one_side(before, now)
            continue
        homes = (old.topic_of_rule[name], new.topic_of_rule[name])
        parts = (*parts_that_differ(before, now), *parts_that_differ(*homes, of=TOPIC))
        parts = (*parts, ORDER) if name in moved else parts
        if parts:
            yield Change("rule", name, _how(parts), now.title, tuple(_dated(parts, before, now)))


def _on_one_side(before: Rule | None, now: Rule | None) -> Change:
    one = now or before
    assert one is not None
    return Change("rule", one.id, How.REMOVED if now is None else How.NEW, one.title)


def _moved(old: Book, topic: Topic) -> Iterator[str]:
    """Give the rules of a topic that stand in another order among those of both rulebooks."""
    homes = {old.topic_of_rule[rule.id].id for rule in topic.rules if rule.id in old.rule}
    before = [rule.id for one in old.topics if one.id in homes for rule in one.rules]
    now = [rule.id for rule in topic.rules if rule.id in before]
    kept = [name for name in before if name in set(now)]
    for tag, _, _, start, end in SequenceMatcher(None, kept, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from now[start:end]


def _dated(parts: Iterable[str], before: Rule, now: Rule) -> Iterator[str]:
    """Give the parts that differ, a day with what it was and is."""
    for part in parts:
        if part in (SINCE, UNTIL):
            days = (getattr(one, part) for one in (before, now))
            was, is_now = (str(day) if day else "none" for day in days)
            yield f"{WORDS.get(part, part)} {is_now} (was {was})"
        else:
            yield WORDS.get(part, part)


def _how(parts: Iterable[str]) -> How:
    return How.REWORDED if set(parts) <= TOLD_ONLY else How.CHANGED


def parts_that_differ(
    one: AttrsInstance, other: AttrsInstance, of: Iterable[str] = ()
) -> tuple[str, ...]:
    """Give the names of what two values of a class hold otherwise, wherever they stand."""
    names = tuple(of) or tuple(each.name for each in fields(type(one)))
    return tuple(
        name for name in names if name not in PLACES and getattr(one, name) != getattr(other, name)
    )


def other_changes(
    old: Book,
    new: Book,
    old_law: Mapping[str, Statement],
    new_law: Mapping[str, Statement],
) -> tuple[Change, ...]:
    """Give what else differs: words, decisions, steps, definitions, lists, the law cited."""
    return (
        *_each("definition", _definitions(old), _definitions(new)),
        *_each("fact", _facts(old), _facts(new)),
        *_each("kind", old.vocabulary.kinds, new.vocabulary.kinds),
        *_each("role", old.vocabulary.roles, new.vocabulary.roles),
        *_each("decision", old.decisions, new.decisions),
        *_each("step", {s.id: s for s in old.steps}, {s.id: s for s in new.steps}),
        *_orders(old, new),
        *_lines(old, new),
        *_each("statement", old_law, new_law),
    )


def _each(
    what: str, old: Mapping[str, AttrsInstance], new: Mapping[str, AttrsInstance]
) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        if name not in new:
            yield Change(what, name, How.REMOVED)
        elif name not in old:
            yield Change(what, name, How.NEW)
        else:
            parts = [part for part in parts_that_differ(old[name], new[name]) if part != "facts"]
            told = tuple(WORDS.get(part, part.replace("_", " ")) for part in parts)
            if parts:
                how = How.REWORDED if what == "statement" else _how(parts)
                yield Change(what, name, how, parts=told)


def _definitions(book: Book) -> Mapping[str, AttrsInstance]:
    """Give the versions of each definition, told apart by the day from which they hold."""
    return {
        " from ".join(filter(None, (f"{one.of}.{one.name}", str(one.since or "")))): one
        for one in book.vocabulary.definitions
    }


def _facts(book: Book) -> Mapping[str, AttrsInstance]:
    return {
        f"{kind.name}.{fact.name}": fact
        for kind in book.vocabulary.kinds.values()
        for fact in kind.facts.values()
    }


def _orders(old: Book, new: Book) -> Iterator[Change]:
    if [step.id for step in old.steps] != [step.id for step in new.steps]:
        yield Change("order", "the steps of counting", How.CHANGED)
    if old.layers != new.layers:
        yield Change("order", "the layers", How.CHANGED)


def _lines(old: Book, new: Book) -> Iterator[Change]:
    """Give each line of the lists held as data that is not in both alike, as `list KEY`."""
    for kind in dict.fromkeys((*old.rows, *new.rows)):
        before, now = old.rows.get(kind, {}), new.rows.get(kind, {})
        for key in dict.fromkeys((*before, *now)):
            if key not in now:
                yield Change(kind, key, How.REMOVED)
            elif key not in before:
                yield Change(kind, key, How.NEW)
            elif before[key] != now[key]:
                one, other = before[key].facts, now[key].facts
                names = dict.fromkeys((*one, *other))
                parts = tuple(name for name in names if one.get(name) != other.get(name))
                yield Change(kind, key, How.CHANGED, parts=parts)
