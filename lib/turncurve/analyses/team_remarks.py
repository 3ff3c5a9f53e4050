"""Of which teams nothing can be foretold, and which rotas are not used: what a reader must know beside the warnings."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.analyses.team_queues import LEARNT_FROM, TeamQueue, rota_alone
from turncurve.analyses.team_weeks import WEEKS_APART
from turncurve.tables.records import Records


def untold(queues: Sequence[TeamQueue]) -> tuple[str, ...]:
    """Say of which teams no warning can be given, and why.

    Parameters
    ----------
    queues : sequence of TeamQueue
        Every team's queue.

    Returns
    -------
    tuple of str
        A sentence a team; none of a team that has had no row for half a year and nobody waiting.
    """
    said = []
    last = max((each.weeks[-1] for each in queues), default=None)
    for each in queues:
        if each.ended is not None and last is not None:
            if is_missed(each) or (last - each.ended).days <= 7 * WEEKS_APART:
                day = f"{each.ended.day} {each.ended:%B %Y}"
                said.append(
                    f"No warning can be given of {each.team}: its rows end on {day}, with {_waiting(each)}, and say "
                    "nothing of the weeks since."
                )
        elif each.is_new:
            weeks = "one week" if len(each.weeks) == 1 else f"{len(each.weeks)} weeks"
            said.append(
                f"No warning can be given of {each.team}, with {_waiting(each)}: it is known for {weeks}, and a "
                f"warning needs {LEARNT_FROM}."
            )
    return tuple(said)


def is_missed(queue: TeamQueue) -> bool:
    """Tell whether a team's rows end while cases wait there, so that nobody can say what became of them.

    Parameters
    ----------
    queue : TeamQueue
        One team's queue.

    Returns
    -------
    bool
        Whether a check of the team could not be made.
    """
    return queue.ended is not None and queue.size > 0


def of_rotas(records: Records, queues: Sequence[TeamQueue]) -> tuple[str, ...]:
    """Say which teams are followed without a rota though there is one, and of which teams of the rota there is no case.

    Parameters
    ----------
    records : Records
        The council's records as they stood on the report's date.
    queues : sequence of TeamQueue
        Every team's queue.

    Returns
    -------
    tuple of str
        A sentence each; none where no rota is held at all.
    """
    if records.table("availability").empty:
        return ()
    said = [f"{each.team} is followed without a rota: {each.without_rota}." for each in queues if each.without_rota]
    said += [f"The rota has {team}, with which no case waits or waited: is it named otherwise among the cases?"
             for team in rota_alone(records)]  # fmt: skip
    return tuple(said)


def _waiting(queue: TeamQueue) -> str:
    """Say how many wait."""
    return {0: "nobody waiting", 1: "one case waiting"}.get(queue.size, f"{queue.size} cases waiting")
