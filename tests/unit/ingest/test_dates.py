"""Dates are read in one format a column, decided from the whole column, and never guessed."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.ingest import dates
from turncurve.ingest.sheet import DATE, NUMBER, TEXT


def parse(*cells, kinds=None, **options):
    texts = pd.Series(cells, dtype="str")
    return dates.parse(texts, kinds=np.array(kinds or [TEXT] * len(cells), dtype=np.uint8), **options)


def read(*cells, **options):
    moments = parse(*cells, **options).moments
    return [None if pd.isna(moment) else moment.isoformat() for moment in moments]


def faults(*cells, **options):
    return {rule: list(np.flatnonzero(mask)) for rule, mask in parse(*cells, **options).faults.items() if mask.any()}


# column of text                                   read as
WHOLE_COLUMNS = [
    (["03/04/2012", "25/12/2011"], ["2012-04-03", "2011-12-25"], "day first"),
    (["3/4/2012", "25-12-2011", "1.2.2010"], ["2012-04-03", "2011-12-25", "2010-02-01"], "day first"),
    (["04/03/2012", "12/25/2011"], ["2012-04-03", "2011-12-25"], "month first"),
    (["2012-04-03", "2012-12-25"], ["2012-04-03", "2012-12-25"], "year first (ISO)"),
    (["2012/04/03"], ["2012-04-03"], "year first (ISO)"),
    (
        ["3 April 2012", "25-Dec-2011", "1st Feb 2010"],
        ["2012-04-03", "2011-12-25", "2010-02-01"],
        "day, month by name, year",
    ),
    (["20120403"], ["2012-04-03"], "eight digits, year first"),
    (["41002", "41003"], ["2012-04-03", "2012-04-04"], "Excel's day numbers"),
]


@pytest.mark.parametrize(("cells", "wanted", "stated"), WHOLE_COLUMNS)
def test_a_column_of_one_format_is_read_and_the_format_is_stated(cells, wanted, stated):
    assert read(*cells) == [f"{each}T00:00:00" for each in wanted]
    assert parse(*cells).stated == stated


def test_where_nothing_tells_day_from_month_the_standard_is_followed_and_that_is_stated():
    assert read("03/04/2012") == ["2012-04-03T00:00:00"]
    assert parse("03/04/2012").stated.startswith("day first (the standard's own")


def test_iso_dates_are_never_read_day_first():
    assert read("2012-04-03", "2012-12-11") == ["2012-04-03T00:00:00", "2012-12-11T00:00:00"]


def test_a_cell_in_another_format_than_the_column_is_not_read():
    assert faults("03/04/2012", "04/04/2012", "2012-04-05") == {"other_format": [2]}
    assert faults("2012-04-03", "2012-04-04", "05/04/2012") == {"other_format": [2]}


def test_dates_that_are_not_in_the_calendar_are_not_read():
    assert faults("29/02/2012", "29/02/2013", "31/04/2012", "00/01/2012", "01/01/1066") == {
        "impossible_date": [1, 2, 3, 4]
    }


def test_two_digit_years_are_not_read():
    assert faults("03/04/2012", "03/04/12", "3-Apr-12") == {"two_digit_year": [1, 2]}
    assert faults("03/04/12", "04/04/12") == {"two_digit_year": [0, 1]}


def test_a_column_that_mixes_day_first_and_month_first_is_not_read():
    mixed = ["13/04/2012", "14/04/2012", "04/15/2012", "04/16/2012", "01/02/2012"]
    assert faults(*mixed) == {"undecidable_date": [0, 1, 2, 3, 4]}


def test_one_slip_in_many_does_not_make_a_column_undecidable():
    cells = [f"{number}/04/2012" for number in range(13, 31)] * 2 + ["04/13/2012", "01/02/2012"]
    assert faults(*cells) == {"impossible_date": [36]}
    assert read(*cells)[-1] == "2012-02-01T00:00:00"


def test_blank_cells_and_words_for_none_are_blank_and_no_fault():
    assert read(None, "n/a", "-", "None", "03/04/2012") == [None, None, None, None, "2012-04-03T00:00:00"]
    assert faults(None, "n/a", "-", "None") == {}


def test_real_dates_of_a_workbook_are_taken_as_they_are():
    assert read("2012-04-03", "2012-04-04 10:30:00", kinds=[DATE, DATE]) == [
        "2012-04-03T00:00:00",
        "2012-04-04T10:30:00",
    ]


def test_numbers_of_a_workbook_are_days_from_1900_or_from_1904():
    assert read("41002", kinds=[NUMBER]) == ["2012-04-03T00:00:00"]
    assert read("39540", kinds=[NUMBER], dates_from_1904=True) == ["2012-04-03T00:00:00"]
    assert faults("12", kinds=[NUMBER]) == {"impossible_date": [0]}


def test_real_dates_beside_text_that_is_left_only_above_the_twelfth_are_suspected_of_being_swapped():
    cells = ["2012-03-04", "2012-05-06", "2012-07-08", "13/04/2012", "14/05/2012", "25/06/2012"]
    kinds = [DATE] * 3 + [TEXT] * 3
    assert faults(*cells, kinds=kinds) == {"undecidable_date": [0, 1, 2]}
    cells[0] = "2012-03-14"
    assert faults(*cells, kinds=kinds) == {}


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("03/04/2012 09:05", "2012-04-03T09:05:00"),
        ("03/04/2012 09:05:59", "2012-04-03T09:05:59"),
        ("03/04/2012 9:05 PM", "2012-04-03T21:05:00"),
        ("03/04/2012 12:05 am", "2012-04-03T00:05:00"),
        ("2012-04-03T21:05:00.000", "2012-04-03T21:05:00"),
    ],
)
def test_times_are_read_beside_dates(cell, wanted):
    assert read(cell) == [wanted]


@pytest.mark.parametrize("cell", ["03/04/2012 24:00", "03/04/2012 10:60", "03/04/2012 13:00 pm"])
def test_times_that_no_clock_shows_are_not_read(cell):
    assert faults(cell) == {"impossible_date": [0]}


@pytest.mark.parametrize("cell", ["2012-04-03T21:05:00[London]", "tomorrow", "03/04/2012?", "2012", "#VALUE!"])
def test_other_texts_are_not_read(cell):
    assert faults("03/04/2012", "2012-04-03", cell).get("other_format", [])[-1] == 2


@settings(deadline=None)  # the first example pays for compiling
@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)), min_size=1, max_size=20), st.data())
def test_any_dates_written_day_first_or_in_iso_form_come_back(days, data):
    written = data.draw(st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"]))
    cells = [f"{each:{written}}" for each in days]
    assert read(*cells) == [f"{each.isoformat()}T00:00:00" for each in days]


@settings(deadline=None)  # the first example pays for compiling
@given(st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_every_text_is_read_or_blank_or_named_by_exactly_one_fault(cells):
    parsed = parse(*cells)
    texts = pd.Series(cells, dtype="str")
    is_read = parsed.moments.notna().to_numpy()
    at_fault = sum(mask.astype(int) for mask in parsed.faults.values())
    blank = texts.str.casefold().isin(dates.BLANKS).to_numpy()
    assert list(is_read.astype(int) + at_fault + blank) == [1] * len(cells)


# cell                              read as, in a column of its own; the format stated
SINGLE = [
    ("3.4.2012", "2012-04-03", "day first (the standard's own"),
    ("13-4-2012", "2012-04-13", "day first"),
    ("13 4 2012", "2012-04-13", "day first"),
    ("4/13/2012", "2012-04-13", "month first"),
    ("2012-4-3", "2012-04-03", "year first (ISO)"),
    ("2012.04.03", "2012-04-03", "year first (ISO)"),
    ("3 Apr 2012", "2012-04-03", "day, month by name, year"),
    ("3rd April, 2012", "2012-04-03", "day, month by name, year"),
    ("03APR2012", "2012-04-03", "day, month by name, year"),
    ("3/sept/2012", "2012-09-03", "day, month by name, year"),
    ("Tue, 3 April 2012", "2012-04-03", "day, month by name, year"),
    ("19991231", "1999-12-31", "eight digits, year first"),
    ("41002.5", "2012-04-03T12:00:00", "Excel's day numbers"),
    ("01/01/1950", "1950-01-01", "day first (the standard's own"),
    ("31/12/2099", "2099-12-31", "day first"),
]


@pytest.mark.parametrize(("cell", "wanted", "stated"), SINGLE)
def test_each_way_of_writing_a_date_is_read_and_stated(cell, wanted, stated):
    assert read(cell) == [wanted if "T" in wanted else f"{wanted}T00:00:00"]
    assert parse(cell).stated.startswith(stated)


# cell                     rule
UNREAD = [
    ("31/12/1949", "impossible_date"),
    ("01/01/2100", "impossible_date"),
    ("32/01/2012", "impossible_date"),
    ("0/1/2012", "impossible_date"),
    ("13/13/2012", "impossible_date"),
    ("3 Foo 2012", "impossible_date"),
    ("30 February 2012", "impossible_date"),
    ("20121301", "impossible_date"),
    ("2012-02-30", "impossible_date"),
    ("2012-00-10", "impossible_date"),
    ("1/2/3", "other_format"),
    ("3/4/12", "two_digit_year"),
    ("3-Apr-12", "two_digit_year"),
    ("3 4 12", "two_digit_year"),
    ("3/4/12 10:30", "two_digit_year"),
    ("3/4/012", "other_format"),
    ("April 2012", "other_format"),
    ("Q1 2012", "other_format"),
    ("2012/13", "other_format"),
    ("1234", "other_format"),
    ("03/04/2012 - 05/04/2012", "other_format"),
    ("c. 03/04/2012", "other_format"),
]


@pytest.mark.parametrize(("cell", "rule"), UNREAD)
def test_what_is_not_surely_a_date_is_not_read_and_the_reason_is_one(cell, rule):
    assert read(cell) == [None]
    assert faults(cell) == {rule: [0]}


# as written                     in the United Kingdom
ZONED = [
    ("2013-01-15T10:30:00Z", "2013-01-15T10:30:00"),
    ("2013-06-30T23:00:00Z", "2013-07-01T00:00:00"),
    ("2013-06-30 23:00:00+00:00", "2013-07-01T00:00:00"),
    ("2013-06-30T23:00:00.000-0000", "2013-07-01T00:00:00"),
    ("2013-06-30T23:00:00+01:00", "2013-06-30T23:00:00"),
    ("2013-03-31T00:59:59Z", "2013-03-31T00:59:59"),  # the clocks went forward at one
    ("2013-03-31T01:00:00Z", "2013-03-31T02:00:00"),
    ("2013-10-27T00:30:00Z", "2013-10-27T01:30:00"),
    ("2013-10-27T01:30:00Z", "2013-10-27T01:30:00"),
    ("2013-06-30Z", "2013-06-30T00:00:00"),
    ("2013-01-15+01:00", "2013-01-15T00:00:00"),
]


@pytest.mark.parametrize(("cell", "wanted"), ZONED)
def test_a_time_in_utc_is_read_as_clocks_here_had_it(cell, wanted):
    assert read(cell, "2013-06-30T12:00:00", None) == [wanted, "2013-06-30T12:00:00", None]


@pytest.mark.parametrize(
    "cell",
    ["2013-06-30T23:00:00-05:00", "2013-01-15T10:00:00+01:00", "2013-06-30T23:00:00 +0530", "2013-06-30-05:00"],
)
def test_a_time_of_another_time_zone_is_refused_and_called_so(cell):
    assert faults(cell, "2013-06-30T12:00:00Z") == {"other_time_zone": [0]}


def test_that_times_were_in_utc_is_stated():
    said = "year first (ISO); moments in UTC as clocks in the United Kingdom had them"
    assert parse("2013-06-30T23:00:00Z").stated == said
    assert parse("2013-06-30T23:00:00", "2013-06-30Z").stated == "year first (ISO)"


def test_an_impossible_time_in_utc_is_called_impossible():
    assert faults("2013-02-30T10:00:00Z", "2013-06-30T25:00:00Z") == {"impossible_date": [0, 1]}


# column of text                                                   the rows that are not read, by rule
MIXED = [
    (["03/04/2012", "2012-04-03", "04/04/2012"], {"other_format": [1]}),
    (["2012-04-03", "2012-04-04", "41002"], {"other_format": [2]}),
    (["3 April 2012", "4 April 2012", "05/04/2012"], {"other_format": [2]}),
    (["20120403", "20120404", "2012-04-05"], {"other_format": [2]}),
    (["13/04/2012", "03/14/2012"], {"undecidable_date": [0, 1]}),
    (["13/04/2012"] * 20 + ["03/14/2012"], {"impossible_date": [20]}),
    (["13/04/2012"] * 19 + ["03/14/2012"], {"undecidable_date": list(range(20))}),
    (["04/13/2012"] * 20 + ["14/03/2012"], {"impossible_date": [20]}),
    (["03/04/2012", None, "n/a", "03/04/12"], {"two_digit_year": [3]}),
]


@pytest.mark.parametrize(("cells", "wanted"), MIXED)
def test_in_a_mixed_column_the_format_of_most_is_read_and_the_others_are_named(cells, wanted):
    assert faults(*cells) == wanted


def test_a_column_of_real_dates_numbers_and_text_says_how_each_was_read():
    held = parse("2012-04-03", "41003", "05/04/2012", kinds=[DATE, NUMBER, TEXT])
    assert [each.date().isoformat() for each in held.moments] == ["2012-04-03", "2012-04-04", "2012-04-05"]
    assert held.stated.endswith("; dates of the workbook; Excel's day numbers")


def test_a_column_without_dates_says_so():
    assert parse(None, "n/a").stated == "no dates"


@pytest.mark.parametrize(("number", "wanted"), [(18264, "1950-01-01"), (73050, "2099-12-31"), (41002, "2012-04-03")])
def test_the_range_of_day_numbers_is_that_of_our_years(number, wanted):
    assert read(str(number), kinds=[NUMBER]) == [f"{wanted}T00:00:00"]
    assert read(str(number - 1462), kinds=[NUMBER], dates_from_1904=True) == [f"{wanted}T00:00:00"]


@pytest.mark.parametrize("number", [18263, 73051, 0, -1, 1e9])
def test_a_day_number_outside_our_years_is_impossible(number):
    assert faults(str(number), kinds=[NUMBER]) == {"impossible_date": [0]}


@given(st.integers(18264, 73050))
def test_day_numbers_agree_with_the_calendar(number):
    expected = dt.date(1899, 12, 30) + dt.timedelta(days=number)
    assert read(str(number), kinds=[NUMBER]) == [f"{expected}T00:00:00"]


@pytest.mark.parametrize(
    ("real", "left", "suspected"),
    [
        (["2012-03-04", "2012-05-06"], ["13/04/2012"] * 3, False),
        (["2012-03-04"] * 3, ["13/04/2012"] * 2, False),
        (["2012-03-04"] * 3, ["13/04/2012"] * 3, True),
        (["2012-03-04"] * 3, ["12/04/2012"] * 3, False),
        (["2012-03-13"] * 3, ["13/04/2012"] * 3, False),
        (["2012-03-04"] * 3, ["2012-04-13"] * 3, False),
    ],
)
def test_swapping_is_suspected_only_where_text_and_dates_part_at_the_twelfth(real, left, suspected):
    held = parse(*real, *left, kinds=[DATE] * len(real) + [TEXT] * len(left))
    assert held.faults["undecidable_date"].any() == suspected


# cell                        the moment
TIMES = [
    ("03/04/2012 0:00", "00:00:00"),
    ("03/04/2012 23:59:59", "23:59:59"),
    ("03/04/2012, 09:05", "09:05:00"),
    ("03/04/2012 12:00 PM", "12:00:00"),
    ("03/04/2012 12:00 AM", "00:00:00"),
    ("03/04/2012 9:05pm", "21:05:00"),
    ("3 April 2012 9:05", "09:05:00"),
]


@pytest.mark.parametrize(("cell", "wanted"), TIMES)
def test_a_time_beside_a_date_is_that_of_the_clock(cell, wanted):
    assert read(cell) == [f"2012-04-03T{wanted}"]


@pytest.mark.parametrize(
    ("cells", "undecided"),
    [
        (("2012-13-04", "2012-03-04", "2012-25-04"), True),
        (("2012-13-04", "2012-03-04", "2012-04-25"), True),
        (("2012/13/04", "2012/03/04"), True),
        (("2012-03-04", "2012-04-05"), False),
        ((*["2012-04-25"] * 20, "2012-13-04"), False),
    ],
)
def test_years_with_the_day_before_the_month_leave_the_column_undecided(cells, undecided):
    marked = dates.parse(pd.Series(cells, dtype="str"), kinds=np.full(len(cells), TEXT, dtype=np.uint8)).faults
    assert bool(marked["undecidable_date"].all()) is undecided
    assert bool(marked["undecidable_date"].any()) is undecided


DAY, MONTH, EITHER, ISO = "15/04/2012", "04/15/2012", "03/04/2012", "2012-04-03"


@pytest.mark.parametrize(
    ("beside", "order"),
    [
        ((), "day_first"), ((DAY,), "day_first"), ((EITHER, ISO), "day_first"), ((MONTH,), "month_first"),
        ((MONTH, EITHER, ISO), "month_first"), ((MONTH, DAY), "undecidable"),
    ],
)  # fmt: skip
def test_a_column_that_tells_nothing_follows_those_beside_it(beside, order):
    assert dates.order_beside(parse(each).stated for each in beside) == order


@pytest.mark.parametrize(
    ("beside", "wanted", "said"),
    [
        ("day_first", ["2012-04-03T00:00:00"], "day first (the standard's own; "),
        ("month_first", ["2012-03-04T00:00:00"], "month first (as columns beside it are; "),
        ("undecidable", [None], "columns beside it are day first and month first, "),
    ],
)
def test_what_stands_beside_decides_only_where_nothing_in_the_column_tells(beside, wanted, said):
    found = parse(EITHER, beside=beside)
    assert read(EITHER, beside=beside) == wanted
    assert found.stated.startswith(said)
    assert bool(found.faults["undecidable_date"].any()) == (beside == "undecidable")
    assert read(DAY, beside=beside) == ["2012-04-15T00:00:00"]
