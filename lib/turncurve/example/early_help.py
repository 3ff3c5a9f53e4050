"""The invented early help of Exampleshire: who was helped below the threshold, stepped up to it or down from it."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers, number, shift
from turncurve.example.needs import drawn

FIRST = number(2011, 4, 1)
STEPPED_DOWN, STEPPED_UP = 0.09, 0.09
"""Shares of closed cases that were stepped down, and of referred children whom early help had reached before."""
FROM_THE_DOOR = 0.4
"""Share of the contacts settled with early help in which it began."""
ROUTES = {"an agency's own assessment": 46, "multi-agency forum": 24, "gateway panel": 18, "front door": 12}
STEP_DOWN, STEP_UP = "step-down from social care", "stepped up to social care"
OUTCOMES = {"needs met": 64, "consent withdrawn": 16, "moved away": 8, "other": 6, "": 6}
MOST_HELP = {"1": 8, "2a": 44, "2b": 44, "": 4}
NEAR = {"2a": 14, "2b": 82, "3": 4}
"""Levels of those stepped up or down: most at the level just below social care's."""


def early_help(episodes: pd.DataFrame, contacts: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Simulate every spell of early help of the last two years.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral of a child and the episode of need that followed.
    contacts : DataFrame
        One row a contact.
    seed : int
        The example's seed; early help has a source of chance of its own, so that no other stream is moved.

    Returns
    -------
    DataFrame
        One row a spell in order of time: child, began_on, came_through, level, assessed_on, ended_on, outcome.
    """
    rng = np.random.default_rng([seed, zlib.crc32(b"early help")])
    parts = [_down(episodes, rng=rng), _up(episodes, rng=rng), _others(contacts, rng=rng)]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["began_on"].between(FIRST, LAST_DAY)].sort_values(["began_on", "child"], kind="stable")
    rows = rows.drop_duplicates(["child", "began_on"]).reset_index(drop=True)
    # Who is helped already is not helped twice over: the earlier spell ends where the next begins.
    following = rows.groupby("child")["began_on"].shift(-1)
    cut = (following < rows["ended_on"]).to_numpy(dtype=bool)
    rows = rows.assign(
        ended_on=np.where(cut, following.fillna(0), rows["ended_on"]).astype(np.int64),
        outcome=np.where(cut, "other", rows["outcome"]),
    )
    taken = 10 + rng.integers(0, 32, len(rows))
    assessed = shift(rows["began_on"].to_numpy(), taken)
    has_one = (rng.random(len(rows)) < 0.86) & (assessed < rows["ended_on"]) & (assessed <= LAST_DAY)
    is_open = rows["ended_on"] > LAST_DAY
    return rows.assign(
        assessed_on=np.where(has_one, assessed, NEVER), ended_on=np.where(is_open, NEVER, rows["ended_on"]),
        outcome=np.where(is_open, "", rows["outcome"]),
    )  # fmt: skip


def _down(episodes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the cases that social care closed with a step-down."""
    closed = episodes["closed_on"].between(FIRST, LAST_DAY) & (episodes["track"] != "no further action")
    ours = episodes[closed & (rng.random(len(episodes)) < STEPPED_DOWN)]
    following = ours["next_on"].to_numpy()
    began = np.minimum(shift(ours["closed_on"].to_numpy(), rng.integers(0, 5, len(ours))), following - 1)
    ended = np.minimum(began + _stay(len(ours), rng=rng), following)
    outcome = np.where(ended == following, STEP_UP, drawn(OUTCOMES, len(ours), rng=rng))
    return _spells(ours["child"].to_numpy(), began, np.full(len(ours), STEP_DOWN), ended,
                   outcome=outcome, level=drawn(NEAR, len(ours), rng=rng))  # fmt: skip


def _up(episodes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the spells of help that ended with a referral of the child."""
    ours = episodes[episodes["referred_on"].between(FIRST, LAST_DAY) & (episodes["gap"] > 400)]
    ours = ours[rng.random(len(ours)) < STEPPED_UP]
    referred = ours["referred_on"].to_numpy()
    began = shift(referred - rng.integers(20, 300, len(ours)), 0)
    routes = drawn(ROUTES, len(ours), rng=rng)
    outcome = np.where(rng.random(len(ours)) < 0.8, STEP_UP, "other")
    return _spells(ours["child"].to_numpy(), began, routes, referred, outcome=outcome,
                   level=drawn(NEAR, len(ours), rng=rng))  # fmt: skip


def _others(contacts: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return the spells of help that followed a contact settled with early help, by whichever way it began."""
    settled = contacts["received_on"].between(FIRST, LAST_DAY) & (contacts["outcome"] == "early help")
    ours = contacts[settled & (contacts["child"] >= 0) & (rng.random(len(contacts)) < FROM_THE_DOOR)]
    began = shift(ours["received_on"].to_numpy(), rng.integers(1, 20, len(ours)))
    ended = began + _stay(len(ours), rng=rng)
    return _spells(ours["child"].to_numpy(), began, drawn(ROUTES, len(ours), rng=rng), ended,
                   outcome=drawn(OUTCOMES, len(ours), rng=rng), level=drawn(MOST_HELP, len(ours), rng=rng))  # fmt: skip


def _stay(count: int, *, rng: np.random.Generator) -> Numbers:
    """Draw how many days help lasts."""
    return np.asarray(rng.gamma(3.0, 45.0, count).astype(np.int64) + 14)


def _spells(
    child: Numbers, began: Numbers, routes: object, ended: Numbers, *, outcome: object, level: object
) -> pd.DataFrame:
    """Lay out spells; what is not of a whole spell is left out."""
    rows = pd.DataFrame({
        "child": child, "began_on": began, "came_through": routes, "level": level, "ended_on": ended,
        "outcome": outcome,
    })  # fmt: skip
    return rows[rows["ended_on"] > rows["began_on"]]
