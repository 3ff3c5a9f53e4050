"""The analyst's own page of every indicator, made beside the records and never published."""

from __future__ import annotations

from pathlib import Path

from turncurve.indicators.registry import indicator_of
from turncurve.publish import local
from turncurve.publish.commands import publish_pages

NOTEBOOK = "00_explore"


def explore(council: str, *, as_at: str, indicator: str) -> Path:
    """Make the page that lists every indicator of a council.

    Parameters
    ----------
    council : str
        The council's name or folder.
    as_at : str
        The report's date, as YYYY-MM-DD.
    indicator : str
        The one that is looked at closer.

    Returns
    -------
    pathlib.Path
        The page, with every count as it is: it stays where the records are.

    Raises
    ------
    TurnCurveError
        If the council, the date or the indicator is not known, or the page could not be made.
    """
    folder = publish_pages(
        [NOTEBOOK],
        council=council,
        as_at=as_at,
        audiences=["restricted"],
        given=[f"indicator={indicator_of(indicator).definition.id}"],
        workers=1,
        tell=lambda _: None,
        place=local.folder_of("explore"),
    )
    return folder / "restricted" / f"{NOTEBOOK}.html"
