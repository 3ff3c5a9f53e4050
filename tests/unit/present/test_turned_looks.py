"""The looks made and planned, as a table."""

import datetime as dt

import numpy as np
import pytest

from tests.support.made_figures import COUNT, quarterly, yearly
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.present.turned_looks import LEVEL, look_columns, look_rows

ORIGIN = dt.date(2013, 3, 31)  # 24 quarters from April 2007
DASH = "–"


def told(mean_after, *, after=6):
    seeded = np.random.default_rng(1)
    counts = [*seeded.poisson(40, 24).tolist(), *seeded.poisson(mean_after, after).tolist()]
    return Turned((quarterly(counts, words=COUNT),), asked=ORIGIN)


@pytest.mark.parametrize("after", [0, 1, 4, 6, 9])
def test_there_is_a_row_for_each_planned_look_whether_it_has_come_or_not(after):
    turned = told(40, after=after)
    rows = look_rows(turned)
    assert len(rows) == 6
    assert {len(row) for row in rows} == {len(look_columns(turned))}
    assert [row[0] for row in rows] == [f"{look} of 6" for look in range(1, 7)]
    assert [row[1] for row in rows[:2]] == ["June 2013", "September 2013"]
    assert [row[-1] == "not yet" for row in rows] == [look > after for look in range(1, 7)]


def test_a_look_sets_what_came_beside_what_had_been_foretold():
    turned = told(26)
    row = look_rows(turned)[2]
    mean = np.mean([each.numerator for each in turned.stretch.after[:3]])
    low, high = turned.held_against.forecast.mean_interval(3, LEVEL)
    assert row[2:5] == (f"{mean:.1f}", f"{low:.1f}", f"{high:.1f}")
    look = turned.verdict.looks[2]
    assert row[5:7] == (f"{look.needed:.4f}", f"{look.departure.p_value:.4f}")


def test_a_chance_too_small_to_write_is_below_the_smallest_and_not_nothing():
    turned = told(4)
    assert turned.verdict.looks[5].departure.p_value < 0.0001
    assert look_rows(turned)[5][6] == "below 0.0001"
    assert not any("0.0000" in row for row in look_rows(turned))


def test_what_each_look_says_follows_from_its_numbers():
    turned = told(26)
    said = {row[0]: row[-1] for row in look_rows(turned)}
    for look in turned.verdict.looks:
        text = said[f"{look.after} of 6"]
        assert (text == "could be chance") is not look.crossed
        assert (text == "lower than chance allows") is (look.crossed and look.forecast_agrees)
    assert said["6 of 6"] == "lower than chance allows"
    assert look_rows(told(80))[5][-1] == "higher than chance allows"


def test_a_departure_within_the_frozen_range_says_so():
    low = quarterly(np.random.default_rng(4).poisson(20, 24).tolist(), words=COUNT)
    expected_as_much = FrozenIssue(ORIGIN, 1, "restricted", Turned((low,)).issue)
    turned = Turned(told(26).figures, issues=(expected_as_much,))
    assert turned.held_against.issue == expected_as_much
    said = [row[-1] for row in look_rows(turned)]
    assert said[-1] == "departs, but within the frozen range"
    assert "lower than chance allows" not in said


def test_looks_before_four_periods_and_those_without_a_forecast_say_so():
    counts = [(62, 388), (64, 512), (69, 504), (81, 480), (99, 540), (88, 430), (132, 530)]
    turned = Turned((yearly(counts, last=2019),), asked=dt.date(2014, 3, 31))
    rows = look_rows(turned)
    assert rows[0] == ("1 of 6", "March 2015", "13.7", DASH, DASH, DASH, DASH, "too few periods in all")
    assert rows[4][-1] == "higher than chance allows; no forecast to hold it against"
    assert rows[5] == ("6 of 6", "March 2020", DASH, DASH, DASH, DASH, DASH, "not yet")


def test_without_a_baseline_or_where_nothing_can_be_read_there_is_no_table():
    assert look_rows(Turned((quarterly([40] * 24, words=COUNT),))) == ()
    hidden = quarterly([40] * 24 + [None], words=COUNT)
    assert look_rows(Turned((hidden,), asked=ORIGIN)) == ()


def test_headings_name_the_unit_and_what_is_a_number():
    columns = look_columns(told(40))
    assert columns[2].name == "Plans: mean since the baseline"
    assert [each.numeric for each in columns] == [False, False, True, True, True, True, True, False]
