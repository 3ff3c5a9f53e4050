"""Draws of all the rates of a route, so that what is not known of them is carried into every forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from turncurve.methods.pathway_model import INTERVALS, wait_band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from turncurve.methods.pathway_model import HazardModel
    from turncurve.methods.pathway_scenario import Scenario

__all__ = ["LARGEST_DRIFT", "RateDraws", "draw_rates", "epoch_edges", "epoch_rates"]

LARGEST_DRIFT = 0.35
"""The most that a rate may drift over a year, as a standard deviation of its logarithm."""

_YEAR = 365.25


@dataclass(frozen=True, eq=False)
class RateDraws:
    """One draw of every rate in each row.

    Parameters
    ----------
    edges : array of float, shape (edges,)
        The days in state at which rates step, with those of the scenario.
    rate : array of float, shape (transitions, draws, intervals)
        Moves a day at the date of the record, for age and group factors of 1.
    factor : array of float, shape (transitions, draws, bands * groups)
        The factor of each age band and group.
    groups : int
        How many groups there are.
    drift : array of float, shape (transitions, draws)
        The standard deviation of a rate's change over a quarter, as a share.
    exit_share : array of float, shape (states, draws, exits)
        How those leaving each state leave.
    """

    edges: NDArray[np.float64]
    rate: NDArray[np.float64]
    factor: NDArray[np.float64]
    groups: int
    drift: NDArray[np.float64]
    exit_share: NDArray[np.float64]


def draw_rates(model: HazardModel, *, draws: int, scenario: Scenario, generator: np.random.Generator) -> RateDraws:
    """Draw every rate from what is known of it.

    Parameters
    ----------
    model : HazardModel
        What is known.
    draws : int
        How many draws.
    scenario : Scenario
        The scenario, for the waits at which its changes begin.
    generator : numpy.random.Generator
        The source of chance.

    Returns
    -------
    RateDraws
        The draws.
    """
    waits = {float(np.ceil(change.waited)) for change in scenario.changes if change.waited > 0}
    edges = np.array(sorted({float(edge) for edge in INTERVALS} | waits))
    old = np.searchsorted(np.array(INTERVALS, dtype=np.float64), np.concatenate([[0.0], edges]), side="right")
    band = wait_band(old)
    rate, factor, drift = [], [], []
    for fit in model.fits:
        base = generator.standard_gamma(fit.base[0], size=(draws, fit.base.shape[1])) / fit.base[1]
        # the reference is set at the council's own level, so that its strength says nothing about the level
        base *= generator.standard_gamma(fit.events + 1.0, size=(draws, 1)) / (fit.events + 1.0)
        level, spread = fit.level.draw(draws, generator=generator)
        by_wait = np.stack([wait.draw(draws, generator=generator)[0] for wait in fit.by_wait], axis=1)
        rate.append(base[:, old] * level[:, None] * by_wait[:, band])
        age = generator.standard_gamma(fit.age[0], size=(draws, fit.age.shape[1])) / fit.age[1]
        group = generator.standard_gamma(fit.group[0], size=(draws, fit.group.shape[1])) / fit.group[1]
        factor.append((age[:, :, None] * group[:, None, :]).reshape(draws, -1))
        drift.append(spread)
    share = [generator.dirichlet(counts, size=draws) for counts in model.exit_counts]
    return RateDraws(
        edges=edges,
        rate=np.stack(rate),
        factor=np.stack(factor),
        groups=model.fits[0].group.shape[1],
        drift=np.stack(drift),
        exit_share=np.stack(share),
    )


def epoch_edges(scenario: Scenario, *, begins: float, horizon: float) -> NDArray[np.float64]:
    """Cut the future where a rate may change: every year, and when the scenario's changes begin and end.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    begins : float
        The first day of the future.
    horizon : float
        The day it ends (exclusive).

    Returns
    -------
    array of float, shape (epochs + 1,)
        Whole days, in order.
    """
    years = np.ceil(np.arange(begins, horizon, _YEAR))
    dates = [np.ceil(day) for change in scenario.changes for day in (change.begins, change.ends) if day < horizon]
    inside = {float(day) for day in [*years, *dates, begins] if begins <= day < horizon}
    return np.array([*sorted(inside), horizon])


def epoch_rates(
    model: HazardModel, draws: RateDraws, *, scenario: Scenario, day: float, wander: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Apply drift and the scenario's changes to the rates and the ways of leaving.

    Parameters
    ----------
    model : HazardModel
        The model, for its route.
    draws : RateDraws
        The rates at the date of the record.
    scenario : Scenario
        The scenario.
    day : float
        The first day of the epoch.
    wander : array of float, shape (transitions, draws)
        The multiple that each rate has drifted to.

    Returns
    -------
    tuple of array
        The rates, of shape (transitions, draws, intervals), and the shares of ways of leaving, of shape
        (states, draws, exits).
    """
    route = model.route
    rate, share = draws.rate * wander[:, :, None], draws.exit_share.copy()
    begin = np.concatenate([[0.0], draws.edges])
    weight = np.ones((len(route.states), len(begin), len(route.exits)))
    for change in scenario.changes:
        if not change.origin or not change.begins <= day < change.ends:
            continue
        state, late = route.names.index(change.origin), begin >= change.waited
        if change.destination in route.exits:
            weight[state, late, route.exits.index(change.destination)] *= change.multiplier
        else:
            rate[route.transitions.index((state, route.names.index(change.destination))), :, late] *= change.multiplier
    for t, (origin, destination) in enumerate(route.transitions):
        if destination == len(route.states):
            # leaving in one way less often makes leaving at all less likely, and the other ways no likelier
            rate[t] *= share[origin] @ weight[origin].T
    share *= weight[:, -1][:, None, :]
    total = share.sum(axis=2, keepdims=True)
    return rate, np.where(total > 0, share / np.where(total > 0, total, 1.0), draws.exit_share)
