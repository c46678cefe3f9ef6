"""`hocr show`: one rule, decision, fact, statement of the law, code or class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import click

from hocr_engine.cases.library import read_library
from hocr_engine.cli.entries import (
    decision_entry,
    definition_entry,
    fact_entry,
    rule_entry,
    statement_entry,
)
from hocr_engine.cli.printing import Printed, printed_options
from hocr_engine.cli.rows import has_facts, is_in_force, row_entry, short
from hocr_engine.cli.rules import UNREADABLE, open_book, root_of, rules_option
from hocr_engine.diagnostic import Diagnostic
from hocr_engine.publishing.shelf import Shelf
from hocr_engine.rulebook.draft import read_law_index, read_left_out
from hocr_engine.rulebook.model import Book


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@rules_option
@click.option(
    "--on",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="DATE",
    help="Say what is in force on this day.",
)
@click.option("--list", "listing", is_flag=True, help="List all rules, or the rows of a list.")
@click.option(
    "--of", "kind", metavar="LIST", help="List the rows of this list, as offence or class."
)
@click.option(
    "--where",
    "wanted",
    multiple=True,
    metavar="FACT=VALUE",
    help="List only rows with this fact; may be given several times.",
)
@printed_options
def command(  # noqa: PLR0913 one argument an option
    *,
    name: str | None,
    rules: Path | None,
    on: datetime | None,
    listing: bool,
    kind: str | None,
    wanted: tuple[str, ...],
    printed: Printed,
) -> int:
    """
    Show a rule, decision, fact, definition, statement of the law, offence code or class.

    NAME is a rule's id (or a table's), a decision, a fact as `account.says`, an id of the law
    index, or a code. A rule comes with its law, its dates, its cases and what prevails over it.

    \b
    Examples:
      hocr show victim-says-it-happened
      hocr show account.says
      hocr show --list
      hocr show --list --of class --where use=crime --on 2019-01-01
      hocr show --mistakes --format markdown
      hocr show --all --format html --out rulebook-pages
    """
    root = root_of(rules)
    book = open_book(root)
    if book is None:
        return UNREADABLE
    shelf = _shelf(book, root, None if on is None else on.date())
    if printed.is_wanted:
        return printed.show(shelf)
    if kind is not None or wanted:
        return _rows(shelf, kind or "", wanted)
    if listing or name is None:
        return _list(book)
    entries = list(_entries(shelf, name))
    if not entries:
        return _unknown(
            name, [*_names(book), *shelf.law, *(n for rows in book.rows.values() for n in rows)]
        )
    click.echo("\n\n".join("\n".join(entry) for entry in entries))
    return 0


def _shelf(book: Book, root: Path, on: date | None) -> Shelf:
    ignored: list[Diagnostic] = []
    law = read_law_index(root, ignored)
    left_out = {one.law: one.because for one in read_left_out(root, ignored)}
    return Shelf(book, law, left_out, read_library(book, root, ignored), on, root.as_posix())


def _entries(shelf: Shelf, name: str) -> Iterator[list[str]]:
    """Give the entry of everything that has a name."""
    book, vocabulary = shelf.book, shelf.book.vocabulary
    rows = [rule for rule in book.rule.values() if rule.id.split("/")[0] == name]
    for rule in rows:
        yield list(rule_entry(shelf, rule))
    if not rows and name in book.rule:
        yield list(rule_entry(shelf, book.rule[name]))
    if name in book.decisions:
        yield list(decision_entry(shelf, book.decisions[name]))
    if name in shelf.law:
        yield list(statement_entry(shelf, shelf.law[name]))
    for kind in vocabulary.kinds.values():
        row = book.rows.get(kind.name, {}).get(name)
        if row is not None:
            yield list(row_entry(shelf, kind, row))
        for fact in kind.facts.values():
            if name in (fact.name, f"{kind.name}.{fact.name}"):
                yield list(fact_entry(shelf, kind, fact))
    for definition in vocabulary.definitions:
        if name in (definition.name, f"{definition.of}.{definition.name}"):
            yield list(definition_entry(shelf, definition))


def _names(book: Book) -> Iterator[str]:
    yield from book.rule
    yield from book.decisions
    for kind in book.vocabulary.kinds.values():
        yield from (f"{kind.name}.{fact.name}" for fact in kind.facts.values())
    for definition in book.vocabulary.definitions:
        yield f"{definition.of}.{definition.name}"


def _unknown(name: str, known: list[str]) -> int:
    """Say that nothing has this name, and which names are near it."""
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    listed = " or ".join(f"`{one}`" for one in near)
    fix = f"did you mean {listed}?" if near else "`hocr show --list` lists the rules"
    click.echo(f"hocr: there is nothing called `{name}`; {fix}", err=True)
    return UNREADABLE


def _rows(shelf: Shelf, kind: str, wanted: tuple[str, ...]) -> int:
    """List the rows of one of the official lists that have the facts wanted."""
    known = shelf.book.rows
    if kind not in known:
        named = ", ".join(f"`{one}`" for one in known)
        click.echo(f"hocr: there is no list called `{kind}`; `--of` takes {named}", err=True)
        return UNREADABLE
    facts = shelf.book.vocabulary.kinds[kind].facts
    pairs = dict(one.partition("=")[::2] for one in wanted)
    for name in pairs:
        if name not in facts:
            named = ", ".join(f"`{fact.name}`" for fact in facts.values() if fact.is_given)
            click.echo(f"hocr: `{kind}` has no fact `{name}`; it has {named}", err=True)
            return UNREADABLE
    rows = (row for row in known[kind].values() if is_in_force(shelf, row))
    found = [short(shelf, row) for row in rows if has_facts(shelf, row, pairs)]
    click.echo("\n".join(found) or "none")
    return 0


def _list(book: Book) -> int:
    for decision in book.decisions.values():
        click.echo(f"{decision.id}: {decision.question}")
        for topic in book.topics_of.get(decision.id, ()):
            click.echo(f"  {topic.id}: {topic.title}")
            for rule in topic.rules:
                click.echo(f"    {rule.id}: {rule.title}")
    return 0
