"""Grades that cannot stand are refused and named."""

import pandas as pd
import pytest

from tests.support.graded_council import graded
from turncurve.ingest.audit_filling import LEFT_OUT
from turncurve.ingest.audit_grade_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer

PLACE = Place("audits/a.xlsx", "Grades", "audit_return", "grades", "audit_return/a", None)
DAY = "2013-02-01"


def offered(rows):
    held = pd.DataFrame(rows)
    for name in ("graded_on", "drawn_on"):
        if name in held:
            held[name] = pd.to_datetime(held[name]).astype("datetime64[us]")
    return Offer("audit_grades", PLACE, held.assign(row=range(2, 2 + len(rows))), len(rows), 0)


def drawn(*files):
    held = pd.DataFrame({"programme": "Monthly", "drawn_on": pd.Timestamp(DAY), "file_key": files})
    return Offer("audit_draws", PLACE, held.assign(row=range(2, 2 + len(files))), len(files), 0)


def checked(*rows, draws=()):
    held = {"audit_grades": [offered(each) for each in rows], **({"audit_draws": [drawn(*draws)]} if draws else {})}
    found = check(held)
    kept = [len(each.rows) for each in found.offers["audit_grades"]]
    return kept, [(each.rule, each.field, each.rows) for each in found.problems]


def test_a_file_that_was_not_drawn_is_refused():
    rows = graded(["good", "adequate"], drawn_on=DAY)
    assert checked(rows, draws=("f0",)) == ([1], [("not_sampled", "File", (3,))])


@pytest.mark.parametrize("words", [{}, {"drawn_on": "2012-10-01"}, {"drawn_on": None}])
def test_where_no_such_draw_is_on_record_grades_are_kept(words):
    assert checked(graded(["good", "adequate"], **words), draws=("f0",)) == ([2], [])


def test_two_grades_by_one_auditor_of_one_file_are_both_refused():
    rows = [*graded(["good", "good"], drawn_on=DAY), *graded(["adequate"], day="2013-02-12", drawn_on=DAY)]
    assert checked(rows, draws=("f0", "f1")) == ([1], [("answered_twice", "Grade", (2, 4))])


def test_each_grade_refused_is_listed_with_what_stood_there():
    rows = [*graded(["good", "adequate"], drawn_on=DAY), *graded(["outstanding"], day="2013-02-12", drawn_on=DAY)]
    found = check({"audit_grades": [offered(rows)], "audit_draws": [drawn("f0")]})
    listed = [(each.row, each.field, each.rule, each.before, each.after) for each in found.changes]
    assert listed == [
        (3, "File", "not_sampled", "f1", LEFT_OUT),
        (2, "Grade", "answered_twice", "good", LEFT_OUT),
        (4, "Grade", "answered_twice", "outstanding", LEFT_OUT),
    ]


def test_they_are_found_over_several_workbooks_too():
    kept, problems = checked(graded(["good"], drawn_on=DAY), graded(["adequate"], drawn_on=DAY), draws=("f0",))
    assert (kept, [rule for rule, *_ in problems]) == ([0, 0], ["answered_twice"] * 2)


def test_without_a_draw_another_day_is_another_reading():
    rows = [*graded(["good"]), *graded(["adequate"], day="2013-03-10")]
    assert checked(rows) == ([2], [])
    assert checked([*graded(["good"]), *graded(["adequate"])])[0] == [0]


def test_two_auditors_may_differ_and_one_may_repeat_itself():
    assert checked([*graded(["good"]), *graded(["adequate"], auditor="a2"), *graded(["good"])]) == ([3], [])


def test_other_offers_are_passed_on_as_they_are():
    held = {"audit_draws": [drawn("f0")]}
    assert check(held).offers == held
    assert check({}).problems == ()
