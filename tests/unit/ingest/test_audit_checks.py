"""Answers that cannot stand beside each other are named and counted, and are in no share."""

import datetime as dt

import pandas as pd
import pytest

from turncurve.ingest.audit_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer
from turncurve.tables.audit_programme import Criterion, Programme, QuestionSet

PLACE = Place("audits/a.xlsx", "Audit return", "audit_return", "answers", "audit_return/a", None)
OTHER = Place("audits/b.xlsx", "Audit return", "audit_return", "answers", "audit_return/b", None)
OLD = QuestionSet("Set", dt.date(2012, 9, 1), (Criterion("SMART", "Specific"), Criterion("SMART", "Timescale")))
NEW = QuestionSet("Set", dt.date(2012, 11, 1), (Criterion("SMART", "Specific"), Criterion("SMART", "Realistic")))
MONTHLY = Programme("Monthly", "s", "monthly", ("children in need",), (OLD, NEW), files=2)
ROW = {"programme": "Monthly", "file_key": "f1", "auditor_key": "a1", "standard": "SMART", "criterion": "Specific",
       "answer": "met", "audited_on": "2012-10-09", "drawn_on": None}  # fmt: skip
DRAW = [("Monthly", "2012-10-01", "f1", "long", 10, 1), ("Monthly", "2012-10-01", "f2", "short", 30, 1)]


def offered(*rows, place=PLACE):
    held = pd.DataFrame([{**ROW, **row} for row in rows])
    for name in ("audited_on", "drawn_on"):
        held[name] = pd.to_datetime(held[name]).astype("datetime64[us]")
    return Offer("audits", place, held.assign(row=range(3, 3 + len(rows))), len(rows), 0)


def drawn(rows=DRAW):
    names = ["programme", "drawn_on", "file_key", "stratum", "stratum_files", "stratum_drawn"]
    held = pd.DataFrame(rows, columns=names)
    held = held.assign(drawn_on=pd.to_datetime(held["drawn_on"]).astype("datetime64[us]"), row=range(2, 2 + len(rows)))
    return Offer("audit_draws", PLACE, held, len(rows), 0)


def checked(*offers, draws=True, programmes=()):
    held = {"audits": list(offers), **({"audit_draws": [drawn()]} if draws else {})}
    return check(held, programmes=programmes)


def rules(found):
    return [(each.place.file[7], each.row, each.rule) for each in found.changes]


def test_a_file_drawn_has_its_stratum_its_population_and_how_it_was_chosen():
    (offer,) = checked(offered({}, {"file_key": "f2"})).offers["audits"]
    assert offer.rows["stratum"].tolist() == ["long", "short"]
    assert offer.rows["selection"].tolist() == ["random", "random"]
    assert offer.rows["population"].tolist() == [40, 40]
    assert (offer.rows["drawn_on"] == pd.Timestamp("2012-10-01")).all()


def test_where_every_file_was_drawn_it_is_a_census():
    every = [("Monthly", "2012-10-01", "f1", "all", 2, 2), ("Monthly", "2012-10-01", "f2", "all", 2, 2)]
    found = check({"audits": [offered({})], "audit_draws": [drawn(every)]}, programmes=())
    assert found.offers["audits"][0].rows["selection"].tolist() == ["all such files"]


def test_a_file_that_was_not_drawn_is_refused_and_named():
    found = checked(offered({"file_key": "f9"}, {}))
    assert rules(found) == [("a", 3, "not_sampled")]
    assert (len(found.offers["audits"][0].rows), found.offers["audits"][0].refused) == (1, 1)
    (problem,) = found.problems
    assert (problem.rows, problem.field) == ((3,), "File")


@pytest.mark.parametrize("on", ["2012-09-30", "2013-01-30"])
def test_a_return_of_a_time_without_a_draw_says_itself_how_files_were_chosen(on):
    found = checked(offered({"file_key": "f9", "audited_on": on}))
    assert rules(found) == []
    assert found.offers["audits"][0].refused == 0


def test_a_return_that_names_a_draw_is_held_against_that_draw():
    later = [*DRAW, ("Monthly", "2012-11-01", "f3", "long", 10, 1)]
    held = {"audits": [offered({"file_key": "f1", "drawn_on": "2012-11-01", "audited_on": "2012-11-05"})]}
    assert rules(check({**held, "audit_draws": [drawn(later)]}, programmes=())) == [("a", 3, "not_sampled")]


def test_a_question_of_another_version_of_the_set_is_refused():
    found = checked(offered({"criterion": "Realistic"}, {"criterion": "Timescale"}), programmes=(MONTHLY,))
    assert rules(found) == [("a", 3, "other_question_set")]


def test_a_set_changed_after_the_draw_does_not_touch_the_files_drawn_before():
    late = {"audited_on": "2012-11-20", "criterion": "Timescale"}
    assert rules(checked(offered(late), programmes=(MONTHLY,))) == []
    assert rules(checked(offered(late), draws=False, programmes=(MONTHLY,))) == [("a", 3, "other_question_set")]


def test_questions_are_asked_before_the_first_version_of_no_set():
    early = {"audited_on": "2012-08-01"}
    assert rules(checked(offered(early), draws=False, programmes=(MONTHLY,))) == [("a", 3, "other_question_set")]


def test_an_audit_that_the_programme_does_not_name_may_ask_anything():
    assert rules(checked(offered({"programme": "Peer", "criterion": "Anything"}), programmes=(MONTHLY,))) == []


def test_two_answers_by_one_auditor_are_both_left_out_whatever_their_dates():
    found = checked(offered({}), offered({"answer": "not met", "audited_on": "2012-10-20"}, place=OTHER))
    assert rules(found) == [("a", 3, "answered_twice"), ("b", 3, "answered_twice")]
    assert [len(each.rows) for each in found.offers["audits"]] == [0, 0]


def test_without_a_draw_another_day_is_another_reading():
    found = checked(offered({}), offered({"answer": "not met", "audited_on": "2012-10-20"}, place=OTHER), draws=False)
    assert rules(found) == []


def test_two_auditors_of_one_file_are_no_fault():
    assert rules(checked(offered({}, {"auditor_key": "a2", "answer": "not met"}))) == []


def test_a_copy_of_another_day_is_left_out_and_one_of_the_same_day_is_merged_later():
    found = checked(offered({}), offered({"audited_on": "2012-10-20"}, place=OTHER), offered({}, place=OTHER))
    assert rules(found) == [("b", 3, "copied_row"), ("b", 3, "copied_row")]
    assert [len(each.rows) for each in found.offers["audits"]] == [1, 0, 1]


def test_a_blank_beside_an_answer_gives_way_to_it():
    found = checked(offered({"answer": None, "audited_on": "2012-10-08"}), offered({}, place=OTHER))
    assert [len(each.rows) for each in found.offers["audits"]] == [0, 1]


def test_other_tables_and_councils_without_audits_are_passed_on():
    other = drawn()
    assert check({"audit_draws": [other]}, programmes=()).offers == {"audit_draws": [other]}
    assert check({}, programmes=()).offers == {}


@pytest.mark.parametrize(
    ("answers", "stood"),
    [
        (({"file_key": "f9"},), ["f9"]),
        (({"criterion": "Realistic"},), ["Realistic"]),
        (({}, {"answer": "not met"}, {"answer": None}), ["met", "not met", "(blank)"]),
    ],
)
def test_what_is_refused_is_listed_with_what_stood_there(answers, stood):
    found = checked(offered(*answers), programmes=(MONTHLY,))
    assert [(each.before, each.after) for each in found.changes] == [(each, "(left out)") for each in stood]
