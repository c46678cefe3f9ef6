"""Which of several things hang together, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable


def connected(names: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Give names in groups, each of all that its links reach; links to other names are left out."""
    groups = {name: {name} for name in names}
    for one, other in links:
        if one in groups and other in groups and groups[one] is not groups[other]:
            joined = groups[one] | groups[other]
            groups.update(dict.fromkeys(joined, joined))
    return [sorted(group) for name, group in groups.items() if name == min(group)]
