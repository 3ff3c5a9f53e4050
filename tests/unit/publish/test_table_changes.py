"""Figures of tables are held against those of an earlier release: the same table, row, column and time."""

import pytest

from turncurve.publish.table_changes import Difference, differences

PATH = "tables/01_curve/plans.csv"
BEFORE = "\ufeffPeriod,Group,Plans,Percent,95% low,Council,Audience\r\n"
ROWS = [["year to March 2012", "all", "250", "14.0", "9.6"], ["year to March 2013", "all", "388", "c", "–"]]


def table(rows, heading=BEFORE):
    return (heading + "".join(",".join([*row, "Madeshire", "public"]) + "\r\n" for row in rows)).encode()


@pytest.fixture
def compared(tmp_path):
    """Return a function that compares a table with an earlier one."""

    def compare(before, now, **words):
        held = tmp_path / PATH
        held.parent.mkdir(parents=True, exist_ok=True)
        held.write_bytes(before)
        return differences(tmp_path, {PATH: now}, tables=[("Plans", PATH)], **words)

    return compare


def changed(row, place, text):
    rows = [list(each) for each in ROWS]
    rows[row][place] = text
    return table(rows)


def test_a_percentage_revised_is_told_beside_what_it_was(compared):
    told = compared(table(ROWS), changed(0, 3, "14.2"))
    assert told == (Difference("Plans", "year to March 2012, all", "Percent", "14.0", "14.2"),)


def test_a_table_that_is_the_same_has_no_difference(compared):
    assert compared(table(ROWS), table(ROWS)) == ()


@pytest.mark.parametrize(
    ("row", "place", "now", "hidden", "many"),
    [
        (0, 3, "c", ["c"], 1),
        (0, 3, "c", [], 0),
        (1, 3, "16.0", ["c"], 1),
        (1, 3, "16.0", [], 0),
        (1, 4, "9.9", ["c"], 0),
        (0, 4, "not yet", ["c"], 0),
        (0, 0, "year to March 2011", ["c"], 0),
        (0, 1, "girls", ["c"], 0),
    ],
)
def test_only_what_was_a_figure_or_hides_one_is_compared(compared, row, place, now, hidden, many):
    assert len(compared(table(ROWS), changed(row, place, now), hidden=hidden)) == many


def test_a_count_told_elsewhere_is_not_told_again(compared):
    now = changed(0, 2, "251")
    assert compared(table(ROWS), now, counted={("250", "251")}) == ()
    assert [each.now for each in compared(table(ROWS), now)] == ["251"]


def test_rows_without_a_time_are_of_different_times_and_are_not_compared(compared):
    timeless = [["all", "x", "1", "2.0", "3.0"]]
    assert compared(table(timeless), table([["all", "x", "1", "2.5", "3.0"]])) == ()


def test_a_column_that_names_its_time_is_compared(compared):
    heading = "\ufeffArea,2011,2012,Council,Audience\r\n"
    one, other = table([["Madeshire", "11.9", "14.0"]], heading), table([["Madeshire", "11.9", "14.5"]], heading)
    assert compared(one, other) == (Difference("Plans", "Madeshire", "2012", "14.0", "14.5"),)


def test_two_rows_of_one_name_are_not_taken_for_each_other(compared):
    assert compared(table([ROWS[0], ROWS[0]]), table([ROWS[0], ["year to March 2012", "all", "1", "2", "3"]])) == ()


def test_two_columns_of_one_name_are_told_apart(compared):
    heading = "\ufeffPeriod,Percent,Percent,Council,Audience\r\n"
    one, other = table([["2012", "1.0", "2.0"]], heading), table([["2012", "1.0", "2.5"]], heading)
    (told,) = compared(one, other)
    assert (told.column, told.before, told.now) == ("Percent (2)", "2.0", "2.5")


def test_a_table_of_one_release_alone_is_not_compared(tmp_path):
    assert differences(tmp_path, {PATH: table(ROWS)}, tables=[("Plans", PATH)]) == ()
    assert differences(tmp_path, {}, tables=[("Plans", PATH)]) == ()


def test_an_empty_table_has_no_figure(compared):
    assert compared(b"", table(ROWS)) == ()
    assert compared(table([]), table(ROWS)) == ()
