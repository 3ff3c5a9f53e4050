"""Which team of Exampleshire holds a case."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from turncurve.example.days import Numbers

REFERRAL_TEAM = "Referral and Assessment"
AREA_TEAMS = np.array(["North", "South"])
WITH_REFERRALS = 45
"""Days for which a case stays with the team that took the referral."""


def team_of(family: Numbers, open_for: Numbers) -> npt.NDArray[np.str_]:
    """Return the team of each case: the first weeks are the referral team's, then an area team's.

    Parameters
    ----------
    family : array of int
        Families by number, one a case.
    open_for : array of int
        Days that each case has been open for.

    Returns
    -------
    array of str
        One a case.
    """
    return np.where(open_for < WITH_REFERRALS, REFERRAL_TEAM, AREA_TEAMS[family % 2])
