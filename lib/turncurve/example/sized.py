"""The lives of a council of another size: families of lives like Exampleshire's, each with its whole history."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from turncurve.errors import TurnCurveError
from turncurve.example.days import shift, year_bounds
from turncurve.example.lives import Lives, live
from turncurve.example.needs import TRACKS
from turncurve.example.targets import YEARS, of_year

APART = 100_000
"""More than the families, children and cases of one simulation: numbers of several do not meet."""
ROOM = 1.4
"""How many times the families that are needed are simulated, so that some can be drawn more readily than others."""
ATTEMPTS = 5
AGAIN_WITHIN, IN_TIME = 365, 15
"""Days between referrals of which the second is a re-referral, and working days to a conference in time."""
HISTORIES = ("referred again within 12 months", "conference later than 15 working days", "no further action")
"""What families are told apart by, in the order of the columns of `_histories`."""
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How large a council is to be, and how it differs.

    Parameters
    ----------
    name : str
        The council's name, from which its chance is derived.
    referrals : int
        Referrals in the last year of the files, about.
    readiness : mapping of str to float
        By history of `HISTORIES`: the logarithm of how much more readily such a family is found there.
    """

    name: str
    referrals: int
    readiness: Mapping[str, float]


def sized(size: Size) -> Lives:
    """Simulate a council of some size.

    Parameters
    ----------
    size : Size
        How large it is to be, and how it differs.

    Returns
    -------
    Lives
        The tables; no file was audited.
    """
    parts = int(np.ceil(size.referrals * ROOM / of_year("referrals", YEARS[-1])))
    drawn = [_part(size, part, of=parts) for part in range(parts)]
    return drawn[0] if parts == 1 else _together(drawn)


def _part(size: Size, part: int, *, of: int) -> Lives:
    """Draw one simulation's share of the families."""
    lives = _lived(f"{size.name}, part {part}")
    rng = np.random.default_rng(zlib.crc32(f"{size.name}, families of part {part}".encode()))
    chance = _chances(lives, size.readiness, referrals=size.referrals / of)
    kept = rng.random(len(chance)) < chance
    unnamed = rng.random(len(lives.contacts)) < float(np.median(chance))
    return replace(_numbered(_of_families(lives, kept, unnamed=unnamed), part), council=size.name)


def _lived(topic: str) -> Lives:
    """Simulate from a seed derived from words; from the next where totals cannot be met with it."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return live(zlib.crc32(f"{topic}, attempt {attempt}".encode()))
        except TurnCurveError:
            continue
    return live(zlib.crc32(f"{topic}, attempt {ATTEMPTS - 1}".encode()))


def _histories(lives: Lives) -> npt.NDArray[np.bool_]:
    """Tell of each family whether it has each history."""
    family = lives.children["family"].to_numpy()
    held, episodes = lives.conferences, lives.episodes
    late = held["held_on"].to_numpy() > shift(held["strategy_on"].to_numpy(), IN_TIME)
    chosen = (
        episodes.loc[episodes["gap"] <= AGAIN_WITHIN, "child"],
        held.loc[late, "child"],
        episodes.loc[episodes["track"] == TRACKS[0], "child"],
    )
    found = np.zeros((int(family.max()) + 1, len(HISTORIES)), dtype=bool)
    for column, child in enumerate(chosen):
        found[family[child.to_numpy()], column] = True
    return found


def _chances(lives: Lives, readiness: Mapping[str, float], *, referrals: float) -> Shares:
    """Return the chance with which each family is drawn, so that a number of referrals is expected in the last year."""
    ready = np.exp(_histories(lives) @ np.array([readiness.get(each, 0.0) for each in HISTORIES]))
    referred = lives.episodes["referred_on"].between(*year_bounds(YEARS[-1]))
    families = lives.children["family"].to_numpy()[lives.episodes.loc[referred, "child"]]
    counts = np.bincount(families, minlength=len(ready))
    low, high = 0.0, 1.0 / float(ready.min())
    for _ in range(40):
        middle = (low + high) / 2
        enough = float((np.minimum(middle * ready, 1.0) * counts).sum()) >= referrals
        low, high = (low, middle) if enough else (middle, high)
    return np.asarray(np.minimum(high * ready, 1.0))


def _of_families(lives: Lives, kept: npt.NDArray[np.bool_], *, unnamed: npt.NDArray[np.bool_]) -> Lives:
    """Keep what happened to some families, and some contacts about nobody, each row pointing where it should."""
    stays = kept[lives.children["family"].to_numpy()]
    tables = {
        name: rows[stays[rows["child"]]]
        for name in _TABLES
        for rows in [getattr(lives, name)]
    }  # fmt: skip
    child = lives.contacts["child"].to_numpy()
    contacts = lives.contacts[np.where(child >= 0, stays[child], unnamed)]
    for name, column, other in (
        ("assessments", "episode", "episodes"), ("reviews", "plan", "plans"), ("care_episodes", "period", "care"),
    ):  # fmt: skip
        tables[name] = tables[name].assign(**{column: tables[other].index.get_indexer(tables[name][column])})
    place = np.append(np.cumsum(stays) - 1, -1)
    moved = {
        name: rows.assign(child=place[rows["child"]]).reset_index(drop=True)
        for name, rows in {**tables, "contacts": contacts}.items()
    }
    return replace(
        lives, children=lives.children[stays].reset_index(drop=True), audits=lives.audits[:0], **moved
    )  # fmt: skip


_TABLES = (
    "episodes", "assessments", "enquiries", "conferences", "plans", "reviews", "care", "care_episodes", "routes",
)  # fmt: skip
_NUMBERS = ("event", "family", "group", "case", "route")


def _numbered(lives: Lives, part: int) -> Lives:
    """Give families, cases, groups and children of a later part numbers that no earlier part has."""
    if not part:
        return lives
    changed: dict[str, Any] = {}
    for name in ("children", *_TABLES):
        rows: pd.DataFrame = getattr(lives, name)
        ours = [each for each in _NUMBERS if each in rows]
        changed[name] = rows.assign(**{each: rows[each] + np.where(rows[each] >= 0, APART * part, 0) for each in ours})
    numbers = changed["children"]["child_id"].str.removeprefix("SYN").astype(int) + APART * part
    changed["children"] = changed["children"].assign(child_id=numbers.map("SYN{:06d}".format))
    return replace(lives, **changed)


def _together(parts: list[Lives]) -> Lives:
    """Put several parts one below the other, each row pointing where it should."""
    points = {"child": "children", "episode": "episodes", "plan": "plans", "period": "care"}
    before = [
        {column: sum(len(getattr(each, table)) for each in parts[:place]) for column, table in points.items()}
        for place in range(len(parts))
    ]
    joined: dict[str, Any] = {}
    for name in ("children", *_TABLES, "contacts", "audits"):
        moved = [
            rows.assign(**{
                column: rows[column] + np.where(rows[column] >= 0, shifts[column], 0)
                for column in points if column in rows
            })
            for each, shifts in zip(parts, before, strict=True)
            for rows in [getattr(each, name)]
        ]  # fmt: skip
        joined[name] = pd.concat(moved, ignore_index=True)
    contacts = joined["contacts"].sort_values(["received_on", "minute"], kind="stable", ignore_index=True)
    return replace(parts[0], **{**joined, "contacts": contacts})
