"""Annex A's lists of children in care, care leavers, adoption and adopters, and of early help."""

from itertools import pairwise

import numpy as np
import pytest

from turncurve.example import annex_a_care
from turncurve.example.annex_a_lists import Window
from turncurve.example.days import LAST_DAY, NEVER, number
from turncurve.example.workbook import BLANK
from turncurve.reference.formats.specification import load

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


WINDOWS = [
    Window(number(year, *first), number(year + step, *last))
    for year in (2010, 2012)
    for first, last, step in (((4, 1), (9, 30), 0), ((10, 1), (3, 31), 1))
]
LISTS = {
    "list_2": annex_a_care.early_help,
    "list_8": annex_a_care.children_in_care,
    "list_9": annex_a_care.care_leavers,
    "list_10": annex_a_care.adoption,
    "list_11": annex_a_care.adopters,
}


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(np.datetime64(window.last, "D")))
@pytest.mark.parametrize("name", LISTS)
def test_every_column_is_of_the_format_as_long_as_the_others_and_tells_nothing_later(lives, window, name):
    table = load("annex_a").table(name)
    found = LISTS[name](lives, window)
    # Every list is given what is known of the child; the writer leaves out what a list has no column for.
    assert set(found) - {"Does the Child have a Disability"} <= {column.name for column in table.columns}
    assert len({len(content) for content in found.values()}) == 1
    for column in table.columns:
        content = found.get(column.name)
        if content is None or not len(content):
            continue
        if column.codes:
            assert set(np.unique(content)) - {""} <= set(column.codes.values()), column.name
        if column.type == "date" and column.name != "Date of Birth":
            assert content[content < NEVER].max(initial=0) <= window.last, column.name


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: str(np.datetime64(window.last, "D")))
def test_list_8_of_any_edition_holds_those_in_care_counted_one_by_one(lives, window):
    names = lives.children["child_id"].to_numpy()
    expected = sorted(
        names[row.child]
        for row in lives.care.itertuples()
        if row.entered_on <= window.last and row.left_on >= window.first
    )
    found = annex_a_care.children_in_care(lives, window)
    assert sorted(found["Child Unique ID"].tolist()) == expected
    still = found["Date Ceased to be Looked After"] == NEVER
    assert int(still.sum()) == sum((lives.care["entered_on"] <= window.last) & (lives.care["left_on"] > window.last))


def test_the_latest_status_and_placement_are_those_of_the_episode_on_the_day(lives, in_care):
    """By another route: the one episode of care that covers the last day says both."""
    names = lives.children["child_id"].to_numpy()
    rows = lives.care_episodes[lives.care_episodes["ended_on"] == NEVER]
    now = {names[row.child]: (row.legal_status, row.placement) for row in rows.itertuples()}
    for place in np.flatnonzero(in_care["Date Ceased to be Looked After"] == NEVER):
        told = (in_care["Child's Legal Status"][place], in_care["Placement Type"][place])
        assert told == now[in_care["Child Unique ID"][place]]


def test_the_number_of_placements_counts_moves_of_the_last_twelve_months_by_hand(lives, in_care):
    names = lives.children["child_id"].to_numpy()
    for place in np.flatnonzero(in_care["Date Ceased to be Looked After"] == NEVER)[:60]:
        child = int(np.flatnonzero(names == in_care["Child Unique ID"][place])[0])
        entered = in_care["Date Started to be Looked After"][place]
        own = lives.care_episodes[
            (lives.care_episodes["child"] == child) & (lives.care_episodes["started_on"] >= entered)
        ]
        moves = [row for row in own.itertuples() if row.started_because != "L" and row.ended_on > WINDOW.last - 365]
        assert in_care["Number of Placements in the Last 12 months"][place] == max(len(moves), 1)


def test_list_9_leaves_out_who_left_more_than_three_years_before(lives):
    window = Window(number(2012, 10, 1), LAST_DAY)
    found = annex_a_care.care_leavers(lives, window)
    names = lives.children["child_id"].to_numpy()
    left = dict(zip(names[lives.care["child"]], lives.care["left_on"], strict=True))
    days = [left[child] for child in found["Child Unique ID"]]
    assert LAST_DAY - 1095 < min(days) <= max(days) <= LAST_DAY


def test_adopters_are_approved_before_they_are_matched_in_the_order_of_the_steps(lives):
    found = annex_a_care.adopters(lives, WINDOW)
    steps = ["Date enquiry received", "Date application submitted", "Date application approved",
             "Date adopter matched with child(ren)"]  # fmt: skip
    for before, after in pairwise(steps):
        assert (found[before] <= found[after]).all()
        taken = found[after] < NEVER
        assert taken.any()
        assert (found[before] < found[after])[taken].all()
    placed = found["Date child/children placed with adopter(s)"]
    order = found["Date of Adoption Order"]
    assert (placed <= order).all()
    assert set(found["No. of children placed"][placed < NEVER]) <= {1, 2, 3}
