"""The exhibit of the curve so far."""

from __future__ import annotations

from turncurve.analyses.questions.the_curve_so_far import History
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Exhibit, presents
from turncurve.present.picture import Line, Picture, Whiskers


@presents(History)
def history_exhibit(released: Releasable[History]) -> Exhibit:
    """Show the curve so far.

    Parameters
    ----------
    released : Releasable of History
        What may be shown.

    Returns
    -------
    Exhibit
        A line with an interval at each point, and its table.
    """
    history = released.value
    figures = history.figures[0]
    bounds = history.intervals
    x = tuple(each.period.end for each in figures.measurements)
    line = Line(x, tuple(figures.value(each) for each in figures.measurements), label=figures.definition.title)
    low, high = (tuple(_end(each, upper) for each in bounds) for upper in (False, True))
    whiskers = (Whiskers(x, low, high, "95% interval"),) if any(value is not None for value in low) else ()
    return Exhibit(
        title=f"{figures.definition.title}, by {_grain(figures)}",
        sentence=_history_sentence(figures),
        columns=series_table.columns(figures.definition, interval=bool(whiskers)),
        rows=tuple(
            series_table.row(figures, each, bounds=bound if whiskers else None)
            for each, bound in zip(figures.measurements, bounds, strict=True)
        ),
        picture=Picture((*whiskers, line), unit=series_table.unit(figures.definition)),
        notes=(
            *series_table.unknown_note(figures),
            *series_table.hidden_note(figures),
            *_interval_notes(bounds),
            *(series_table.spread_note(history.spread) if whiskers else ()),
        ),
        source=series_table.source(figures),
    )


def _history_sentence(figures: Figures) -> str:
    """Say where the curve starts, ends, and has been lowest and highest."""
    known = [each for each in figures.measurements if figures.value(each) is not None]
    title = figures.definition.title
    if not known:
        return f"{title}: no value can be shown for any period."
    first, last = known[0], known[-1]
    lowest = min(known, key=lambda each: figures.value(each) or 0.0)
    highest = max(known, key=lambda each: figures.value(each) or 0.0)
    missing = len(figures.measurements) - len(known)
    gaps = f" {words.plural(missing, 'period has', many='periods have')} no value to show." if missing else ""
    start, end, low, high = (
        f"{words.ratio(figures, each)} {words.within(each.period)}" for each in (first, last, lowest, highest)
    )
    if len(known) == 1:
        return f"{title}: {start}, the only value that can be shown.{gaps}"
    if figures.value(lowest) == figures.value(highest):
        level = words.amount(figures.value(lowest) or 0.0, figures.definition)
        ends = f"the first is {first.period.label} and the last {last.period.label}"
        return f"{title}: {level} in each of {len(known)} periods; {ends}.{gaps}"
    return f"{title} went from {start} to {end}; the lowest was {low} and the highest {high}.{gaps}"


def _interval_notes(bounds: tuple[Interval | NoInterval, ...]) -> tuple[str, ...]:
    """Say what the intervals are for, or why no value has one."""
    if any(isinstance(each, Interval) for each in bounds):
        return (words.WHY_AN_INTERVAL,)
    return tuple(sorted({f"No interval is shown: {each.reason}." for each in bounds if isinstance(each, NoInterval)}))


def _grain(figures: Figures) -> str:
    """Return the length of the figures' periods, in words."""
    return (figures.grain() or "period").replace("three_years", "three years together")


def _end(bounds: Interval | NoInterval, upper: bool) -> float | None:
    """Return one end of an interval, None where there is none."""
    if isinstance(bounds, NoInterval):
        return None
    return bounds.upper if upper else bounds.lower
