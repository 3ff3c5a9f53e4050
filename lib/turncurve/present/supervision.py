"""Exhibits of supervision: as often as due, and for all that it is for."""

from __future__ import annotations

from turncurve.analyses.questions.supervision import FunctionsOfSupervision, Supervision
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Bars, Line, Picture

A_YEAR_BEFORE = -5
"""Place of the same quarter a year before, where quarters follow one another to the last."""

NONE_HELD = "No record of supervision, with a list of workers, is held, so supervision cannot be measured here."
TITLE, FUNCTIONS_TITLE = "Supervision as often as due", "What supervision was for"


@presents(Supervision)
def supervision_exhibit(released: Releasable[Supervision]) -> Exhibit:
    """Show how often supervision was held as often as due.

    Parameters
    ----------
    released : Releasable of Supervision
        What may be shown.

    Returns
    -------
    Exhibit
        A line over the quarters, one row a quarter.
    """
    figures = released.value.figures[0] if released.value.figures else None
    if figures is None or not figures.measurements:
        return Exhibit(TITLE, NONE_HELD)
    days = tuple(each.period.end for each in figures.measurements)
    values = tuple(figures.value(each) for each in figures.measurements)
    return Exhibit(
        title=TITLE,
        sentence=_sentence(figures),
        columns=series_table.columns(figures.definition, first="Quarter"),
        rows=tuple(series_table.row(figures, each) for each in figures.measurements),
        picture=Picture(
            (Line(days, values, label="As often as due"),), unit=series_table.unit(figures.definition), top=100
        ),
        notes=(*figures.definition.caveats, f"{released.value.rule.source}."),
        source=series_table.source(figures),
    )


@presents(FunctionsOfSupervision)
def functions_exhibit(released: Releasable[FunctionsOfSupervision]) -> Exhibit:
    """Show in how many sessions each function was covered.

    Parameters
    ----------
    released : Releasable of FunctionsOfSupervision
        What may be shown.

    Returns
    -------
    Exhibit
        A bar a function for the last quarter; beside it in the table the same quarter a year before.
    """
    figures = released.value.figures[0] if released.value.figures else None
    if figures is None or not figures.measurements:
        return Exhibit(FUNCTIONS_TITLE, NONE_HELD)
    names = tuple(released.value.rule.functions.values())
    every = sorted({each.period for each in figures.measurements})
    periods = [every[place] for place in (A_YEAR_BEFORE, -1) if len(every) >= -place]
    held = {(dict(each.breakdown)["function"], each.period): each for each in figures.measurements}
    last = tuple(_rounded(figures, held.get((name, periods[-1]))) for name in names)
    known = [(value, name) for value, name in zip(last, names, strict=True) if value is not None]
    said = "no share may be shown"
    if known:
        (least, fewest), (most, best) = min(known), max(known)
        said = f"most often {best.lower()} ({words.number(most)}% of sessions), "
        said += f"least often {fewest.lower()} ({words.number(least)}%)"
    return Exhibit(
        title=FUNCTIONS_TITLE,
        sentence=f"{series_table.capital(words.within(periods[-1]))}: {said}.",
        columns=(Column("Function", numeric=False), *(Column(series_table.capital(each.label)) for each in periods)),
        rows=tuple((name, *(_text(figures, held.get((name, each))) for each in periods)) for name in names),
        picture=Picture((Bars(names, (("Percent of sessions", last),)),), unit="Percent of sessions", top=100),
        notes=figures.definition.caveats,
        source=series_table.source(figures),
    )


def _sentence(figures: Figures) -> str:
    """Say the last quarter's share, and that of the same quarter a year before."""
    last = figures.measurements[-1]
    if figures.value(last) is None:
        return f"{series_table.capital(words.within(last.period))} no share may be shown."
    before = figures.measurements[A_YEAR_BEFORE] if len(figures.measurements) >= -A_YEAR_BEFORE else None
    known = before is not None and figures.value(before) is not None
    earlier = f", after {words.ratio(figures, before)} {words.within(before.period)}" if known and before else ""
    return (
        f"{series_table.capital(words.within(last.period))} supervision was held as often as due in "
        f"{words.ratio(figures, last)} of the months that social workers were in post{earlier}."
    )


def _rounded(figures: Figures, found: Measurement | None) -> float | None:
    """Return a bar's length, in whole percent."""
    value = figures.value(found) if found else None
    return None if value is None else float(round(value))


def _text(figures: Figures, found: Measurement | None) -> str:
    """Return a share with its counts, or why there is none."""
    if found is None:
        return "–"
    return words.ratio(figures, found) if figures.value(found) is not None else words.shown(None, status=found.status)
