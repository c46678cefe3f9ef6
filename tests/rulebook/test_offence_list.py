"""The official list as data: what the import makes of it, and that the tables agree."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from hocr_engine.rulebook.import_offences import LIST, RULES, main, written
from hocr_engine.rulebook.list_changes import changes_report, list_changes
from hocr_engine.rulebook.offence_list import Reading, Tables, read_list

Row = Mapping[str, str]
OFFENCES = RULES / LIST
HEAD = "ho_code,mode,max_sentence,victim_or_state,group,subgroup,class,offence,act,section"
PRINTED = f"{HEAD},current,year_changed,commencement,cessation,comment"


def rows(path: Path) -> list[Row]:
    """Give the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LINES = rows(OFFENCES / "lines.csv")
CLASSES = {row["class"]: row for row in rows(OFFENCES / "classes.csv")}
CURRENT = [line for line in LINES if not line["until"]]


def imported(printed: str, **tables: str) -> Reading:
    """Give what the import makes of some lines as printed, with tables kept beside them."""
    heads = {
        "spellings": "column,printed,written",
        "mended": "line,column,printed,written,why",
        "class_dates": "code,class,from,until,certainty,why",
        "codes": "code,column,written,why",
        "groups": "id,scheme,class,group,subgroup",
        "doubts": "where,what",
    }
    texts = {name: f"{head}\n{tables.get(name, '')}" for name, head in heads.items()}
    read = {name: list(csv.DictReader(text.splitlines())) for name, text in texts.items()}
    return read_list(Tables(list(csv.DictReader(f"{PRINTED}\n{printed}".splitlines())), **read))


def test_the_tables_are_as_the_published_list_makes_them() -> None:
    for path, text in written(OFFENCES):
        assert path.read_bytes() == text.encode(), path.name


def test_every_line_code_and_pair_of_code_and_class_is_there() -> None:
    pairs = {(line["code"], line["class"]) for line in CURRENT}
    classes = defaultdict(set)
    for code, name in pairs:
        classes[code].add(name)

    assert len(CURRENT) == 1630
    assert len(classes) == 1327
    assert len(pairs) == 1369
    assert sum(len(names) > 1 for names in classes.values()) == 26
    earlier_classes = 24
    assert len(LINES) == 1698 + earlier_classes


def test_every_class_of_a_line_is_a_class_in_use_while_the_line_is_in_it() -> None:
    for line in LINES:
        if line["class"]:
            since, until = CLASSES[line["class"]]["from"], CLASSES[line["class"]]["until"]
            assert not line["from"] or since <= line["from"], line["line"]
            assert not until or (line["until"] and line["until"] <= until), line["line"]


def test_every_successor_of_a_class_is_a_class() -> None:
    changes = rows(OFFENCES / "class-changes.csv")
    assert {name for change in changes for name in change["to"].split()} <= set(CLASSES)
    assert {change["class"] for change in changes} <= set(CLASSES)
    assert {row["class"] for row in rows(OFFENCES / "groups.csv")} <= set(CLASSES)
    assert len(CLASSES) == 274


def test_a_code_of_several_lines_has_only_what_they_share() -> None:
    reading = imported(
        "001/01,E,2,V,Theft,,1 First,Taking,Old Act,1,Y,,,,\n"
        "001/01,E,5,S,Theft,,2 Second,Taking,Old Act,1,Y,,,,\n",
        spellings="victim_or_state,V,victim\nvictim_or_state,S,state\nkind,Theft,property\n",
    )
    (offence,) = reading.offences
    assert offence["title"] == "Taking"
    assert offence["statute"] == "Old Act 1"
    assert (offence["basis"], offence["maximum"]) == ("either", "")
    assert [line["class"] for line in reading.lines] == ["1", "2"]


def test_an_offence_whose_lines_have_all_ended_is_notifiable_until_the_last_of_them() -> None:
    reading = imported(
        "001/01,E,2,V,Theft,,1 First,Taking,Old Act,1,N,,,2010-01-01,\n"
        "001/01,E,2,V,Theft,,1 First,Taking,Old Act,2,N,,,2012-01-01,\n",
    )
    (offence,) = reading.offences
    assert offence["notifiable_until"] == "2012-01-01"


