"""What must hold of any periods, working days, figures and addresses, whatever they are."""

import datetime as dt
from itertools import accumulate, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from turncurve.disclosure.address import read, written
from turncurve.errors import TurnCurveError
from turncurve.indicators.cell import CellKey, parse
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.indicators.registry import definition
from turncurve.reference.periods import GRAINS, MONTHS_IN, Period, at, check_sequence, month, spans, year_ending
from turncurve.reference.working_days import (
    add_working_days,
    bank_holidays,
    is_working_day,
    known_years,
    working_days_between,
)

DAYS = st.dates(dt.date(1996, 1, 1), dt.date(2028, 12, 31))
TILES = ("month", "quarter", "year")
ONE_DAY = dt.timedelta(days=1)

# Periods


@settings(deadline=None)
@given(grain=st.sampled_from(TILES), ends=st.tuples(DAYS, DAYS))
def test_periods_of_one_grain_tile_the_time_that_they_cover(grain, ends):
    found = spans(grain, first=min(ends), last=max(ends))
    check_sequence(found)
    assert all(after.start == before.end + ONE_DAY for before, after in pairwise(found))
    if found:
        assert sum(each.days for each in found) == (found[-1].end - found[0].start).days + 1
        left_over = (found[0].start - min(ends)).days, (max(ends) - found[-1].end).days
        assert all(0 <= days < 31 * MONTHS_IN[grain] for days in left_over)


@settings(deadline=None)
@given(day=DAYS)
def test_a_day_lies_in_one_month_one_quarter_and_one_year_each_within_the_next(day):
    around = day - dt.timedelta(days=800), day + dt.timedelta(days=800)
    holding = [
        [each for each in spans(grain, first=around[0], last=around[1]) if each.start <= day <= each.end]
        for grain in TILES
    ]
    assert [len(each) for each in holding] == [1, 1, 1]
    ((one,), (quarter,), (year,)) = holding
    assert year.start <= quarter.start <= one.start <= one.end <= quarter.end <= year.end
    assert (year.start.month, year.start.day, year.end.month, year.end.day) == (4, 1, 3, 31)


@settings(deadline=None)
@given(ends=st.tuples(DAYS, DAYS))
def test_three_year_windows_follow_one_another_by_a_year_and_so_overlap(ends):
    found = spans("three_years", first=min(ends), last=max(ends))
    assert all(after.start.year == before.start.year + 1 for before, after in pairwise(found))
    assert all((each.months, each.end.month, each.end.day) == (36, 3, 31) for each in found)
    if len(found) > 1:
        with pytest.raises(TurnCurveError, match="overlap"):
            check_sequence(found)


@settings(deadline=None)
@given(grain=st.sampled_from(GRAINS), ends=st.tuples(DAYS, DAYS))
def test_no_two_periods_of_one_grain_have_the_same_label(grain, ends):
    labels = [each.label for each in spans(grain, first=min(ends), last=max(ends))]
    assert len(set(labels)) == len(labels)


@settings(deadline=None)
@given(first=st.tuples(DAYS, DAYS), second=st.tuples(DAYS, DAYS))
def test_two_periods_with_one_label_are_one_period(first, second):
    one, two = (Period(min(each), max(each)) for each in (first, second))
    assert (one.label == two.label) == (one == two)


@settings(deadline=None)
@given(data=st.data(), year=st.integers(2000, 2020))
def test_a_series_that_lost_a_period_or_kept_one_twice_is_refused(data, year):
    whole = spans("month", first=dt.date(year, 4, 1), last=dt.date(year + 1, 3, 31))
    check_sequence(whole)
    place = data.draw(st.integers(1, 10))
    with pytest.raises(TurnCurveError, match="nothing is held between"):
        check_sequence((*whole[:place], *whole[place + 1 :]))
    with pytest.raises(TurnCurveError, match="there twice"):
        check_sequence((*whole[:place], whole[place], *whole[place:]))


