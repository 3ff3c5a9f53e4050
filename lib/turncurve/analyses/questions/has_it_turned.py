"""Whether the curve has really changed: what the counts are, and what they can tell.

`turned` gives the verdict, by a test written down before looking and against a forecast frozen beforehand; `change`
sets the last two years side by side.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from typing import Literal

from turncurve.analyses import ledger, series, spread
from turncurve.analyses.answer import FromFigures
from turncurve.analyses.charting import chart_of
from turncurve.analyses.do_nothing import expected, periods_ahead
from turncurve.analyses.frozen_baseline import FOR_THE_VERDICT, Baseline, HeldAgainst, baseline_of, held_against
from turncurve.analyses.headlines import allowances, story_of
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.other_areas import other_authorities
from turncurve.analyses.stretch import Stretch, stretch_about
from turncurve.analyses.turn_test import planned_test, with_test
from turncurve.analyses.two_periods import Step, last_step
from turncurve.analyses.usual_spread import Usual, usual
from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.chart_result import FEWEST_TO_FIX, ChartDesign, ControlChart
from turncurve.methods.frozen_forecast import freeze
from turncurve.methods.turn_result import TurnTest, TurnVerdict, cannot_tell
from turncurve.methods.turn_result import Verdict as Told
from turncurve.methods.turned import FEWEST_BEFORE, FEWEST_POINTS, has_it_turned
from turncurve.methods.verdict_family import Allowances
from turncurve.reference.periods import MONTHS_IN, month
from turncurve.tables.issued import Issued
from turncurve.tables.records import Records

Verdict = Literal["risen", "fallen", "cannot tell"]
ALONE = Allowances(others=1)
"""The allowance of an indicator that is read by itself."""
DRIFTS = (
    "most of what is open on one date was open on the date before, so that it drifts by itself, and there is no "
    "forecast to hold that against"
)
NOTHING_ON_RECORD = "nothing was on record to hold it against; the first forecast is issued with this page"


@dataclass(frozen=True)
class Change(FromFigures):
    """What the counts of the last two years say, and whether the share or count has really changed.

    Parameters
    ----------
    figures : tuple of Figures
        One yearly series of one area.
    usual : Usual, optional
        How much the indicator usually varies beyond chance, from published series; as assumed where not given.
    """

    figures: tuple[Figures, ...]
    usual: Usual | None = None

    @property
    def latest(self) -> Measurement | None:
        """The last measurement; None where there is none."""
        return self.figures[0].measurements[-1] if self.figures[0].measurements else None

    @property
    def before(self) -> Measurement | None:
        """The measurement before the last; None where there is none."""
        return self.figures[0].measurements[-2] if len(self.figures[0].measurements) > 1 else None

    @cached_property
    def difference(self) -> Interval | NoInterval:
        """Bounds for the change between the two, in the indicator's unit, over-dispersion carried."""
        held, latest, before = self.figures[0], self.latest, self.before
        if latest is None or before is None:
            return NoInterval("there are not two years to compare", "none")
        if held.value(latest) is None or held.value(before) is None:
            return NoInterval("one of the two values is not shown or not known", "none")
        if held.definition.kind == "mean":
            return NoInterval("a mean over pooled years shares children with the one before it", "none")
        if held.grain() == "three_years":
            return NoInterval("three years together share two of them with the three years before", "none")
        return _difference(held, before, latest, factor=spread.inflation(held, usual=self.usual))

    @property
    def verdict(self) -> Verdict:
        """Whether the value has risen or fallen by more than chance could explain."""
        bounds = self.difference
        if isinstance(bounds, NoInterval) or bounds.lower <= 0 <= bounds.upper:
            return "cannot tell"
        return "risen" if bounds.lower > 0 else "fallen"


def change(records: Records, indicator: str) -> Change:
    """Compare the last two years.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.

    Returns
    -------
    Change
        What the counts say, and whether it has really changed.
    """
    return Change((series.measured(records, indicator, grain="year"),), usual=usual(records, indicator))


