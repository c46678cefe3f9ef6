"""What independent implementations of FEEL answer, set against what we do: each difference told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.feel.peer_answers import REFUSED, Asking, Peer, agree, expressions, own, peers

DIFFERENCES = Path(__file__).with_name("differences.md")
LEAST = {"bkflow-feel": 200, "feelin": 700}


def listed(peer: Peer) -> set[str]:
    """Give the expressions that are known to be answered otherwise by a peer."""
    text = DIFFERENCES.read_text(encoding="utf-8")
    return set(re.findall(rf"^\* {re.escape(peer.name)}: `(.+)`$", text, re.MULTILINE))


@pytest.mark.parametrize("peer", peers(), ids=lambda peer: peer.name)
def test_each_difference_has_its_reason(peer: Peer, capsys: pytest.CaptureFixture[str]) -> None:
    if not peer.is_installed:
        pytest.skip(f"{peer.name} is not installed: {peer.install}")
    asking, alike, silent, other = Asking(peer), 0, 0, set()
    for expression in expressions():
        ours, theirs = own(expression), asking.answer(expression)
        if agree(ours, theirs):
            alike += 1
        elif theirs in (None, REFUSED):
            silent += 1
        else:
            other.add(expression)
    asking.end()

    with capsys.disabled():
        print(f"\n{peer.name}: {alike} alike, {silent} without an answer, {len(other)} otherwise")
    assert other == listed(peer)
    assert alike >= LEAST[peer.name]
