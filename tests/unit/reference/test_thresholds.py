import datetime as dt

import pytest
import yaml

from turncurve.reference.periods import Period, month, year_ending
from turncurve.reference.thresholds import adoption_threshold, waiting_months


def window(year):
    return Period(dt.date(year - 3, 4, 1), dt.date(year, 3, 31))


@pytest.mark.parametrize(
    ("year", "a1", "a1_status", "a2", "a2_status"),
    [
        (2011, 639, "sourced", 213, "sourced"),
        (2012, 639, "sourced", 213, "sourced"),
        (2013, 608, "recalled", 182, "recalled"),
        (2014, 547, "sourced", 152, "conflict"),
        (2015, 487, "sourced", 121, "recalled"),
        (2016, 426, "recalled", 121, "recalled"),
        (2018, 426, "recalled", 121, "recalled"),
    ],
)
def test_thresholds_are_those_of_the_window_with_how_well_each_is_sourced(year, a1, a1_status, a2, a2_status):
    first, second = adoption_threshold("A1", window(year)), adoption_threshold("A2", window(year))
    assert (first.days, first.status, second.days, second.status) == (a1, a1_status, a2, a2_status)
    assert first.source


def test_a_later_window_says_that_it_borrows_the_last_known_threshold():
    assert "no later change is known" in adoption_threshold("A1", window(2018)).note
    assert "no later change" not in adoption_threshold("A1", window(2016)).note


@pytest.mark.parametrize(
    "period", [year_ending(2013), month(2013, 3), window(2010), Period(dt.date(2010, 1, 1), dt.date(2012, 12, 31))]
)
def test_no_other_length_of_period_has_a_threshold(period):
    assert adoption_threshold("A1", period) is None


@pytest.mark.parametrize(("year", "months"), [(2009, 21), (2012, 21), (2013, 20), (2014, 18), (2016, 14), (2018, 14)])
def test_months_allowed_to_wait_are_those_of_the_window(year, months):
    assert waiting_months(window(year)) == months


def test_thresholds_agree_with_the_facts_gathered(shared):
    facts = yaml.safe_load((shared / "facts" / "domain.yaml").read_text(encoding="utf-8"))
    for fact in facts["adoption_scorecard"]["thresholds_days"]:
        year = 2000 + int(fact["period"][-2:])
        for measure in ("A1", "A2"):
            held = adoption_threshold(measure, window(year))
            assert (held.days, held.months) == (fact[measure], fact[f"{measure}_months"])
