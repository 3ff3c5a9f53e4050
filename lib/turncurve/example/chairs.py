"""What the example's conference chairs saw, who came, and what they challenged: weakly at first, better later."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import yaml

from turncurve.example.days import LAST_DAY, NEVER, Numbers, number, shift

Shares = npt.NDArray[np.float64]
FIRST_RETURN = number(2011, 4, 1)
"""Before this day chairs returned nothing."""
DAYS_A_YEAR = 365.25
WAYS = ("attended", "views given", "did not take part", "too young")


@dataclass(frozen=True)
class ChairedLives:
    """What the chairs would return; dates are day numbers.

    Parameters
    ----------
    conferences : DataFrame
        One row a conference or review about one child: child, held_on, kind, chair, and what was seen ("yes", "no" or
        blank), and who took part.
    agencies : DataFrame
        One row an agency at one of them: child, held_on, agency, attended, reported.
    challenges : DataFrame
        One row a challenge: child, held_on, about, raised_on, resolved_on (NEVER while open).
    """

    conferences: pd.DataFrame
    agencies: pd.DataFrame
    challenges: pd.DataFrame


@cache
def story() -> dict[str, Any]:
    """Return how the example's chairs practise, before and after the guidance.

    Returns
    -------
    dict
        As `chair_story.yml` states it.
    """
    path = resources.files("turncurve.example") / "chair_story.yml"
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def chaired(
    conferences: pd.DataFrame, reviews: pd.DataFrame, children: pd.DataFrame, *, rng: np.random.Generator
) -> ChairedLives:
    """Simulate what chairs saw at every conference and review from April 2011.

    Parameters
    ----------
    conferences, reviews : DataFrame
        One row an initial conference (child, held_on, led_to_plan) and a review (child, reviewed_on).
    children : DataFrame
        One row a child, by number: family, born_on.
    rng : numpy Generator
        Source of chance.

    Returns
    -------
    ChairedLives
        Brothers and sisters who were discussed together share all but their own part in it.
    """
    held = _held(conferences, reviews, children)
    meetings = _meetings(held, rng=rng)
    seen = _seen(meetings, rng=rng)
    challenged = _challenges(seen, rng=rng)
    which = held[["child", "meeting"]]
    rows = which.merge(seen.drop(columns=["usual", "youngest"]), on="meeting")
    rows = rows.assign(child_took_part=_child_took_part(rows, held, rng=rng))
    agencies = which.merge(_agencies(meetings, rng=rng), on="meeting").drop(columns="meeting")
    order = ["held_on", "child"]
    return ChairedLives(
        rows.drop(columns=["meeting", "family"]).sort_values(order, ignore_index=True),
        agencies.sort_values([*order, "agency"], ignore_index=True),
        which.merge(challenged, on="meeting").drop(columns="meeting").sort_values(order, ignore_index=True),
    )


def _held(conferences: pd.DataFrame, reviews: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """Return every conference and review of a child from the first return on, with which meeting it was part of."""
    first = conferences[["child", "held_on", "led_to_plan"]].assign(kind="initial")
    later = reviews[["child", "reviewed_on"]].rename(columns={"reviewed_on": "held_on"})
    both = pd.concat([first, later.assign(kind="review", led_to_plan=True)], ignore_index=True)
    both = both[both["held_on"].between(FIRST_RETURN, LAST_DAY)].drop_duplicates(["child", "held_on"])
    both = both.sort_values(["held_on", "child"], ignore_index=True)
    who = children.loc[both["child"]]
    age = (both["held_on"].to_numpy() - who["born_on"].to_numpy()) / DAYS_A_YEAR
    both = both.assign(family=who["family"].to_numpy(), age=age, led_to_plan=both["led_to_plan"].astype(bool))
    return both.assign(meeting=both.groupby(["family", "held_on", "kind"], sort=False).ngroup())


def _meetings(held: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a meeting, with its chair: mostly the same for a family."""
    grouped = held.groupby("meeting", sort=True)
    meetings = grouped[["family", "held_on", "kind", "led_to_plan"]].first().reset_index()
    chairs = story()["chairs"]
    share = np.array([each["share"] for each in chairs])
    begins = np.array([_day(each.get("from")) for each in chairs])
    families = np.unique(meetings["family"])
    usual = dict(zip(families, rng.choice(len(chairs), p=share / share.sum(), size=len(families)), strict=True))
    other = rng.choice(len(chairs), p=share / share.sum(), size=len(meetings))
    chair = np.where(rng.random(len(meetings)) < story()["another_chair"], other, meetings["family"].map(usual))
    chair = np.where(begins[chair] <= meetings["held_on"], chair, 0)
    logit = np.array([each["usual"] for each in chairs])[chair]
    return meetings.assign(chair=chair, usual=logit, youngest=grouped["age"].min().to_numpy())


