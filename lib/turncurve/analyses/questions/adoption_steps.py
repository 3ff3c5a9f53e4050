"""Whether each step towards adoption was taken in the time that guidance allows, as far as records hold the dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.indicators.figures import Figures
from turncurve.reference.timescales import Timescale, timescale
from turncurve.tables.records import Records

__all__ = ["STEPS", "AdoptionSteps", "Step", "adoption_activity", "adoption_steps"]


@dataclass(frozen=True)
class Step:
    """One step, the limits that it is held to, and what measures it.

    Parameters
    ----------
    name : str
        The step in a reader's words.
    limits : tuple of str
        Identifiers of the time limits, one after another where both must be kept; none where guidance sets none.
    indicator : str
        What measures it; empty where the records do not hold the dates.
    """

    name: str
    limits: tuple[str, ...]
    indicator: str = ""


STEPS = (
    Step("From entering care to a plan for a permanent home", ("adoption_permanence_plan",)),
    Step("From the review that endorsed adoption to the panel or decision maker", ("adoption_panel",)),
    Step("From the panel's minutes to the decision", ("adoption_decision",)),
    Step(
        "From entering care to the decision for adoption",
        ("adoption_permanence_plan", "adoption_panel"),
        "adoption_decided_within_6_months_of_care",
    ),
    Step("From the decision to a match", ("adoption_placement",), "matched_within_6_months_of_decision"),
    Step("From the court's order to a match", (), "days_from_order_to_match"),
    Step("From entering care to moving in", (), "days_to_placement_of_children_placed"),
)
"""Every step with a limit in guidance, and the two waits that the scorecard counts by."""

ACTIVITY = (
    "adoption_decisions",
    "placement_orders",
    "children_matched",
    "children_moved_in",
    "children_adopted",
    "adoption_plans_changed",
    "adoptive_placements_ended_early",
)


@dataclass(frozen=True)
class AdoptionSteps(FromFigures):
    """The steps that records can time, year by year, and those that they cannot.

    Parameters
    ----------
    figures : tuple of Figures
        One a step that is measured, in the order of `STEPS`.
    """

    figures: tuple[Figures, ...]

    def measured(self) -> tuple[tuple[Step, Figures], ...]:
        """List the steps that are measured, with their figures.

        Returns
        -------
        tuple of (Step, Figures)
            In the order of `STEPS`.
        """
        steps = [step for step in STEPS if step.indicator]
        return tuple((step, figures) for step in steps for figures in self.figures if _is_of(figures, step))

    def not_held(self) -> tuple[Step, ...]:
        """List the steps whose dates the records do not hold.

        Returns
        -------
        tuple of Step
            In the order of `STEPS`.
        """
        return tuple(step for step in STEPS if not step.indicator)

    def limits(self, step: Step, *, day: dt.date) -> tuple[Timescale, ...]:
        """Return the limits that a step was held to.

        Parameters
        ----------
        step : Step
            The step.
        day : datetime.date
            The day on which the limits must have been in force.

        Returns
        -------
        tuple of Timescale
            None where guidance sets none, or none was in force.
        """
        rules = tuple(timescale(name) for name in step.limits)
        return rules if all(rule.in_force(day) for rule in rules) else ()


@dataclass(frozen=True)
class AdoptionActivity(FromFigures):
    """How many children took each step towards adoption in each year.

    Parameters
    ----------
    figures : tuple of Figures
        One a step: decisions, orders, matches, moves, adoptions, plans changed, placements that ended early.
    """

    figures: tuple[Figures, ...]


def adoption_steps(records: Records) -> AdoptionSteps:
    """Measure each step towards adoption in every whole year that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    AdoptionSteps
        Year by year.
    """
    return AdoptionSteps(
        tuple(series.measured(records, step.indicator, grain="year") for step in STEPS if step.indicator)
    )


def adoption_activity(records: Records) -> AdoptionActivity:
    """Count the children who took each step towards adoption in every whole year that the records cover.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    AdoptionActivity
        The counts.
    """
    return AdoptionActivity(tuple(series.measured(records, indicator, grain="year") for indicator in ACTIVITY))


def _is_of(figures: Figures, step: Step) -> bool:
    """Tell whether figures measure a step."""
    return figures.definition.id == step.indicator
