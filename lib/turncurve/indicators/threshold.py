"""Indicators of the threshold of social care: referrals that needed nothing of it, and whom early help had reached."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.indicators.cases import MEETS, Tables, happened, whether
from turncurve.reference.periods import Period

MONTHS_BEFORE = 12


def referrals_without_further_action(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the referrals received in each period, and whether they ended without further action.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals is read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a referral; not known where it is not stated.
    """
    held = tables.table("referrals")[["child_key", "referred_on", "no_further_action"]]
    said = held["no_further_action"]
    answered = held.assign(**{MEETS: whether(said.fillna(value=False), known=said.notna())})
    return happened(answered.drop(columns="no_further_action"), "referred_on", periods=periods)


def referrals_reached_by_early_help(tables: Tables, periods: Sequence[Period]) -> pd.DataFrame:
    """Find the referrals received in each period, and whether early help had reached the child in the 12 months before.

    Parameters
    ----------
    tables : Tables
        Canonical tables; referrals and early_help are read.
    periods : sequence of Period
        The periods.

    Returns
    -------
    DataFrame
        One row a referral.
    """
    rows = tables.table("referrals")[["child_key", "referred_on"]].reset_index(drop=True)
    spells = tables.table("early_help")[["child_key", "began_on", "ended_on"]]
    joined = rows.assign(place=np.arange(len(rows))).merge(spells, on="child_key")
    since = joined["referred_on"] - pd.DateOffset(months=MONTHS_BEFORE)
    lasted = joined["ended_on"].isna() | (joined["ended_on"] >= since)
    reached = (joined["began_on"] < joined["referred_on"]) & lasted
    met = np.zeros(len(rows), dtype=bool)
    met[joined.loc[reached, "place"].to_numpy()] = True
    answered = rows.assign(**{MEETS: whether(met, known=np.ones(len(rows), dtype=bool))})
    return happened(answered, "referred_on", periods=periods)
