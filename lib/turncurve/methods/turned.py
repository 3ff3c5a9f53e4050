"""Has the curve turned? One rule, written down before looking, that combines every piece of evidence.

The rule. At each planned look, and at no other:

1. the new periods depart from those before (segmented regression averaged over over-dispersion, autocorrelation and
   shape) by more than the look's bound, the bounds being such that all looks together raise a false alarm in at most
   the allowance of cases;
2. their mean lies outside the frozen forecast's 80% interval for it, on the same side;
3. the control chart, where there is one, does not show a special cause the other way as its latest among those that
   began since: a run or a trend that the past had begun says nothing of what came.

Where all hold, the curve has turned. Where they do not, but the departure's interval excludes a change worth finding,
no change was found. In every other case nobody can tell yet, and the rule says when one could.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import NoInterval
from turncurve.methods.chart_result import ControlChart
from turncurve.methods.departure import Departure, measure_departure, standard_error_ahead
from turncurve.methods.departure_scale import (
    ScaledSeries,
    scale_counts,
    scale_shares,
    scale_values,
    seasonal_exposure,
)
from turncurve.methods.frozen_forecast import FrozenForecast
from turncurve.methods.group_sequential import boundaries, sequential_p_value
from turncurve.methods.spc_rules import HIGH_CAUSES, SpecialCause, judge
from turncurve.methods.turn_result import Look, TurnTest, TurnVerdict, Verdict

__all__ = [
    "FEWEST_BEFORE",
    "FEWEST_POINTS",
    "Look",
    "ScaledSeries",
    "TurnTest",
    "TurnVerdict",
    "Verdict",
    "has_it_turned",
    "scale_counts",
    "scale_shares",
    "scale_values",
    "seasonal_exposure",
]

FloatArray = npt.NDArray[np.float64]

FEWEST_POINTS = 4
"""With fewer periods in all than this nobody can tell."""
FEWEST_BEFORE = 2
FORECAST_LEVEL = 0.80
FARTHEST = 8
"""How many times the last planned look is looked ahead, to say when one could tell."""
GONE_BACK = 0.5
"""A departure found at an earlier look has not held where it is now as likely as not to be chance."""


def has_it_turned(
    series: ScaledSeries,
    test: TurnTest,
    *,
    origin: int,
    frozen: FrozenForecast | None = None,
    chart: ControlChart | None = None,
) -> TurnVerdict:
    """Say whether a curve has turned since an origin, by the test written down before looking.

    Parameters
    ----------
    series : ScaledSeries
        From `scale_counts`, `scale_shares` or `scale_values`; periods before and after the origin.
    test : TurnTest
        The test.
    origin : int
        How many periods came before: those that the frozen forecast was made from.
    frozen : FrozenForecast, optional
        The forecast issued at the origin, in the series' unit (a share from 0 to 1).
    chart : ControlChart, optional
        A chart of the same periods.

    Returns
    -------
    TurnVerdict
        "Cannot tell yet" with fewer than four periods in all or two before the origin.

    Raises
    ------
    TurnCurveError
        Where the origin is outside the series or the chart is of other periods.

    References
    ----------
    Lan and DeMets (1983), Biometrika 70, 659-663; Lopez Bernal, Cummins and Gasparrini (2017), International Journal of
    Epidemiology 46, 348-355.
    """
    periods = len(series.values)
    if not 0 <= origin <= periods:
        raise TurnCurveError("The origin is outside the series", where=f"origin {origin} of {periods} periods")
    pointed = _chart_direction(chart, origin=origin, periods=periods)
    too_few = _too_few(series, origin=origin)
    if too_few:
        ahead = _ahead(series, test, origin=origin, baseline=None)
        return TurnVerdict(Verdict.CANNOT_TELL_YET, too_few, test, 0, None, 0.5, (), None, pointed, *ahead)
    looks = _looks(series, test, origin=origin, frozen=frozen)
    latest = measure_departure(series, origin=origin)
    found = next((look for look in looks if look.crossed and look.forecast_agrees is not False), None)
    verdict, reason = _verdict(test, looks, found, latest=latest, pointed=pointed)
    told = verdict not in {Verdict.CANNOT_TELL_YET, Verdict.NO_CHANGE_FOUND}
    further, tellable = _ahead(series, test, origin=origin, baseline=latest.baseline)
    return TurnVerdict(
        verdict=verdict,
        reason=reason,
        test=test,
        direction=latest.direction if told else 0,
        found_after=found.after if told and found else None,
        p_value=_over_all_looks(test, looks, origin=origin),
        looks=looks,
        latest=latest,
        chart_direction=pointed,
        further_periods=further if verdict is Verdict.CANNOT_TELL_YET else None,
        tellable_effect=tellable,
    )


def _too_few(series: ScaledSeries, *, origin: int) -> str:
    """Say why there are too few periods, or return an empty text."""
    periods = len(series.values)
    if periods < FEWEST_POINTS:
        return f"there {_are(periods)} of the {FEWEST_POINTS} periods that it needs"
    if origin < FEWEST_BEFORE:
        return f"there {_are(origin)} of the {FEWEST_BEFORE} periods before the origin that it needs"
    if origin == periods:
        return "no period has come since the origin"
    if series.variance is None and float(np.ptp(series.values)) <= 1e-12 * float(np.abs(series.values).max()):
        return "every value is the same, so that nothing can be told from chance"
    return ""


def _are(count: int) -> str:
    """Write so many with its verb."""
    return f"is {count}" if count == 1 else f"are {count}"


def _looks(series: ScaledSeries, test: TurnTest, *, origin: int, frozen: FrozenForecast | None) -> tuple[Look, ...]:
    """Look at every planned look that has come, with the data of then."""
    bounds = boundaries(_information(test, origin), false_alarm=test.false_alarm)
    looks = []
    for after, bound in zip(test.looks, bounds, strict=True):
        if origin + after > len(series.values) or origin + after < FEWEST_POINTS:
            continue
        departure = measure_departure(series.first(origin + after), origin=origin)
        needed = float(2 * ndtr(-bound))
        looks.append(
            Look(
                after=after,
                departure=departure,
                needed=needed,
                crossed=departure.p_value <= needed,
                forecast_agrees=_forecast_agrees(series, frozen, origin=origin, after=after, way=departure.direction),
            )
        )
    return tuple(looks)


def _information(test: TurnTest, origin: int) -> tuple[float, ...]:
    """Return how much is known of a step at each planned look, were periods alike and independent."""
    return tuple(1 / (1 / origin + 1 / after) for after in test.looks)


def _forecast_agrees(
    series: ScaledSeries, frozen: FrozenForecast | None, *, origin: int, after: int, way: int
) -> bool | None:
    """Tell whether what came is outside the frozen forecast's interval on the side of the departure."""
    if frozen is None or not frozen.known:
        return None
    ahead = min(after, frozen.horizon)
    came = float(series.original[origin : origin + ahead].mean())
    return frozen.mean_is_beyond(ahead, value=came, way=way, level=FORECAST_LEVEL)


