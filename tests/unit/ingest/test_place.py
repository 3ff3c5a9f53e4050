"""A file's edition and date come from its path, where the path states them."""

import datetime as dt

import pytest

from turncurve.ingest.place import edition_of, latest_end, stated_date


@pytest.mark.parametrize(
    ("file", "stated"),
    [
        ("annex_a/2012-09-30/annex_a.xlsx", "2012-09-30"),
        ("annex_a/2012-09-30/annex_a 2012-10-05.xlsx", "2012-10-05"),
        ("annex_a/as at 2012-09-30/a.xlsx", "2012-09-30"),
        ("ssda903/2013/episodes.csv", None),
        ("log 2012-13.csv", None),
        ("2012-02-30/a.csv", None),
        ("id 12012-09-301.csv", None),
    ],
)
def test_only_a_whole_date_in_iso_form_is_a_date(file, stated):
    assert stated_date(file) == (dt.date.fromisoformat(stated) if stated else None)


@pytest.mark.parametrize(
    ("file", "date", "edition"),
    [
        ("annex_a/2012-09-30/annex_a.xlsx", "2012-09-30", "annex_a/2012-09-30"),
        ("returns/spring/annex_a.xlsx", None, "annex_a/spring"),
        ("inspection.xlsx", "2012-09-30", "annex_a/2012-09-30"),
        ("annex_a/inspection.xlsx", None, "annex_a/inspection"),
    ],
)
def test_an_edition_is_the_folder_else_the_date_else_the_files_name(file, date, edition):
    extracted_on = dt.date.fromisoformat(date) if date else None
    assert edition_of(file, format_key="annex_a", extracted_on=extracted_on) == edition


@pytest.mark.parametrize(
    ("file", "stated"),
    [
        ("2012-09-30 to 2012-10-31.csv", "2012-10-31"), ("2012-13-01/2012-01-02/a", "2012-01-02"),
        ("allocation/2011-01-03_2013-03-31/a.csv", "2013-03-31"), ("2013-02-30_2013-01-31.csv", "2013-01-31"),
    ],
)  # fmt: skip
def test_the_last_date_of_the_nearest_part_is_used_because_a_span_was_drawn_at_its_end(file, stated):
    assert stated_date(file) == dt.date.fromisoformat(stated)


@pytest.mark.parametrize(
    ("file", "end"),
    [
        ("ssda903/2019/episodes.csv", "2020-03-31"),
        ("ssda903/2018-19/episodes.csv", "2019-03-31"),
        ("ssda903/2018_2019/episodes.csv", "2019-03-31"),
        ("2018-19/ssda903 2012/a.csv", "2013-03-31"),
        ("ssda903/2018-25/episodes.csv", None),
        ("ssda903/2019-03-31/episodes.csv", None),
        ("ssda903/2018 and 2019/episodes.csv", None),
        ("ssda903/episodes 2019.csv", None),
    ],
)
def test_the_last_day_of_a_returns_year_is_taken_from_a_folder_that_is_one_year(file, end):
    assert latest_end(file) == (dt.date.fromisoformat(end) if end else None)
