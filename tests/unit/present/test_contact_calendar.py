"""What a reader is shown of the calendar."""

import numpy as np
import pytest

from tests.support.shown import column, public, restricted
from tests.unit.analyses.questions.test_contact_calendar import MONTHS, calendar, counts_of
from turncurve.analyses import door_months
from turncurve.present.contact_calendar import NOTES, difference

AUGUST = counts_of(
    200 * door_months.working_days(MONTHS) * np.array([0.7 if each.start.month == 8 else 1.0 for each in MONTHS])
)


def test_the_months_that_differ_are_named_with_by_how_much():
    exhibit = restricted(calendar(AUGUST))
    assert exhibit.sentence.startswith("Plans started a working day differ from the average month most in August (-2")
    assert column(exhibit, "Month")[0] == "April"
    assert len(exhibit.rows) == 12
    assert exhibit.notes == NOTES


def test_holidays_and_years_are_told_with_their_ranges():
    said = restricted(calendar(AUGUST)).sentence
    assert "In school holidays they are -" in said
    assert "From year to year they changed by " in said
    assert said.count("(95% ") == 2


def test_months_that_differ_by_chance_alone_are_not_named():
    exhibit = restricted(calendar((200 * door_months.working_days(MONTHS)).astype(int).tolist()))
    assert "differ in no month by more than chance could." in exhibit.sentence
    assert "which is not beyond chance" in exhibit.sentence


def test_holidays_that_are_not_stated_are_said_to_be_so():
    said = restricted(calendar(AUGUST, ())).sentence
    assert "What school holidays do cannot be told, because the council has not stated its school holidays." in said


def test_too_few_months_have_no_table_and_a_reason():
    exhibit = restricted(calendar([4000] * 12))
    assert exhibit.rows == ()
    assert exhibit.sentence == (
        "How plans started follow the calendar cannot be told, because a season cannot be told from chance in 12 "
        "months; 24 are needed."
    )


def test_the_public_is_told_nothing_of_months_that_are_hidden():
    exhibit = public(calendar([3, *AUGUST[1:]]))
    assert "not known or not shown" in exhibit.sentence
    assert exhibit.rows == ()


@pytest.mark.parametrize(("ratio", "text"), [(1.042, "+4.2%"), (0.82, "-18.0%"), (1.0, "0.0%"), (1.0002, "0.0%")])
def test_a_ratio_is_written_as_more_or_less(ratio, text):
    assert difference(ratio) == text
