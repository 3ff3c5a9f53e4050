"""Which routes to adoption can be followed from state to state, and why the others cannot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["STEPS", "Unusable", "sorted_out"]

STEPS = ("entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on", "adopted_on")
"""The dated steps of a route, in the order of the pathway's milestones."""

_NOT_BEFORE = (
    ("decided_on", "placement_order_on"),
    ("decided_on", "matched_on"),
    ("decided_on", "placed_on"),
    ("placement_order_on", "placed_on"),
    ("matched_on", "placed_on"),
    ("placed_on", "adopted_on"),
)
"""Pairs of steps of which the second may not come first; the match may come before the order or after it."""

_ADOPTED = ("E11", "E12")


@dataclass(frozen=True)
class Unusable:
    """Rows that cannot be used, and why.

    Parameters
    ----------
    reason : str
        What is wrong with them, as it ends a sentence.
    rows : int
        How many.
    """

    reason: str
    rows: int


def sorted_out(routes: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Unusable, ...]]:
    """Part the routes that can be followed from those that cannot, each of which has one reason: the first that holds.

    A child adopted by foster carers is placed for adoption where it lives: where no day of that is on record, it is the
    day on which it had come to live there and the decision, and the order if any, had been made; the match likewise.

    Parameters
    ----------
    routes : DataFrame
        Rows of adoption_pathways.

    Returns
    -------
    tuple of (DataFrame, tuple of Unusable)
        The routes that can be followed, in the order given, and the others counted by reason.
    """
    routes = _placed_at_home(routes)
    first = np.full(len(routes), -1)
    reasons = _reasons(routes)
    for number, (_, wrong) in enumerate(reasons):
        first[(first < 0) & wrong.to_numpy(dtype=bool)] = number
    counts = np.bincount(first[first >= 0], minlength=len(reasons))
    unusable = tuple(Unusable(reason, int(count)) for (reason, _), count in zip(reasons, counts, strict=True) if count)
    return routes[first < 0], unusable


def _placed_at_home(routes: pd.DataFrame) -> pd.DataFrame:
    """Return routes with the match and the placement of children whom foster carers adopted, where they are blank."""
    fostered = routes["adopted_on"].notna() & routes["foster_placement_on"].notna()
    ready = routes[["foster_placement_on", "decided_on", "placement_order_on", "matched_on"]].max(axis=1)
    placed = routes["placed_on"].fillna(ready.where(fostered))
    return routes.assign(placed_on=placed, matched_on=routes["matched_on"].fillna(placed.where(fostered)))


def _reasons(routes: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    """List what makes a route unusable, and which routes it holds for."""
    entered, adopted = routes["entered_care_on"], routes["adopted_on"]
    others = routes[list(STEPS[1:])]
    out_of_order = pd.Series(False, index=routes.index)
    for before, after in _NOT_BEFORE:
        out_of_order |= routes[after] < routes[before]
    changed = routes["plan_changed_on"].where(~(routes["plan_changed_on"] < routes["decided_on"]))
    last = others.max(axis=1)
    by_adoption = routes["left_care_because"].isin(_ADOPTED)
    return [
        ("the day of entering care is not known", entered.isna()),
        ("adopted before entering care", adopted < entered),
        ("another step before entering care", others.lt(entered, axis=0).any(axis=1)),
        ("a placement order without a decision", _without(routes, "placement_order_on", "decided_on")),
        ("a match without a decision", _without(routes, "matched_on", "decided_on")),
        ("placed without a match", _without(routes, "placed_on", "matched_on")),
        ("adopted without having been placed", _without(routes, "adopted_on", "placed_on")),
        ("dates out of order", out_of_order),
        ("the plan changed after the adoption, or before a later step", (changed < last) | (changed > adopted)),
        ("a step after leaving care", routes["left_care_on"] < last),
        ("left care by adoption without the day of the order", by_adoption & adopted.isna()),
        ("adopted and left care in another way", adopted.notna() & routes["left_care_because"].notna() & ~by_adoption),
    ]


def _without(routes: pd.DataFrame, step: str, needed: str) -> pd.Series:
    """Tell which routes have one step and lack another."""
    return routes[step].notna() & routes[needed].isna()
