"""The exhibit of where the curve goes if nothing changes."""

from __future__ import annotations

from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.disclosure.release import Releasable
from turncurve.present import projection_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.projection_picture import naive_name, projection_picture

_ENDS = ("80% low", "80% high", "95% low", "95% high")


@presents(Projection)
def projection_exhibit(released: Releasable[Projection]) -> Exhibit:
    """Show where the curve goes if nothing changes, and where it would go if something did.

    Parameters
    ----------
    released : Releasable of Projection
        What may be shown.

    Returns
    -------
    Exhibit
        The curve so far, the middle and likely range of what follows, the plainest forecast and the scenarios; the
        do-nothing forecast is issued with it, to be frozen.
    """
    projection = released.value
    figures, forecast = projection.series, projection.forecast
    title = f"{figures.definition.title}: if nothing changes"
    if not forecast.known:
        return Exhibit(
            title,
            f"{series_table.capital(forecast.reason)}.",
            picture=projection_picture(projection),
            source=series_table.source(figures),
            notes=("That the values held cannot carry a projection is an answer, not a fault.",),
            columns=series_table.columns(figures.definition),
            rows=tuple(series_table.row(figures, e) for e in figures.measurements),
            missing=projection_words.missing(projection),
        )
    return Exhibit(
        title=title,
        sentence=f"{_projection_sentence(projection)}{projection_words.target_sentence(projection)}",
        columns=_columns(projection),
        rows=_rows(projection),
        picture=projection_picture(projection),
        notes=(*projection_words.notes(projection), *series_table.hidden_note(figures)),
        source=_source(projection),
        missing=projection_words.missing(projection),
        issued=projection.issued,
    )


def _columns(projection: Projection) -> tuple[Column, ...]:
    """Return the headings: the forecast and its ranges, the plainest forecast, then each scenario's middle."""
    unit = projection.series.definition.unit
    beside = (naive_name(projection), *(projection_words.short_name(each) for each in projection.scenarios))
    return (Column("Period", numeric=False), *(Column(f"{head} ({unit})") for head in ("Middle", *_ENDS, *beside)))


def _rows(projection: Projection) -> tuple[tuple[str, ...], ...]:
    """Return one row a period ahead."""
    forecast, decimals = projection.forecast, projection.series.definition.decimals
    inner, outer = forecast.interval_80, forecast.interval_95
    values = (
        forecast.median,
        *(ends[:, place] for ends in (inner, outer) for place in (0, 1)),
        forecast.naive,
        *(each.forecast.median for each in projection.scenarios),
    )
    return tuple(
        (period.label, *(words.number(float(value[place]), decimals=decimals) for value in values))
        for place, period in enumerate(projection.periods)
    )


def _source(projection: Projection) -> str:
    """Return where the series comes from, and what taught it."""
    own, others = series_table.source(projection.series), projection.figures[projection.own :]
    if not projection.expected.taught_by or series_table.source(others[0]) == own:
        return own
    return f"{own}; {series_table.source(others[0])}"


def _projection_sentence(projection: Projection) -> str:
    """Say what is expected at the end, and how sure that is."""
    figures, forecast = projection.series, projection.forecast
    definition, end = figures.definition, projection.periods[-1]
    low, high = (words.amount(float(bound), definition) for bound in forecast.interval_80[-1])
    likely = "exactly that" if low == high else f"between {low} and {high}"
    return (
        f"If nothing changes, {definition.title[0].lower()}{definition.title[1:]} {words.within(end)} "
        f"would be about {words.amount(float(forecast.median[-1]), definition)}, and four times in five {likely}."
    )