@dataclass(frozen=True)
class Turned(FromFigures):
    """Whether the curve has turned since its baseline, by the test written down before looking.

    Parameters
    ----------
    figures : tuple of Figures
        One series of one area, and perhaps the same over longer periods, the finest first: where so much of the finer
        is hidden that nothing can be told from the rest, the next is read.
    allowances : Allowances
        How the allowance for false alarms is shared out over the council's indicators.
    issues : tuple of FrozenIssue
        Forecasts of the indicator on record, for these readers.
    asked : datetime.date, optional
        The baseline's end, where the reader asks for one.
    released : datetime.date, optional
        Date of the release that the council named as its baseline.
    others : Figures, optional
        Other authorities' published figures, from which forecasts of a share by years learn.
    """

    figures: tuple[Figures, ...]
    allowances: Allowances = ALONE
    issues: tuple[FrozenIssue, ...] = ()
    asked: dt.date | None = None
    released: dt.date | None = None
    others: Figures | None = None

    @cached_property
    def read(self) -> Figures:
        """The series that the verdict is read from: the finest of which enough is shown."""
        usable = [each for each in self.figures if not spread.too_many_hidden(each)]
        return (usable or self.figures)[0]

    @cached_property
    def test(self) -> TurnTest:
        """The test, as it is written down for this indicator."""
        definition = self.read.definition
        return planned_test(definition, allowance=self.allowances.share_of(definition.id))

    @cached_property
    def baseline(self) -> Baseline:
        """Up to when the past goes, and who chose that."""
        return baseline_of(self.issues, grain=self.read.grain(), asked=self.asked, released=self.released)

    @cached_property
    def stretch(self) -> Stretch:
        """The periods that the verdict rests on."""
        return stretch_about(self.read, self.baseline.end)

    @cached_property
    def held_against(self) -> HeldAgainst | None:
        """The frozen forecast; None where there is no baseline, or nothing before it."""
        if self.baseline.end is None or not self.stretch.origin:
            return None
        return held_against(self.stretch, self.issues, ahead=self.test.looks[-1], others=self.others)

    @cached_property
    def verdict(self) -> TurnVerdict:
        """The rule's answer, with every look and the reason."""
        stretch = self.stretch
        if stretch.reason:
            return cannot_tell(stretch.reason, self.test)
        against, part = self.held_against, 0.01 if self.read.definition.kind == "proportion" else 1.0
        found = has_it_turned(
            stretch.scaled(),
            self.test,
            origin=stretch.origin,
            frozen=against.forecast.times(part) if against else None,
            chart=self._chart(),
        )
        guarded = against is not None and against.forecast.known
        if self.read.definition.window == "point" and found.direction and not guarded:
            return replace(
                found, verdict=Told.CANNOT_TELL_YET, reason=DRIFTS, direction=0, found_after=None, further_periods=None
            )
        enough = len(stretch.figures.measurements) >= FEWEST_POINTS
        return replace(found, reason=NOTHING_ON_RECORD) if self.baseline.end is None and enough else found

    @property
    def tellable_by(self) -> dt.date | None:
        """The last day of the period by which one could tell a change worth finding; None where no time would do."""
        return self.end_after(self.verdict.further_periods)

    @property
    def next_look(self) -> dt.date | None:
        """The last day of the period after which the rule looks next; None where no planned look is left."""
        came, origin = len(self.stretch.after), self.stretch.origin
        left = [look - came for look in self.test.looks if look > came and origin + look >= FEWEST_POINTS]
        return self.end_after(left[0]) if left and origin >= FEWEST_BEFORE and not self.stretch.reason else None

    def end_after(self, further: int | None) -> dt.date | None:
        """Return the last day of a period to come, or of one that came.

        Parameters
        ----------
        further : int or None
            How many periods after the last; below 0 for one before it.

        Returns
        -------
        datetime.date or None
            None where the number is not known, or no period is held.
        """
        held = self.stretch.figures
        grain = held.grain()
        if further is None or grain is None:
            return None
        last = held.measurements[-1].period.end
        index = last.year * 12 + last.month - 1 + further * MONTHS_IN[grain]
        return month(index // 12, index % 12 + 1).end

    @property
    def level_since(self) -> float | None:
        """The mean of the values since the baseline, in the indicator's unit; None where none came."""
        known = [self.stretch.figures.value(each) for each in self.stretch.after]
        values = [value for value in known if value is not None]
        return sum(values) / len(values) if values else None

    @property
    def level_expected(self) -> float | None:
        """What that mean would have been had all gone on as before, by the rule's own baseline; None where unknown."""
        latest = self.verdict.latest
        part = 100.0 if self.read.definition.kind == "proportion" else 1.0
        return part * latest.baseline if latest else None

    @property
    def beyond_the_plan(self) -> bool:
        """Whether one could tell only after the last planned look, so that a longer plan would have to be made."""
        return len(self.stretch.after) + (self.verdict.further_periods or 0) > self.test.looks[-1]

    @cached_property
    def step(self) -> Step | None:
        """The baseline's last value beside the latest, or the last two; None where there are not two."""
        return last_step(self.read, since=self.baseline.end)

    @cached_property
    def issue(self) -> Issued | None:
        """The forecast that this page issues, for later verdicts to be held against; None where none can be made."""
        held = self.read
        latest = stretch_about(held, None).figures
        grain = held.grain()
        if grain is None or latest.measurements[-1:] != held.measurements[-1:]:
            return None
        periods = periods_ahead(latest, years=self.test.looks[-1])[: self.test.looks[-1]]
        frozen = freeze(expected(latest, self.others, horizon=len(periods)).forecast)
        if not frozen.known:
            return None
        noted = replace(frozen, method=with_test(frozen.method, self.test))
        return Issued(held.definition.id, FOR_THE_VERDICT, grain, periods, noted)

    def _chart(self) -> ControlChart | None:
        """Return the control chart of the same periods, its limits fixed by the past where that is long enough."""
        origin = self.stretch.origin
        fixed = origin if origin >= FEWEST_TO_FIX else None
        design = ChartDesign(better=self.test.better, fix_after=fixed)
        chart = chart_of(self.stretch.figures, design=design).chart
        same = chart is not None and len(chart.points) == len(self.stretch.figures.measurements)
        return chart if same else None


def turned(records: Records, indicator: str, *, baseline: str = "") -> Turned:
    """Say whether a curve has turned, or that one cannot tell yet and when one could.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    indicator : str
        The indicator's identifier.
    baseline : str
        The baseline's last day, as YYYY-MM-DD. Where empty, the release that the council's story names, else the
        earliest forecast on record.

    Returns
    -------
    Turned
        By quarter where the records allow it and events are counted; by year for what is open on a date and for
        published figures; over longer periods where a public page must show those.
    """
    own = registry.definition(indicator).window == "flow"
    finest = (series.measured(records, indicator, grain="quarter"),) if own else ()
    years = () if finest and finest[0].grain() != "quarter" else (series.measured(records, indicator, grain="year"),)
    return Turned(
        (*finest, *years),
        allowances=allowances(records),
        issues=(
            *ledger.issued(records, indicator, scenario=FOR_THE_VERDICT),
            *ledger.issued(records, indicator),
        ),
        asked=_asked(baseline, latest=records.as_at),
        released=story_of(records, indicator).baseline_as_at,
        others=other_authorities(records, (*finest, *years)[-1]),
    )


def _asked(baseline: str, *, latest: dt.date) -> dt.date | None:
    """Return the baseline's end that was asked for, or refuse what is none."""
    if not baseline:
        return None
    try:
        end = dt.date.fromisoformat(baseline)
    except (TypeError, ValueError) as problem:
        raise TurnCurveError(
            f"{baseline!r} is not a date", where="parameter baseline", remedy="Write the baseline's end as YYYY-MM-DD"
        ) from problem
    if end > latest:
        raise TurnCurveError(
            f"the baseline ends on {end.isoformat()}, after the report's date, {latest.isoformat()}",
            where="parameter baseline",
            remedy="Choose an earlier end",
        )
    return end


def _difference(figures: Figures, before: Measurement, latest: Measurement, *, factor: float) -> Interval:
    """Bound the difference of two shares or counts from the interval of each (Newcombe's method for shares)."""
    first, second = figures.value(before) or 0.0, figures.value(latest) or 0.0
    low_high = [spread.interval_of(figures, each, factor=factor) for each in (before, latest)]
    one, two = (bounds for bounds in low_high if isinstance(bounds, Interval))
    step = second - first
    lower = step - sqrt((second - two.lower) ** 2 + (one.upper - first) ** 2)
    upper = step + sqrt((two.upper - second) ** 2 + (first - one.lower) ** 2)
    if figures.definition.kind == "count":
        return Interval(lower, upper, 0.95, "two intervals of counts, squared and added")
    return Interval(lower, upper, 0.95, "Newcombe, over-dispersed" if factor > 1 else "Newcombe")
