"""What audits of children's files found, and for which files the findings speak."""

from __future__ import annotations

import pandas as pd

from turncurve.analyses.audit_drawn import last_draw
from turncurve.analyses.audit_found import ANSWERED, OUTSIDE, SEVERAL_WAYS, AuditSummary, Criterion, summary_of
from turncurve.errors import UnknownNameError
from turncurve.reference.periods import Period, month
from turncurve.tables.records import Records

__all__ = ["ANSWERED", "OUTSIDE", "SEVERAL_WAYS", "AuditSummary", "Criterion", "latest"]


def latest(records: Records, programme: str) -> AuditSummary:
    """Summarise the last draw of an audit programme, or the last month in which it read files.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The programme's name.

    Returns
    -------
    AuditSummary
        Every criterion, with the files' selection; of the last draw where it is on record.
    """
    last = last_audited(records, programme)
    drawn = last_draw(records, programme)
    if drawn is not None:
        return drawn
    whole = month(last.year, last.month)
    return summary_of(records, programme, Period(whole.start, min(whole.end, records.as_at)))


def last_audited(records: Records, programme: str) -> pd.Timestamp:
    """Return the day of a programme's last audit of a file.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    programme : str
        The programme's name.

    Returns
    -------
    Timestamp
        The day.

    Raises
    ------
    UnknownNameError
        If no audit of that name had been made by the report's date.
    """
    audits = records.table("audits")
    held = audits[audits["programme"] == programme]
    if held.empty:
        known = ", ".join(sorted(audits["programme"].unique())) or "none"
        raise UnknownNameError(
            f"no audit called {programme!r} had been made by the report's date",
            where="audits",
            remedy=f"Audits held: {known}",
        )
    last: pd.Timestamp = held["audited_on"].max()
    return last
