"""The exhibit of what becomes of the scorecard if something is changed: the rise first, and when the gain shows."""

from __future__ import annotations

from turncurve.analyses.case_forecast import Foretold
from turncurve.analyses.questions.adoption_scenarios import CHANGE, CHANGE_PARTS, MORE_ADOPTED, AdoptionScenarios
from turncurve.analyses.rise_and_fall import NOTICEABLE
from turncurve.disclosure.release import Releasable
from turncurve.present import ahead_words, series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Layer, Line, Picture, Rule
from turncurve.reference.periods import Period

MOST_DRAWN = 3
_HOW_SURE = (
    "The change is the mean over the futures drawn, and its range says only how far the number of futures leaves that "
    "mean unsure; what really comes of a change depends on how far it is carried out."
)
_FOR_A_BOARD = (
    "What clearing long waits would do follows from how many children have waited long, and what a change is made of "
    "from few children: both are for a board alone."
)
_WHAT_PARTS = (
    "Backlog cleared: who is counted, and the days of those who had moved in or waited under an order when the records "
    "end. Speed: how fast all others go."
)


@presents(AdoptionScenarios)
def adoption_scenarios_exhibit(released: Releasable[AdoptionScenarios]) -> Exhibit:
    """Show the change in A1 under each scenario, when it is back level, and when the gain shows.

    Parameters
    ----------
    released : Releasable of AdoptionScenarios
        What may be shown.

    Returns
    -------
    Exhibit
        A line a scenario over the quarters ahead, and a row a scenario and year.
    """
    answer = released.value
    title, source = "A1 if something is changed", series_table.source(answer.figures[0])
    if not answer.scenarios:
        why = ahead_words.no_forecast(answer.told) or (
            "The scenarios are not shown, because each would follow from few children."
        )
        return Exhibit(title, why, source=source, notes=answer.told.limits)
    return Exhibit(
        title=title,
        sentence=" ".join(_sentence(answer, each) for each in answer.scenarios),
        columns=(
            Column("Scenario", numeric=False),
            Column("Window", numeric=False),
            *(
                Column(head)
                for head in (
                    "A1 as things are (days)",
                    "Change in A1 (days)",
                    "80% low",
                    "80% high",
                    *(f"Of it, {part}" for part in CHANGE_PARTS),
                    "Change in adoptions of the year",
                )
            ),
        ),
        rows=tuple(row for each in answer.scenarios for row in _rows(answer, each)),
        picture=_picture(answer),
        notes=(
            _HOW_SURE,
            *((_FOR_A_BOARD,) if answer.told.rounded else (_WHAT_PARTS,)),
            *ahead_words.notes(answer.told, assumed=False),
            *answer.told.limits,
        ),
        source=source,
    )


def _sentence(answer: AdoptionScenarios, scenario: str) -> str:
    """Say how a scenario raises A1 for a time, when it is back level, and when the gain shows."""
    change = answer.told.of(CHANGE, scenario=scenario)
    if change is None:
        return f"With {scenario}: no change can be told."
    middles = [change.forecast.quantile(number, 0.5) for number in range(1, len(change.periods) + 1)]
    rises = [n for n in range(len(middles)) if _beyond(change, n, middles[n], up=True)]
    falls = [n for n in range(len(middles)) if _beyond(change, n, middles[n], up=False)]
    if not rises and not falls:
        return f"With {scenario}, A1 of the five years ahead differs by nothing that can be told."
    said = []
    if rises:
        top = max(rises, key=lambda n: middles[n])
        level = [n for n in range(top + 1, len(middles)) if middles[n] <= 0]
        passing = " for a time" if level else ""
        said.append(f"is up to {_days(middles[top])} higher{passing}, most in {_when(change.periods[top])}")
        said.append(
            f"is back level by {_when(change.periods[level[0]])}"
            if level
            else f"is not back level by {_when(change.periods[-1])}"
        )
    gain = [n for n in falls if all(middles[later] < 0 for later in range(n, len(middles)))]
    if gain:
        said.append(
            f"shows the gain from {_when(change.periods[gain[0]])}, and is {_days(-middles[-1])} lower by "
            f"{_when(change.periods[-1])}"
        )
    else:
        said.append("shows no gain that lasts within the five years")
    return f"With {scenario}, A1 {words.listed(said)}{_made_of(answer, scenario)}."


def _beyond(change: Foretold, place: int, middle: float, *, up: bool) -> bool:
    """Tell whether a change is noticeable, and more than the number of futures leaves unsure."""
    low, high = ahead_words.ends(change, place + 1)
    return (middle >= NOTICEABLE and low > 0) if up else (middle <= -NOTICEABLE and high < 0)


def _made_of(answer: AdoptionScenarios, scenario: str) -> str:
    """Say what the change at the end is made of, where that may be told."""
    parts = [answer.told.of(CHANGE, part=part, scenario=scenario) for part in CHANGE_PARTS]
    known = [each for each in parts if each is not None]
    if len(known) < len(CHANGE_PARTS):
        return ""
    last = len(known[0].periods)
    said = [
        f"{words.number(each.forecast.quantile(last, 0.5))} by {part}"
        for each, part in zip(known, CHANGE_PARTS, strict=True)
    ]
    return f" (of the change in the last window, in days: {words.listed(said)})"


def _days(value: float) -> str:
    """Write a number of days."""
    return words.plural(float(round(value)), "day")


def _when(period: Period) -> str:
    """Name a window by the month it ends in."""
    return f"the three years to {period.end:%B %Y}"


def _rows(answer: AdoptionScenarios, scenario: str) -> tuple[tuple[str, ...], ...]:
    """Return a row for each year ahead of one scenario."""
    as_now, change = answer.told.of("adoption_a1"), answer.told.of(CHANGE, scenario=scenario)
    if as_now is None or change is None:
        return ()
    parts = [answer.told.of(CHANGE, part=part, scenario=scenario) for part in CHANGE_PARTS]
    more = answer.told.of(MORE_ADOPTED, scenario=scenario)
    rows = []
    for ahead, window in enumerate(as_now.periods, start=1):
        if window not in change.periods:
            continue
        place = change.periods.index(window) + 1
        middle = change.forecast.quantile(place, 0.5)
        values = [as_now.forecast.quantile(ahead, 0.5), middle, *ahead_words.ends(change, place)]
        texts = [words.number(value) for value in values]
        texts += ["–" if each is None else words.number(each.forecast.quantile(ahead, 0.5)) for each in parts]
        by_end = {} if more is None else {each.end: n for n, each in enumerate(more.periods, start=1)}
        adopted = "–"
        if more is not None and window.end in by_end:
            adopted = words.number(more.forecast.quantile(by_end[window.end], 0.5))
        rows.append((scenario, window.label, *texts, adopted))
    return tuple(rows)


def _picture(answer: AdoptionScenarios) -> Picture:
    """Draw the change in A1 over the quarters ahead, one line a scenario."""
    layers: list[Layer] = [Rule(0.0, "As things are")]
    for rank, scenario in enumerate(answer.scenarios[:MOST_DRAWN]):
        change = answer.told.of(CHANGE, scenario=scenario)
        if change is not None:
            ends = tuple(each.end for each in change.periods)
            middles = tuple(change.forecast.quantile(number, 0.5) for number in range(1, len(ends) + 1))
            layers.append(Line(ends, middles, label=series_table.capital(scenario), rank=rank, markers=False))
    return Picture(tuple(layers), unit="Change in A1 of the three years to each date (days)", from_zero=False)
