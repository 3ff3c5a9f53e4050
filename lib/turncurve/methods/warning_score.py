"""How well an early warning did: how many breaches it warned of, how early, and how often for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from turncurve.methods.early_warning import WarningHistory
from turncurve.methods.queue_forecast import HORIZON

FloatArray = npt.NDArray[np.float64]

WEEKS_A_YEAR = 365.25 / 7


@dataclass(frozen=True)
class WarningScore:
    """What became of the warnings of some teams.

    Parameters
    ----------
    teams : int
        Teams judged.
    team_years : float
        Years judged, summed over the teams.
    breaches : int
        Times a limit was passed anew.
    warned : int
        Breaches of which a warning stood at the end of the week before.
    leads : tuple of int
        Weeks of warning before each breach, no more than were looked ahead; 0 where there was none.
    false_alarms : int
        Warnings lifted or lapsed without a breach.
    standing : int
        Warnings that still stood at the end, of which nobody can tell.
    """

    teams: int
    team_years: float
    breaches: int
    warned: int
    leads: tuple[int, ...]
    false_alarms: int
    standing: int

    @property
    def warned_share(self) -> float | None:
        """Give the share of breaches warned of; None where there was no breach."""
        return self.warned / self.breaches if self.breaches else None

    @property
    def median_lead(self) -> float | None:
        """Give the median weeks of warning, the missed counting as none; None where there was no breach."""
        return float(np.median(self.leads)) if self.leads else None

    @property
    def false_alarms_a_year(self) -> float | None:
        """Give the false alarms a team a year; None where no time was judged."""
        return self.false_alarms / self.team_years if self.team_years else None


def score_warnings(histories: Sequence[WarningHistory], *, longest_lead: int = HORIZON) -> WarningScore:
    """Score the warnings of several teams together.

    Parameters
    ----------
    histories : sequence of WarningHistory
        One a team.
    longest_lead : int
        A longer lead counts as this.

    Returns
    -------
    WarningScore
        The score.
    """
    leads: list[int] = []
    false_alarms = standing = 0
    for history in histories:
        led = {each.breach: each.breach - each.raised for each in history.warnings if each.breach is not None}
        leads += [min(led.get(week, 0), longest_lead) for week in history.breaches]
        ended = [each for each in history.warnings if each.lifted is not None]
        false_alarms += sum(each.breach is None for each in ended)
        standing += len(history.warnings) - len(ended)
    return WarningScore(
        teams=len(histories),
        team_years=sum(each.judged for each in histories) / WEEKS_A_YEAR,
        breaches=len(leads),
        warned=sum(lead > 0 for lead in leads),
        leads=tuple(leads),
        false_alarms=false_alarms,
        standing=standing,
    )


def threshold_chance(queue: npt.ArrayLike, *, limit: npt.ArrayLike) -> FloatArray:
    """Give the simple rule to set beside the forecast: how full the queue is now, as a part of its limit.

    Parameters
    ----------
    queue : array of float, shape (weeks,)
        Cases waiting at each week's end.
    limit : float, or array of float, shape (weeks,)
        A week that ends with more waiting is a breach.

    Returns
    -------
    array of float, shape (weeks,)
        In the place of the chance, for the same rule.
    """
    return np.asarray(np.asarray(queue, dtype=float) / np.maximum(np.asarray(limit, dtype=float), 1e-9), dtype=float)
