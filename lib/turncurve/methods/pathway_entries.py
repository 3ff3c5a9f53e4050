"""How many cases will come, and what they are like: a gamma-Poisson rate that drifts, and recent arrivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_drift import Level, filtered_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_route import PathwayCases, Route

__all__ = ["Entries", "learn_entries"]

QUARTER = 365.25 / 4
RECENT = 3 * 365.25
FEWEST_ALIKE = 30


@dataclass(frozen=True, eq=False)
class Entries:
    """What is known of arrivals on the route.

    Parameters
    ----------
    shape : float
        The gamma shape of the long-run rate.
    days : float
        Its gamma rate, in days.
    level : Level
        The rate now against its long run.
    like : array of int, shape (recent,)
        The recent arrivals that new ones will be like, as rows of the cases.
    state : array of int, shape (recent,)
        The state each was in on arrival.
    arrived : array of float, shape (recent,)
        The day each arrived.
    """

    shape: float
    days: float
    level: Level
    like: NDArray[np.int64]
    state: NDArray[np.int64]
    arrived: NDArray[np.float64]

    def draw_rate(
        self, draws: int, *, generator: np.random.Generator
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Draw the rate of arrivals now, and how fast it drifts.

        Parameters
        ----------
        draws : int
            How many.
        generator : numpy.random.Generator
            The source of chance.

        Returns
        -------
        tuple of array of float, each of shape (draws,)
            Arrivals a day, and the standard deviation of the rate's change over a quarter, as a share.
        """
        level, drift = self.level.draw(draws, generator=generator)
        return generator.gamma(self.shape, 1 / self.days, draws) * level, drift


def learn_entries(cases: PathwayCases, *, route: Route) -> Entries:
    """Learn how often cases arrive on record, and in which state, from those that arrived after records began.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stood on a date; the earliest day on record is taken as the beginning of the records.
    route : Route
        The route.

    Returns
    -------
    Entries
        The rate and the arrivals of the last three years, or the last thirty where they are fewer.
    """
    begun = float(cases.observed_from.min())
    arrived = np.flatnonzero(cases.observed_from > begun)
    day = cases.observed_from[arrived]
    number = max(int((cases.as_at + 1 - begun) // QUARTER), 1)
    edges = np.concatenate([[begun], cases.as_at + 1 - QUARTER * np.arange(number - 1, -1, -1.0)])
    counts = np.histogram(day, bins=edges)[0]
    shape, days = len(arrived) + 0.5, max(cases.as_at + 1 - begun, 1.0)
    level = filtered_level(counts, expected=np.diff(edges) * shape / days)
    order = np.argsort(day, kind="stable")
    recent = max(int((day > cases.as_at - RECENT).sum()), min(FEWEST_ALIKE, len(arrived)))
    like = arrived[order][len(arrived) - recent :]
    reached = cases.dates[like] <= cases.observed_from[like][:, None]
    return Entries(
        shape=shape,
        days=days,
        level=level,
        like=like,
        state=route.state_with(reached),
        arrived=cases.observed_from[like],
    )
