"""Whether evidence is there, fresh and of one voice: without that, nothing can be said to go well."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from turncurve.analyses.status import Judgement, no_better_than

STALE_AFTER = dt.timedelta(days=183)
"""Evidence that ends longer than this before the report's date is stale: two quarters were missed."""
STALE_BY_YEAR = dt.timedelta(days=549)
"""The same where it comes once a year: half a year too late."""


@dataclass(frozen=True)
class Evidence:
    """What a status rests on.

    Parameters
    ----------
    latest : datetime.date or None
        The last day that it tells of; None where none is held.
    against : tuple of str
        What is held that says otherwise, one clause each: an audit's finding, another source.
    missing : str
        What should be held and is not, as a clause; empty where nothing is wanting.
    by_year : bool
        Whether it comes once a year alone.
    """

    latest: dt.date | None
    against: tuple[str, ...] = ()
    missing: str = ""
    by_year: bool = False

    def is_stale(self, as_at: dt.date) -> bool:
        """Tell whether it is too old to say how things stand.

        Parameters
        ----------
        as_at : datetime.date
            The report's date.

        Returns
        -------
        bool
            False where none is held: that is missing and not stale.
        """
        longest = STALE_BY_YEAR if self.by_year else STALE_AFTER
        return self.latest is not None and as_at - self.latest > longest


def by_the_aim(judgement: Judgement, due: dt.date, *, aim: dt.date | None) -> Judgement:
    """Hold back what is not met and due only after the day by which all is to be met.

    Parameters
    ----------
    judgement : Judgement
        What would be said otherwise.
    due : datetime.date
        The date that counts.
    aim : datetime.date or None
        The day of the notice's aim; None where it is not held.

    Returns
    -------
    Judgement
        No better than at risk where the date is after the aim: by then it is not promised.
    """
    if aim is None or due <= aim:
        return judgement
    said = f"it is due on {_day(due)}, which is after the aim of {_day(aim)}"
    return no_better_than(judgement, "at risk", rule="after the aim", because=said)


def weighed(judgement: Judgement, evidence: Evidence, *, as_at: dt.date) -> Judgement:
    """Hold a judgement back where the evidence for it is missing, stale or contradictory.

    Parameters
    ----------
    judgement : Judgement
        What the counts and dates say.
    evidence : Evidence
        What that rests on.
    as_at : datetime.date
        The report's date.

    Returns
    -------
    Judgement
        Never green where anything is wrong with the evidence; what goes wrong is still said to.
    """
    found = judgement
    if evidence.missing:
        found = no_better_than(found, "no evidence", rule="evidence missing", because=evidence.missing)
    if evidence.is_stale(as_at) and evidence.latest is not None:
        said = f"the evidence is stale: it ends on {_day(evidence.latest)}"
        found = no_better_than(found, "cannot tell", rule="evidence stale", because=said)
    for said in evidence.against:
        found = no_better_than(
            found, "cannot tell", rule="evidence contradictory", because=f"the evidence does not agree: {said}"
        )
    return found


def _day(day: dt.date) -> str:
    """Write a date."""
    return f"{day.day} {day:%B %Y}"
