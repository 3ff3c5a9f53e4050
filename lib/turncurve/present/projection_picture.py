"""The picture of a projection: the past, what follows if nothing changes, and what is set beside it."""

from __future__ import annotations

import numpy as np

from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.analyses.target_ahead import aim_of
from turncurve.present import series_table, words
from turncurve.present.picture import Band, Layer, Line, Picture, Rule
from turncurve.present.projection_words import short_name

MOST_DRAWN = 2
"""More scenarios than these cannot be told apart in one picture; the table has them all."""
NAIVE_RANK = 4
HEADROOM = 1.12
"""Room above the highest value for the words that mark the origin."""


def projection_picture(projection: Projection) -> Picture:
    """Return the past, the do-nothing forecast with its ranges, scenarios, the plainest forecast and the target.

    Parameters
    ----------
    projection : Projection
        What may be shown.

    Returns
    -------
    Picture
        The past and the target alone where there is no forecast.
    """
    figures, forecast = projection.series, projection.forecast
    unit = series_table.unit(figures.definition)
    past = tuple(each.period.end for each in figures.measurements)
    line = Line(past, tuple(figures.value(each) for each in figures.measurements), label="So far")
    if not forecast.known:
        return Picture((*_target(projection), line), unit=unit)
    ahead = tuple(period.end for period in projection.periods)
    inner, outer = forecast.interval_80, forecast.interval_95
    beside = projection.scenarios[:MOST_DRAWN]
    layers: tuple[Layer, ...] = (
        Band(ahead, tuple(outer[:, 0]), tuple(outer[:, 1]), "95% range", rank=1),
        Band(ahead, tuple(inner[:, 0]), tuple(inner[:, 1]), "80% range"),
        Rule(past[-1], f"Forecast from {words.when(figures.measurements[-1].period)}"),
        *_target(projection),
        Line(ahead, tuple(forecast.naive), label=naive_name(projection), rank=NAIVE_RANK),
        line,
        Line(ahead, tuple(forecast.median), label="If nothing changes", rank=1),
        *(
            Line(ahead, tuple(each.forecast.median), label=short_name(each), rank=2 + place)
            for place, each in enumerate(beside)
        ),
    )
    return Picture(layers, unit=unit, top=_top(projection))


def _top(projection: Projection) -> float | None:
    """Return where the upright axis ends, with room for the words at its top; None where all is nought."""
    values = [projection.series.value(each) or 0.0 for each in projection.series.measurements]
    drawn = (each.forecast.median for each in projection.scenarios[:MOST_DRAWN])
    ahead = (projection.forecast.interval_95, projection.forecast.naive, *drawn)
    target = [each.at for each in _target(projection) if isinstance(each.at, float)]
    highest = max(*values, *(float(np.nanmax(each)) for each in ahead), *target)
    return HEADROOM * highest if highest else None


def naive_name(projection: Projection) -> str:
    """Return what the seasonal naive forecast is called.

    Parameters
    ----------
    projection : Projection
        The projection.

    Returns
    -------
    str
        By whether a year has one period or several.
    """
    return "Last value again" if projection.series.grain() == "year" else "Same as a year before"


def _target(projection: Projection) -> tuple[Rule, ...]:
    """Return the target's line; none where it is of a year and the periods are shorter, or there is none."""
    target, figures = projection.target, projection.series
    definition = figures.definition
    if target is None or (definition.kind == "count" and definition.window == "flow" and figures.grain() != "year"):
        return ()
    aim = aim_of(target, definition)
    value = words.amount(target.value, definition)
    return (Rule(target.value, f"Target: {f'{aim} ' if aim else ''}{value} by {target.by:%B %Y}"),)
