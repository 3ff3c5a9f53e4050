"""How a status looks: a shape and its words, so that nothing is told by colour."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.status import STATUSES, Status

SHAPES: dict[Status, str] = {
    "off track": "■",
    "at risk": "▲",
    "no evidence": "□",
    "cannot tell": "◇",
    "on track": "●",
    "met": "✓",
    "met and sustained": "✓✓",
}
"""Solid and square for the worst; hollow where it is not known; round and ticked for what goes well."""

NOT_WRITTEN = "not written yet"


def marked(status: str) -> str:
    """Write a status with its shape.

    Parameters
    ----------
    status : str
        One of the seven; anything else is written as it is.

    Returns
    -------
    str
        "■ off track".
    """
    known = {str(each): SHAPES[each] for each in STATUSES}
    return f"{known[status]} {status}" if status in known else status


def legend() -> str:
    """Say what the shapes mean.

    Returns
    -------
    str
        One sentence, the worst first.
    """
    said = ", ".join(marked(status) for status in STATUSES)
    return f"The worst first: {said}. Each is worked out by a written rule; none is typed."


def day(date: dt.date | None) -> str:
    """Write a date, or that there is none.

    Parameters
    ----------
    date : datetime.date, optional
        The date.

    Returns
    -------
    str
        "31 March 2013", or a dash.
    """
    return f"{date.day} {date:%B %Y}" if date else "–"
