"""What our own earlier releases forecast, and how that compares with what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.indicators.figures import Figures
from turncurve.methods.frozen_forecast import DECIMALS, FrozenForecast
from turncurve.methods.scoring import interval_score, quantile_loss
from turncurve.reference.periods import Grain, Period
from turncurve.tables.issued import DO_NOTHING, Issued
from turncurve.tables.records import Records

_ISSUE = ["issued_as_at", "edition_number", "scenario", "grain", "method", "audience"]


@dataclass(frozen=True)
class FrozenIssue:
    """A forecast that a signed release issued: nothing that came afterwards can have changed it.

    Parameters
    ----------
    issued_as_at : datetime.date
        The date of the report that issued it.
    edition : int
        Edition of that report.
    audience : {"public", "restricted"}
        Who that report was for: a public forecast rests on what was shown to the public alone.
    issued : Issued
        What it is a forecast of, and what it said.
    """

    issued_as_at: dt.date
    edition: int
    audience: str
    issued: Issued

    @property
    def grain(self) -> Grain:
        """The length of each period ahead."""
        return self.issued.grain

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods ahead, in order of time."""
        return self.issued.periods

    @property
    def forecast(self) -> FrozenForecast:
        """What it said of them, in the indicator's unit."""
        return self.issued.forecast


@dataclass(frozen=True)
class ScoredPeriod:
    """One period of an issued forecast beside what came.

    Parameters
    ----------
    issue : FrozenIssue
        The forecast.
    ahead : int
        Which of its periods; 1 for the first.
    outcome : float
        What came, in the indicator's unit.
    inside_80, inside_95 : bool
        Whether that lies within the interval, its ends included.
    score_80, score_95 : float
        Winkler's score of the interval, in the indicator's unit; lower is better.
    loss : float
        Twice the mean loss of the quantiles, in the indicator's unit; lower is better.
    """

    issue: FrozenIssue
    ahead: int
    outcome: float
    inside_80: bool
    inside_95: bool
    score_80: float
    score_95: float
    loss: float

    @property
    def period(self) -> Period:
        """The period."""
        return self.issue.periods[self.ahead - 1]


def issued(
    records: Records, indicator: str, *, grain: Grain | None = None, scenario: str = DO_NOTHING
) -> tuple[FrozenIssue, ...]:
    """Return the forecasts of an indicator that releases dated before this report have issued.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date, for its audience.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year", "three_years"}, optional
        Length of the periods ahead; all where not given.
    scenario : str, optional
        "do nothing", or the name of another scenario.

    Returns
    -------
    tuple of FrozenIssue
        The earliest first; one for each method where a release used several. For a board, of each release what it told
        a board where it told one; for the public, what it told the public.
    """
    rows = records.table("issued_forecasts")
    rows = rows[(rows["indicator"] == indicator) & (rows["scenario"] == scenario)]
    if grain is not None:
        rows = rows[rows["grain"] == grain]
    told_boards = set(rows.loc[rows["audience"] == "restricted", "issued_as_at"])
    kept = rows[(rows["audience"] == "restricted") | ~rows["issued_as_at"].isin(told_boards)]
    return tuple(_issue(members) for _, members in kept.groupby(_ISSUE, sort=True))


def scored(issues: Iterable[FrozenIssue], figures: Figures) -> tuple[ScoredPeriod, ...]:
    """Hold issued forecasts against what came.

    Parameters
    ----------
    issues : iterable of FrozenIssue
        Forecasts of the figures' indicator.
    figures : Figures
        What came, of one area and without categories.

    Returns
    -------
    tuple of ScoredPeriod
        One for each period forecast whose value is known now; empty where none is. A period is the same only where
        its first and last days are.
    """
    came = {each.period: figures.value(each) for each in figures.measurements}
    return tuple(
        _scored(issue, ahead, value)
        for issue in issues
        for ahead, period in enumerate(issue.periods, start=1)
        for value in [came.get(period)]
        if value is not None
    )


def _scored(issue: FrozenIssue, ahead: int, outcome: float) -> ScoredPeriod:
    """Return one period of a forecast beside what came."""
    forecast, came = issue.forecast, round(outcome, DECIMALS)
    inner, outer = (forecast.interval(ahead, level) for level in (0.80, 0.95))
    return ScoredPeriod(
        issue=issue,
        ahead=ahead,
        outcome=outcome,
        inside_80=inner[0] <= came <= inner[1],
        inside_95=outer[0] <= came <= outer[1],
        score_80=float(interval_score(inner, outcome, level=0.80)),
        score_95=float(interval_score(outer, outcome, level=0.95)),
        loss=float(2 * np.mean(quantile_loss(forecast.quantiles[ahead - 1], outcome, levels=forecast.levels))),
    )


def _issue(rows: pd.DataFrame) -> FrozenIssue:
    """Return the forecast that the rows of one issue hold."""
    first = rows.iloc[0]
    levels = tuple(sorted({float(level) for level in rows["quantile"]}))
    own, means = rows[rows["periods"] == 1], rows[rows["periods"] > 1]
    each = _by_end(own)
    quantiles = tuple(each.values())
    starts = dict(zip(own["period_end"], own["period_start"], strict=True))
    return FrozenIssue(
        first["issued_as_at"].date(),
        int(first["edition_number"]),
        str(first["audience"]),
        Issued(
            indicator=str(first["indicator"]),
            scenario=str(first["scenario"]),
            grain=first["grain"],
            periods=tuple(Period(starts[end].date(), end.date()) for end in each),
            forecast=FrozenForecast(
                origin=str(first["origin"]),
                method=str(first["method"]),
                levels=levels,
                quantiles=quantiles,
                mean_quantiles=(*quantiles[:1], *_by_end(means).values()),
            ),
        ),
    )


def _by_end(rows: pd.DataFrame) -> dict[pd.Timestamp, tuple[float, ...]]:
    """Return the quantiles of each period, in order of time and of level."""
    ordered = rows.sort_values(["period_end", "quantile"])
    found: dict[pd.Timestamp, tuple[float, ...]] = {}
    for end, value in zip(ordered["period_end"], ordered["value"], strict=True):
        found[end] = (*found.get(end, ()), float(value))
    return found
