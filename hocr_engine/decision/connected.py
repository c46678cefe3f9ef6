"""Which of several things hang together, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen


@frozen(eq=False)
class Groups:
    """Names in groups, each of all that hang together; a name that is not among them joins none."""

    of: dict[str, set[str]]

    @classmethod
    def apart(cls, names: Iterable[str]) -> Groups:
        """Give groups of one name each."""
        return cls({name: {name} for name in names})

    def are_joined(self, one: str, other: str) -> bool:
        """Say whether two names are in one group, or one of them in none."""
        return one not in self.of or other not in self.of or self.of[one] is self.of[other]

    def join(self, one: str, other: str) -> None:
        """Make one group of those of two names."""
        if not self.are_joined(one, other):
            joined = self.of[one] | self.of[other]
            self.of.update(dict.fromkeys(joined, joined))

    def all(self) -> list[list[str]]:
        """Give the groups, the names of each in order."""
        return [sorted(group) for name, group in self.of.items() if name == min(group)]


def connected(names: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Give names in groups, each of all that its links reach; links to other names are left out."""
    groups = Groups.apart(names)
    for one, other in links:
        groups.join(one, other)
    return groups.all()
