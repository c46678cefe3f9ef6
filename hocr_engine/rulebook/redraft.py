"""A rulebook read from its files, with what was kept of those that are as they were."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hocr_engine.collecting import without_collecting
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.rulebook.check import check_book, check_topics, several_topics
from hocr_engine.rulebook.compiled.encode import UnkeptError
from hocr_engine.rulebook.compiled.kept_book import (
    kept_book,
    kept_scopes,
    kept_topic,
    rule_ids,
    with_parts,
)
from hocr_engine.rulebook.compiled.pack import Pack
from hocr_engine.rulebook.compiled.read_state import State, with_data
from hocr_engine.rulebook.compiled.write_book import data_files, written_book
from hocr_engine.rulebook.draft import drafted, read_file_of_rules, without_lost
from hocr_engine.rulebook.graph import cycles, reads_of_topics
from hocr_engine.rulebook.load import Draft
from hocr_engine.rulebook.model import Book, Topic
from hocr_engine.rulebook.read import HEAD_FILES, Folder, fingerprint_of, folder_of, section_of


@without_collecting
def redrafted(root: Path, state: State) -> Draft:
    """Give a folder's rulebook as far as it can be read, and keep it where nothing is wrong."""
    changed = None if state.pack is None else _changed_rules(state, state.pack)
    if changed is None or state.pack is None:
        draft, before = drafted(root), None
    else:
        draft, before = _redrafted(folder_of(root), state, state.pack, changed), state.pack
    if draft.book is not None and not draft.mistakes:
        _keep(draft.book, state, before)
    return draft


def _changed_rules(state: State, pack: Pack) -> frozenset[str] | None:
    """Give the files that are not as they were; None where there are others than those of rules."""
    now, before = state.texts.hashes(), pack.head["files"]
    changed = {path for path in (*now, *before) if now.get(path) != before.get(path)}
    others = (*HEAD_FILES, *pack.head["data"].values())
    if any(section_of(path) or path in others for path in changed):
        return None
    return frozenset(changed)


def _redrafted(folder: Folder, state: State, pack: Pack, changed: frozenset[str]) -> Draft:
    mistakes: list[Diagnostic] = []
    book = kept_book(pack, state.texts, state.base)
    declared = dict(book.decisions), book.layers
    read: list[Topic] = []
    kept: list[Topic | None] = []
    for path in folder.topics:
        relative = path.relative_to(folder.root).as_posix()
        if relative not in changed:
            kept.append(kept_topic(pack, state.texts, relative))
            continue
        topic = read_file_of_rules(path, folder, declared, mistakes)
        kept.append(topic)
        read += () if topic is None else (topic,)
    whole = None not in kept
    topics = tuple(topic for topic in kept if topic is not None)
    fingerprint = fingerprint_of(state.texts.contents)
    book = with_parts(book, topics=topics, fingerprint=fingerprint)
    few = with_parts(book, topics=tuple(read))
    found = check_topics(few, kept_scopes(pack)) if _fits(book, few, pack) else check_book(book)
    mistakes += without_lost(found, whole=whole)
    return Draft(book, in_reading_order(mistakes), declared=True, whole=whole)


def _fits(book: Book, few: Book, pack: Pack) -> bool:
    """Say whether the topics that were read go with those that were kept, rule by rule."""
    read = {topic.id for topic in few.topics}
    kept = [pack.head["topics"][f"{one.id}.yaml"] for one in book.topics if one.id not in read]
    rules = [rule for topic in few.topics for rule in topic.rules]
    ids = [name for topic in book.topics for name in rule_ids(topic)]
    named = {name for topic in kept for name in topic["overrides"]}
    named |= {name for rule in rules for name in rule.overrides}
    graph: dict[str, set[str]] = {name: set() for name in book.decisions}
    read_by = reads_of_topics(few, pack.head["defined"])
    for topic in few.topics:
        graph[topic.decision] |= read_by(topic)
    for topic in kept:
        graph[topic["decision"]] |= set(topic["reads"])
    return (
        len(set(ids)) == len(ids)
        and named <= {*ids, *(topic.id for topic in book.topics)}
        and not any(several_topics(book))
        and not any(cycles({name: frozenset(names) for name, names in graph.items()}))
    )


def _keep(book: Book, state: State, before: Pack | None) -> None:
    """Keep a rulebook, unless its files were written to while they were read."""
    state = state if before is not None else with_data(state, data_files(book).values())
    if fingerprint_of(state.texts.contents) != book.fingerprint:
        return
    with suppress(UnkeptError):
        state.keep(written_book(book, state.texts, state.stamp, before))
