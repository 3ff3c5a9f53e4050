"""The test of whether a curve has turned, as it is written down before anyone looks."""

from __future__ import annotations

from turncurve.analyses.charting import better
from turncurve.indicators.definition import Definition
from turncurve.methods.turn_result import TurnTest

LOOKS = (1, 2, 3, 4, 5, 6)
"""After how many new periods the curve is looked at: six quarters, or six years."""
WRITTEN = "; to be held against what comes by this test: "
"""What stands, in a frozen forecast's method, between the method and the test."""


def planned_test(definition: Definition, *, allowance: float) -> TurnTest:
    """Return the test of an indicator.

    Parameters
    ----------
    definition : Definition
        The indicator: its polarity says which change is for the better.
    allowance : float
        Its share of the allowance for false alarms.

    Returns
    -------
    TurnTest
        Looked at after each of six periods; a change of a quarter is worth finding, four times in five.
    """
    return TurnTest(better(definition), looks=LOOKS, false_alarm=allowance)


def written(test: TurnTest) -> str:
    """Write a test down.

    Parameters
    ----------
    test : TurnTest
        The test.

    Returns
    -------
    str
        One clause; another test reads otherwise.
    """
    looks = ", ".join(str(look) for look in test.looks)
    return (
        f"looked at after {looks} periods; false alarms over all looks at most {100 * test.false_alarm:.3g} in 100; "
        f"a change of {100 * test.effect:.3g}% to be found {100 * test.power:.3g} times in 100; better is {test.better}"
    )


def with_test(method: str, test: TurnTest) -> str:
    """Return a forecast's method with the test by which it will be held against what comes.

    Parameters
    ----------
    method : str
        The method.
    test : TurnTest
        The test.

    Returns
    -------
    str
        Both, so that the ledger keeps them together.
    """
    return f"{method}{WRITTEN}{written(test)}"


def written_with(method: str) -> str:
    """Return the test that was written down with a forecast.

    Parameters
    ----------
    method : str
        A frozen forecast's method.

    Returns
    -------
    str
        The test's words; empty where none was written down with it.
    """
    return method.partition(WRITTEN)[2]