def _verdict(
    test: TurnTest, looks: tuple[Look, ...], found: Look | None, *, latest: Departure, pointed: int
) -> tuple[Verdict, str]:
    """Apply the rule to what was seen."""
    if found is not None:
        if latest.direction != found.departure.direction or latest.p_value > GONE_BACK:
            return Verdict.CANNOT_TELL_YET, f"the change found after {_periods(found.after)} has not held since"
        if pointed == -found.departure.direction:
            return Verdict.CANNOT_TELL_YET, "the control chart's latest special cause points the other way"
        return _turned(test, latest.direction), f"the change was found after {_periods(found.after)}"
    if _excludes(latest, test):
        return Verdict.NO_CHANGE_FOUND, "a change worth finding would have shown itself"
    if not looks:
        return Verdict.CANNOT_TELL_YET, "the first planned look has not come"
    if looks[-1].crossed:
        return Verdict.CANNOT_TELL_YET, "what came is still within the frozen forecast"
    return Verdict.CANNOT_TELL_YET, "what came could be chance, and a change worth finding could be hidden in it"


def _periods(count: int) -> str:
    """Write so many periods."""
    return "1 period" if count == 1 else f"{count} periods"


def _turned(test: TurnTest, direction: int) -> Verdict:
    """Return what a rise or a fall means."""
    if test.better == "neither":
        return Verdict.RISEN if direction > 0 else Verdict.FALLEN
    good = (test.better == "higher") == (direction > 0)
    return Verdict.TURNED_FOR_THE_BETTER if good else Verdict.TURNED_FOR_THE_WORSE


