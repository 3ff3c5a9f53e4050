"""The exhibit of every indicator at a glance: its latest value, how it went, and whether that stands out."""

from __future__ import annotations

from turncurve.analyses import charting
from turncurve.analyses.questions.every_indicator import EveryIndicator, Glance
from turncurve.disclosure.release import Releasable
from turncurve.indicators.framework import QUESTIONS, framework
from turncurve.indicators.registry import INDICATORS
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.small_line import NONE

DRAWN = 12
MOST_NAMED = 6
NO_LIMITS = {
    charting.STANDING: "no limits: open on a date",
    charting.POOLED: "no limits: three years pooled",
}
"""Reasons that many indicators share, in a few words; a note gives each whole."""
SHORT = dict(zip(QUESTIONS, ("How much", "How well", "Better off"), strict=True))
OUR_READING = (
    "The five themes are those of the children's safeguarding performance information framework of June 2012; which "
    "indicator belongs to which is our own reading, and adoption is not part of it."
)
BY_CHANCE = (
    "Each quarter is read by itself against limits from its own past. Among so many indicators one or two stand out by "
    "chance alone: what stands out is a reason to look, and not a finding."
)


@presents(EveryIndicator)
def every_indicator_exhibit(released: Releasable[EveryIndicator]) -> Exhibit:
    """Show every indicator, or those of one theme.

    Parameters
    ----------
    released : Releasable of EveryIndicator
        What may be shown.

    Returns
    -------
    Exhibit
        One row an indicator, with a small line of its last three years.
    """
    found = released.value
    title = f"{found.theme or 'Every indicator'}: the latest of each"
    if not found.figures:
        return Exhibit(title, f"None of these can be measured. {_not_there(found)}".strip(), notes=(OUR_READING,))
    return Exhibit(
        title=title,
        answer=_answer(found),
        sentence=_sentence(found),
        columns=(
            Column("Indicator", numeric=False),
            Column("Tells", numeric=False),
            Column("Latest"),
            Column("Out of"),
            Column("When", numeric=False),
            Column("How it went", numeric=False, trend=True),
            Column("Out of the ordinary", numeric=False),
            Column("Name in a notebook", numeric=False),
        ),
        rows=tuple(_row(each) for each in found.glances),
        notes=(BY_CHANCE, *_why_no_limits(found), OUR_READING, *([said] if (said := _not_there(found)) else [])),
        source=f"{_sources(found)}; themes: {framework().source}",
    )


def _row(glance: Glance) -> tuple[str, ...]:
    """Return one indicator's row."""
    figures, latest = glance.figures, glance.latest
    definition = figures.definition
    if latest is None:
        return (definition.title, SHORT[glance.place.asks], "–", "–", "–", NONE, "nothing is measured", definition.id)
    value = figures.value(latest)
    shown = words.shown(None, status=latest.status) if value is None else words.amount(value, definition)
    below = "–" if definition.kind == "count" else words.shown(latest.denominator, status=latest.status)
    return (
        definition.title,
        SHORT[glance.place.asks],
        shown,
        below,
        latest.period.label,
        _series(glance),
        _reading(glance),
        definition.id,
    )


def _sources(found: EveryIndicator) -> str:
    """Name what the figures come from, each source once."""
    return "; ".join(sorted({series_table.source(each) for each in found.figures}))


def _series(glance: Glance) -> str:
    """Return the last values as the small line is drawn from."""
    figures = glance.figures
    values = [figures.value(each) for each in figures.measurements[-DRAWN:]]
    places = figures.definition.decimals
    return " ".join(NONE if value is None else f"{value:.{places}f}" for value in values)


def _reading(glance: Glance) -> str:
    """Say whether the latest value stands out, or why that cannot be said."""
    if glance.charted.reason in NO_LIMITS:
        return NO_LIMITS[glance.charted.reason]
    if glance.point is None:
        return f"cannot tell: {glance.charted.reason or 'the latest period has no value'}"
    if glance.stands_out:
        return f"yes: {glance.point.special_cause.value}"
    reason = glance.charted.reason
    return f"cannot tell: {reason}" if reason else "no"


def _answer(found: EveryIndicator) -> str:
    """Say in one line how many stand out."""
    many = sum(each.stands_out for each in found.glances)
    return f"{words.plural(many, 'indicator')} of {len(found.glances)} stood out in the latest period."


def _sentence(found: EveryIndicator) -> str:
    """Name those that stand out, and what cannot be told."""
    out = [each.figures.definition.title for each in found.glances if each.stands_out]
    silent = sum(each.point is None or bool(each.charted.reason) for each in found.glances)
    many = len(found.glances)
    said = f"{words.plural(many, 'indicator')} can be measured"
    if out:
        more = [f"{len(out) - MOST_NAMED} more"] if len(out) > MOST_NAMED else []
        said += f"; {len(out)} stood out in the latest period: {words.listed([*out[:MOST_NAMED], *more])}"
    else:
        said += "; none stood out in the latest period"
    return f"{said}. Of {silent} that cannot be told, because no limits can be given." if silent else f"{said}."


def _why_no_limits(found: EveryIndicator) -> tuple[str, ...]:
    """Return the reasons given in a few words in the table, each as a sentence."""
    given = dict.fromkeys(each.charted.reason for each in found.glances if each.charted.reason in NO_LIMITS)
    return tuple(f"{series_table.capital(NO_LIMITS[reason])} means that {reason}." for reason in given)


def _not_there(found: EveryIndicator) -> str:
    """Name what is not in the table, and why."""
    parts = []
    if found.many_curves:
        titles = [INDICATORS[name].definition.title for name in found.many_curves]
        parts.append(f"Not in the table because each is many curves, one a category: {'; '.join(titles)}.")
    if found.unmeasured:
        reasons = [f"{INDICATORS[name].definition.title} ({reason})" for name, reason in found.unmeasured]
        parts.append(f"Not measured: {'; '.join(reasons)}.")
    return " ".join(parts)
