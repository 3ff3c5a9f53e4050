"""Annex A's lists of contacts, referrals, assessments, enquiries, children in need and plans."""

from dataclasses import replace

import numpy as np
import pytest

from turncurve.example import annex_a_lists
from turncurve.example.annex_a_lists import REFERRAL_TEAM, Window, about, allocation
from turncurve.example.contacts import CONCERNS
from turncurve.example.days import LAST_DAY, NEVER, number
from turncurve.reference.formats.specification import load

WINDOW = Window(number(2012, 10, 1), LAST_DAY)


def test_an_unborn_childs_age_is_minus_one_and_its_date_of_birth_the_expected_one(lives):
    child = np.flatnonzero(lives.children["born_on"] > LAST_DAY)[:2]
    found = about(lives, child, LAST_DAY)
    assert found["Age of Child (Years)"].tolist() == [-1, -1]
    assert found["Gender"].tolist() == ["U", "U"]
    assert found["Date of Birth"].tolist() == lives.children["expected_on"].iloc[child].tolist()


def test_an_age_is_in_whole_years_at_the_last_birthday(lives):
    child = np.arange(500)
    ages = about(lives, child, LAST_DAY)["Age of Child (Years)"]
    born = lives.children["born_on"].to_numpy()[child].astype("datetime64[D]")
    expected = [2013 - int(str(day)[:4]) - (str(day)[5:] > "03-31") for day in born]
    assert ages.tolist() == expected


def test_a_new_case_is_the_referral_teams_and_an_older_one_an_area_teams(lives):
    found = allocation(lives, np.array([0, 0]), np.array([LAST_DAY - 10, LAST_DAY - 100]), LAST_DAY)
    assert found["Allocated Team"][0] == REFERRAL_TEAM
    assert found["Allocated Team"][1] in {"North", "South"}
    assert all(worker.startswith("Worker ") for worker in found["Allocated Worker"])


def test_list_1_holds_only_concerns_about_a_named_child(lives):
    found = annex_a_lists.contacts(lives, WINDOW)
    rows = lives.contacts[lives.contacts["received_on"].between(WINDOW.first, WINDOW.last)]
    concerns = rows["reason"].isin(CONCERNS)
    assert len(found["Date of Contact"]) == int((concerns & (rows["child"] >= 0)).sum())
    assert len(found["Date of Contact"]) / 6 < 1500


def test_list_3_holds_the_referrals_of_the_six_months(lives):
    found = annex_a_lists.referrals(lives, WINDOW)
    assert len(found["Date of referral"]) == 353 + 272 + 237 + 409 + 321 + 316
    assert found["Date of referral"].min() >= WINDOW.first


def test_the_number_of_referrals_is_that_of_the_twelve_months_before_the_latest(lives):
    found = annex_a_lists.referrals(lives, WINDOW)
    several = found["Number of Referrals in Last 12 Months"]
    again = lives.episodes[lives.episodes["referred_on"].between(WINDOW.first, WINDOW.last)]
    assert (several > 0).sum() >= int((again["gap"] <= 365).sum()) * 0.95
    assert several.min() == 0


def test_list_4_holds_assessments_under_way_and_tells_no_completion_after_the_extract(lives):
    found = annex_a_lists.assessments(lives, WINDOW)
    done = found["Continuous Assessment Date of Authorisation"]
    open_still = done == NEVER
    assert done[~open_still].max() <= WINDOW.last
    assert done[~open_still].min() >= WINDOW.first
    supported = found["Was the child assessed as requiring LA children’s social care support"]
    assert set(supported[open_still]) == {""}
    assert set(found["Assessment Type"]) == {"initial", "core"}


def test_list_5_holds_the_enquiries_of_the_six_months_and_the_conferences_held_by_then(lives):
    found = annex_a_lists.enquiries(lives, WINDOW)
    held = found["Date of Initial Child Protection Conference"]
    led = found["Did the Initial Child Protection Conference Result in a Child Protection Plan"]
    assert set(led[held == NEVER]) == {""}
    assert set(led[held < NEVER]) == {"yes", "no"}
    unnecessary = found["Was an Initial Child Protection Conference deemed unnecessary?"]
    assert set(held[unnecessary == "yes"]) == {NEVER}


def test_list_6_has_each_child_once_with_the_status_that_applies(lives):
    found = annex_a_lists.children_in_need(lives, WINDOW)
    status, counts = np.unique(found["Case status"], return_counts=True)
    by_status = dict(zip(status.tolist(), counts.tolist(), strict=True))
    assert len(set(found["Child Unique ID"])) == len(found["Child Unique ID"])
    assert by_status["looked_after"] == 405
    assert 300 <= by_status["child_protection"] <= 328  # a child in care as well is looked after first
    assert by_status["child_in_need"] > 1000
    closed = found["CIN Closure Date"] < NEVER
    assert set(found["Case status"][closed]) == {"closed"}
    assert set(found["Reason for Closure"][~closed]) == {""}


