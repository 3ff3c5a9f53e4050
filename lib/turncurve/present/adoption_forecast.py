"""Exhibits of adoption: the scorecard, the children on the way, and the adoptions to expect."""

from __future__ import annotations

from turncurve.analyses.questions.adoption_forecast import AdoptionsAhead, OnTheWay, Scorecard
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures, Measurement
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture
from turncurve.reference.periods import MONTHS_IN

ONLY_THE_ADOPTED = (
    "A1 and A2 count only children already adopted, over three years together: clearing a backlog of children who "
    "have waited long makes them worse before they improve."
)


_DOUBTS = {"recalled": "is recalled, not verified", "conflict": "differs between two sources"}


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
        notes=(ONLY_THE_ADOPTED, *_threshold_notes(card, held)),
        source=series_table.source(card.figures[0]),
    )


@presents(OnTheWay)
def on_the_way_exhibit(released: Releasable[OnTheWay]) -> Exhibit:
    """Show the children under a placement order and of them those placed.

    Parameters
    ----------
    released : Releasable of OnTheWay
        What may be shown.

    Returns
    -------
    Exhibit
        Two lines, and a row a date.
    """
    both = released.value.figures
    ordered, placed = both
    lines = tuple(
        Line(
            tuple(each.period.end for each in figures.measurements),
            tuple(figures.value(each) for each in figures.measurements),
            label=figures.definition.title,
            rank=rank,
        )
        for rank, figures in enumerate(both)
    )
    by_date = [{each.period: series_table.row(figures, each)[-1] for each in figures.measurements} for figures in both]
    dates = sorted({period for texts in by_date for period in texts})
    rows = tuple((date.label, *(texts.get(date, "–") for texts in by_date)) for date in dates)
    return Exhibit(
        title="Children on the way to adoption",
        sentence=_on_the_way_sentence(ordered, placed),
        columns=(Column("Date", numeric=False), Column(ordered.definition.title), Column(placed.definition.title)),
        rows=rows,
        picture=Picture(lines, unit="Children"),
        notes=("A child placed with the adoptive family stays under the placement order until the adoption order.",),
        source=series_table.source(ordered),
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
    title = "Adoptions in the next twelve months, if nothing changes"
    if not forecast.known:
        return Exhibit(title, f"{series_table.capital(forecast.reason)}.", source=series_table.source(figures))
    median, inner, outer = forecast.median[0], forecast.interval_80[0], forecast.interval_95[0]
    texts = tuple(words.number(float(value)) for value in (median, *inner, *outer))
    return Exhibit(
        title=title,
        answer=f"Between {texts[1]} and {texts[2]} adoptions in the next twelve months, most likely about {texts[0]}.",
        sentence=(
            "If children go on being adopted as they have been, the number adopted in the twelve months after "
            f"{words.when(figures.measurements[-1].period)} will be in that range four times in five. "
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
                f"{(figures.grain() or '').replace('_', ' ')} of the past; the children now waiting are not yet "
                "followed one by one, so a backlog about to be cleared would bring more than this."
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
    limit = "–" if threshold is None else words.number(threshold.days)
    flagged = limit if threshold is None or threshold.status == "sourced" else f"{limit} ({threshold.status})"
    count = words.shown(measurement.denominator, status=measurement.status)
    value = words.shown(figures.value(measurement), decimals=definition.decimals, status=measurement.status)
    return (definition.title, measurement.period.label, count, value, definition.unit, flagged, met)


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


def _threshold_notes(card: Scorecard, held: list[tuple[Figures, Measurement]]) -> tuple[str, ...]:
    """Return a note for each threshold that is not well sourced."""
    found = {card.threshold(figures, each) for figures, each in held}
    notes = {
        f"The {each.measure} threshold of {each.days} days {_DOUBTS[each.status]}: {each.note or each.source}."
        for each in found
        if each is not None and each.status != "sourced"
    }
    return tuple(sorted(notes))


def _on_the_way_sentence(ordered: Figures, placed: Figures) -> str:
    """Say how many children are on the way on the last date."""
    if not ordered.measurements:
        return "The records do not say how many children are on the way to adoption."
    last = ordered.measurements[-1]
    home = next((words.ratio(placed, each) for each in placed.measurements if each.period == last.period), "not known")
    return (
        f"On {last.period.label}, children under a placement order: {words.ratio(ordered, last)}; placed with their "
        f"adoptive families: {home}."
    )
