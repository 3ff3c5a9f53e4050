"""The rates that a council with few cases is taken to have until its own say otherwise: neutral, in round figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_model import INTERVALS, ReferenceHazards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from turncurve.methods.pathway_route import Route

__all__ = ["LEAVE_A_YEAR", "STEP_DAYS", "neutral_reference"]

STEP_DAYS = 180.0
"""Days that a step takes on average: half a year, as a round figure and not as an estimate for anywhere."""

LEAVE_A_YEAR = 0.1
"""Share of the cases in a state that leave the route in a year."""


def neutral_reference(route: Route, *, step_days: Mapping[tuple[str, str], float] | None = None) -> ReferenceHazards:
    """Give every step of a route the same pace at every wait, and every state the same share of cases that leave.

    It counts for four cases' worth of evidence on the level of each rate, so that a council with few cases has a
    forecast at all, and one with many has its own.

    Parameters
    ----------
    route : Route
        The route.
    step_days : mapping of (str, str) to float, optional
        The mean days of steps that are known to take more or less, by origin and destination.

    Returns
    -------
    ReferenceHazards
        The rates.
    """
    known = step_days or {}
    days = [known.get(move, STEP_DAYS) for move in route.moves]
    leaving = [365.25 / LEAVE_A_YEAR] * (len(route.transitions) - len(route.moves))
    return ReferenceHazards(rate=np.tile(1 / np.array([*days, *leaving])[:, None], (1, len(INTERVALS) + 1)))
