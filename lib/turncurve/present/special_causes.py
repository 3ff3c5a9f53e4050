"""The exhibit of which periods were out of the ordinary: the curve, its limits and what breaks them."""

from __future__ import annotations

from turncurve.analyses.questions.special_causes import Signal, SpecialCauses
from turncurve.disclosure.release import Releasable
from turncurve.methods.chart_result import ChartPoint
from turncurve.methods.spc_rules import ORDINARY, RuleSet, SpecialCause
from turncurve.present import series_table, words
from turncurve.present.control_notes import control_notes
from turncurve.present.control_picture import between, control_picture, scale
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period

MOST_NAMED = 4
LIMIT_HEADS = (Column("Centre"), Column("Lower limit"), Column("Upper limit"))
FOUND_HEADS = (Column("What was found", numeric=False), Column("The council's explanation", numeric=False))


@presents(SpecialCauses)
def special_causes_exhibit(released: Releasable[SpecialCauses]) -> Exhibit:
    """Show which periods were out of the ordinary.

    Parameters
    ----------
    released : Releasable of SpecialCauses
        What may be shown.

    Returns
    -------
    Exhibit
        The curve with its centre, limits and special causes, and every point in a table.
    """
    found = released.value
    figures = found.read
    return Exhibit(
        title=f"{figures.definition.title}: what was out of the ordinary",
        sentence=_sentence(found),
        answer=_answer(found),
        columns=_columns(found),
        rows=_rows(found),
        picture=control_picture(found),
        notes=control_notes(found),
        source=series_table.source(figures),
    )


def _answer(found: SpecialCauses) -> str:
    """Say in one line how many periods were out of the ordinary."""
    if found.charted.reason:
        return "No limits can be given."
    many = sum(len(each.periods) for each in found.signals)
    if not many:
        return "Nothing was out of the ordinary."
    return f"{words.plural(many, 'point')} of {len(found.charted.periods)} stood out."


def _sentence(found: SpecialCauses) -> str:
    """Name the periods out of the ordinary, the rule each met, and whether the council has explained them."""
    title = found.read.definition.title
    if found.charted.reason and not found.signals:
        return f"{title}: no limits, because {found.charted.reason}."
    total = len(found.charted.periods)
    by = f"by the rules of {found.rules.title}"
    if not found.signals:
        return f"{title}: nothing was out of the ordinary in {total} {_points(found)}, {by}."
    many = sum(len(each.periods) for each in found.signals)
    named = [f"{_when(each)} {_met(each, found.rules)}" for each in found.signals[:MOST_NAMED]]
    left = len(found.signals) - len(named)
    more = f"; the table holds {left} more" if left else ""
    verb = "was" if many == 1 else "were"
    said = f"{title}: {many} of {total} {_points(found)} {verb} out of the ordinary {by}: {'; '.join(named)}{more}."
    return f"{said}{_if_wider(found)} {_explained(found)}"


def _if_wider(found: SpecialCauses) -> str:
    """Say how many points would be outside limits as wide as such figures usually need, where fewer would."""
    wide = found.widened
    if wide is None or wide.outside >= wide.outside_now:
        return ""
    outside = "none" if not wide.outside else f"only {wide.outside}"
    return f" Outside limits as wide as such figures usually need there would be {outside}."


def _points(found: SpecialCauses) -> str:
    """Return what the points are."""
    return "spans between events" if found.is_of_rare_events else "periods"


def _when(signal: Signal) -> str:
    """Return the periods of a signal in words."""
    first, last = signal.periods[0], signal.periods[-1]
    if first == last:
        return words.when(first)
    if first.is_one_date or (first.months or 0) >= 12:
        return f"{words.when(first)} to {words.when(last)}"
    return f"{first.start:%B %Y} to {last.end:%B %Y}"


def _met(signal: Signal, rules: RuleSet) -> str:
    """Return which rule a signal met, in plain words."""
    verb = "was" if len(signal.periods) == 1 else "were"
    return f"{verb} {rule_in_words(signal.cause, rules)}"


