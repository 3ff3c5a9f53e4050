"""The exhibit of where the curve goes if nothing changes."""

from __future__ import annotations

from turncurve.analyses.questions.if_nothing_changes import Projection
from turncurve.disclosure.release import Releasable
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Band, Line, Picture


@presents(Projection)
def projection_exhibit(released: Releasable[Projection]) -> Exhibit:
    """Show where the curve goes if nothing changes.

    Parameters
    ----------
    released : Releasable of Projection
        What may be shown.

    Returns
    -------
    Exhibit
        The curve so far, and the middle and likely range of what follows.
    """
    projection = released.value
    figures, forecast = projection.figures[0], projection.forecast
    title = f"{figures.definition.title}: if nothing changes"
    past = tuple(each.period.end for each in figures.measurements)
    line = Line(past, tuple(figures.value(each) for each in figures.measurements), label="So far")
    unit = series_table.unit(figures.definition)
    if not forecast.known:
        sentence = f"{series_table.capital(forecast.reason)}."
        return Exhibit(
            title,
            sentence,
            picture=Picture((line,), unit=unit),
            source=series_table.source(figures),
            notes=("That the values held cannot carry a projection is an answer, not a fault.",),
            columns=series_table.columns(figures.definition),
            rows=tuple(series_table.row(figures, e) for e in figures.measurements),
        )
    ahead = tuple(period.end for period in projection.periods)
    inner, outer = forecast.interval_80, forecast.interval_95
    layers = (
        Band(ahead, tuple(outer[:, 0]), tuple(outer[:, 1]), "95% range", rank=1),
        Band(ahead, tuple(inner[:, 0]), tuple(inner[:, 1]), "80% range"),
        line,
        Line(ahead, tuple(forecast.median), label="If nothing changes", rank=1),
    )
    rows = tuple(
        (period.label, *(words.number(value, decimals=series_table.decimals(figures.definition)) for value in values))
        for period, values in zip(
            projection.periods,
            zip(forecast.median, inner[:, 0], inner[:, 1], outer[:, 0], outer[:, 1], strict=True),
            strict=True,
        )
    )
    heads = ("Middle", "80% low", "80% high", "95% low", "95% high")
    return Exhibit(
        title=title,
        sentence=_projection_sentence(projection),
        columns=(Column("Period", numeric=False), *(Column(f"{head} ({figures.definition.unit})") for head in heads)),
        rows=rows,
        picture=Picture(layers, unit=unit),
        notes=(
            f"Method: {forecast.method}; made from {words.plural(forecast.n, 'value')} to {forecast.origin}.",
            "It says what follows if the causes at work stay as they are; it is not a target and not a promise.",
            *series_table.hidden_note(figures),
        ),
        source=series_table.source(figures),
    )


def _projection_sentence(projection: Projection) -> str:
    """Say what is expected at the end, and how sure that is."""
    figures, forecast = projection.figures[0], projection.forecast
    definition, end = figures.definition, projection.periods[-1]
    low, high = (words.amount(float(bound), definition) for bound in forecast.interval_80[-1])
    likely = "exactly that" if low == high else f"between {low} and {high}"
    return (
        f"If nothing changes, {definition.title[0].lower()}{definition.title[1:]} {words.within(end)} "
        f"would be about {words.amount(float(forecast.median[-1]), definition)}, and four times in five {likely}."
    )
