"""The frozen forecast that a curve is held against: the one on record, else one worked out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from turncurve.analyses.do_nothing import expected
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.stretch import Stretch
from turncurve.analyses.turn_test import written_with
from turncurve.indicators.figures import Figures
from turncurve.methods.frozen_forecast import FrozenForecast, freeze
from turncurve.reference.periods import MONTHS_IN, Grain, month

FOR_THE_VERDICT = "do nothing, for the verdict"
"""The scenario under which a page issues the forecast that its own later verdicts are held against."""

ChosenBy = Literal["nothing", "the reader", "the council", "the record"]


@dataclass(frozen=True)
class Baseline:
    """Up to when the past goes that the curve is held against.

    Parameters
    ----------
    end : datetime.date or None
        Its last day; None where nothing was on record.
    chosen_by : {"nothing", "the reader", "the council", "the record"}
        Who or what chose it: the page's parameter, the council's story, or the earliest forecast on record.
    """

    end: dt.date | None = None
    chosen_by: ChosenBy = "nothing"


@dataclass(frozen=True)
class HeldAgainst:
    """The forecast that a curve is held against.

    Parameters
    ----------
    forecast : FrozenForecast
        In the indicator's unit; perhaps the reason why there is none.
    issue : FrozenIssue or None
        The release that issued it; None where it was worked out again.
    """

    forecast: FrozenForecast
    issue: FrozenIssue | None = None

    @property
    def test(self) -> str:
        """The test that was written down with it; empty where none was."""
        return written_with(self.forecast.method)


def baseline_of(
    issues: Iterable[FrozenIssue], *, grain: Grain | None, asked: dt.date | None, released: dt.date | None
) -> Baseline:
    """Choose the baseline's end.

    Parameters
    ----------
    issues : iterable of FrozenIssue
        What is on record for the indicator.
    grain : {"month", "quarter", "year", "three_years"} or None
        Length of the periods shown.
    asked : datetime.date, optional
        The end that the reader asks for; it goes before all else.
    released : datetime.date, optional
        Date of the release that the council named as its baseline.

    Returns
    -------
    Baseline
        Where nobody chose: the last period that the earliest forecast of that grain on record was made from.
    """
    if asked is not None:
        return Baseline(asked, "the reader")
    usable = _in_order(each for each in issues if each.grain == grain and each.forecast.known)
    if released is not None:
        named = next((each for each in usable if each.issued_as_at == released), None)
        return Baseline(_made_up_to(named) if named else released, "the council")
    return Baseline(_made_up_to(usable[0]), "the record") if usable else Baseline()


def held_against(
    stretch: Stretch, issues: Iterable[FrozenIssue], *, ahead: int, others: Figures | None = None
) -> HeldAgainst:
    """Return the forecast issued at a baseline's end, or work it out again from the figures up to then alone.

    Parameters
    ----------
    stretch : Stretch
        The periods about the baseline's end.
    issues : iterable of FrozenIssue
        What is on record for the indicator, for these readers.
    ahead : int
        How many periods one worked out again looks ahead.
    others : Figures, optional
        Other authorities' published figures, of which it knows no later years either.

    Returns
    -------
    HeldAgainst
        One on record has the same length of periods and was made from figures up to the same one.
    """
    before = stretch.before
    if before.measurements:
        end = before.measurements[-1].period.end
        for issue in _in_order(each for each in issues if each.grain == stretch.figures.grain()):
            if issue.forecast.known and _made_up_to(issue) == end:
                return HeldAgainst(issue.forecast, issue)
    return HeldAgainst(freeze(expected(before, others, horizon=ahead if before.measurements else 0).forecast))


def _in_order(issues: Iterable[FrozenIssue]) -> list[FrozenIssue]:
    """Return forecasts in order of their releases, those made for the verdict first in each."""
    return sorted(
        issues,
        key=lambda each: (each.issued_as_at, each.issued.scenario != FOR_THE_VERDICT, each.edition, each.audience),
    )


def _made_up_to(issue: FrozenIssue) -> dt.date:
    """Return the last day of the period before the first that was forecast."""
    first = issue.periods[0].end
    index = first.year * 12 + first.month - 1 - MONTHS_IN[issue.grain]
    return month(index // 12, index % 12 + 1).end
