"""What a status is: one of seven words, the rule that gave it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

Status = Literal["off track", "at risk", "no evidence", "cannot tell", "on track", "met", "met and sustained"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""The worst first: what is known to go wrong stands before what is not known, and that before what goes well."""

GREEN: frozenset[Status] = frozenset({"on track", "met", "met and sustained"})
"""What goes well; nothing is said to where evidence is missing, stale or contradictory."""


@dataclass(frozen=True)
class Judgement:
    """One status, as the written rule gives it.

    Parameters
    ----------
    status : str
        One of the seven.
    rule : str
        Which line of the rule gave it, in the words of the page that documents it.
    because : str
        Why, as a clause that follows a colon; without its full stop.
    cautions : tuple of str
        What else a reader must know of it, one clause each.
    """

    status: Status
    rule: str
    because: str
    cautions: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The status and why, as one sentence."""
        said = "; ".join((self.because, *self.cautions))
        return f"{self.status.capitalize()}: {said}."

    @property
    def is_green(self) -> bool:
        """Whether it says that things go well."""
        return self.status in GREEN


def worst(judgements: Iterable[Judgement]) -> Judgement:
    """Return the worst of several judgements.

    Parameters
    ----------
    judgements : iterable of Judgement
        At least one.

    Returns
    -------
    Judgement
        The first of those with the worst status.
    """
    return min(judgements, key=lambda each: STATUSES.index(each.status))


def no_better_than(judgement: Judgement, status: Status, *, rule: str, because: str) -> Judgement:
    """Hold a judgement back at a status.

    Parameters
    ----------
    judgement : Judgement
        What would be said otherwise.
    status : str
        The best that may be said.
    rule : str
        Which line of the rule holds it back.
    because : str
        Why, as a clause.

    Returns
    -------
    Judgement
        The same, with what stands against it as a caution, where it is no better; else that status, for that reason.
    """
    if STATUSES.index(judgement.status) > STATUSES.index(status):
        return Judgement(status, rule, because, (judgement.because, *judgement.cautions))
    return replace(judgement, cautions=(*judgement.cautions, because))
