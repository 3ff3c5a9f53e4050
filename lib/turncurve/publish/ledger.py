"""What a release leaves for later ones: the forecasts that its pages issue, frozen, and the counts that they show."""

from __future__ import annotations

from collections.abc import Sequence

from turncurve.errors import PublicationError
from turncurve.publish import csv_metadata
from turncurve.publish.csv_metadata import About, Words
from turncurve.publish.executed import Executed
from turncurve.tables.issued import Issued
from turncurve.tables.released import FIGURES, FORECASTS, figures_file, forecasts_file

LINKS = (
    ("Forecasts issued here, frozen so that what comes can be held against them", FORECASTS),
    ("Counts shown here, by address", FIGURES),
)


def files(pages: Sequence[Executed], *, label: str, about: About | None = None) -> dict[str, bytes]:
    """Return the files of one audience's folder that later releases read.

    Parameters
    ----------
    pages : sequence of Executed
        What the notebooks showed, all for one audience.
    label : str
        The council as it must stand on every file.
    about : About, optional
        What the descriptions say of all tables; without it there are none.

    Returns
    -------
    dict of str to bytes
        Contents by path below the folder.
    """
    audience = pages[0].unit.audience
    made = {
        FORECASTS: forecasts_file(_issued(pages), label=label, audience=audience),
        FIGURES: figures_file(stated(pages), label=label, audience=audience),
    }
    if about is None:
        return made
    return {
        name: data
        for path, held in made.items()
        for name, data in {path: held, **csv_metadata.metadata(path, held, words=_WORDS[path], about=about)}.items()
    }


_WORDS = {
    FORECASTS: Words(
        "Forecasts issued in this release",
        "The quantiles of every forecast that its pages issue, for each period and for the mean of the first so many.",
        ("periods", "quantile", "value"),
        notes=("The unit of a value is that of its indicator.",),
        marks={},
    ),
    FIGURES: Words(
        "Counts shown in this release",
        "Each count of the council's own at its address, as this audience is shown it.",
        ("value",),
        notes=("An address is measure|area|first day|last day, then each part of a breakdown.",),
        marks={"": "not shown, so that no small count can be worked out"},
    ),
}


def _issued(pages: Sequence[Executed]) -> list[Issued]:
    """Return each forecast once, refusing two that differ under one name: a release could not be held to both."""
    found: dict[tuple[str, ...], tuple[str, Issued]] = {}
    for page in pages:
        for each in page.issued:
            first, held = found.setdefault(each.name, (page.unit.page, each))
            if held != each:
                raise PublicationError(
                    f"two forecasts of {each.indicator} ({each.scenario}, by {each.grain}) differ",
                    where=first if first == page.unit.page else f"{first} and {page.unit.page}",
                    remedy="Let a release issue one of a kind: for the same periods, by the same settings",
                )
    return [each for _, each in found.values()]


def stated(pages: Sequence[Executed]) -> dict[str, int | None]:
    """Return each count that pages show once, refusing two values of one address.

    Parameters
    ----------
    pages : sequence of Executed
        What the notebooks showed, all for one audience.

    Returns
    -------
    dict of str to int or None
        By address; None where hidden.

    Raises
    ------
    PublicationError
        If two exhibits give different counts for the same thing.
    """
    found: dict[str, int | None] = {}
    for page in pages:
        for address, count in page.stated:
            held = found.get(address)
            if None not in {held, count} and held != count:
                raise PublicationError(
                    "two exhibits give different counts for the same thing",
                    where=f"{page.unit.page}: {address}",
                    remedy="Count them by one rule, or give the measures different names",
                )
            found[address] = count if held is None else held
    return found
