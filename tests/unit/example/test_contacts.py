"""Contacts."""

import numpy as np
import pandas as pd
import pytest

from turncurve.example.contacts import (
    ALLOCATED,
    CALLERS,
    CONCERNS,
    ELSEWHERE,
    KNOWN_BEFORE,
    NOT_NAMED,
    NOT_STATED,
    OUTCOMES,
    POLICE,
    _told_apart,
)
from turncurve.example.days import working_days, year_bounds
from turncurve.example.targets import YEARS, targets


@pytest.mark.parametrize("year", YEARS)
def test_each_years_number_by_route_and_reason_is_met(lives, year):
    aim = targets()["contacts"]
    rows = lives.contacts[lives.contacts["received_on"].between(*year_bounds(year))]
    for route, counts in zip(aim["routes"], aim["years"][year], strict=True):
        for reason, count in zip(aim["reasons"], counts, strict=True):
            assert int(((rows["route"] == route) & (rows["reason"] == reason)).sum()) == count


def test_every_referral_follows_a_contact_about_the_child_on_its_day(lives):
    led = lives.contacts[lives.contacts["outcome"] == "referral"]
    referred = lives.episodes[lives.episodes["referred_on"] >= year_bounds(2010)[0]]
    contacts = set(zip(led["child"], led["received_on"], led["source"], strict=True))
    assert contacts == set(zip(referred["child"], referred["referred_on"], referred["source"], strict=True))
    assert len(led) == len(referred)


def test_a_contact_about_an_allocated_case_is_about_an_open_case(lives):
    rows = lives.contacts[lives.contacts["reason"] == ALLOCATED].head(4000)
    joined = rows.reset_index().merge(lives.episodes[["child", "referred_on", "closed_on"]], on="child")
    is_open = (joined["referred_on"] <= joined["received_on"]) & (joined["closed_on"] >= joined["received_on"])
    assert is_open.groupby(joined["index"]).any().all()


def test_no_more_than_1500_concerns_a_month(lives):
    rows = lives.contacts[lives.contacts["reason"].isin(CONCERNS)]
    months = rows["received_on"].to_numpy().astype("datetime64[D]").astype("datetime64[M]")
    _, counts = np.unique(months, return_counts=True)
    assert len(counts) == 48
    assert counts.max() < 1900
    assert counts.mean() < 1500


def test_a_contact_whose_reason_is_not_stated_names_no_child(lives):
    assert (lives.contacts.loc[lives.contacts["reason"] == NOT_STATED, "child"] == -1).all()


def test_calls_come_in_office_hours_and_some_emails_do_not(lives):
    calls = lives.contacts.loc[lives.contacts["route"] == "phone", "minute"]
    emails = lives.contacts.loc[lives.contacts["route"] == "email", "minute"]
    assert calls.between(8 * 60 + 30, 18 * 60).mean() > 0.999
    assert emails.min() < 6 * 60


def test_august_and_december_are_quiet(lives):
    months = lives.contacts["received_on"].to_numpy().astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
    counts = np.bincount(months)
    assert set(np.argsort(counts)[:2]) == {7, 11}


@pytest.mark.parametrize("year", YEARS)
def test_another_seed_meets_each_years_number_by_route_and_reason(other_lives, year):
    aim = targets()["contacts"]
    rows = other_lives.contacts[other_lives.contacts["received_on"].between(*year_bounds(year))]
    table = pd.crosstab(rows["route"], rows["reason"]).reindex(aim["routes"], columns=aim["reasons"], fill_value=0)
    assert table.to_numpy().tolist() == aim["years"][year]


def test_contacts_stand_in_order_of_time_on_working_days(any_lives):
    rows = any_lives.contacts
    at = rows["received_on"] * 24 * 60 + rows["minute"]
    assert at.is_monotonic_increasing
    assert rows["minute"].between(0, 24 * 60 - 1).all()
    assert np.isin(rows["received_on"], working_days()).all()


def test_no_two_contacts_about_a_child_are_the_same_in_minute_route_and_source(any_lives):
    named = any_lives.contacts[any_lives.contacts["child"] >= 0]
    assert not named.duplicated(["child", "received_on", "minute", "route", "source"]).any()


def test_contacts_in_the_same_minute_about_one_child_are_moved_a_minute_apart():
    """Three alike, one about nobody twice: the first stays, the others follow; those about nobody stay as they are."""
    alike = {"received_on": 15_000, "minute": 600, "route": "phone", "source": "2A"}
    rows = pd.DataFrame([{"child": child} | alike for child in (4, 4, 4, 5, -1, -1)])
    moved = pd.DataFrame([{"child": 4} | alike | {"minute": 24 * 60 - 1} for _ in range(2)])
    assert _told_apart(rows)["minute"].tolist() == [600, 601, 602, 600, 600, 600]
    assert _told_apart(moved)["minute"].tolist() == [24 * 60 - 1, 24 * 60 - 1]
    assert rows["minute"].tolist() == [600] * 6


def test_the_outcome_of_a_concern_follows_the_stated_weights(any_lives):
    rows = any_lives.contacts
    unled = rows[rows["reason"].isin(CONCERNS) & (rows["outcome"] != "referral")]
    shares = unled["outcome"].value_counts(normalize=True)
    whole = sum(OUTCOMES.values())
    assert shares.to_dict() == pytest.approx({name: weight / whole for name, weight in OUTCOMES.items()}, abs=0.015)


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (ALLOCATED, "passed to the allocated worker"),
        (ELSEWHERE, "passed to another agency or department"),
        (NOT_STATED, NOT_STATED),
    ],
)
def test_a_contact_that_reports_no_concern_has_one_outcome_only(any_lives, reason, outcome):
    rows = any_lives.contacts[any_lives.contacts["reason"] == reason]
    assert set(rows["outcome"]) == {outcome}
    assert set(rows["source"]) <= set(CALLERS)


def test_domestic_violence_notifications_come_from_the_police_by_email(any_lives):
    rows = any_lives.contacts[any_lives.contacts["reason"] == CONCERNS[1]]
    assert set(rows["source"]) == {POLICE}
    assert set(rows["route"]) == {"email"}


def test_in_about_three_concerns_of_a_hundred_no_child_is_named(any_lives):
    rows = any_lives.contacts
    unled = rows[rows["reason"].isin(CONCERNS) & (rows["outcome"] != "referral")]
    assert (unled["child"] == -1).mean() == pytest.approx(NOT_NAMED, abs=0.006)
    assert (rows.loc[rows["outcome"] == "referral", "child"] >= 0).all()


def test_about_three_of_ten_concerns_without_a_referral_are_about_a_child_referred_in_an_earlier_year(any_lives):
    first = year_bounds(2013)[0]
    earlier = any_lives.episodes.loc[any_lives.episodes["referred_on"] < first, "child"]
    rows = any_lives.contacts[(any_lives.contacts["received_on"] >= first) & (any_lives.contacts["child"] >= 0)]
    unled = rows[rows["reason"].isin(CONCERNS) & (rows["outcome"] != "referral")]
    assert unled["child"].isin(earlier).mean() == pytest.approx(KNOWN_BEFORE, abs=0.02)
    known = set(any_lives.episodes["child"])
    never_referred = unled.loc[~unled["child"].isin(earlier), "child"]
    assert not set(never_referred) & known
