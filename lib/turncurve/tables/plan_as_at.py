"""The improvement plan as it stood on a day: the last edition by then, whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import pandas as pd

from turncurve.tables.plain_rows import Row, plain_rows
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

    @cached_property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows of each part by its name: plain, since whatever reads a plan looks at them one by one."""
        return {name: plain_rows(self.sheet(name)) for name in PARTS}

    @cached_property
    def by_number(self) -> Mapping[str, Mapping[str, Row]]:
        """The rows of each part that has numbers of its own, by number."""
        return {name: {row[number]: row for row in self.rows[name]} for name, number in SHEETS.items()}

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
        for row in (rows[number] for rows in self.by_number.values() if number in rows):
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
        notice = self.rows["notice"][0]
        months = self.by_number["requirements"].get(requirement, {}).get("months_allowed")
        if months is None:
            return DueDay(notice["aim_on"].date())
        if notice["served_on"] is None:
            return DueDay(None, UNKNOWN_SERVICE)
        return DueDay((notice["served_on"] + pd.DateOffset(months=int(months))).date())


PARTS = tuple(each.name for each in fields(ImprovementPlan) if each.name not in {"plan_on", "earlier"})
"""The parts of a plan, each a table of its own."""


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
    known = [each for each in records.once(_held) if by is None or each.plan_on <= by]
    return known[-1] if known else None


def _held(records: Records) -> tuple[ImprovementPlan, ...]:
    """Return every edition of the plan with those before it, from the first; read once, since each holds the others."""
    known = editions(records)
    parts = {name: _by_edition(records.table(f"improvement_{name}"), name, known) for name in PARTS}
    held: tuple[ImprovementPlan, ...] = ()
    for place, day in enumerate(known):
        held += (ImprovementPlan(day, earlier=held, **{name: parts[name][place] for name in PARTS}),)
    return held


def _by_edition(rows: pd.DataFrame, name: str, days: Sequence[dt.date]) -> list[pd.DataFrame]:
    """Return one part of the edition of each day, in order of its numbers."""
    order = [SHEETS[name]] if name in SHEETS else [each for each in ("meeting_id", "requirement_id") if each in rows]
    ordered = rows.sort_values(["plan_on", *order], kind="stable")
    moments = pd.to_datetime(list(days))
    first, after = (ordered["plan_on"].searchsorted(moments, side=side) for side in ("left", "right"))
    return [ordered.iloc[each].reset_index(drop=True) for each in map(slice, first, after)]
