"""Annex A's lists of children in care, care leavers, adoption and adopters, and of early help."""

import numpy as np
import pytest

from turncurve.example import annex_a_care
from turncurve.example.annex_a_lists import Window
from turncurve.example.days import LAST_DAY, NEVER, number
from turncurve.example.workbook import BLANK

WINDOW = Window(number(2012, 10, 1), LAST_DAY)


@pytest.fixture(scope="module")
def in_care(lives):
    return annex_a_care.children_in_care(lives, WINDOW)


def test_list_8_holds_405_children_now_and_those_who_left_in_the_six_months(in_care):
    left = in_care["Date Ceased to be Looked After"]
    assert int((left == NEVER).sum()) == 405
    assert left[left < NEVER].min() >= WINDOW.first
    assert set(in_care["Reason Ceased to be Looked After"][left == NEVER]) == {""}


def test_list_8_has_30_children_placed_for_adoption_and_47_under_an_order(in_care):
    now = in_care["Date Ceased to be Looked After"] == NEVER
    assert int(np.isin(in_care["Placement Type"][now], ["A3", "A4", "A5", "A6"]).sum()) == 30
    assert int((in_care["Child's Legal Status"][now] == "E1").sum()) == 47


def test_the_current_status_and_placement_began_within_the_period_of_care(in_care):
    entered = in_care["Date Started to be Looked After"]
    for name in ("Start date of current legal status", "Start Date of Most Recent Placement"):
        assert (in_care[name] >= entered).all()
        assert (in_care[name] <= WINDOW.last).all()


def test_every_child_has_had_a_placement(in_care):
    assert in_care["Number of Placements in the Last 12 months"].min() >= 1


def test_reasons_of_2017_are_written_as_those_of_2019(in_care):
    assert not set(in_care["Reason Ceased to be Looked After"]) & {"E43", "E44", "E17"}


def test_list_10_holds_those_waiting_and_those_adopted_or_changed_within_12_months(lives):
    found = annex_a_care.adoption(lives, WINDOW)
    adopted = found["Date of Adoption Order"]
    changed = found["Date of Decision that Child Should No Longer be Placed for Adoption"]
    waiting = (adopted == NEVER) & (changed == NEVER)
    assert int((adopted < NEVER).sum()) == 14
    assert int((changed < NEVER).sum()) == 4
    assert int((waiting & (found["Date Placed for Adoption"] < NEVER)).sum()) == 30
    assert int((waiting & (found["Date of Placement Order"] < NEVER)).sum()) == 47


def test_list_10_of_an_earlier_day_tells_nothing_later(lives):
    day = number(2011, 9, 30)
    found = annex_a_care.adoption(lives, Window(number(2011, 4, 1), day))
    for name, content in found.items():
        if name.startswith("Date") and name != "Date of Birth":
            assert content[content < NEVER].max(initial=0) <= day, name


def test_list_9_holds_those_who_left_care_grown_up(lives):
    found = annex_a_care.care_leavers(lives, WINDOW)
    assert 60 < len(found["Child Unique ID"]) < 250
    assert found["Age of Child (Years)"].min() >= 16
    assert set(found["Allocated Team"]) == {"Leaving Care"}


def test_list_11_has_two_rows_a_family_matched_before_placed(lives):
    found = annex_a_care.adopters(lives, WINDOW)
    _, counts = np.unique(found["Family identifier"], return_counts=True)
    assert set(counts) == {2}
    assert len(set(found["Individual adopter identifier"])) == len(found["Individual adopter identifier"])
    placed = found["Date child/children placed with adopter(s)"]
    assert (found["Date adopter matched with child(ren)"] <= placed).all()
    assert set(found["No. of children placed"][placed == NEVER]) <= {BLANK}


def test_list_2_holds_assessments_of_children_who_were_never_referred(lives):
    found = annex_a_care.early_help(lives, WINDOW)
    referred = set(lives.children["child_id"].to_numpy()[lives.episodes["child"]])
    assert 100 < len(found["Child Unique ID"]) < 600
    assert not set(found["Child Unique ID"]) & referred
    done = found["Assessment completion date"]
    assert (done > found["Assessment start date"]).all()
