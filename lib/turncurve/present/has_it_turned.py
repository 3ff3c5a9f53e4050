"""The exhibits of whether the curve has really changed."""

from __future__ import annotations

from turncurve.analyses.questions.has_it_turned import Change
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import NoInterval
from turncurve.present import series_table, words
from turncurve.present.exhibit import Exhibit, presents


@presents(Change)
def change_exhibit(released: Releasable[Change]) -> Exhibit:
    """Say what the last two years' counts are, and whether the change is real.

    Parameters
    ----------
    released : Releasable of Change
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence and a table of the years.
    """
    change = released.value
    figures = change.figures[0]
    return Exhibit(
        title=f"{figures.definition.title}: the last two years",
        sentence=_change_sentence(change),
        answer=_change_answer(change),
        columns=series_table.columns(figures.definition),
        rows=tuple(series_table.row(figures, each) for each in figures.measurements),
        notes=() if isinstance(change.difference, NoInterval) else (words.WHY_AN_INTERVAL,),
        source=series_table.source(figures),
    )


def _change_answer(change: Change) -> str:
    """Say in one line whether it has really changed."""
    if change.latest is None or change.before is None:
        return "There is not enough to say whether it has changed."
    if change.verdict == "cannot tell":
        return "We cannot tell whether it has really changed."
    return f"It has really {change.verdict}."


def _change_sentence(change: Change) -> str:
    """Say the counts first, then what they can and cannot tell."""
    figures, latest, before = change.figures[0], change.latest, change.before
    title = figures.definition.title
    if latest is None:
        return f"{title}: there is no year to report."
    said = f"{title}: {words.ratio(figures, latest)} {words.within(latest.period)}"
    if before is None:
        return f"{said}. There is no earlier year to compare with."
    said = f"{said}; {words.ratio(figures, before)} {words.within(before.period)}."
    bounds = change.difference
    if isinstance(bounds, NoInterval):
        return f"{said} Whether it has changed cannot be told, because {bounds.reason}."
    points = "percentage points" if figures.definition.kind == "proportion" else figures.definition.unit
    return f"{said} The counts fit anything from {_step(bounds.lower)} to {_step(bounds.upper)} {points}."


def _step(change: float) -> str:
    """Write a change with its direction in words."""
    way = "a fall of" if change < 0 else "a rise of"
    return f"{way} {words.number(abs(change), decimals=1)}"