def _seen(meetings: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Add what the chair saw at each meeting, and the parents' part in it."""
    days = meetings["held_on"].to_numpy()
    review = (meetings["kind"] == "review").to_numpy()
    plan = meetings["led_to_plan"].to_numpy(dtype=bool)
    said = {
        name: _answers(_share(name, days), rng=rng)
        for name in ("non_compliance_raised", "unassessed_risk_recorded", "plan_unchanged", "contingency_plan_present")
    }
    said["plan_unchanged"] = np.where(review, said["plan_unchanged"], "")
    said["contingency_plan_present"] = np.where(plan, said["contingency_plan_present"], "")
    drawn = rng.random(len(meetings))
    came = _share("parents_attended", days)
    gave = came + _share("parents_views", days)
    parents = np.select([drawn < came, drawn < gave, drawn < 0.985], WAYS[:3], "not appropriate")
    return meetings.assign(**said, parents_took_part=parents)


def _answers(share: Shares, *, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Draw "yes" or "no", and a few blanks."""
    drawn, blank = rng.random(len(share)), rng.random(len(share))
    return np.where(blank < story()["shares"]["not_answered"][0], "", np.where(drawn < share, "yes", "no"))


def _share(name: str, days: Numbers, *, of: dict[str, Any] | None = None) -> Shares:
    """Return a share on each day: as before the guidance, as after it, and between the two while it takes hold."""
    before, after = (story()["shares"] if of is None else of)[name]
    held = np.clip((days - _day(story()["guidance_on"])) / story()["days_to_take_hold"], 0.0, 1.0)
    return np.asarray(before + (after - before) * held, dtype=np.float64)


def _challenges(seen: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Draw the challenges raised where there was something to challenge, and when each was resolved."""
    concerns = {
        "non-compliance": seen["non_compliance_raised"] == "yes",
        "unassessed risk": seen["unassessed_risk_recorded"] == "yes",
        "drift": seen["plan_unchanged"] == "yes",
        "contingency plan": seen["contingency_plan_present"] == "no",
    }
    days = seen["held_on"].to_numpy()
    share = _share("challenged", days)
    chance = 1 / (1 + (1 - share) / share * np.exp(-seen["usual"].to_numpy()))
    any_concern = np.logical_or.reduce([each.to_numpy() for each in concerns.values()])
    raised = any_concern & (rng.random(len(seen)) < chance)
    about = np.select([each.to_numpy() for each in concerns.values()], list(concerns), "")
    raised_on = shift(days + rng.integers(0, 6, len(seen)), 0)
    raised_on = np.maximum(raised_on, days)
    wait = story()["days_to_resolve"]
    usual = np.where(days < _day(story()["guidance_on"]), wait["before"], wait["after"])
    took = np.exp(np.log(usual) + rng.normal(0, wait["spread"], len(seen))).astype(np.int64) + 1
    resolved_on = shift(raised_on + took, 0)
    resolved_on = np.where(resolved_on > LAST_DAY, NEVER, np.maximum(resolved_on, raised_on))
    made = seen[["meeting", "held_on"]].assign(about=about, raised_on=raised_on, resolved_on=resolved_on)
    kept: pd.DataFrame = made[raised & (raised_on <= LAST_DAY)].reset_index(drop=True)
    return kept


def _agencies(meetings: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Draw which agencies were invited to each meeting, came and sent a report."""
    days, youngest = meetings["held_on"].to_numpy(), meetings["youngest"].to_numpy()
    parts = []
    for agency, words in story()["agencies"].items():
        fits = (youngest < words.get("youngest_under", 99)) & (youngest >= words.get("youngest_from", -99))
        invited = fits & (rng.random(len(meetings)) < words["invited"])
        came = rng.random(len(meetings)) < _share("attended", days, of=words)
        wrote = rng.random(len(meetings)) < _share("reported", days, of=words)
        rows = meetings[["meeting", "held_on"]].assign(
            agency=agency, attended=np.where(came, "yes", "no"), reported=np.where(wrote, "yes", "no")
        )
        parts.append(rows[invited])
    whole: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return whole


def _child_took_part(rows: pd.DataFrame, held: pd.DataFrame, *, rng: np.random.Generator) -> npt.NDArray[np.str_]:
    """Draw each child's own part: the youngest are not asked."""
    days = rows["held_on"].to_numpy()
    ages = held.set_index(["child", "held_on"])["age"]
    age = ages.loc[pd.MultiIndex.from_frame(rows[["child", "held_on"]])].to_numpy()
    drawn = rng.random(len(rows))
    came = _share("child_attended", days) * np.clip((age - 8) / 4, 0, 2)
    gave = came + _share("child_views", days)
    young = age < story()["oldest_too_young"]
    return np.select([young, drawn < came, drawn < gave], [WAYS[3], WAYS[0], WAYS[1]], WAYS[2])


def _day(date: dt.date | None) -> int:
    """Return a date's number; that of the first return where there is none."""
    return FIRST_RETURN if date is None else number(date.year, date.month, date.day)
