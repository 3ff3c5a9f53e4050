"""Tables of what a council means to do about a notice: objectives, their measures and milestones, and actions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from turncurve.tables.column import column
from turncurve.tables.improvement_notice import EDITION, PLAN, PLAN_ON
from turncurve.tables.model import CanonicalTable

AIMS = ["at least", "at most"]
BOARD = "improvement board"
"""Whose approval a date that slips must have."""
NOT_APPROVED = "not yet approved"
APPROVERS = [BOARD, "safeguarding children board", "director", "cabinet member", "other", NOT_APPROVED]


def _due() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe the date that the plan first gave."""
    words = "Day first given; it never changes, and a later one stands beside it. Blank where none is given."
    return column("Due", words, source_item=PLAN, sensitivity="public", ahead=True, nullable=True)


def _revised() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe the date that took its place."""
    words = "Day that took its place; blank where the first stands."
    return column("Revised due", words, source_item=PLAN, sensitivity="public", ahead=True, nullable=True)


def _reason() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe why a date was revised."""
    words = "Why the day was revised, or why it was not kept."
    return column("Reason", words, source_item=PLAN, sensitivity="public", nullable=True)


def _approved_by() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe who approved a revised date."""
    words = "Who approved the revised day, or that nobody has yet; blank where nothing is said of it."
    return column("Approved by", words, source_item=PLAN, sensitivity="public", nullable=True, isin=APPROVERS)


def _approved_on() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe when a revised date was approved."""
    words = "Day on which it was approved."
    return column("Approved", words, source_item=PLAN, sensitivity="public", nullable=True)


def _owner() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe who answers for a row."""
    words = "The post that answers for it, never a person's name; blank where none does."
    return column("Owner", words, source_item=PLAN, sensitivity="public", nullable=True)


def _objective() -> Any:  # noqa: ANN401 - pandera types a field as Any
    """Describe the objective that a row serves."""
    return column("Objective", "Objective that it serves.", source_item=PLAN, sensitivity="public")


class ImprovementObjectives(CanonicalTable):
    """One row is one objective by which a requirement is to be met, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    objective_id: Series[pd.StringDtype] = column("Objective", "Its number.", source_item=PLAN, sensitivity="public")
    requirement_id: Series[pd.StringDtype] = column(
        "Requirement", "Requirement that it meets.", source_item=PLAN, sensitivity="public"
    )
    words: Series[pd.StringDtype] = column("Words", "What is to be different.", source_item=PLAN, sensitivity="public")
    owner: Series[pd.StringDtype] = _owner()
    agreed_on: Series[pa.DateTime] = column(
        "Agreed", "Day on which the Board agreed it.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementMeasures(CanonicalTable):
    """One row is one indicator with its target, by which an objective is judged, as one edition states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    measure_id: Series[pd.StringDtype] = column("Measure", "Its number.", source_item=PLAN, sensitivity="public")
    objective_id: Series[pd.StringDtype] = _objective()
    indicator: Series[pd.StringDtype] = column(
        "Indicator", "Identifier of an indicator of this project.", source_item=PLAN, sensitivity="public"
    )
    aim: Series[pd.StringDtype] = column(
        "Aim", "Side of the target on which it is met.", source_item=PLAN, sensitivity="public", isin=AIMS
    )
    target: Series[pd.Float64Dtype] = column(
        "Target", "In the indicator's unit; blank until set.", source_item=PLAN, sensitivity="public", nullable=True
    )
    due_on: Series[pa.DateTime] = _due()
    revised_due_on: Series[pa.DateTime] = _revised()
    reason: Series[pd.StringDtype] = _reason()
    approved_by: Series[pd.StringDtype] = _approved_by()
    approved_on: Series[pa.DateTime] = _approved_on()
    baseline: Series[pd.Float64Dtype] = column(
        "Baseline",
        "Where it stood when the plan was made, in the indicator's unit.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    baseline_on: Series[pa.DateTime] = column(
        "Baseline of", "Day on which it stood there.", source_item=PLAN, sensitivity="public", nullable=True
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementMilestones(CanonicalTable):
    """One row is one milestone of an objective, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    milestone_id: Series[pd.StringDtype] = column("Milestone", "Its number.", source_item=PLAN, sensitivity="public")
    objective_id: Series[pd.StringDtype] = _objective()
    words: Series[pd.StringDtype] = column("Words", "What will have happened.", source_item=PLAN, sensitivity="public")
    owner: Series[pd.StringDtype] = _owner()
    due_on: Series[pa.DateTime] = _due()
    revised_due_on: Series[pa.DateTime] = _revised()
    reason: Series[pd.StringDtype] = _reason()
    approved_by: Series[pd.StringDtype] = _approved_by()
    approved_on: Series[pa.DateTime] = _approved_on()
    met_on: Series[pa.DateTime] = column(
        "Met", "Day on which it was met; blank until then.", source_item=PLAN, sensitivity="public", nullable=True
    )
    lost_on: Series[pa.DateTime] = column(
        "No longer met since",
        "Day from which what had been met no longer was.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")


class ImprovementActions(CanonicalTable):
    """One row is one action, as one edition of the plan states it."""

    plan_on: Series[pa.DateTime] = column("Plan of", PLAN_ON, source_item=PLAN, sensitivity="public", event=True)
    action_id: Series[pd.StringDtype] = column("Action", "Its number.", source_item=PLAN, sensitivity="public")
    objective_id: Series[pd.StringDtype] = _objective()
    words: Series[pd.StringDtype] = column("Words", "What is done.", source_item=PLAN, sensitivity="public")
    owner: Series[pd.StringDtype] = _owner()
    due_on: Series[pa.DateTime] = _due()
    revised_due_on: Series[pa.DateTime] = _revised()
    reason: Series[pd.StringDtype] = _reason()
    approved_by: Series[pd.StringDtype] = _approved_by()
    approved_on: Series[pa.DateTime] = _approved_on()
    done_on: Series[pa.DateTime] = column(
        "Done", "Day on which it was done; blank until then.", source_item=PLAN, sensitivity="public", nullable=True
    )
    effect: Series[pd.StringDtype] = column(
        "Effect", "What it changed, in words.", source_item=PLAN, sensitivity="public", nullable=True
    )
    corrects: Series[pd.StringDtype] = column(
        "Corrects",
        "Measure, milestone or action not achieved that it is meant to put right.",
        source_item=PLAN,
        sensitivity="public",
        nullable=True,
    )
    edition: Series[pd.StringDtype] = column("Edition", EDITION, source_item="file", sensitivity="public")
