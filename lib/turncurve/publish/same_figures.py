"""Whether every count that stands in several places of one release is the same number in all of them."""

from __future__ import annotations

from collections.abc import Iterable

from turncurve.errors import PublicationError
from turncurve.indicators.cell import CellKey, parse
from turncurve.indicators.registry import INDICATORS
from turncurve.publish.executed import Executed


def refuse_differences(pages: Iterable[Executed]) -> None:
    """Refuse pages for one audience of one release of which two give a different number for one thing.

    Counts are held to one another by their addresses, which every share, mean and sentence rests on. A count that one
    page hides and another shows is left to disclosure control.

    Parameters
    ----------
    pages : iterable of Executed
        The pages, as their readers see them.

    Raises
    ------
    PublicationError
        If two differ. It names the indicator, the period and both pages, and never a number.
    """
    first: dict[str, tuple[int, str]] = {}
    differing: dict[str, tuple[str, str]] = {}
    for executed in pages:
        for address, count in executed.stated:
            if count is None:
                continue
            known, page = first.setdefault(address, (count, executed.unit.page))
            if known != count:
                differing.setdefault(address, (page, executed.unit.page))
    if differing:
        _refuse(differing)


def _refuse(differing: dict[str, tuple[str, str]]) -> None:
    """Stop at the first of the counts that differ, and say how many there are."""
    address, (one, other) = min(differing.items())
    where = f"{one}, twice" if one == other else f"{one} and {other}"
    more = f", and {len(differing) - 1} more" if len(differing) > 1 else ""
    raise PublicationError(
        f"one release gives two different numbers for the same thing: {_named(parse(address))}{more}",
        where=where,
        remedy="Look in both for how it is counted; nothing was laid out",
    )


def _named(key: CellKey) -> str:
    """Return what a count is of, in a reader's words."""
    title = INDICATORS[key.measure].definition.title if key.measure in INDICATORS else key.measure.replace("_", " ")
    parts = "".join(f", {dimension} {category}" for dimension, category in key.breakdown)
    return f"{title}{parts}, {key.area}, {key.period.label}"
