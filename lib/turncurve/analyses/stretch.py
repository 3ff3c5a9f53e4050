"""The unbroken stretch of a series about its baseline, or the reason why none can be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from turncurve.analyses import spread
from turncurve.analyses.charting import POOLED
from turncurve.analyses.do_nothing import SEASONS
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.turned import ScaledSeries, scale_counts, scale_shares, seasonal_exposure
from turncurve.reference.periods import MONTHS_IN, month

FEWEST_FOR_SEASON = 4
MEANS = "a mean over pooled years shares children with the one before it, so that neighbours are alike whatever happens"
LENGTHS = "the periods held are of different lengths"


@dataclass(frozen=True)
class Stretch:
    """Periods that follow one another, each with a value, about a baseline's end.

    Parameters
    ----------
    figures : Figures
        The series with those periods alone.
    origin : int
        How many of them came up to the baseline's end.
    reason : str
        Why nothing can be told from them, as a clause without its full stop; empty where something can.
    left_out : str
        Which periods of the series are not among them and why, as a sentence; empty where all are.
    """

    figures: Figures
    origin: int
    reason: str = ""
    left_out: str = ""

    @property
    def before(self) -> Figures:
        """The figures up to the baseline's end alone."""
        return replace(self.figures, measurements=self.figures.measurements[: self.origin])

    @property
    def after(self) -> tuple[Measurement, ...]:
        """The measurements that came since."""
        return self.figures.measurements[self.origin :]

    def scaled(self) -> ScaledSeries:
        """Put the stretch on the scale on which chance varies it evenly.

        Returns
        -------
        ScaledSeries
            Counts by month or quarter with the season that the past alone shows; shares with their denominators.
        """
        held = self.figures.measurements
        numerators = np.array([each.numerator or 0 for each in held], dtype=float)
        if self.figures.definition.kind == "proportion":
            return scale_shares(numerators, [each.denominator or 0 for each in held])
        length = SEASONS[self.figures.grain() or "year"]
        if length == 1 or self.origin < FEWEST_FOR_SEASON or self.figures.definition.window != "flow":
            return scale_counts(numerators)
        return scale_counts(
            numerators, exposure=seasonal_exposure(numerators, origin=self.origin, season_length=length)
        )


def stretch_about(figures: Figures, end: dt.date | None) -> Stretch:
    """Find the periods from which a turn can be told.

    Parameters
    ----------
    figures : Figures
        One series of one area, as it may be shown.
    end : datetime.date, optional
        The baseline's end; None where there is none, so that every period is a part of the past.

    Returns
    -------
    Stretch
        The periods without a break up to the baseline's end, and those without a break since. A value hidden since
        then is a reason, because the small ones are the hidden ones.
    """
    reason = _why_not(figures)
    if reason:
        return Stretch(replace(figures, measurements=()), 0, reason)
    held = figures.measurements
    split = len(held) if end is None else sum(each.period.end <= end for each in held)
    before = _unbroken(figures, reversed(held[:split]))[::-1]
    after = _unbroken(figures, (*before[-1:], *held[split:]))[len(before[-1:]) :]
    whole = replace(figures, measurements=(*before, *after))
    hidden = next((each for each in held[split:] if each.status == "hidden"), None)
    reason = _reason(figures, whole, last=held[split - 1] if split else None, hidden=hidden)
    if not reason and before and not after and held[split:]:
        reason = _gap_at_once(figures, held[split - 1], held[split])
    return Stretch(
        figures=whole,
        origin=len(before),
        reason=reason,
        left_out=_left_out(figures, before=held[: split - len(before)], after=held[split + len(after) :]),
    )


def _why_not(figures: Figures) -> str:
    """Say why no part of a series can be read; empty where one can."""
    if figures.definition.kind == "mean":
        return MEANS
    if figures.definition.window == "three years pooled" or figures.grain() == "three_years":
        return POOLED
    if not figures.measurements:
        return "no period is held"
    return "" if figures.grain() else LENGTHS


def _unbroken(figures: Figures, members: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """Return the first measurements that have a value and follow one another, in either order of time."""
    months = MONTHS_IN[figures.grain() or "year"]
    kept: list[Measurement] = []
    for each in members:
        if figures.value(each) is None or (kept and abs(_month(each) - _month(kept[-1])) != months):
            break
        kept.append(each)
    return tuple(kept)


def _month(measurement: Measurement) -> int:
    """Return the number of the month in which a measurement's period ends."""
    return measurement.period.end.year * 12 + measurement.period.end.month


def _reason(figures: Figures, whole: Figures, *, last: Measurement | None, hidden: Measurement | None) -> str:
    """Say why nothing can be told from a stretch; empty where something can."""
    if hidden is not None:
        return f"a value since the baseline is hidden ({hidden.period.label}), and the small ones are the hidden ones"
    if last is not None and figures.value(last) is None:
        return f"the last value of the baseline ({last.period.label}) is {_absent(last)}"
    if not whole.measurements:
        return "no period has a value"
    return spread.too_many_hidden(figures)


def _gap_at_once(figures: Figures, last: Measurement, following: Measurement) -> str:
    """Say that the first period since the baseline has no value, so that none that came later follows from it."""
    missing = missing_between(figures, last, following)
    if not missing:
        return f"the first period since the baseline, {following.period.label}, is {_absent(following)}"
    return f"the series has a gap right after the baseline's end: {_listed(missing)} missing"


def missing_between(figures: Figures, one: Measurement, two: Measurement) -> tuple[dt.date, ...]:
    """Return the ends of the periods that ought to lie between two and are not in the series at all.

    Parameters
    ----------
    figures : Figures
        One series, from whose length of period it follows which ought to be there.
    one, two : Measurement
        Neighbours in the series, the earlier first.

    Returns
    -------
    tuple of datetime.date
        In order of time; none where periods are of several lengths, or pooled.
    """
    grain = figures.grain()
    if grain is None or grain == "three_years":
        return ()
    first, until = _month(one) + MONTHS_IN[grain], _month(two)
    return tuple(month((at - 1) // 12, (at - 1) % 12 + 1).end for at in range(first, until, MONTHS_IN[grain]))


def _listed(ends: Sequence[dt.date]) -> str:
    """Name missing periods by the month that each ends in."""
    named = [f"the one to {end:%B %Y}" for end in ends]
    return f"{named[0]} is" if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]} are"


def _left_out(figures: Figures, *, before: Sequence[Measurement], after: Sequence[Measurement]) -> str:
    """Say which periods are left out."""
    said = []
    if before:
        why = _broken(figures, before[-1])
        said.append(f"Periods up to {before[-1].period.label} are left out, because {why}.")
    if after:
        said.append(f"Periods from {after[0].period.label} on are left out, because {_broken(figures, after[0])}.")
    return " ".join(said)


def _broken(figures: Figures, measurement: Measurement) -> str:
    """Say how a series breaks at a measurement."""
    if figures.value(measurement) is not None:
        return "the series has a gap there"
    return f"the value of that one is {_absent(measurement)}"


def _absent(measurement: Measurement) -> str:
    """Say why a measurement has no value."""
    return {"hidden": "hidden", "no cases": "a share of no cases"}.get(measurement.status, "not available")
