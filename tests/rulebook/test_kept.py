"""What is kept of a rulebook gives the same one or is not used; nobody else can put it there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any, Final

import pytest
from attrs import fields, has
from hypothesis import given, settings
from hypothesis import strategies as st

from hocr_engine import load_rulebook, yaml_nodes
from hocr_engine.bounds import MAX_PACKS
from hocr_engine.cases.library import read_library
from hocr_engine.cases.review import review
from hocr_engine.cases.run import run_file
from hocr_engine.decision import decide
from hocr_engine.diagnostic import Diagnostic, in_reading_order
from hocr_engine.explanation import explain
from hocr_engine.incident.read import read_incident
from hocr_engine.keeping.record import record_json
from hocr_engine.nodes import Node
from hocr_engine.read_text import read_file
from hocr_engine.rulebook import Book, load
from hocr_engine.rulebook.compiled import kept_book, read_state
from hocr_engine.rulebook.compiled.pack import packed, unpacked
from hocr_engine.rulebook.compiled.read_packs import SETTING, folder_for
from hocr_engine.rulebook.draft import read_law_index
from hocr_engine.rulebook.kept_law import law_ids
from hocr_engine.rulebook.load import RulebookError, read_book
from hocr_engine.rulebook.model import RowCondition
from hocr_engine.rulebook.read import CASES_SUFFIX, bundled
from hocr_engine.rulebook.write_shipped import shipped
from hocr_engine.text import Source, Span
from hocr_engine.yaml_nodes import read_yaml
from tests.rulebook.bad_files import SMALL
from tests.rulebook.broken_files import BOOK, DOCUMENTS, Document, break_files, read_document

CORPUS: Final = [read_document(path) for path in DOCUMENTS]
PARTS: Final = ("vocabulary", "decisions", "steps", "layers", "topics", "rows")
EXAMPLES: Final = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").rglob("*.yaml")
    if not path.name.endswith(".expected.yaml")
)
FILES: Final = sorted(path for path in SMALL.rglob("*") if path.is_file())
READ_YAML: Final = yaml_nodes.read_yaml
HEAD: Final = ("title", "edition", "covers", "supports", "fingerprint", "root")


def told(value: object) -> object:
    """Give a value with everything in it, places and types too, so that it can be compared."""
    if isinstance(value, Span):
        return value.source.name, value.start, value.end, value.text
    if isinstance(value, tuple):
        return [type(value).__name__, *map(told, value)]
    if isinstance(value, dict):
        return [(told(key), told(part)) for key, part in value.items()]
    kind: type[Any] = type(value)
    if has(kind) and not isinstance(value, Enum):
        own = fields(kind)
        name = kind.__name__.removeprefix("Kept")
        return [name, *(told(getattr(value, one.name)) for one in own)]
    return kind, value


def same(one: Book, other: Book) -> bool:
    """Say whether two rulebooks hold the same in everything, at the same places."""
    names = (*PARTS, *HEAD)
    return all(told(getattr(one, name)) == told(getattr(other, name)) for name in names)


def is_kept(book: Book) -> bool:
    """Say whether a rulebook was made from what was kept."""
    return isinstance(book, kept_book.KeptBook)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder in which rulebooks are kept."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(SETTING, str(folder))
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a folder with a small rulebook."""
    return shutil.copytree(SMALL, tmp_path / "rules")


def kept_file(shelf: Path) -> Path:
    """Give the one file that is kept."""
    (found,) = shelf.iterdir()
    return found


def test_what_is_kept_is_what_was_read(shelf: Path) -> None:
    cold, warm = load(), load()
    assert not is_kept(cold)
    assert is_kept(warm)
    assert same(cold, warm)


def test_rows_of_a_table_go_on_sharing_its_head(shelf: Path) -> None:
    cold, warm = load(), load()
    heads = [
        {
            id(rule.when.inputs[0])
            for rule in book.rule.values()
            if isinstance(rule.when, RowCondition)
        }
        for book in (cold, warm)
    ]
    assert len(heads[0]) == len(heads[1]) > 1


