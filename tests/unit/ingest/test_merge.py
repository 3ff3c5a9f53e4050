"""Editions are merged by stated rules: one row an event."""

import datetime as dt
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turncurve.ingest import merge
from turncurve.ingest.merge import RULES, Merged
from turncurve.ingest.place import Place
from turncurve.ingest.recipe import Offer
from turncurve.tables import store
from turncurve.tables.registry import model_of

DATES = ("started_on", "ended_on", "referred_on", "closed_on", "completed_on", "held_on", "strategy_discussion_on")


def place(edition, *, format_key="annex_a", file=None, table="list_7"):
    day = dt.date.fromisoformat(edition)
    return Place(file or f"{format_key}/{edition}/file", table, format_key, table, f"{format_key}/{edition}", day)


def offer(table, edition, *rows, format_key="annex_a"):
    """Return an offer of rows given as dicts; dates as ISO text."""
    types = {name: str(kind) for name, kind in store.empty(table).dtypes.items()}
    columns = list(dict.fromkeys(name for row in rows for name in row))
    held = {
        name: pd.Series([pd.Timestamp(row[name]) if row.get(name) and name in DATES else row.get(name) for row in rows])
        .astype(types[name])
        for name in columns
    }  # fmt: skip
    frame = pd.DataFrame(held).assign(row=range(2, len(rows) + 2))
    return Offer(table, place(edition, format_key=format_key), frame, len(rows), 0)


def rows_of(merged, *columns):
    return [
        tuple(None if pd.isna(cell) else cell.date().isoformat() if hasattr(cell, "date") else cell for cell in row)
        for row in merged.rows[list(columns)].itertuples(index=False, name=None)
    ]


# child  extract            started      ended        becomes
# a      Annex A Mar 2012   2012-01-10   -            one plan, ended 2012-06-30: the later extract says so
#        Annex A Sep 2012   2012-01-10   2012-06-30
# b      Annex A Mar 2012   2012-02-01   2012-03-01   one plan, open: the later extract says it is open after all
#        Annex A Sep 2012   2012-02-01   -
# c      Annex A Sep 2012   2012-05-01   -            its own plan
def test_a_plan_in_two_editions_is_one_plan_and_the_later_says_whether_it_is_open():
    merged = merge.merge(
        "cp_plans",
        [
            offer(
                "cp_plans",
                "2012-09-30",
                {"child_key": "a", "started_on": "2012-01-10", "ended_on": "2012-06-30"},
                {"child_key": "b", "started_on": "2012-02-01", "ended_on": None},
                {"child_key": "c", "started_on": "2012-05-01", "ended_on": None},
            ),
            offer(
                "cp_plans",
                "2012-03-31",
                {"child_key": "a", "started_on": "2012-01-10", "ended_on": None},
                {"child_key": "b", "started_on": "2012-02-01", "ended_on": "2012-03-01"},
            ),
        ],
    )
    assert rows_of(merged, "child_key", "started_on", "ended_on", "edition") == [
        ("a", "2012-01-10", "2012-06-30", "annex_a/2012-09-30"),
        ("b", "2012-02-01", None, "annex_a/2012-09-30"),
        ("c", "2012-05-01", None, "annex_a/2012-09-30"),
    ]
    assert {each.edition: count for each, count in merged.loaded.items()} == {
        "annex_a/2012-03-31": 0,
        "annex_a/2012-09-30": 3,
    }


def test_an_extract_without_the_column_does_not_reopen_a_plan():
    merged = merge.merge(
        "cp_plans",
        [
            offer("cp_plans", "2012-03-31", {"child_key": "a", "started_on": "2012-01-10", "ended_on": "2012-03-01"}),
            offer("cp_plans", "2012-09-30", {"child_key": "a", "started_on": "2012-01-10"}),
        ],
    )
    assert rows_of(merged, "ended_on") == [("2012-03-01",)]


def test_a_blank_never_overwrites_what_an_earlier_edition_states():
    merged = merge.merge(
        "referrals",
        [
            offer("referrals", "2012-03-31", {"child_key": "a", "referred_on": "2012-01-10", "team": "North"}),
            offer("referrals", "2012-09-30", {"child_key": "a", "referred_on": "2012-01-10", "team": None}),
        ],
    )
    assert rows_of(merged, "team") == [("North",)]


def test_the_later_edition_decides_what_may_change():
    merged = merge.merge(
        "cp_plans",
        [
            offer("cp_plans", "2012-09-30", {"child_key": "a", "started_on": "2012-01-10", "latest_category": "EMO"}),
            offer("cp_plans", "2012-03-31", {"child_key": "a", "started_on": "2012-01-10", "latest_category": "NEG"}),
        ],
    )
    assert rows_of(merged, "latest_category") == [("EMO",)]


