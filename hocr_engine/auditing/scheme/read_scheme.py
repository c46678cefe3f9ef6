"""Reading what an audit counts and prints, with every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from attrs import frozen

from hocr_engine.auditing import messages as say
from hocr_engine.auditing.numbers import number
from hocr_engine.auditing.scheme.model import Scheme, Stream, TableKind, TableSpec
from hocr_engine.auditing.scheme.read_streams import StreamReader
from hocr_engine.diagnostic import Diagnostic, Severity
from hocr_engine.fields import Fields, document
from hocr_engine.rulebook.model import Book
from hocr_engine.rulebook.read import read_nodes
from hocr_engine.text import Span

SCHEME_FORMAT: Final = "hocr.audit.v1"
IN_WHEEL: Final = Path(__file__).parents[2] / "bundled" / "audits"
IN_TREE: Final = Path(__file__).parents[3] / "audits"

_HEAD: Final = ("format", "title", "hours", "causes", "caveats", "sources", "streams", "tables")
_CAUSE: Final = ("id", "title")
_TABLE: Final = ("id", "title", "kind", "streams", "notes")


@frozen
class _Cause:
    """One cause of mistakes, as a scheme names it."""

    id: str
    title: str
    at: Span


Named = TypeVar("Named", Stream, TableSpec, _Cause)


def bundled_scheme() -> Path:
    """Give the scheme that comes with the engine."""
    return (IN_WHEEL if IN_WHEEL.is_dir() else IN_TREE) / "inspection.yaml"


def read_scheme(path: Path, book: Book) -> tuple[Scheme | None, tuple[Diagnostic, ...]]:
    """Give what a scheme file says, or None, and every mistake in it."""
    mistakes: list[Diagnostic] = []
    read = read_nodes(path, path.as_posix(), mistakes)
    group = None if read is None else document(read[0], SCHEME_FORMAT, read[1], mistakes)
    if group is None:
        return None, tuple(mistakes)
    group.only(_HEAD)
    hours = (number(word, mistakes) for word in group.words("hours"))
    scheme = Scheme(
        title=group.text("title"),
        streams=_once(StreamReader(book, mistakes).streams(group), mistakes),
        tables=tuple(_once(_tables(group), mistakes).values()),
        hours=tuple(sorted(int(one) for one in hours if one)),
        causes=_causes(group, mistakes),
        caveats=tuple(word.text for word in group.words("caveats")),
        sources=tuple(word.text for word in group.words("sources")),
    )
    mistakes.extend(_unknown_streams(scheme))
    mistakes.extend(_circles(scheme))
    is_bad = any(mistake.severity is Severity.ERROR for mistake in mistakes)
    return None if is_bad else scheme, tuple(mistakes)


def _tables(group: Fields) -> Iterator[TableSpec]:
    for one in group.groups("tables", "the table"):
        one.only(_TABLE)
        streams = one.words("streams")
        kind = one.word("kind", [kind.value for kind in TableKind])
        yield TableSpec(
            id=one.text("id"),
            title=one.text("title"),
            kind=TableKind(kind) if kind else TableKind.RATES,
            streams=tuple(word.text for word in streams),
            places={word.text: word.at for word in streams},
            notes=tuple(word.text for word in one.words("notes")),
            at=one.at,
        )


def _causes(group: Fields, mistakes: list[Diagnostic]) -> dict[str, str]:
    """Give the causes of mistakes that auditors may name, with their titles."""
    causes = _once(map(_cause, group.groups("causes", "the cause")), mistakes)
    return {one.id: one.title for one in causes.values()}


def _cause(group: Fields) -> _Cause:
    group.only(_CAUSE)
    return _Cause(group.text("id"), group.text("title"), group.at)


def _once(found: Iterable[Named], mistakes: list[Diagnostic]) -> dict[str, Named]:
    named: dict[str, Named] = {}
    for one in found:
        first = named.setdefault(one.id, one)
        if first is not one:
            mistakes.append(say.twice_named(one.id, one.at, first.at))
    return named


def _unknown_streams(scheme: Scheme) -> Iterator[Diagnostic]:
    for stream in scheme.streams.values():
        for name in stream.outside:
            if name not in scheme.streams:
                yield say.unknown_stream(name, scheme.streams, stream.places[name])
    for table in scheme.tables:
        for name in table.streams:
            if name not in scheme.streams:
                yield say.unknown_stream(name, scheme.streams, table.places[name])


def _circles(scheme: Scheme) -> Iterator[Diagnostic]:
    for stream in scheme.streams.values():
        if stream.id in _outside(scheme, stream.outside):
            yield say.stream_outside_itself(stream.id, stream.at)


def _outside(scheme: Scheme, names: Iterable[str]) -> set[str]:
    """Give the streams named, and all that those leave out in turn."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and name in scheme.streams:
            found.add(name)
            waiting.extend(scheme.streams[name].outside)
    return found
