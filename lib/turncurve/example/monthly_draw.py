"""The draw of the monthly audit for March 2013: by how long cases are open, team and need, as the programme asks."""

from __future__ import annotations

from math import ceil

import numpy as np
import pandas as pd

from turncurve.example.audits import in_need, programme
from turncurve.example.days import number
from turncurve.example.teams import team_of
from turncurve.methods.sampling import allocate, sample_size

DRAWN_ON = number(2013, 3, 1)
OPEN_SINCE = number(2012, 6, 1)
"""A case referred before this day has been open for more than nine months on the day of the draw."""
LENGTHS = {True: "open over 9 months", False: "open up to 9 months"}
NEEDS = {True: "abuse or neglect", False: "another need"}
LEAST_A_GROUP = 2


def monthly_draw(
    episodes: pd.DataFrame,
    plans: pd.DataFrame,
    care: pd.DataFrame,
    *,
    children: pd.DataFrame,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Draw the month's files: as many as the margin wants, and a least share of cases open for long.

    Parameters
    ----------
    episodes, plans, care : DataFrame
        Episodes of need, child protection plans and periods of care.
    children : DataFrame
        One row a child, by number; its family is read.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row a file: child, stratum, stratum_files and stratum_drawn.
    """
    held = in_need(episodes, plans, care, day=DRAWN_ON).sort_values("child").drop_duplicates("child")
    strata = _strata(held, children)
    sizes = {str(name): int(count) for name, count in strata.value_counts().sort_index().items()}
    wanted = sample_size(len(held), margin=programme()["monthly"]["margin"] / 100).size
    long_open = {name: count for name, count in sizes.items() if name.startswith(LENGTHS[True])}
    least = ceil(round(wanted * programme()["monthly"]["long_open_at_least"] / 100, 9))
    floors = {each.stratum: max(each.drawn, LEAST_A_GROUP) for each in allocate(long_open, least, minimum=0)}
    parts = []
    for share in allocate(sizes, wanted, minimum=LEAST_A_GROUP, always=floors):
        taken = np.sort(rng.choice(held.loc[strata == share.stratum, "child"].to_numpy(), share.drawn, replace=False))
        drawn = pd.DataFrame({"child": taken, "stratum": [share.stratum] * len(taken)})
        parts.append(drawn.assign(stratum_files=share.frame, stratum_drawn=share.drawn))
    return pd.concat(parts, ignore_index=True)


def _strata(held: pd.DataFrame, children: pd.DataFrame) -> pd.Series[str]:
    """Return each case's group in words: how long it is open, its team and its need."""
    referred = held["referred_on"].to_numpy()
    family = children["family"].to_numpy()[held["child"].to_numpy()]
    length = (held["referred_on"] < OPEN_SINCE).map(LENGTHS)
    team = pd.Series(team_of(family, DRAWN_ON - referred), index=held.index, dtype="str")
    return length + ", " + team + ", " + held["primary_need"].eq("N1").map(NEEDS)
