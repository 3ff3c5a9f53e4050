"""Episodes of care: each period of care cut where the legal status or the placement changed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, NEVER, Numbers
from turncurve.example.needs import drawn

PLACEMENTS = {"U6": 52, "U4": 20, "U3": 6, "U1": 6, "K2": 8, "P1": 5, "H5": 2, "S1": 1}
CHANGES_A_YEAR = 0.55
PLACED = {"consent": "A4", "foster": "A5", "order": "A6"}
NEED = {"N1": 66, "N2": 5, "N3": 6, "N4": 8, "N5": 12, "N6": 2, "N8": 1}


def care_episodes(periods: pd.DataFrame, routes: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Cut each period of care into episodes of one legal status in one placement.

    Parameters
    ----------
    periods : DataFrame
        One row a period of care of a child, from `care_periods`.
    routes : DataFrame
        Groups on a route to adoption, from `adoption_routes`.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    DataFrame
        One row an episode: period (place in `periods`), child, started_on, started_because, legal_status, need,
        placement, ended_on (NEVER while open), ended_because.
    """
    adopting = periods["route"].to_numpy() >= 0
    route = routes.iloc[np.maximum(periods["route"].to_numpy(), 0)].reset_index(drop=True)
    steps = pd.concat(
        [
            _starts(periods, route, adopting=adopting, rng=rng),
            _status_changes(periods, adopting=adopting, rng=rng),
            _moves(periods, route, adopting=adopting, rng=rng),
            _adoption_steps(periods, route, adopting=adopting),
        ]
    )
    steps = steps.groupby(["period", "day"], as_index=False).last()
    left = periods["left_on"].to_numpy()[steps["period"]]
    steps = steps[(steps["day"] < left) & (steps["day"] <= LAST_DAY)].sort_values(["period", "day"], ignore_index=True)
    need = drawn(NEED, len(periods), rng=rng)
    return _cut(steps, periods).assign(need=lambda rows: need[rows["period"]])


def _step(period: Numbers, day: Numbers, *, status: object = None, place: object = None) -> pd.DataFrame:
    """Return changes of legal status or placement, one a row."""
    return pd.DataFrame({"period": period, "day": day, "status": status, "place": place}).astype(
        {"status": "str", "place": "str"}
    )


def _starts(
    periods: pd.DataFrame, route: pd.DataFrame, *, adopting: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the first episode of each period."""
    count = len(periods)
    status = np.where(rng.random(count) < np.where(adopting, 0.8, 0.4), "C1", "V2")
    status = np.where(adopting & route["consent"], "V2", status)
    place = np.where(adopting, "U6", drawn(PLACEMENTS, count, rng=rng))
    return _step(np.arange(count), periods["entered_on"].to_numpy(), status=status, place=place)


def _status_changes(periods: pd.DataFrame, *, adopting: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """Return full care orders, some months into the longer periods."""
    day = periods["entered_on"].to_numpy() + rng.integers(130, 330, len(periods))
    found = np.flatnonzero(~adopting & (day < periods["left_on"].to_numpy() - 20) & (rng.random(len(periods)) < 0.65))
    return _step(found, day[found], status="C2")


def _moves(
    periods: pd.DataFrame, route: pd.DataFrame, *, adopting: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return changes of placement; for a child who will be adopted, before the decision only."""
    entered = periods["entered_on"].to_numpy()
    until = np.minimum(np.where(adopting, route["decided_on"], periods["left_on"]), LAST_DAY)
    span = np.maximum(until - entered, 1)
    number = rng.poisson(np.minimum(span / 365.25 * CHANGES_A_YEAR, 5))
    period = np.repeat(np.arange(len(periods)), number)
    day = entered[period] + (rng.uniform(0.05, 0.95, len(period)) * span[period]).astype(np.int64)
    place = np.where(adopting[period], "U6", drawn(PLACEMENTS, len(period), rng=rng))
    return _step(period, day, place=place)


def _adoption_steps(periods: pd.DataFrame, route: pd.DataFrame, *, adopting: np.ndarray) -> pd.DataFrame:
    """Return placement orders, placements for adoption, and their end where the plan changed."""
    parts = []
    placed = np.where(route["consent"], PLACED["consent"], np.where(route["foster"], PLACED["foster"], PLACED["order"]))
    for name, status, place in (("order_on", "E1", None), ("placed_on", None, placed), ("changed_on", "C2", None)):
        found = np.flatnonzero(adopting & (route[name] <= LAST_DAY))
        code = place[found] if place is not None else None
        parts.append(_step(found, route[name].to_numpy()[found], status=status, place=code))
    ended = np.flatnonzero(adopting & (route["changed_on"] <= LAST_DAY) & (route["placed_on"] <= LAST_DAY))
    parts.append(_step(ended, route["changed_on"].to_numpy()[ended], status="C2", place="U4"))
    return pd.concat(parts)


def _cut(steps: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Turn changes into episodes, each ending where the next begins."""
    held = steps.groupby("period")[["status", "place"]].ffill()
    before = held.groupby(steps["period"]).shift(1)
    first = ~steps["period"].duplicated()
    status_changed, place_changed = held["status"] != before["status"], steps["place"].notna()
    moved = np.where(held["place"] == "A5", "T", "P")
    why = np.where(status_changed & place_changed, "B", np.where(status_changed, "L", moved))
    following = steps.groupby("period")["day"].shift(-1)
    left = periods["left_on"].to_numpy()[steps["period"]]
    end = np.where(following.notna(), following.fillna(0), np.where(left <= LAST_DAY, left, NEVER)).astype(np.int64)
    because = np.where(
        following.notna(), "X1", np.where(left <= LAST_DAY, periods["left_because"].to_numpy()[steps["period"]], "")
    )
    return pd.DataFrame({
        "period": steps["period"], "child": periods["child"].to_numpy()[steps["period"]], "started_on": steps["day"],
        "started_because": np.where(first, "S", why), "legal_status": held["status"], "placement": held["place"],
        "ended_on": end, "ended_because": because,
    })  # fmt: skip