def rule_in_words(cause: SpecialCause, rules: RuleSet) -> str:
    """Say what a rule looks for.

    Parameters
    ----------
    cause : SpecialCause
        The rule that was met.
    rules : RuleSet
        The rule set, for how many points in a row it asks.

    Returns
    -------
    str
        Words that follow "was" or "were".
    """
    high = cause in {SpecialCause.SHIFT_ABOVE, SpecialCause.TWO_OF_THREE_ABOVE}
    if cause in {SpecialCause.TREND_UP, SpecialCause.TREND_DOWN}:
        way = "rising" if cause is SpecialCause.TREND_UP else "falling"
        return f"part of {rules.trend_length} or more {way} in a row"
    if cause in {SpecialCause.TWO_OF_THREE_ABOVE, SpecialCause.TWO_OF_THREE_BELOW}:
        return f"near the {'upper' if high else 'lower'} limit, as two of three in a row were"
    if cause in {SpecialCause.SHIFT_ABOVE, SpecialCause.SHIFT_BELOW}:
        side = "above" if high else "below"
        if rules.long_runs:
            return f"part of a run {side} the centre line longer than chance makes"
        return f"part of {rules.shift_length} or more in a row {side} the centre line"
    return str(cause.value)


def _explained(found: SpecialCauses) -> str:
    """Say how many special causes the council has explained."""
    known = sum(bool(each.explanations) for each in found.signals)
    many = len(found.signals)
    if known == many:
        return "The council's story names the period of each." if many > 1 else "The council's story names its period."
    if not known:
        return f"No explanation is recorded of {'it' if many == 1 else 'any of them'}."
    return f"The council's story names {known} of these {many}; of the rest no explanation is recorded."


def _columns(found: SpecialCauses) -> tuple[Column, ...]:
    """Return the headings: those of the series, then the limits and what was found where there is a chart."""
    if found.charted.chart is None:
        return series_table.columns(found.read.definition)
    if found.is_of_rare_events:
        return (Column("Occasion", numeric=False), Column(between(found)), *LIMIT_HEADS, *FOUND_HEADS)
    return (*series_table.columns(found.read.definition), *LIMIT_HEADS, *FOUND_HEADS)


def _rows(found: SpecialCauses) -> tuple[tuple[str, ...], ...]:
    """Return each point with its limits and what was found."""
    figures, chart = found.read, found.charted.chart
    if chart is None:
        return tuple(series_table.row(figures, each) for each in figures.measurements)
    points = dict(zip(found.charted.periods, chart.points, strict=True))
    said = {period: each for each in found.signals for period in each.periods}
    if not found.is_of_rare_events:
        return tuple(
            (
                *series_table.row(figures, each),
                *_limits(found, points.get(each.period)),
                *_said(found, each.period, points.get(each.period), signal=said.get(each.period)),
            )
            for each in figures.measurements
        )
    return tuple(
        (
            f"{number}, {period.label}",
            words.number(point.value or 0.0),
            *_limits(found, point),
            rule_in_words(point.special_cause, found.rules) if point.special_cause not in ORDINARY else "ordinary",
            "–",
        )
        for number, (period, point) in enumerate(zip(found.charted.periods, chart.points, strict=True), start=2)
    )


def _limits(found: SpecialCauses, point: ChartPoint | None) -> tuple[str, str, str]:
    """Return a point's centre and limits as text."""
    ends = (None, None, None) if point is None else (point.centre, point.lower, point.upper)
    decimals = series_table.decimals(found.read.definition)
    one, two, three = (words.shown(None if each is None else scale(found) * each, decimals=decimals) for each in ends)
    return one, two, three


def _said(found: SpecialCauses, period: Period, point: ChartPoint | None, *, signal: Signal | None) -> tuple[str, str]:
    """Return what was found of one period, and what the council says of it."""
    if signal is not None:
        return rule_in_words(signal.cause, found.rules), "; ".join(signal.explanations) or "none recorded"
    if point is None or point.value is None:
        return "no value", "–"
    return ("cannot tell" if point.special_cause is SpecialCause.CANNOT_TELL else "ordinary"), "–"