def test_however_many_threads_ask_all_are_given_the_same_rules(shelf: Path) -> None:
    load()
    book, start = load(), Barrier(8)

    def asked(_: int) -> list[int]:
        start.wait()
        return [id(book.vocabulary), *(id(topic.rules) for topic in book.topics)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(asked, range(8)))
    assert all(one == found[0] for one in found)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, Book]]:
    """Give the bundled rulebook as read from its files, and as kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, str(tmp_path_factory.mktemp("kept") / "books"))
        yield load(), load()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_kept_decides_and_explains_alike(path: Path, books: tuple[Book, Book]) -> None:
    source, _ = read_file(path)
    assert source is not None
    nodes, _ = read_yaml(source)
    one, other = (_decided(nodes[0], book) for book in books)
    assert one == other


@pytest.mark.slow
def test_cases_have_the_same_answers_by_what_is_kept(books: tuple[Book, Book]) -> None:
    cold, warm = (read_library(book, bundled(), [])[::25] for book in books)
    for one, other in zip(cold, warm, strict=True):
        found = run_file(books[0], one), run_file(books[1], other)
        assert str(found[0]) == str(found[1]).replace("KeptTopic(", "Topic(")


def _decided(node: Node, book: Book) -> tuple[str, str]:
    incident, mistakes = read_incident(node, book.vocabulary)
    assert incident is not None, mistakes
    decision = decide(book, incident)
    return record_json(decision), explain(decision).text()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_damaged_the_same_rulebook_is_given(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        shelf = Path(folder) / "kept"
        patch.setenv(SETTING, str(shelf))
        sound = load(SMALL)
        path = kept_file(shelf)
        content = path.read_bytes()
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            damaged = content[:place]
        else:
            other = content[place] ^ data.draw(st.integers(1, 255))
            damaged = content[:place] + bytes([other]) + content[place + 1 :]
        path.write_bytes(damaged)
        assert unpacked(damaged) is None
        again = load(SMALL)
        assert not is_kept(again)
        assert same(sound, again)
        assert path.read_bytes() == content


def test_every_byte_of_what_is_kept_counts(shelf: Path) -> None:
    content = packed({"stamp": "x", "numbers": [1, 2, 3]}, {"part": b"[1]"})
    found = unpacked(content)
    assert found is not None
    assert found.part("part") == [1]
    for place in range(len(content)):
        assert unpacked(content[:place]) is None
        for bit in range(8):
            changed = bytes([content[place] ^ 1 << bit])
            assert unpacked(content[:place] + changed + content[place + 1 :]) is None


@pytest.mark.parametrize("name", [path.relative_to(SMALL).as_posix() for path in FILES])
def test_a_change_of_any_file_is_seen(name: str, small: Path, shelf: Path) -> None:
    before = load(small)
    changed = small / name
    if name.startswith("law/"):
        pytest.skip("the law index changes no decision")
    with changed.open("a", encoding="utf-8") as file:
        file.write("" if changed.suffix == ".csv" else "# more\n")
        file.write("199/02,Another,1,x\n" if changed.suffix == ".csv" else "")
    book, mistakes = read_book(small)
    assert book is None or not (is_kept(book) and book.fingerprint == before.fingerprint)
    assert book is None or book.fingerprint == load(small, keep=False).fingerprint
    assert mistakes == read_book(small, keep=False)[1]


def test_a_file_that_was_added_or_removed_is_seen(small: Path, shelf: Path) -> None:
    load(small)
    moved = small / "general" / "recording.yaml"
    moved.rename(small / "general" / "moved.yaml")
    book = load(small)
    assert same(book, load(small, keep=False))
    assert "general/moved" in [topic.id for topic in book.topics]


def test_editing_one_rule_reads_one_file(small: Path, shelf: Path) -> None:
    load(small)
    path = small / "general" / "confirmation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        read: list[str] = []
        patch.setattr(yaml_nodes, "read_yaml", _noting(read))
        edited = load(small)
        assert read == [f"{small.as_posix()}/general/confirmation.yaml"]
        assert is_kept(load(small))
        assert len(read) == 1
    assert same(edited, load(small, keep=False))
    assert same(load(small), edited)


def test_editing_one_rule_of_the_whole_rulebook_reads_one_file(tmp_path: Path, shelf: Path) -> None:
    rules = shutil.copytree(bundled(), tmp_path / "rules", ignore=_without_cases)
    load(rules)
    path = rules / "counting" / "driving.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        read: list[str] = []
        patch.setattr(yaml_nodes, "read_yaml", _noting(read))
        edited = load(rules)
    assert read == [path.as_posix()]
    assert same(edited, load(rules, keep=False))


@pytest.mark.parametrize("name", [path.relative_to(SMALL).as_posix() for path in FILES])
@pytest.mark.parametrize("number", range(12))
def test_mistakes_are_told_alike_beside_what_is_kept(
    name: str, number: int, small: Path, shelf: Path
) -> None:
    load(small)
    path = small / name
    lines = path.read_text(encoding="utf-8").splitlines()
    broken = lines[number % len(lines)]
    lines[number % len(lines)] = broken[: len(broken) // 2]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    kept, mistakes = read_book(small)
    read, expected = read_book(small, keep=False)
    assert mistakes == expected
    assert (kept is None) == (read is None)
    assert kept is None or read is None or same(kept, read)


def test_another_engine_uses_nothing(small: Path, shelf: Path) -> None:
    load(small)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_state, "__version__", "0.0.0")
        assert not is_kept(load(small))
    assert is_kept(load(small))


def test_processes_that_start_together_all_have_the_rulebook(small: Path, shelf: Path) -> None:
    code = f"import hocr_engine; print(hocr_engine.load_rulebook({str(small)!r}).fingerprint)"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    found = {process.communicate()[0].strip() for process in started}
    assert found == {load(small, keep=False).fingerprint}
    assert is_kept(load(small))
    assert len(list(shelf.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_may_write_to_is_not_used(mode: int, small: Path, shelf: Path) -> None:
    shelf.mkdir()
    shelf.chmod(mode)
    load(small)
    assert not is_kept(load(small))
    assert list(shelf.iterdir()) == []


def test_a_file_that_others_may_write_to_is_not_read(small: Path, shelf: Path) -> None:
    load(small)
    kept_file(shelf).chmod(0o666)
    assert not is_kept(load(small))
    assert is_kept(load(small))


def test_what_somebody_else_owns_is_not_used(small: Path, shelf: Path) -> None:
    load(small)
    with pytest.MonkeyPatch.context() as patch:
        somebody = os.getuid() + 1
        patch.setattr(os, "getuid", lambda: somebody)
        assert not is_kept(load(small))


def test_no_link_is_followed(small: Path, shelf: Path) -> None:
    load(small)
    elsewhere = shelf.with_name("elsewhere")
    shelf.rename(elsewhere)
    shelf.symlink_to(elsewhere)
    assert not is_kept(load(small))
    shelf.unlink()
    shelf.mkdir(mode=0o700)
    file = kept_file(elsewhere)
    (shelf / file.name).symlink_to(file)
    assert not is_kept(load(small))


def test_where_nothing_can_be_written_the_rulebook_is_read(small: Path, shelf: Path) -> None:
    shelf.write_text("a file where the folder would be", encoding="utf-8")
    assert not is_kept(load(small))
    assert not is_kept(load(small))


def test_it_is_switched_off(small: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(small, keep=False)
    load_rulebook(small, keep=False)
    monkeypatch.setenv(SETTING, "off")
    load(small)
    assert not shelf.exists()


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/home/x"}, "/home/x/.cache/hocr_engine"),
        ({"HOME": "/home/x", "XDG_CACHE_HOME": "/var/x"}, "/var/x/hocr_engine"),
        ({"HOME": "/home/x", "XDG_CACHE_HOME": "x"}, "/home/x/.cache/hocr_engine"),
        ({"HOME": "/home/x", SETTING: "/srv/books"}, "/srv/books"),
        ({"HOME": "/home/x", SETTING: "books"}, None),
        ({"HOME": "/home/x", SETTING: "OFF"}, None),
        ({}, None),
    ],
)
def test_where_it_is_kept(environment: dict[str, str], folder: str | None) -> None:
    assert folder_for(environment) == (None if folder is None else Path(folder))


def test_no_more_are_kept_than_a_few(tmp_path: Path, shelf: Path) -> None:
    for number in range(MAX_PACKS + 3):
        load(shutil.copytree(SMALL, tmp_path / str(number)))
    assert len(list(shelf.iterdir())) == MAX_PACKS
    assert is_kept(load(tmp_path / str(MAX_PACKS + 2)))
    assert not is_kept(load(tmp_path / "0"))


def test_what_was_begun_and_never_finished_goes(small: Path, shelf: Path) -> None:
    shelf.mkdir(mode=0o700)
    for number in range(MAX_PACKS + 1):
        part = shelf / f"{number}.part"
        part.touch()
        os.utime(part, (0, 0))
    load(small)
    assert is_kept(load(small))
    assert len(list(shelf.iterdir())) == MAX_PACKS


def test_a_rulebook_with_a_remark_or_mistake_is_not_kept(small: Path, shelf: Path) -> None:
    path = small / "general" / "recording.yaml"
    path.write_text("format: hocr.rules.v1\n", encoding="utf-8")
    assert read_book(small)[0] is None
    assert not shelf.exists() or list(shelf.iterdir()) == []


@pytest.fixture
def packaged(small: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the data that the small rulebook travels with, as the bundled one does in the wheel."""
    path = small.with_suffix(".book")
    path.write_bytes(shipped(small))
    monkeypatch.setattr(read_state, "IN_WHEEL", small)
    monkeypatch.setattr(read_state, "SHIPPED", path)
    return path


