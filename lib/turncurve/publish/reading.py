"""Reading a council's records in, where what it has written is of indicators that there are."""

from __future__ import annotations

from collections.abc import Callable

from turncurve.indicators.registry import INDICATORS
from turncurve.ingest.pipeline import ingest
from turncurve.ingest.progress import Reached
from turncurve.ingest.report import IngestReport


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
    return ingest(council, progress=progress, indicators=frozenset(INDICATORS))
