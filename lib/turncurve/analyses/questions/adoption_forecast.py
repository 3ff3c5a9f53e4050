"""The adoption scorecard on record against its thresholds, and the adoptions that past counts alone lead to expect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from turncurve.analyses import series, spread
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.count_forecast import forecast_counts
from turncurve.methods.forecast import Forecast, no_forecast
from turncurve.reference.periods import MONTHS_IN
from turncurve.reference.thresholds import Threshold, adoption_threshold
from turncurve.tables.records import Records

SCORECARD = ("adoption_a1", "adoption_a2", "adoption_a3", "adoption_a10")
SEED = 2013


@dataclass(frozen=True)
class Scorecard:
    """The adoption scorecard's measures over three-year windows, against the thresholds of the time.

    Parameters
    ----------
    figures : tuple of Figures
        A1, A2, A3 and A10.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> Scorecard:
        """Return the scorecard worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            The same measures in the same order.

        Returns
        -------
        Scorecard
            The scorecard over those figures.
        """
        return replace(self, figures=figures)

    def threshold(self, figures: Figures, measurement: Measurement) -> Threshold | None:
        """Return the threshold that a value is held against.

        Parameters
        ----------
        figures : Figures
            One measure of the scorecard.
        measurement : Measurement
            One of its values.

        Returns
        -------
        Threshold or None
            None for a measure that has none, and for a window before the scorecard began. A10 is held against none.
        """
        if figures.definition.id == "adoption_a1":
            return adoption_threshold("A1", measurement.period)
        return adoption_threshold("A2", measurement.period) if figures.definition.id == "adoption_a2" else None

    def met(self, figures: Figures, measurement: Measurement) -> bool | None:
        """Tell whether a value met its threshold: a fact about the children counted.

        Parameters
        ----------
        figures : Figures
            One measure of the scorecard.
        measurement : Measurement
            One of its values.

        Returns
        -------
        bool or None
            None where there is no value or no threshold.
        """
        value, threshold = figures.value(measurement), self.threshold(figures, measurement)
        return None if value is None or threshold is None else value <= threshold.days


@dataclass(frozen=True)
class AdoptionsAhead:
    """How many adoptions to expect in the next twelve months from the number of past adoptions alone.

    It needs no child's record, so it can be told wherever the counts can.

    Parameters
    ----------
    figures : tuple of Figures
        Children adopted, over quarters or longer periods.
    """

    figures: tuple[Figures, ...]

    def over(self, figures: tuple[Figures, ...]) -> AdoptionsAhead:
        """Return the expectation worked out from other figures.

        Parameters
        ----------
        figures : tuple of Figures
            Children adopted.

        Returns
        -------
        AdoptionsAhead
            What follows from those figures alone.
        """
        return replace(self, figures=figures)

    @cached_property
    def forecast(self) -> Forecast:
        """The number of adoptions in twelve months as one draw a row, or the reason why there is none."""
        held = self.figures[0]
        grain = held.grain()
        origin = held.measurements[-1].period.label if held.measurements else ""
        if grain is None or grain == "three_years":
            reason = "what may be shown are windows of three years, which overlap" if grain else "no period is held"
            return no_forecast(reason, origin=origin, horizon=1, n=len(held.measurements), method="none")
        hidden = spread.too_many_hidden(held)
        if hidden:
            return no_forecast(hidden, origin=origin, horizon=1, n=len(held.measurements), method="none")
        values = [held.value(each) for each in held.measurements]
        known = np.array([np.nan if value is None else value for value in values])
        parts = forecast_counts(
            known, horizon=12 // MONTHS_IN[grain], rng=np.random.default_rng(SEED), season_length=1, origin=origin
        )
        if not parts.known:
            return parts
        total = parts.draws.sum(axis=1, keepdims=True)
        return replace(parts, horizon=1, draws=total, naive=parts.naive.sum(keepdims=True))


def scorecard(records: Records) -> Scorecard:
    """Measure the adoption scorecard over each whole window of three years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Scorecard
        A1, A2, A3 and A10.
    """
    return Scorecard(tuple(series.measured(records, indicator, grain="three_years") for indicator in SCORECARD))


def adoptions_ahead(records: Records) -> AdoptionsAhead:
    """Expect the adoptions of the next twelve months if nothing changes.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    AdoptionsAhead
        From the number of children adopted in each quarter so far.
    """
    return AdoptionsAhead((series.measured(records, "children_adopted", grain="quarter"),))
