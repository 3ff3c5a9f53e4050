"""What an indicator is, in words and by rule: read from the `.yml` beside its `.py`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from importlib import resources
from typing import Any, Literal

from turncurve.errors import RefusedInputError, UnknownNameError
from turncurve.indicators.balance import Balance, PutToTheSame, balances, put_to_the_same
from turncurve.reference.own_words import own_words

Kind = Literal["count", "proportion", "mean"]
Window = Literal["flow", "point", "three years pooled"]
Polarity = Literal["higher is better", "lower is better", "a band", "neither"]


@dataclass(frozen=True)
class Definition:
    """An indicator's definition, as it is shown to a reader.

    Parameters
    ----------
    id : str
        Identifier, such as "repeat_child_protection_plans".
    title : str
        Title in a reader's words.
    counts : str
        What it counts, in one sentence.
    numerator, denominator : str
        What stands above and below; the denominator is empty for a count.
    kind : {"count", "proportion", "mean"}
        A count, a share of a count, or a sum over a count.
    unit : str
        Unit of the value as shown: "percent", "days", "plans".
    decimals : int
        Decimals shown.
    window : {"flow", "point", "three years pooled"}
        Events in a period, what was open on a date, or children of three years together.
    polarity : {"higher is better", "lower is better", "a band", "neither"}
        Which way is better.
    why : str
        Why it matters.
    caveats : tuple of str
        What a reader must bear in mind.
    source_fields : tuple of str
        Items of the source formats that it rests on.
    tables : tuple of str
        Canonical tables that it reads.
    published_counterpart : str
        The official figure that it should reproduce, or "" where there is none.
    owner : str
        Who answers for the definition.
    base : str
        Measure of its base cells: the denominator's, or the count's own.
    subset : tuple of (str, str)
        Breakdown of the base that is the numerator of a proportion, or that a mean is over.
    band : tuple of float, optional
        Lowest and highest value held to be sound, where the polarity is a band.
    valid_from, valid_to : datetime.date, optional
        Dates between which the definition holds.
    by : tuple of str
        Columns of its cases that break it down, such as "route"; empty where it is one series.
    unknown_kept : bool
        Whether cases that the records cannot settle stay in the denominator, as they must where short records can show
        a "yes" and never a "no"; they are left out of it otherwise.
    looks_back : bool
        Whether it needs records from before the period, so that they can be too short.
    months_back : int
        Months before each period that records must reach back, for a period to be counted at all.
    balances : tuple of Balance
        For what was open on a date: what adds to it and takes from it, in counts that a page may show.
    no_balance : str
        Why there is none of these, for what was open on a date; empty otherwise.
    put_to_the_same : PutToTheSame, optional
        Which of its dimensions name questions that are put to the same cases.
    """

    id: str
    title: str
    counts: str
    numerator: str
    denominator: str
    kind: Kind
    unit: str
    decimals: int
    window: Window
    polarity: Polarity
    why: str
    caveats: tuple[str, ...]
    source_fields: tuple[str, ...]
    tables: tuple[str, ...]
    published_counterpart: str
    owner: str
    base: str
    subset: tuple[tuple[str, str], ...] = ()
    band: tuple[float, float] | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    by: tuple[str, ...] = ()
    unknown_kept: bool = False
    looks_back: bool = False
    months_back: int = 0
    balances: tuple[Balance, ...] = ()
    no_balance: str = ""
    put_to_the_same: PutToTheSame | None = None


def load(topic: str) -> dict[str, Definition]:
    """Load the definitions of one topic.

    Parameters
    ----------
    topic : str
        Name of the module whose `.yml` stands beside it, such as "child_protection".

    Returns
    -------
    dict of str to Definition
        By identifier, in the file's order.

    Raises
    ------
    UnknownNameError
        If there is no such topic.
    """
    path = resources.files("turncurve.indicators") / f"{topic}.yml"
    if not path.is_file():
        raise UnknownNameError(f"there are no indicators on {topic!r}", where=f"{topic}.yml")
    entries: dict[str, dict[str, Any]] = own_words(path.read_text(encoding="utf-8"))
    return {name: _definition(name, words, topic=topic) for name, words in entries.items()}


def _definition(name: str, words: dict[str, Any], *, topic: str) -> Definition:
    """Turn one entry of a `.yml` into a definition, refusing unknown and missing words."""
    known = {field.name for field in fields(Definition)}
    unknown = sorted(set(words) - known)
    if unknown:
        raise RefusedInputError(f"{name} has words that no definition has: {', '.join(unknown)}", where=f"{topic}.yml")
    try:
        ready = {key: _frozen(key, value) for key, value in words.items()}
        return Definition(id=name, **ready)
    except TypeError as problem:
        raise RefusedInputError(f"the definition of {name} is incomplete: {problem}", where=f"{topic}.yml") from problem


def _frozen(key: str, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a value of a `.yml` in the immutable form that a definition keeps."""
    if key == "subset":
        return tuple(sorted((str(dimension), str(category)) for dimension, category in value.items()))
    if key == "balances":
        return balances(value)
    if key == "put_to_the_same":
        return put_to_the_same(value)
    if isinstance(value, list):
        return tuple(value)
    return value.strip() if isinstance(value, str) else value
