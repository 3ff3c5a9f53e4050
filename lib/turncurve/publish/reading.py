"""Reading a council's records in, where its plan names indicators that there are, and saying what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from turncurve.indicators.registry import INDICATORS, definition
from turncurve.ingest import pipeline
from turncurve.ingest.progress import Reached
from turncurve.ingest.report import IngestReport
from turncurve.tables.plan_as_at import plan_as_at
from turncurve.tables.plan_gaps import missing
from turncurve.tables.records import Records

_LATEST = dt.date(2200, 12, 31)


def read_records(council: str, *, progress: Callable[[Reached], None] | None = None) -> IngestReport:
    """Read a council's raw files in, and refuse an improvement plan that names an indicator that there is not.

    Parameters
    ----------
    council : str
        The council's name or folder.
    progress : callable, optional
        Called with how far the reading has come.

    Returns
    -------
    IngestReport
        What each file was taken for, and what became of every row.
    """
    known = frozenset(INDICATORS)
    shares = frozenset(name for name in known if definition(name).unit == "percent")
    return pipeline.ingest(council, progress=progress, indicators=known, shares=shares)


def told(report: IngestReport) -> Iterator[str]:
    """Say what became of the rows, which files were not read, and what the last edition of a plan does not say yet.

    Parameters
    ----------
    report : IngestReport
        What was read.

    Yields
    ------
    str
        One sentence a table, a file that was left alone, and the plan.
    """
    for table, row in report.totals().iterrows():
        kept = f"{row['loaded']:,} kept, {row['merged']:,} merged, {row['refused']:,} refused"
        yield f"{table}: {row['read']:,} rows read, {kept}."
    for file in report.left_alone:
        yield f"Not read: {file.file}. {file.sentence}"
    yield from _of_the_plan(report.folder)


def _of_the_plan(folder: Path) -> Iterator[str]:
    """Say what the last edition of an improvement plan does not say yet; nothing where there is no plan."""
    plan = plan_as_at(Records("", _LATEST, folder=folder))
    if plan is None:
        return
    gaps = [gap.sentence for gap in missing(plan, as_at=plan.plan_on) if gap.holds_release]
    many = "1 thing is" if len(gaps) == 1 else f"{len(gaps)} things are"
    lacking = f"{many} not there yet, first: {gaps[0]}" if gaps else "all that a release needs is there"
    yield f"The improvement plan of {plan.plan_on.isoformat()}: {lacking}."
