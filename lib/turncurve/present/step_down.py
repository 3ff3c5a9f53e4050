"""The exhibit of step-downs: who came back within 6 and 12 months, and who was stepped up."""

from __future__ import annotations

from turncurve.analyses.questions.step_down import BackAgain, StepDown
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.methods.bounds import Interval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period

TITLE = "Stepped down, and back again"
NONE_HELD = (
    "Whether children who were stepped down came back cannot be told, because no early help return is held; "
    "`turncurve template early_help` writes an empty one."
)
CANNOT_TELL = "cannot tell"
_HEADS = (
    "Quarter",
    "Stepped down",
    "Back within 6 months, of those whose 6 months were up",
    "Back within 12 months, of those whose 12 months were up",
    "Early help that ended by stepping up",
)
_NOTES = (
    "Each share is of step-downs that had their whole window: one of last month is in none of them yet.",
    "Cannot tell: the records do not reach back far enough before the quarter.",
    "The same children are in a 6 month window and, half a year later, in a 12 month window.",
)


@presents(StepDown)
def step_down_exhibit(released: Releasable[StepDown]) -> Exhibit:
    """Show who came back after a step-down.

    Parameters
    ----------
    released : Releasable of StepDown
        What may be shown.

    Returns
    -------
    Exhibit
        One row a quarter.
    """
    found = released.value
    if not found.figures:
        return Exhibit(TITLE, NONE_HELD)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(found),
        columns=tuple(Column(name, numeric=place > 0) for place, name in enumerate(_HEADS)),
        rows=tuple(_row(found, each) for each in found.periods),
        notes=(*_NOTES, *found.figures[1].definition.caveats),
        source=series_table.source(found.figures[1]),
    )


def _sentence(found: StepDown) -> str:
    """Say how many came back in the last year's windows, and of how many it cannot be told yet."""
    said = "".join(_told(each) for each in found.back)
    if not said:
        said = "How many came back within a whole window cannot be told for the last year, or may not be shown. "
    waiting = found.still_open.get(12)
    if waiting:
        said += (
            f"Of the {words.plural(waiting, 'step-down')} of the last 12 months it cannot be told yet for 12 months."
        )
    return said.strip()


def _told(each: BackAgain) -> str:
    """Say how many came back within one window."""
    around = ""
    if isinstance(each.interval, Interval):
        low, high = (words.number(100 * end, decimals=1) for end in (each.interval.lower, each.interval.upper))
        around = f"; range {low}% to {high}%"
    share = words.number(100 * each.back / each.followed, decimals=1)
    counts = f"{words.number(each.back)} of {words.number(each.followed)}"
    return f"{share}% ({counts}{around}) were back within {each.months} months of a step-down. "


def _row(found: StepDown, period: Period) -> tuple[str, ...]:
    """Return one quarter's row."""
    return (period.label, *(_cell(each, period) for each in found.figures))


def _cell(figures: Figures, period: Period) -> str:
    """Return one value with its counts."""
    each = next((one for one in figures.measurements if one.period == period), None)
    if each is None:
        return "–"
    value = figures.value(each)
    if each.status in {"not available", "history too short"}:
        return CANNOT_TELL
    if value is None:
        return words.shown(None, status=each.status)
    return words.ratio(figures, each) if figures.definition.kind == "proportion" else words.number(value)
