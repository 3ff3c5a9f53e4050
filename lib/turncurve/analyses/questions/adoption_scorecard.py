"""The adoption scorecard on record, against the thresholds of the time."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.thresholds import Threshold, adoption_threshold
from turncurve.tables.records import Records

SCORECARD = ("adoption_a1", "adoption_a2", "adoption_a3", "adoption_a10")


@dataclass(frozen=True)
class Scorecard(FromFigures):
    """The adoption scorecard's measures over three-year windows, against the thresholds of the time.

    Parameters
    ----------
    figures : tuple of Figures
        A1, A2, A3 and A10.
    """

    figures: tuple[Figures, ...]

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
