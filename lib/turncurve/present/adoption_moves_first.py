"""The exhibit of what moves before the scorecard does."""

from __future__ import annotations

from turncurve.analyses.questions.adoption_moves_first import MovesFirst
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture

_WHY = (
    "Each of these counts a child once, when the step is taken or its months are over, so a change in the service "
    "shows here first; the scorecard follows when those children are adopted, and keeps them for three years."
)


@presents(MovesFirst)
def moves_first_exhibit(released: Releasable[MovesFirst]) -> Exhibit:
    """Show the days to moving in of the children placed, and the shares matched since the order.

    Parameters
    ----------
    released : Releasable of MovesFirst
        What may be shown.

    Returns
    -------
    Exhibit
        A line of days, and a row a measure and period.
    """
    placed, *matched = released.value.figures
    line = Line(
        tuple(each.period.end for each in placed.measurements),
        tuple(placed.value(each) for each in placed.measurements),
        label=placed.definition.title,
    )
    return Exhibit(
        title="What moves before the scorecard does",
        sentence=" ".join((_days_sentence(placed), _matched_sentence(matched))).strip(),
        columns=(
            Column("Measure", numeric=False),
            Column("Period", numeric=False),
            *(Column(head, numeric=head != "Unit") for head in ("Counted", "Of children", "Value", "Unit")),
        ),
        rows=tuple(row for each in (placed, *matched) for row in _rows(each)),
        picture=Picture((line,), unit=series_table.unit(placed.definition)),
        notes=(_WHY, *(note for each in (placed, *matched) for note in series_table.hidden_note(each))),
        source=series_table.source(placed),
    )


def _rows(figures: Figures) -> tuple[tuple[str, ...], ...]:
    """Return one row a period of one measure."""
    definition = figures.definition
    share = definition.kind == "proportion"
    return tuple(
        (
            definition.title,
            each.period.label,
            words.shown(each.numerator, status=each.status) if share else "–",
            words.shown(each.denominator, status=each.status),
            words.shown(figures.value(each), decimals=definition.decimals, status=each.status),
            definition.unit,
        )
        for each in figures.measurements
    )


def _days_sentence(placed: Figures) -> str:
    """Say how long the children placed in the last period had waited, beside the period before."""
    if not placed.measurements:
        return "The records do not cover a whole period."
    *before, latest = placed.measurements
    was = f", after {words.ratio(placed, before[-1])} {words.within(before[-1].period)}" if before else ""
    days = words.ratio(placed, latest)
    return f"Children placed {words.within(latest.period)} had entered care on average this long before: {days}{was}."


def _matched_sentence(matched: list[Figures]) -> str:
    """Say which share was matched within each number of months in the last period."""
    said = [
        f"{each.definition.title.lower()}: {words.ratio(each, each.measurements[-1])}"
        for each in matched
        if each.measurements
    ]
    if not said:
        return ""
    last = next(each for each in matched if each.measurements).measurements[-1].period
    return f"{series_table.capital(words.within(last))}, {'; '.join(said)}."
