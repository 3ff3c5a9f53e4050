"""The invented event log of Exampleshire: half a year at the front door, with work done twice and handed on."""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.contacts import CONCERNS
from turncurve.example.days import LAST_DAY, Numbers, number

FIRST = number(2012, 10, 1)
"""The log begins with a new case system."""
BLANK = -1
NAMES = {
    "contact": "Contact centre", "email": "Duty desk", "screening": "Duty desk", "manager": "Duty manager",
}  # fmt: skip
RECORDED_TWICE, SCREENED_TWICE, SENT_BACK = 0.24, 0.31, 0.12
"""Shares of cases written down again by the duty desk, screened again by the manager, and sent back once referred."""
Flags = npt.NDArray[np.bool_]


def case_events(contacts: pd.DataFrame, queue: pd.DataFrame, assessments: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Simulate the steps that followed each contact that reported a concern.

    Parameters
    ----------
    contacts : DataFrame
        One row a contact, in order of time.
    queue : DataFrame
        One row a case that needed a worker.
    assessments : DataFrame
        One row an assessment, with the child and when it was begun and completed.
    seed : int
        The example's seed; the log has a source of chance of its own, so that no other stream is moved.

    Returns
    -------
    DataFrame
        One row a step in order of case and time: case, activity, started and ended (minutes since 1970, -1 where not
        known), team.
    """
    rng = np.random.default_rng([seed, zlib.crc32(b"case events")])
    whole = contacts[contacts["reason"].isin(CONCERNS) & contacts["received_on"].between(FIRST, LAST_DAY)]
    whole = whole.reset_index(drop=True)
    led = (whole["outcome"] == "referral").to_numpy()
    steps = _Steps(np.arange(len(whole)))
    at = whole["received_on"].to_numpy() * 1440 + whole["minute"].to_numpy()
    every = np.ones(len(whole), dtype=bool)
    first = np.where(whole["route"] == "email", NAMES["email"], NAMES["contact"])
    at = steps.add("contact", first, at, rng.integers(4, 19, len(whole)), where=every)
    for activity, name, share, wait, taken in (
        ("contact", "screening", RECORDED_TWICE, 55, 9), ("screening", "screening", 1.0, 40, 22),
        ("screening", "manager", SCREENED_TWICE, 90, 12),
    ):  # fmt: skip
        here = rng.random(len(whole)) < share
        at = steps.add(activity, NAMES[name], at + _some(wait, here, rng=rng), _some(taken, here, rng=rng), where=here)
    at = steps.add("referral", NAMES["screening"], at + _some(25, led, rng=rng), _some(14, led, rng=rng), where=led)
    back = led & (rng.random(len(whole)) < SENT_BACK)
    at = steps.add(
        "screening", NAMES["screening"], at + _some(200, back, rng=rng), _some(20, back, rng=rng), where=back
    )
    at = steps.add("referral", NAMES["screening"], at + _some(30, back, rng=rng), _some(12, back, rng=rng), where=back)
    _worked(steps, whole, queue, assessments, after=at, rng=rng)
    return steps.rows()


class _Steps:
    """The steps gathered so far."""

    def __init__(self, case: Numbers) -> None:
        """Begin without any."""
        self.case = case
        self.parts: list[pd.DataFrame] = []

    def add(self, activity: str, team: object, started: Numbers, taken: Numbers, *, where: Flags) -> Numbers:
        """Add one step of some cases, and return when each case is free for the next."""
        started = _timed(started)
        ended = np.where(taken >= 0, _timed(started + np.maximum(taken, 1)), BLANK)
        whole = pd.DataFrame({
            "case": self.case, "activity": activity, "started": started, "ended": ended, "team": team,
        })  # fmt: skip
        self.parts.append(whole[where])
        return np.where(where & (ended >= 0), ended, started)

    def rows(self) -> pd.DataFrame:
        """Return the steps begun by the last day, one not ended by then being open."""
        found = pd.concat(self.parts, ignore_index=True)
        end = (LAST_DAY + 1) * 1440
        found = found[found["started"] < end].assign(ended=found["ended"].where(found["ended"] < end, BLANK))
        found = found.drop_duplicates(["case", "activity", "started"])
        return found.sort_values(["case", "started", "ended"], kind="stable", ignore_index=True)


def _timed(minutes: Numbers) -> Numbers:
    """Move what would stand at midnight on by a minute, since midnight means that no time is known."""
    return np.where(minutes % 1440 == 0, minutes + 1, minutes)


def _some(usual: float, where: Flags, *, rng: np.random.Generator) -> Numbers:
    """Draw minutes about a usual number; none where nothing is done."""
    return np.where(where, np.rint(rng.gamma(2.0, usual / 2, len(where)) + 1).astype(np.int64), 0)


def _worked(
    steps: _Steps, whole: pd.DataFrame, queue: pd.DataFrame, assessments: pd.DataFrame, *, after: Numbers,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Add allocation and assessment of the cases that needed a worker, as the allocation return has them."""
    given = queue[(queue["case_type"] == "initial assessment") & (queue["allocated_at"] >= 0)]
    begun = assessments[assessments["kind"] == "initial"].drop_duplicates("child", keep="last")
    led = whole["outcome"] == "referral"
    keyed = whole.assign(place=np.arange(len(whole)), referred_on=whole["received_on"])[led]
    keyed = keyed.drop_duplicates(["child", "referred_on"])
    found = keyed.merge(given[["child", "referred_on", "allocated_at", "team"]], on=["child", "referred_on"])
    found = found.drop_duplicates("place").merge(begun[["child", "started_on", "completed_on"]], on="child", how="left")
    place = found["place"].to_numpy()
    here = np.zeros(len(whole), dtype=bool)
    here[place] = True
    at, team = after.copy(), np.full(len(whole), "", dtype=object)
    at[place] = np.maximum(found["allocated_at"].to_numpy() - 12, after[place] + 5)
    team[place] = found["team"].to_numpy()
    at = steps.add("allocation", team, at, _some(12, here, rng=rng), where=here)
    assessed = here.copy()
    assessed[place] = found["started_on"].notna().to_numpy() & (found["started_on"] >= found["referred_on"]).to_numpy()
    started = at.copy()
    done = np.full(len(whole), BLANK)
    minutes = found["started_on"].fillna(0).to_numpy(dtype=np.int64) * 1440 + 600
    started[place] = np.maximum(minutes, at[place] + 30)
    finished = found["completed_on"].fillna(0).to_numpy(dtype=np.int64) * 1440 + 960
    done[place] = np.maximum(finished, started[place] + 60)
    steps.add("assessment", team, started, done - started, where=assessed)
