"""Where the curve goes if nothing changes, and where it would go if something did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turncurve.analyses import do_nothing, series, spread
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.do_nothing import Expected
from turncurve.analyses.headlines import story_of
from turncurve.analyses.other_areas import other_authorities
from turncurve.analyses.scenarios import WhatIf, way_sought, what_if
from turncurve.analyses.target_ahead import Chance, aim_of, chance_of, check_target
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures
from turncurve.methods.forecast import Forecast
from turncurve.methods.frozen_forecast import freeze
from turncurve.reference.periods import Grain, Period
from turncurve.tables.issued import DO_NOTHING, Issued
from turncurve.tables.records import Records
from turncurve.tables.story import Scenario, Target

YEARS_AHEAD = 2


@dataclass(frozen=True)
class Projection(FromFigures):
    """Where the curve goes if nothing changes, with scenarios and a target beside it.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area; perhaps the same by years, to fall back on where too much of the first is hidden; then,
        where they are held, other areas' published figures of the same indicator by years.
    years_ahead : int
        How far ahead, in years.
    own : int
        How many of the figures, the first ones, are the area's own.
    target : Target, optional
        Where the council wants the curve to be.
    plans : tuple of Scenario
        The council's own scenarios.
    """

    figures: tuple[Figures, ...]
    years_ahead: int = YEARS_AHEAD
    own: int = 1
    target: Target | None = None
    plans: tuple[Scenario, ...] = ()

    @cached_property
    def series(self) -> Figures:
        """The series that is carried forward: the first of the area's own of which not too much is hidden."""
        own = self.figures[: self.own]
        return next((each for each in own if not spread.too_many_hidden(each)), own[0])

    @property
    def fell_back(self) -> bool:
        """Whether longer periods than wanted are carried forward, because too much of the shorter ones is hidden."""
        return self.series is not self.figures[0]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods ahead, of the same length as those behind."""
        return do_nothing.periods_ahead(self.series, years=self.years_ahead)

    @cached_property
    def expected(self) -> Expected:
        """What is expected if nothing changes, and how many other areas' figures taught it."""
        others = self.figures[self.own :]
        return do_nothing.expected(self.series, others[0] if others else None, horizon=len(self.periods))

    @property
    def forecast(self) -> Forecast:
        """What is expected if nothing changes, in the indicator's unit; or the reason why nothing can be said."""
        return self.expected.forecast

    @cached_property
    def scenarios(self) -> tuple[WhatIf, ...]:
        """What would follow if something changed; none where there is no forecast to change."""
        return what_if(self.series, self.forecast, periods=self.periods, plans=self.plans)

    @property
    def one_way_is_better(self) -> bool:
        """Whether a turn in one direction would be for the better, from where the curve goes if nothing changes."""
        level = float(self.forecast.median[-1]) if self.forecast.known else 0.0
        return way_sought(self.series, level=level) != 0

    def chance(self, forecast: Forecast) -> Chance | None:
        """Return how likely the target is to be met under a forecast.

        Parameters
        ----------
        forecast : Forecast
            The do-nothing forecast, or a scenario's.

        Returns
        -------
        Chance or None
            None where there is no target.
        """
        if self.target is None:
            return None
        return chance_of(self.target, self.series, forecast=forecast, periods=self.periods)

    @property
    def target_lacks_aim(self) -> bool:
        """Whether a target is given without saying on which side of its value it is met."""
        return self.target is not None and aim_of(self.target, self.series.definition) is None

    @cached_property
    def issued(self) -> tuple[Issued, ...]:
        """The do-nothing forecast as the release freezes it; none where there is no forecast."""
        held, grain = self.series, self.series.grain()
        if not self.forecast.known or grain is None:
            return ()
        return (Issued(held.definition.id, DO_NOTHING, grain, self.periods, freeze(self.forecast)),)


def projection(
    records: Records, indicator: str, *, grain: Grain = "quarter", years_ahead: int = YEARS_AHEAD
) -> Projection:
    """Project the curve if nothing changes.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    grain : {"month", "quarter", "year"}
        Length of each period; years where only published figures are held. By default that which the verdict on the
        curve will rest on.
    years_ahead : int
        How far ahead.

    Returns
    -------
    Projection
        The curve so far, what is expected, and what would follow if something changed.

    Raises
    ------
    RefusedInputError
        If the council's target is one that the indicator cannot have.
    """
    held = series.measured(records, indicator, grain=grain)
    finer = held.grain() in {"month", "quarter"}
    own = (held, series.measured(records, indicator, grain="year")) if finer else (held,)
    others = other_authorities(records, own[-1])
    story = story_of(records, indicator)
    if story.target:
        check_target(story.target, registry.definition(indicator))
    return Projection(
        (*own, others) if others else own,
        years_ahead=years_ahead,
        own=len(own),
        target=story.target,
        plans=story.scenarios,
    )
