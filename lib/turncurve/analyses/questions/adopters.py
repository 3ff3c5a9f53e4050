"""How many families applied to adopt, were approved, and wait for a match."""

from __future__ import annotations

from dataclasses import dataclass

from turncurve.analyses import series
from turncurve.analyses.answer import FromFigures
from turncurve.indicators.figures import Figures
from turncurve.tables.records import Records

MEASURES = (
    "adopter_families_applied",
    "adopter_families_approved",
    "adopter_families_approved_in_time",
    "adopter_families_waiting",
)


@dataclass(frozen=True)
class Recruitment(FromFigures):
    """Families who applied, were approved, and wait, year by year.

    Parameters
    ----------
    figures : tuple of Figures
        One a measure, in the order of `MEASURES`; none where no list of adopters is held.
    """

    figures: tuple[Figures, ...]


def recruitment(records: Records) -> Recruitment:
    """Count the families who applied, were approved, and wait at each year's end.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.

    Returns
    -------
    Recruitment
        Without figures where no list of adopters is held.
    """
    if records.table("adopters").empty:
        return Recruitment(())
    return Recruitment(tuple(series.measured(records, measure, grain="year") for measure in MEASURES))
