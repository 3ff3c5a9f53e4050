"""What the early warning of a backlog says on a date, as evidence for the measures of the backlog."""

from __future__ import annotations

import datetime as dt

from turncurve.analyses.measure_status import NOT_SHOWN_HERE
from turncurve.analyses.team_standing import CALM, TeamsStanding, teams_standing
from turncurve.errors import TurnCurveError
from turncurve.tables.records import Records


def standing_warning(records: Records, *, by: dt.date) -> str:
    """Say of how many teams a warning stands.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    by : datetime.date
        The report's date, or an earlier one: of the warnings that stand now, those count that stood then.

    Returns
    -------
    str
        A clause; empty where no warning stands. The public, who are not told of the weekly counts of teams, are told
        only that there is evidence that is not shown.
    """
    try:
        said = said_of(teams_standing(records), by=by)
    except TurnCurveError:  # a council without a list of waiting cases has no early warning
        return ""
    return NOT_SHOWN_HERE if said and records.audience == "public" else said


def said_of(found: TeamsStanding, *, by: dt.date) -> str:
    """Say what an early warning told by a day.

    Parameters
    ----------
    found : TeamsStanding
        Whether each team is warned.
    by : datetime.date
        The day: what was raised later is left out.

    Returns
    -------
    str
        How many teams are warned or over their limit, with the highest chance; empty where none is.
    """
    raised = [each for each in found.teams if each.state != CALM and each.since is not None and each.since <= by]
    if not raised:
        return ""
    verb, held = ("is", "has") if len(raised) == 1 else ("are", "have")
    said = f"the early warning: {len(raised)} of {len(found.teams)} teams {verb} warned of a backlog or {held} one"
    if by < max(each.weeks[-1] for each in raised):
        return said
    highest = max(each.chance for each in raised)
    return f"{said}, the highest chance of a breach within 13 weeks being {100 * highest:.0f}%"
