"""Samples: the same everywhere, contained in each larger one, drawn again from what they tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from hocr_engine.auditing.sampling.read_sampled import Sampled
from hocr_engine.auditing.sampling.sampling import drawn, frame_hash, place_of
from hocr_engine.cli.audit_sample import command
from tests.auditing.batches import table
from tests.decision.library import ROOT

INCIDENTS: Final = ROOT / "audits" / "example" / "incidents.csv"
# Worked out with `printf '2026-07|E-1001' | sha256sum`.
HASHES: Final = table("sampling.csv")
SEED: Final = "2026-07"
COLUMNS: Final = ("--id", "Incident", "--by", "Type")

names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
strata = st.dictionaries(names, st.sampled_from(("A", "B")), max_size=30)
seeds = st.text(st.characters(codec="utf-8"), max_size=8)


@pytest.mark.parametrize("row", HASHES, ids=lambda row: row["incident"])
def test_the_place_of_an_incident_is_a_hash_that_anybody_can_work_out(row: dict[str, str]) -> None:
    assert place_of(SEED, row["incident"]) == row["sha256"]


@pytest.mark.parametrize("stratum", ["Assault", "Rape"])
@pytest.mark.parametrize("number", [0, 1, 2, 5, 7, 100])
def test_the_smallest_hashes_of_a_stratum_are_drawn(stratum: str, number: int) -> None:
    of_stratum = [row for row in HASHES if row["stratum"] == stratum]
    smallest = sorted(of_stratum, key=lambda row: row["sha256"])[:number]
    found = drawn({row["incident"]: row["stratum"] for row in HASHES}, {stratum: number}, SEED)
    picks = next(one for one in found if one.stratum == stratum)

    assert [pick.incident for pick in picks.picks] == [row["incident"] for row in smallest]
    assert (picks.incidents, picks.wanted) == (len(of_stratum), number)


def picked(of: Mapping[str, str], sizes: Mapping[str, int], seed: str) -> set[str]:
    """Give the incidents drawn."""
    return {pick.incident for one in drawn(of, sizes, seed) for pick in one.picks}


@given(strata, st.integers(0, 9), st.integers(0, 9), seeds)
def test_a_larger_sample_contains_each_smaller_one(
    of: dict[str, str], number: int, more: int, seed: str
) -> None:
    smaller = picked(of, {"A": number, "B": 2}, seed)

    assert smaller <= picked(of, {"A": number + more, "B": 2 + more}, seed)
    assert len(smaller) == sum(
        min(size, sum(stratum == name for stratum in of.values()))
        for name, size in (("A", number), ("B", 2))
    )


@given(strata, seeds)
def test_the_order_of_rows_makes_no_difference(of: dict[str, str], seed: str) -> None:
    turned = dict(reversed(of.items()))

    assert drawn(turned, {"A": 3}, seed) == drawn(of, {"A": 3}, seed)
    assert frame_hash(turned) == frame_hash(of)


def test_over_many_seeds_each_incident_is_drawn_about_as_often() -> None:
    of = {f"E-{number}": "A" for number in range(10)}
    times = dict.fromkeys(of, 0)
    for seed in range(2_000):
        for incident in picked(of, {"A": 3}, str(seed)):
            times[incident] += 1

    # 600 are expected of each, with a standard error of 20.
    assert all(500 < number < 700 for number in times.values())


def run(*arguments: str | Path) -> Result:
    """Run the command on what it is given."""
    return CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)


def drawn_by(result: Result) -> list[str]:
    """Give the incidents that the command drew."""
    return [line.split(",")[0] for line in result.stdout.splitlines()[1:]]


def test_a_manifest_tells_all_that_is_needed_to_draw_the_same_again(tmp_path: Path) -> None:
    kept = tmp_path / "sample.json"
    first = run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "3", "--manifest", kept)
    told = json.loads(kept.read_text(encoding="utf-8"))
    of = {row["incident"]: row["stratum"] for row in HASHES}

    assert first.return_value == 0
    assert drawn_by(first) == ["E-1007", "E-1002", "E-1015"]
    assert (told["seed"], told["columns"]) == (SEED, {"incident": "Incident", "stratum": "Type"})
    (file,) = told["inputs"]
    assert (file["file"], file["rows"], told["left_out"]) == ("incidents.csv", 16, 0)
    by_name = {one["stratum"]: one for one in told["strata"]}
    assert by_name["Assault"] == {
        "stratum": "Assault",
        "incidents": sum(stratum == "Assault" for stratum in of.values()),
        "wanted": 3,
        "picks": drawn_by(first),
    }
    again = run(INCIDENTS, *COLUMNS, "--seed", told["seed"], "--size", "Assault", "3")
    assert again.stdout == first.stdout


def test_an_enlarged_sample_tells_what_the_earlier_one_has(tmp_path: Path) -> None:
    kept = tmp_path / "sample.json"
    run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "2", "--manifest", kept)
    result = run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "4", "--earlier", kept)

    assert [line.split(",")[3] for line in result.stdout.splitlines()[1:]] == [
        *("yes", "yes"),
        *("no", "no"),
    ]
    assert "2 kept from the earlier sample, 2 new" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--seed", "2026-08", "--size", "Assault", "4"), "was drawn by another seed"),
        (("--seed", SEED, "--size", "Assault", "1"), "1 are wanted of `Assault`, of which"),
        (("--seed", SEED, "--size", "Rape", "1"), "0 are wanted of `Assault`, of which"),
    ],
)
def test_what_does_not_enlarge_the_earlier_sample_is_refused(
    arguments: Sequence[str], told: str, tmp_path: Path
) -> None:
    kept = tmp_path / "sample.json"
    run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "2", "--manifest", kept)
    result = run(INCIDENTS, *COLUMNS, *arguments, "--earlier", kept)

    assert result.return_value == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_a_sample_from_other_incidents_enlarges_none(tmp_path: Path) -> None:
    kept, fewer = tmp_path / "sample.json", tmp_path / "incidents.csv"
    run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "2", "--manifest", kept)
    lines = INCIDENTS.read_text(encoding="utf-8").splitlines(keepends=True)
    fewer.write_text("".join(lines[:-1]), encoding="utf-8")
    result = run(fewer, *COLUMNS, "--seed", SEED, "--size", "Assault", "4", "--earlier", kept)

    assert result.return_value == 2
    assert "was drawn from other incidents" in result.stderr


def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "sample.json"
    kept.write_text('{"format": "hocr.incident.v1"}', encoding="utf-8")
    result = run(INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Assault", "4", "--earlier", kept)

    assert result.return_value == 2
    assert "not-a-sample" in result.stderr


ROWS: Final = """\
Incident,Type
E-1,Assault
,Assault
E-2,
E-3,Theft
E-3,Assault
E-1,Assault
E-4,Theft,too many
"""


def read(path: Path, key: str, by: str) -> tuple[Sampled, list[str]]:
    """Give what is read from a file, and what is told of the rows left out."""
    sampled = Sampled(key, by)
    return sampled, [line.replace(f"{path.parent}/", "") for line in sampled.read([path])]


def test_each_row_is_used_or_listed(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    sampled, told = read(path, "Incident", "Type")

    assert sampled.strata == {"E-1": "Assault"}
    # The line on `E-3` tells of both of its rows.
    assert (sampled.again, sampled.bad, sampled.inputs[0].rows) == (1, 5, 7)
    assert len(sampled.strata) + sampled.again + sampled.bad == sampled.inputs[0].rows
    assert [line.partition(": ")[2].partition(":")[0] for line in told] == [
        "row 3, column `Incident`",
        "row 4, column `Type`",
        "row 6, column `Type`",
        "more-cells-than-columns",
    ]


def test_json_lines_are_read_by_paths(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    incidents: Iterable[object] = (
        {"id": "E-1", "report": {"channel": "999"}},
        {"id": "E-2", "report": {}},
    )
    path.write_text("".join(f"{json.dumps(one)}\n" for one in incidents), encoding="utf-8")
    sampled, told = read(path, "id", "report.channel")

    assert sampled.strata == {"E-1": "999"}
    assert [line.split(": ")[1] for line in told] == ["row-without-key"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((INCIDENTS, *COLUMNS, "--seed", SEED), "nothing says how many to draw"),
        (
            (INCIDENTS, *COLUMNS, "--seed", SEED, "--size", "Asault", "3"),
            "no incident is in a stratum `Asault`; did you mean `Assault`?",
        ),
        (("incidents.pdf", "--seed", SEED, "--size", "all", "3"), "is no table and no JSON Lines"),
    ],
)
def test_what_cannot_be_drawn_is_told(arguments: Sequence[str | Path], told: str) -> None:
    result = run(*arguments)

    assert told in str(result.exception)
