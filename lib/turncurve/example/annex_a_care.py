"""The rows of Annex A's lists of children in care, care leavers, adoption and adopters, and of early help."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.example.adopter_families import families
from turncurve.example.annex_a_lists import Values, Window, about, allocation
from turncurve.example.days import NEVER
from turncurve.example.lives import Lives
from turncurve.example.rendering import known_by
from turncurve.example.return_writers import foster_placements, sibling_groups
from turncurve.example.ssda903_writer import PROVIDERS, care_reviews, plan_changed_reasons
from turncurve.example.workbook import BLANK

SINCE_2019 = {"E43": "E46", "E44": "E47", "E17": "E8"}
"""Reasons that the Annex A of 2019 writes otherwise than the looked after return of 2017."""
ORGANISATIONS = np.array(["School", "Health visiting", "Children's centre", "Family support", "Youth work"])
GROWN = ("E5", "E6", "E17")


def early_help(lives: Lives, window: Window) -> Values:
    """Return list 2: early help assessments of children who were never referred.

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
    spare = np.setdiff1d(lives.contacts["child"].unique(), np.append(lives.episodes["child"].unique(), -1))
    child = spare[(spare * 31 + window.first) % 41 == 0]
    started = window.first + 1 + (child * 37 % 170)
    done = known_by(started + 20 + child * 11 % 60, window.last)
    return {
        **about(lives, child, window.last),
        "Assessment start date": started,
        "Assessment completion date": done,
        "Organisation completing assessment": ORGANISATIONS[child % len(ORGANISATIONS)],
    }


def children_in_care(lives: Lives, window: Window) -> Values:
    """Return list 8: each period of care under way in the window, in its latest legal status and placement.

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
    last = window.last
    periods = lives.care[(lives.care["entered_on"] <= last) & (lives.care["left_on"] >= window.first)]
    begun = lives.care_episodes[lives.care_episodes["started_on"] <= last].sort_values(["period", "started_on"])
    now = begun.drop_duplicates("period", keep="last").set_index("period").loc[periods.index]
    child = periods["child"].to_numpy()
    left = known_by(periods["left_on"].to_numpy(), last)
    because = periods["left_because"].replace(SINCE_2019).to_numpy(dtype=str)
    return {
        **about(lives, child, last),
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": np.full(len(child), "no"),
        "Date Started to be Looked After": periods["entered_on"].to_numpy(),
        "Child's Category of Need": now["need"].to_numpy(dtype=str),
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)": np.full(
            len(child), "no"
        ),
        "Start date of current legal status": _status_since(begun).loc[periods.index].to_numpy(),
        "Child's Legal Status": now["legal_status"].to_numpy(dtype=str),
        **_visits(lives, periods, window),
        "What is the permanence plan for this child?": np.where(periods["route"] >= 0, "adoption", "fostering"),
        "Number of Placements in the Last 12 months": _placements(begun, periods, last),
        "Date Ceased to be Looked After": left,
        "Reason Ceased to be Looked After": np.where(left < NEVER, because, ""),
        "Start Date of Most Recent Placement": _placed_since(begun).loc[periods.index].to_numpy(),
        "Placement Type": now["placement"].to_numpy(dtype=str),
        "Placement Provider": now["placement"].map(PROVIDERS).fillna("PR1").to_numpy(dtype=str),
        "Placement Location": np.where(child % 4 == 0, "out", "in"),
        **allocation(lives, child, periods["entered_on"].to_numpy(), last),
    }


def _visits(lives: Lives, periods: pd.DataFrame, window: Window) -> Values:
    """Return the dates of the latest review, visit and health checks."""
    reviewed = care_reviews(lives, window.last).groupby("child")["reviewed_on"].max()
    child, entered = periods["child"].to_numpy(), periods["entered_on"].to_numpy()
    until = np.minimum(periods["left_on"].to_numpy(), window.last)
    checked = until - child * 19 % 330
    return {
        "Date of Latest Statutory Review": reviewed.reindex(child).fillna(NEVER).astype(np.int64).to_numpy(),
        "Date of Last Social Work Visit": np.maximum(until - child * 7 % 42, entered),
        "Date of Last Health Assessment": np.where(checked > entered, checked, NEVER),
        "Date of Last Dental Check": np.where(checked - 20 > entered, checked - 20, NEVER),
    }


def _status_since(begun: pd.DataFrame) -> pd.Series:
    """Return, by period of care, the day on which the latest legal status began."""
    changed = begun[begun["started_because"].isin(["S", "L", "B"])]
    return changed.groupby("period")["started_on"].max()


def _placed_since(begun: pd.DataFrame) -> pd.Series:
    """Return, by period of care, the day on which the latest placement began."""
    moved = begun[begun["started_because"].isin(["S", "P", "T", "B"])]
    return moved.groupby("period")["started_on"].max()


def _placements(begun: pd.DataFrame, periods: pd.DataFrame, day: int) -> np.ndarray:
    """Count the placements of the last 12 months."""
    moved = begun[begun["started_because"].isin(["S", "P", "T", "B"]) & (begun["ended_on"] > day - 365)]
    return moved.groupby("period").size().reindex(periods.index).fillna(1).astype(np.int64).to_numpy()


def care_leavers(lives: Lives, window: Window) -> Values:
    """Return list 9: those who left care grown up in the last three years.

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
    left = lives.care["left_on"]
    rows = lives.care[lives.care["left_because"].isin(GROWN) & (left <= window.last) & (left > window.last - 1095)]
    child = rows["child"].to_numpy()
    return {
        **about(lives, child, window.last),
        **allocation(lives, child, rows["entered_on"].to_numpy(), window.last),
        "Allocated Team": np.full(len(child), "Leaving Care"),
        "Eligibility Category": np.where(rows["left_because"] == "E17", "former_relevant", "relevant"),
        "LA In Touch": np.where(child % 9 == 0, "NO", "YES"),
        "Type of Accommodation": np.where(child % 3 == 0, "Z", np.where(child % 3 == 1, "U", "E")),
        "Suitability of Accommodation": np.where(child % 13 == 0, "unsuitable", "suitable"),
        "Activity Status": np.where(child % 3 == 0, "F2", np.where(child % 3 == 1, "F3", "G5")),
    }