def _excludes(latest: Departure, test: TurnTest) -> bool:
    """Tell whether a change worth finding is outside the departure's interval, either way."""
    if isinstance(latest.interval, NoInterval):
        return False
    usual, size = (1.0, test.effect) if latest.is_ratio else (0.0, test.effect * abs(latest.baseline))
    return usual - size < latest.interval.lower and latest.interval.upper < usual + size


def _over_all_looks(test: TurnTest, looks: tuple[Look, ...], *, origin: int) -> float:
    """Return one p-value for all looks so far; a planned look that could not be made counts as one that saw nothing."""
    seen = {look.after: look.departure.p_value for look in looks}
    last = max(seen, default=0)
    values = [seen.get(after, 1.0) for after in test.looks if after <= last]
    return sequential_p_value(values, _information(test, origin))


def _ahead(
    series: ScaledSeries, test: TurnTest, *, origin: int, baseline: float | None
) -> tuple[int | None, float | None]:
    """Say when one could tell a change worth finding, and which change one could tell at the last planned look."""
    still = series.variance is None and float(np.ptp(series.values)) <= 1e-12 * float(np.abs(series.values).max())
    if still or origin < FEWEST_BEFORE:
        return None, None
    level = series.backward(float(series.values[:origin].mean())) if baseline is None else baseline
    bounds = dict(zip(test.looks, boundaries(_information(test, origin), false_alarm=test.false_alarm), strict=True))
    last = test.looks[-1]
    wanted = min(
        abs(series.forward(level * (1 + sign * test.effect)) - series.forward(level)) for sign in _better_ways(test)
    )

    def _needed(after: int) -> float:
        """Return how large a departure is told, with the power wanted, after so many new periods."""
        error = standard_error_ahead(series, origin=origin, after=after)
        return (bounds.get(after, bounds[last]) + float(ndtri(test.power))) * error

    done = len(series.values) - origin
    step = last - test.looks[-2] if len(test.looks) > 1 else last
    planned = [after for after in test.looks if after > done and origin + after >= FEWEST_POINTS]
    choices = [*planned, *range(max(last, done) + step, FARTHEST * last + 1, step)]
    tellable = _tellable(series, level, distance=_needed(last), test=test)
    if not choices or _needed(choices[-1]) > wanted:
        return None, tellable
    low, high = -1, len(choices) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _needed(choices[middle]) <= wanted else (middle, high)
    return choices[high] - done, tellable


def _better_ways(test: TurnTest) -> tuple[int, ...]:
    """Return the directions in which a change is sought."""
    return {"higher": (1,), "lower": (-1,), "neither": (1, -1)}[test.better]


def _tellable(series: ScaledSeries, level: float, *, distance: float, test: TurnTest) -> float | None:
    """Return a distance on the comparison scale as a part of the baseline; None where no change is so large."""
    place = series.forward(level)
    reached = [series.backward(place + sign * distance) for sign in _better_ways(test)]
    moved = [abs(one - level) for one in reached]
    back = [abs(series.forward(one) - place) >= distance * (1 - 1e-6) for one in reached]
    return max(moved) / abs(level) if level and all(back) else None


def _chart_direction(chart: ControlChart | None, *, origin: int, periods: int) -> int:
    """Return which way a chart's latest special cause that began after the origin points."""
    if chart is None:
        return 0
    if len(chart.points) != periods:
        raise TurnCurveError("The chart is of other periods than the series", where="chart")
    causes = _causes_since(chart, origin=origin)
    if not causes:
        return 0
    return 1 if causes[-1] in HIGH_CAUSES else -1


def _causes_since(chart: ControlChart, *, origin: int) -> list[SpecialCause]:
    """Return the special causes that the new points show by themselves, in order."""
    # The rules see the new points alone, so that a run or a trend of the past, to which the first of them may still
    # belong, is not taken for something that came since.
    found: list[SpecialCause] = []
    for number in range(len(chart.segments)):
        held = [each for each in chart.points[origin:] if each.segment == number and each.upper is not None]
        if not held or held[0].centre is None:
            continue
        values, lower, upper, sigma = (
            np.array([getattr(each, name) for each in held], dtype=float)
            for name in ("value", "lower", "upper", "sigma")
        )
        centre = held[0].centre
        near = (centre - 2 * sigma, centre + 2 * sigma)
        judged = judge(values, centre, limits=(lower, upper), near=near, rules=chart.design.rules)
        found += [cause for cause in judged.causes if cause is not SpecialCause.COMMON]
    return found
