"""The rows of Annex A's lists of contacts, referrals, assessments, enquiries and plans, as known on one day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from turncurve.example.audits import in_need
from turncurve.example.contacts import CONCERNS
from turncurve.example.days import NEVER, Numbers
from turncurve.example.lives import Lives
from turncurve.example.needs import TRACKS
from turncurve.example.rendering import known_by

WORKERS = 60
REFERRAL_TEAM = "Referral and Assessment"
AREA_TEAMS = np.array(["North", "South"])
Values = dict[str, np.ndarray]


@dataclass(frozen=True)
class Window:
    """The six months that an edition covers.

    Parameters
    ----------
    first : int
        First day.
    last : int
        Last day: what came later was not known.
    """

    first: int
    last: int


def about(lives: Lives, child: Numbers, day: int) -> Values:
    """Return the columns that every list has about a child: an unborn child's age is -1.

    Parameters
    ----------
    lives : Lives
        What happened.
    child : array of int
        Children by number.
    day : int
        The day of the extract.

    Returns
    -------
    dict of str to array
        By column of the standard: our codes, text, day numbers and whole numbers.
    """
    rows = lives.children.iloc[child]
    born = rows["born_on"].to_numpy()
    unborn = born > day
    months = np.asarray(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) - born.astype(
        "datetime64[D]"
    ).astype("datetime64[M]").astype(np.int64)
    before_birthday = _day_of_month(np.full(len(born), day)) < _day_of_month(born)
    return {
        "Child Unique ID": rows["child_id"].to_numpy(dtype=str),
        "Gender": np.where(unborn, "U", rows["gender"].to_numpy(dtype=str)),
        "Ethnicity": rows["ethnicity"].to_numpy(dtype=str),
        "Date of Birth": np.where(unborn, rows["expected_on"], born),
        "Age of Child (Years)": np.where(unborn, -1, (months - before_birthday) // 12),
        "Does the Child have a Disability": np.where(rows["disabled"], "yes", "no"),
    }


def _day_of_month(days: Numbers) -> Numbers:
    """Return the day of the month, from 0."""
    held = days.astype("datetime64[D]")
    found: Numbers = (held - held.astype("datetime64[M]")).astype(np.int64)
    return found


def allocation(lives: Lives, child: Numbers, begun: Numbers, day: int) -> Values:
    """Return the team and worker: the first weeks are the referral team's, then an area team's.

    Parameters
    ----------
    lives : Lives
        What happened.
    child : array of int
        Children by number.
    begun : array of int
        Day on which each case began.
    day : int
        The day of the extract.

    Returns
    -------
    dict of str to array
        Allocated Team and Allocated Worker.
    """
    family = lives.children["family"].to_numpy()[child]
    new = day - begun < 45
    team = np.where(new, REFERRAL_TEAM, AREA_TEAMS[family % 2])
    worker = np.char.add("Worker ", (family * 7 % WORKERS // 3 + np.where(new, 1, 21 + 20 * (family % 2))).astype(str))
    return {"Allocated Team": team, "Allocated Worker": worker}


def contacts(lives: Lives, window: Window) -> Values:
    """Return list 1: the contacts of the window that reported a concern about a named child.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    rows = lives.contacts
    inside = rows["received_on"].between(window.first, window.last)
    rows = rows[inside & rows["reason"].isin(CONCERNS) & (rows["child"] >= 0)]
    dated = {"Date of Contact": rows["received_on"].to_numpy(), "Contact Source": rows["source"].to_numpy(dtype=str)}
    return {**about(lives, rows["child"].to_numpy(), window.last), **dated}


def referrals(lives: Lives, window: Window) -> Values:
    """Return list 3: the referrals of the window.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    known = lives.episodes[lives.episodes["referred_on"] <= window.last]
    rows = known[known["referred_on"] >= window.first].sort_values(["referred_on", "child"])
    child, referred = rows["child"].to_numpy(), rows["referred_on"].to_numpy()
    return {
        **about(lives, child, window.last),
        "Date of referral": referred,
        "Referral Source": rows["source"].to_numpy(dtype=str),
        "Referral NFA?": np.where(rows["track"] == TRACKS[0], "yes", "no"),
        "Number of Referrals in Last 12 Months": _before_latest(known, "referred_on", child),
        **allocation(lives, child, referred, window.last),
    }


def _before_latest(known: pd.DataFrame, day: str, child: Numbers) -> Numbers:
    """Count a child's events in the 12 months before the latest."""
    latest = known.groupby("child")[day].transform("max")
    before = known[(known[day] < latest) & (known[day] >= latest - 365)].groupby("child").size()
    return np.array(before.reindex(child).fillna(0), dtype=np.int64)


