"""What the verdict "has it turned?" is made of: the test written down beforehand, the looks, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from turncurve.errors import TurnCurveError
from turncurve.methods.bounds import check_level
from turncurve.methods.departure import Departure
from turncurve.methods.spc_rules import Polarity


class Verdict(StrEnum):
    """What the rule answers."""

    TURNED_FOR_THE_BETTER = "turned for the better"
    TURNED_FOR_THE_WORSE = "turned for the worse"
    RISEN = "risen"
    FALLEN = "fallen"
    NO_CHANGE_FOUND = "no change found"
    CANNOT_TELL_YET = "cannot tell yet"


@dataclass(frozen=True)
class TurnTest:
    """The test, written down before looking.

    Attributes
    ----------
    better : {"higher", "lower", "neither"}
        Which values are better; "neither" for a band.
    looks : tuple of int
        After how many new periods it is looked, rising: (1, 2, 3, 4, 5, 6) for each of six quarters.
    false_alarm : float
        Allowance for ever saying "turned" at any look were nothing to change.
    effect : float
        The change worth finding, as a part of the baseline: .25 for a quarter.
    power : float
        How surely it is to be found for one to say that one could tell.

    Raises
    ------
    TurnCurveError
        Where the looks do not rise, or a number is out of its range.
    """

    better: Polarity
    looks: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    false_alarm: float = 0.05
    effect: float = 0.25
    power: float = 0.80

    def __post_init__(self) -> None:
        """Refuse a test that contradicts itself."""
        check_level(self.false_alarm)
        check_level(self.power)
        if self.better not in {"higher", "lower", "neither"}:
            raise TurnCurveError("A better value is higher, lower or neither", where="better")
        if not self.looks or not (np.diff((0, *self.looks)) > 0).all():
            raise TurnCurveError("The planned looks do not rise from 1 new period on", where="looks")
        if not 0 < self.effect < 1:
            raise TurnCurveError("A change worth finding is a part of the baseline, between 0 and 1", where="effect")


@dataclass(frozen=True)
class Look:
    """What one planned look saw.

    Attributes
    ----------
    after : int
        New periods by then.
    departure : Departure
        How far they depart from those before.
    needed : float
        The p-value that the look's bound asks for.
    crossed : bool
        Whether the departure crosses the bound.
    forecast_agrees : bool or None
        Whether the new periods' mean is outside the frozen forecast's 80% interval, on the same side; None where
        there is no forecast.
    """

    after: int
    departure: Departure
    needed: float
    crossed: bool
    forecast_agrees: bool | None


@dataclass(frozen=True)
class TurnVerdict:
    """The rule's answer, with all that it rests on.

    Attributes
    ----------
    verdict : Verdict
        The answer.
    reason : str
        Why, in one clause without a full stop.
    test : TurnTest
        The test as it was written down.
    direction : int
        1 for a rise, -1 for a fall; 0 where nothing was found.
    found_after : int or None
        New periods at the look that found it.
    p_value : float
        For all looks so far together: the smallest allowance that would have been crossed, .5 at most.
    looks : tuple of Look
        The planned looks so far.
    latest : Departure or None
        With all periods; None where there are too few.
    chart_direction : int
        Which way the control chart's latest special cause that began after the origin points; 0 for none or no chart.
    further_periods : int or None
        How many more periods it takes until one could tell a change worth finding; None where it has been told, or
        where no number would do, because the past is too short or too unsteady.
    tellable_effect : float or None
        The smallest change, as a part of the baseline, that one could tell at the last planned look; None where there
        is none, or too few periods before the origin.
    """

    verdict: Verdict
    reason: str
    test: TurnTest
    direction: int
    found_after: int | None
    p_value: float
    looks: tuple[Look, ...]
    latest: Departure | None
    chart_direction: int
    further_periods: int | None
    tellable_effect: float | None


def cannot_tell(reason: str, test: TurnTest) -> TurnVerdict:
    """Say that a series can tell nothing at all, as data rather than as an error.

    Parameters
    ----------
    reason : str
        Why, in one clause without a full stop.
    test : TurnTest
        The test as it was written down.

    Returns
    -------
    TurnVerdict
        "Cannot tell yet", without a look and without a time at which one could.
    """
    return TurnVerdict(Verdict.CANNOT_TELL_YET, reason, test, 0, None, 0.5, (), None, 0, None, None)
