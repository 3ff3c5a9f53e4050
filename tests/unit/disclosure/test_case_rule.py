"""What the public is told of a forecast from children's records: at the boundary, and to those who would work back."""

import datetime as dt
from itertools import product

import numpy as np
import pandas as pd
import pytest

from tests.support.adoption_council import AS_AT, adoption_tables, keep_adoption_council
from turncurve.analyses.adoption_futures import adoption_futures
from turncurve.analyses.case_forecast import CaseForecast, Chance, foretold, not_told
from turncurve.analyses.questions.adoption_scorecard_ahead import scorecard_ahead
from turncurve.disclosure.case_rule import FEWEST_CHILDREN, STEP, TOLD_LEVELS, TOO_FEW, tellable
from turncurve.disclosure.release import release, solo_plan
from turncurve.disclosure.rule import profile
from turncurve.indicators.cell import CellKey
from turncurve.indicators.definition import Definition
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import Period, at, year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

DFE = profile("dfe_now")
DAY = dt.date(2013, 3, 31)
YEARS = (year_ending(2014), year_ending(2015))
PARTS = ("already fixed", "in the pipeline")


def key(name):
    return CellKey(name, "X", at(DAY))


def counts(**numbers):
    """Return one series a name, of the count on the day; None where it is hidden."""
    return tuple(_series(name, number) for name, number in numbers.items())


def _series(name, number):
    held = Measurement("X", at(DAY), number, None, "hidden" if number is None else "measured")
    return Figures(_definition(name), (held,), Source("Made"))


def _definition(name):
    words = dict.fromkeys(("title", "counts", "numerator", "denominator", "why", "published_counterpart", "owner"), "")
    return Definition(
        id=name, kind="count", unit="children", decimals=0, window="point", polarity="neither", caveats=(),
        source_fields=(), tables=(), base=name, **words,
    )  # fmt: skip


def forecast(rests_on=("adopted", "on_the_way"), *, unit="days", centre=633.0, part="", measure="adoption_a1"):
    draws = np.random.default_rng(1).normal(centre, 12.0, (500, 2))
    keys = tuple(key(name) for name in rests_on)
    return foretold(measure, draws, unit=unit, periods=YEARS, origin="31 March 2013", rests_on=keys, part=part)


def told(*expected, chances=()):
    return CaseForecast(expected or (forecast(),), chances, notes=("As now.",), limits=("3 rows of 40.",))


def shown(held, rule=DFE, **numbers):
    return tellable(held, figures=counts(**numbers), rule=rule)


# Whether anything is told.


@pytest.mark.parametrize(("adopted", "on_the_way"), list(product([0, 1, 5, 19, 20, 21, None], repeat=2)))
def test_a_forecast_is_told_only_where_every_count_it_follows_from_is_shown_and_large(adopted, on_the_way):
    found = shown(told(), adopted=adopted, on_the_way=on_the_way)
    large = [number is not None and number >= FEWEST_CHILDREN for number in (adopted, on_the_way)]
    assert bool(found.expected) is all(large)
    assert found.reason == ("" if all(large) else TOO_FEW)


def test_the_reason_is_the_same_whichever_count_is_small_or_hidden():
    found = {
        shown(told(), adopted=a, on_the_way=b) for a, b in [(3, 40), (40, 3), (19, 40), (None, 40), (40, None), (0, 0)]
    }
    assert len(found) == 1


def test_a_count_that_the_figures_do_not_hold_is_no_large_count():
    assert shown(told(), adopted=48).reason == TOO_FEW


def test_a_forecast_that_names_no_count_is_never_told():
    assert shown(told(forecast(())), adopted=500, on_the_way=500).expected == ()


def test_a_count_that_is_rounded_counts_as_the_smallest_that_it_could_be():
    rounds = profile("seven_round_five")
    assert shown(told(), rule=rounds, adopted=20, on_the_way=40).reason == TOO_FEW  # it could be 18
    assert shown(told(), rule=rounds, adopted=25, on_the_way=40).reason == ""


def test_a_reason_stays_and_what_is_for_a_board_does_not():
    found = tellable(not_told("only 9 adoptions are on record", limits=("3 rows.",)), figures=(), rule=DFE)
    assert (found.reason, found.limits) == ("only 9 adoptions are on record", ())
    whole = shown(told(), adopted=48, on_the_way=59)
    assert (whole.notes, whole.limits, whole.rounded) == (("As now.",), (), True)


def test_each_measure_is_told_or_not_by_itself():
    held = told(forecast(), forecast(("on_the_way",), measure="children_adopted"))
    found = shown(held, adopted=None, on_the_way=59)
    assert [each.measure for each in found.expected] == ["children_adopted"]


# How coarsely.


@pytest.mark.parametrize(("unit", "centre"), [("days", 633.0), ("children", 33.0), ("percent", 41.0)])
def test_the_ends_are_rounded_outwards_and_the_middle_to_the_nearest_step(unit, centre):
    exact = forecast(unit=unit, centre=centre)
    (coarse,) = shown(told(exact), adopted=48, on_the_way=59).expected
    step = STEP[unit]
    assert coarse.forecast.levels == TOLD_LEVELS
    for ahead, level in product((1, 2), TOLD_LEVELS):
        true, told_as = exact.forecast.quantile(ahead, level), coarse.forecast.quantile(ahead, level)
        assert told_as % step == 0
        assert abs(told_as - true) <= (step / 2 if level == 0.5 else step)
        assert (told_as <= true) if level < 0.5 else (level == 0.5 or told_as >= true)


