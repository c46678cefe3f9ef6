"""The JSON Schema of incident files, worked out from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hocr_engine.vocabulary.model import Fact, FactType, Kind, Vocabulary
from hocr_engine.vocabulary.values import DATE, DATE_AND_TIME, NOT_ESTABLISHED, NUMBER

Schema = dict[str, object]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
INCIDENT_FORMAT: Final = "hocr.incident.v1"
ABOUT: Final = (
    "What was reported to police and what was done about it. Generated from the vocabulary of the "
    "rulebook. A fact left out is not known; null says that there is none, and is allowed only "
    "where a fact may be absent. Numbers and true or false may be written as such or as text. "
    "What belongs to another thing may be written inside it, or in its own list and named by id."
)
_HEAD: Final = {
    "id": {
        "description": "The incident's own number.",
        "type": ["string", "integer"],
        "minLength": 1,
        "maxLength": 100,
    },
    "force": {"description": "The force that holds the record.", "type": "string"},
    "not_known": {
        "description": "What was asked for and nobody knows, as `id of a thing.fact`. It is left "
        "out of the record like all that is not known, and not asked for again.",
        "type": "array",
        "items": {"type": "string", "pattern": r"^.+\..+$"},
    },
}
_ID: Final = {
    "description": "The name of a thing within this file.",
    "type": ["string", "integer"],
    "pattern": r"^[\w./-]{1,100}$",
}


def incident_schema(vocabulary: Vocabulary) -> Schema:
    """Give the schema that incident files are valid against."""
    return {
        "$schema": DIALECT,
        "$id": "incident.schema.json",
        "title": "Incident",
        "description": ABOUT,
        "type": "object",
        "required": ["format", "id"],
        "$ref": "#/$defs/facts",
        "properties": {"format": {"const": INCIDENT_FORMAT}, **_HEAD, **_required(vocabulary)},
        "unevaluatedProperties": False,
        "$defs": {"facts": facts(vocabulary), "id": _ID, **kinds(vocabulary)},
    }


def facts(vocabulary: Vocabulary) -> Schema:
    """Give the schema of the facts alone, as cases give them."""
    found: Schema = {}
    allegation = vocabulary.roles["allegation"]
    kind = vocabulary.kinds[allegation.kind]
    for name in allegation.names:
        if name.name in kind.facts:
            found[name.name] = fact_schema(kind.facts[name.name], kind)
    for kind in vocabulary.kinds.values():
        if kind.section is not None:
            found[kind.section] = listed(kind)
            if kind.section != kind.name:
                found[kind.name] = {"$ref": f"#/$defs/{kind.name}"}
    return {"type": "object", "properties": found}


def _required(vocabulary: Vocabulary) -> Schema:
    """Give what an incident must say of the things in its lists, and a case may leave out."""
    found: Schema = {}
    for kind in vocabulary.kinds.values():
        required = [fact.name for fact in kind.facts.values() if fact.required]
        if kind.section is not None and required:
            found[kind.section] = {"items": {"required": required}}
            found[kind.name] = {"required": required}
    return found


def kinds(vocabulary: Vocabulary) -> Mapping[str, object]:
    """Give the schema of each kind of thing that records hold, by the kind's name."""
    held = (kind for kind in vocabulary.kinds.values() if kind.data is None)
    return {kind.name: group(kind) for kind in held if is_written(kind, vocabulary)}


def is_written(kind: Kind, vocabulary: Vocabulary) -> bool:
    """Say whether records may hold a kind, in a list of its own or inside another thing."""
    return kind.section is not None or any(
        fact.type is FactType.PART and fact.kind == kind.name
        for other in vocabulary.kinds.values()
        for fact in other.facts.values()
    )


def group(kind: Kind) -> Schema:
    """Give the schema of one thing of a kind, with a key for each of its facts."""
    known: Schema = {"id": {"$ref": "#/$defs/id"}}
    for fact in kind.facts.values():
        if fact.by_key is None and not fact.matching:
            known[fact.name] = fact_schema(fact, kind)
            former = {**fact_schema(fact, kind), "deprecated": True}
            known.update(dict.fromkeys(fact.formerly, former))
    return {
        "title": kind.label,
        "type": "object",
        "properties": known,
        "additionalProperties": False,
    }


def listed(kind: Kind) -> Schema:
    """Give the schema of a kind's own list; where one word names both, one thing is enough."""
    many: Schema = {"type": "array", "items": {"$ref": f"#/$defs/{kind.name}"}}
    if kind.section != kind.name:
        return many
    return {"if": {"type": "array"}, "then": many, "else": {"$ref": f"#/$defs/{kind.name}"}}


def fact_schema(fact: Fact, kind: Kind) -> Schema:
    """Give the schema of a fact's value, with the words that people read."""
    about = {"title": fact.label.replace("{thing}", kind.label)}
    if fact.ask:
        about["description"] = fact.ask.replace("{thing}", kind.label)
    return {**about, **_or_absent(fact, _value(fact))}


def _or_absent(fact: Fact, value: Schema) -> Schema:
    if not fact.nullable:
        return value
    return {"if": {"type": "null"}, "then": {}, "else": value}


def _value(fact: Fact) -> Schema:
    match fact.type:
        case FactType.YES_OR_NO:
            return {"enum": [True, False, "true", "false"]}
        case FactType.NUMBER:
            return _number(fact)
        case FactType.ONE_OF:
            return {"enum": _words(fact)}
        case FactType.DATE:
            return {"type": "string", "pattern": _text(DATE, fact)}
        case FactType.DATE_AND_TIME:
            return {"type": "string", "pattern": _text(DATE_AND_TIME, fact)}
        case FactType.PART:
            return {"$ref": f"#/$defs/{fact.kind}"}
        case FactType.LINK | FactType.LINKS:
            return _through(fact) if fact.through is not None else _link(fact)
        case _:
            return {"type": ["string", "number", "boolean"]}


def _number(fact: Fact) -> Schema:
    found: Schema = {"type": ["number", "string"], "pattern": _text(NUMBER, fact)}
    if fact.at_least is not None:
        found["minimum"] = int(fact.at_least)
    if fact.at_most is not None:
        found["maximum"] = int(fact.at_most)
    return found


def _text(pattern: str, fact: Fact) -> str:
    also = f"|{NOT_ESTABLISHED}" if fact.not_established else ""
    return f"^({pattern}{also})$"


def _words(fact: Fact) -> list[str]:
    words = [word for answer in fact.answers for word in (answer.word, *answer.formerly)]
    return [*words, NOT_ESTABLISHED] if fact.not_established else words


def _link(fact: Fact) -> Schema:
    """Give the schema of a link: an id, or the thing itself; several of them in a list."""
    one: Schema = {
        "if": {"type": "object"},
        "then": {"$ref": f"#/$defs/{fact.kind}"},
        "else": {"$ref": "#/$defs/id"},
    }
    if fact.type is FactType.LINK:
        return one
    several: Schema = {"if": {"type": "array"}, "then": {"items": one}, "else": one}
    if not fact.not_established:
        return several
    return {"if": {"const": NOT_ESTABLISHED}, "then": {}, "else": several}


def _through(fact: Fact) -> Schema:
    """Give the schema of things written inside the one that they lead back to."""
    one: Schema = {"$ref": f"#/$defs/{fact.kind}"}
    return {"if": {"type": "array"}, "then": {"items": one}, "else": one}
