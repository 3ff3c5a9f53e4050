"""Rows of totals and headings, which stand where a team or a person should."""

from __future__ import annotations

import re
from collections.abc import Mapping

from turncurve.ingest.distinct import distinct, where
from turncurve.ingest.headers import plain
from turncurve.ingest.problems import Mask
from turncurve.ingest.recipe import Recipe
from turncurve.ingest.sheet import Sheet

KINDS_OF_ROW: Mapping[str, tuple[str, ...]] = {
    "workers": ("team", "role"),
    "posts": ("team",),
    "caseloads": ("team", "case_type", "complexity"),
    "surveys": ("team",),
    "allocations": ("team",),
    "availability": ("team",),
}
"""By canonical table of a return: the columns, beside identifiers, by which its rows may be summed."""
_TOTAL = re.compile(
    r"(?:sub|grand|overall|running|whole)? ?totals?(?: \w+){0,4}|(?:\w+ ){1,4}(?:sub ?)?totals?|"
    r"all (?:the )?(?:teams?|workers?|staff|social workers?|services?|posts?|cases?|children|respondents|localities|"
    r"areas|types|kinds|levels)(?: \w+){0,2}|(?:sum|average|mean|median|count|minimum|maximum) of (?:\w+ ?){1,4}|"
    r"average|mean|median|overall|sum|(?:whole|entire) (?:service|council|department|team|workforce|authority)|"
    r"(?:service|council|department|directorate|authority|borough|county|city) wide|end of report"
)
# What every total holds: a search for it is many times faster than the whole pattern.
_HINT = re.compile(r"total|all|sum|mean|average|median|count|minimum|maximum|entire|whole|wide|end", re.IGNORECASE)
# An identifier, as nearly all are.
_NUMBERED = r"(?s)^[\x00-\x7f][0-9]+$"
_ALL = "all"  # of a team or kind; of a person it may be initials


def of(sheet: Sheet, recipe: Recipe) -> dict[str, Mask]:
    """Tell which rows are totals.

    Parameters
    ----------
    sheet : Sheet
        The rows below the header.
    recipe : Recipe
        What they offer to a canonical table.

    Returns
    -------
    dict of str to array of bool
        By canonical column that says whose row it is: where it says that it is everybody's.
    """
    kinds = KINDS_OF_ROW.get(recipe.table, ())
    found: dict[str, Mask] = {}
    for name, source in recipe.fields.items():
        if source in sheet.cells and (name in kinds or name.endswith("_key")):
            texts = sheet.cells[source]
            values = distinct(texts, but=_NUMBERED)
            said = {value for value in values if is_total(value) or (name in kinds and plain(value) == _ALL)}
            if said:
                found[name] = where(texts, said)
    return found


def is_total(text: str) -> bool:
    """Tell whether a text names a total and nobody.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for "Total", "Grand total", "North total", "All teams" and the like.
    """
    if text.isascii() and "'" not in text and _HINT.search(text) is None:
        return False
    return _TOTAL.fullmatch(plain(text)) is not None
