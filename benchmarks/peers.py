"""
The rules of the flat book in other engines, each in the way that its own guide shows.

A peer is made of the rules once, and then says of a record which rules apply. Records are complete:
most peers have no unknown. What they must be given in another form is changed before they are
timed. A peer that is not installed is said to be so: `pip install -r benchmarks/peers.txt`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Any, Final, TypeAlias

from attrs import frozen

from benchmarks.flat_book import WORDS, Asks, Either, FlatRule, Part, Record

Found: TypeAlias = frozenset[str]


@frozen
class Peer:
    """
    An engine with the rules in it, which says of records which rules apply.

    Only `ask` is timed: from records as `given` made them to answers that `told` reads, a set of
    rules for each. `batches` are how many records are asked about at once, of those that can.
    """

    name: str
    given: Callable[[Sequence[Record]], Any]
    ask: Callable[[Any], Any]
    told: Callable[[Any], list[Found]] = list
    batches: tuple[int, ...] = ()


def as_they_are(records: Sequence[Record]) -> Sequence[Record]:
    """Give the facts of records as parsed."""
    return records


def peers(rules: Sequence[FlatRule]) -> Iterator[Peer | str]:
    """Give each peer that is installed, and for the others the name of what is not."""
    makers: Mapping[str, Callable[[Sequence[FlatRule]], Peer]] = {
        "plain Python": plain_python,
        "clipspy": clips,
        "zen-engine": zen,
        "common-expression-language": cel,
        "cel-python": cel_python,
        "json-logic": json_logic,
        "OpenFisca": openfisca,
    }
    for name, make in makers.items():
        try:
            yield make(rules)
        except ImportError:
            yield name


def each(work: Callable[[Any], Any]) -> Callable[[Sequence[Any]], list[Any]]:
    """Give what goes through records one by one."""
    return lambda records: [work(record) for record in records]


def joined(part: Part, write: Callable[[Asks], str], either: str) -> str:
    """Give a part as another language writes it."""
    if isinstance(part, Either):
        return f"({either.join(map(write, part.asked))})"
    return write(part)


def quoted(value: object) -> str:
    """Give a value as JSON, a day as its text."""
    return json.dumps(str(value) if isinstance(value, date) else value)


# Python


def plain_python(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as somebody writes them by hand, a function each."""
    lines = ["RULES = ["]
    for rule in rules:
        said = " and ".join(joined(part, _python, " or ") for part in rule.parts)
        lines.append(f"    ({rule.id!r}, lambda r: {said}),")
    names: dict[str, Any] = {}
    exec("\n".join([*lines, "]"]), names)
    functions = names["RULES"]

    def ask(record: Record) -> Found:
        return frozenset(name for name, applies in functions if applies(record))

    return Peer("plain Python", as_they_are, each(ask))


def _python(asks: Asks) -> str:
    fact, values = f"r[{asks.fact!r}]", [quoted(value) for value in asks.values]
    return {
        "is": lambda: f"{fact} == {values[0]}",
        "in": lambda: f"{fact} in ({', '.join(values)})",
        "yes": lambda: fact,
        "no": lambda: f"not {fact}",
        "from": lambda: f"{fact} >= {values[0]}",
        "below": lambda: f"{fact} < {values[0]}",
        "within": lambda: f"{values[0]} <= {fact} <= {values[1]}",
    }[asks.how]()


# CLIPS


