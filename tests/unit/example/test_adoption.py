"""Routes to adoption."""

import numpy as np
import pytest

from turncurve.example.adoption import DATES, adoption_routes
from turncurve.example.days import LAST_DAY, NEVER, year_bounds
from turncurve.example.targets import YEARS, of_year, targets


@pytest.fixture(scope="module", params=[2013, 8])
def routes(request):
    return adoption_routes(np.random.default_rng(request.param))


@pytest.fixture
def by_child(routes):
    return routes.loc[routes.index.repeat(routes["size"])]


@pytest.mark.parametrize("year", YEARS)
def test_each_year_adopts_its_number_and_its_number_was_placed_in_time(by_child, year):
    adopted = by_child[by_child["adopted_on"].between(*year_bounds(year))]
    aim = targets()["adoption"]
    assert len(adopted) == aim["adopted"][year]
    assert int((adopted["placed_on"] - adopted["decided_on"] <= 365).sum()) == aim["placed_in_time"][year]


@pytest.mark.parametrize(("year", "placed"), [(2012, 16), (2013, 30)])
def test_the_number_placed_on_31_march_is_met(by_child, year, placed):
    day = year_bounds(year)[1]
    still = (by_child["adopted_on"] > day) & (by_child["changed_on"] > day)
    assert int((still & (by_child["placed_on"] <= day)).sum()) == placed


def test_under_an_order_are_those_placed_and_17_waiting_four_of_them_matched(by_child):
    still = by_child[(by_child["adopted_on"] > LAST_DAY) & (by_child["changed_on"] > LAST_DAY)]
    ordered = still[still["order_on"] <= LAST_DAY]
    waiting = ordered[ordered["placed_on"] > LAST_DAY]
    assert (len(ordered), len(waiting)) == (47, 17)
    assert int((waiting["matched_on"] <= LAST_DAY).sum()) == 4


def test_the_scorecards_means_come_near_their_aims(by_child):
    adopted = by_child[by_child["adopted_on"].between(year_bounds(2011)[0], LAST_DAY)]
    with_order = adopted[adopted["order_on"] < NEVER]
    assert (adopted["placed_on"] - adopted["entered_on"]).mean() == pytest.approx(630, abs=1.5)
    delay = (with_order["matched_on"] - with_order["order_on"]).clip(lower=0)
    assert delay.mean() == pytest.approx(122, abs=1)
    assert int((delay == 0).sum()) == 5


def test_every_route_is_in_order_of_time_but_for_matches_before_the_order(routes):
    def before(first, second):
        known = routes[second] < NEVER
        return (routes.loc[known, first] <= routes.loc[known, second]).all()

    assert before("entered_on", "decided_on")
    assert before("decided_on", "matched_on")
    assert before("matched_on", "placed_on")
    assert before("placed_on", "adopted_on")
    ordered = routes[routes["order_on"] < NEVER]
    assert (ordered["decided_on"] <= ordered["order_on"]).all()
    assert (ordered["order_on"] <= ordered["placed_on"]).all()


def test_some_children_wait_long(routes):
    waiting = routes[(routes["outcome"] == "order")]
    assert (LAST_DAY - waiting["order_on"]).max() > 365


def test_brothers_and_sisters_are_placed_together(routes):
    assert set(routes["size"]) == {1, 2, 3}


def test_a_placement_ended_early_in_the_last_year(routes):
    ended = routes[(routes["placed_on"] < NEVER) & (routes["changed_on"] < NEVER)]
    assert len(ended) == 1
    assert ended["changed_on"].between(*year_bounds(2013)).all()


def test_with_consent_there_is_no_order(routes):
    assert (routes.loc[routes["consent"], "order_on"] == NEVER).all()
    assert int(routes["consent"].sum()) == 2