def test_list_7_has_each_childs_latest_plan_with_its_latest_review_only(lives):
    found = annex_a_lists.plans(lives, WINDOW)
    assert len(set(found["Child Unique ID"])) == len(found["Child Unique ID"])
    assert int((found["Child Protection Plan End Date"] == NEVER).sum()) == 328
    reviewed = found["Date of latest review conference"]
    assert reviewed[reviewed < NEVER].max() <= WINDOW.last


@pytest.mark.parametrize("day", [number(2010, 9, 30), number(2012, 9, 30)])
def test_a_plan_that_ended_after_the_extract_was_still_open(lives, day):
    found = annex_a_lists.plans(lives, Window(day - 182, day))
    plans = lives.plans
    open_then = (plans["started_on"] <= day) & (plans["ends_on"] > day)
    assert int((found["Child Protection Plan End Date"] == NEVER).sum()) == int(open_then.sum())


LISTS = {
    "list_1": annex_a_lists.contacts,
    "list_3": annex_a_lists.referrals,
    "list_4": annex_a_lists.assessments,
    "list_5": annex_a_lists.enquiries,
    "list_6": annex_a_lists.children_in_need,
    "list_7": annex_a_lists.plans,
}


@pytest.mark.parametrize("day", [number(2010, 3, 31), number(2011, 9, 30)])
@pytest.mark.parametrize("name", LISTS)
def test_every_column_is_of_the_format_and_tells_nothing_after_the_day(lives, name, day):
    table = load("annex_a").table(name)
    found = LISTS[name](lives, Window(day - 181, day))
    # Every list is given what is known of the child; the writer leaves out what a list has no column for.
    assert set(found) - {"Does the Child have a Disability"} <= {column.name for column in table.columns}
    assert len({len(content) for content in found.values()}) == 1
    for column in table.columns:
        content = found.get(column.name)
        if content is None:
            continue
        if column.codes:
            assert set(np.unique(content)) - {""} <= set(column.codes.values()), column.name
        if column.type == "date" and column.name != "Date of Birth":
            assert content[content < NEVER].max(initial=0) <= day, column.name


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ((2000, 3, 31), (2013, 3, 31), 13),
        ((2000, 4, 1), (2013, 3, 31), 12),
        ((2000, 3, 30), (2013, 3, 31), 13),
        ((2012, 3, 31), (2013, 3, 31), 1),
        ((2013, 3, 31), (2013, 3, 31), 0),
        ((2012, 2, 29), (2013, 2, 28), 0),
        ((2012, 2, 29), (2013, 3, 1), 1),
        ((2013, 4, 1), (2013, 3, 31), -1),
    ],
)
def test_an_age_turns_on_the_birthday_and_not_the_day_before(lives, born, day, age):
    one = lives.children.iloc[:1].assign(born_on=number(*born))
    found = about(replace(lives, children=one), np.array([0]), number(*day))
    assert found["Age of Child (Years)"].tolist() == [age]


@pytest.mark.parametrize(("days", "new"), [(44, True), (45, False), (46, False)])
def test_a_case_is_the_referral_teams_for_45_days(lives, days, new):
    found = allocation(lives, np.array([0]), np.array([LAST_DAY - days]), LAST_DAY)
    assert (found["Allocated Team"][0] == REFERRAL_TEAM) == new


def test_brothers_and_sisters_have_one_team_and_one_worker(lives):
    child = np.arange(400)
    found = allocation(lives, child, np.full(400, LAST_DAY - 100), LAST_DAY)
    seen = {}
    for family, *who in zip(lives.children["family"][:400], *found.values(), strict=True):
        assert seen.setdefault(family, who) == who
    assert len({tuple(who) for who in seen.values()}) == 40


def test_the_number_of_referrals_of_the_last_twelve_months_is_counted_by_hand(lives):
    found = annex_a_lists.referrals(lives, WINDOW)
    names = lives.children["child_id"].to_numpy()
    days = lives.episodes.groupby("child")["referred_on"].apply(list)
    by_name = {names[child]: each for child, each in days.items()}
    for name, told in zip(
        found["Child Unique ID"][:300], found["Number of Referrals in Last 12 Months"][:300], strict=True
    ):
        latest = max(by_name[name])
        assert told == sum(latest - 365 <= day < latest for day in by_name[name])


def test_list_7_tells_the_latest_review_held_by_the_day(lives):
    day = number(2011, 9, 30)
    found = annex_a_lists.plans(lives, Window(number(2011, 4, 1), day))
    names = lives.children["child_id"].to_numpy()
    held = {}
    for row in lives.reviews.itertuples():
        start = int(lives.plans["started_on"].iloc[row.plan])
        if row.reviewed_on <= day:
            held[names[row.child], start] = max(row.reviewed_on, held.get((names[row.child], start), 0))
    for name, start, told in zip(
        found["Child Unique ID"],
        found["Child Protection Plan Start Date"],
        found["Date of latest review conference"],
        strict=True,
    ):
        assert told == held.get((name, start), NEVER)
