"""How soon an event comes again, and what hastens it: recurrent events, with competing exits and siblings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.methods.aalen_johansen import transition_probabilities
from turncurve.methods.bounds import Interval, NoInterval, check_level, normal_quantile
from turncurve.methods.counting_process import CountingProcess, counting_process
from turncurve.methods.cox import CoxFit, cox
from turncurve.methods.multi_state_history import history_from_stays
from turncurve.methods.survival import SurvivalCurve, kaplan_meier, risk_table

__all__ = [
    "CumulativeIncidence",
    "RecurrenceModel",
    "SurvivalCurve",
    "cumulative_incidence",
    "kaplan_meier",
    "recurrent_events",
]

FloatArray = npt.NDArray[np.float64]
RecurrenceModel = Literal["andersen_gill", "pwp_total_time", "pwp_gap_time", "wlw_marginal"]
"""Andersen and Gill: one hazard for every event. Prentice, Williams and Peterson: a hazard of its own for each event
in the sequence, at risk of it only after the one before, on the clock since the start or since the last event. Wei, Lin
and Weissfeld: at risk of every event from the start."""

AT_RISK = "at risk"
BLOCK = 500
"""Rows whose influence is held in memory at once."""


@dataclass(frozen=True, eq=False)
class CumulativeIncidence:
    """What share has had an event by each time, where other events can come first.

    Attributes
    ----------
    cause : str
        The event.
    times : array of float, shape (times,)
        The distinct times of any event.
    incidence : array of float, shape (times,)
        The share that has had the event, 0 to 1.
    standard_error : array of float, shape (times,)
        The infinitesimal jackknife, by cluster where clusters were given.
    at_risk : array of int, shape (times,)
        Those under observation without any event just before each time.
    events : int
        How many had the event.
    """

    cause: str
    times: FloatArray
    incidence: FloatArray
    standard_error: FloatArray
    at_risk: npt.NDArray[np.int64]
    events: int

    def at(self, time: float, *, level: float = 0.95) -> tuple[float, Interval | NoInterval]:
        """Read the share that has had the event by a time.

        Parameters
        ----------
        time : float
            Any time at or before the end of observation.
        level : float
            Confidence level of the interval.

        Returns
        -------
        tuple
            The share, and its interval on the complementary log-log scale; no interval before the first event.
        """
        check_level(level)
        method = "Aalen-Johansen, complementary log-log"
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        share = float(self.incidence[place]) if place >= 0 else 0.0
        if not 0 < share < 1:
            return share, NoInterval(reason="nobody, or everybody, had had the event by then", method=method)
        log = np.log1p(-share)
        wide = normal_quantile(level) * float(self.standard_error[place]) / ((1 - share) * abs(log))
        low, high = (1 - np.exp(log * np.exp(sign * wide)) for sign in (-1, 1))
        return share, Interval(lower=float(low), upper=float(high), level=level, method=method)


def cumulative_incidence(
    exit: npt.ArrayLike,  # noqa: A002 - the field's own word for the end of observation
    ended_by: Sequence[str],
    *,
    cause: str,
    entry: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
) -> CumulativeIncidence:
    """Estimate what share has had an event by each time, where other exits compete with it.

    Parameters
    ----------
    exit : array of float, shape (rows,)
        When an event came or observation ended; one row a time at risk.
    ended_by : sequence of str, shape (rows,)
        What came at the exit; empty or missing where observation ended without any event.
    cause : str
        The event whose incidence is wanted.
    entry : array of float, shape (rows,), optional
        When each came under observation (exclusive), where that was later than time 0.
    clusters : array, shape (rows,), optional
        Who belongs together, such as siblings: the standard error then takes each cluster as one.

    Returns
    -------
    CumulativeIncidence
        From the Aalen-Johansen estimator.

    Raises
    ------
    TurnCurveError
        Where the rows are wrong or nothing ended by the cause.

    References
    ----------
    Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141-150; Geskus (2011), Biometrics 67, 39-49.
    """
    causes = np.array(["" if pd.isna(one) else str(one) for one in ended_by])
    rows = counting_process(exit, causes != "", entry=entry)
    if not cause or not (causes == cause).any():
        raise TurnCurveError("Nothing ended by this event", where=f"cause {cause}", remedy="Check the event's name")
    history = history_from_stays(
        subject=np.arange(len(causes)),
        origin=np.full(len(causes), AT_RISK),
        destination=causes,
        entry=rows.entry,
        exit=rows.exit,
        censored=("",),
        states=(AT_RISK, *sorted({*causes.tolist()} - {""})),
    )
    found = transition_probabilities(history, start=float(rows.entry.min()))
    column = history.states.index(cause)
    members = np.arange(len(causes)) if clusters is None else np.unique(np.asarray(clusters), return_inverse=True)[1]
    if members.shape != causes.shape:
        raise TurnCurveError("There is not one cluster for each row", where="clusters")
    by_cluster = np.zeros((int(members.max()) + 1, len(found.times)))
    for first in range(0, len(causes), BLOCK):
        block = np.arange(first, min(first + BLOCK, len(causes)))
        np.add.at(by_cluster, members[block], _influence(rows, causes == cause, block=block))
    return CumulativeIncidence(
        cause=cause,
        times=found.times,
        incidence=found.probability[:, 0, column],
        standard_error=np.sqrt((by_cluster**2).sum(axis=0)),
        at_risk=found.at_risk[:, 0],
        events=int((causes == cause).sum()),
    )


def recurrent_events(
    exit: npt.ArrayLike,  # noqa: A002 - the field's own word for the end of observation
    event: npt.ArrayLike,
    *,
    subject: npt.ArrayLike,
    characteristics: npt.ArrayLike,
    names: Sequence[str],
    model: RecurrenceModel,
    entry: npt.ArrayLike | None = None,
    sequence: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> CoxFit:
    """Estimate what hastens an event that can come again, with standard errors robust to a subject's own pattern.

    Parameters
    ----------
    exit : array of float, shape (rows,)
        When the event came or observation ended; several rows a subject.
    event : array of bool, shape (rows,)
        Whether the event came at the exit.
    subject : array, shape (rows,)
        Whose row it is.
    characteristics : array of float, shape (rows, characteristics)
        What may hasten or delay the event.
    names : sequence of str
        One a characteristic.
    model : {"andersen_gill", "pwp_total_time", "pwp_gap_time", "wlw_marginal"}
        What a subject is at risk of, and on which clock.
    entry : array of float, shape (rows,), optional
        When each row came under observation (exclusive); needed by all but the marginal model.
    sequence : array of int, shape (rows,), optional
        Which event in the subject's sequence the row waits for; needed by all but Andersen and Gill's model.
    clusters : array, shape (rows,), optional
        Who belongs together, such as siblings; by default a subject's rows.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    CoxFit
        With robust standard errors.

    Raises
    ------
    TurnCurveError
        Where the model is unknown, or what it needs is not given.

    References
    ----------
    Andersen and Gill (1982), Annals of Statistics 10, 1100-1120; Prentice, Williams and Peterson (1981), Biometrika
    68, 373-379; Wei, Lin and Weissfeld (1989), Journal of the American Statistical Association 84, 1065-1073.
    """
    if model not in {"andersen_gill", "pwp_total_time", "pwp_gap_time", "wlw_marginal"}:
        raise TurnCurveError("There is no such model of recurrent events", where="model")
    if model != "andersen_gill" and sequence is None:
        raise TurnCurveError("This model needs the number of the event that each row waits for", where="sequence")
    if model != "wlw_marginal" and entry is None:
        raise TurnCurveError("This model needs the time at which each row came under observation", where="entry")
    end, begin = np.asarray(exit, dtype=float), None if entry is None else np.asarray(entry, dtype=float)
    if model == "pwp_gap_time" and begin is not None:
        end, begin = end - begin, None
    return cox(
        end,
        event,
        characteristics=characteristics,
        names=names,
        entry=None if model == "wlw_marginal" else begin,
        strata=None if model == "andersen_gill" else sequence,
        clusters=subject if clusters is None else clusters,
        level=level,
    )


def _influence(rows: CountingProcess, by_cause: npt.NDArray[np.bool_], *, block: npt.NDArray[np.int64]) -> FloatArray:
    """Return the influence of some rows on the incidence, shape (block, times), by the infinitesimal jackknife."""
    times, at_risk, events = risk_table(rows)
    own = np.bincount(np.searchsorted(times, rows.exit[by_cause]), minlength=len(times))
    surviving = np.cumprod(1 - events / at_risk)
    before = np.concatenate([[1.0], surviving[:-1]])
    exit_ = rows.exit[block][:, None]
    here = (rows.entry[block][:, None] < times) & (exit_ >= times)
    any_event = (exit_ == times) & rows.event[block][:, None]
    own_event = any_event & by_cause[block][:, None]
    left = at_risk - events
    # A time at which everyone left adds nothing after it: nobody is without the event any more.
    moved = (any_event - here * (events / at_risk)) / np.where(left > 0, left, 1) * (left > 0)
    lost = np.hstack([np.zeros((len(block), 1)), np.cumsum(moved, axis=1)[:, :-1]])
    gained = (own_event - here * (own / at_risk)) / at_risk
    return np.asarray(np.cumsum(before * (gained - lost * (own / at_risk)), axis=1))
