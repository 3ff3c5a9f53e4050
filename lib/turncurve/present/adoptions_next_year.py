"""The exhibit of next year's adoptions, expected from yearly counts alone."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.questions.adoptions_next_year import AdoptionsNextYear
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.methods.rolling_origin import BackTest
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture, Whiskers
from turncurve.reference.periods import Period, at, year_ending

TITLE = "Adoptions in the next year, from the children placed on 31 March"
FROM_COUNTS_ALONE = (
    "Made from yearly counts alone: the children placed for adoption on 31 March, those with a placement order and not "
    "placed, and the mean of the last two years, by what became of such children elsewhere before. No child's own "
    "record is used, so it cannot tell how long each has waited."
)
FEWEST_TESTED = 5
"""Fewer outcomes than this tell nothing of how good forecasts are."""

_HEADS = (
    "Placed on the 31 March before",
    "Under an order on that day",
    "Adopted",
    "Middle",
    "80% low",
    "80% high",
    "95% low",
    "95% high",
)


@presents(AdoptionsNextYear)
def adoptions_next_year_exhibit(released: Releasable[AdoptionsNextYear]) -> Exhibit:
    """Show the adoptions to expect next year beside those of the years before.

    Parameters
    ----------
    released : Releasable of AdoptionsNextYear
        What may be shown.

    Returns
    -------
    Exhibit
        The years so far, the middle and likely range of the next, and how good such forecasts were.
    """
    answer = released.value
    adopted, placed, ordered = answer.figures[:3]
    years = [each.period for each in adopted.measurements]
    ahead = answer.period
    rows = [_row(period, adopted=adopted, placed=placed, ordered=ordered) for period in years]
    if ahead is not None and answer.forecast.known:
        counts = _row(ahead, adopted=adopted, placed=placed, ordered=ordered)[:3]
        ends = (*answer.forecast.median, *answer.forecast.interval_80[0], *answer.forecast.interval_95[0])
        rows = [each for each in rows if each[0] != ahead.label]
        rows.append((*counts, "–", *(words.number(float(end)) for end in ends)))
    return Exhibit(
        title=TITLE,
        sentence=_sentence(answer),
        columns=(Column("Year", numeric=False), *(Column(head) for head in _HEADS)),
        rows=tuple(rows),
        picture=_picture(answer) if rows else None,
        notes=_notes(answer),
        source="; ".join(dict.fromkeys(series_table.source(each) for each in answer.figures if each.measurements)),
        answer=_short(answer),
    )


def _row(period: Period, *, adopted: Figures, placed: Figures, ordered: Figures) -> tuple[str, ...]:
    """Return one year: what stood ready before it, and how many were adopted in it."""
    before = at(dt.date(period.start.year, 3, 31))
    texts = [_text(placed, before), _text(ordered, before), _text(adopted, period)]
    return (period.label, *texts, *["–"] * 5)


def _text(figures: Figures, period: Period) -> str:
    """Return a count as a cell's text."""
    for each in figures.measurements:
        if each.period == period:
            return words.shown(figures.value(each), status=each.status)
    return "–"


def _picture(answer: AdoptionsNextYear) -> Picture:
    """Draw the years so far, and the range of the next."""
    adopted, forecast, ahead = answer.figures[0], answer.forecast, answer.period
    past = tuple(each.period.end for each in adopted.measurements)
    line = Line(past, tuple(adopted.value(each) for each in adopted.measurements), label="Adopted")
    if ahead is None or not forecast.known:
        return Picture((line,), unit="Children adopted in the year")
    (low, high), end = forecast.interval_80[0], (ahead.end,)
    layers = (
        line,
        Whiskers(end, (float(low),), (float(high),), "80% range"),
        Line(end, (float(forecast.median[0]),), label="To expect", rank=1),
    )
    return Picture(layers, unit="Children adopted in the year")


def _short(answer: AdoptionsNextYear) -> str:
    """Return the shortest honest answer."""
    if not answer.forecast.known or answer.period is None:
        return "No forecast can be made."
    low, high = (words.number(float(end)) for end in answer.forecast.interval_80[0])
    return f"Expect {low} to {high} adoptions in the {answer.period.label}."


def _sentence(answer: AdoptionsNextYear) -> str:
    """Say what is expected, from what, and how sure that is."""
    forecast, ahead, origin = answer.forecast, answer.period, answer.origin
    if not forecast.known or ahead is None or origin is None:
        return f"{series_table.capital(forecast.reason)}."
    low, high = (words.number(float(end)) for end in forecast.interval_80[0])
    last = _text(answer.figures[0], year_ending(origin.end.year))
    stood = {"c": "a small number of children", "1": "1 child"}.get(
        _text(answer.figures[1], origin), f"{_text(answer.figures[1], origin)} children"
    )
    before = f"; {last} were adopted in the year before" if last not in {"–", words.HIDDEN} else ""
    return (
        f"{series_table.capital(words.within(ahead))}, about {words.plural(float(forecast.median[0]), 'adoption')} "
        f"are to be expected, and four times in five between {low} and {high}: on {origin.label}, {stood} lived with "
        f"the families that were to adopt them{before}."
    )


def _notes(answer: AdoptionsNextYear) -> tuple[str, ...]:
    """Return what the forecast rests on, how good such forecasts were, and what was guessed."""
    notes = [FROM_COUNTS_ALONE]
    if answer.forecast.known:
        notes.append(
            f"The ratios were learnt from {words.number(answer.forecast.n)} years of single councils, added up."
        )
    notes.append(_how_good(answer.tested))
    if answer.own and answer.own[-1].guessed:
        notes.append("A count that the publication hides, as it hides 1 to 5, was taken for 3.")
    return tuple(notes)


def _how_good(tested: BackTest) -> str:
    """Say how good the same forecasts were for years whose outcome is known."""
    if tested.n < FEWEST_TESTED:
        return f"How good such forecasts were cannot be told yet: {words.plural(tested.n, 'outcome')} of them known."
    held = round(tested.coverage_80.share * tested.n)
    error, naive = (words.number(each, decimals=1) for each in (tested.mean_absolute_error, tested.naive_error))
    beside = "" if naive == "nan" else f"; that of taking the last year's number again was {naive}"
    give = words.number(100 * tested.coverage_80.standard_error)
    return (
        f"Made in the same way for the {words.number(tested.n)} years of single councils whose outcome is known, each "
        f"from what was known before it, the middle was {error} adoptions out on average{beside}. The 80% range held "
        f"{held} of {tested.n}, give or take {give} points."
    )
