"""The picture of a control chart: the curve, its centre, its limits, its target and what breaks them."""

from __future__ import annotations

from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.methods.spc_rules import ORDINARY, PointType
from turncurve.present import series_table
from turncurve.present.control_layers import MarkKind, Marks, Steps
from turncurve.present.picture import Line, Picture, Rule

_KINDS: dict[PointType, MarkKind] = {PointType.IMPROVEMENT: "better", PointType.CONCERN: "worse"}
_MARKED: dict[MarkKind, str] = {
    "better": "Special cause, for the better",
    "worse": "Special cause, for the worse",
    "neither": "Special cause",
}


def control_picture(found: SpecialCauses) -> Picture:
    """Return the curve with its centre, limits, target and special causes.

    Parameters
    ----------
    found : SpecialCauses
        What may be shown.

    Returns
    -------
    Picture
        The curve alone where nothing may be charted.
    """
    figures, chart = found.read, found.charted.chart
    definition = figures.definition
    if found.is_of_rare_events and chart is not None:
        ends = tuple(point.end for point in chart.points)
        line = Line(ends, tuple(point.value for point in chart.points), label=between(found))
        return Picture((*_lines(found), line, *_marks(found)), unit=between(found))
    x = tuple(each.period.end for each in figures.measurements)
    line = Line(x, tuple(figures.value(each) for each in figures.measurements), label=definition.title)
    target = (Rule(found.target.value, "Target"),) if found.target is not None and target_fits(found) else ()
    return Picture((*_lines(found), *target, line, *_marks(found)), unit=series_table.unit(definition))


def scale(found: SpecialCauses) -> float:
    """Return what a chart's values are multiplied by to be shown.

    Parameters
    ----------
    found : SpecialCauses
        What may be shown.

    Returns
    -------
    float
        100 for a share, which is shown in percent; else 1.
    """
    return 100.0 if found.read.definition.kind == "proportion" and not found.is_of_rare_events else 1.0


def between(found: SpecialCauses) -> str:
    """Name what lies between one rare event and the next.

    Parameters
    ----------
    found : SpecialCauses
        What may be shown.

    Returns
    -------
    str
        A column's heading.
    """
    share = found.read.definition.kind == "proportion"
    return "Cases since the one before" if share else "Days since the one before"


def target_fits(found: SpecialCauses) -> bool:
    """Tell whether the target can be drawn: a count's target is for a year, and is not drawn across months.

    Parameters
    ----------
    found : SpecialCauses
        What may be shown.

    Returns
    -------
    bool
        True for a share, for what is open on a date, and for a count by years.
    """
    figures = found.read
    yearly = figures.grain() == "year"
    return yearly or figures.definition.kind != "count" or figures.definition.window == "point"


def _lines(found: SpecialCauses) -> tuple[Steps, ...]:
    """Return the centre and the limits of each stretch as steps."""
    chart = found.charted.chart
    if chart is None:
        return ()
    layers: list[Steps] = []
    for number, segment in enumerate(chart.segments):
        points = chart.points[segment.first : segment.last + 1]
        x = tuple(point.end for point in points)
        middle, low, high = (
            tuple(None if end is None else scale(found) * end for end in ends)
            for ends in zip(*((point.centre, point.lower, point.upper) for point in points), strict=True)
        )
        first = number == 0
        layers.append(Steps(x, middle, label="Centre" if first else "", centre=True))
        if not segment.reason:
            named = any(layer.label == "Limits" for layer in layers)
            layers += [Steps(x, low, label="" if named else "Limits"), Steps(x, high)]
    return tuple(layers)


def _marks(found: SpecialCauses) -> tuple[Marks, ...]:
    """Return the special causes, one layer for each meaning."""
    chart = found.charted.chart
    special = [] if chart is None else [point for point in chart.points if point.special_cause not in ORDINARY]
    layers = []
    for kind, label in _MARKED.items():
        here = [point for point in special if _KINDS.get(point.point_type, "neither") == kind]
        if here:
            y = tuple(scale(found) * (point.value or 0.0) for point in here)
            layers.append(Marks(tuple(point.end for point in here), y, label, kind=kind))
    return tuple(layers)
