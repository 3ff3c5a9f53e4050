"""Exhibits of staffing: turnover, empty posts, agency work and sickness, each with its base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from turncurve.analyses.questions.staffing import Rate, Staffing, StaffingTrend
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.present.picture import Line, Picture

NONE_HELD = "No list of workers, of posts and of absences is on record, so staffing cannot be measured here."
TITLE, TREND_TITLE = "Social workers: leaving, empty posts, agency and sickness", "Empty posts and agency workers"
CENSUS = (
    "Rates follow the Department's workforce census: leavers of those employed at the year's end, agency of agency and "
    "employed together, days lost of working days. Its years end on 30 September, and these on 31 March."
)
NOTES = (
    CENSUS,
    "The census counts vacancies and sickness in full-time equivalents; here posts and days are counted.",
    "Whoever takes up another post with the council within 31 days has moved and not left.",
)


@presents(Staffing)
def staffing_exhibit(released: Releasable[Staffing]) -> Exhibit:
    """Show the rates of each year, with their bases.

    Parameters
    ----------
    released : Releasable of Staffing
        What may be shown.

    Returns
    -------
    Exhibit
        One row a rate and one column a year; lines over the years.
    """
    answer = released.value
    if not answer.years:
        return Exhibit(TITLE, NONE_HELD)
    rows = _rows(answer)
    lines = tuple(
        Line(answer.years, tuple(rate.percent for rate in rates), label=label, rank=rank)
        for rank, (label, rates) in enumerate((label, rates) for label, _, rates, _ in rows if label)
    )
    return Exhibit(
        title=TITLE,
        sentence=_sentence(answer),
        columns=(Column("Rate", numeric=False), *(Column(f"To {year:%B %Y}") for year in answer.years)),
        rows=(
            _counted(answer, "Social workers employed at the year's end", "social_workers_in_post"),
            _counted(answer, "Joined in the year", "social_workers_joined"),
            _counted(answer, "Left in the year", "social_workers_left"),
            *((name, *(_text(rate, decimals) for rate in rates)) for _, name, rates, decimals in rows),
        ),
        picture=Picture(lines, unit="Percent"),
        notes=NOTES,
        source=series_table.source(answer.figures[0]),
    )


@presents(StaffingTrend)
def trend_exhibit(released: Releasable[StaffingTrend]) -> Exhibit:
    """Show empty posts and agency work at the end of each quarter.

    Parameters
    ----------
    released : Releasable of StaffingTrend
        What may be shown.

    Returns
    -------
    Exhibit
        Two lines over the quarters, one row a date.
    """
    figures = released.value.figures
    if not figures or not figures[0].measurements:
        return Exhibit(TREND_TITLE, NONE_HELD)
    labels = ("Posts that no employee holds", "Agency workers")
    lines = tuple(
        Line(tuple(e.period.end for e in held.measurements), tuple(map(held.value, held.measurements)), label, rank)
        for rank, (held, label) in enumerate(zip(figures, labels, strict=True))
    )
    dates = sorted({each.period for held in figures for each in held.measurements})
    by_date = [{each.period: _share(held, place) for place, each in enumerate(held.measurements)} for held in figures]
    return Exhibit(
        title=TREND_TITLE,
        sentence=f"{' '.join(_said_of(held) for held in figures)}",
        columns=(Column("Date", numeric=False), *(Column(held.definition.title) for held in figures)),
        rows=tuple((each.label, *(texts.get(each, "–") for texts in by_date)) for each in dates),
        picture=Picture(lines, unit="Percent"),
        notes=("A post that an agency worker covers is vacant: no employee holds it.",),
        source=series_table.source(figures[0]),
    )


def _rows(answer: Staffing) -> list[tuple[str, str, list[Rate], int]]:
    """Return each rate: its name at a line's end, its name in the table, its years, and the decimals of its counts."""
    rates: tuple[tuple[str, str, Callable[[dt.date], Rate], int], ...] = (
        ("Turnover", "Turnover (full-time equivalents)", answer.turnover, 1),
        ("", "Turnover (people)", answer.turnover_of_people, 0),
        ("Vacant posts", "Posts that no employee holds", answer.vacancy, 0),
        ("Agency", "Agency (full-time equivalents)", answer.agency, 1),
        ("Sickness", "Working days lost to sickness", answer.sickness, 0),
    )
    return [(label, name, [of(year) for year in answer.years], decimals) for label, name, of, decimals in rates]


def _counted(answer: Staffing, title: str, name: str) -> tuple[str, ...]:
    """Return the row of a count of people."""
    return (title, *(words.shown(answer.people(name, year), status="hidden") for year in answer.years))


def _text(rate: Rate, decimals: int) -> str:
    """Return a rate with what it rests on; hidden where either may not be shown."""
    if rate.percent is None or rate.top is None or rate.below is None:
        return words.HIDDEN
    top, below = (words.number(each, decimals=decimals) for each in (rate.top, rate.below))
    return f"{words.number(rate.percent, decimals=1)}% ({top} of {below})"


def _sentence(answer: Staffing) -> str:
    """Say the last year's rates, and those of the year before."""
    last = answer.years[-1]
    said = []
    for name, of in (
        ("turnover", answer.turnover),
        ("posts that no employee held", answer.vacancy),
        ("agency", answer.agency),
        ("days lost to sickness", answer.sickness),
    ):
        now = of(last).percent
        if now is not None:
            before = of(answer.years[-2]).percent if len(answer.years) > 1 else None
            after = f" (the year before {words.number(before, decimals=1)}%)" if before is not None else ""
            said.append(f"{name} {words.number(now, decimals=1)}%{after}")
    left = answer.people("social_workers_left", last)
    joined = answer.people("social_workers_joined", last)
    people = "" if left is None or joined is None else f"{words.number(left)} left and {words.number(joined)} joined; "
    return f"In the year to {last:%B %Y}: {people}{words.listed(said) or 'no rate may be shown'}."


def _share(figures: Figures, place: int) -> str:
    """Return one value of a series as text, with its counts."""
    found = figures.measurements[place]
    return words.ratio(figures, found) if figures.value(found) is not None else words.shown(None, status=found.status)


def _said_of(figures: Figures) -> str:
    """Say a series' last value, its highest and when that was."""
    known = [(each, value) for each in figures.measurements if (value := figures.value(each)) is not None]
    if not known:
        return f"{figures.definition.title}: no value may be shown."
    last, top = known[-1], max(known, key=lambda pair: pair[1])
    highest = "" if top[0] is last[0] else f"; the highest was {words.ratio(figures, top[0])} on {top[0].period.label}"
    return f"{figures.definition.title} on {last[0].period.label}: {words.ratio(figures, last[0])}{highest}."