def assessments(lives: Lives, window: Window) -> Values:
    """Return list 4: the assessments under way in the window, with their kind.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    rows = lives.assessments
    episodes = lives.episodes
    closed = episodes["closed_on"].to_numpy()[rows["episode"]]
    undated = (rows["completed_on"] == NEVER) & (closed < window.first)
    rows = rows[(rows["started_on"] <= window.last) & (rows["completed_on"] >= window.first) & ~undated]
    child, episode = rows["child"].to_numpy(), rows["episode"].to_numpy()
    done = known_by(rows["completed_on"].to_numpy(), window.last)
    helped = episodes["track"].to_numpy()[episode] == TRACKS[2]
    return {
        **about(lives, child, window.last),
        "Continuous Assessment Start Date": rows["started_on"].to_numpy(),
        "Child Seen During Continuous Assessment": np.where(episode % 11 == 0, "no", "yes"),
        "Continuous Assessment Date of Authorisation": done,
        "Was the child assessed as requiring LA children’s social care support": np.where(
            done == NEVER, "", np.where(helped, "yes", "no")
        ),
        **allocation(lives, child, rows["started_on"].to_numpy(), window.last),
        "Assessment Type": rows["kind"].to_numpy(dtype=str),
    }


def enquiries(lives: Lives, window: Window) -> Values:
    """Return list 5: the section 47 enquiries of the window, with the conference where it had been held.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    known = lives.enquiries[lives.enquiries["held_on"] <= window.last]
    rows = known[known["held_on"] >= window.first].sort_values(["held_on", "child"])
    child = rows["child"].to_numpy()
    conference = known_by(rows["conference_on"].to_numpy(), window.last)
    led = np.where(rows["led_to_plan"].to_numpy(dtype=bool), "yes", "no")
    conferences = known[known["conference_on"] <= window.last].drop_duplicates(["child", "conference_on"])
    return {
        **about(lives, child, window.last),
        "Strategy discussion initiating Section 47 Enquiry Start Date": rows["held_on"].to_numpy(),
        "Was an Initial Child Protection Conference deemed unnecessary?": np.where(rows["not_needed"], "yes", "no"),
        "Date of Initial Child Protection Conference": conference,
        "Did the Initial Child Protection Conference Result in a Child Protection Plan": np.where(
            conference == NEVER, "", led
        ),
        "Number of Section 47 Enquiries in the last 12 months": _before_latest(known, "held_on", child),
        "Number of ICPCs in the last 12 months": _before_latest(conferences, "conference_on", child),
        **allocation(lives, child, rows["held_on"].to_numpy(), window.last),
    }


def children_in_need(lives: Lives, window: Window) -> Values:
    """Return list 6: each child's latest episode of need, where it was open in the window.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    rows = lives.episodes
    rows = rows[
        (rows["referred_on"] <= window.last) & (rows["closed_on"] >= window.first) & (rows["track"] != TRACKS[0])
    ]
    rows = rows.drop_duplicates("child", keep="last").sort_values(["referred_on", "child"])
    child, begun = rows["child"].to_numpy(), rows["referred_on"].to_numpy()
    closed = known_by(rows["closed_on"].to_numpy(), window.last)
    seen = np.minimum(closed, window.last) - (child * 13 % 41)
    return {
        **about(lives, child, window.last),
        "CIN Start Date": begun,
        "Primary Need Code": rows["primary_need"].to_numpy(dtype=str),
        "Date Child Was Last Seen": np.where(child % 29 == 0, NEVER, np.maximum(seen, begun)),
        "CIN Closure Date": closed,
        "Reason for Closure": np.where(closed == NEVER, "", rows["closed_because"].to_numpy(dtype=str)),
        "Case status": _status(lives, rows, window.last),
        **allocation(lives, child, begun, window.last),
    }


def _status(lives: Lives, rows: pd.DataFrame, day: int) -> np.ndarray:
    """Return what each child's case is on the day: the first of the standard's statuses that applies."""
    cared_for = lives.care.loc[(lives.care["entered_on"] <= day) & (lives.care["left_on"] > day), "child"]
    on_plan = lives.plans.loc[(lives.plans["started_on"] <= day) & (lives.plans["ends_on"] > day), "child"]
    need = in_need(lives.episodes, lives.plans, lives.care, day=day)
    settled = need.loc[(need["track"] == TRACKS[2]) & (day - need["referred_on"] >= 50), "child"]
    child = rows["child"]
    status = np.where(child.isin(settled), "child_in_need", "assessment")
    status = np.where(child.isin(on_plan), "child_protection", status)
    status = np.where(child.isin(cared_for), "looked_after", status)
    return np.where(rows["closed_on"] <= day, "closed", status)


def plans(lives: Lives, window: Window) -> Values:
    """Return list 7: each child's latest plan, where it was open in the window, and its latest review only.

    Parameters
    ----------
    lives : Lives
        What happened.
    window : Window
        The edition's six months.

    Returns
    -------
    dict of str to array
        By column of the standard.
    """
    rows = lives.plans[(lives.plans["started_on"] <= window.last) & (lives.plans["ends_on"] >= window.first)]
    rows = rows.sort_values("started_on", kind="stable").drop_duplicates("child", keep="last")
    child, begun = rows["child"].to_numpy(), rows["started_on"].to_numpy()
    ended = known_by(rows["ends_on"].to_numpy(), window.last)
    held = lives.reviews[lives.reviews["reviewed_on"] <= window.last].groupby("plan")["reviewed_on"].max()
    visit = np.minimum(ended, window.last) - child * 17 % 37
    return {
        **about(lives, child, window.last),
        "Child Protection Plan Start Date": begun,
        "Initial Category of Abuse": rows["initial_category"].to_numpy(dtype=str),
        "Latest Category of Abuse": rows["latest_category"].to_numpy(dtype=str),
        "Date of the Last Statutory Visit": np.where(child % 31 == 0, NEVER, np.maximum(visit, begun)),
        "Was the Child Seen Alone?": np.where(child % 3 == 0, "no", "yes"),
        "Date of latest review conference": held.reindex(rows.index).fillna(NEVER).astype(np.int64).to_numpy(),
        "Child Protection Plan End Date": ended,
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)": np.where(
            child % 23 == 0, "yes", "no"
        ),
        "Number of Previous Child Protection Plans": rows["previous_plans"].to_numpy(),
        **allocation(lives, child, begun, window.last),
    }