def test_a_rulebook_that_travels_as_data_is_read_from_it_at_the_first_start(
    small: Path, shelf: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(small)
    assert is_kept(first)
    assert same(first, load(small, keep=False))
    assert not shelf.exists()
    monkeypatch.chdir(small)
    assert is_kept(load(Path("../rules")))
    monkeypatch.delenv(SETTING)
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert is_kept(load(small))


def test_of_a_rulebook_that_travels_as_data_a_changed_file_is_read_again(
    small: Path, shelf: Path, packaged: Path
) -> None:
    path = small / "general" / "confirmation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    edited = load(small)
    assert same(edited, load(small, keep=False))
    assert len(list(shelf.iterdir())) == 1
    assert same(load(small), edited)


def test_data_that_travels_is_not_used_where_it_may_be_of_something_else(
    small: Path, shelf: Path, packaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "off")
    assert not is_kept(load(small))
    monkeypatch.setenv(SETTING, "relative, so that nothing is kept")
    assert not is_kept(load(shutil.copytree(small, small.with_name("other"))))
    assert is_kept(load(small))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_state, "__version__", "0.0.0")
        assert not is_kept(load(small))
    packaged.write_bytes(packaged.read_bytes()[:-1])
    assert not is_kept(load(small))
    packaged.unlink()
    assert not is_kept(load(small))


