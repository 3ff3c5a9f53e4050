"""Chairs' returns are held against the records: what cannot be is refused, what no record shows is named."""

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.ingest.chair_checks import check
from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES, table_of
from turncurve.ingest.recipe import Offer
from turncurve.ingest.remedies import REMEDIES

RULES = ("review_early", "not_in_records", "returned_twice", "not_returned")


def offer(table, *rows, file="chairs.xlsx"):
    """Return rows as one sheet offers them, numbered from 2."""
    held = canonical(table, list(rows)).drop(columns="edition")
    place = Place(file, "sheet", "chair_return", table, f"chair_return/{file}", None)
    return Offer(table, place, held.assign(row=range(2, len(rows) + 2)), len(rows), 0)


def chaired(child="c1", day="2012-06-01", kind="initial", chair="h1", **said):
    return {"child_key": child, "held_on": day, "kind": kind, "chair_key": chair, **said}


def records(*, conferences=(("c1", "2012-06-01"),), reviews=(("c1", "2012-08-20"),), plans=(("c1", "2012-06-01"),)):
    return {
        "conferences": [offer("conferences", *({"child_key": c, "held_on": d} for c, d in conferences))],
        "cp_reviews": [
            offer("cp_reviews", *({"child_key": c, "reviewed_on": d, "plan_started_on": d} for c, d in reviews))
        ],
        "cp_plans": [offer("cp_plans", *({"child_key": c, "started_on": d} for c, d in plans))],
    }


def found(checked):
    return [(each["file"], each["row"], each["rule"]) for each in table_of(checked.problems).to_dict("records")]


def test_a_return_that_the_records_bear_out_raises_nothing():
    rows = [chaired(), chaired(day="2012-08-20", kind="review")]
    checked = check({**records(), "chaired_conferences": [offer("chaired_conferences", *rows)]})
    assert checked.problems == ()
    assert len(checked.offers["chaired_conferences"][0].rows) == 2


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2012-05-31", ["review_early"]),
        ("2012-06-01", ["review_early"]),
        ("2012-06-02", ["not_in_records"]),
        ("2012-08-20", []),
    ],
)
def test_a_review_before_the_childs_first_plan_is_refused_and_a_later_one_is_looked_for(day, rules):
    checked = check(
        {**records(), "chaired_conferences": [offer("chaired_conferences", chaired(day=day, kind="review"))]}
    )
    (left,) = checked.offers["chaired_conferences"]
    assert [rule for *_, rule in found(checked)] == rules
    assert (len(left.rows), left.refused) == ((0, 1) if rules == ["review_early"] else (1, 0))


@pytest.mark.parametrize(
    ("kind", "child", "day"),
    [("initial", "c1", "2012-06-04"), ("initial", "c2", "2012-06-01"), ("review", "c2", "2012-08-20")],
)
def test_a_conference_that_no_record_shows_is_kept_and_named_by_its_row(kind, child, day):
    rows = [chaired(), chaired(child=child, day=day, kind=kind)]
    checked = check({**records(), "chaired_conferences": [offer("chaired_conferences", *rows)]})
    assert found(checked) == [("chairs.xlsx", 3, "not_in_records")]
    assert len(checked.offers["chaired_conferences"][0].rows) == 2


def test_a_review_is_not_looked_for_among_initial_conferences():
    held = records(conferences=(("c1", "2012-06-01"), ("c1", "2012-09-03")), reviews=())
    rows = offer("chaired_conferences", chaired(day="2012-09-03", kind="review"))
    assert [rule for *_, rule in found(check({**held, "chaired_conferences": [rows]}))] == ["not_in_records"]


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({}, False),
        ({"chair": "h2"}, True),
        ({"kind": "review", "day": "2012-06-01"}, True),
        ({"non_compliance_raised": True}, True),
        ({"day": "2012-06-02"}, False),
    ],
)
def test_two_returns_that_differ_about_one_conference_are_both_named(other, differs):
    offers = [
        offer("chaired_conferences", chaired(non_compliance_raised=False), file="a.xlsx"),
        offer("chaired_conferences", chaired(**{"non_compliance_raised": False, **other}), file="b.xlsx"),
    ]
    checked = check({"chaired_conferences": offers})
    named = [(file, row) for file, row, rule in found(checked) if rule == "returned_twice"]
    assert named == ([("a.xlsx", 2), ("b.xlsx", 2)] if differs else [])


def test_a_row_twice_in_one_sheet_is_left_to_the_merging_to_name():
    rows = [chaired(), chaired(chair="h2")]
    checked = check({**records(), "chaired_conferences": [offer("chaired_conferences", *rows)]})
    assert found(checked) == []


@pytest.mark.parametrize("table", ["conference_agencies", "chair_challenges"])
def test_a_row_beside_a_conference_that_no_chair_returned_is_refused(table):
    said = {"agency": "police"} if table == "conference_agencies" else {"about": "drift", "raised_on": "2012-06-05"}
    rows = [{"child_key": child, "held_on": "2012-06-01", **said} for child in ("c1", "c2")]
    held = {**records(), "chaired_conferences": [offer("chaired_conferences", chaired())], table: [offer(table, *rows)]}
    checked = check(held)
    assert found(checked) == [("chairs.xlsx", 3, "not_returned")]
    (left,) = checked.offers[table]
    assert (list(left.rows["child_key"]), left.read, left.refused) == (["c1"], 2, 1)


def test_agencies_without_any_conference_are_all_refused():
    rows = offer("conference_agencies", {"child_key": "c1", "held_on": "2012-06-01", "agency": "police"})
    checked = check({"conference_agencies": [rows]})
    assert [rule for *_, rule in found(checked)] == ["not_returned"]
    assert checked.offers["conference_agencies"][0].rows.empty


def test_what_stood_beside_a_review_that_was_refused_is_refused_with_it():
    review = offer("chaired_conferences", chaired(day="2012-05-01", kind="review"))
    beside = offer("conference_agencies", {"child_key": "c1", "held_on": "2012-05-01", "agency": "police"})
    checked = check({**records(), "chaired_conferences": [review], "conference_agencies": [beside]})
    assert sorted(rule for *_, rule in found(checked)) == ["not_returned", "review_early"]


def test_other_offers_are_left_as_they_were_and_the_given_ones_untouched():
    held = {
        **records(),
        "chaired_conferences": [offer("chaired_conferences", chaired(day="2012-05-01", kind="review"))],
    }
    before = {name: list(given) for name, given in held.items()}
    checked = check(held)
    assert held == before
    assert {name: checked.offers[name] for name in records()} == {name: held[name] for name in records()}
    assert isinstance(held["chaired_conferences"][0].rows, pd.DataFrame)


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_says_what_is_wrong_and_what_to_do(rule):
    assert SENTENCES[rule][0].islower()
    assert REMEDIES[rule]
    assert not SENTENCES[rule].endswith(".")
