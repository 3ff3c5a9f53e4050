"""Where the children on the way to adoption stand on a day, and how long they have stood there."""

from __future__ import annotations

import numpy as np

from turncurve.methods.pathway import MATCHING_ROUTE, PathwayCases
from turncurve.methods.pathway_route import stays_of

__all__ = ["LONG_WAIT", "STAGE_MEASURES", "stages_now"]

YEAR = 365.25
LONG_WAIT = 1.5 * YEAR
"""Days from which a wait for a match is long: eighteen months."""

STAGE_MEASURES = ("children", "average days there so far", "there over 12 months", "there over 18 months")
"""What is told of each stage."""

STAGES = (
    ("decision made, no placement order", ("decided",)),
    ("placement order, no match", ("ordered",)),
    ("matched, not yet placed", ("matched before order", "matched")),
    ("living with the family, not yet adopted", ("placed",)),
)


def stages_now(cases: PathwayCases) -> tuple[tuple[str, tuple[float, float, float, float]], ...]:
    """Count the children at each stage on the last day on record, and how long they have been there.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stood on that day.

    Returns
    -------
    tuple of (str, tuple of float)
        For each stage in order: children, their average days there so far (0 where there is nobody), and how many have
        been there for more than twelve and more than eighteen months.
    """
    stays = stays_of(cases)
    here = stays.destination == -1
    waited = cases.as_at - stays.since
    found = []
    for name, states in STAGES:
        numbers = [MATCHING_ROUTE.names.index(state) for state in states]
        days = waited[here & np.isin(stays.state, numbers)]
        mean = float(days.mean()) if len(days) else 0.0
        counts = (float((days > YEAR).sum()), float((days > LONG_WAIT).sum()))
        found.append((name, (float(len(days)), mean, *counts)))
    return tuple(found)