def test_a_rulebook_with_a_mistake_does_not_travel_as_data(small: Path) -> None:
    path = small / "general" / "recording.yaml"
    path.write_text("format: hocr.rules.v1\n", encoding="utf-8")
    with pytest.raises(RulebookError):
        shipped(small)


def test_data_that_travels_is_the_same_to_the_byte_in_any_process() -> None:
    found = set()
    for seed in ("1", "2"):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "rules.book"
            command = [sys.executable, "-m", "hocr_engine.rulebook.write_shipped", str(path)]
            subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
            found.add(path.read_bytes())
    assert len(found) == 1


def _noting(read: list[str]) -> Callable[[Source], tuple[tuple[Node, ...], tuple[Diagnostic, ...]]]:
    def noting(source: Source) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
        read.append(source.name)
        return READ_YAML(source)

    return noting


def _without_cases(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(CASES_SUFFIX) or name == "law"]


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.name)
def test_a_file_by_itself_has_the_mistakes_that_it_has_in_the_whole(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shutil.copytree(BOOK, tmp_path / "rules")
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    review(root, document.files[0][0])
    break_files(document, root)
    parts = [of_file(review(root, name).mistakes, root / name) for name, _ in document.files]
    monkeypatch.setenv(SETTING, "off")
    whole = review(root).mistakes
    assert parts == [of_file(whole, root / name) for name, _ in document.files]


def of_file(found: Iterable[Diagnostic], path: Path) -> tuple[Diagnostic, ...]:
    """Give the mistakes of one file."""
    name = path.as_posix()
    return in_reading_order([mistake for mistake in found if mistake.at.source.name == name])


def test_the_law_index_is_read_once_for_checks_of_single_files(tmp_path: Path, shelf: Path) -> None:
    root = shutil.copytree(BOOK, tmp_path / "rules")
    read = list(law_ids(root))
    assert read == list(read_law_index(root, []))
    assert list(law_ids(root)) == read
    assert len(list(shelf.iterdir())) == 1
    index = next((root / "law").glob("*.yaml"))
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace(f"id: {read[0]}", "id: CRR26-999-99"), encoding="utf-8")
    assert list(law_ids(root)) == ["CRR26-999-99", *read[1:]]
