"""The exhibit of what earlier releases forecast of adoption, and what came."""

from __future__ import annotations

from turncurve.analyses.ledger import ScoredPeriod
from turncurve.analyses.questions.adoption_forecasts_before import ForecastsBefore
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

_FROZEN = "A forecast is frozen on the day its release is signed, and nothing that came afterwards can have changed it."


@presents(ForecastsBefore)
def forecasts_before_exhibit(released: Releasable[ForecastsBefore]) -> Exhibit:
    """Show each period that was forecast and has come since, and whether it lay within the range.

    Parameters
    ----------
    released : Releasable of ForecastsBefore
        What may be shown.

    Returns
    -------
    Exhibit
        A row a forecast and period, or that there is none yet.
    """
    answer = released.value
    title, source = "What was forecast before, and what came", series_table.source(answer.figures[0])
    if not answer.scored:
        none = "No release before this one has forecast adoption"
        waiting = f"{none}." if not answer.issues else "Nothing that was forecast before has come yet."
        return Exhibit(title, waiting, notes=(_FROZEN,), source=source)
    inside = sum(each.inside_80 for _, each in answer.scored)
    return Exhibit(
        title=title,
        sentence=(
            f"Of {words.plural(len(answer.scored), 'value')} forecast before that have come since, {inside} lay within "
            "the range that should hold four in five."
        ),
        columns=(
            Column("Measure", numeric=False),
            Column("Period", numeric=False),
            Column("Forecast on", numeric=False),
            *(Column(head) for head in ("Middle", "80% low", "80% high", "Came")),
            Column("Within", numeric=False),
        ),
        rows=tuple(_row(figures, each) for figures, each in answer.scored),
        notes=(_FROZEN, "Forecasts of one measure made on one day are not independent of one another."),
        source=source,
    )


def _row(figures: Figures, scored: ScoredPeriod) -> tuple[str, ...]:
    """Return one forecast of one period, and what came."""
    forecast, decimals = scored.issue.forecast, figures.definition.decimals
    values = (forecast.quantile(scored.ahead, 0.5), *forecast.interval(scored.ahead, 0.8), scored.outcome)
    day = scored.issue.issued_as_at
    return (
        figures.definition.title,
        scored.period.label,
        f"{day.day} {day:%B %Y}",
        *(words.number(value, decimals=decimals) for value in values),
        "yes" if scored.inside_80 else "no",
    )
