"""How good auditors judged the practice on files to be, apart from what the files comply with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.audit_found import of_programme
from turncurve.indicators.audit_grades import BETWEEN
from turncurve.indicators.figures import Figures
from turncurve.methods.agreement import Agreement, ac1, krippendorff_alpha
from turncurve.reference.periods import Period, month
from turncurve.tables.audit_grades import GRADES
from turncurve.tables.records import Records

INDICATORS = ("files_by_grade", "grades_given_twice")


@dataclass(frozen=True)
class AuditGrades(FromFigures):
    """What grades one audit gave in the year, and how far two auditors agreed on them.

    Parameters
    ----------
    figures : tuple of Figures
        Files by grade, and files that two auditors graded by the two grades; none where no grade is held.
    programme : str
        The audit.
    period : Period
        From the first month of the year in which a file was graded to the last.
    """

    figures: tuple[Figures, ...]
    programme: str
    period: Period

    @property
    def files(self) -> tuple[tuple[str, int | None], ...]:
        """Files by grade, the best first; None where hidden."""
        if not self.figures:
            return ()
        held = {dict(each.breakdown)["grade"]: each.numerator for each in self.figures[0].measurements}
        return tuple((grade, held.get(grade, 0)) for grade in GRADES) if held else ()

    @property
    def read(self) -> int | None:
        """Files graded; None where a count is hidden."""
        known = [count for _, count in self.files if count is not None]
        return sum(known) if known and len(known) == len(self.files) else None

    @cached_property
    def twice(self) -> tuple[int, int] | None:
        """Files that two auditors graded alike, and all that two graded; None where hidden, or where there are none."""
        table = self._table
        return None if table is None else (int((table.max(axis=1) == 2).sum()), len(table))

    @cached_property
    def coefficients(self) -> tuple[Agreement, ...]:
        """Gwet's coefficient and alpha, in which grades a step apart count as nearer than grades two apart."""
        table = self._table
        if table is None:
            return ()
        return (ac1(table, weights="ordinal"), krippendorff_alpha(table, weights="ordinal"))

    @cached_property
    def _table(self) -> np.ndarray | None:
        """One row a file that two graded: how many gave each grade."""
        found = self.figures[1].measurements if self.figures else ()
        if not found or any(each.numerator is None for each in found):
            return None
        rows = [
            [dict(each.breakdown)["pair"].split(BETWEEN).count(grade) for grade in GRADES]
            for each in found
            for _ in range(each.numerator or 0)
        ]
        return np.array(rows, dtype=float) if rows else None


def grades(records: Records, programme: str) -> AuditGrades:
    """Count the grades of one audit in the year to the report's date.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The audit's name.

    Returns
    -------
    AuditGrades
        Without figures where no grade is on record.
    """
    table = records.table("audit_grades")
    days = table.loc[table["programme"] == programme, "graded_on"]
    days = days[days.dt.date > records.as_at - dt.timedelta(days=365)]
    if days.empty:
        return AuditGrades((), programme, Period(records.as_at, records.as_at))
    first, last = days.min(), days.max()
    period = Period(month(first.year, first.month).start, min(month(last.year, last.month).end, records.as_at))
    return AuditGrades(tuple(of_programme(records, each, programme, period) for each in INDICATORS), programme, period)
