"""Whether a share or a rate has really changed, with limits from the counts that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy import special

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_proportion, check_whole
from turncurve.methods.chart_assembly import Limits, NoLimits, Positions, assemble
from turncurve.methods.chart_result import ChartDesign, ControlChart
from turncurve.methods.chart_windows import Window, check_values, check_windows, stretches
from turncurve.methods.dispersion import SMALL_EXPECTED_COUNT
from turncurve.methods.moving_range import FEWEST_POINTS, NEGLIGIBLE, SCREEN, exact_mean

Floats = npt.NDArray[np.float64]
Kind = Literal["p", "p'", "u", "u'", "c"]
Counted = Literal["units", "events"]

RANGE_TO_SIGMA = 1.128
"""The mean range of two values of a normal distribution, in standard deviations."""

CERTAINTY = 0.95
"""How sure of over-dispersion to be before limits are widened for it."""

MOST_OUTSIDE = 0.5
"""Where a larger part of the windows that set the limits would lie outside them, the centre is no level of theirs."""

STEPPED = (
    "the values move in a few large steps, so there is no one level, with ordinary variation about it, to set limits "
    "from"
)


@dataclass(frozen=True)
class _Counts:
    """The counts of a chart with their value, window by window."""

    numerators: Floats
    denominators: Floats
    are_units: bool

    @property
    def values(self) -> Floats:
        """Return the share or rate; not-a-number in a window without units."""
        whole = np.where(self.denominators > 0, self.denominators, np.nan)
        return self.numerators / whole

    def pooled(self, baseline: Positions) -> float:
        """Return the share or rate of all the windows that set the limits together."""
        return float(self.numerators[baseline].sum() / self.denominators[baseline].sum())

    def sigma(self, positions: Positions, centre: float) -> Floats:
        """Return one standard deviation of chance in each window."""
        spread = centre * (1 - centre) if self.are_units else centre
        return np.sqrt(spread / self.denominators[positions])

    def scores(self, baseline: Positions) -> Floats:
        """Return how many standard deviations of chance each window is from the pooled value."""
        centre = self.pooled(baseline)
        return (self.values[baseline] - centre) / self.sigma(baseline, centre)


def attribute_chart(
    numerators: npt.ArrayLike,
    windows: Sequence[Window],
    *,
    design: ChartDesign,
    denominators: npt.ArrayLike | None = None,
    counted: Counted = "units",
    kind: Kind | None = None,
) -> ControlChart:
    """Chart a share, a rate or a count, with the chart that its data call for.

    Shares of units make a p chart, events per exposure a u chart, and bare counts a c chart; where they vary from
    window to window more than chance alone would make them, Laney's p' or u' widens the limits accordingly.

    Parameters
    ----------
    numerators : sequence of int, one a window in order of time
        Units with the property, or events.
    windows : sequence of two dates, one a numerator
        First and last day of each window.
    design : ChartDesign
        Which values are better, the rule set, rebases, and a target.
    denominators : sequence of float, one a window, optional
        Units in all, or exposure; without it the numerators themselves are charted.
    counted : {"units", "events"}
        Units have the property or not; events can happen to a unit more than once.
    kind : {"p", "p'", "u", "u'", "c"}, optional
        The chart, where it is not to be chosen by the data.

    Returns
    -------
    ControlChart
        Its `kind_reason` says why this chart. A window without units has a point without a value. A segment has a
        reason in place of limits where fewer than 4 windows have units, no unit or every unit has the property, every
        value is the same, or a large step leaves no one level.

    Raises
    ------
    TurnCurveError
        Where counts are wrong, windows overlap or are out of order, or the kind does not suit the counts.

    References
    ----------
    Laney (2002), Quality Engineering 14, 531-537; Montgomery, Introduction to Statistical Quality Control, chapter 7;
    Cryer and Ryan (1990), Journal of Quality Technology 22, 187-192, for the uncertainty of a mean moving range.
    """
    counts = _checked(numerators, denominators, counted=counted)
    check_windows(windows, points=len(counts.numerators))
    chosen, why = _chosen(counts, windows, design=design, has_denominators=denominators is not None)
    if kind is not None:
        _check_kind(kind, counts=counts, has_denominators=denominators is not None)
        chosen, why = kind, "this kind was asked for"

    def _limits_of(positions: Positions, baseline: Positions) -> Limits | NoLimits:
        """Return three standard deviations to either side of the pooled value."""
        return _limits(
            counts, positions, baseline=baseline, is_widened=chosen.endswith("'"), least=1.0 if kind is None else 0.0
        )

    return assemble(counts.values, windows, kind=chosen, kind_reason=why, design=design, limits_of=_limits_of)


def over_dispersion_is_certain(factor: float, *, points: int) -> bool:
    """Tell whether Laney's factor is above 1 by more than its own uncertainty.

    Parameters
    ----------
    factor : float
        Mean moving range of the standardised values over 1.128.
    points : int
        How many values it comes from, 2 or more.

    Returns
    -------
    bool
        True where a process of chance alone would give so large a factor in under 5 per cent of series.

    References
    ----------
    Cryer and Ryan (1990), Journal of Quality Technology 22, 187-192: the factor's variance is near
    (0.826 n - 1.082) / (n - 1)^2.
    """
    standard_error = sqrt(max(0.826 * points - 1.082, 0.0)) / (points - 1)
    return factor > 1 + float(special.ndtri(CERTAINTY)) * standard_error


def _checked(numerators: npt.ArrayLike, denominators: npt.ArrayLike | None, *, counted: Counted) -> _Counts:
    """Return the counts, or refuse them."""
    if counted not in {"units", "events"}:
        raise TurnCurveError("What is counted is units or events", where="counted")
    having = check_values(numerators, name="numerators")
    whole = np.ones(len(having)) if denominators is None else check_values(denominators, name="denominators")
    if len(whole) != len(having):
        raise TurnCurveError("The numerators and denominators differ in number", where="denominators")
    are_units = counted == "units" and denominators is not None
    for row, (part, total) in enumerate(zip(having, whole, strict=True), start=1):
        if are_units:
            check_proportion(part, total)
        check_whole(part, name=f"numerators, point {row}")
        if total < 0 or (total == 0 and part > 0):
            raise TurnCurveError("Events are counted where there is no exposure", where=f"denominators, point {row}")
    return _Counts(numerators=having, denominators=whole, are_units=are_units)


def _check_kind(kind: str, *, counts: _Counts, has_denominators: bool) -> None:
    """Refuse a kind of chart that does not suit the counts."""
    suitable = {"p", "p'"} if counts.are_units else {"u", "u'"} if has_denominators else {"c", "u'"}
    if kind not in suitable:
        raise TurnCurveError(
            "This kind of chart does not suit the counts", where="kind", remedy=f"Use {' or '.join(sorted(suitable))}"
        )


def _chosen(
    counts: _Counts, windows: Sequence[Window], *, design: ChartDesign, has_denominators: bool
) -> tuple[str, str]:
    """Return the kind of chart that the data call for, and why."""
    plain, what = ("p", "units have the property or not") if counts.are_units else ("u", "events per exposure")
    if not has_denominators:
        plain, what = "c", "a count without a denominator"
    ranges: list[Floats] = []
    points = 0
    for stretch in stretches(windows, design.rebases):
        positions = np.arange(stretch.positions.start, stretch.positions.stop)
        baseline = positions[counts.denominators[positions] > 0][: design.fix_after]
        if not _reason(counts, baseline):
            ranges.append(np.abs(np.diff(counts.scores(baseline))))
            points += len(baseline)
    if not ranges:
        return plain, what
    factor = exact_mean(np.concatenate(ranges)) / RANGE_TO_SIGMA
    if over_dispersion_is_certain(factor, points=points):
        return ("p'" if plain == "p" else "u'"), f"{what}, and they vary more than chance alone would make them"
    return plain, f"{what}, and they vary no more than chance could make them"


def _reason(counts: _Counts, baseline: Positions) -> str:
    """Return why these windows can set no limits; empty where they can."""
    if len(baseline) < FEWEST_POINTS:
        return f"there are fewer than {FEWEST_POINTS} windows with units to set limits from"
    centre = counts.pooled(baseline)
    if centre == 0:
        return "nothing was counted in any window, so there is no variation to set limits from"
    if counts.are_units and centre == 1:
        return "every unit has the property, so there is no variation to set limits from"
    values = counts.values[baseline]
    if np.ptp(values) <= NEGLIGIBLE * np.abs(values).max():
        return "every value is the same, so there is no variation to set limits from"
    return ""


def _is_stepped(counts: _Counts, baseline: Positions, *, sigma: Floats, is_widened: bool) -> bool:
    """Tell whether large steps leave nothing that ordinarily moves, or most windows outside their own limits."""
    moves = np.abs(np.diff(counts.scores(baseline)))
    large = moves >= SCREEN * exact_mean(moves)
    if not large.any():
        return False
    # Bare chance makes rare counts stand still and then move by one: only a spread beyond chance tells of steps.
    still = is_widened and bool((moves[~large] <= NEGLIGIBLE * moves.max()).all())
    distance = np.abs(counts.values[baseline] - counts.pooled(baseline))
    return still or bool(np.mean(distance > 3 * sigma) > MOST_OUTSIDE)


def _limits(
    counts: _Counts, positions: Positions, *, baseline: Positions, is_widened: bool, least: float
) -> Limits | NoLimits:
    """Return three standard deviations to either side, widened by Laney's factor where asked, cut at 0 and 1."""
    reason = _reason(counts, baseline)
    centre = counts.pooled(baseline) if len(baseline) else None
    if reason or centre is None:
        return NoLimits(reason=reason, centre=centre)
    factor = max(exact_mean(np.abs(np.diff(counts.scores(baseline)))) / RANGE_TO_SIGMA, least) if is_widened else None
    spread = counts.sigma(baseline, centre) * (factor or 1.0)
    if _is_stepped(counts, baseline, sigma=spread, is_widened=is_widened):
        return NoLimits(reason=STEPPED, centre=centre)
    sigma = counts.sigma(positions, centre) * (factor or 1.0)
    upper = centre + 3 * sigma
    return Limits(
        centre=centre,
        lower=np.maximum(centre - 3 * sigma, 0.0),
        upper=np.minimum(upper, 1.0) if counts.are_units else upper,
        near_lower=centre - 2 * sigma,
        near_upper=centre + 2 * sigma,
        sigma=sigma,
        over_dispersion=factor,
        caution=_caution(counts, positions, centre=centre),
    )


def _caution(counts: _Counts, positions: Positions, *, centre: float) -> str:
    """Return a caution where counts are too small for limits from a normal distribution."""
    expected = counts.denominators[positions] * centre
    if counts.are_units:
        expected = np.minimum(expected, counts.denominators[positions] - expected)
    if expected.min() >= SMALL_EXPECTED_COUNT:
        return ""
    return (
        f"an expected count is under {SMALL_EXPECTED_COUNT}, so that limits signal too often; "
        "longer windows, or a g or t chart, would serve better"
    )
