"""What a rise is made of: effects by hand, effects that add up, and ranges as wide as the months vary."""

import datetime as dt
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.support.door_council import CALL, CONCERN, POLICE, contact_rows, keep_door
from tests.support.made_figures import COUNT, SHARE, definition, monthly, yearly
from turncurve.analyses.questions.what_drives_contacts import WhatDrivesContacts, what_drives_contacts
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import year_ending

YEARS = (year_ending(2012), year_ending(2013))


def made(groups, *, months=None, by="source"):
    """Return the split of groups: by name, contacts and referrals in each of two years."""
    parts = [
        Measurement("X", period, became, count, "measured" if became is not None else "hidden", ((by, name),))
        for name, years in groups.items()
        for period, (count, became) in zip(YEARS, years, strict=True)
    ]
    totals = [sum(years[place][0] or 0 for years in groups.values()) for place in range(2)]
    share = Figures(definition(SHARE, by=(by,)), tuple(parts), Source("Made"))
    whole = yearly(totals, words=COUNT)
    return WhatDrivesContacts((whole, share, monthly(months or [100] * 48, words=COUNT, first=dt.date(2009, 4, 1))), by)


TWO = {"6": ((100, 10), (200, 40)), "2A": ((300, 60), (300, 45))}


def test_the_three_effects_are_those_worked_by_hand():
    """Das Gupta's three factors: 400 to 500, mixes 1/4 and 3/4 to 2/5 and 3/5, shares .1 and .2 to .2 and .15."""
    n, mix, rate = (400, 500), ((0.25, 0.75), (0.4, 0.6)), ((0.1, 0.2), (0.2, 0.15))
    effects = {each.factor: each.effect for each in made(TWO).factors}
    by_hand = {"contacts": 0.0, "mix": 0.0, "taken on": 0.0}
    for group in range(2):
        a, b = ((mix[0][group], mix[1][group]), (rate[0][group], rate[1][group]))
        both = (a[0] * b[0] + a[1] * b[1]) / 3 + (a[0] * b[1] + a[1] * b[0]) / 6
        by_hand["contacts"] += both * (n[1] - n[0])
        by_hand["mix"] += ((n[0] * b[0] + n[1] * b[1]) / 3 + (n[0] * b[1] + n[1] * b[0]) / 6) * (a[1] - a[0])
        by_hand["taken on"] += ((n[0] * a[0] + n[1] * a[1]) / 3 + (n[0] * a[1] + n[1] * a[0]) / 6) * (b[1] - b[0])
    assert effects == pytest.approx(by_hand)
    assert sum(effects.values()) == pytest.approx(85 - 70)


COUNTS = st.tuples(st.integers(1, 5000), st.floats(0, 1)).map(lambda pair: (pair[0], round(pair[0] * pair[1])))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["6", "2A", "3B", "1A", "7"]), st.tuples(COUNTS, COUNTS), min_size=1))
def test_effects_add_up_to_the_change_in_referrals(groups):
    answer = made(groups)
    change = sum(years[1][1] - years[0][1] for years in groups.values())
    assert sum(each.effect for each in answer.factors) == pytest.approx(change, abs=1e-6 * 20000)
    assert sum(each.change for each in answer.drivers) == answer.years[1].numerator - answer.years[0].numerator


def test_more_of_the_same_is_all_due_to_more_contacts():
    effects = {
        each.factor: each.effect for each in made({"6": ((100, 10), (200, 20)), "2A": ((50, 5), (100, 10))}).factors
    }
    assert effects == pytest.approx({"contacts": 15.0, "mix": 0.0, "taken on": 0.0})


def test_a_group_that_is_new_takes_the_share_that_it_came_with():
    answer = made({"6": ((100, 10), (100, 10)), "2A": ((0, 0), (100, 50))})
    effects = {each.factor: each.effect for each in answer.factors}
    assert sum(effects.values()) == pytest.approx(50)
    assert effects["taken on"] == pytest.approx(0.0)


def test_groups_are_in_plain_words_and_those_that_changed_most_come_first():
    found = made(TWO).drivers
    assert [(each.name, each.before, each.latest, each.became) for each in found] == [
        ("police", 100, 200, (10, 40)),
        ("school", 300, 300, (60, 45)),
    ]


def test_the_range_of_a_change_is_as_much_wider_as_the_months_vary_and_holds_for_all_groups_together():
    rng = np.random.default_rng(5)
    months = rng.poisson(400 * rng.gamma(50, 1 / 50, 48)).tolist()
    answer = made(TWO, months=months)
    assert answer.dispersion > 4
    police = answer.drivers[0]
    reach = stats.norm.ppf(1 - 0.05 / 2 / 2) * sqrt(answer.dispersion * 300)
    assert police.interval.upper == pytest.approx(100 + reach)
    assert police.is_beyond_chance is bool(reach < 100)


def test_a_large_change_of_one_group_stands_out_and_none_does_of_chance():
    steady = made({"6": ((3000, 1), (4000, 1)), "2A": ((3000, 1), (3020, 1))})
    assert [each.name for each in steady.drivers if each.is_beyond_chance] == ["police"]


def test_where_the_months_are_few_there_are_no_ranges():
    answer = made(TWO, months=[100] * 12)
    assert answer.dispersion is None
    assert [each.interval for each in answer.drivers] == [None, None]
    assert not any(each.is_beyond_chance for each in answer.drivers)


def test_a_hidden_group_takes_the_split_with_it_and_says_why():
    answer = made({**TWO, "3B": ((40, None), (50, 9))})
    assert answer.years is None
    assert answer.reason == "1 of the 6 counts that it needs are not known or not shown"
    assert (answer.drivers, answer.factors) == ((), ())


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def a_day(day):
        return [CALL] * 3 + [CONCERN] + [POLICE] * (2 if day >= dt.date(2012, 4, 1) else 1)

    return keep_door(tmp_path, contact_rows(a_day))


def test_a_councils_rise_is_found_where_it_was_put(records):
    answer = what_drives_contacts(records, "reason", baseline="2011-03-31")
    assert answer.drivers[0].name == "police domestic violence notification"
    assert [each.is_beyond_chance for each in answer.drivers] == [True, False, False]
    assert {each.factor: round(each.effect) for each in answer.factors}["taken on"] == 0


def test_a_baseline_that_is_no_date_is_refused(records):
    with pytest.raises(TurnCurveError, match="is not a date"):
        what_drives_contacts(records, "source", baseline="last year")
