"""Exhibits of adoption as counts alone tell it: the scorecard on record, and the adoptions to expect."""

from __future__ import annotations

from turncurve.analyses.questions.adoption_forecast import AdoptionsAhead, Scorecard
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.threshold_words import threshold_notes, threshold_text
from turncurve.reference.periods import MONTHS_IN

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


@presents(AdoptionsAhead)
def adoptions_ahead_exhibit(released: Releasable[AdoptionsAhead]) -> Exhibit:
    """Say how many adoptions to expect in twelve months if nothing changes.

    Parameters
    ----------
    released : Releasable of AdoptionsAhead
        What may be shown.

    Returns
    -------
    Exhibit
        One sentence, and the range as a table.
    """
    ahead = released.value
    figures, forecast = ahead.figures[0], ahead.forecast
    title = "Adoptions in the next twelve months, from past counts alone"
    if not forecast.known:
        return Exhibit(title, f"{series_table.capital(forecast.reason)}.", source=series_table.source(figures))
    median, inner, outer = forecast.median[0], forecast.interval_80[0], forecast.interval_95[0]
    texts = tuple(words.number(float(value)) for value in (median, *inner, *outer))
    return Exhibit(
        title=title,
        answer=f"Between {texts[1]} and {texts[2]} adoptions in the next twelve months, most likely about {texts[0]}.",
        sentence=(
            "If children go on being adopted as they have been, between "
            f"{texts[1]} and {texts[2]} will be adopted in the twelve months after "
            f"{words.when(figures.measurements[-1].period)} four times in five, most likely about {texts[0]}. "
            f"It was {_latest(figures)}."
        ),
        columns=(
            Column("Next twelve months", numeric=False),
            *(Column(head) for head in ("Middle", "80% low", "80% high", "95% low", "95% high")),
        ),
        rows=(("Children adopted", *texts),),
        notes=(
            (
                f"Made from {words.plural(forecast.n, 'known value')} of {figures.definition.title.lower()}, each "
                f"{(figures.grain() or '').replace('_', ' ')} of the past; it does not see the children now waiting, "
                "so a backlog about to be cleared would bring more than this."
            ),
        ),
        source=series_table.source(figures),
    )


def _latest(figures: Figures) -> str:
    """Say the last twelve months' count, where it may be shown."""
    per_year = 12 // MONTHS_IN[figures.grain() or "year"]
    counts = [figures.value(each) for each in figures.measurements[-per_year:]]
    known = [count for count in counts if count is not None]
    total = words.number(sum(known)) if known and len(known) == len(counts) else "not to be shown"
    return f"{total} in the twelve months before"


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
