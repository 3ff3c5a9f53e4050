"""Identifiers that differ only in zeros at their beginning: two people, or one whose zeros a program took away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.files import RECIPES
from turncurve.ingest.problems import Problem, found
from turncurve.ingest.recipe import Offer


def check(offers: Mapping[str, Sequence[Offer]], *, maps: Sequence[pd.DataFrame]) -> tuple[Problem, ...]:
    """Name, sheet by sheet, the first row of each identifier that differs from another only in such zeros.

    Parameters
    ----------
    offers : mapping of str to sequence of Offer
        By canonical table: what each sheet offered.
    maps : sequence of DataFrame
        The maps to pseudonyms of all files: kind, identifier and pseudonym.

    Returns
    -------
    tuple of Problem
        No row is refused for it, and no two are taken for one.
    """
    doubtful = doubtful_pseudonyms(maps)
    if not doubtful:
        return ()
    problems: list[Problem] = []
    for offer in (each for several in offers.values() for each in several):
        for name in (str(column) for column in offer.rows if str(column).endswith("_key")):
            held = offer.rows[offer.rows[name].isin(doubtful)].drop_duplicates(name)
            problems += found(
                offer.place,
                rows=held["row"].to_numpy(),
                where=np.ones(len(held), dtype=bool),
                field=_field(offer, name),
                rule="zeros_apart",
            )
    return tuple(problems)


def doubtful_pseudonyms(maps: Sequence[pd.DataFrame]) -> frozenset[str]:
    """Return the pseudonyms of identifiers of one kind that differ only in zeros at their beginning.

    Parameters
    ----------
    maps : sequence of DataFrame
        The maps to pseudonyms of all files: kind, identifier and pseudonym.

    Returns
    -------
    frozenset of str
        Empty where every identifier stands apart.
    """
    if not maps:
        return frozenset()
    whole = pd.concat(list(maps), ignore_index=True).drop_duplicates()
    bare = whole.assign(bare=whole["identifier"].str.lstrip("0"))
    return frozenset(bare.loc[bare.duplicated(["kind", "bare"], keep=False), "pseudonym"])


def _field(offer: Offer, name: str) -> str:
    """Return the standard's name of a canonical column of an offer; its own where there is none."""
    recipes = RECIPES.get(offer.place.format, {}).get(offer.place.table, ())
    return next((each.fields[name] for each in recipes if each.table == offer.table and name in each.fields), name)
