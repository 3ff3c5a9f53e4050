"""Reviews of plans."""

import numpy as np
import pandas as pd

from turncurve.example.days import LAST_DAY, number
from turncurve.example.reviews import late_plans, reviews


def _plan(started, ends, group=0):
    return {"group": group, "started_on": started, "ends_on": ends}


def test_a_plan_is_reviewed_within_three_months_then_within_six_and_ends_at_a_review(rng):
    start = number(2011, 5, 3)
    plans = pd.DataFrame([_plan(start, start + 700)])
    days = reviews(plans, late=np.array([False]), rng=rng)["reviewed_on"].tolist()
    gaps = np.diff([start, *days])
    assert gaps[0] <= 90
    assert max(gaps[1:]) <= 181
    assert days[-1] == start + 700


def test_a_late_plan_is_first_reviewed_after_three_months(rng):
    start = number(2012, 3, 6)
    plans = pd.DataFrame([_plan(start, start + 500)])
    first = reviews(plans, late=np.array([True]), rng=rng)["reviewed_on"].min()
    assert 95 < first - start < 135


def test_brothers_and_sisters_are_reviewed_together(rng):
    start = number(2012, 3, 6)
    plans = pd.DataFrame([_plan(start, start + 500), _plan(start, start + 500)])
    found = reviews(plans, late=np.array([False, False]), rng=rng)
    one, other = (rows.tolist() for _, rows in found.groupby("plan")["reviewed_on"])
    assert one == other


def test_seven_of_the_open_plans_are_late_and_their_first_review_was_due_in_the_last_year(lives):
    late = late_plans(lives.plans, rng=np.random.default_rng(2))
    open_late = lives.plans[late & (lives.plans["ends_on"] > LAST_DAY).to_numpy()]
    assert len(open_late) == 7
    assert open_late["started_on"].min() + 91 >= number(2012, 4, 1) - 62
    assert (open_late["started_on"] + 104 < LAST_DAY).all()


def test_no_review_is_held_after_the_last_day(lives):
    assert lives.reviews["reviewed_on"].max() <= LAST_DAY


def test_no_review_is_held_outside_its_plan(lives):
    plans = lives.plans.loc[lives.reviews["plan"]]
    held = lives.reviews["reviewed_on"].to_numpy()
    assert (held > plans["started_on"]).all()
    assert (held <= plans["ends_on"]).all()
