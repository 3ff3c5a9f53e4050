"""An invented council whose children are followed to adoption, as canonical tables: its truth is known."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from tests.support.canonical import canonical
from tests.support.simulated_council import BACKLOG, World, as_recorded, simulated_council
from turncurve.tables import store
from turncurve.tables.council import Council, keep

DAY_ZERO = pd.Timestamp("1997-01-01")
AS_AT = dt.date(2013, 3, 31)
BEGINS = dt.date(2006, 1, 1)
EDITION = f"made/{BEGINS}_{AS_AT}"
STEPS = ("entered_care_on", "decided_on", "placement_order_on", "matched_on", "placed_on", "adopted_on")
LEFT_BECAUSE = {1: "E4A", 2: "E43", 3: "E8", 4: "E17"}


def keep_adoption_council(root: Path, *, world: World = BACKLOG, seed: int = 3, tracker: bool = False) -> Path:
    """Keep a council's two tables of adoption under a project root; a tracker holds routes alone."""
    folder = root / "data" / "processed" / "adoptshire"
    keep(Council("Adoptshire", "adoptshire", synthetic=True), folder=folder)
    routes, episodes = adoption_tables(world, seed)
    if tracker:
        routes = routes.assign(edition=f"adoption_tracker/{AS_AT}")
    else:
        store.write("care_episodes", episodes, folder=folder, sources={}, counts={"read": len(episodes)})
    store.write("adoption_pathways", routes, folder=folder, sources={}, counts={"read": len(routes)})
    return folder


@lru_cache(maxsize=4)
def adoption_tables(world: World = BACKLOG, seed: int = 3) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the routes of children with a decision, and an episode of care for each child."""
    council = simulated_council(world, np.random.default_rng(seed))
    recorded = float((pd.Timestamp(BEGINS) - DAY_ZERO).days)
    began = World(**{**world.__dict__, "recorded": int(recorded)})
    held = as_recorded(council, began, as_at=float((pd.Timestamp(AS_AT) - DAY_ZERO).days))
    dates, left, kind = held["dates"], held["exit"], held["exit_kind"]
    keys = [f"child-{number:05d}" for number in range(len(dates))]
    routes, episodes = [], []
    for key, own, gone, way, born, group in zip(keys, dates, left, kind, held["born"], held["group"], strict=True):
        episodes.append(_episode(key, own, gone, way))
        if np.isfinite(own[1]):
            routes.append(_route(key, own, gone, way, born, group))
    return canonical("adoption_pathways", routes, edition=EDITION), canonical(
        "care_episodes", episodes, edition=EDITION
    )


def _route(key, own, gone, way, born, group):
    """Return one child's route, as a row."""
    changed = np.isfinite(gone) and way == 0
    left = own[5] if np.isfinite(own[5]) else np.nan if changed else gone
    return {
        "child_key": key,
        **{step: _day(day) for step, day in zip(STEPS, own, strict=True)},
        "plan_changed_on": _day(gone) if changed else None,
        "left_care_on": _day(left),
        "left_care_because": _reason(own, gone, way),
        "age_at_entry": int((own[0] - born) // 365.25),
        "sibling_group": "siblings" if group else None,
    }


def _episode(key, own, gone, way):
    """Return one child's care as one episode."""
    left = own[5] if np.isfinite(own[5]) else np.nan if way == 0 else gone
    return {
        "child_key": key,
        "started_on": _day(own[0]),
        "started_because": "S",
        "legal_status": "C2",
        "placement": "U6",
        "ended_on": _day(left),
        "ended_because": _reason(own, gone, way),
    }


def _reason(own, gone, way):
    """Return the code of why care ended, where it has."""
    if np.isfinite(own[5]):
        return "E11"
    return LEFT_BECAUSE.get(int(way)) if np.isfinite(gone) else None


def _day(day):
    """Return a day of the simulation as a date, or nothing."""
    return None if np.isnan(day) else DAY_ZERO + pd.Timedelta(days=int(day))
