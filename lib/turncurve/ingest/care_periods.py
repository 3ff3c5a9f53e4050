"""Periods of care, and the adoption dates that episodes of care hold."""

from __future__ import annotations

import numpy as np
import pandas as pd

PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
ORDERS = ("E1", "D1")
ADOPTED = ("E11", "E12")
NEW_EPISODE_ON_THE_SAME_DAY = "X1"
# Reasons for a new episode that bring a new carer; the others leave the child with the same one.
NEW_CARER = ("S", "P", "B")


def number_periods(episodes: pd.DataFrame) -> pd.DataFrame:
    """Tell each child's periods of care apart: one begins with each episode whose reason is S.

    Parameters
    ----------
    episodes : DataFrame
        The canonical columns of care_episodes, one row an episode.

    Returns
    -------
    DataFrame
        The same rows in order of child and time, with "period", the number of the child's period, from 1; episodes
        before the first S, whose period began before the records do, are period 0.
    """
    order = ["child_key", "started_on", "ended_on"]
    ordered = episodes.sort_values(order, na_position="last", ignore_index=True)
    begins = (ordered["started_because"] == "S").fillna(value=False).astype("int64")
    return ordered.assign(period=begins.groupby(ordered["child_key"]).cumsum())


def periods_of_care(numbered: pd.DataFrame) -> pd.DataFrame:
    """Return each period of care and the adoption dates that its episodes hold.

    Parameters
    ----------
    numbered : DataFrame
        Episodes, as `number_periods` gives them.

    Returns
    -------
    DataFrame
        One row a child and period: first_day (the first that is recorded), entered_care_on (missing where the period
        began before the records do), left_care_on and left_care_because (missing while it is open),
        placement_order_on, placed_on (the last move to an adoptive family), foster_since (when the foster placement
        with that family began) and adopted_on.
    """
    key = ["child_key", "period"]
    groups = numbered.groupby(key, sort=True)
    first, last = groups.head(1).set_index(key), groups.tail(1).set_index(key)
    has_left = last["ended_on"].notna() & (last["ended_because"] != NEW_EPISODE_ON_THE_SAME_DAY).fillna(value=True)
    ordered = numbered[numbered["legal_status"].isin(ORDERS)].groupby(key)["started_on"].min()
    adopted = numbered[numbered["ended_because"].isin(ADOPTED)].groupby(key)["ended_on"].max()
    found = pd.DataFrame(
        {
            "first_day": first["started_on"],
            "entered_care_on": first["started_on"].where(first.index.get_level_values("period") > 0),
            "left_care_on": last["ended_on"].where(has_left),
            "left_care_because": last["ended_because"].where(has_left),
            "placement_order_on": ordered.reindex(first.index),
            "adopted_on": adopted.reindex(first.index),
        }
    )
    return found.join(_adoptive_placements(numbered)).reset_index()


def _adoptive_placements(numbered: pd.DataFrame) -> pd.DataFrame:
    """Return, by child and period, the start of the last adoptive placement and of fostering by the same family."""
    key = ["child_key", "period"]
    adoptive = numbered["placement"].isin(PLACED_FOR_ADOPTION)
    before = adoptive.groupby([numbered["child_key"], numbered["period"]]).shift(fill_value=False)
    new_carer = numbered["started_because"].isin(NEW_CARER)
    moves = numbered.assign(carer=new_carer.groupby(numbered["child_key"]).cumsum())[adoptive & (~before | new_carer)]
    last = moves.groupby(key).tail(1)
    with_carer = numbered.assign(carer=new_carer.groupby(numbered["child_key"]).cumsum())
    fostered = with_carer[with_carer["placement"].str.startswith("U").fillna(value=False).astype(bool)]
    since = fostered.groupby([*key, "carer"])["started_on"].min()
    wanted = pd.MultiIndex.from_frame(last[[*key, "carer"]])
    found = last.assign(placed_on=last["started_on"], foster_since=since.reindex(wanted).to_numpy())
    return found.set_index(key)[["placed_on", "foster_since"]]


def period_holding(rows: pd.DataFrame, *, on: str, periods: pd.DataFrame) -> pd.Series[int]:
    """Return which period of care of the child holds a date.

    Parameters
    ----------
    rows : DataFrame
        One row a date, with child_key.
    on : str
        The column of the date.
    periods : DataFrame
        As `periods_of_care` gives them.

    Returns
    -------
    Series of Int64
        The period's number, missing where none holds the date. A period that began before the records do holds every
        date up to its end.
    """
    wanted = (
        rows[["child_key", on]].assign(order=np.arange(len(rows))).dropna(subset=[on]).sort_values(on, kind="stable")
    )
    starts = periods.assign(first_day=periods["first_day"].where(periods["period"] > 0, pd.Timestamp("1950-01-01")))
    starts = starts.sort_values("first_day", kind="stable").astype({"first_day": "datetime64[us]"})
    held = pd.merge_asof(wanted, starts, left_on=on, right_on="first_day", by="child_key", suffixes=("", "_of_period"))
    ended = held["left_care_on"]
    inside = held["period"].notna() & (ended.isna() | (held[on] <= ended))
    found = held.assign(period=held["period"].astype("Int64").where(inside)).set_index("order")["period"]
    return pd.Series(found.reindex(np.arange(len(rows))).to_numpy(), index=rows.index, dtype="Int64")