@pytest.mark.parametrize(("share", "rounded"), [(0.0, 0.0), (0.04, 0.0), (0.05, 0.1), (0.667, 0.7), (0.96, 1.0)])
def test_a_chance_is_told_to_the_nearest_tenth(share, rounded):
    chance = Chance("adoption_a1", YEARS, (share, None), (key("adopted"),))
    found = shown(told(chances=(chance,)), adopted=48, on_the_way=59)
    assert found.chances[0].shares == (rounded, None)


def test_a_chance_is_told_by_the_rule_of_a_forecast():
    chance = Chance("adoption_a1", YEARS, (0.5, 0.5), (key("long_waits"),))
    assert shown(told(chances=(chance,)), adopted=48, on_the_way=59).chances == ()


# Parts.


def parts(first, second):
    return told(
        forecast(),
        forecast(("placed",), unit="children", centre=first, part=PARTS[0], measure="children"),
        forecast(("waiting",), unit="children", centre=second, part=PARTS[1], measure="children"),
        forecast(("placed",), part=PARTS[0]),
    )


NUMBERS = {"adopted": 480, "on_the_way": 590}


@pytest.mark.parametrize(
    ("held", "numbers", "split"),
    [
        (parts(400, 300), {"placed": 300, "waiting": 290}, True),
        (parts(400, 300), {"placed": 300, "waiting": 19}, False),
        (parts(400, 300), {"placed": 300, "waiting": None}, False),
        (parts(400, 300), {"placed": 300}, False),
        (parts(400, 30), {"placed": 300, "waiting": 290}, False),  # few are expected of one part
    ],
)
def test_parts_are_told_together_or_not_at_all(held, numbers, split):
    found = shown(held, **NUMBERS, **numbers)
    assert [each.part for each in found.expected if each.part] == ([PARTS[0], PARTS[1], PARTS[0]] if split else [])
    assert found.of("adoption_a1") is not None


def test_the_parts_of_a_change_under_a_scenario_are_never_told():
    draws = np.full((50, 1), 300.0)
    named = {"unit": "children", "periods": YEARS[:1], "origin": "", "rests_on": (key("adopted"),), "scenario": "x"}
    held = told(foretold("a", draws, **named), foretold("a", draws, part="speed", **named))
    assert [each.part for each in shown(held, **NUMBERS).expected] == [""]


# Those who would work back.


def test_whether_a_forecast_is_told_follows_from_what_is_shown_alone():
    """Two councils that differ only in what is hidden are told the same, or not told the same."""
    for number in range(1, 6):
        exact = told(forecast(centre=600.0 + 7 * number), chances=())
        assert shown(exact, adopted=48, on_the_way=None) == shown(told(), adopted=48, on_the_way=None)


def test_a_step_is_wider_than_any_count_that_the_rule_hides():
    assert STEP["children"] > DFE.largest_hidden
    pages = set()
    for hidden in range(1, DFE.largest_hidden + 1):
        (coarse,) = shown(told(forecast(unit="children", centre=30.0 + hidden)), adopted=48, on_the_way=59).expected
        pages.add(coarse.forecast.quantiles)
    assert len(pages) < DFE.largest_hidden


def told_to_the_public(folder, *, seed, matched):
    """Return the numbers told of A1 where so many children are matched and not placed, and no other count differs."""
    routes, _ = adoption_tables(seed=seed)
    over = routes[["adopted_on", "plan_changed_on", "left_care_on", "placed_on"]].notna().any(axis=1)
    standing = routes.index[routes["placement_order_on"].notna() & ~over]
    days = routes["matched_on"].mask(routes.index.isin(standing))
    days = days.mask(routes.index.isin(standing[:matched]), pd.Timestamp(AS_AT) - pd.Timedelta(days=5))
    store.write("adoption_pathways", routes.assign(matched_on=days), folder=folder, sources={}, counts={})
    answer = scorecard_ahead(Records("adoptshire", AS_AT))
    public = release(answer, audience="public", plan=solo_plan(answer)).value.told
    return np.array(public.of("adoption_a1").forecast.quantiles)


def test_who_is_matched_and_not_placed_cannot_be_counted_from_what_the_public_is_told(tmp_path, monkeypatch):
    """The five hidden numbers move what is told less than other children with the same counts would."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    monkeypatch.setitem(adoption_futures.__kwdefaults__, "draws", 200)
    by_number = [told_to_the_public(keep_adoption_council(tmp_path, seed=3), seed=3, matched=n) for n in (1, 3, 5)]
    by_council = [told_to_the_public(keep_adoption_council(tmp_path, seed=n), seed=n, matched=3) for n in (4, 5, 8)]
    moved, others = np.ptp(by_number, axis=0), np.ptp([by_number[1], *by_council], axis=0)
    inner = slice(1, 4)  # the middle and the ends of the 80% range
    assert np.median(moved / others) < 0.2
    assert (moved[:, inner] / others[:, inner]).max() < 0.5


def test_periods_keep_their_names():
    (coarse,) = shown(told(), adopted=48, on_the_way=59).expected
    assert coarse.periods == YEARS
    assert isinstance(coarse.periods[0], Period)
