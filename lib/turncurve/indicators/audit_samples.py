"""How the files of an audit were chosen, and from how many."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from turncurve.indicators.cases import happened
from turncurve.reference.periods import Period


@dataclass(frozen=True)
class Sample:
    """How the files of one audit programme were chosen in a period.

    Parameters
    ----------
    programme : str
        Name of the programme.
    selection : str
        random, all such files, chosen, or not stated.
    files : int
        Files audited.
    population : int or None
        Files that they were drawn from; None where not stated, or where more than one number is.
    """

    programme: str
    selection: str
    files: int
    population: int | None

    @property
    def supports_inference(self) -> bool:
        """Whether the files can speak for others: drawn at random from a known number."""
        return self.selection == "random" and self.population is not None


def samples(audits: pd.DataFrame, *, period: Period) -> tuple[Sample, ...]:
    """Say of each programme audited in a period how its files were chosen.

    Parameters
    ----------
    audits : DataFrame
        The canonical table audits.
    period : Period
        The period.

    Returns
    -------
    tuple of Sample
        In order of programme and selection. Populations stated for several draws of a programme, such as each month's,
        are not one population: ask for one draw's period.
    """
    inside = happened(audits, "audited_on", periods=(period,))
    found: list[Sample] = []
    for (programme, selection), answers in inside.groupby(["programme", "selection"], sort=True):
        stated = answers["population"].dropna().unique()
        population = int(stated[0]) if len(stated) == 1 else None
        found.append(Sample(str(programme), str(selection), answers["file_key"].nunique(), population))
    return tuple(found)