OUTCOMES = {
    # outcome: (happened by the last day, not happened by it)
    "adopted": ({"decided_on", "matched_on", "placed_on", "adopted_on"}, {"changed_on"}),
    "placed": ({"decided_on", "matched_on", "placed_on", "order_on"}, {"adopted_on", "changed_on"}),
    "order": ({"decided_on", "order_on"}, {"placed_on", "adopted_on", "changed_on"}),
    "decided": ({"decided_on"}, {"order_on", "matched_on", "placed_on", "adopted_on", "changed_on"}),
    "changed": ({"decided_on", "changed_on"}, {"adopted_on"}),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_what_a_route_came_to_says_which_dates_it_has(routes, outcome):
    happened, not_happened = OUTCOMES[outcome]
    rows = routes[routes["outcome"] == outcome]
    assert len(rows)
    for name in sorted(happened | {"entered_on"}):
        assert (rows[name] <= LAST_DAY).all(), name
    for name in sorted(not_happened):
        assert (rows[name] == NEVER).all(), name


def test_every_date_is_a_day_of_the_files_or_never(routes):
    for name in DATES:
        assert ((routes[name] <= LAST_DAY) | (routes[name] == NEVER)).all(), name


@pytest.mark.parametrize("year", YEARS)
def test_most_of_a_years_adopted_were_placed_before_the_year_began(by_child, year):
    first, last = year_bounds(year)
    adopted = by_child[by_child["adopted_on"].between(first, last)]
    aim = targets()["adoption"]["adopted_from_placed_before_the_year"][year]
    assert int((adopted["placed_on"] < first).sum()) == aim


def test_placed_within_a_year_or_clearly_over_it_never_about_it(by_child):
    """A share within 12 months must not hang on whether a year is 365 days or 366."""
    placed = by_child[(by_child["wait"] > 0) & (by_child["placed_on"] < NEVER)]
    days = placed["placed_on"] - placed["decided_on"]
    assert (days == placed["wait"]).all()
    assert not days.between(346, 389).any()
    assert days.between(120, 900).all()


@pytest.mark.parametrize("year", YEARS)
def test_as_many_plans_change_each_year_as_stated_and_never_after_an_adoption(by_child, year):
    changed = by_child[by_child["changed_on"].between(*year_bounds(year))]
    assert len(changed) == of_year("plans_changed", year)
    assert (changed["adopted_on"] == NEVER).all()
    known = changed[changed["order_on"] < NEVER]
    assert (known["order_on"] < known["changed_on"]).all()
    assert (changed["decided_on"] < changed["changed_on"]).all()


def test_the_child_whose_placement_ended_was_placed_before_the_last_year_by_hand(routes):
    """Counted from 1 April 2012: decided 300 days before, order 210, match 118, placed 90; changed 120 after."""
    first = year_bounds(2013)[0]
    ended = routes[(routes["placed_on"] < NEVER) & (routes["changed_on"] < NEVER)].iloc[0]
    found = [int(ended[name]) - first for name in ("decided_on", "order_on", "matched_on", "placed_on", "changed_on")]
    assert found == [-300, -210, -118, -90, 120]
    assert ended["size"] == 1


def test_foster_carers_adopt_six_children_and_none_of_them_with_consent(by_child):
    assert int(by_child["foster"].sum()) == targets()["adoption"]["by_foster_carers"] == 6
    assert not (by_child["foster"] & by_child["consent"]).any()
    assert set(by_child.loc[by_child["foster"] | by_child["consent"], "outcome"]) == {"adopted"}
    assert year_bounds(2010)[1] < by_child.loc[by_child["foster"], "adopted_on"].min()


def test_two_children_have_been_placed_for_over_a_year(by_child):
    waiting = by_child[by_child["outcome"] == "placed"]
    long_placed = waiting["placed_on"] <= year_bounds(2012)[1]
    assert int(long_placed.sum()) == targets()["adoption"]["still_placed_since_2012"]


def test_where_the_match_came_before_the_order_the_order_came_four_days_before_the_placement(by_child):
    ordered = by_child[(by_child["outcome"] == "adopted") & (by_child["order_on"] < NEVER)]
    early = ordered[ordered["matched_on"] < ordered["order_on"]]
    assert len(early) == targets()["adoption"]["matched_before_order"]
    assert set(early["placed_on"] - early["order_on"]) == {4}
