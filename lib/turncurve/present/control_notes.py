"""What must be borne in mind of a control chart: how it was chosen, how firm it is, and how often it would be wrong."""

from __future__ import annotations

from turncurve.analyses.charting import better
from turncurve.analyses.questions.special_causes import SpecialCauses
from turncurve.methods.chart_result import Assurance, ChartSegment
from turncurve.present import series_table, words
from turncurve.present.control_picture import target_fits

LEAST_SAID = 0.01
"""A probability of a false signal below this is not put in figures."""
_PROMISE = {
    Assurance.CONSISTENTLY_PASSES: "If nothing changes, nearly every period will meet the target of {}.",
    Assurance.CONSISTENTLY_FAILS: "If nothing changes, nearly every period will miss the target of {}.",
    Assurance.INCONSISTENT: "If nothing changes, the target of {} will be met in some periods and missed in others by "
    "chance alone.",
    Assurance.CANNOT_TELL: "Without limits, what to expect of the target of {} cannot be told.",
}


def control_notes(found: SpecialCauses) -> tuple[str, ...]:
    """Say how the chart was chosen and read, and how often it would be wrong.

    Parameters
    ----------
    found : SpecialCauses
        What may be shown.

    Returns
    -------
    tuple of str
        One sentence or two each.
    """
    figures, chart = found.read, found.charted.chart
    if chart is None:
        return (*series_table.unknown_note(figures), "That limits cannot be given is an answer, not a fault.")
    return (
        *_on_grain(found),
        f"Rule set: {found.rules.title} ({found.rules.name}). Chart: {chart.kind}, because {chart.kind_reason}.",
        *_chance(found),
        *_on_segments(found),
        *_on_usual(found),
        *_on_target(found),
        *_on_figures(found),
        *series_table.unknown_note(figures),
    )


def _on_grain(found: SpecialCauses) -> tuple[str, ...]:
    """Say why years are charted in place of shorter periods."""
    finer = (found.figures[0].grain() or "period").replace("_", " ")
    return (
        (f"Charted by year: by {finer} no limits can be given, because {found.not_finer}.",) if found.not_finer else ()
    )


def _chance(found: SpecialCauses) -> tuple[str, ...]:
    """Say how many points chance alone would call special."""
    expected, points = found.expected_by_chance, len(found.charted.periods)
    if not any(not each.reason for each in found.segments):
        return ()
    if found.is_of_rare_events:
        return ("How many false signals a chart of rare events holds by chance has not been measured.",)
    steady = f"Where nothing changed, chance alone would call hardly any of {points} points special"
    if expected.probability >= LEAST_SAID:
        steady = (
            f"Where nothing changed, chance alone would call about {words.number(expected.points, decimals=1)} of "
            f"{points} points special, and at least one in {words.number(100 * expected.probability)}% of such charts"
        )
    taken = found.charted.chart is not None and bool(found.charted.chart.season)
    added = "siblings and memory" if taken else "siblings, seasons and memory"
    return (f"{steady}; {added} add to it. A special cause asks what happened; it does not say.",)


def _on_season(found: SpecialCauses) -> str:
    """Say whether the limits follow the season, and how far it goes."""
    chart, grain = found.charted.chart, found.read.grain()
    if chart is None or not chart.season:
        return f"No season is taken out: a {grain} that stands out every year is its season."
    low, high = (round(100 * end(chart.season)) for end in (min, max))
    judged = (
        f"Each {grain} is judged by what is usual for its time of year: the centre and the limits follow the season "
        f"that the values show, from {low}% to {high}% of an average {grain}"
    )
    if chart.growth == 1:
        return f"{judged}, and the width of the limits holds none of it."
    change = words.number(100 * abs(chart.growth - 1), decimals=1)
    return (
        f"{judged}, and with it a steady {'growth' if chart.growth > 1 else 'fall'} of {change}% a year: limits at one "
        f"level would call most {grain}s out of the ordinary. The width of the limits holds neither."
    )


def _on_segments(found: SpecialCauses) -> tuple[str, ...]:
    """Say of each stretch why it starts anew, how wide its limits are and how firm."""
    said = []
    for each in found.segments:
        if each.rebase is not None:
            period = words.when(found.charted.periods[each.first])
            said.append(
                f"Limits start anew with {period}, because {each.rebase.reason.rstrip('.')} ({each.rebase.approver})."
            )
        if each.steady is not None:
            said.append(_on_steady(found, each))
        if each.over_dispersion is not None:
            said.append(
                f"Limits are {words.number(each.over_dispersion, decimals=1)} times as wide as chance alone would "
                "make them, as the values vary from period to period."
            )
        if each.is_provisional and not each.reason:
            said.append("Limits from fewer than 13 points are on trial, and will move as points are added.")
        if each.caution:
            said.append(f"{series_table.capital(each.caution)}.")
    return tuple(dict.fromkeys(said))


def _on_steady(found: SpecialCauses, segment: ChartSegment) -> str:
    """Say which periods set the limits, where those of all of them would have called most of them special."""
    chart, steady = found.charted.chart, segment.steady
    if chart is None or steady is None:
        return ""
    places = range(segment.first, segment.last + 1)
    held = [found.charted.periods[place] for place in places if chart.points[place].value is not None]
    first, last = held[steady.first], held[steady.last]
    return (
        f"Limits of all {len(held)} periods would call {steady.outside_all} of them out of the ordinary, and so tell "
        f"nothing; those drawn are of the longest steady stretch, {first.start:%B %Y} to {last.end:%B %Y} "
        f"({steady.points} periods), and the others are judged by it."
    )


def _on_usual(found: SpecialCauses) -> tuple[str, ...]:
    """Say what limits would hold that allow for how much such figures usually vary beyond chance."""
    wide = found.widened
    if wide is None or round(wide.factor, 1) <= 1:
        return ()
    outside = f"{words.plural(wide.outside, 'point')} outside, not {words.number(wide.outside_now)}"
    if wide.outside == wide.outside_now:
        outside = f"as many points outside ({words.number(wide.outside)})"
    would_be = f"would be {words.number(wide.factor, decimals=1)} times as wide, with {outside}"
    return (f"So few points cannot show how far such figures vary beyond chance; limits that do {would_be}.",)


def _on_target(found: SpecialCauses) -> tuple[str, ...]:
    """Say what the limits promise about the target."""
    if found.target is None or found.assurance is None or not target_fits(found):
        return ()
    return (_PROMISE[found.assurance].format(words.amount(found.target.value, found.read.definition)),)


def _on_figures(found: SpecialCauses) -> tuple[str, ...]:
    """Say what else must be borne in mind of what is charted."""
    figures = found.read
    if found.is_of_rare_events:
        long = "longer spans are the better ones" if better(figures.definition) == "lower" else ""
        long = "shorter spans are the better ones" if better(figures.definition) == "higher" else long
        return (
            (
                "The event is rare, so what lies between one day with it and the next is charted; events of one day "
                f"count as one{'; ' + long if long else ''}."
            ),
        )
    notes = []
    if figures.definition.kind == "count" and figures.grain() in {"month", "quarter"}:
        notes.append(_on_season(found))
    if figures.definition.window == "point":
        notes.append("Much of what is open on one date was open a year before, so runs come more often than by chance.")
    if len(found.charted.periods) < len(figures.measurements):
        notes.append("Periods without a value are left out, and those on either side are taken as neighbours.")
    return tuple(notes)
