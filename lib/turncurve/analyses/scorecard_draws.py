"""The scorecard's measures of every window ahead, by their exact definitions, on every future."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from turncurve.analyses.adoption_futures import SEED, AdoptionFutures, span_of
from turncurve.methods.pathway_earlier import with_earlier
from turncurve.methods.pathway_scorecard import DaysBetween, PooledWindows, pooled_windows
from turncurve.methods.pathway_waits import shares_within
from turncurve.reference.periods import Period
from turncurve.reference.thresholds import waiting_months

__all__ = ["A1", "A2", "PART_NAMES", "foster_counted_early", "pooled", "within_threshold"]

A1 = DaysBetween(start="entry", end="placed", counted_on="adopted", fixed_by="placed")
"""Days from entering care to moving in, of the children adopted."""

A2 = DaysBetween(
    start="order", end="match", counted_on="adopted", fixed_by="placed", at_least=0.0, before=("placed", "adopted")
)
"""Days from the court's authority to the match, 0 where the match came first; of those placed with that authority."""

_JOINED = "joined the family"
_A10 = DaysBetween(start="entry", end=_JOINED, counted_on="adopted", fixed_by="placed")

PART_NAMES = ("already fixed", "in the pipeline", "not yet in care")
"""The children of a window ahead: placed or adopted already, on the way in care, or not in care yet."""

FloatArray = npt.NDArray[np.float64]


def pooled(futures: AdoptionFutures, measure: DaysBetween, windows: Sequence[Period]) -> PooledWindows:
    """Pool a measure's days over the children of each window.

    Parameters
    ----------
    futures : AdoptionFutures
        The futures.
    measure : DaysBetween
        Which days, of which children.
    windows : sequence of Period
        Three years each.

    Returns
    -------
    PooledWindows
        Days and children in each future and window, by part.
    """
    spans = [span_of(each) for each in windows]
    return pooled_windows(futures.simulated, futures.recorded, measure=measure, windows=spans)


def foster_counted_early(
    futures: AdoptionFutures, family_since: FloatArray, windows: Sequence[Period]
) -> PooledWindows:
    """Pool the days of A10: the clock stops when a foster child came to live with the family that then adopts.

    Parameters
    ----------
    futures : AdoptionFutures
        The futures.
    family_since : array of float, shape (cases,)
        The day on which each child on record came to the family as a foster child, NaN where it did not.
    windows : sequence of Period
        Three years each.

    Returns
    -------
    PooledWindows
        Days and children in each future and window, by part; children to come are adopted by foster families as often
        as those on record.
    """
    simulated, recorded = with_earlier(
        futures.simulated,
        futures.recorded,
        name=_JOINED,
        milestone="placed",
        earlier=family_since,
        generator=np.random.default_rng(SEED),
    )
    return pooled_windows(simulated, recorded, measure=_A10, windows=[span_of(each) for each in windows])


def within_threshold(futures: AdoptionFutures, windows: Sequence[Period]) -> FloatArray:
    """Find the share of A3 in each window: those who waited less than the months that its threshold allows.

    Parameters
    ----------
    futures : AdoptionFutures
        The futures.
    windows : sequence of Period
        Three years each.

    Returns
    -------
    array of float, shape (draws, windows)
        Percent; NaN where a future counts nobody.
    """
    found = shares_within(
        futures.simulated,
        futures.recorded,
        start="entry",
        end="placed",
        on_the_way="decision",
        fixed_by="placed",
        windows=[span_of(each) for each in windows],
        months=[waiting_months(each) for each in windows],
    )
    return 100 * found.share
