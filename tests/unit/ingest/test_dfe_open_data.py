import datetime as dt

import pandas as pd
import pytest

from tests.support.open_data import HEADER, PLANS, file_of, place, read_made
from turncurve.errors import RefusedInputError
from turncurve.tables import store
from turncurve.tables.registry import model_of


def repeat(found):
    return found.figures[found.figures["measure"] == "repeat_child_protection_plans"]


def test_a_row_becomes_the_figures_that_its_kind_of_file_states():
    found = read_made(file_of([*place(), "388", "62", "16"]))
    assert found.kind == "subsequent_plans"
    share = repeat(found).iloc[0]
    assert (share["numerator"], share["denominator"], share["value"], share["status"]) == (62, 388, 16.0, "published")
    assert (share["area"], share["area_code"]) == ("Wiltshire", "E06000054")
    assert (share["period_start"], share["period_end"]) == (pd.Timestamp("2012-04-01"), pd.Timestamp("2013-03-31"))
    assert share["published_on"] == pd.Timestamp("2024-10-31")
    started = found.figures[found.figures["measure"] == "child_protection_plans_started"].iloc[0]
    assert (started["numerator"], started["value"]) == (388, 388.0)
    assert pd.isna(started["denominator"])


def test_what_is_read_is_a_canonical_table():
    figures = read_made(file_of([*place(), "388", "62", "16"])).figures
    model_of("published_figures").validate(figures)
    assert figures.dtypes.equals(store.empty("published_figures").dtypes)


@pytest.mark.parametrize(
    ("level", "area", "code"),
    [
        ("National", "England", "E92000001"),
        ("Regional", "South West", "E12000009"),
        ("Local authority", "Wiltshire", "E06000054"),
    ],
)
def test_each_geographic_level_states_its_area_in_its_own_columns(level, area, code):
    row = repeat(read_made(file_of([*place(level), "52,120", "7,790", "14.9"]))).iloc[0]
    assert (row["area"], row["area_code"], row["denominator"]) == (area, code, 52120)


def test_rows_of_other_levels_are_left_out_and_counted():
    content = file_of([*place(), "388", "62", "16"], [*place("Parliamentary constituency"), "88", "6", "7"])
    found = read_made(content)
    assert len(repeat(found)) == 1
    assert found.left_out == {"other_levels": 1, "repeated": 0}


@pytest.mark.parametrize(
    ("symbol", "year", "status"),
    [
        ("x", 2017, "suppressed"),
        ("x", 2018, "not available"),
        ("c", 2024, "suppressed"),
        ("C", 2024, "suppressed"),
        ("[c]", 2024, "suppressed"),
        ("[low]", 2024, "rounds to zero"),
        ("z", 2024, "not applicable"),
        ("k", 2024, "rounds to zero"),
        ("low", 2024, "rounds to zero"),
        ("u", 2024, "low reliability"),
        ("..", 2016, "not available"),
        ("", 2024, "not available"),
    ],
)
def test_a_symbol_means_what_it_meant_in_the_year_of_the_release(symbol, year, status):
    row = repeat(read_made(file_of([*place(), "388", symbol, symbol]), year=year)).iloc[0]
    assert row["status"] == status
    assert pd.isna(row["numerator"])
    assert pd.isna(row["value"])
    assert row["denominator"] == 388


def test_a_symbol_of_another_year_is_refused_and_not_guessed():
    with pytest.raises(RefusedInputError, match=r"'CPP_subsequent' holds 'c'.*2015 release.*row 3"):
        read_made(file_of([*place(), "388", "62", "16"], [*place(period="2014"), "388", "c", "16"]), year=2015)


@pytest.mark.parametrize(
    ("period", "kind", "end"),
    [
        ("2013", "Reporting year", 2013),
        ("201213", "Financial year", 2013),
        ("199900", "Financial year", 2000),
        ("2012/13", "Financial year", 2013),
    ],
)
def test_a_year_is_the_one_in_which_it_ends_however_it_is_written(period, kind, end):
    row = repeat(read_made(file_of([*place(period=period, kind=kind), "388", "62", "16"]))).iloc[0]
    assert row["period_end"] == pd.Timestamp(end, 3, 31)