def test_a_class_in_which_an_offence_was_before_is_a_line_of_its_own() -> None:
    reading = imported(
        "001/01,E,2,V,Theft,,2 Second,Taking,Old Act,1,Y,,,,\n",
        class_dates="001/01,2,2020-04-01,,seen,\n001/01,1,,2020-04-01,inferred,\n",
    )
    assert [
        (line["line"], line["class"], line["from"], line["until"]) for line in reading.lines
    ] == [
        ("001/01.1", "2", "2020-04-01", ""),
        ("001/01.2", "1", "", "2020-04-01"),
    ]
    (offence,) = reading.offences
    assert offence["notifiable_until"] == ""


BEFORE = imported(
    "001/01,E,2,V,Theft,,1 First,Taking,Old Act,1,Y,,,,\n"
    "001/01,E,2,V,Theft,,1 First,Taking twice,Old Act,2,Y,,,,\n"
    "001/02,E,5,V,Theft,,1 First,Keeping,Old Act,3,Y,,,,\n"
    "001/03,E,5,V,Theft,,2 Second,Losing,Old Act,4,Y,,,,\n"
)
AFTER = """\
001/01,E,2,V,Theft,,1 First,Taking a bicycle,New Act,1,Y,,,,
001/01,E,2,V,Theft,,1 First,Taking,Old Act,1,Y,,,,
001/01,E,7,V,Theft,,3 Third,Taking twice,Old Act,2,Y,,,,
001/02,E,5,V,Theft,,1 First,Keeping,Old Act,3,N,,,2027-04-01,
001/04,E,5,V,Theft,,1 First,Hiding,New Act,2,Y,,,,
"""


def test_a_line_is_known_again_by_what_it_says_whatever_its_number() -> None:
    found = list_changes(BEFORE, imported(AFTER))

    assert {(pair.old["line"], pair.new["line"]): pair.parts for pair in found.both} == {
        ("001/01.1", "001/01.2"): (),
        ("001/01.2", "001/01.3"): ("class", "maximum"),
        ("001/02.1", "001/02.1"): ("until",),
    }
    assert [line["line"] for line in found.gone] == ["001/03.1"]
    assert [line["line"] for line in found.new] == ["001/01.1", "001/04.1"]


def test_the_report_of_a_new_list_tells_every_difference_under_what_is_to_be_done() -> None:
    after = imported(AFTER)
    report = changes_report(BEFORE, after, classes=["1", "2"], named=["001/01.2"])

    assert sections_of(report) == {
        "# What the new list says otherwise": [
            "* 4 lines before, 5 now",
            "* 3 in both, 2 of them changed",
            "* 2 new, 1 gone",
        ],
        "## New codes": ["* 001/04.1 1, Hiding, New Act 2"],
        "## Codes that have gone": ["* 001/03.1 2, Losing, Old Act 4"],
        "## New lines of codes that were there": ["* 001/01.1 1, Taking a bicycle, New Act 1"],
        "## Lines that have gone from codes that are there": ["* none"],
        "## Lines that have ended": ["* 001/02.1 1, Keeping, Old Act 3: until 2027-04-01"],
        "## Changed otherwise": [
            "* 001/01.3 Taking twice: class “1”, now “3”; maximum “2”, now “7”"
        ],
        "## In another class, and nothing says since when": ["* 001/01.3: 1, now 3"],
        "## Called by another number": [
            "* 001/01.1 is now 001/01.2",
            "* 001/01.2 is now 001/01.3; a table kept by hand names it",
        ],
        "## Classes that the rulebook does not have": ["* 3: 001/01.3"],
        "## Classes that no line in force is in any more": ["* 2: 001/03.1"],
    }


def sections_of(report: str) -> dict[str, list[str]]:
    """Give the lines under each heading of a report."""
    parts = [part.splitlines() for part in report.strip().split("\n\n")]
    return {head[0]: lines for head, lines in zip(parts[::2], parts[1::2], strict=True)}


def test_a_list_set_against_itself_differs_in_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--against", str(RULES)])
    told = sections_of(capsys.readouterr().out)

    assert told.pop("# What the new list says otherwise") == [
        "* 1,698 lines before, 1,698 now",
        "* 1,698 in both, 0 of them changed",
        "* 0 new, 0 gone",
    ]
    assert {line for lines in told.values() for line in lines} == {"* none"}


def test_a_folder_with_two_published_lists_is_refused(tmp_path: Path) -> None:
    source = tmp_path / LIST / "source"
    source.mkdir(parents=True)
    for year in ("2026-27", "2027-28"):
        (source / f"notifiable-offences-{year}.csv").write_text(PRINTED)

    with pytest.raises(SystemExit, match="here stand: notifiable-offences-2026-27"):
        main(["--rules", str(tmp_path), "--check"])
