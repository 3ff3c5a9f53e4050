"""Episodes of need: what followed each referral, the assessments in it, and when it closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers, number, shift

SOURCES = {
    "1A": 9, "1B": 4, "1C": 2, "1D": 3, "2A": 15, "2B": 4, "3A": 3, "3B": 6, "3C": 2, "3D": 2, "3E": 4, "3F": 4,
    "4": 2, "5A": 3, "5B": 4, "5C": 3, "6": 20, "7": 4, "8": 3, "9": 2, "10": 1,
}  # fmt: skip
NEEDS = {"N1": 52, "N2": 9, "N3": 5, "N4": 11, "N5": 14, "N6": 3, "N7": 1, "N8": 2, "N9": 1, "N0": 2}
TRACKS = ("no further action", "assessed", "child in need")
TRACK_CHANCES = (0.15, 0.35, 0.50)
IN_TIME = 0.75
"""Share of assessments completed within the limit in force: 10 working days an initial, 35 a core one."""
LIMIT_LENGTHENED = number(2010, 4, 1)
"""Until then the limit of an initial assessment was 7 working days."""
UNDATED = 0.004
"""Share of completed assessments whose date of completion was never entered."""


@dataclass(frozen=True)
class Needs:
    """What followed each referral.

    Parameters
    ----------
    episodes : DataFrame
        One row a referral of a child, with source, primary_need, track, closed_on (NEVER while open), closed_because.
    assessments : DataFrame
        One row an assessment: episode (place in `episodes`), child, kind, started_on, completed_on (NEVER while open
        or undated), in order.
    """

    episodes: pd.DataFrame
    assessments: pd.DataFrame


def drawn(chances: dict[str, int], count: int, *, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Draw codes by their weights.

    Parameters
    ----------
    chances : dict of str to int
        Weight of each code.
    count : int
        How many to draw.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    array of str
        The codes.
    """
    weights = np.array(list(chances.values()), dtype=float)
    return rng.choice(list(chances), size=count, p=weights / weights.sum())


def needs(rows: pd.DataFrame, busy: pd.DataFrame, *, rng: np.random.Generator) -> Needs:
    """Simulate what followed each referral.

    Parameters
    ----------
    rows : DataFrame
        One row a referral of a child, from `referrals`.
    busy : DataFrame
        One row an enquiry, plan or period of care: child, from_on, until_on, and left_because for care.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    Needs
        Episodes and assessments.
    """
    events = _events(int(rows["event"].max()) + 1, rng=rng)
    held = pd.DataFrame(events).iloc[rows["event"].to_numpy()].reset_index(drop=True)
    episodes = pd.concat([rows, held], axis=1)
    until, because = _busy_until(episodes, busy)
    worked = (until > 0) & (episodes["track"] == TRACKS[0]).to_numpy()
    episodes = episodes.assign(track=np.where(worked, TRACKS[1], episodes["track"]))
    core = ((episodes["track"] == TRACKS[2]) & (episodes["core_chance"] < 0.6)) | (until > 0)
    assessed = _assessed(episodes, core=core.to_numpy())
    episodes = _closed(episodes, until=until, because=because, assessed=assessed)
    return Needs(episodes, _assessments(episodes, assessed, rng=rng))


def _events(count: int, *, rng: np.random.Generator) -> dict[str, npt.NDArray[np.generic]]:
    """Draw what brothers and sisters referred together have in common."""
    initial = np.where(rng.random(count) < IN_TIME, 2 + rng.binomial(8, 0.78, count), 10 + rng.geometric(0.12, count))
    core = np.where(rng.random(count) < IN_TIME, rng.integers(14, 36, count), 35 + rng.geometric(0.06, count))
    stay = np.clip(rng.lognormal(np.log(262), 0.78, count), 40, 1900).astype(np.int64)
    return {
        "source": drawn(SOURCES, count, rng=rng),
        "primary_need": drawn(NEEDS, count, rng=rng),
        "track": rng.choice(TRACKS, p=TRACK_CHANCES, size=count),
        "initial_days": np.minimum(initial, 45),
        "core_days": np.minimum(core, 90),
        "core_chance": rng.random(count),
        "core_delay": rng.integers(0, 4, count),
        "short_stay": rng.integers(18, 75, count),
        "long_stay": stay,
        "after_work": rng.integers(20, 260, count),
    }


