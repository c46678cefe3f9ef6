"""A part of an explanation that every form shows alike."""

from __future__ import annotations

from attrs import frozen


@frozen
class Group:
    """Some things said together, under what they have in common."""

    lead: str
    items: tuple[str, ...] = ()


@frozen
class Part:
    """One part of an explanation, read alike in every form."""

    title: str
    groups: tuple[Group, ...]
    note: str = ""
