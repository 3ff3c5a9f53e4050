import datetime as dt

import pandas as pd
import pytest

from tests.support.canonical import canonical, plans
from turncurve.errors import NoRecordsError, TurnCurveError
from turncurve.indicators.coverage import covered_since, edition_covers, in_common, table_covers, unbroken
from turncurve.reference.periods import Period, year_ending
from turncurve.tables import store

D = dt.date


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        ("annex_a/2012-09-30", Period(D(2012, 4, 1), D(2012, 9, 30))),
        ("annex_a/2013-03-31", Period(D(2012, 10, 1), D(2013, 3, 31))),
        ("annex_a/2012-08-31 second try", Period(D(2012, 3, 1), D(2012, 8, 31))),
        ("cin_census/2013", year_ending(2013)),
        ("cin_census/2012-13", year_ending(2013)),
        ("cin_census/2013-03-31", year_ending(2013)),
        ("ssda903/2010", year_ending(2010)),
        ("ssda903/2009_10", year_ending(2010)),
        ("contact_log/2009-04-01_2013-03-31", Period(D(2009, 4, 1), D(2013, 3, 31))),
        ("contact_log/2013", None),
        ("annex_a/2013", None),
        ("cin_census/latest", None),
        ("cin_census/2013-13-31", None),
        ("annex_a", None),
        ("", None),
    ],
)
def test_an_edition_covers_the_days_that_its_format_and_name_say(edition, expected):
    assert edition_covers(edition) == expected


def test_a_table_covers_from_its_first_edition_to_its_last():
    rows = canonical(
        "cp_plans",
        [
            {"child_key": "a", "started_on": "2008-05-01", "edition": "cin_census/2010"},
            {"child_key": "b", "started_on": "2012-05-01", "edition": "annex_a/2012-09-30"},
        ],
    )
    assert table_covers("cp_plans", rows) == Period(D(2009, 4, 1), D(2012, 9, 30))


def test_a_plan_that_began_before_the_first_census_does_not_make_the_records_older():
    rows = plans(("a", "2003-05-01"), edition="cin_census/2010")
    assert table_covers("cp_plans", rows).start == D(2009, 4, 1)


def test_editions_that_do_not_say_cover_the_whole_months_of_their_rows():
    rows = canonical(
        "contacts",
        [{"received_at": "2012-04-12 10:00"}, {"received_at": "2012-12-30 23:00"}],
        edition="contact_log/all of it",
    )
    assert table_covers("contacts", rows) == Period(D(2012, 4, 1), D(2012, 12, 31))


def test_a_route_to_adoption_dates_the_records_by_the_adoption():
    rows = canonical(
        "adoption_pathways",
        [
            {"child_key": "a", "entered_care_on": "2004-01-01", "adopted_on": "2010-05-05"},
            {"child_key": "b", "entered_care_on": "2009-01-01", "adopted_on": "2012-02-02"},
        ],
        edition="adoption_tracker/tracker",
    )
    assert table_covers("adoption_pathways", rows) == Period(D(2010, 5, 1), D(2012, 2, 29))


def test_routes_of_which_none_has_come_to_adoption_cover_the_months_of_their_other_steps():
    rows = canonical(
        "adoption_pathways",
        [
            {"child_key": "a", "entered_care_on": "2004-01-01", "decided_on": "2010-05-05", "placed_on": "2012-02-02"},
            {"child_key": "b", "entered_care_on": "2009-01-01", "decided_on": "2011-01-01"},
        ],
        edition="adoption_tracker/2013-03-31",
    )
    assert table_covers("adoption_pathways", rows) == Period(D(2010, 5, 1), D(2012, 2, 29))
    without = rows.assign(decided_on=rows["adopted_on"], placed_on=rows["adopted_on"])
    with pytest.raises(NoRecordsError, match="no records are held of adoption pathways"):
        table_covers("adoption_pathways", without)


@pytest.mark.parametrize("table", ["contacts", "cp_plans", "audits"])
def test_a_table_without_rows_covers_nothing_and_says_what_to_do(table):
    with pytest.raises(TurnCurveError, match="turncurve ingest"):
        table_covers(table, store.empty(table))


def referrals(*editions):
    return canonical("referrals", [{"referred_on": "2012-05-01", "edition": edition} for edition in editions])


@pytest.mark.parametrize(
    ("editions", "expected"),
    [
        (("cin_census/2011", "cin_census/2012"), [(D(2010, 4, 1), D(2012, 3, 31))]),
        (("cin_census/2013", "cin_census/2011"), [(D(2010, 4, 1), D(2011, 3, 31)), (D(2012, 4, 1), D(2013, 3, 31))]),
        (("cin_census/2012", "annex_a/2012-03-31"), [(D(2011, 4, 1), D(2012, 3, 31))]),
        (
            ("annex_a/2011-09-30", "annex_a/2012-04-01"),
            [(D(2011, 4, 1), D(2011, 9, 30)), (D(2011, 10, 2), D(2012, 4, 1))],
        ),
        (("annex_a/2011-09-30", "annex_a/2012-03-31"), [(D(2011, 4, 1), D(2012, 3, 31))]),
    ],
)
def test_editions_that_touch_or_overlap_are_one_stretch_and_a_missing_one_is_a_gap(editions, expected):
    assert unbroken("referrals", referrals(*editions)) == tuple(Period(*days) for days in expected)


def test_a_month_without_a_contact_log_is_a_gap():
    rows = canonical(
        "contacts",
        [
            {"received_at": "2012-04-12 10:00", "edition": "contact_log/april"},
            {"received_at": "2012-06-02 10:00", "edition": "contact_log/june"},
            {"received_at": "2012-07-02 10:00", "edition": "contact_log/july"},
        ],
    )
    assert unbroken("contacts", rows) == (
        Period(D(2012, 4, 1), D(2012, 4, 30)),
        Period(D(2012, 6, 1), D(2012, 7, 31)),
    )


def test_months_between_two_audits_are_no_gap():
    fixed = {"programme": "p", "file_key": "f", "selection": "random"}
    rows = canonical(
        "audits",
        [
            {**fixed, "audited_on": "2012-04-12", "edition": "audit_return/april"},
            {**fixed, "audited_on": "2012-09-12", "edition": "audit_return/september"},
        ],
    )
    assert unbroken("audits", rows) == (Period(D(2012, 4, 1), D(2012, 9, 30)),)


def test_looking_back_stops_at_a_gap():
    rows = referrals("cin_census/2010", "cin_census/2011", "cin_census/2013")
    days = pd.Series(pd.to_datetime(["2010-06-01", "2011-06-01", "2012-04-01", None]))
    assert covered_since("referrals", rows, days).astype(str).tolist() == ["2009-04-01", "NaT", "2012-04-01", "NaT"]


def test_days_in_common_are_those_in_both():
    year = year_ending(2013)
    assert in_common((year_ending(2012), year), (Period(D(2012, 3, 1), D(2012, 4, 30)),)) == (
        Period(D(2012, 3, 1), D(2012, 3, 31)),
        Period(D(2012, 4, 1), D(2012, 4, 30)),
    )
    assert in_common((year,), (year_ending(2011),)) == ()
    assert in_common((), (year,)) == ()
