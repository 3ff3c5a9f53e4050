"""The exhibit of how soon children are back on a plan, by the year in which their last one ended."""

from __future__ import annotations

from turncurve.analyses.questions.time_to_return import MONTHS, Cohort, TimeToReturn
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture, Whiskers

NOT_YET = "not yet"
TWELVE = MONTHS.index(12)
NOTES = (
    (
        "Everyone whose plan ended in the period is followed for the same number of months, so that nobody's time is "
        "cut short; a period whose months have not all passed is not counted yet."
    ),
    "A child who moved away or turned 18 could not come back, and is counted among those who did not.",
)


@presents(TimeToReturn)
def time_to_return_exhibit(released: Releasable[TimeToReturn]) -> Exhibit:
    """Show how soon children are back on a plan.

    Parameters
    ----------
    released : Releasable of TimeToReturn
        What may be shown.

    Returns
    -------
    Exhibit
        A line for each number of months over the years of ending, and the counts; or why there is no curve.
    """
    found = released.value
    figures = found.figures[0]
    title = "How soon children are back on a plan"
    if found.reason:
        said = f"{figures.definition.title}: no curve of how soon, because {found.reason}."
        return Exhibit(title, said, source=series_table.source(figures))
    columns = [Column("Plans that ended in", numeric=False), Column("Plans that ended")]
    for months in MONTHS:
        columns += [Column(f"Back within {months} months"), Column("Percent"), Column("95% low"), Column("95% high")]
    return Exhibit(
        title,
        _sentence(found),
        columns=tuple(columns),
        rows=tuple(_row(found, each) for each in found.cohorts),
        picture=_picture(found),
        notes=(*NOTES, *_unsettled(found), words.WHY_AN_INTERVAL),
        source=series_table.source(figures),
    )


def _sentence(found: TimeToReturn) -> str:
    """Say the latest known share for each number of months, beside the one before."""
    said = []
    for place, months in enumerate(MONTHS):
        known = [each for each in found.cohorts if each.back[place][1] is not None]
        if not known:
            continue
        latest = _told(found, known[-1], place=place)
        before = f", after {_told(found, known[-2], place=place)}" if len(known) > 1 else ""
        said.append(f"{latest} were back within {months} months{before}")
    if not said:
        return "How soon children are back on a plan cannot be told: no share is known or may be shown."
    return f"Of children whose plan ended: {'; '.join(said)}."


def _unsettled(found: TimeToReturn) -> tuple[str, ...]:
    """Return a note on plans that began before the child's last had ended, so that a return cannot be told."""
    many = sum(each.unknown for each in found.figures[TWELVE].measurements if each.status == "measured")
    if not many:
        return ()
    return (f"Of {words.plural(many, 'plan')} the records do not say whether the child was back within 12 months.",)


def _told(found: TimeToReturn, cohort: Cohort, *, place: int) -> str:
    """Return one share with its counts and the period of ending."""
    count, share = cohort.back[place]
    amount = words.amount(share or 0.0, found.figures[place].definition)
    of = f" of {words.number(cohort.ended)}" if cohort.ended is not None else ""
    return f"{amount} ({words.number(count or 0)}{of}) of those {words.within(cohort.period)}"


def _row(found: TimeToReturn, cohort: Cohort) -> tuple[str, ...]:
    """Return one period's counts, shares and intervals."""
    decimals = found.figures[0].definition.decimals
    cells = [cohort.period.label, words.shown(cohort.ended, status="hidden" if _hidden(found, cohort, 0) else "")]
    for place in range(len(MONTHS)):
        count, share = cohort.back[place]
        if cohort.not_yet[place]:
            cells += [NOT_YET] * 2 + ["–"] * 2
            continue
        status = "hidden" if _hidden(found, cohort, place) else ""
        cells += [words.shown(count, status=status), words.shown(share, decimals=decimals, status=status)]
        bounds = cohort.intervals[place]
        cells += ["–", "–"] if isinstance(bounds, NoInterval) else _ends(bounds, decimals)
    return tuple(cells)


def _ends(bounds: Interval, decimals: int) -> list[str]:
    """Return the ends of an interval as text."""
    return [words.number(end, decimals=decimals) for end in (bounds.lower, bounds.upper)]


def _hidden(found: TimeToReturn, cohort: Cohort, place: int) -> bool:
    """Tell whether a share is hidden."""
    return any(each.period == cohort.period and each.status == "hidden" for each in found.figures[place].measurements)


def _picture(found: TimeToReturn) -> Picture | None:
    """Return a line for each number of months, intervals about that of twelve; none where nothing is known."""
    x = tuple(each.period.end for each in found.cohorts)
    lines = [
        Line(x, tuple(each.back[place][1] for each in found.cohorts), label=f"Within {MONTHS[place]} months", rank=rank)
        for rank, place in enumerate((TWELVE, 0, 2))
    ]
    if all(value is None for line in lines for value in line.y):
        return None
    ends = [each.intervals[TWELVE] for each in found.cohorts]
    low, high = (
        tuple(None if isinstance(each, NoInterval) else (each.upper if upper else each.lower) for each in ends)
        for upper in (False, True)
    )
    whiskers = (Whiskers(x, low, high, "95% interval, 12 months"),) if any(each is not None for each in low) else ()
    return Picture((*whiskers, *lines), unit="Percent of plans that ended")
