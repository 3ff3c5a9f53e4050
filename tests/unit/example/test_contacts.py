"""Contacts."""

import numpy as np
import pytest

from turncurve.example.contacts import ALLOCATED, CONCERNS, NOT_STATED
from turncurve.example.days import year_bounds
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
