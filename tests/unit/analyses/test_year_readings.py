"""A target reads twelve months at a time, or a date; few cases and gaps are told apart from values."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, MEAN, monthly, on_dates, quarterly, yearly
from turncurve.analyses.year_readings import is_met, over_twelve_months, readings, run_needed, year_before
from turncurve.reference.periods import year_ending


def values(figures):
    return [(each.numerator, each.denominator) for each in over_twelve_months(figures).measurements]


def test_quarters_are_added_up_to_the_twelve_months_before_each_end():
    figures = quarterly([(1, 10), (2, 10), (3, 10), (4, 10), (5, 20)])
    assert values(figures) == [(10, 40), (14, 50)]
    assert [each.period.label for each in over_twelve_months(figures).measurements] == [
        "year to March 2008",
        "year to June 2008",
    ]


def test_months_are_added_up_by_twelve():
    assert values(monthly([1] * 13, words=COUNT)) == [(12, None), (12, None)]


@pytest.mark.parametrize(
    "figures",
    [
        yearly([(1, 10), (2, 10)]),
        yearly([(700, 10), (600, 12)], words=MEAN),
        on_dates([5, 6], [dt.date(2012, 12, 31), dt.date(2013, 3, 31)]),
    ],
)
def test_years_longer_windows_and_dates_stay_as_they_are(figures):
    assert over_twelve_months(figures) == figures


def test_less_than_a_year_gives_no_reading():
    assert values(quarterly([(1, 10)] * 3)) == []


def test_a_hidden_quarter_hides_each_year_that_it_is_in():
    held = over_twelve_months(quarterly([(1, 10), None, (1, 10), (1, 10), (1, 10), (2, 10)])).measurements
    assert [each.status for each in held] == ["hidden", "hidden", "measured"]
    assert held[-1].numerator == 5


def test_a_quarter_without_cases_adds_none():
    assert values(quarterly([(0, 0), (1, 10), (1, 10), (1, 10)])) == [(3, 30)]


def test_a_quarter_in_which_nothing_was_counted_gives_no_reading():
    held = over_twelve_months(quarterly([(1, 10), (1, 10), (1, 10), (1, 10), (0, 0), (0, 0), (5, 10)]))
    assert [(each.numerator, each.denominator) for each in held.measurements] == [(4, 40), (6, 20)]
    assert over_twelve_months(quarterly([(0, 0)] * 4)).measurements == ()


def test_a_target_of_none_or_of_all_is_decided_by_one_case_as_it_ought_to_be():
    assert not readings(yearly([(0, 10)]), target=0, aim="at most")[0].one_case_decides
    assert not readings(yearly([(1, 10)]), target=0, aim="at most")[0].one_case_decides
    assert not readings(yearly([(10, 10)]), target=100, aim="at least")[0].one_case_decides
    assert readings(yearly([(10, 10)]), target=95, aim="at least")[0].one_case_decides


def test_no_year_is_made_over_a_gap():
    figures = quarterly([(1, 10)] * 6)
    gap = replace(figures, measurements=figures.measurements[:2] + figures.measurements[3:])
    assert over_twelve_months(gap).measurements == ()


@pytest.mark.parametrize(
    ("value", "aim", "met"),
    [
        (10, "at most", True),
        (10.1, "at most", False),
        (9, "at most", True),
        (10, "at least", True),
        (9.9, "at least", False),
    ],
)
def test_a_target_is_met_at_its_own_value(value, aim, met):
    assert is_met(value, target=10, aim=aim) is met


def test_a_share_that_is_exact_only_on_paper_is_met():
    assert is_met(100 * 1 / 3 + 1e-12, target=100 / 3, aim="at most")


@pytest.mark.parametrize(
    ("counts", "decides"),
    [((9, 10), True), ((10, 10), False), ((7, 10), False), ((19, 20), False), ((18, 19), True), ((0, 1), True)],
)
def test_one_case_decides_only_of_few_cases_and_near_the_target(counts, decides):
    held = readings(yearly([counts]), target=90, aim="at least")
    assert held[0].one_case_decides is decides


def test_one_case_never_decides_of_a_count():
    assert not readings(yearly([1], words=COUNT), target=1, aim="at most")[0].one_case_decides


def test_three_years_together_are_read_four_times_so_that_the_first_and_last_share_none():
    pooled = [
        replace(each, start=each.start.replace(year=each.start.year - 2)) for each in map(year_ending, (2012, 2013))
    ]
    figures = yearly([(700, 10), (600, 12)], words=MEAN)
    held = tuple(replace(one, period=two) for one, two in zip(figures.measurements, pooled, strict=True))
    assert run_needed(replace(figures, measurements=held)) == 4


def test_a_target_met_that_lasts_is_read_four_times_by_quarters_and_twice_by_years():
    assert run_needed(quarterly([(1, 10)] * 2)) == 4
    assert run_needed(monthly([(1, 10)] * 2)) == 4
    assert run_needed(yearly([(1, 10)] * 2)) == 2


def test_the_value_of_a_year_earlier_ends_in_the_same_month():
    held = over_twelve_months(quarterly([(place, 10) for place in range(9)]))
    latest = held.measurements[-1]
    assert year_before(held, latest) == held.measurements[-5]
    assert year_before(held, held.measurements[0]) is None


def test_a_year_that_is_shown_is_read_where_one_of_its_quarters_is_hidden_and_nowhere_else():
    figures = quarterly([(1, 10), None, (3, 10), (4, 10), (5, 20)])
    assert [each.status for each in over_twelve_months(figures).measurements] == ["hidden", "hidden"]
    (year,) = yearly([(9, 39)]).measurements
    year = replace(year, period=over_twelve_months(figures).measurements[0].period)
    years = replace(figures, measurements=(year,))
    assert over_twelve_months(figures, years=years).measurements[0] == year
    assert over_twelve_months(figures, years=years).measurements[1].status == "hidden"
    hidden = replace(years, measurements=(replace(year, numerator=None, denominator=None, status="hidden"),))
    assert over_twelve_months(figures, years=hidden) == over_twelve_months(figures)
    # Where every quarter is shown the year is their sum, whatever a year held otherwise says.
    shown = quarterly([(1, 10), (2, 10), (3, 10), (4, 10)])
    assert values(shown) == [(10, 40)]
    assert over_twelve_months(shown, years=years).measurements[0].numerator == 10