def test_the_census_decides_what_was_settled_when_the_plan_began():
    census = {
        "child_key": "a",
        "started_on": "2012-01-10",
        "previous_plans": 1,
        "initial_category": "NEG",
        "age_at_start": None,
    }
    annex = {
        "child_key": "a",
        "started_on": "2012-01-10",
        "previous_plans": 0,
        "initial_category": "EMO",
        "age_at_start": 3,
    }
    merged = merge.merge(
        "cp_plans",
        [
            offer("cp_plans", "2012-03-31", census, format_key="cin_census"),
            offer("cp_plans", "2012-09-30", annex),
        ],
    )
    assert rows_of(merged, "previous_plans", "initial_category", "age_at_start") == [(1, "NEG", 3)]


def test_of_two_extracts_of_one_date_the_census_is_preferred():
    one = {"child_key": "a", "started_on": "2012-01-10", "ended_on": "2012-02-01"}
    other = {"child_key": "a", "started_on": "2012-01-10", "ended_on": "2012-02-02"}
    for offers in permutations(
        [offer("cp_plans", "2012-03-31", one, format_key="cin_census"), offer("cp_plans", "2012-03-31", other)]
    ):
        assert rows_of(merge.merge("cp_plans", offers), "ended_on") == [("2012-02-01",)]


def test_rows_of_one_file_that_contradict_one_another_are_named_and_the_later_is_used():
    merged = merge.merge(
        "cp_plans",
        [
            offer(
                "cp_plans",
                "2012-03-31",
                {"child_key": "a", "started_on": "2012-01-10", "latest_category": "NEG"},
                {"child_key": "a", "started_on": "2012-01-10", "latest_category": "EMO"},
                {"child_key": "b", "started_on": "2012-01-10", "latest_category": "NEG"},
                {"child_key": "b", "started_on": "2012-01-10", "latest_category": "NEG"},
            )
        ],
    )
    assert rows_of(merged, "child_key", "latest_category") == [("a", "EMO"), ("b", "NEG")]
    assert [(each.rule, each.field, each.rows) for each in merged.problems] == [
        ("conflicting_rows", "latest_category", (2, 3))
    ]


# The second plan of a starts while the first is open; that of b starts on the day on which the first ended.
def test_overlapping_plans_are_kept_and_named():
    merged = merge.merge(
        "cp_plans",
        [
            offer(
                "cp_plans",
                "2012-03-31",
                {"child_key": "a", "started_on": "2011-01-10", "ended_on": None},
                {"child_key": "a", "started_on": "2012-01-10", "ended_on": None},
                {"child_key": "b", "started_on": "2011-01-10", "ended_on": "2012-01-10"},
                {"child_key": "b", "started_on": "2012-01-10", "ended_on": None},
            )
        ],
    )
    assert len(merged.rows) == 4
    assert [(each.rule, each.rows) for each in merged.problems] == [("overlapping_plans", (3,))]


# child  source   started      completed    kind      becomes
# a      census   2012-01-10   2012-01-24   -         one assessment, initial
#        list 4   2012-01-10   2012-01-24   initial
# b      census   2012-01-10   2012-01-20   -         two: the census rows are told apart by their completion
#        census   2012-01-10   2012-03-01   -
#        list 4   2012-01-10   2012-01-20   initial
#        list 4   2012-01-10   2012-03-01   core
# c      census   2012-01-10   -            -         one, of no stated kind
def test_an_assessment_without_a_kind_takes_that_of_the_same_assessment_elsewhere():
    def row(child, completed, kind=None):
        return {"child_key": child, "started_on": "2012-01-10", "completed_on": completed, "kind": kind}

    census = [row("a", "2012-01-24"), row("b", "2012-01-20"), row("b", "2012-03-01"), row("c", None)]
    listed = [row("a", "2012-01-24", "initial"), row("b", "2012-01-20", "initial"), row("b", "2012-03-01", "core")]
    merged = merge.merge(
        "assessments",
        [
            offer("assessments", "2012-03-31", *census, format_key="cin_census"),
            offer("assessments", "2012-03-31", *listed),
        ],
    )
    assert rows_of(merged, "child_key", "completed_on", "kind") == [
        ("a", "2012-01-24", "initial"),
        ("b", "2012-03-01", "core"),
        ("b", "2012-01-20", "initial"),
        ("c", None, None),
    ]


def test_a_conference_is_timed_from_the_latest_strategy_discussion_that_led_to_it():
    rows = [
        {"child_key": "a", "held_on": "2012-02-01", "strategy_discussion_on": "2012-01-20"},
        {"child_key": "a", "held_on": "2012-02-01", "strategy_discussion_on": "2012-01-10"},
        {"child_key": "b", "held_on": "2012-02-01", "strategy_discussion_on": None},
    ]
    merged = merge.merge("conferences", [offer("conferences", "2012-03-31", *rows)])
    assert rows_of(merged, "child_key", "strategy_discussion_on") == [("a", "2012-01-20"), ("b", None)]


