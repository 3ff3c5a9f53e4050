"""The adoption tracker and the audit returns as files."""

import datetime as dt

import pytest
import yaml
from python_calamine import CalamineWorkbook

from turncurve.example.return_writers import foster_placements, sibling_groups
from turncurve.reference.formats.specification import load


def _rows(path, sheet):
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    assert "SYNTHETIC" in rows[0][0]
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]


@pytest.fixture(scope="module")
def tracker(written):
    return _rows(written / "adoption_tracker/2013-03-31/adoption_tracker_SYNTHETIC.xlsx", "Adoption tracker")


@pytest.fixture(scope="module")
def monthly(written):
    return _rows(written / "audits/2013-03-31/monthly_audit_SYNTHETIC.xlsx", "Audit return")


def test_the_trackers_columns_are_those_of_the_template(tracker):
    assert list(tracker[0]) == [column.name for column in load("adoption_tracker").table("tracker").columns]
    assert {row["Extract date"] for row in tracker} == {dt.date(2013, 3, 31)}


def test_the_tracker_has_each_child_on_a_route_once(tracker, lives):
    assert len({row["Child ID"] for row in tracker}) == len(tracker) == len(lives.routes)


def test_the_tracker_counts_the_children_placed_and_waiting(tracker):
    now = [row for row in tracker if not row["Adopted"] and not row["Plan changed"]]
    ordered = [row for row in now if row["Placement order"]]
    assert len(ordered) == 47
    assert sum(bool(row["Placed"]) for row in ordered) == 30
    assert sum(bool(row["Matched"]) and not row["Placed"] for row in ordered) == 4
    assert len(now) - len(ordered) == 12


def test_a_reason_stands_where_the_plan_changed_and_nowhere_else(tracker):
    assert all(bool(row["Reason"]) == bool(row["Plan changed"]) for row in tracker)


def test_a_foster_carers_placement_began_before_the_child_was_placed_with_them(tracker):
    fostered = [row for row in tracker if row["Foster carer adoption"] == "Yes"]
    assert len(fostered) == 6
    assert all(row["Entered care"] <= row["Foster placement start"] <= row["Placed"] for row in fostered)
    assert all(not row["Foster placement start"] for row in tracker if row["Foster carer adoption"] == "No")


def test_brothers_and_sisters_share_a_label_and_a_child_alone_has_none(lives):
    labels = sibling_groups(lives, lives.routes["route"].to_numpy())
    sizes = lives.routes.groupby("route").size()
    for label, route in zip(labels, lives.routes["route"], strict=True):
        assert (label != "") == (sizes[route] > 1)


def test_the_placement_before_adoption_is_the_last_that_is_not_for_adoption(lives):
    adopted = lives.routes[lives.routes["outcome"] == "adopted"]
    begun = foster_placements(lives, adopted["child"].to_numpy())
    assert (begun >= adopted["entered_on"]).all()
    assert (begun < adopted["placed_on"]).all()


def test_the_returns_columns_and_answers_are_those_of_the_template(monthly):
    table = load("audit_return").table("answers")
    assert list(monthly[0]) == [column.name for column in table.columns]
    assert {row["Answer"] for row in monthly} <= set(table.column("Answer").codes)
    assert {row["How chosen"] for row in monthly} == {"Random"}
    assert all(1700 < row["Population"] < 2100 for row in monthly)


def test_the_first_audit_states_no_population(written):
    rows = _rows(written / "audits/2012-09-30/child_in_need_audit_SYNTHETIC.xlsx", "Audit return")
    assert {row["Population"] for row in rows} == {""}
    assert {row["How chosen"] for row in rows} == {"Not stated"}
    assert len({row["File"] for row in rows}) == 14


def test_what_the_first_audit_found_follows_the_bulletin(written, shared):
    ours = yaml.safe_load((written / "audits/2012-09-30/README_findings_SYNTHETIC.yml").read_text(encoding="utf-8"))
    facts = yaml.safe_load((shared / "facts/improvement_notice.yml").read_text(encoding="utf-8"))["bulletin_figures"]
    assert ours["finding"] == facts["child_in_need_audit"]["finding"]
    more = facts["child_in_need_audit_more"]
    assert ours["selection"] == more["how_the_14_were_chosen"]
    assert len(ours["actions"]) == len(more["actions"]) == 4