@pytest.mark.parametrize(
    ("period", "kind", "said"),
    [
        ("2013", "Calendar year", "'Calendar year'"),
        ("201215", "Financial year", "no reporting year"),
        ("2012-04", "Financial year", "no reporting year"),
        ("all", "Reporting year", "no reporting year"),
        ("", "Reporting year", "no reporting year"),
    ],
)
def test_a_period_that_is_no_reporting_year_is_refused(period, kind, said):
    with pytest.raises(RefusedInputError, match=said):
        read_made(file_of([*place(period=period, kind=kind), "388", "62", "16"]))


@pytest.mark.parametrize("renamed", ["CPP_repeat", "cpp_subsequent_count"])
def test_a_renamed_column_is_a_named_error_that_says_what_was_found(renamed):
    columns = ["CPP_start", renamed, "CPP_subsequent_percent"]
    with pytest.raises(RefusedInputError, match=rf"'CPP_subsequent'.*found instead: .*{renamed}"):
        read_made(file_of([*place(), "388", "62", "16"], columns=columns))


def test_a_renamed_column_in_a_renamed_file_is_still_named():
    columns = ["CPP_start", "CPP_repeat", "CPP_subsequent_percent"]
    with pytest.raises(RefusedInputError, match=r"'CPP_subsequent'.*CPP_repeat"):
        read_made(file_of([*place(), "388", "62", "16"], columns=columns), file="plans_again.csv")


def test_a_missing_geography_is_a_named_error():
    header = ["local_authority" if name == "la_name" else name for name in HEADER]
    with pytest.raises(RefusedInputError, match=r"'la_name'.*local_authority"):
        read_made(file_of([*place(), "388", "62", "16"], header=header))


def test_columns_in_another_order_or_in_capitals_are_the_same_columns():
    columns = ["CPP_SUBSEQUENT_PERCENT", "Cpp_Subsequent", "cpp_start"]
    row = repeat(read_made(file_of([*place(), "16", "62", "388"], columns=columns), file="whatever.csv")).iloc[0]
    assert (row["numerator"], row["denominator"]) == (62, 388)


def test_a_file_of_no_kind_that_we_know_is_refused():
    with pytest.raises(RefusedInputError, match="none that we know"):
        read_made(file_of([*place(), "1"], columns=["Pupils"]), file="pupils.csv")


def test_a_file_that_covers_years_after_its_release_is_refused():
    with pytest.raises(RefusedInputError, match="covers 2025, after the release of 2024"):
        read_made(file_of([*place(period="2025"), "388", "62", "16"]))


@pytest.mark.parametrize("year", [0, 1999, 2101])
def test_a_release_of_an_unknown_year_is_refused(year):
    with pytest.raises(RefusedInputError, match="release is not known"):
        read_made(file_of([*place(), "388", "62", "16"]), year=year)


def test_the_same_row_twice_is_one_row_and_is_counted():
    row = [*place(), "388", "62", "16"]
    found = read_made(file_of(row, row))
    assert len(repeat(found)) == 1
    assert found.left_out["repeated"] == 1


def test_rows_that_contradict_each_other_are_refused():
    with pytest.raises(RefusedInputError, match=r"1 rows repeat a year and area.*row 3"):
        read_made(file_of([*place(), "388", "62", "16"], [*place(), "390", "62", "15.9"]))


@pytest.mark.parametrize(
    "cells", [["62", "388", "16"], ["388", "62", "61"]], ids=["counts swapped", "percentage of something else"]
)
def test_percentages_that_are_not_those_of_the_counts_refuse_the_file(cells):
    with pytest.raises(RefusedInputError, match="are not CPP_subsequent of 'CPP_start'"):
        read_made(file_of([*place(), *cells]))