def adoption(lives: Lives, window: Window) -> Values:
    """Return list 10: children adopted, waiting, or whose plan changed in the 12 months before.

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
    last, year_ago = window.last, window.last - 365
    rows = lives.routes[lives.routes["decided_on"] <= last]
    rows = rows[(rows["adopted_on"] > year_ago) & (rows["changed_on"] > year_ago)].sort_values(["entered_on", "child"])
    child = rows["child"].to_numpy()
    changed = known_by(rows["changed_on"].to_numpy(), last)
    dated = {
        "Date the Child Entered Care": "entered_on",
        "Date of Decision that Child Should be Placed for Adoption": "decided_on",
        "Date of Placement Order": "order_on", "Date of Matching Child and Prospective Adopters": "matched_on",
        "Date Placed for Adoption": "placed_on", "Date of Adoption Order": "adopted_on",
    }  # fmt: skip
    fostered = np.where(rows["foster"] & (rows["placed_on"] <= last), foster_placements(lives, child), NEVER)
    return {
        **about(lives, child, last),
        "Family identifier": sibling_groups(lives, rows["route"].to_numpy()),
        **{name: known_by(rows[column].to_numpy(), last) for name, column in dated.items()},
        "Date of Decision that Child Should No Longer be Placed for Adoption": changed,
        "Reason Why Child No Longer Placed for Adoption": np.where(changed < NEVER, plan_changed_reasons(rows), ""),
        "Date the child was placed for fostering in FFA or concurrent planning placement": known_by(fostered, last),
    }


def adopters(lives: Lives, window: Window) -> Values:
    """Return list 11: a row for each of two adopters of every family on its way in the 12 months before.

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
    last, year_ago = window.last, window.last - 365
    known = families(lives)
    known = known[known["applied_on"] <= last]
    rows = known[np.minimum(known["adopted_on"], known["left_on"]) > year_ago]
    rows = rows.loc[rows.index.repeat(2)]
    second = np.arange(len(rows)) % 2
    family = rows["family"].to_numpy(dtype=str)
    dated = {
        "Date application submitted": "applied_on", "Date application approved": "approved_on",
        "Date adopter matched with child(ren)": "matched_on", "Date child/children placed with adopter(s)": "placed_on",
        "Date of Adoption Order": "adopted_on", "Date of leaving adoption process": "left_on",
    }  # fmt: skip
    days = {name: known_by(rows[column].to_numpy(), last) for name, column in dated.items()}
    placed, left = days["Date child/children placed with adopter(s)"], days["Date of leaving adoption process"]
    return {
        "Individual adopter identifier": np.char.add(family, np.where(second == 1, "B", "A")),
        "Family identifier": family,
        "Gender": np.where(second == 1, "M", "F"),
        "Ethnicity": np.full(len(rows), "WBRI"),
        "Disability": np.full(len(rows), "no"),
        "Is the (prospective) adopter fostering for adoption?": np.where(rows["foster"], "yes", "no"),
        "Date enquiry received": rows["applied_on"].to_numpy() - 80,
        **days,
        "No. of children placed": np.where(placed < NEVER, rows["children"].to_numpy(), BLANK),
        "Reason for leaving adoption process": np.where(left < NEVER, rows["left_because"].to_numpy(dtype=str), ""),
    }