# Working days


def between(start, end):
    return float(working_days_between(np.array([start], "datetime64[D]"), np.array([end], "datetime64[D]"))[0])


@settings(deadline=None)
@given(days=st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_working_days_add_up_over_any_day_between(days):
    first, middle, last = days
    assert between(first, last) == between(first, middle) + between(middle, last)


@settings(deadline=None)
@given(start=DAYS, end=DAYS)
def test_counting_backwards_is_counting_forwards_with_the_other_sign(start, end):
    assert between(start, end) == -between(end, start)


@settings(deadline=None)
@given(start=DAYS, count=st.integers(1, 60))
def test_a_limit_ends_on_a_working_day_and_the_day_before_it_was_not_yet_reached(start, count):
    reached = add_working_days(np.array([start], "datetime64[D]"), count)
    assert is_working_day(reached).tolist() == [True]
    last = reached[0].item()
    assert between(start, last) == count
    assert between(start, last - ONE_DAY) == count - 1
    assert between(start, last + ONE_DAY) >= count


@settings(deadline=None)
@given(start=DAYS, parts=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_adding_days_in_two_steps_is_adding_them_at_once(start, parts):
    whole = add_working_days(np.array([start], "datetime64[D]"), sum(parts))
    step = add_working_days(add_working_days(np.array([start], "datetime64[D]"), parts[0]), parts[1])
    assert whole.tolist() == step.tolist()


@settings(deadline=None)
@given(start=DAYS, length=st.integers(0, 400))
def test_working_days_are_the_weekdays_less_the_holidays(start, length):
    end = start + dt.timedelta(days=length)
    days = np.arange(np.datetime64(start) + 1, np.datetime64(end) + 1)
    weekdays = int((pd.DatetimeIndex(days).day_of_week < 5).sum())
    held = between(start, end)
    assert held == weekdays - sum(start < day <= end for day in bank_holidays())
    assert held == is_working_day(days).sum()
    assert known_years()[0] <= start.year


# Figures

SHARE, POINT = definition("repeat_child_protection_plans"), definition("child_protection_plans_open")
MONTHS = spans("month", first=dt.date(2009, 4, 1), last=dt.date(2013, 3, 31))
PAIRS = st.tuples(st.integers(0, 30), st.integers(0, 40)).map(sorted)


@st.composite
def monthly_shares(draw):
    """Draw a run of months of one or two areas, each a share, some without a value."""
    first = draw(st.integers(0, 20))
    length = draw(st.integers(1, 28))
    held = []
    for area in draw(st.sampled_from([("Exampleshire",), ("Exampleshire", "Otherland")])):
        for period in MONTHS[first : first + length]:
            top, below = draw(PAIRS)
            kind = draw(st.sampled_from(["measured"] * 6 + ["hidden", "not available", "history too short"]))
            if kind != "measured":
                held.append(Measurement(area, period, None, None, kind))
            else:
                status = "measured" if below else "no cases"
                held.append(Measurement(area, period, top, below, status, unknown=draw(st.integers(0, 2))))
    return Figures(SHARE, tuple(held), Source("records"))


@settings(deadline=None)
@given(monthly_shares())
def test_coarser_figures_are_sums_of_the_fine_ones_and_never_of_part_of_them(fine):
    coarse = fine.coarser()
    while coarse is not None and coarse.grain() != "three_years":
        for each in coarse.measurements:
            inside = [
                one
                for one in fine.measurements
                if one.area == each.area and each.period.start <= one.period.start and one.period.end <= each.period.end
            ]
            assert len(inside) == each.period.months
            known = all(one.numerator is not None for one in inside)
            assert (each.numerator is not None) == known
            if known:
                assert each.numerator == sum(one.numerator for one in inside)
                assert each.denominator == sum(one.denominator for one in inside)
                assert each.unknown == sum(one.unknown for one in inside)
                assert each.status == ("measured" if each.denominator else "no cases")
            else:
                assert each.status in {one.status for one in inside}
        coarse = coarse.coarser()


@settings(deadline=None)
@given(counts=st.lists(st.integers(0, 500), min_size=3, max_size=40), first=st.integers(0, 8))
def test_coarser_counts_at_a_date_are_some_of_the_fine_ones(counts, first):
    dates_ = [at(each.end) for each in MONTHS[first : first + len(counts)]]
    fine = Figures(
        POINT, tuple(Measurement("X", day, n) for day, n in zip(dates_, counts, strict=False)), Source("records")
    )
    coarse = fine.coarser()
    assert coarse is None or set(coarse.measurements) <= set(fine.measurements)
    if coarse is not None:
        assert all(each.period.end.month in {3, 6, 9, 12} for each in coarse.measurements)


@settings(deadline=None)
@given(monthly_shares(), st.data())
def test_hiding_takes_every_number_that_rests_on_a_hidden_cell_and_no_other(fine, data):
    keys = [key for each in fine.measurements for key in fine.keys_of(each)]
    hidden = frozenset(data.draw(st.lists(st.sampled_from(keys), unique=True, max_size=20)))
    after = fine.hiding(hidden)
    for each, before in zip(after.measurements, fine.measurements, strict=True):
        below, above = fine.keys_of(before)
        if not {below, above} & hidden:
            assert each == before
            continue
        assert (each.numerator, each.status, each.unknown) == (None, "hidden", 0)
        assert each.denominator == (None if below in hidden else before.denominator)
        assert after.value(each) is None
    assert not {cell.key for cell in after.cells() if cell.value is not None} & hidden
    assert after.hiding(hidden) == after


@settings(deadline=None)
@given(monthly_shares(), st.data())
def test_a_sum_over_a_hidden_month_is_hidden_too(fine, data):
    keys = [fine.keys_of(each)[1] for each in fine.measurements if each.numerator is not None]
    assume(keys)
    gone = data.draw(st.sampled_from(keys))
    coarse = fine.hiding(frozenset({gone})).coarser()
    for each in coarse.measurements if coarse else ():
        if each.area == gone.area and each.period.overlaps(gone.period):
            assert (each.numerator, each.denominator) == (None, None)


# Addresses

ODD = st.text(alphabet=st.sampled_from("ab|=%\\\n\r\u2028;, é'\"7C"), max_size=8)
ODD_KEYS = st.builds(
    CellKey,
    measure=ODD,
    area=ODD,
    period=st.tuples(DAYS, DAYS).map(lambda ends: Period(min(ends), max(ends))),
    breakdown=st.lists(st.tuples(ODD, ODD), max_size=3).map(lambda found: tuple(sorted(found))),
)


@settings(deadline=None)
@given(key=ODD_KEYS)
def test_an_address_comes_back_from_its_text_whatever_its_words_hold(key):
    assert parse(str(key)) == key
    assert read(written(key)) == key


@settings(deadline=None)
@given(first=ODD_KEYS, second=ODD_KEYS)
def test_two_addresses_never_share_a_text(first, second):
    assert (str(first) == str(second)) == (first == second)


@settings(deadline=None)
@given(key=ODD_KEYS)
def test_an_address_is_one_line(key):
    assert len(str(key).splitlines()) == 1


def test_running_totals_of_months_are_the_year():
    totals = list(
        accumulate(each.days for each in spans("month", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31)))
    )
    assert totals[-1] == year_ending(2013).days == 365
    assert totals[0] == month(2012, 4).days


def test_categories_with_bars_and_equals_signs_are_other_addresses():
    period = at(dt.date(2013, 3, 31))
    one = CellKey("contacts", "X", period, (("reason", "a|route=b"),))
    two = CellKey("contacts", "X", period, (("reason", "a"), ("route", "b")))
    assert one != two
    assert str(one) != str(two)
    assert parse(str(one)) == one
