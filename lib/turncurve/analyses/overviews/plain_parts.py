"""The parts of other pages that elected members read too, to be told in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.overviews.progress_report import Changes, Promises
from turncurve.analyses.questions.the_curve_so_far import History, history
from turncurve.reference.periods import Grain
from turncurve.tables.records import Records


@dataclass(frozen=True)
class PlainChanges(Changes):
    """What has changed since the last time."""


@dataclass(frozen=True)
class PlainPromises(Promises):
    """What was promised last time, and what happened."""


@dataclass(frozen=True)
class PlainHistory(History):
    """Where the curve has been."""


def curve(records: Records, indicator: str, *, grain: Grain) -> PlainHistory:
    """Return where an indicator's curve has been.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : str
        Length of its periods.

    Returns
    -------
    PlainHistory
        The same as `the_curve_so_far.history`, to be told in plain words.
    """
    found = history(records, indicator, grain=grain)
    return PlainHistory(found.figures, found.usual)
