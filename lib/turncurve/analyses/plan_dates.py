"""Which dates of a plan count: the first that was ever given, and a later one where the Board agreed at a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from turncurve.analyses.plan_items import Slip
from turncurve.tables.improvement_board import BOARD_MEETING
from turncurve.tables.improvement_plan import BOARD
from turncurve.tables.plan_as_at import ImprovementPlan
from turncurve.tables.plan_rewritten import Rewritten, rewritten


@dataclass(frozen=True)
class PlanDates:
    """What the dates of a plan are held against.

    Parameters
    ----------
    meetings : frozenset of datetime.date
        Days on which the Board meets.
    noticed_on : datetime.date or None
        Day on which the notice was made known; None where it is not held.
    history : Rewritten
        What earlier editions said otherwise.
    told_on : datetime.date or None
        The day of the plan.
    aim_on : datetime.date or None
        The day by which the notice wants all met.
    """

    meetings: frozenset[dt.date]
    noticed_on: dt.date | None
    history: Rewritten
    told_on: dt.date | None = None
    aim_on: dt.date | None = None

    def due(self, number: str, stated: dt.date | None) -> dt.date | None:
        """Return the date first given.

        Parameters
        ----------
        number : str
            The row's number.
        stated : datetime.date or None
            The first date that the plan states now.

        Returns
        -------
        datetime.date or None
            That of the first edition that gave one, where the plan states a later one or none in its place.
        """
        first = self.history.first_due.get(number)
        return first if first and (stated is None or stated > first) else stated

    def slip(self, number: str, row: Mapping[str, Any]) -> Slip:
        """Read a later date, and whether the Board's agreement to it counts.

        Parameters
        ----------
        number : str
            The row's number.
        row : mapping
            The row, by the columns of the plan's tables.

        Returns
        -------
        Slip
            A first date that was written over by a later one is a later date to which nobody has agreed.
        """
        stated, to = day_of(row["due_on"]), day_of(row["revised_due_on"])
        over = self.due(number, stated) != stated
        approver, approved_on = _text(row["approved_by"]), day_of(row["approved_on"])
        doubt = self._doubt(number, approved_on) if to and approver == BOARD else ""
        if over and to is None:
            return Slip(stated, _text(row["reason"]))
        return Slip(to, _text(row["reason"]), approver, approved_on, doubt)

    def _doubt(self, number: str, approved_on: dt.date | None) -> str:
        """Say why an agreement of the Board does not count; empty where it counts."""
        if approved_on is None:
            return "no day is given on which it agreed"
        if approved_on not in self.meetings:
            return "it did not meet on that day"
        if self.noticed_on and approved_on < self.noticed_on:
            return "that was before the notice"
        if number in self.history.reused:
            return "that was to an earlier date"
        if number in self.history.unsaid:
            return "the plan of that meeting does not say so"
        return ""


def plan_dates(plan: ImprovementPlan) -> PlanDates:
    """Gather what the dates of a plan are held against.

    Parameters
    ----------
    plan : ImprovementPlan
        The plan, with its earlier editions.

    Returns
    -------
    PlanDates
        The Board's days, the notice's, and what earlier editions said.
    """
    board = [each["held_on"] for each in plan.rows["meetings"] if each["occasion"] == BOARD_MEETING]
    days = frozenset(day.date() for day in board if day is not None)
    notice = plan.rows["notice"][0]
    return PlanDates(days, day_of(notice["reported_on"]), rewritten(plan), plan.plan_on, day_of(notice["aim_on"]))


def day_of(value: Any) -> dt.date | None:  # noqa: ANN401 - a cell of a table
    """Return the date of a cell.

    Parameters
    ----------
    value : Timestamp or None
        A cell of a table.

    Returns
    -------
    datetime.date or None
        None where it is blank.
    """
    if value is None or pd.isna(value):
        return None
    found: dt.date = value.date()
    return found


def _text(value: object) -> str:
    """Return a text, empty where there is none."""
    return value.strip() if isinstance(value, str) else ""
