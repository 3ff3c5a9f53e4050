"""Whether workers are supervised as often as they should be, and for all that supervision is for."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses.answer import FromFigures
from turncurve.analyses.workforce_figures import held, measured, over_periods
from turncurve.indicators.figures import Figures
from turncurve.reference import workforce
from turncurve.tables.records import Records


@dataclass(frozen=True)
class Supervision(FromFigures):
    """How often supervision was held as often as due, quarter by quarter.

    Parameters
    ----------
    figures : tuple of Figures
        One; none where no record of supervision is held.
    """

    figures: tuple[Figures, ...]

    @property
    def rule(self) -> workforce.Supervision:
        """How often supervision is due."""
        return workforce.supervision()


@dataclass(frozen=True)
class FunctionsOfSupervision(FromFigures):
    """In how many sessions each of the four functions was covered, quarter by quarter.

    Parameters
    ----------
    figures : tuple of Figures
        One, broken down by function; none where no record of supervision is held.
    """

    figures: tuple[Figures, ...]

    @property
    def rule(self) -> workforce.Supervision:
        """The four functions, and where they come from."""
        return workforce.supervision()


def supervision(records: Records) -> Supervision:
    """Measure quarter by quarter whether supervision was held as often as due.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Supervision
        Without figures where no record of supervision is held.
    """
    if not held(records, "workers", "supervisions"):
        return Supervision(())
    return Supervision(measured(records, ("supervised_as_often_as_due",), grain="quarter"))


def functions(records: Records) -> FunctionsOfSupervision:
    """Measure in how many sessions each function was covered, quarter by quarter.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    FunctionsOfSupervision
        Without figures where no record of supervision is held, or it covers no whole quarter.
    """
    found = supervision(records).figures
    quarters = [each.period for each in found[0].measurements] if found else []
    return FunctionsOfSupervision((over_periods(records, "functions_of_supervision", quarters),) if quarters else ())
