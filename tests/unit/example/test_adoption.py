"""Routes to adoption."""

import numpy as np
import pytest

from turncurve.example.adoption import adoption_routes
from turncurve.example.days import LAST_DAY, NEVER, year_bounds
from turncurve.example.targets import YEARS, targets


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
