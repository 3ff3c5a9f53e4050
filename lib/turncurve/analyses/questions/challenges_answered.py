"""Whether what chairs challenge is answered: raised, resolved and how soon, and still open."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.chair_windows import windows
from turncurve.indicators import registry
from turncurve.indicators.figures import Figures, Measurement
from turncurve.reference.periods import Period, at
from turncurve.tables.council import identify
from turncurve.tables.records import Records

RAISED, DAYS, OPEN, TOO_LONG = (
    "challenges_raised", "days_to_resolve_a_challenge", "challenges_open", "challenges_open_too_long",
)  # fmt: skip


@dataclass(frozen=True)
class ChallengesAnswered(FromFigures):
    """What became of challenges, month by month.

    Parameters
    ----------
    figures : tuple of Figures
        Challenges raised and days to resolve by month; challenges open, and open too long, at the ends of months.
    months : tuple of Period
        The months, in order of time.
    """

    figures: tuple[Figures, ...]
    months: tuple[Period, ...]

    def of(self, indicator: str) -> dict[Period, Measurement]:
        """Return one indicator's measurements by month.

        Parameters
        ----------
        indicator : str
            Its identifier, one of the four.

        Returns
        -------
        dict of Period to Measurement
            A count at a month's end stands under the month.
        """
        figures = self.figures[(RAISED, DAYS, OPEN, TOO_LONG).index(indicator)]
        ends = {each.period.end: each for each in figures.measurements}
        return {month: ends[month.end] for month in self.months if month.end in ends}


def answered(records: Records) -> ChallengesAnswered:
    """Follow challenges over the months that chairs returned, up to twenty-four.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    ChallengesAnswered
        Over all chairs.
    """
    held = windows(records)
    months = (*held.before, *held.months)
    ends = tuple(at(month.end) for month in months)
    area = identify(records.council).name
    asked = ((RAISED, months), (DAYS, months), (OPEN, ends), (TOO_LONG, ends))
    figures = tuple(registry.measure(name, records, periods=periods, area=area) for name, periods in asked)
    return ChallengesAnswered(figures, months)
