"""Where every case on a route stands and where it is likely to go: the door to the multi-state method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from turncurve.errors import TurnCurveError
from turncurve.methods.aalen_johansen import expected_stay, state_occupation, transition_probabilities
from turncurve.methods.multi_state_history import history_from_moves, history_from_stays
from turncurve.methods.pathway_entries import learn_entries
from turncurve.methods.pathway_hazard import fit_hazards
from turncurve.methods.pathway_model import ReferenceHazards
from turncurve.methods.pathway_route import MATCHING_ROUTE, PathwayCases, Route, pathway_cases
from turncurve.methods.pathway_scenario import (
    AS_NOW,
    Change,
    Scenario,
    clear_long_waits,
    faster,
    fewer_exits,
    more_entries,
)
from turncurve.methods.pathway_simulation import NEW_CASE, SimulatedPathways, simulate_pathways
from turncurve.methods.pathway_summary import mean_days_between, reached_in

if TYPE_CHECKING:
    import numpy as np

    from turncurve.methods.pathway_entries import Entries
    from turncurve.methods.pathway_model import HazardModel

__all__ = [
    "AS_NOW",
    "MATCHING_ROUTE",
    "NEW_CASE",
    "Change",
    "PathwayCases",
    "PathwayModel",
    "ReferenceHazards",
    "Route",
    "Scenario",
    "SimulatedPathways",
    "clear_long_waits",
    "expected_stay",
    "faster",
    "fewer_exits",
    "fit_pathway",
    "history_from_moves",
    "history_from_stays",
    "mean_days_between",
    "more_entries",
    "pathway_cases",
    "reached_in",
    "simulate",
    "state_occupation",
    "transition_probabilities",
]

ADULT = 18 * 365.25


@dataclass(frozen=True, eq=False)
class PathwayModel:
    """What has been learnt from cases as they stood on a date.

    Parameters
    ----------
    cases : PathwayCases
        The cases.
    hazards : HazardModel
        How fast they move.
    entries : Entries
        How often they come, and like whom.
    """

    cases: PathwayCases
    hazards: HazardModel
    entries: Entries


def fit_pathway(
    cases: PathwayCases,
    *,
    route: Route = MATCHING_ROUTE,
    reference: ReferenceHazards | None = None,
    frail_moves: tuple[str, ...] = ("matched", "matched before order"),
) -> PathwayModel:
    """Learn how fast cases move along a route and how often they come.

    Parameters
    ----------
    cases : PathwayCases
        The cases as they stood on a date.
    route : Route
        The route.
    reference : ReferenceHazards, optional
        Rates to shrink towards; by default the council's own, smoothed over time in state, which with few cases are
        hardly more than `neutral_reference`.
    frail_moves : tuple of str
        The states whose arrival unseen differences between cases speed or slow.

    Returns
    -------
    PathwayModel
        What was learnt. Raises as `fit_hazards` does.
    """
    return PathwayModel(
        cases=cases,
        hazards=fit_hazards(cases, route=route, reference=reference, frail_moves=frail_moves),
        entries=learn_entries(cases, route=route),
    )


def simulate(
    model: PathwayModel,
    *,
    horizon: float,
    draws: int,
    generator: np.random.Generator,
    scenario: Scenario = AS_NOW,
    age_limit: float = ADULT,
) -> SimulatedPathways:
    """Roll every open case forward from its own state and wait, with new cases coming, to a horizon.

    Parameters
    ----------
    model : PathwayModel
        What was learnt.
    horizon : float
        The last day to simulate.
    draws : int
        How many futures to draw.
    generator : numpy.random.Generator
        The source of chance; the same seed gives the same futures.
    scenario : Scenario
        What is changed, and from when.
    age_limit : float
        The age in days at which a case leaves by the last of the route's exits.

    Returns
    -------
    SimulatedPathways
        The dates of every case in every draw.

    Raises
    ------
    TurnCurveError
        If the horizon is not after the records, there are no draws, or the scenario changes a move or exit that the
        route does not have.
    """
    if horizon <= model.cases.as_at or draws < 1:
        raise TurnCurveError(
            "There is nothing to simulate",
            where="horizon, draws",
            remedy="Give a horizon later than the records and at least one draw",
        )
    _refuse_unknown_changes(scenario, model.hazards.route)
    return simulate_pathways(
        model.cases,
        model=model.hazards,
        entries=model.entries,
        horizon=horizon,
        draws=draws,
        scenario=scenario,
        age_limit=age_limit,
        generator=generator,
    )


def _refuse_unknown_changes(scenario: Scenario, route: Route) -> None:
    """Refuse a scenario that changes what the route does not have."""
    left = set(route.names) - {route.end}
    for change in scenario.changes:
        entry = not change.origin and not change.destination
        leaving = change.origin in left and change.destination in route.exits
        if not (entry or leaving or (change.origin, change.destination) in route.moves):
            raise TurnCurveError(
                "A scenario changes a move that the route does not have",
                where=f"{change.origin} to {change.destination}",
                remedy=f"Choose from {', '.join(f'{a} to {b}' for a, b in route.moves)}, or an exit from a state",
            )