def _busy_until(episodes: pd.DataFrame, busy: pd.DataFrame) -> tuple[Numbers, npt.NDArray[np.str_]]:
    """Return the last day of work in each episode (0 where there was none), and why care in it ended."""
    order = busy.sort_values(["from_on", "child"])
    keyed = episodes.reset_index(names="episode").sort_values("referred_on")
    found = pd.merge_asof(
        order, keyed[["episode", "child", "referred_on"]], left_on="from_on", right_on="referred_on", by="child"
    )
    last = found.sort_values(["until_on", "left_because"]).drop_duplicates("episode", keep="last").set_index("episode")
    until = last["until_on"].reindex(episodes.index).fillna(0).to_numpy(dtype=np.int64)
    because: npt.NDArray[np.str_] = last["left_because"].reindex(episodes.index).fillna("").to_numpy(dtype=str)
    return until, because


@dataclass(frozen=True)
class _Assessed:
    """Dates of each episode's initial and core assessments; NEVER where there was none."""

    initial_on: Numbers
    initial_done: Numbers
    core_on: Numbers
    core_done: Numbers


def _assessed(episodes: pd.DataFrame, *, core: npt.NDArray[np.bool_]) -> _Assessed:
    """Date the assessments of each episode."""
    begun = (episodes["track"] != TRACKS[0]).to_numpy()
    initial_on = shift(episodes["referred_on"].to_numpy(), episodes["core_delay"].to_numpy() % 2)
    days = episodes["initial_days"].to_numpy()
    days = np.where(initial_on < LIMIT_LENGTHENED, (days * 7 + 9) // 10, days)
    initial_done = shift(initial_on, days)
    core_on = shift(initial_done, 1 + episodes["core_delay"].to_numpy())
    core_done = shift(core_on, episodes["core_days"].to_numpy())
    core = core & begun & (core_on < episodes["next_on"].to_numpy() - 30)
    return _Assessed(
        np.where(begun, initial_on, NEVER), np.where(begun, initial_done, NEVER),
        np.where(core, core_on, NEVER), np.where(core, core_done, NEVER),
    )  # fmt: skip


def _closed(
    episodes: pd.DataFrame, *, until: Numbers, because: npt.NDArray[np.str_], assessed: _Assessed
) -> pd.DataFrame:
    """Date the closing of each episode: after the work in it, and before the child's next referral."""
    track = episodes["track"].to_numpy()
    referred = episodes["referred_on"].to_numpy()
    stay = np.where(track == TRACKS[1], episodes["short_stay"], episodes["long_stay"])
    stay = np.where(track == TRACKS[0], episodes["core_delay"], stay)
    left = np.isin(because, ["E11", "E12", "E17", "E43", "E44"])
    after = np.where(left, 0, episodes["after_work"])
    done = np.maximum(*(np.where(each == NEVER, 0, each + 1) for each in (assessed.initial_done, assessed.core_done)))
    closing = np.where(until > 0, np.maximum(until + after, done), np.maximum(referred + stay, done))
    day = np.minimum(closing, LAST_DAY + 400)
    closing = np.where(shift(day, 0) < until, shift(day, 1), shift(day, 0))
    closing = np.minimum(closing, episodes["next_on"].to_numpy() - 4)
    closing = np.where(until >= NEVER - 100, NEVER, np.maximum(closing, referred))
    reason = np.where(track == TRACKS[2], "RC7", "RC8")
    reason = np.where(until > 0, "RC7", reason)
    reason = np.where(
        np.isin(because, ["E11", "E12"]), "RC1", np.where(np.isin(because, ["E43", "E44"]), "RC4", reason)
    )
    moved = (track == TRACKS[2]) & (episodes["core_chance"].to_numpy() > 0.94)
    return episodes.assign(closed_on=closing, closed_because=np.where(moved, "RC5", reason))


def _assessments(episodes: pd.DataFrame, assessed: _Assessed, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row an assessment, ended by the closing at the latest."""
    parts = []
    for kind, started, done in (
        ("initial", assessed.initial_on, assessed.initial_done),
        ("core", assessed.core_on, assessed.core_done),
    ):
        kept = np.flatnonzero(started <= LAST_DAY)
        parts.append(pd.DataFrame({
            "episode": kept, "child": episodes["child"].to_numpy()[kept], "kind": kind, "started_on": started[kept],
            "completed_on": np.minimum(done[kept], np.maximum(episodes["closed_on"].to_numpy()[kept], started[kept])),
        }))  # fmt: skip
    found = pd.concat(parts, ignore_index=True).sort_values(["child", "started_on"], ignore_index=True)
    undated = rng.random(len(found)) < UNDATED
    return found.assign(completed_on=np.where(undated, NEVER, found["completed_on"]))