def clips(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as productions over one fact with a slot for each thing told."""
    environment = import_module("clips").Environment()
    slots = sorted(_facts(rules))
    environment.build(f"(deftemplate told {' '.join(f'(slot {name})' for name in slots)})")
    environment.build("(deftemplate found (slot rule))")
    for rule in rules:
        environment.build(_production(rule))
    told = environment.find_template("told")

    def ask(record: Record) -> Found:
        environment.reset()
        told.assert_fact(**record)
        environment.run()
        return frozenset(
            fact["rule"] for fact in environment.facts() if fact.template.name == "found"
        )

    symbol = import_module("clips").Symbol

    def given(record: Record) -> object:
        return {name: _clips_value(record[name], symbol) for name in slots}

    return Peer("clipspy", each(given), each(ask))


def _production(rule: FlatRule) -> str:
    slots: dict[str, str] = {}
    tests: list[str] = []
    for part in rule.parts:
        if isinstance(part, Asks):
            slots[part.fact] = f"?v{len(slots)}&:{_clips(part, f'?v{len(slots)}')}"
            continue
        written = []
        for asks in part.asked:
            slots[asks.fact] = f"?v{len(slots)}"
            written.append(_clips(asks, slots[asks.fact]))
        tests.append(f"(test (or {' '.join(written)}))")
    pattern = " ".join(f"({name} {asked})" for name, asked in slots.items())
    return (
        f"(defrule {rule.id} (told {pattern}) {' '.join(tests)}"
        f' => (assert (found (rule "{rule.id}"))))'
    )


def _clips(asks: Asks, name: str) -> str:
    values = [_clips_literal(value) for value in asks.values]
    return {
        "is": lambda: f"(eq {name} {values[0]})",
        "in": lambda: f"(or {' '.join(f'(eq {name} {value})' for value in values)})",
        "yes": lambda: f"(eq {name} TRUE)",
        "no": lambda: f"(eq {name} FALSE)",
        "from": lambda: f"(>= {name} {values[0]})",
        "below": lambda: f"(< {name} {values[0]})",
        "within": lambda: f"(<= {values[0]} {name} {values[1]})",
    }[asks.how]()


def _clips_literal(value: object) -> str:
    return str(_day(value)) if isinstance(value, date) else str(value)


def _clips_value(value: object, symbol: Callable[[str], object]) -> object:
    if isinstance(value, bool) or not isinstance(value, str):
        return value
    return symbol(value) if value in WORDS else _day(date.fromisoformat(value))


def _day(value: date) -> int:
    return value.year * 10_000 + value.month * 100 + value.day


def _facts(rules: Sequence[FlatRule]) -> set[str]:
    parts = [part for rule in rules for part in rule.parts]
    several = [
        one for part in parts for one in (part.asked if isinstance(part, Either) else (part,))
    ]
    return {asks.fact for asks in several}


# ZEN


def zen(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as the expressions of one decision graph."""
    entries = [
        {
            "id": rule.id,
            "key": rule.id,
            "value": " and ".join(joined(p, _zen, " or ") for p in rule.parts),
        }
        for rule in rules
    ]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {"expressions": entries},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "type": "edge", "sourceId": "rules", "targetId": "out"},
    ]
    graph = json.dumps({"nodes": nodes, "edges": edges})
    decision = import_module("zen").ZenEngine().create_decision(graph)

    def ask(record: Record) -> Found:
        result = decision.evaluate(record)["result"]
        return frozenset(name for name, applies in result.items() if applies)

    return Peer("zen-engine", each(_with_numbers_for_days), each(ask))


def _with_numbers_for_days(record: Record) -> object:
    return {name: _number(value) for name, value in record.items()}


def _number(value: object) -> object:
    if isinstance(value, str) and value not in WORDS:
        return _day(date.fromisoformat(value))
    return value


def _zen(asks: Asks) -> str:
    fact = asks.fact
    values = [_clips_literal(v) if isinstance(v, date) else quoted(v) for v in asks.values]
    return {
        "is": lambda: f"{fact} == {values[0]}",
        "in": lambda: f"{fact} in [{', '.join(values)}]",
        "yes": lambda: f"{fact} == true",
        "no": lambda: f"{fact} == false",
        "from": lambda: f"{fact} >= {values[0]}",
        "below": lambda: f"{fact} < {values[0]}",
        "within": lambda: f"{fact} in [{values[0]}..{values[1]}]",
    }[asks.how]()


# CEL


