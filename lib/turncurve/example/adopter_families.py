"""The families who applied to adopt: those matched with the example's children, and those who wait or leave."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.days import FIRST_DAY, NEVER
from turncurve.example.lives import Lives

OTHERS = 56
FEW, EVERY, MORE_OFTEN = 24, 45, 18
"""Days between the applications of families who are matched with none of the example's children: the first few, then
more often, as more are recruited."""
WITHDREW, REFUSED = "1", "3"


def families(lives: Lives) -> pd.DataFrame:
    """Return every family who applied to adopt.

    Parameters
    ----------
    lives : Lives
        What happened to the children.

    Returns
    -------
    DataFrame
        One row a family: its name, the days of each step (a day beyond the files where it was not taken), why it left,
        how many children were placed with it, and whether it fostered them first.
    """
    return pd.concat([_matched(lives), _others()], ignore_index=True).sort_values(
        ["applied_on", "family"], ignore_index=True
    )


def _matched(lives: Lives) -> pd.DataFrame:
    """Return the families with whom the example's children were matched."""
    routes = lives.routes[lives.routes["matched_on"] < NEVER].drop_duplicates("route")
    route = routes["route"].to_numpy()
    approved = routes["matched_on"].to_numpy() - 60 - route * 23 % 400
    return pd.DataFrame(
        {
            "family": [f"SYNA{each:03d}" for each in route],
            "applied_on": approved - 120 - route * 41 % 200,
            "approved_on": approved,
            "matched_on": routes["matched_on"].to_numpy(),
            "placed_on": routes["placed_on"].to_numpy(),
            "adopted_on": routes["adopted_on"].to_numpy(),
            "left_on": NEVER,
            "left_because": "",
            "children": lives.routes.groupby("route").size().loc[route].to_numpy(),
            "foster": routes["foster"].to_numpy(dtype=bool),
        }
    )


def _others() -> pd.DataFrame:
    """Return the families who were matched with none: they wait, withdraw, or were refused."""
    place = np.arange(OTHERS)
    applied = FIRST_DAY - 200 + EVERY * np.minimum(place, FEW) + MORE_OFTEN * np.maximum(place - FEW, 0)
    refused = place % 7 == 6
    approved = np.where(refused, NEVER, applied + 130 + place * 53 % 190)
    left = np.where(refused, applied + 210, approved + 200 + place * 97 % 500)
    return pd.DataFrame(
        {
            "family": [f"SYNW{each:03d}" for each in place],
            "applied_on": applied,
            "approved_on": approved,
            "matched_on": NEVER,
            "placed_on": NEVER,
            "adopted_on": NEVER,
            "left_on": left,
            "left_because": np.where(refused, REFUSED, WITHDREW),
            "children": 0,
            "foster": False,
        }
    )
