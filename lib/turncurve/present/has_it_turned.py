"""The exhibits of whether the curve has really changed."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.has_it_turned import Change, Turned
from turncurve.disclosure.release import Releasable
from turncurve.methods.bounds import NoInterval
from turncurve.present import series_table, turned_looks, turned_notes, turned_words, words
from turncurve.present.exhibit import Exhibit, presents
from turncurve.present.picture import Band, Layer, Line, Picture, Rule


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


@presents(Turned)
def turned_exhibit(released: Releasable[Turned]) -> Exhibit:
    """Say whether the curve has turned, with what that rests on.

    Parameters
    ----------
    released : Releasable of Turned
        What may be shown.

    Returns
    -------
    Exhibit
        The curve with its baseline and frozen range, a table of the looks, and the forecast that this page issues.
    """
    turned = released.value
    figures = turned.read
    rows = turned_looks.look_rows(turned)
    return Exhibit(
        title=f"{figures.definition.title}: has it turned?",
        sentence=turned_words.basis(turned),
        answer=turned_words.answer(turned),
        columns=turned_looks.look_columns(turned) if rows else series_table.columns(figures.definition),
        rows=rows or tuple(series_table.row(figures, each) for each in figures.measurements),
        picture=_picture(turned),
        notes=turned_notes.notes(turned),
        source=series_table.source(figures),
        issued=(turned.issue,) if turned.issue else (),
    )


def _picture(turned: Turned) -> Picture:
    """Draw the curve, the baseline's end, and the range that was frozen there or is frozen by this page."""
    figures, end = turned.read, turned.baseline.end
    x = tuple(each.period.end for each in figures.measurements)
    layers: list[Layer] = [*_frozen(turned)]
    layers.append(Line(x, tuple(figures.value(each) for each in figures.measurements), label="The curve"))
    before = [day for day in x if end is not None and day <= end]
    if before:
        layers.append(Rule(before[-1], "baseline ends"))
    return Picture(tuple(layers), unit=series_table.unit(figures.definition))


def _frozen(turned: Turned) -> tuple[Band | Line, ...]:
    """Return range and middle of the forecast frozen at the baseline's end, else of the one that this page freezes."""
    if turned.held_against is not None:
        forecast, ends, by = turned.held_against.forecast, _ends_since(turned), "as frozen then"
    elif turned.issue is not None:
        forecast, ends, by = turned.issue.forecast, [each.end for each in turned.issue.periods], "issued with this page"
    else:
        return ()
    if not forecast.known:
        return ()
    steps, x = range(1, forecast.horizon + 1), tuple(ends)
    low, high = zip(*(forecast.interval(ahead, turned_looks.LEVEL) for ahead in steps), strict=True)
    middle = tuple(forecast.quantile(ahead, 0.5) for ahead in steps)
    return Band(x, low, high, f"80% range, {by}"), Line(x, middle, label="Its middle", rank=1)


def _ends_since(turned: Turned) -> list[dt.date]:
    """Return the last days of the periods after the baseline's end, those to come among them."""
    came = len(turned.stretch.after)
    held = turned.held_against
    ahead = range(1, held.forecast.horizon + 1) if held else range(0)
    return [end for place in ahead if (end := turned.end_after(place - came)) is not None]
