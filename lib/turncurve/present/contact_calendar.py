"""The exhibit of how a monthly count follows the calendar."""

from __future__ import annotations

from turncurve.analyses.questions.contact_calendar import ContactCalendar, MonthOfYear
from turncurve.disclosure.release import Releasable
from turncurve.methods.count_regression import RateRatio
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents

NOTES = (
    (
        "Counts are for each working day, so that bank holidays and long months make no difference. The ranges allow "
        "for how much months vary beyond chance and for neighbouring months that are alike."
    ),
    (
        "School holidays fall in the same months each year, so that the effect of the holidays and that of the months "
        "are two views of one thing, and are not to be added up."
    ),
)


@presents(ContactCalendar)
def contact_calendar_exhibit(released: Releasable[ContactCalendar]) -> Exhibit:
    """Show how a monthly count follows the calendar.

    Parameters
    ----------
    released : Releasable of ContactCalendar
        What may be shown.

    Returns
    -------
    Exhibit
        A row a month of the year: the count a working day, and its ratio to the average month with bounds.
    """
    answer = released.value
    name = answer.figures[0].definition.title
    title, source = f"{name} by the calendar", series_table.source(answer.figures[0])
    if not answer.months:
        because = answer.reason or "the months cannot be told apart"
        return Exhibit(
            title, f"How {name.lower()} follow the calendar cannot be told, because {because}.", source=source
        )
    return Exhibit(
        title,
        _sentence(answer),
        columns=(
            Column("Month", numeric=False),
            Column(f"{name} a working day"),
            Column("Beside the average month"),
            Column("95% low"),
            Column("95% high"),
        ),
        rows=tuple(_row(each) for each in answer.months),
        notes=NOTES,
        source=source,
    )


def _row(each: MonthOfYear) -> tuple[str, ...]:
    """Return one month's row."""
    ratios = (each.ratio, each.interval.lower, each.interval.upper)
    return (each.name, words.number(each.a_day, decimals=1), *(difference(ratio) for ratio in ratios))


def _sentence(answer: ContactCalendar) -> str:
    """Say which months differ beyond doubt, and what school holidays do."""
    name = answer.figures[0].definition.title
    sure = [each for each in answer.months if not each.interval.lower <= 1 <= each.interval.upper]
    ordered = sorted(sure, key=lambda each: each.ratio)
    parts = [f"{each.name} ({difference(each.ratio)})" for each in (*ordered[:2], *ordered[2:][-2:])]
    said = f"{name} a working day differ from the average month most in {words.listed(parts)}." if parts else (
        f"{name} a working day differ in no month by more than chance could."
    )  # fmt: skip
    return f"{said} {_holidays(answer.in_holidays)} {_each_year(answer.a_year)}".strip()


def _holidays(found: RateRatio | str) -> str:
    """Say what school holidays do to the count, or why that cannot be told."""
    if isinstance(found, str):
        return f"What school holidays do cannot be told, because {found}."
    low, high = difference(found.interval.lower), difference(found.interval.upper)
    sure = "" if not found.interval.lower <= 1 <= found.interval.upper else ", which is not beyond chance"
    return f"In school holidays they are {difference(found.ratio)} (95% {low} to {high}){sure}."


def _each_year(found: RateRatio | None) -> str:
    """Say how much each year adds, with months allowed for."""
    if found is None:
        return ""
    low, high = difference(found.interval.lower), difference(found.interval.upper)
    return f"From year to year they changed by {difference(found.ratio)} (95% {low} to {high})."


def difference(ratio: float) -> str:
    """Write a ratio as a percentage more or less.

    Parameters
    ----------
    ratio : float
        1 for no difference.

    Returns
    -------
    str
        "+4.2%", "-18.0%" or "0.0%".
    """
    text = words.number(100 * (ratio - 1), decimals=1)
    return f"{'+' if ratio > 1 and text.strip('0.,') else ''}{text}%"
