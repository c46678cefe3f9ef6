"""A sample that comes out the same everywhere, and that a larger one contains."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from hocr_engine.auditing.sampling import words
from hocr_engine.nodes import Mapping as Group
from hocr_engine.nodes import Node, Scalar
from hocr_engine.nodes import Sequence as Listed

SAMPLE_FORMAT: Final = "hocr.audit-sample.v1"
BAR: Final = "|"

Data = dict[str, object]


@frozen
class Input:
    """One file that a sample was drawn from, by its name and the hash of its bytes."""

    file: str
    sha256: str
    rows: int


@frozen
class Pick:
    """
    One incident drawn; `place` is the hash by which its stratum is ordered.

    `is_kept` says that an earlier sample has it.
    """

    incident: str
    place: str
    is_kept: bool = False


@frozen
class Drawn:
    """What was drawn of one stratum, in the order of the hashes."""

    stratum: str
    incidents: int
    wanted: int
    picks: tuple[Pick, ...]


@frozen
class Earlier:
    """What the manifest of an earlier sample says: its seed, its frame and its picks."""

    seed: str
    frame: str
    picks: Mapping[str, tuple[str, ...]]


def place_of(seed: str, incident: str) -> str:
    """Give the hash that orders an incident, the same on every machine."""
    return _hash(f"{seed}{BAR}{incident}")


def drawn(
    strata: Mapping[str, str],
    wanted: Mapping[str, int],
    seed: str,
    kept: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Drawn, ...]:
    """
    Give the incidents of each stratum with the smallest hashes, as many as are wanted.

    `strata` says of each incident in which it is. As the order depends on nothing but the seed and
    the incident, a larger sample contains each smaller one; `kept` are the picks of one.
    """
    members: dict[str, list[str]] = {name: [] for name in wanted}
    for incident, stratum in strata.items():
        members.setdefault(stratum, []).append(incident)
    return tuple(
        _drawn(name, found, wanted.get(name, 0), seed, frozenset((kept or {}).get(name, ())))
        for name, found in sorted(members.items())
    )


def _drawn(
    stratum: str, members: Sequence[str], wanted: int, seed: str, kept: frozenset[str]
) -> Drawn:
    ordered = sorted((place_of(seed, incident), incident) for incident in members)
    picks = (Pick(incident, place, incident in kept) for place, incident in ordered[:wanted])
    return Drawn(stratum, len(members), wanted, tuple(picks))


def frame_hash(strata: Mapping[str, str]) -> str:
    """Give the hash of all incidents with their strata, in whatever order files held them."""
    return _hash("\n".join(sorted(f"{one}{BAR}{stratum}" for one, stratum in strata.items())))


def manifest(
    found: Sequence[Drawn],
    seed: str,
    frame: str,
    columns: Mapping[str, str],
    inputs: Sequence[Input],
) -> Data:
    """Give how a sample was drawn, so that anybody can draw it again, as data ready for JSON."""
    names = sorted(pick.incident for one in found for pick in one.picks)
    return {
        "format": SAMPLE_FORMAT,
        "method": words.METHOD,
        "seed": seed,
        "columns": dict(columns),
        "inputs": [{"file": i.file, "sha256": i.sha256, "rows": i.rows} for i in inputs],
        "frame_sha256": frame,
        "picks_sha256": _hash("\n".join(names)),
        "strata": [
            {
                "stratum": one.stratum,
                "incidents": one.incidents,
                "wanted": one.wanted,
                "picks": [pick.incident for pick in one.picks],
            }
            for one in found
        ],
    }


def earlier_of(node: Node) -> Earlier | None:
    """Give what a manifest says, or None where it is none."""
    if not isinstance(node, Group) or _text(node, "format") != SAMPLE_FORMAT:
        return None
    strata = node.get("strata")
    groups = strata.items if isinstance(strata, Listed) else ()
    picks = {_text(one, "stratum"): _texts(one) for one in groups if isinstance(one, Group)}
    return Earlier(_text(node, "seed"), _text(node, "frame_sha256"), picks)


def _text(node: Group, name: str) -> str:
    found = node.get(name)
    return found.text if isinstance(found, Scalar) else ""


def _texts(node: Group) -> tuple[str, ...]:
    found = node.get("picks")
    items = found.items if isinstance(found, Listed) else ()
    return tuple(one.text for one in items if isinstance(one, Scalar))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
