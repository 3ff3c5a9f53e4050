"""A further milestone on every future that some cases reached earlier than another, as past cases did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from turncurve.errors import TurnCurveError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from turncurve.methods.pathway_route import PathwayCases
    from turncurve.methods.pathway_simulation import SimulatedPathways

__all__ = ["with_earlier"]


def with_earlier(
    simulated: SimulatedPathways,
    recorded: PathwayCases,
    *,
    name: str,
    milestone: str,
    earlier: ArrayLike,
    generator: np.random.Generator,
) -> tuple[SimulatedPathways, PathwayCases]:
    """Add a milestone that falls on the day of another, or earlier for the cases that have an earlier day.

    A case that had not reached the other milestone by the date of the records, and has no earlier day of its own, is
    given one as often, and as far along its way from the first milestone, as the cases that completed the route.

    Parameters
    ----------
    simulated : SimulatedPathways
        The futures.
    recorded : PathwayCases
        The cases they were simulated from.
    name : str
        What the new milestone is called.
    milestone : str
        The milestone whose day it takes where there is none earlier.
    earlier : array of float, shape (cases,)
        The earlier day of each recorded case, NaN where it has none.
    generator : numpy.random.Generator
        The source of chance.

    Returns
    -------
    tuple of (SimulatedPathways, PathwayCases)
        Both with the new milestone as their last; the route's states do not depend on it.

    Raises
    ------
    TurnCurveError
        If there is not one earlier day for each case, or the route already has a milestone of the name.
    """
    own = np.asarray(earlier, dtype=np.float64)
    if own.shape != (len(recorded),) or name in simulated.route.milestones:
        raise TurnCurveError(
            "An earlier milestone does not fit the cases and the route",
            where=name,
            remedy="Give one day for each case, NaN where there is none, and a name that the route does not have",
        )
    column = simulated.route.milestones.index(milestone)
    day = recorded.dates[:, column]
    past = np.where(np.isfinite(own), own, day)
    known = simulated.case >= 0
    mine = np.where(known, own[simulated.case], np.nan) if len(own) else np.full(len(simulated.case), np.nan)
    begun, reached = simulated.dates[:, 0].astype(np.float64), simulated.dates[:, column].astype(np.float64)
    drawn = begun + np.floor(
        _along(recorded, own, (column, simulated.route.completed_by), len(begun), generator) * (reached - begun)
    )
    to_come = ~(reached <= simulated.as_at) & np.isfinite(reached)
    future = np.where(np.isfinite(mine), mine, np.where(to_come, drawn, reached))
    route = replace(simulated.route, milestones=(*simulated.route.milestones, name))
    return (
        replace(simulated, route=route, dates=np.column_stack([simulated.dates, future.astype(simulated.dates.dtype)])),
        replace(recorded, dates=np.column_stack([recorded.dates, past])),
    )


def _along(
    recorded: PathwayCases,
    own: NDArray[np.float64],
    columns: tuple[int, int],
    rows: int,
    generator: np.random.Generator,
) -> NDArray[np.float64]:
    """Draw how far along the way to the milestone the earlier day fell, 1 where there was none."""
    begun, reached, completed = (recorded.dates[:, column] for column in (0, *columns))
    like = np.flatnonzero(np.isfinite(completed) & (reached > begun))
    if not len(like):
        return np.ones(rows)
    along = (own[like] - begun[like]) / (reached[like] - begun[like])
    share = np.where(np.isnan(along), 1.0, np.clip(along, 0.0, 1.0))
    return np.asarray(share[generator.integers(0, len(share), rows)])
