"""What is forecast from children's own records: it rests on counts, but cannot be worked out again from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, Self, runtime_checkable

import numpy as np
import numpy.typing as npt

from turncurve.indicators.cell import CellKey
from turncurve.indicators.figures import Figures
from turncurve.methods.frozen_forecast import DECIMALS, LEVELS, FrozenForecast
from turncurve.reference.periods import Period

__all__ = [
    "FOLLOWED",
    "MOST_EMPTY",
    "NOT_RELEASED",
    "CaseForecast",
    "Chance",
    "Foretold",
    "RestsOnCases",
    "foretold",
    "not_told",
]

Unit = Literal["days", "children", "percent"]

NOT_RELEASED = "it is made from children's own records, and has not passed disclosure control"
"""Why an answer worked out again from figures alone has no forecast, until disclosure control gives it one."""

FOLLOWED = "do nothing, children followed one by one"
"""The scenario under which a count is issued that is forecast from its own past elsewhere."""

MOST_EMPTY = 0.05
"""Share of futures without any child counted above which their mean says nothing."""


@dataclass(frozen=True)
class Foretold:
    """What is expected of one measure in each of some periods ahead.

    Parameters
    ----------
    measure : str
        The indicator's identifier.
    unit : {"days", "children", "percent"}
        Its unit.
    periods : tuple of Period
        The periods, in order of time.
    forecast : FrozenForecast
        The quantiles in each of them.
    rests_on : tuple of CellKey
        The counts on record of the children from whom it follows; a reader who knew one of them to be small could
        learn of few children from it.
    part : str
        Of which of the children; empty for all of them.
    scenario : str
        If what is changed; empty where nothing is.
    width : str
        How much wider its ranges were made by what past forecasts teach, as a sentence without any count of children;
        empty where that is not asked.
    """

    measure: str
    unit: Unit
    periods: tuple[Period, ...]
    forecast: FrozenForecast
    rests_on: tuple[CellKey, ...]
    part: str = ""
    scenario: str = ""
    width: str = ""

    @property
    def name(self) -> tuple[str, str, str]:
        """What it is a forecast of: measure, part and scenario."""
        return self.measure, self.part, self.scenario


@dataclass(frozen=True)
class Chance:
    """How likely something is in each of some periods ahead.

    Parameters
    ----------
    of : str
        Of what: a measure's identifier where it is of meeting the measure's threshold.
    periods : tuple of Period
        The periods, in order of time.
    shares : tuple of float or None
        From 0 to 1; None where it cannot be told.
    rests_on : tuple of CellKey
        As of `Foretold`.
    scenario : str
        If what is changed; empty where nothing is.
    """

    of: str
    periods: tuple[Period, ...]
    shares: tuple[float | None, ...]
    rests_on: tuple[CellKey, ...]
    scenario: str = ""


@dataclass(frozen=True)
class CaseForecast:
    """A forecast from children's own records, whole or as it may be told.

    Parameters
    ----------
    expected : tuple of Foretold
        What is expected of each measure.
    chances : tuple of Chance
        How likely this and that is.
    reason : str
        Why nothing is told, as a sentence without its full stop; empty where something is.
    notes : tuple of str
        What must be borne in mind; each a sentence, none of which states a count.
    limits : tuple of str
        As notes, but may state counts, and so is for a restricted audience alone.
    rounded : bool
        Whether it was made coarser so that no small count can be worked out.
    """

    expected: tuple[Foretold, ...] = ()
    chances: tuple[Chance, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    rounded: bool = False

    def of(self, measure: str, *, part: str = "", scenario: str = "") -> Foretold | None:
        """Return what is expected of a measure.

        Parameters
        ----------
        measure : str
            The indicator's identifier.
        part : str, optional
            Of which of the children.
        scenario : str, optional
            If what is changed.

        Returns
        -------
        Foretold or None
            None where it is not told.
        """
        wanted = (measure, part, scenario)
        return next((each for each in self.expected if each.name == wanted), None)

    def chance(self, of: str, *, scenario: str = "") -> Chance | None:
        """Return how likely something is.

        Parameters
        ----------
        of : str
            Of what.
        scenario : str, optional
            If what is changed.

        Returns
        -------
        Chance or None
            None where it is not told.
        """
        return next((each for each in self.chances if (each.of, each.scenario) == (of, scenario)), None)


@runtime_checkable
class RestsOnCases(Protocol):
    """An answer that rests on children's own records besides its figures.

    Worked out again by `over`, it has no forecast; disclosure control then gives it what may be told.
    """

    @property
    def figures(self) -> tuple[Figures, ...]:
        """The figures that the answer rests on, with the counts that its forecast rests on among them."""

    @property
    def told(self) -> CaseForecast:
        """What is forecast from children's own records."""

    def over(self, figures: tuple[Figures, ...]) -> Self:
        """Return the answer worked out from other figures, without a forecast.

        Parameters
        ----------
        figures : tuple of Figures
            Figures of the same indicators in the same order.

        Returns
        -------
        Answer
            An answer of the same kind.
        """

    def telling(self, told: CaseForecast) -> Self:
        """Return the same answer with another forecast.

        Parameters
        ----------
        told : CaseForecast
            What may be told.

        Returns
        -------
        Answer
            An answer of the same kind.
        """


def not_told(reason: str, *, limits: tuple[str, ...] = ()) -> CaseForecast:
    """Return that nothing is forecast, and why.

    Parameters
    ----------
    reason : str
        Why, as a sentence without its full stop.
    limits : tuple of str, optional
        What a restricted audience is told besides.

    Returns
    -------
    CaseForecast
        Without a forecast.
    """
    return CaseForecast(reason=reason, limits=limits)


def foretold(
    measure: str,
    draws: npt.NDArray[np.float64],
    *,
    unit: Unit,
    periods: tuple[Period, ...],
    origin: str,
    rests_on: tuple[CellKey, ...],
    part: str = "",
    scenario: str = "",
    width: str = "",
) -> Foretold | None:
    """Write down what possible futures say of a measure.

    Parameters
    ----------
    measure : str
        The indicator's identifier.
    draws : array of float, shape (draws, periods)
        The measure in each future, NaN where nobody is counted.
    unit : {"days", "children", "percent"}
        Its unit.
    periods : tuple of Period
        The periods, in order of time.
    origin : str
        The last day of the records, in words.
    rests_on : tuple of CellKey
        The counts on record that it follows from.
    part : str, optional
        Of which of the children.
    scenario : str, optional
        If what is changed.
    width : str, optional
        How much wider its ranges were made, as a sentence.

    Returns
    -------
    Foretold or None
        None where more than one future in twenty counts nobody in some period.
    """
    empty = np.isnan(draws)
    if not periods or (empty.mean(axis=0) > MOST_EMPTY).any():
        return None
    means = np.nancumsum(draws, axis=1) / np.maximum(np.cumsum(~empty, axis=1), 1)
    means = np.where(np.cumsum(~empty, axis=1) > 0, means, np.nan)
    frozen = FrozenForecast(
        origin=origin,
        method="children followed one by one",
        levels=LEVELS,
        quantiles=_quantiles(draws),
        mean_quantiles=_quantiles(means),
    )
    return Foretold(measure, unit, periods, frozen, rests_on, part, scenario, width)


def _quantiles(draws: npt.NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    """Return the quantiles of each period, rounded so that no machine's last digit is written down."""
    found = np.nanquantile(draws, LEVELS, axis=0, method="inverted_cdf").T
    return tuple(tuple(float(value) for value in row) for row in np.round(found, DECIMALS))
