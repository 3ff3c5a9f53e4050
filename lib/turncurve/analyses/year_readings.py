"""A series read as a target reads it: over the twelve months up to each period's end, or on the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from turncurve.analyses.measure_status import FEWEST_CASES, Reading
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import MONTHS_IN, Period
from turncurve.tables.story import Aim

FAIR = ("measured", "no cases")
RUN = 4
"""Readings in a row that show that a target met has lasted: by quarters a year; of three years the first and the last
share none."""
RUN_BY_YEAR = 2


def over_twelve_months(figures: Figures, *, years: Figures | None = None) -> Figures:
    """Return a series over the twelve months up to the end of each of its periods.

    Parameters
    ----------
    figures : Figures
        One series of one area, by months, quarters or years; or of dates.
    years : Figures, optional
        Years of the same series: where a quarter is hidden from the public and its year is not, the year is read.

    Returns
    -------
    Figures
        Neighbours share months, so they are for reading and not for a chart; what is open on a date, years and longer
        windows stay as they are. None of a stretch with a gap, and none that ends in a period without cases: nothing
        new was counted in it.
    """
    grain = figures.grain()
    if figures.definition.window == "point" or grain not in {"month", "quarter"}:
        return figures
    needed = 12 // MONTHS_IN[grain]
    held = figures.measurements
    stretches = [held[end - needed : end] for end in range(needed, len(held) + 1)]
    whole = [each for each in stretches if _is_a_year(each) and each[-1].status != "no cases"]
    shown = {each.period: each for each in (years.measurements if years else ()) if each.status in FAIR}
    together = [_together(each) for each in whole]
    read = tuple(shown.get(each.period, each) if each.status == "hidden" else each for each in together)
    return replace(figures, measurements=read)


def readings(figures: Figures, *, target: float, aim: Aim) -> tuple[Reading, ...]:
    """Hold each value that is known against a target.

    Parameters
    ----------
    figures : Figures
        A series as the target reads it, from `over_twelve_months`.
    target : float
        In the indicator's unit.
    aim : {"at most", "at least"}
        On which side the target is met.

    Returns
    -------
    tuple of Reading
        In order of time.
    """
    known = [(each, figures.value(each)) for each in figures.measurements]
    return tuple(
        Reading(each.period, is_met(value, target=target, aim=aim), _one_decides(figures, each, target=target, aim=aim))
        for each, value in known
        if value is not None
    )


def run_needed(figures: Figures) -> int:
    """Return how many readings in a row show that a target met has lasted.

    Parameters
    ----------
    figures : Figures
        The series as measured.

    Returns
    -------
    int
        Two, where years are held; four of anything shorter, or of three years together.
    """
    return RUN_BY_YEAR if figures.grain() in {"year", None} else RUN


def is_met(value: float, *, target: float, aim: Aim) -> bool:
    """Tell whether a value is where a target wants it.

    Parameters
    ----------
    value, target : float
        In the indicator's unit.
    aim : {"at most", "at least"}
        On which side the target is met.

    Returns
    -------
    bool
        True at the target itself.
    """
    return value <= target + 1e-9 if aim == "at most" else value >= target - 1e-9


def year_before(figures: Figures, latest: Measurement) -> Measurement | None:
    """Return the value of a year earlier.

    Parameters
    ----------
    figures : Figures
        A series as the target reads it.
    latest : Measurement
        One of its measurements.

    Returns
    -------
    Measurement or None
        That whose period ends in the same month of the year before; None where there is none.
    """
    end = latest.period.end
    wanted = (end.year - 1, end.month)
    same = [each for each in figures.measurements if (each.period.end.year, each.period.end.month) == wanted]
    return same[-1] if same else None


def _one_decides(figures: Figures, measurement: Measurement, *, target: float, aim: Aim) -> bool:
    """Tell whether a share of few cases would be on the other side with one case more or fewer."""
    # A target of none, or of all, is about every case: there one case ought to decide.
    above, below = measurement.numerator, measurement.denominator
    if (aim == "at most" and target <= 0) or (aim == "at least" and target >= 100):
        return False
    if figures.definition.kind != "proportion" or above is None or not below or below >= FEWEST_CASES:
        return False
    near = [100 * count / below for count in (above - 1, above, above + 1) if 0 <= count <= below]
    return len({is_met(value, target=target, aim=aim) for value in near}) > 1


def _is_a_year(members: Sequence[Measurement]) -> bool:
    """Tell whether periods follow one another for twelve months."""
    return Period(members[0].period.start, members[-1].period.end).months == 12


def _together(members: Sequence[Measurement]) -> Measurement:
    """Return several measurements as one over all of their time."""
    first, period = members[0], Period(members[0].period.start, members[-1].period.end)
    wanting = next((each.status for each in members if each.status not in FAIR), None)
    if wanting is not None:
        return Measurement(first.area, period, None, None, wanting, first.breakdown)
    below = [each.denominator for each in members if each.denominator is not None]
    denominator = sum(below) if below else None
    above = sum(each.numerator or 0 for each in members)
    return Measurement(first.area, period, above, denominator, "no cases" if denominator == 0 else "measured")