def test_two_episodes_that_start_on_one_day_stay_two_in_every_edition():
    episodes = [
        {"child_key": "a", "started_on": "2012-01-10", "ended_on": "2012-01-10", "placement": "T1"},
        {"child_key": "a", "started_on": "2012-01-10", "ended_on": None, "placement": "U6"},
    ]
    merged = merge.merge(
        "care_episodes",
        [offer("care_episodes", day, *episodes, format_key="ssda903") for day in ("2012-03-31", "2013-03-31")],
    )
    assert rows_of(merged, "ended_on", "placement") == [("2012-01-10", "T1"), (None, "U6")]


def test_how_files_were_chosen_is_not_stated_where_it_is_blank():
    answer = {"programme": "Spring", "audited_on": pd.Timestamp("2012-06-01"), "file_key": "f", "auditor_key": "x"}
    answer |= {"standard": "Recording", "criterion": "Up to date?", "answer": "met", "selection": None}
    merged = merge.merge("audits", [offer("audits", "2012-06-30", answer, format_key="audit_return")])
    assert rows_of(merged, "selection") == [("not stated",)]


@st.composite
def editions(draw):
    """Draw two to four editions of plans of few children, so that they meet."""
    days = draw(
        st.lists(st.sampled_from(["2011-09-30", "2012-03-31", "2012-09-30", "2013-03-31"]), min_size=2, unique=True)
    )
    starts = st.sampled_from(["2011-01-01", "2011-02-01", "2012-01-01"])
    row = st.fixed_dictionaries(
        {
            "child_key": st.sampled_from("abc"),
            "started_on": starts,
            "latest_category": st.sampled_from(["NEG", "EMO", None]),
        }
    )
    return [offer("cp_plans", day, *draw(st.lists(row, min_size=1, max_size=6))) for day in days]


@settings(deadline=None, max_examples=40)  # each example builds several tables
@given(editions(), st.randoms())
def test_merging_keeps_each_event_once_in_any_order_of_the_files(offers, chance):
    merged = merge.merge("cp_plans", offers)
    shuffled = list(offers)
    chance.shuffle(shuffled)
    events = {(row.child_key, row.started_on) for each in offers for row in each.rows.itertuples()}
    assert len(merged.rows) == len(events)
    assert sum(merged.loaded.values()) == len(events)
    pd.testing.assert_frame_equal(merge.merge("cp_plans", shuffled).rows, merged.rows)
    latest = {}
    for each in sorted(offers, key=lambda one: one.place.edition):
        for row in each.rows.itertuples():
            if isinstance(row.latest_category, str):
                latest[row.child_key, row.started_on] = row.latest_category
    for row in merged.rows.itertuples():
        held = row.latest_category if isinstance(row.latest_category, str) else None
        assert held == latest.get((row.child_key, row.started_on))


@pytest.mark.parametrize("table", sorted(RULES))
def test_each_rule_names_columns_of_its_table(table):
    columns = {*store.empty(table).columns, "sequence"}
    rule = RULES[table]
    assert {*rule.key, *rule.open_ended, *rule.lasting} <= columns
    assert not {*rule.open_ended, *rule.lasting} & set(rule.key)
    assert model_of(table)


def test_a_merged_table_starts_without_counts_or_problems():
    assert Merged("cp_plans", store.empty("cp_plans")).problems == ()


def test_an_assessment_told_from_others_only_once_those_are_merged_is_one_of_them():
    def row(completed, kind=None):
        return {"child_key": "a", "started_on": "2012-01-10", "completed_on": completed, "kind": kind}

    early = offer(
        "assessments", "2012-06-30", row("2012-02-01", "initial"), row("2012-02-01", "core"), row("2012-02-01")
    )
    late = offer("assessments", "2012-09-30", row("2012-03-01", "core"))
    merged = merge.merge("assessments", [early, late])
    assert sorted(rows_of(merged, "completed_on", "kind")) == [("2012-02-01", "initial"), ("2012-03-01", "core")]


def test_a_blank_end_beside_a_stated_one_in_one_file_is_a_contradiction():
    rows = [{"child_key": "a", "started_on": "2012-01-10", "ended_on": end} for end in ("2012-02-01", None)]
    (problem,) = merge.merge("cp_plans", [offer("cp_plans", "2012-06-30", *rows)]).problems
    assert (problem.rule, problem.field, len(problem.rows)) == ("conflicting_rows", "ended_on", 2)
