"""The improvement plan as it stood on a day: the last edition by then, whole."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace

import pandas as pd

from turncurve.tables.records import Records

SHEETS: dict[str, str] = {
    "requirements": "requirement_id",
    "findings": "finding_id",
    "objectives": "objective_id",
    "measures": "measure_id",
    "milestones": "milestone_id",
    "actions": "action_id",
    "evidence": "evidence_id",
    "meetings": "meeting_id",
    "promises": "promise_id",
    "risks": "risk_id",
}
"""Parts of a plan whose rows have numbers of their own, and the column of the number."""
UNKNOWN_SERVICE = "the day on which the notice was served is not held"


@dataclass(frozen=True)
class DueDay:
    """By when the notice wants a requirement met.

    Parameters
    ----------
    day : datetime.date or None
        The day; None where it cannot be told.
    reason : str
        Why it cannot be told, as a clause; empty where it can.
    """

    day: dt.date | None
    reason: str = ""


@dataclass(frozen=True, eq=False)
class ImprovementPlan:
    """One edition of a council's improvement plan.

    Parameters
    ----------
    plan_on : datetime.date
        The day on which it stood so.
    notice : DataFrame
        One row: what the notice states.
    requirements, findings, objectives, measures, milestones, actions : DataFrame
        One row a requirement, and so on, in order of their numbers.
    evidence, meetings, disagreements, promises, risks : DataFrame
        One row a piece of evidence, and so on.
    earlier : tuple of ImprovementPlan
        The editions before it, the oldest first.
    """

    plan_on: dt.date
    notice: pd.DataFrame
    requirements: pd.DataFrame
    findings: pd.DataFrame
    objectives: pd.DataFrame
    measures: pd.DataFrame
    milestones: pd.DataFrame
    actions: pd.DataFrame
    evidence: pd.DataFrame
    meetings: pd.DataFrame
    disagreements: pd.DataFrame
    promises: pd.DataFrame
    risks: pd.DataFrame
    earlier: tuple[ImprovementPlan, ...] = ()

    def sheet(self, name: str) -> pd.DataFrame:
        """Return one part of the plan by its name.

        Parameters
        ----------
        name : str
            Such as "actions".

        Returns
        -------
        DataFrame
            Its rows.
        """
        rows: pd.DataFrame = getattr(self, name)
        return rows

    def requirement_of(self, number: str) -> str:
        """Tell which requirement of the notice something in the plan serves.

        Parameters
        ----------
        number : str
            The number of any row that has one.

        Returns
        -------
        str
            The requirement's number; empty where the row serves none, or there is no such row.
        """
        for name, column in SHEETS.items():
            rows = self.sheet(name)
            found = rows[rows[column] == number]
            if found.empty:
                continue
            row = found.iloc[0]
            for other in ("requirement_id", "objective_id", "about_id"):
                value = row.get(other)
                if isinstance(value, str) and other == "requirement_id":
                    return value
                if isinstance(value, str) and value != number:
                    return self.requirement_of(value)
        return ""

    def due_by_notice(self, requirement: str) -> DueDay:
        """Tell by when the notice itself wants a requirement met.

        Parameters
        ----------
        requirement : str
            The requirement's number.

        Returns
        -------
        DueDay
            The months that it allows, counted from the day on which it was served; the day of its aim where it allows
            none of its own.
        """
        rows = self.requirements[self.requirements["requirement_id"] == requirement]
        months = rows["months_allowed"].dropna()
        if months.empty:
            return DueDay(self.notice["aim_on"].iloc[0].date())
        served = self.notice["served_on"].iloc[0]
        if pd.isna(served):
            return DueDay(None, UNKNOWN_SERVICE)
        return DueDay((served + pd.DateOffset(months=int(months.iloc[0]))).date())


def editions(records: Records) -> tuple[dt.date, ...]:
    """List the days of which an edition of the plan is held.

    Parameters
    ----------
    records : Records
        The council's tables, cut to the report's date.

    Returns
    -------
    tuple of datetime.date
        From the first; none where the council keeps no plan.
    """
    return tuple(day.date() for day in sorted(records.table("improvement_notice")["plan_on"].unique()))


def plan_as_at(records: Records, *, by: dt.date | None = None) -> ImprovementPlan | None:
    """Return the plan as it stood on a day: what the last edition by then says, and nothing of later ones.

    Parameters
    ----------
    records : Records
        The council's tables, cut to the report's date.
    by : datetime.date, optional
        The day, such as that of an earlier meeting; the report's date where not given.

    Returns
    -------
    ImprovementPlan or None
        With the editions before it; None where no edition is as old as that.
    """
    known = [each for each in editions(records) if by is None or each <= by]
    if not known:
        return None
    names = [each.name for each in fields(ImprovementPlan) if each.name not in {"plan_on", "earlier"}]
    held = [ImprovementPlan(day, earlier=(), **{name: _rows(records, name, day) for name in names}) for day in known]
    return replace(held[-1], earlier=tuple(held[:-1]))


def _rows(records: Records, name: str, plan_on: dt.date) -> pd.DataFrame:
    """Return one part of the edition of a day, in order of its numbers."""
    rows = records.table(f"improvement_{name}")
    own = rows[rows["plan_on"] == pd.Timestamp(plan_on)]
    order = [SHEETS[name]] if name in SHEETS else [each for each in ("meeting_id", "requirement_id") if each in own]
    return own.sort_values(order, ignore_index=True) if order else own.reset_index(drop=True)
