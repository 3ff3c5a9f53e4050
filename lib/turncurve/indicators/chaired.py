"""What chairs' returns say of each conference, beside what the council's records know of the plan it was about."""

from __future__ import annotations

import numpy as np
import pandas as pd

from turncurve.indicators.cases import Tables
from turncurve.indicators.child_protection import plans_with_history

WHICH = ["child_key", "held_on"]
SHOWN = [*WHICH, "kind", "chair", "chair_key"]
LETTERS = 26


def chaired(tables: Tables) -> pd.DataFrame:
    """Return each conference and review as its chair returned it, the chair by a letter.

    A letter is given in the order in which chairs first appear, so that it stays a chair's own as more chairs come, and
    says nothing of how any of them practises.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences is read.

    Returns
    -------
    DataFrame
        One row a conference about one child: the table's columns and `chair`.
    """
    return tables.once(_chaired)


def _chaired(tables: Tables) -> pd.DataFrame:
    """Return each conference and review, the chair by a letter."""
    held = tables.table("chaired_conferences")
    return held.assign(chair=held["chair_key"].map(letters(held)).astype("str"))


def letters(held: pd.DataFrame) -> dict[str, str]:
    """Return the letter by which each chair is shown.

    Parameters
    ----------
    held : DataFrame
        The canonical table chaired_conferences.

    Returns
    -------
    dict of str to str
        "Chair A", "Chair B" and so on, by the chair's pseudonym; two letters after the twenty-sixth.
    """
    first = held.groupby("chair_key")["held_on"].min().dt.to_period("M")
    order = first.reset_index().sort_values(["held_on", "chair_key"], kind="stable")["chair_key"]
    return {str(key): f"Chair {_letter(place)}" for place, key in enumerate(order)}


def _letter(place: int) -> str:
    """Return the letter of a place, from 0."""
    before, within = divmod(place, LETTERS)
    return (_letter(before - 1) if before else "") + chr(ord("A") + within)


def reviews_with_plans(tables: Tables) -> pd.DataFrame:
    """Return each review as its chair returned it, with the plan that the records say it was of.

    Parameters
    ----------
    tables : Tables
        Canonical tables; chaired_conferences, cp_plans and cp_reviews are read.

    Returns
    -------
    DataFrame
        One row a review of one child's plan: `plan_started_on`, missing where the records show no such review, and
        `repeat_plan`, whether the child had been on a plan of this council before, missing where they cannot tell.
    """
    return tables.once(_reviews_with_plans)


def _reviews_with_plans(tables: Tables) -> pd.DataFrame:
    """Return each review with its plan."""
    held = chaired(tables)
    reviews = held[held["kind"] == "review"]
    recorded = tables.table("cp_reviews")[["child_key", "reviewed_on", "plan_started_on"]]
    recorded = recorded.rename(columns={"reviewed_on": "held_on"}).drop_duplicates(WHICH)
    plans = plans_with_history(tables)[["child_key", "started_on", "meets"]]
    named = {"started_on": "plan_started_on", "meets": "repeat_plan"}
    plans = plans.rename(columns=named).drop_duplicates(["child_key", "plan_started_on"])
    found = reviews.merge(recorded, on=WHICH, how="left").merge(plans, on=["child_key", "plan_started_on"], how="left")
    return found.assign(repeat_plan=found["repeat_plan"].astype("boolean"))


def with_concern(held: pd.DataFrame) -> pd.DataFrame:
    """Return the conferences at which the chair recorded something to challenge.

    Parameters
    ----------
    held : DataFrame
        Conferences, from `chaired`.

    Returns
    -------
    DataFrame
        Those with non-compliance or an unassessed risk, an unchanged plan, or no contingency plan; one that was not
        answered is no concern.
    """
    concern = np.logical_or.reduce(
        [
            held["non_compliance_raised"].fillna(value=False).to_numpy(dtype=bool),
            held["unassessed_risk_recorded"].fillna(value=False).to_numpy(dtype=bool),
            held["plan_unchanged"].fillna(value=False).to_numpy(dtype=bool),
            ~held["contingency_plan_present"].fillna(value=True).to_numpy(dtype=bool),
        ]
    )
    return held[concern].reset_index(drop=True)
