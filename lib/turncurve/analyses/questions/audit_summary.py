"""What audits of children's files found, and for which files the findings speak."""

from __future__ import annotations

from turncurve.analyses.audit_drawn import last_draw
from turncurve.analyses.audit_found import (
    ANSWERED,
    OUTSIDE,
    SEVERAL_WAYS,
    AuditSummary,
    Criterion,
    audits_of,
    summary_of,
)
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
    last = audits_of(records, programme)["audited_on"].max()
    drawn = last_draw(records, programme)
    if drawn is not None:
        return drawn
    whole = month(last.year, last.month)
    return summary_of(records, programme, Period(whole.start, min(whole.end, records.as_at)))
