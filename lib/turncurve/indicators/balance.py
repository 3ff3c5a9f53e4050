"""How a stock, what came and what went hang together: said by an indicator's definition, for disclosure control."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Balance", "PutToTheSame", "balances", "put_to_the_same"]


@dataclass(frozen=True)
class Balance:
    """What adds to a stock and what takes from it between two dates.

    Parameters
    ----------
    came : str
        Measure of those who came in a period.
    went : str
        Measure of those who left in the way that is counted; empty where no leaving is counted.
    others : {"none", "leave"}
        Whether the stock changes in no other way, or some leave otherwise and nobody counts them.
    gives_up : {"came", "stock", ""}
        What the public does without, where a small number of others who left would follow; empty where that number
        protects nobody and may follow.
    keeps_stock : bool
        Whether the public should rather do without what came and went than without the stock, where one must be hidden
        so that the other cannot be worked out.
    within : tuple of (str, str)
        Breakdown of the stock that the balance is of; empty for all of it.
    """

    came: str
    went: str = ""
    others: Literal["none", "leave"] = "none"
    gives_up: Literal["came", "stock", ""] = ""
    keeps_stock: bool = False
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PutToTheSame:
    """That several questions are put to the same cases, so that the answers to each add to one number.

    Parameters
    ----------
    questions : tuple of str
        Dimensions that name a question.
    answers : tuple of str
        Dimensions that name an answer to it.
    """

    questions: tuple[str, ...]
    answers: tuple[str, ...]


def balances(entries: Iterable[Mapping[str, Any]]) -> tuple[Balance, ...]:
    """Return the balances that an entry of a `.yml` says.

    Parameters
    ----------
    entries : iterable of mapping
        Each with the words of a balance.

    Returns
    -------
    tuple of Balance
        In the file's order.
    """
    return tuple(
        Balance(**{**entry, "within": tuple(sorted((str(a), str(b)) for a, b in entry.get("within", {}).items()))})
        for entry in entries
    )


def put_to_the_same(entry: Mapping[str, Iterable[str]]) -> PutToTheSame:
    """Return which questions an entry of a `.yml` says are put to the same cases.

    Parameters
    ----------
    entry : mapping of str to iterable of str
        Dimensions of questions and of answers.

    Returns
    -------
    PutToTheSame
        The same, immutable.
    """
    return PutToTheSame(**{name: tuple(dimensions) for name, dimensions in entry.items()})
