"""What the invented workforce did and said: every open case is held or waits, and answers follow what was done."""

import numpy as np
import pytest

from turncurve.example.days import LAST_DAY
from turncurve.example.workforce import MONTHS, TURNED, chance, month_start, staff
from turncurve.example.workforce_records import (
    WAVES,
    caseloads,
    open_cases,
    supervisions,
    surveys,
    training,
    words,
)


@pytest.fixture(scope="module")
def everyone():
    return staff(2013)


@pytest.fixture(scope="module")
def held(everyone, lives):
    return caseloads(everyone, lives, rng=chance(2013, "caseloads"))


@pytest.fixture(scope="module")
def sessions(everyone):
    return supervisions(everyone, rng=chance(2013, "supervision"))


@pytest.fixture(scope="module")
def courses(everyone):
    return training(everyone, rng=chance(2013, "training"))


@pytest.fixture(scope="module")
def answers(everyone):
    return surveys(everyone, rng=chance(2013, "survey"))


def test_every_open_case_is_held_by_somebody_or_waits(held, lives):
    for month in (0, 17, TURNED, MONTHS - 1):
        day = month_start(month + 1) - 1
        assert held.loc[held["stood_on"] == day, "cases"].sum() == sum(open_cases(lives, day).values())


def test_a_child_is_one_case_and_those_in_care_and_on_plans_are_all_there(lives):
    cases = open_cases(lives, LAST_DAY)
    in_care = lives.care[(lives.care["entered_on"] <= LAST_DAY) & (lives.care["left_on"] > LAST_DAY)]
    assert cases["Looked after child"] == in_care["child"].nunique()
    assert 300 <= cases["Child protection plan"] <= 328


def test_cases_are_held_by_workers_in_post_and_never_by_managers(held, everyone):
    named = held[held["worker"] > 0].merge(everyone.spells, on="worker")
    assert (named["started_on"] <= named["stood_on"]).all()
    assert (named["ended_on"] > named["stood_on"]).all()
    assert "Team manager" not in set(named["role"])


def test_the_backlog_grows_until_the_notice_and_is_cleared_soon_after(held):
    waiting = held[held["worker"] == 0].groupby("stood_on")["cases"].sum()
    peak = waiting[waiting.index < month_start(TURNED)].iloc[-3:].mean()
    assert peak > 3 * waiting.iloc[:6].mean()
    assert waiting.index.max() < month_start(TURNED + 2)


def test_supervision_is_on_a_working_day_of_the_week_and_of_somebody_in_post(sessions, everyone):
    weekday = sessions["held_on"].to_numpy().astype("datetime64[D]").astype("datetime64[W]")
    offset = sessions["held_on"].to_numpy().astype("datetime64[D]") - weekday
    assert not np.isin(offset.astype(int), (2, 3)).any()  # weeks begin on a Thursday, so Saturday is 2
    known = sessions.merge(everyone.spells, on="worker")
    assert (known["held_on"] >= known["started_on"] - 1).all()
    assert (known["held_on"] <= known["ended_on"] + 1).all()


def test_supervision_does_more_of_what_it_is_for_after_the_notice(sessions):
    after = sessions["held_on"] > month_start(TURNED + 1)
    for name in ("workload", "learning"):
        assert sessions.loc[after, name].mean() > sessions.loc[~after, name].mean() + 0.1


def test_training_is_completed_in_post_and_followed_up_after_three_months(courses, everyone):
    known = courses.merge(everyone.spells, on="worker")
    assert (known["completed_on"] >= known["started_on"]).all()
    assert (known["completed_on"] < known["ended_on"]).all()
    followed = courses[courses["put_to_use"] != ""]
    assert followed["completed_on"].max() < LAST_DAY - 91
    assert {each["title"] for each in words()["courses"]} | {"Induction programme"} == set(courses["course"])


def test_two_waves_that_cannot_be_joined_each_answered_once_by_a_share_of_those_there(answers, everyone):
    assert list(dict.fromkeys(answers["wave"])) == [wave for wave, _, _ in WAVES]
    respondents = [set(rows["respondent"]) for _, rows in answers.groupby("closed_on")]
    assert not respondents[0] & respondents[1]
    assert not answers.duplicated(["wave", "respondent", "statement"]).any()
    for (_, closed, _), people in zip(WAVES, respondents, strict=True):
        asked = answers.loc[answers["closed_on"] == closed, "asked"].unique()
        assert asked.tolist() == [len(everyone.at_work(closed))]
        assert 0.4 < len(people) / asked[0] < 0.9


def test_staff_agree_more_in_the_second_wave(answers):
    agree = answers["answer"].isin(["Agree", "Strongly agree"]).groupby(answers["closed_on"]).mean()
    assert agree.iloc[1] > agree.iloc[0]
