"""Exhibit of the adoption scorecard on record."""

from __future__ import annotations

from turncurve.analyses.questions.adoption_scorecard import Scorecard
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.threshold_words import threshold_notes, threshold_text

ONLY_THE_ADOPTED = (
    "A1 and A2 count only children already adopted, over three years together: clearing a backlog of children who "
    "have waited long makes them worse before they improve."
)


@presents(Scorecard)
def scorecard_exhibit(released: Releasable[Scorecard]) -> Exhibit:
    """Show the scorecard against the thresholds of the time.

    Parameters
    ----------
    released : Releasable of Scorecard
        What may be shown.

    Returns
    -------
    Exhibit
        One row a measure and window.
    """
    card = released.value
    held = [(figures, each) for figures in card.figures for each in figures.measurements]
    heads = ("Children", "Value", "Unit", "Threshold (days)", "Met the threshold")
    return Exhibit(
        title="The adoption scorecard's measures",
        sentence=_scorecard_sentence(card),
        columns=(
            Column("Measure", numeric=False),
            Column("Window", numeric=False),
            *(Column(head, numeric=head not in {"Unit", "Met the threshold"}) for head in heads),
        ),
        rows=tuple(_scorecard_row(card, figures, each) for figures, each in held),
        notes=(ONLY_THE_ADOPTED, *threshold_notes(card.threshold(*each) for each in held)),
        source=series_table.source(card.figures[0]),
    )


def _scorecard_row(card: Scorecard, figures: Figures, measurement: Measurement) -> tuple[str, ...]:
    """Return one measure in one window."""
    definition, threshold = figures.definition, card.threshold(figures, measurement)
    met = {True: "yes", False: "no", None: "–"}[card.met(figures, measurement)]
    count = words.shown(measurement.denominator, status=measurement.status)
    value = words.shown(figures.value(measurement), decimals=definition.decimals, status=measurement.status)
    return (definition.title, measurement.period.label, count, value, definition.unit, threshold_text(threshold), met)


def _scorecard_sentence(card: Scorecard) -> str:
    """Say the latest A1 and A2 with their children and thresholds."""
    held = [figures for figures in card.figures[:2] if figures.measurements]
    if not held:
        return "The records do not cover a whole window of three years, so the scorecard cannot be measured."
    last = max(figures.measurements[-1].period for figures in held)
    said = []
    for figures in held:
        latest = figures.measurements[-1]
        verdict = {True: ", within the threshold", False: ", over the threshold", None: ""}[card.met(figures, latest)]
        window = "" if latest.period == last else f" {words.within(latest.period)}"
        said.append(f"{figures.definition.title}: {words.ratio(figures, latest)}{window}{verdict}")
    return f"{series_table.capital(words.within(last))}, {'; '.join(said)}."