def test_a_rounded_region_may_differ_a_little_from_its_percentage():
    row = repeat(read_made(file_of([*place("Regional"), "100", "20", "24.1"]))).iloc[0]
    assert row["value"] == 24.1


@pytest.mark.parametrize("count", ["62.5", "-6"])
def test_a_count_that_is_no_count_refuses_the_file(count):
    with pytest.raises(RefusedInputError, match=r"'CPP_subsequent' should hold counts.*row 2"):
        read_made(file_of([*place(), "388", count, "16"]))


def test_a_column_that_is_there_twice_is_refused():
    with pytest.raises(RefusedInputError, match="'CPP_start' is there twice"):
        read_made(file_of([*place(), "388", "62", "16", "388"], columns=[*PLANS, "CPP_start"]))


@pytest.mark.parametrize("content", [b"", b"time_period,la_name\n"])
def test_a_file_without_rows_is_refused(content):
    with pytest.raises(RefusedInputError, match="holds no rows"):
        read_made(content)


def test_months_are_dated_in_the_year_that_ends_in_march():
    months = ["April", "May", "June", "July", "August", "September", "October", "November", "December"]
    columns = ["Referrals", *months, "January", "February", "March"]
    counts = [str(number) for number in range(1, 13)]
    figures = read_made(file_of([*place(), "78", *counts], columns=columns), file="c6_x.csv").figures
    ordered = figures.sort_values("period_start")
    assert ordered["numerator"].tolist() == list(range(1, 13))
    assert ordered["period_start"].iloc[0] == pd.Timestamp("2012-04-01")
    assert ordered["period_end"].iloc[9:].tolist() == [
        pd.Timestamp("2013-01-31"),
        pd.Timestamp("2013-02-28"),
        pd.Timestamp("2013-03-31"),
    ]


@pytest.mark.parametrize(
    ("early", "later", "numerator", "status"),
    [("56", "174", 230, "published"), ("c", "174", None, "suppressed"), ("56", "c", None, "suppressed")],
)
def test_conferences_in_time_are_two_columns_together_or_nothing(early, later, numerator, status):
    columns = ["Section47", "ICPC", "Duration_0-10_days", "Duration_11-15_days"]
    figures = read_made(file_of([*place(), "1446", "477", early, later], columns=columns), file="c4_x.csv").figures
    row = figures[figures["measure"] == "initial_conferences_within_15_working_days"].iloc[0]
    assert (None if pd.isna(row["numerator"]) else row["numerator"], row["status"]) == (numerator, status)
    assert row["denominator"] == 477
    assert pd.isna(row["value"]) if numerator is None else row["value"] == 48.2


def test_plans_open_on_31_march_are_figures_of_that_day():
    figures = read_made(file_of([*place(), "328"], columns=["CPP_At31"]), file="d1_x.csv").figures
    row = figures.iloc[0]
    assert (row["measure"], row["numerator"]) == ("child_protection_plans_open", 328)
    assert row["period_start"] == row["period_end"] == pd.Timestamp("2013-03-31")


def test_plans_open_by_length_are_told_from_plans_open():
    columns = ["CPP_At31", "2_years_or_more", "2_years_or_more_percent"]
    found = read_made(file_of([*place(), "328", "9", "2.7"], columns=columns), file="any.csv")
    assert found.kind == "plans_open_by_length"
    assert found.figures["measure"].tolist() == ["child_protection_plans_open_two_years_or_more"]


def test_a_file_with_a_byte_order_mark_or_in_another_encoding_is_read():
    content = file_of([*place(), "388", "62", "16"])
    for written in (b"\xef\xbb\xbf" + content, content.decode("utf-8").encode("utf-16")):
        assert len(repeat(read_made(written))) == 1


def test_the_release_date_stands_on_every_figure():
    figures = read_made(file_of([*place(), "388", "62", "16"]), year=2013).figures
    assert set(figures["published_on"].dt.date) == {dt.date(2013, 10, 31)}
    assert all("2013" in source for source in figures["source"])
