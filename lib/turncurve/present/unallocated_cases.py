"""The exhibit of children who wait for a worker: the council's curve, and each team's queue for who may see it."""

from __future__ import annotations

from turncurve.analyses.questions.unallocated_cases import AGES, UnallocatedCases, WaitingWith
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.backlog_ahead import days_allowed
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture

TITLE = "Children who wait for a worker"
WORKLIST = (
    "The list of these children stays beside the records: `turncurve worklist unallocated_cases` writes it, with how "
    "long each has waited."
)
_TEAM_HEADS = (
    "Team", "Waiting", "Limit", "Longest wait, working days", *(f"Up to {age}" for age in AGES), f"Over {AGES[-1]}",
    "Due in 5 days", "Past due", "Came a week", "Taken on a week", "Load", "Days a week", "Target queue",
    "Needed a week",
)  # fmt: skip
_MONTH_HEADS = ("Month", "Waiting at its end", "Became ready", "Given to a worker", "Waited over ten working days")
_NOTES = (
    "Due in 5 days: the time limit of the assessment runs out by then; past due: it has run out.",
    "Days a week are those on which workers are available; needed a week is the capacity needed, in cases.",
    "Load is what came for each case taken on in the last quarter: above 1 the queue grew.",
    "The target is the longest queue at which nearly nobody waits over a week; the capacity needed keeps it there.",
    "Where a queue is more than twice its target, the capacity needed brings it back in a quarter.",
    "The workforce page counts open cases that nobody holds, here each need of a worker counts: the two differ.",
)


@presents(UnallocatedCases)
def unallocated_cases_exhibit(released: Releasable[UnallocatedCases]) -> Exhibit:
    """Show how many children wait for a worker.

    Parameters
    ----------
    released : Releasable of UnallocatedCases
        What may be shown.

    Returns
    -------
    Exhibit
        The council's curve; the table is of the teams where those may be told, else of the months.
    """
    found = released.value
    waiting, ready, allocated, _ = found.figures
    lines = tuple(
        _line(held, label, rank)
        for rank, (held, label) in enumerate(
            ((waiting, "Waiting at the month's end"), (ready, "Became ready"), (allocated, "Given to a worker"))
        )
    )
    heads = _TEAM_HEADS if found.teams else _MONTH_HEADS
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        answer=_answer(waiting),
        columns=tuple(Column(name, numeric=place > 0) for place, name in enumerate(heads)),
        rows=tuple(map(_team, found.teams)) if found.teams else _months(found.figures),
        picture=Picture(lines, unit="Cases"),
        notes=(*_NOTES, WORKLIST) if found.teams else waiting.definition.caveats,
        source=series_table.source(waiting),
    )


def _line(held: Figures, label: str, rank: int) -> Line:
    """Return one measure as a line."""
    days = tuple(each.period.end for each in held.measurements)
    return Line(days, tuple(held.value(each) for each in held.measurements), label=label, rank=rank)


def _answer(waiting: Figures) -> str:
    """Say how many wait."""
    latest = waiting.measurements[-1] if waiting.measurements else None
    value = None if latest is None else waiting.value(latest)
    return "How many wait may not be shown." if value is None else f"{words.plural(value, 'case')} waited for a worker."


def _sentence(found: UnallocatedCases) -> str:
    """Say how many wait, how that compares with the worst month, and what came and was taken on."""
    waiting = found.figures[0]
    known = [(each, waiting.value(each)) for each in waiting.measurements if waiting.value(each) is not None]
    if not known:
        return "How many cases waited for a worker may not be shown for any month."
    last, size = known[-1]
    most, largest = max(known, key=lambda pair: pair[1] or 0.0)
    said = f"{words.plural(size or 0.0, 'case')} waited for a worker on {words.when(last.period)}"
    said += (
        ", the most on record"
        if size == largest
        else f"; the most on record was {words.number(largest or 0.0)} on {words.when(most.period)}"
    )
    over = [each for each in found.teams if each.size > each.limit]
    if found.teams:
        named = words.listed([each.team for each in over]) if over else "no team"
        named += " have" if len(over) > 1 else " has"
        said += f". Now {named} more waiting than usually come in {days_allowed(found.weeks_allowed)}"
    return f"{said}."


def _team(each: WaitingWith) -> tuple[str, ...]:
    """Return one team's row."""
    return (
        each.team,
        words.number(each.size),
        words.number(each.limit),
        "–" if each.oldest is None else words.number(each.oldest),
        *(words.number(count) for count in each.ages),
        words.number(each.running_out),
        words.number(each.run_out),
        words.number(each.arrivals, decimals=1),
        words.number(each.allocated, decimals=1),
        "–" if each.load is None else words.number(each.load, decimals=2),
        "–" if each.days_available is None else words.number(each.days_available, decimals=1),
        words.number(each.target, decimals=1),
        words.number(each.capacity_needed, decimals=1),
    )


def _months(figures: tuple[Figures, ...]) -> tuple[tuple[str, ...], ...]:
    """Return one row a month."""
    waiting, ready, allocated, long = figures
    by_end = [{each.period.end: (held, each) for each in held.measurements} for held in (ready, allocated, long)]
    rows = []
    for each in waiting.measurements:
        cells = [words.shown(waiting.value(each), status=each.status)]
        for held in by_end:
            other = held.get(each.period.end)
            cells.append("–" if other is None else _cell(*other))
        rows.append((f"{each.period.end:%B %Y}", *cells))
    return tuple(rows)


def _cell(figures: Figures, each: Measurement) -> str:
    """Return one value as text."""
    value = figures.value(each)
    if value is None:
        return words.shown(None, status=each.status)
    return words.ratio(figures, each) if figures.definition.kind == "proportion" else words.number(value)
