"""What followed what on each case, from the event log: steps in order, and the passages from one to the next."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.indicators.cases import Tables
from turncurve.methods.process_map import NOBODY, EventLog, passages
from turncurve.tables.case_events import ACTIVITIES

MINUTES_A_DAY = 24 * 60
_DAY = np.timedelta64(1, "D")
_EPOCH = np.datetime64("2000-01-01", "us")


def steps_of(tables: Tables) -> pd.DataFrame:
    """Return every step on record in the order in which each case went through them.

    A step without a time of day stands after those of its day that it should follow, and not at midnight.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.

    Returns
    -------
    DataFrame
        One row a step: case_key, activity, started_at, ended_at, team, `number` (its place in the intended order),
        `began` (when it stands in the case's order) and `again` (whether the case had been through it before).
    """
    return tables.once(_steps)


def passages_of(tables: Tables) -> pd.DataFrame:
    """Return what followed what on each case.

    Parameters
    ----------
    tables : Tables
        Canonical tables; case_events is read.

    Returns
    -------
    DataFrame
        One row a passage: case_key, from_step, to_step, taken_up_at, `minutes` (between the end of the one
        and the beginning of the other, missing where one has no time of day), hands_over, known_hands and goes_back.
    """
    return tables.once(_passages)


def event_log(rows: pd.DataFrame) -> EventLog:
    """Return steps as the log that a process map is drawn from.

    Parameters
    ----------
    rows : DataFrame
        One row a step, as `steps_of` gives them.

    Returns
    -------
    EventLog
        In the same order; an end without a time of day counts as not known.
    """
    ended = rows["ended_at"].where(_states_time(rows["ended_at"]) & _states_time(rows["started_at"]))
    return EventLog(
        case=pd.factorize(rows["case_key"])[0].astype(np.int64),
        step=rows["number"].to_numpy(dtype=np.int64),
        began=_days(rows["began"]),
        ended=_days(ended),
        worker=np.where(rows["team"].isna(), NOBODY, pd.factorize(rows["team"])[0]).astype(np.int64),
    )


def whole(amounts: npt.NDArray[np.float64]) -> pd.Series:
    """Return amounts to the nearest whole one.

    Parameters
    ----------
    amounts : array of float
        Amounts; NaN where not known.

    Returns
    -------
    series of Int64
        Missing where not known.
    """
    return pd.Series(np.nan_to_num(np.rint(amounts)), dtype="Int64").mask(np.isnan(amounts))


def _passages(tables: Tables) -> pd.DataFrame:
    """Find what followed what."""
    rows = steps_of(tables)
    log = event_log(rows)
    found = passages(log)
    names, cases = np.array(ACTIVITIES), rows["case_key"].drop_duplicates().to_numpy()
    timed = _states_time(rows["started_at"]).to_numpy(dtype=bool)
    follows = np.r_[False, log.case[1:] == log.case[:-1]] if len(rows) else np.array([], dtype=bool)
    wait = np.where(timed[follows], found.wait * MINUTES_A_DAY, np.nan)
    return pd.DataFrame({
        "case_key": pd.Series(cases[found.case], dtype="str"),
        "from_step": pd.Series(names[found.before], dtype="str"),
        "to_step": pd.Series(names[found.after], dtype="str"),
        "taken_up_at": rows["started_at"].to_numpy()[follows],
        "minutes": whole(wait),
        "hands_over": found.hands_over,
        "known_hands": found.known_hands,
        "goes_back": found.goes_back,
    })  # fmt: skip


def _steps(tables: Tables) -> pd.DataFrame:
    """Put every step on record in order."""
    held = tables.table("case_events").drop(columns="edition")
    number = held["activity"].map({name: place for place, name in enumerate(ACTIVITIES)}).to_numpy(dtype=np.int64)
    rows = _in_its_day(held.assign(number=number))
    rows = rows.sort_values(["case_key", "began", "number"], kind="stable", ignore_index=True)
    return rows.assign(again=rows.duplicated(["case_key", "activity"]))


def _states_time(moments: pd.Series) -> pd.Series:
    """Tell which moments have a time of day."""
    return pd.Series(moments.notna() & (moments != moments.dt.normalize()), dtype=bool)


def _in_its_day(rows: pd.DataFrame) -> pd.DataFrame:
    """Say when each step stands in its case's order: one without a time after those of its day that come before it."""
    began = rows["started_at"].astype("datetime64[us]").copy()
    without = rows[~_states_time(rows["started_at"])]
    if len(without):
        day = rows["started_at"].dt.normalize()
        keyed = without[["case_key", "number"]].assign(day=day[without.index], place=without.index)
        others = rows[["case_key", "number", "started_at"]].assign(day=day)
        joined = keyed.merge(others, on=["case_key", "day"], suffixes=("", "_other"))
        latest = joined[joined["number_other"] < joined["number"]].groupby("place")["started_at"].max()
        began.loc[latest.index] = latest.astype("datetime64[us]")
    return rows.assign(began=began)


def _days(moments: pd.Series) -> npt.NDArray[np.float64]:
    """Return moments as days from one date; NaN where missing."""
    held = moments.to_numpy(dtype="datetime64[us]")
    days = (held - _EPOCH) / _DAY
    return np.asarray(np.where(np.isnat(held), np.nan, days), dtype=float)
