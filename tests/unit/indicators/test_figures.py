import datetime as dt
from dataclasses import replace

import pytest

from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement, Source, same_window
from turncurve.indicators.registry import definition
from turncurve.reference.periods import Period, at, month, spans, year_ending

SHARE, COUNT = definition("repeat_child_protection_plans"), definition("contacts_by_route")
MEAN, POINT = definition("adoption_a2"), definition("child_protection_plans_open")
SOURCE = Source("records")


def monthly(*counts, words=SHARE):
    months = spans("month", first=dt.date(2012, 4, 1), last=dt.date(2014, 3, 31))
    return Figures(
        words,
        tuple(Measurement("X", each, top, below) for each, (top, below) in zip(months, counts, strict=False)),
        SOURCE,
    )


@pytest.mark.parametrize(
    ("words", "numerator", "denominator", "status", "expected"),
    [
        (SHARE, 62, 388, "measured", pytest.approx(15.979, abs=0.001)),
        (SHARE, 0, 0, "no cases", None),
        (SHARE, None, 388, "hidden", None),
        (SHARE, 0, 5, "measured", 0.0),
        (MEAN, 61, 2, "measured", 30.5),
        (COUNT, 7, None, "measured", 7.0),
        (COUNT, None, None, "not available", None),
    ],
)
def test_a_value_is_in_the_indicators_unit_or_is_none(words, numerator, denominator, status, expected):
    each = Measurement("X", year_ending(2013), numerator, denominator, status)
    assert Figures(words, (each,), SOURCE).value(each) == expected


def test_a_share_states_two_cells_a_count_one_and_a_mean_those_it_is_over():
    each = Measurement("X", year_ending(2013), 2, 5)
    below, top = Figures(SHARE, (each,), SOURCE).cells()
    assert (below.value, below.key.breakdown) == (5, ())
    assert (top.value, top.key.breakdown) == (2, (("previous plan", "yes"),))
    (over,) = Figures(MEAN, (each,), SOURCE).cells()
    assert (over.value, over.key.measure) == (5, "children_adopted")
    assert over.key.breakdown == definition("adoption_a2").subset
    (one,) = Figures(COUNT, (replace(each, denominator=None, breakdown=(("route", "phone"),)),), SOURCE).cells()
    assert (one.value, one.key.breakdown) == (2, (("route", "phone"),))


def test_figures_of_a_publication_are_public_already():
    figures = Figures(SHARE, (Measurement("X", year_ending(2013), 2, 5),), Source("DfE", published=True))
    assert all(cell.public_already for cell in figures.cells())


def test_hiding_a_numerator_keeps_the_denominator_and_hiding_that_hides_both():
    figures = monthly((2, 5), (3, 9))
    below, top = figures.keys_of(figures.measurements[0])
    first, second = figures.hiding(frozenset({top})).measurements
    assert (first.numerator, first.denominator, first.status) == (None, 5, "hidden")
    assert second == figures.measurements[1]
    first, _ = figures.hiding(frozenset({below})).measurements
    assert (first.numerator, first.denominator, first.status) == (None, None, "hidden")


def test_coarser_sums_whole_quarters_and_leaves_part_of_one_out():
    coarse = monthly((1, 4), (2, 5), (0, 6), (1, 1)).coarser()
    (quarter,) = coarse.measurements
    assert (quarter.period.label, quarter.numerator, quarter.denominator) == ("April to June 2012", 3, 15)


def test_coarser_leaves_out_a_quarter_of_which_a_month_is_missing():
    held = monthly((1, 4), (2, 5), (0, 6), (1, 1), (1, 2), (3, 3), (4, 9), (0, 1), (2, 2))
    gap = replace(held, measurements=held.measurements[:4] + held.measurements[6:])
    assert [each.numerator for each in gap.coarser().measurements] == [3, 6]


def test_coarser_of_months_that_fill_no_quarter_is_nothing():
    held = monthly((1, 4), (2, 5), (0, 6), (1, 1))
    assert replace(held, measurements=held.measurements[:1] + held.measurements[3:]).coarser() is None


def test_coarser_keeps_what_is_not_known_and_what_has_no_cases():
    months = [Measurement("X", month(2012, number), 0, 0, "no cases", unknown=number) for number in (4, 5, 6)]
    (quarter,) = Figures(SHARE, tuple(months), SOURCE).coarser().measurements
    assert (quarter.status, quarter.unknown) == ("no cases", 15)
    months[1] = replace(months[1], numerator=None, denominator=None, status="hidden")
    (quarter,) = Figures(SHARE, tuple(months), SOURCE).coarser().measurements
    assert (quarter.status, quarter.numerator) == ("hidden", None)


def test_coarser_of_counts_at_a_date_takes_the_last_of_each():
    days = [dt.date(2012, 4, 30), dt.date(2012, 5, 31), dt.date(2012, 6, 30), dt.date(2012, 7, 31)]
    points = tuple(Measurement("X", at(day), number) for number, day in enumerate(days))
    coarse = Figures(POINT, points, SOURCE).coarser()
    assert [(each.period.end, each.numerator) for each in coarse.measurements] == [(dt.date(2012, 6, 30), 2)]


def test_there_is_nothing_coarser_than_three_years():
    window = Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31))
    assert Figures(MEAN, (Measurement("X", window, 61, 2),), SOURCE).coarser() is None


@pytest.mark.parametrize(
    ("periods", "grain"),
    [
        ((month(2012, 4), month(2012, 5)), "month"),
        ((year_ending(2012), year_ending(2013)), "year"),
        ((month(2012, 4), year_ending(2013)), None),
    ],
)
def test_figures_know_the_length_of_their_periods(periods, grain):
    assert Figures(SHARE, tuple(Measurement("X", each, 1, 2) for each in periods), SOURCE).grain() == grain


def test_a_councils_year_is_never_set_beside_three_years_of_england():
    year = Figures(MEAN, (Measurement("X", year_ending(2013), 61, 2),), SOURCE)
    three = Figures(MEAN, (Measurement("England", Period(dt.date(2010, 4, 1), dt.date(2013, 3, 31)), 6, 2),), SOURCE)
    same_window([year, year])
    with pytest.raises(TurnCurveError, match="different windows"):
        same_window([year, three])


def test_the_table_of_figures_has_a_row_a_measurement_and_a_column_a_dimension():
    each = Measurement("X", month(2012, 4), 7, None, breakdown=(("route", "phone"),))
    frame = Figures(COUNT, (each,), SOURCE).frame()
    assert frame.loc[0, ["area", "route", "label", "numerator", "value", "status"]].tolist() == [
        "X",
        "phone",
        "April 2012",
        7,
        7.0,
        "measured",
    ]


def test_figures_without_a_measurement_are_an_empty_table_with_its_columns():
    frame = Figures(COUNT, (), SOURCE).frame()
    assert frame.empty
    assert {"area", "start", "end", "numerator", "denominator", "value", "status"} <= set(frame.columns)


def test_equal_figures_are_found_again_and_others_are_not():
    known = {monthly((2, 5), (3, 9)): "these"}
    assert known[monthly((2, 5), (3, 9))] == "these"
    assert monthly((2, 5), (3, 8)) not in known
    assert monthly((2, 5)) not in known
    assert monthly() not in known
