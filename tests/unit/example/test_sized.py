"""Councils of other sizes: as large as they should be, each child's history whole, and different in what differs."""

import numpy as np
import pandas as pd
import pytest

from turncurve.errors import TurnCurveError
from turncurve.example import sized as sizing
from turncurve.example.days import shift, year_bounds
from turncurve.example.sized import APART, HISTORIES, Size, sized

TABLES = ("episodes", "assessments", "enquiries", "conferences", "plans", "reviews", "care", "care_episodes", "routes")
EVEN = dict.fromkeys(HISTORIES, 0.0)


def _referred(lives):
    """Return the referrals of the last year."""
    return lives.episodes[lives.episodes["referred_on"].between(*year_bounds(2013))]


@pytest.fixture(scope="module")
def small():
    """Return a council of a seventh of Exampleshire's size."""
    return sized(Size("Smallshire", 600, EVEN))


@pytest.fixture(scope="module")
def large():
    """Return a council of more families than one simulation has."""
    return sized(Size("Largeshire", 4000, EVEN))


@pytest.fixture(scope="module", params=["small", "large"])
def either(request):
    """Return one and the other."""
    return request.getfixturevalue(request.param)


def test_the_referrals_of_the_last_year_are_about_as_many_as_asked_for(small, large):
    assert len(_referred(small)) == pytest.approx(600, abs=4 * 600**0.5 * 1.5)
    assert len(_referred(large)) == pytest.approx(4000, abs=4 * 4000**0.5 * 1.5)


def test_every_table_is_smaller_in_proportion_and_none_is_left_out(small, large, lives):
    for name in (*TABLES, "contacts"):
        rows, whole = len(getattr(small, name)), len(getattr(lives, name))
        assert rows / whole == pytest.approx(600 / 4405, rel=0.5), name
        assert len(getattr(large, name)) / whole == pytest.approx(4000 / 4405, rel=0.2), name


def test_every_row_names_a_child_that_there_is(either):
    for name in TABLES:
        rows = getattr(either, name)
        assert rows["child"].between(0, len(either.children) - 1).all(), name
        assert rows.index.equals(pd.RangeIndex(len(rows))), name
    assert either.contacts["child"].between(-1, len(either.children) - 1).all()
    assert (either.contacts["child"] == -1).any()


@pytest.mark.parametrize(
    ("rows", "column", "whole"),
    [("assessments", "episode", "episodes"), ("reviews", "plan", "plans"), ("care_episodes", "period", "care")],
)
def test_rows_that_point_at_another_table_point_at_the_same_child(either, rows, column, whole):
    pointing = getattr(either, rows)
    there = getattr(either, whole)["child"].to_numpy()[pointing[column]]
    assert np.array_equal(there, pointing["child"])


def test_a_child_is_taken_with_its_whole_history_or_not_at_all():
    lives = sizing._lived("Smallshire, part 0")
    taken = sized(Size("Smallshire", 600, EVEN))
    number = lives.children["child_id"].to_numpy()
    kept = set(taken.children["child_id"])
    for name in TABLES:
        ours = [each for each in number[getattr(lives, name)["child"]] if each in kept]
        assert sorted(ours) == sorted(taken.children["child_id"].to_numpy()[getattr(taken, name)["child"]]), name


def test_brothers_and_sisters_stay_together(small):
    whole = sizing._lived("Smallshire, part 0").children.groupby("family").size()
    drawn = small.children.groupby("family").size()
    assert (drawn == whole.loc[drawn.index]).all()


def test_children_and_families_of_several_simulations_do_not_meet(large):
    assert large.children["child_id"].is_unique
    assert large.children["child_id"].str.fullmatch(r"SYN\d{6}").all()
    parts = large.children["family"] // APART
    assert sorted(parts.unique()) == [0, 1]
    assert large.routes.loc[large.routes["route"] >= APART, "route"].size
    assert set(large.care["route"]) - {-1} == set(large.routes["route"])


def test_contacts_stand_in_order_of_time(large):
    at = large.contacts["received_on"] * 1440 + large.contacts["minute"]
    assert at.is_monotonic_increasing


def test_the_same_size_and_name_give_the_same_lives_and_another_name_others(small):
    again, other = sized(Size("Smallshire", 600, EVEN)), sized(Size("Elseshire", 600, EVEN))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(small, name), getattr(again, name))
    assert not small.episodes.equals(other.episodes)
    assert (small.council, other.council) == ("Smallshire", "Elseshire")


def test_a_council_where_families_are_more_readily_referred_again_has_more_re_referrals(small):
    more = sized(Size("Smallshire", 600, {**EVEN, HISTORIES[0]: 1.0}))
    fewer = sized(Size("Smallshire", 600, {**EVEN, HISTORIES[0]: -1.0}))
    shares = [(_referred(each)["gap"] <= 365).mean() for each in (fewer, small, more)]
    assert shares == sorted(shares)
    assert shares[2] > 1.5 * shares[0]


def test_a_council_where_late_conferences_are_readily_found_has_more_of_them(small):
    more = sized(Size("Smallshire", 600, {**EVEN, HISTORIES[1]: 1.5}))

    def late(lives):
        held = lives.conferences
        return (held["held_on"] > shift(held["strategy_on"].to_numpy(), 15)).mean()

    assert late(more) > late(small)


def test_no_family_is_drawn_with_a_chance_above_one_and_the_expected_referrals_are_met(lives):
    counts = np.bincount(
        lives.children["family"].to_numpy()[_referred(lives)["child"]], minlength=lives.children["family"].max() + 1
    )
    for ready in (EVEN, {HISTORIES[0]: 2.0}, {HISTORIES[2]: -2.0}):
        chance = sizing._chances(lives, ready, referrals=3000)
        assert chance.min() >= 0
        assert chance.max() <= 1
        assert float(chance @ counts) == pytest.approx(3000, rel=1e-6)


def test_a_seed_with_which_totals_cannot_be_met_is_passed_over(monkeypatch, lives):
    tried = []

    def live(seed):
        tried.append(seed)
        if len(tried) < 3:
            raise TurnCurveError("the totals cannot be met", where="example", remedy="Use another seed")
        return lives

    monkeypatch.setattr(sizing, "live", live)
    assert sizing._lived("Anyshire") is lives
    assert len(set(tried)) == 3


def test_when_no_seed_will_do_the_problem_is_said(monkeypatch):
    def live(seed):
        raise TurnCurveError("the totals cannot be met", where=str(seed), remedy="Use another seed")

    monkeypatch.setattr(sizing, "live", live)
    with pytest.raises(TurnCurveError, match="cannot be met"):
        sizing._lived("Anyshire")
