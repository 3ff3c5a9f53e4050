"""Audits of case files."""

import numpy as np
import pytest

from turncurve.example.audits import AUDITORS, in_need, programme
from turncurve.example.days import LAST_DAY, number

SINGLE = "Child in need plans open over 9 months, September 2012"
MONTHLY = "Monthly case file audit"


@pytest.fixture
def single(lives):
    return lives.audits[lives.audits["programme"] == SINGLE]


@pytest.fixture
def monthly(lives):
    return lives.audits[lives.audits["programme"] == MONTHLY]


def test_the_first_audit_has_14_files_open_over_9_months_and_does_not_say_how_they_were_chosen(lives, single):
    assert single["child"].nunique() == 14
    assert set(single["selection"]) == {"Not stated"}
    assert set(single["population"]) == {0}
    day = number(2012, 9, 3)
    cases = in_need(lives.episodes, lives.plans, lives.care, day=day).set_index("child")
    assert (day - cases.loc[single["child"].unique(), "referred_on"] > 274).all()


def test_the_first_audit_is_of_september_2012(single):
    assert single["audited_on"].between(number(2012, 8, 31), number(2012, 9, 30)).all()


def test_each_month_from_october_audits_30_random_files_of_its_stated_population(monthly):
    months = monthly["audited_on"].to_numpy().astype("datetime64[D]").astype("datetime64[M]")
    files = monthly.groupby(months)["child"].nunique()
    assert files.tolist() == [30] * 6
    assert set(monthly["selection"]) == {"Random"}
    population = monthly.groupby(months)["population"]
    assert (population.nunique() == 1).all()
    assert population.first().between(1700, 2100).all()


def test_some_files_of_each_month_are_marked_twice_by_different_auditors(monthly):
    marks = monthly.groupby(["audited_on", "child"])["auditor"].nunique()
    assert marks.value_counts().to_dict() == {1: 144, 2: 36}


def test_two_auditors_mostly_agree(monthly):
    answers = monthly.pivot_table(
        index=["audited_on", "child", "criterion"], columns="auditor", values="answer", aggfunc="first"
    )
    both = answers[answers.notna().sum(axis=1) == 2]
    agreed = both.nunique(axis=1) == 1
    assert 0.7 < agreed.mean() < 0.95


def test_no_auditor_answers_a_question_on_a_file_twice(lives):
    assert not lives.audits.duplicated(["programme", "audited_on", "child", "auditor", "criterion"]).any()
    assert set(lives.audits["auditor"]) <= set(AUDITORS)


def test_every_file_is_asked_every_criterion_of_the_programme(single):
    criteria = [words for each in programme()["standards"] for words in each["criteria"]]
    assert len(criteria) == len(set(criteria)) == 14
    assert (single.groupby("child")["criterion"].apply(set).map(len) == 14).all()
    assert set(single["standard"]) == {each["standard"] for each in programme()["standards"]}


def test_the_five_smart_criteria_are_there():
    smart = next(each for each in programme()["standards"] if each["standard"] == "SMART plan")
    words = " ".join(smart["criteria"])
    assert len(smart["criteria"]) == 5
    for word in ("specifically", "measured", "achieved", "realistic", "timescale"):
        assert word in words


def test_answers_get_better_over_the_months(monthly):
    met = (monthly["answer"] == "Met").groupby(monthly["audited_on"] > number(2012, 12, 31)).mean()
    assert met[True] > met[False]


def test_a_case_with_a_plan_or_in_care_is_not_a_child_in_need_case(lives):
    cases = in_need(lives.episodes, lives.plans, lives.care, day=LAST_DAY)
    on_plan = lives.plans[(lives.plans["started_on"] <= LAST_DAY) & (lives.plans["ends_on"] > LAST_DAY)]
    cared_for = lives.care[lives.care["left_on"] > LAST_DAY]
    assert not np.isin(cases["child"], on_plan["child"]).any()
    assert not np.isin(cases["child"], cared_for["child"]).any()
