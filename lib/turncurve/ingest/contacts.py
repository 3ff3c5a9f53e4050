"""Merge contacts: the contact log is the record; Annex A's list 1 adds only what the log does not hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from turncurve.ingest.merge import Merged, MergeRule, combine, contradictions, finish, in_order, stack
from turncurve.ingest.problems import found
from turncurve.ingest.recipe import Offer
from turncurve.tables import store

_OF_LOG = MergeRule(key=("child_key", "received_at", "route", "source", "which"))
_OF_LIST = MergeRule(key=("child_key", "received_at", "source", "which"))
_DETAILS = ["received_at", "route", "source", "reason", "about_allocated_case", "outcome"]


def merge(offers: Sequence[Offer]) -> Merged:
    """Merge the contacts of logs and of Annex A's list 1.

    Parameters
    ----------
    offers : sequence of Offer
        What each sheet offered.

    Returns
    -------
    Merged
        One row a contact: in the log, rows of one child at one time by one route from one source are one contact; a
        row of list 1 is the contact of the log about that child, from that source, on that day.
    """
    ordered = in_order(offers)
    places = [offer.place for offer in ordered]
    stacked = _with_which(stack(ordered, like=store.empty("contacts")))
    from_log = stacked["place"].map({n: place.format == "contact_log" for n, place in enumerate(places)}).astype(bool)
    log = combine(stacked[from_log], _OF_LOG, places=places, states={})
    listed = combine(stacked[~from_log], _OF_LIST, places=places, states={})
    log, matched = _match(log, listed)
    added = listed[~matched]
    covered = added["received_at"].dt.to_period("M").isin(log["received_at"].dt.to_period("M").unique())
    problems = contradictions(stacked[from_log], _OF_LOG, places=places)
    for number, rows in added[covered].groupby("place"):
        where = np.ones(len(rows), dtype=bool)
        problems += found(
            places[int(str(number))],
            rows=rows["row"].to_numpy(),
            where=where,
            field="Date of Contact",
            rule="not_in_log",
        )
    rows = pd.concat([log, added], ignore_index=True)
    order = ["received_at", "child_key", "route", "source", "reason", "rank"]
    return finish("contacts", rows.sort_values(order, ignore_index=True), places=places, problems=problems)


def _with_which(stacked: pd.DataFrame) -> pd.DataFrame:
    """Tell contacts without a child apart: equal rows of one file are so many contacts, not one."""
    # Where the child is known, equal rows are one contact entered twice.
    nameless = stacked["child_key"].isna()
    those = stacked.loc[nameless, ["place", *_DETAILS]]
    which = pd.Series("", index=stacked.index, dtype="str")
    if nameless.any():
        number = those.groupby(["place", *_DETAILS], dropna=False).cumcount().astype("str")
        details = [those[name].astype("str").fillna("") for name in ("reason", "about_allocated_case", "outcome")]
        which = which.mask(nameless, details[0] + "|" + details[1] + "|" + details[2] + "|" + number)
    return stacked.assign(which=which)


def _match(log: pd.DataFrame, listed: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Match rows of list 1 to the log by child, day and source; a blank source matches any, and is filled."""
    day = log["received_at"].dt.normalize()
    keys = pd.DataFrame({"child": log["child_key"].fillna(""), "day": day, "source": log["source"].fillna("")})
    theirs = pd.DataFrame(
        {
            "child": listed["child_key"].fillna(""),
            "day": listed["received_at"].dt.normalize(),
            "source": listed["source"].fillna(""),
        }
    )
    same = _in(theirs, keys, on=["child", "day", "source"])
    known_child = theirs["child"] != ""
    blank_there = keys[keys["source"] == ""]
    fills = ~same & known_child & _in(theirs, blank_there, on=["child", "day"])
    any_source = ~same & known_child & (theirs["source"] == "") & _in(theirs, keys, on=["child", "day"])
    sources = theirs[fills].drop_duplicates(["child", "day"]).set_index(["child", "day"])["source"]
    wanted = pd.Series(sources.reindex(pd.MultiIndex.from_frame(keys[["child", "day"]])).to_numpy(), index=log.index)
    filled = log["source"].fillna(wanted.where(wanted != "").astype("str")).astype("str")
    return log.assign(source=filled), same | fills | any_source


def _in(rows: pd.DataFrame, others: pd.DataFrame, *, on: list[str]) -> pd.Series[bool]:
    """Tell which rows have their values of some columns among the others."""
    there = pd.MultiIndex.from_frame(rows[on]).isin(pd.MultiIndex.from_frame(others[on]))
    return pd.Series(there, index=rows.index)
