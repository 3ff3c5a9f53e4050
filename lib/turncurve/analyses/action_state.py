"""How an action stands on a date."""

from __future__ import annotations

import datetime as dt


def state_on(day: dt.date, *, due: dt.date | None, done_on: dt.date | None) -> str:
    """Say how an action stands.

    Parameters
    ----------
    day : datetime.date
        The report's date.
    due : datetime.date or None
        By when it is to be done.
    done_on : datetime.date or None
        When it was done.

    Returns
    -------
    str
        "done", "done late", "not done, overdue", "not done yet" or "not done; no date is set".
    """
    if done_on is not None and done_on <= day:
        return "done late" if due is not None and done_on > due else "done"
    if due is None:
        return "not done; no date is set"
    return "not done, overdue" if due < day else "not done yet"
