"""Why a figure cannot be estimated: every sentence of this stage."""

from __future__ import annotations

from collections.abc import Iterable


def nothing_counted() -> str:
    """Give why a share of nothing is no figure."""
    return "nothing was counted"


def no_strata() -> str:
    """Give why there is no weighted rate without strata."""
    return "no strata are given to weight by"


def missing_weight(names: Iterable[str]) -> str:
    """Give why there is no weighted rate where a weight is not known."""
    return f"the weight is missing of {_listed(names)}"


def empty_stratum(names: Iterable[str]) -> str:
    """Give why there is no weighted rate where a stratum was not sampled."""
    return f"nothing was counted in {_listed(names)}"


def weights_not_one(total: float) -> str:
    """Give why weights that are no shares of a whole give no rate."""
    return f"the weights add up to {total:.4g} and not to 1"


def overdrawn(names: Iterable[str]) -> str:
    """Give why a sample larger than its population cannot be corrected for."""
    return f"more was counted than there is in {_listed(names)}"


def no_variation() -> str:
    """Give why a stratified interval needs some variation."""
    return "every stratum is all one way, which leaves no variation to estimate from"


def too_few(least: int) -> str:
    """Give why a normal interval of a small number says nothing."""
    return f"fewer than {least} were counted in all strata together"


def past_the_ends() -> str:
    """Give why a normal interval that reaches past none or all says nothing."""
    return "the normal interval would reach past 0 or 100 per cent"


def too_few_clusters(names: Iterable[str]) -> str:
    """Give why variation between incidents needs two of them."""
    return f"variation between incidents needs two of them in {_listed(names)}"


def nothing_recorded() -> str:
    """Give why what is missing cannot be told from what was recorded when nothing was."""
    return "nothing was recorded, so what is missing cannot be told from it"


def no_pairs() -> str:
    """Give why there is no agreement where nothing was judged twice."""
    return "nothing was judged twice"


def chance_alone() -> str:
    """Give why agreement cannot be set apart from chance."""
    return "both gave one and the same answer throughout, so chance alone would agree as well"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
