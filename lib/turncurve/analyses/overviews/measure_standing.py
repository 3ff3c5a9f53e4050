"""How one measure of the plan stands: its target beside its counts, its change, its chance, and its status."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, sqrt

from turncurve.analyses import do_nothing
from turncurve.analyses.evidence_held import Evidence
from turncurve.analyses.measure_status import Direction, MeasureEvidence, measure_status
from turncurve.analyses.plan_items import MeasureItem
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.analyses.spread import spread_of
from turncurve.analyses.status import Judgement, no_better_than
from turncurve.analyses.target_ahead import chance_of
from turncurve.analyses.usual_spread import Usual
from turncurve.analyses.year_readings import is_met, over_twelve_months, readings, run_needed, year_before
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.forecast import Forecast
from turncurve.reference.periods import Period
from turncurve.tables.story import Target

MOST_YEARS = 3
"""No chance is given of a date further ahead than this."""


@dataclass(frozen=True)
class MeasureStanding:
    """How one measure stands.

    Parameters
    ----------
    item : MeasureItem
        The measure as the plan has it.
    figures : Figures or None
        Its series as its target reads it; None where its indicator cannot be measured.
    evidence : MeasureEvidence
        What its status rests on.
    change : Interval or NoInterval
        Bounds for the change since the year before, in the indicator's unit.
    chance_at_aim : float or None
        Chance that it is met at the date by which all is to be met, 0 to 1.
    judgement : Judgement
        Its status.
    """

    item: MeasureItem
    figures: Figures | None
    evidence: MeasureEvidence
    change: Interval | NoInterval
    chance_at_aim: float | None
    judgement: Judgement

    @property
    def latest(self) -> Measurement | None:
        """The last value; None where nothing is held."""
        return self.figures.measurements[-1] if self.figures and self.figures.measurements else None

    @property
    def before(self) -> Measurement | None:
        """The value of a year earlier; None where there is none."""
        return year_before(self.figures, self.latest) if self.figures and self.latest else None


def standing_of(
    item: MeasureItem,
    figures: Figures | None,
    *,
    as_at: dt.date,
    aim_on: dt.date,
    years: Figures | None = None,
    warned: str = "",
) -> MeasureStanding:
    """Say how one measure stands.

    Parameters
    ----------
    item : MeasureItem
        The measure as the plan has it.
    figures : Figures or None
        Its series, by quarters where the records allow it; None where it cannot be measured.
    as_at : datetime.date
        The report's date; nothing after it is read.
    aim_on : datetime.date
        By when all is to be met.
    years : Figures, optional
        Its last years, which the public may be shown where a quarter is hidden.
    warned : str
        What the early warning says of it, as a clause; empty where no warning stands.

    Returns
    -------
    MeasureStanding
        With its status by the written rule.
    """
    known = _up_to(figures, as_at) if figures else None
    read = over_twelve_months(known, years=years) if known else None
    change = _change(read, known) if read and known else NoInterval("nothing is measured", "none")
    evidence = _evidence(item, known, read, aim_on=aim_on)
    evidence = replace(evidence, direction=_direction(change, item), aim=aim_on, warned=warned)
    at_aim = _chance(item, known, by=aim_on)[0] if known and item.target is not None else None
    # What is met and due already has no chance of its own: whether it lasts is judged by the day of the aim.
    is_due = evidence.deadline <= as_at < aim_on and evidence.probability is None
    judged = measure_status(replace(evidence, probability=at_aim) if is_due else evidence, as_at=as_at)
    if item.held_to:
        aim, target = item.held_to
        first = replace(item, aim=aim, target=target, eased="", held_to=None)
        by_first = standing_of(first, figures, as_at=as_at, aim_on=aim_on, years=years, warned=warned).judgement
        said = f"{item.eased}; by the earlier target, {by_first.because}"
        judged = no_better_than(judged, by_first.status, rule="target eased", because=said)
    if item.eased:
        judged = no_better_than(judged, "cannot tell", rule="target eased", because=item.eased)
    return MeasureStanding(item, read, evidence, change, at_aim, judged)


def _up_to(figures: Figures, as_at: dt.date) -> Figures:
    """Return the part of a series that had ended by a date."""
    return replace(figures, measurements=tuple(each for each in figures.measurements if each.period.end <= as_at))


def _evidence(item: MeasureItem, known: Figures | None, read: Figures | None, *, aim_on: dt.date) -> MeasureEvidence:
    """Gather what the status rests on."""
    due = item.due or aim_on
    if known is None or read is None or item.target is None:
        missing = "no target is written down" if item.target is None else "the records do not hold what it counts"
        return MeasureEvidence((), due, Evidence(None, missing=missing))
    held = readings(read, target=item.target, aim=item.aim)
    hidden = bool(read.measurements) and read.measurements[-1].status == "hidden"
    latest = held[-1].period.end if held else None
    by_year = known.grain() not in {"month", "quarter"}
    deadline = item.slip.to if item.slip.to and item.slip.is_approved else due
    chance, why = _chance(item, known, by=deadline)
    return MeasureEvidence(
        () if hidden else held,
        due,
        Evidence(latest, item.against, by_year=by_year),
        revised=item.slip.to,
        approved=item.slip.is_approved,
        probability=chance,
        why_no_probability=why,
        keeps_pace=_keeps_pace(item, read, due=deadline),
        run_needed=run_needed(known),
        hidden=hidden,
    )


def _change(read: Figures, known: Figures) -> Interval | NoInterval:
    """Bound the change since the year before, with the scatter of the quarters that the years are made of."""
    latest = read.measurements[-1] if read.measurements else None
    before = year_before(read, latest) if latest else None
    if latest is None or before is None:
        return NoInterval("there is no value of a year before", "none")
    return Change((replace(read, measurements=(before, latest)),), usual=_own_scatter(known, before, latest)).difference


def _own_scatter(known: Figures, before: Measurement, latest: Measurement) -> Usual | None:
    """Return how much a series varies beyond chance by its own quarters; None where those are too few to tell."""
    spread = spread_of(known)
    if spread.known != "own" or known.definition.kind == "mean":
        return None
    if known.definition.kind == "proportion":
        return Usual(spread.factor)
    level = ((before.numerator or 0) + (latest.numerator or 0)) / 2
    return Usual(sqrt((spread.factor - 1) / level)) if level else None


def _direction(change: Interval | NoInterval, item: MeasureItem) -> Direction:
    """Tell whether a measure is really changing, as its target would have it or not."""
    if isinstance(change, NoInterval) or change.lower <= 0 <= change.upper:
        return "cannot tell"
    return "better" if (change.lower > 0) == (item.aim == "at least") else "worse"


def _keeps_pace(item: MeasureItem, read: Figures, *, due: dt.date) -> bool | None:
    """Tell whether the last value is as far as the straight line from the baseline to the target."""
    known = [each for each in read.measurements if read.value(each) is not None]
    if item.baseline is None or item.baseline_on is None or item.target is None or not known:
        return None
    latest, whole = known[-1], (due - item.baseline_on).days
    if whole <= 0:
        return None
    gone = min(1.0, max(0.0, (latest.period.end - item.baseline_on).days / whole))
    return is_met(read.value(latest) or 0.0, target=item.baseline + gone * (item.target - item.baseline), aim=item.aim)


def _chance(item: MeasureItem, known: Figures, *, by: dt.date) -> tuple[float | None, str]:
    """Return the chance that the target is met by a date if nothing changes, or why there is none."""
    if item.target is None or not known.measurements:
        return None, "nothing is measured"
    # Dates of one year ahead, such as those of a notice's requirements, share a forecast.
    years = min(MOST_YEARS, max(1, ceil((by - known.measurements[-1].period.end).days / 365.25)))
    forecast, periods = _ahead(known, years)
    if not periods:
        return None, forecast.reason
    found = chance_of(Target(item.target, by, item.aim), known, forecast=forecast, periods=periods)
    if found.early:
        return None, "its date is further ahead than a forecast goes"
    return found.probability, found.reason or ("" if found.probability is not None else forecast.reason)


@lru_cache(maxsize=256)
def _ahead(known: Figures, years: int) -> tuple[Forecast, tuple[Period, ...]]:
    """Forecast a series some years ahead, and say of which periods."""
    periods = do_nothing.periods_ahead(known, years=years)
    return do_nothing.expected(known, horizon=len(periods)).forecast, periods
