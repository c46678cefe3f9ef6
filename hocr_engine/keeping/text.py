"""A replay in lines: whether it is the same, else the causes and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hocr_engine import __version__
from hocr_engine.explanation.layout import Line, Piece, Tone, listed, wrapped
from hocr_engine.explanation.words import harmless
from hocr_engine.explanation.words import listed as enumerated
from hocr_engine.keeping.model import Cause, Replay

INDENT: Final = 11
MOST: Final = 20
SHOWN: Final = 12
NOTHING: Final = "nothing"
PARTS: Final[Mapping[str, str]] = {
    "about": "what it is about",
    "act_date_assumed": "whether the day of the act was assumed",
    "answers": "the answers on the way",
    "assumed": "what was presumed",
    "before": "what stood recorded before",
    "bounds": "which bounds were met",
    "duties": "what is to be done besides",
    "entries": "what it may come to",
    "facts": "the facts that it rests on",
    "fails": "the requirements not met",
    "flags": "the flags",
    "force": "the force",
    "gate": "what let it through or stopped it",
    "includes": "what counts with it",
    "kind": "the kind of action",
    "missing": "what is missing",
    "notes": "the notes",
    "on": "the day by whose rules it was decided",
    "recorded": "what the force recorded, set against it",
    "referrals": "what is referred",
    "register": "what stands recorded after all reports",
    "relations": "how it is counted",
    "strict": "whether anything was presumed",
}
LACKED: Final = {
    "incident_hash": "the hash of its incident",
    "on": "the day that was asked for",
    "because": "the reasons in words",
    "ask": "the questions in words",
    "recorded": "what the force recorded",
}


def lines(found: Replay, width: int) -> Iterator[Line]:
    """Give a replay as lines whose pieces have tones, under the id of the incident."""
    name = harmless(found.kept.incident)
    answer = _answer(found)
    if len(name) >= INDENT - 1:
        yield (Piece(name, Tone.LABEL),)
        yield (Piece(" " * INDENT + answer, Tone.ANSWER),)
    else:
        yield (Piece(name.ljust(INDENT), Tone.LABEL), Piece(answer, Tone.ANSWER))
    yield from listed("because", (_cause(one, found) for one in found.causes), width, INDENT)
    yield from _changes(found, width)
    yield from listed("fact", _some(list(_facts(found))), width, INDENT)
    yield from listed("besides", _some(list(_besides(found))), width, INDENT)
    yield from listed("by", _some(list(_behind(found))), width, INDENT)
    lacked = [words for key, words in LACKED.items() if key in found.lacks]
    if lacked:
        told = f"an earlier record, without {enumerated(lacked)}: compared in what it has"
        yield from wrapped(told, width, INDENT, label="note")


def _answer(found: Replay) -> str:
    if found.is_same:
        return "the same" if found.lacks else "the same, to the byte"
    if found.changes:
        return "decided otherwise"
    return "the same answers; the record is not the same"


def _cause(cause: Cause, found: Replay) -> str:
    kept = found.kept
    match cause:
        case Cause.OTHER_INCIDENT:
            return (
                f"the record is of another incident than the one given, {harmless(found.incident)}"
            )
        case Cause.INCIDENT:
            hashes = f"{_short(kept.incident_hash)}, now {_short(found.incident_hash)}"
            return f"the incident is not as it was when it was decided (hash then {hashes})"
        case Cause.RULEBOOK:
            then = rulebook(kept.edition, kept.fingerprint)
            now = rulebook(found.edition, found.fingerprint)
            return f"another rulebook decided: then {then}, now {now}"
        case Cause.ENGINE:
            return f"another version of the engine: then {harmless(kept.engine)}, now {__version__}"
        case Cause.RECORD:
            return (
                "incident, rulebook and version of the engine are the same, so the record was "
                "changed after it was made, or made by another build of the engine"
            )
        case Cause.INCIDENT_OR_RECORD:
            return (
                "rulebook and version of the engine are the same, so the incident or the record "
                "has changed; an earlier record does not say which"
            )


def rulebook(edition: str, fingerprint: str) -> str:
    """Give a rulebook by its edition and the start of its fingerprint."""
    return f"edition {harmless(edition)} ({_short(fingerprint)})"


def _short(digest: str) -> str:
    return harmless(digest, SHOWN + 1)[:SHOWN]


def _changes(found: Replay, width: int) -> Iterator[Line]:
    for one in found.changes[:MOST]:
        yield from wrapped(harmless(one.about), width, INDENT, label="about", tone=Tone.LABEL)
        yield from wrapped(harmless(one.was) or NOTHING, width, INDENT + 2, label="then")
        yield from wrapped(harmless(one.now) or NOTHING, width, INDENT + 2, label="now")
    if len(found.changes) > MOST:
        yield from wrapped(f"and {len(found.changes) - MOST:,} more", width, INDENT)


def _facts(found: Replay) -> Iterator[str]:
    for one in found.readings:
        yield f"{harmless(one.pointer)}: then {harmless(one.was)}, now {harmless(one.now)}"


def _besides(found: Replay) -> Iterator[str]:
    for one in found.others:
        parts = enumerated(PARTS.get(part, f"`{harmless(part)}`") for part in one.parts)
        yield f"{harmless(one.about)}: {parts}" if one.about else parts


def _behind(found: Replay) -> Iterator[str]:
    for one in found.behind:
        yield f"{harmless(one.about)}: {enumerated(one.rules)}"


def _some(texts: Sequence[str]) -> Sequence[str]:
    """Give the first of some texts, and how many more there are."""
    more = len(texts) - MOST
    return texts if more <= 0 else [*texts[:MOST], f"and {more:,} more"]
