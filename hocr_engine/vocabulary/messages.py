"""Every sentence about vocabulary and definition files, one function a mistake."""

from __future__ import annotations

from collections.abc import Iterable

from hocr_engine.diagnostic import Diagnostic
from hocr_engine.field_messages import nearest
from hocr_engine.text import Span


def declared_twice(what: str, name: str, at: Span, first: Span) -> Diagnostic:
    """Give the mistake of two declarations with one name."""
    return Diagnostic(
        "declared-twice",
        f"the {what} `{name}` is declared twice",
        at,
        "rename one of them",
        related=((f"`{name}` was first declared here", first),),
    )


def unknown_kind(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a kind that no vocabulary file declares."""
    return Diagnostic("unknown-kind", f"there is no kind `{name}`", at, nearest(name, known))


def no_kind_named(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of a link or code that does not say to what."""
    return Diagnostic(
        "no-kind-named",
        f"the fact `{fact}` leads to another thing but does not say of which kind",
        at,
        "add `kind:` with the kind it leads to",
    )


def no_answers(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of a fact with a list of words that lists none."""
    return Diagnostic(
        "no-answers", f"the fact `{fact}` lists no answers", at, "add `answers:` with their words"
    )


def no_list_of_answers(fact: str, at: Span) -> Diagnostic:
    """Give the mistake of adding answers to a fact that is not a list of words."""
    return Diagnostic(
        "no-list-of-answers",
        f"the fact `{fact}` has no list of answers to add to",
        at,
        "add answers only to a fact of the type `one of`",
    )


def not_its_value(fact: str, text: str, at: Span) -> Diagnostic:
    """Give the mistake of a presumed value that the fact cannot have."""
    return Diagnostic(
        "not-its-value",
        f"the fact `{fact}` cannot be `{text}`, so this cannot be presumed",
        at,
        "presume one of the values that the fact can have",
    )


def no_link_back(fact: str, through: str, kind: str, at: Span) -> Diagnostic:
    """Give the mistake of a link worked out from a fact that does not lead back."""
    return Diagnostic(
        "no-link-back",
        f"`{fact}` is found through `{through}`, which is no link of {kind}",
        at,
        f"name in `through:` the fact of {kind} that leads back to this kind",
    )


def no_such_fact(key: str, name: str, kind: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of naming a fact that a kind does not have."""
    return Diagnostic(
        "no-such-fact",
        f"`{key}` names `{name}`, which is no fact of {kind}",
        at,
        nearest(name, known) or "declare that fact first",
    )


def no_such_role(name: str, known: Iterable[str], at: Span) -> Diagnostic:
    """Give the mistake of a role within one that is not declared."""
    return Diagnostic("no-such-role", f"there is no role `{name}`", at, nearest(name, known))


def role_within_itself(name: str, at: Span) -> Diagnostic:
    """Give the mistake of roles that lie within one another in a circle."""
    return Diagnostic(
        "role-within-itself",
        f"the role `{name}` lies within itself",
        at,
        "take one `within:` out of the circle",
    )
