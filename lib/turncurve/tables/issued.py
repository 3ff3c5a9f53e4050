"""A forecast as a page issues it: of which indicator, under which scenario, for which periods."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turncurve.errors import TurnCurveError
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.reference.periods import Grain, Period

DO_NOTHING = "do nothing"
"""The scenario in which the causes at work stay as they are."""

_OWN = ("indicator", "scenario", "grain")


@dataclass(frozen=True)
class Issued:
    """A forecast that a release freezes, so that what comes can be held against it.

    Parameters
    ----------
    indicator : str
        The indicator's identifier.
    scenario : str
        "do nothing", or the name of another scenario.
    grain : {"month", "quarter", "year", "three_years"}
        Length of each period; the step between them where each is a single date.
    periods : tuple of Period
        The periods ahead, in order of time.
    forecast : FrozenForecast
        What is expected in each of them, and of the mean of the first so many, in the indicator's unit.

    Raises
    ------
    TurnCurveError
        If the forecast is not of these periods, they are not in order of time, or what it says of the first period
        differs from what it says of the mean of that period alone.
    """

    indicator: str
    scenario: str
    grain: Grain
    periods: tuple[Period, ...]
    forecast: FrozenForecast

    def __post_init__(self) -> None:
        """Refuse periods that are not those of the forecast.

        Raises
        ------
        TurnCurveError
            If there are more or fewer than it has, they are not in order of time, or it contradicts itself.
        """
        where = f"{self.indicator}, {self.scenario}"
        if self.forecast.known and len(self.periods) != self.forecast.horizon:
            raise TurnCurveError(
                f"a forecast of {self.forecast.horizon} periods cannot be issued for {len(self.periods)}",
                where=where,
                remedy="Give one period for each that the forecast looks ahead",
            )
        if any(later.end <= before.end for before, later in zip(self.periods, self.periods[1:], strict=False)):
            raise TurnCurveError(
                "the periods of a forecast are not in order of time",
                where=where,
                remedy="Give each period once, the earliest first",
            )
        if self.forecast.quantiles[:1] != self.forecast.mean_quantiles[:1]:
            raise TurnCurveError(
                "a forecast of the first period differs from that of the mean of it alone",
                where=where,
                remedy="Make both from the same possible futures",
            )

    @property
    def name(self) -> tuple[str, str, Grain, str]:
        """What tells it from others: a release issues one for each indicator, scenario, length of period and method."""
        return self.indicator, self.scenario, self.grain, self.forecast.method

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values that `from_data` reads back.

        Returns
        -------
        dict
            Text, numbers and lists alone.
        """
        return {
            **{name: getattr(self, name) for name in _OWN},
            "periods": [[each.start.isoformat(), each.end.isoformat()] for each in self.periods],
            "forecast": {
                each.name: _plain(getattr(self.forecast, each.name)) for each in dataclasses.fields(self.forecast)
            },
        }


def from_data(data: Mapping[str, Any]) -> Issued:
    """Read a forecast back from plain values.

    Parameters
    ----------
    data : mapping
        What `Issued.as_data` gave.

    Returns
    -------
    Issued
        The forecast.
    """
    days = [[dt.date.fromisoformat(day) for day in each] for each in data["periods"]]
    held = {name: _frozen(value) for name, value in data["forecast"].items()}
    return Issued(
        **{name: data[name] for name in _OWN},
        periods=tuple(Period(*each) for each in days),
        forecast=FrozenForecast(**held),
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - text, or numbers nested in tuples
    """Return tuples as lists, however nested."""
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:  # noqa: ANN401 - text, or numbers nested in lists
    """Return lists as tuples, however nested."""
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
