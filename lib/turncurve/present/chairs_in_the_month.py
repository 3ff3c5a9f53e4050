"""The exhibit of the chairs' month: what they saw and did, beside the twelve months to it and those before."""

from __future__ import annotations

from turncurve.analyses.questions.chairs_in_the_month import CHALLENGE, ChairsReport
from turncurve.disclosure.release import Releasable
from turncurve.indicators.figures import Figures
from turncurve.present import series_table, words
from turncurve.present.exhibit import Column, Exhibit, presents
from turncurve.reference.periods import Period

SEEN = ("non_compliance_raised", "unassessed_risk_recorded", "plans_unchanged_between_reviews")
SIBLINGS = "Brothers and sisters discussed together are counted one by one, so a month holds fewer meetings than cases."
RETURNED = "Each figure rests on what chairs returned; whether it has really changed is for the charts further on."


@presents(ChairsReport)
def chairs_report_exhibit(released: Releasable[ChairsReport]) -> Exhibit:
    """Show what chairs saw and did in the month.

    Parameters
    ----------
    released : Releasable of ChairsReport
        What may be shown.

    Returns
    -------
    Exhibit
        A sentence of what the notice asks chairs to see, and a table of every indicator.
    """
    report = released.value
    return Exhibit(
        title=f"What chairs saw and did: {report.month.label}",
        sentence=_sentence(report),
        answer=_answer(report),
        columns=(
            Column("What is counted", numeric=False),
            *(Column(f"{series_table.capital(each.label)}: {what}") for each in report.periods for what in _WHAT),
        ),
        rows=tuple(_row(report, each) for each in report.figures),
        notes=(SIBLINGS, RETURNED, *_unknown(report)),
        source=series_table.source(report.figures[0]),
    )


_WHAT = ("cases", "percent")


def _answer(report: ChairsReport) -> str:
    """Say in one line how often chairs challenged what they saw."""
    figures = report.of(CHALLENGE)
    now = report.at(figures, report.month)
    if now is None or figures.value(now) is None:
        return "Nobody can tell whether chairs challenged what they saw."
    many = f"{words.number(now.numerator or 0)} of {words.number(now.denominator or 0)}"
    return f"A challenge followed {many} conferences with something to challenge."


def _sentence(report: ChairsReport) -> str:
    """Say what chairs recorded in the month, and how often they challenged it then and in the years before."""
    month = report.month
    chaired = report.at(report.figures[0], month)
    held = words.number((chaired.numerator if chaired else None) or 0)
    seen = [
        f"{_PLAINLY[name]} {words.ratio(figures, found)}"
        for name in SEEN
        for figures in [report.of(name)]
        for found in [report.at(figures, month)]
        if found is not None
    ]
    figures = report.of(CHALLENGE)
    now, *others = [found for period in report.periods for found in [report.at(figures, period)] if found is not None]
    against = words.listed([f"{words.ratio(figures, each)} {words.within(each.period)}" for each in others[::-1]])
    return (
        f"{series_table.capital(words.within(month))}, chairs returned {held} conferences and reviews of a child: "
        f"{'; '.join(seen)}. A challenge followed {words.ratio(figures, now)} of those with something to challenge"
        f"{f', against {against}' if against else ''}."
    )


_PLAINLY = {
    "non_compliance_raised": "non-compliance recorded at",
    "unassessed_risk_recorded": "an unassessed risk at",
    "plans_unchanged_between_reviews": "an unchanged plan at",
}


def _row(report: ChairsReport, figures: Figures) -> tuple[str, ...]:
    """Return one indicator's row."""
    return (figures.definition.title, *(text for period in report.periods for text in _cells(report, figures, period)))


def _cells(report: ChairsReport, figures: Figures, period: Period) -> tuple[str, str]:
    """Return the cases and the percentage of one indicator and period."""
    found = report.at(figures, period)
    if found is None:
        return "–", "–"
    if figures.definition.kind == "count":
        return words.shown(found.numerator, status=found.status), "–"
    value = words.shown(figures.value(found), decimals=figures.definition.decimals, status=found.status)
    return words.shown(found.denominator, status=found.status), value


def _unknown(report: ChairsReport) -> tuple[str, ...]:
    """Name the indicators of the month that rest on few answers, because many cases are not known."""
    named = [
        f"{figures.definition.title} ({found.unknown})"
        for figures in report.figures
        for found in [report.at(figures, report.month)]
        if found is not None and found.unknown
    ]
    return (f"Cases of the month left out because nothing is known of them: {words.listed(named)}.",) if named else ()
