"""The exhibit of how good forecasts of the scorecard have been here, made again from past dates."""

from __future__ import annotations

import numpy as np

from turncurve.analyses.adoption_past import NAMES, TESTED
from turncurve.analyses.ledger import ScoredPeriod
from turncurve.analyses.questions.adoption_forecasts_tested import ForecastsTested, HowGood
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import ahead_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

FEWEST = 10
"""Fewer outcomes than this say little of how often ranges hold."""

_DEPENDENT = (
    "Windows that share years, and forecasts of one date, hang together, so that a few of them are worth fewer still."
)
_SCORE = (
    "The score is the continuous ranked probability score: how far out the whole forecast was, its range with its "
    "middle, in days; lower is better."
)


@presents(ForecastsTested)
def forecasts_tested_exhibit(released: Releasable[ForecastsTested]) -> Exhibit:
    """Show what forecasts made again from past dates would have said, beside what came.

    Parameters
    ----------
    released : Releasable of ForecastsTested
        What may be shown.

    Returns
    -------
    Exhibit
        A row a measure, date and window, or why there is none.
    """
    answer = released.value
    title, source = "How good such forecasts have been here", series_table.source(answer.figures[0])
    if not answer.scored:
        return Exhibit(title, _none(answer), source=source)
    good = {name: answer.how_good(name) for name in TESTED}
    return Exhibit(
        title=title,
        sentence=" ".join(_sentence(NAMES[name], each) for name, each in good.items() if each is not None),
        columns=(
            Column("Measure", numeric=False),
            Column("Forecast from", numeric=False),
            Column("Window", numeric=False),
            *(
                Column(head)
                for head in ("Middle (days)", "80% low", "80% high", "Came", "Middle too high by", "On record then")
            ),
            Column("Within", numeric=False),
        ),
        rows=tuple(_row(answer, figures, each) for figures, each in answer.scored),
        notes=(
            *_few(answer),
            *dict.fromkeys(each.width for each in answer.told.expected if each.width),
            *answer.told.notes,
            _DEPENDENT,
            _SCORE,
            *ahead_words.notes(answer.told, assumed=False),
        ),
        source=source,
    )


def _none(answer: ForecastsTested) -> str:
    """Say why no forecast is held against what came."""
    if answer.told.reason:
        return f"No past forecast is shown, because {answer.told.reason}."
    return "No past forecast is shown, because what came may not be shown."


def _sentence(name: str, good: HowGood) -> str:
    """Say how far out the forecasts of a measure were, and how often their range held."""
    inside = round(good.coverage.share * good.coverage.n)
    error = good.coverage.standard_error
    give = f", give or take {words.number(100 * error)} points" if np.isfinite(error) and error > 0 else ""
    return (
        f"{name}: made again from past dates, forecasts were out by {words.plural(float(round(good.error)), 'day')} on "
        f"average (score {words.number(good.loss)}){_beside_last(good)}. The 80% range held {inside} of "
        f"{good.coverage.n}{give}."
    )


def _beside_last(good: HowGood) -> str:
    """Say how far out the latest value on record would have been, over the windows for which there was one."""
    if not good.last_error_over:
        return ""
    said = f"; taking the latest value on record then would have been out by {words.number(good.last_error)}"
    if good.last_error_over == good.coverage.n:
        return said
    over = words.plural(good.last_error_over, "window")
    return f"{said} (over {over}, for which the forecast was out by {words.number(good.error_beside_last)})"


def _few(answer: ForecastsTested) -> tuple[str, ...]:
    """Say that there are too few outcomes to judge by, where so."""
    count = len(answer.scored)
    if count >= FEWEST:
        return ()
    return (
        (
            f"{series_table.capital(words.plural(count, 'outcome'))} cannot tell how often such ranges hold; on "
            "invented councils, whose future is known, they held about eight times in ten."
        ),
    )


def _row(answer: ForecastsTested, figures: Figures, each: ScoredPeriod) -> tuple[str, ...]:
    """Return one forecast of one window, and what came."""
    forecast, day = each.issue.forecast, each.issue.issued_as_at
    middle, last = forecast.quantile(each.ahead, 0.5), answer.last(figures, each)
    values = (middle, *forecast.interval(each.ahead, 0.8), each.outcome, middle - each.outcome)
    return (
        figures.definition.title,
        f"{day.day} {day:%B %Y}",
        each.period.label,
        *(words.number(value) for value in values),
        "–" if last is None else words.number(last),
        "yes" if each.inside_80 else "no",
    )