def cel(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as compiled programs of CEL, by the binding to its Rust implementation."""
    library = import_module("cel")
    programs = [(rule.id, library.compile(_cel_rule(rule))) for rule in rules]

    def ask(record: Record) -> Found:
        context = library.Context(record)
        return frozenset(name for name, program in programs if program.execute(context))

    return Peer("common-expression-language", as_they_are, each(ask))


def cel_python(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as compiled programs of CEL, by its Python implementation."""
    library = import_module("celpy")
    environment = library.Environment(runner_class=library.CompiledRunner)
    programs = [
        (rule.id, environment.program(environment.compile(_cel_rule(rule)))) for rule in rules
    ]

    def ask(record: object) -> Found:
        return frozenset(name for name, program in programs if program.evaluate(record))

    return Peer("cel-python", each(library.json_to_cel), each(ask))


def _cel_rule(rule: FlatRule) -> str:
    return " && ".join(joined(part, _cel, " || ") for part in rule.parts)


def _cel(asks: Asks) -> str:
    fact, values = asks.fact, [quoted(value) for value in asks.values]
    return {
        "is": lambda: f"{fact} == {values[0]}",
        "in": lambda: f"{fact} in [{', '.join(values)}]",
        "yes": lambda: fact,
        "no": lambda: f"!{fact}",
        "from": lambda: f"{fact} >= {values[0]}",
        "below": lambda: f"{fact} < {values[0]}",
        "within": lambda: f"({fact} >= {values[0]} && {fact} <= {values[1]})",
    }[asks.how]()


# JSON logic


def json_logic(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as JSON."""
    apply = import_module("json_logic").jsonLogic
    written = [(rule.id, {"and": [_logic(part) for part in rule.parts]}) for rule in rules]

    def ask(record: Record) -> Found:
        return frozenset(name for name, rule in written if apply(rule, record))

    return Peer("json-logic", as_they_are, each(ask))


def _logic(part: Part) -> object:
    if isinstance(part, Either):
        return {"or": [_logic(asks) for asks in part.asked]}
    fact: object = {"var": part.fact}
    values: list[Any] = [str(v) if isinstance(v, date) else v for v in part.values]
    return {
        "is": lambda: {"==": [fact, values[0]]},
        "in": lambda: {"in": [fact, values]},
        "yes": lambda: fact,
        "no": lambda: {"!": [fact]},
        "from": lambda: {">=": [fact, values[0]]},
        "below": lambda: {"<": [fact, values[0]]},
        "within": lambda: {"<=": [values[0], fact, values[1]]},
    }[part.how]()


# OpenFisca

PERIOD: Final = "2026-06"
BATCHES: Final = (1_000, 10_000)


def openfisca(rules: Sequence[FlatRule]) -> Peer:
    """Give the rules as variables worked out for all records of a batch together."""
    numpy, core = import_module("numpy"), import_module("openfisca_core")
    entities = import_module("openfisca_core.entities")
    variables = import_module("openfisca_core.variables")
    periods = import_module("openfisca_core.periods")
    system_of = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem
    builder_of = import_module("openfisca_core.simulation_builder").SimulationBuilder
    assert core
    incident = entities.build_entity(
        key="incident", plural="incidents", label="", is_person=True, class_override=None
    )
    system = system_of([incident])
    month = periods.DateUnit.MONTH
    told = sorted(_facts(rules))
    for name in told:
        kind = bool if name.startswith("told") else int
        system.add_variable(_variable(variables.Variable, name, kind, incident, month, None))
    for rule in rules:
        formula = _formula(rule, numpy)
        name = rule.id.replace("-", "_")
        system.add_variable(_variable(variables.Variable, name, bool, incident, month, formula))
    asked = [(rule.id, rule.id.replace("-", "_")) for rule in rules]

    def given(records: Sequence[Record]) -> Mapping[str, Any]:
        numbers = [_with_numbers(record) for record in records]
        return {name: numpy.array([record[name] for record in numbers]) for name in told}

    def ask(columns: Mapping[str, Any]) -> Mapping[str, Any]:
        count = len(next(iter(columns.values())))
        simulation = builder_of().build_default_simulation(system, count)
        for name, values in columns.items():
            simulation.set_input(name, PERIOD, values)
        return {rule: simulation.calculate(name, PERIOD) for rule, name in asked}

    def found(verdicts: Mapping[str, Any]) -> list[Found]:
        count = len(next(iter(verdicts.values())))
        return [frozenset(id_ for id_ in verdicts if verdicts[id_][at]) for at in range(count)]

    return Peer("OpenFisca", given, ask, found, BATCHES)


def _variable(
    base: type, name: str, kind: type, entity: object, month: object, formula: object
) -> type:
    body: dict[str, object] = {"value_type": kind, "entity": entity, "definition_period": month}
    if formula is not None:
        body["formula"] = formula
    return type(name, (base,), body)


def _formula(rule: FlatRule, numpy: Any) -> Callable[..., Any]:  # noqa: ANN401 -- a library
    code = " * ".join(f"({joined(part, _vector, ' + ')})" for part in rule.parts)
    names: dict[str, Any] = {"numpy": numpy}
    exec(f"def formula(incident, period):\n    return {code}\n", names)
    found: Callable[..., Any] = names["formula"]
    return found


def _with_numbers(record: Record) -> Record:
    return {name: WORDS.index(v) if v in WORDS else _number(v) for name, v in record.items()}


def _vector(asks: Asks) -> str:
    fact = f'incident("{asks.fact}", period)'
    values = [_vector_literal(value) for value in asks.values]
    return {
        "is": lambda: f"({fact} == {values[0]})",
        "in": lambda: f"numpy.isin({fact}, [{', '.join(values)}])",
        "yes": lambda: fact,
        "no": lambda: f"(~{fact})",
        "from": lambda: f"({fact} >= {values[0]})",
        "below": lambda: f"({fact} < {values[0]})",
        "within": lambda: f"(({fact} >= {values[0]}) * ({fact} <= {values[1]}))",
    }[asks.how]()


def _vector_literal(value: object) -> str:
    return str(WORDS.index(value)) if isinstance(value, str) else _clips_literal(value)
