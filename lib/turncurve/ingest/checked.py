"""What the files offer, held against one another: one step after another, each with what the one before left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from turncurve.ingest.audit_filling import Change
from turncurve.ingest.problems import Mask, Problem, found
from turncurve.ingest.recipe import Offer

Offers = Mapping[str, Sequence[Offer]]
"""By canonical table: what each sheet offered."""


@dataclass(frozen=True)
class Checked:
    """What can stand of what was offered.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: the offers without the rows that were refused, which they count.
    problems : tuple of Problem
        Rows refused, and rows kept and named.
    changes : tuple of Change
        What was read otherwise than it stands in a return, row by row.
    """

    offers: Offers
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()


def in_turn(offers: Offers, steps: Sequence[Callable[[Offers], Checked]]) -> Checked:
    """Hold offers against one another by several steps.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.
    steps : sequence of callable
        Each takes what the one before left.

    Returns
    -------
    Checked
        What is left at the end, with the problems and changes of every step in order.
    """
    held = Checked(offers)
    for step in steps:
        after = step(held.offers)
        held = Checked(after.offers, (*held.problems, *after.problems), (*held.changes, *after.changes))
    return held


def refusing(
    offer: Offer, where: Mask, *, field: str, rule: str, follows: str = ""
) -> tuple[Offer, tuple[Problem, ...]]:
    """Return an offer without some of its rows, and the problem that they have.

    Parameters
    ----------
    offer : Offer
        The offer.
    where : array of bool, one value a row
        The rows to refuse.
    field : str
        The field's name in the standard.
    rule : str
        Name of the rule that they break.
    follows : str
        The field's name of the date that it should follow; empty where that is not the fault.

    Returns
    -------
    tuple of (Offer, tuple of Problem)
        The rows left, those refused being counted; and what was wrong, none where nothing was.
    """
    numbers = offer.rows["row"].to_numpy()
    problems = found(offer.place, rows=numbers, where=where, field=field, rule=rule, follows=follows)
    rows = offer.rows[~where].reset_index(drop=True)
    return replace(offer, rows=rows, refused=offer.refused + int(where.sum())), problems
