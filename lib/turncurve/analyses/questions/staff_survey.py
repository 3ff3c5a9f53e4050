"""What staff say: how many answered, how many agree with each statement, and whether that has changed."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.asked_all import HIDDEN, of_all_asked
from turncurve.analyses.workforce_figures import held, of, on, only, over_periods
from turncurve.errors import UnknownNameError
from turncurve.indicators.figures import Figures, Measurement
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.independent_difference import difference
from turncurve.reference.periods import Period, at
from turncurve.reference.workforce import fewest_respondents
from turncurve.tables.records import Records

ONE_WAVE = "there was no wave before"


@dataclass(frozen=True)
class Statement:
    """What staff said of one statement in the last two waves.

    Parameters
    ----------
    text : str
        The statement.
    waves : tuple of Measurement
        Those who agreed of those who answered, in order of time.
    bounds : tuple of (Interval or NoInterval)
        Bounds, in percent, for all staff asked in each wave.
    change : Interval or NoInterval
        Bounds, in percentage points, for the change from the first of the two to the second.
    """

    text: str
    waves: tuple[Measurement, ...]
    bounds: tuple[Interval | NoInterval, ...]
    change: Interval | NoInterval

    @property
    def verdict(self) -> str:
        """Whether the share has changed: "up", "down" or "cannot tell"."""
        if isinstance(self.change, NoInterval) or self.change.lower <= 0 <= self.change.upper:
            return "cannot tell"
        return "up" if self.change.lower > 0 else "down"


@dataclass(frozen=True)
class StaffSurvey(FromFigures):
    """What staff said in the last two waves.

    Parameters
    ----------
    figures : tuple of Figures
        Staff who answered, and staff agreeing by statement, by wave; none where no survey is held.
    """

    figures: tuple[Figures, ...]

    @property
    def waves(self) -> tuple[Measurement, ...]:
        """Staff who answered of staff asked, wave by wave."""
        answered = of(self.figures, "staff_who_answered")
        return answered.measurements if answered else ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Each statement with its bounds and change, in alphabetical order."""
        agreeing = of(self.figures, "staff_agreeing")
        if agreeing is None:
            return ()
        texts = sorted({dict(each.breakdown)["question"] for each in agreeing.measurements})
        return tuple(self._statement(text, only(agreeing, "question", text).measurements) for text in texts)

    def _statement(self, text: str, waves: tuple[Measurement, ...]) -> Statement:
        """Return one statement with what can be said of all staff asked."""
        bounds = tuple(of_all_asked(each, self._asked(each.period)) for each in waves)
        return Statement(text, waves, bounds, _change(waves, bounds))

    def _asked(self, period: Period) -> int | None:
        """Return how many were asked in a wave, where that may be shown."""
        found = on(of(self.figures, "staff_who_answered"), period.end)
        return found.denominator if found else None


@dataclass(frozen=True)
class StaffSurveyByTeam(FromFigures):
    """What staff of each team said of one statement in the last wave; small teams together.

    Parameters
    ----------
    figures : tuple of Figures
        One, broken down by team; none where no survey is held.
    statement : str
        The statement.
    """

    figures: tuple[Figures, ...]
    statement: str

    @property
    def fewest(self) -> int:
        """How many people must have answered for a team to be shown by itself."""
        return fewest_respondents()


def staff_survey(records: Records) -> StaffSurvey:
    """Measure how many answered the last two waves, and how many agreed with each statement.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    StaffSurvey
        Without figures where no survey is held.
    """
    waves = _waves(records)[-2:]
    names = ("staff_who_answered", "staff_agreeing") if waves else ()
    return StaffSurvey(tuple(over_periods(records, name, waves) for name in names))


def by_team(records: Records, statement: str) -> StaffSurveyByTeam:
    """Measure how many of each team agreed with a statement in the last wave.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    statement : str
        The statement, in its own words.

    Returns
    -------
    StaffSurveyByTeam
        Without figures where no survey is held.

    Raises
    ------
    UnknownNameError
        If the last wave put no such statement.
    """
    waves = _waves(records)[-1:]
    if not waves:
        return StaffSurveyByTeam((), statement)
    asked = sorted(records.table("surveys")["question"].unique())
    if statement not in asked:
        raise UnknownNameError(
            f"no statement of the staff survey reads {statement!r}",
            where="parameter statement",
            remedy=f"Statements: {'; '.join(asked)}",
        )
    figures = over_periods(records, "staff_agreeing_by_team", waves)
    return StaffSurveyByTeam((only(figures, "question", statement),), statement)


def _waves(records: Records) -> list[Period]:
    """Return the days on which waves closed, in order."""
    if not held(records, "surveys"):
        return []
    return [at(day.date()) for day in sorted(records.table("surveys")["closed_on"].unique())]


def _change(waves: tuple[Measurement, ...], bounds: tuple[Interval | NoInterval, ...]) -> Interval | NoInterval:
    """Bound the change between two waves as between independent samples: answers are anonymous and cannot be paired."""
    if len(waves) < 2:
        return NoInterval(ONE_WAVE, "none")
    for each in bounds:
        if isinstance(each, NoInterval):
            return each
    before, after = (100 * (each.numerator or 0) / (each.denominator or 1) for each in waves)
    one, two = bounds
    if isinstance(one, NoInterval) or isinstance(two, NoInterval):
        return NoInterval(HIDDEN, "none")
    return difference(before, after, of_first=one, of_second=two)
