"""How much of a change came of each group's own rate, and how much of who was counted."""

import datetime as dt

import pytest

from tests.support.made_council import keep_made_council, published_figures
from tests.support.made_figures import COUNT, SHARE, definition, yearly
from turncurve.analyses.questions.change_by_group import MOST_GROUPS, ChangeByGroup, change_by_group
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import TurnCurveError
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

YEARS = (year_ending(2012), year_ending(2013))


def grouped(counts, *, words=SHARE, by="age_group"):
    """Return yearly figures of groups: a name and two years' counts each."""
    held = []
    for name, pair in counts.items():
        for period, count in zip(YEARS, pair, strict=True):
            top, below = count if isinstance(count, tuple) else (count, None)
            status = "hidden" if count is None else "no cases" if below == 0 else "measured"
            held.append(Measurement("X", period, top, below, status, ((by.replace("_", " "), name),)))
    return Figures(definition(words, by=(by,)), tuple(held), Source("Made"))


AGES = {"1 to 4": ((10, 100), (12, 60)), "5 to 9": ((20, 100), (30, 150))}


def split(counts=AGES, *, words=SHARE):
    whole = []
    for place in range(2):
        known = [pair[place] for pair in counts.values() if pair[place] is not None]
        whole.append(tuple(map(sum, zip(*known, strict=True))) if words is SHARE else sum(known))
    return ChangeByGroup((yearly(whole, words=words), grouped(counts, words=words)))


def test_rates_and_composition_add_up_to_the_change():
    """By hand: each group's rate at its mean share, its share at its mean rate."""
    found = split().decomposition
    rate = (0.5 + 60 / 210) / 2 * (0.2 - 0.1) + (0.5 + 150 / 210) / 2 * (0.2 - 0.2)
    composition = (60 / 210 - 0.5) * (0.1 + 0.2) / 2 + (150 / 210 - 0.5) * (0.2 + 0.2) / 2
    assert found.rate_effect == pytest.approx(rate)
    assert found.composition_effect == pytest.approx(composition)
    assert found.rate_effect + found.composition_effect == pytest.approx(42 / 210 - 30 / 200)


def test_a_count_has_groups_and_no_rates():
    found = split({"phone": (100, 140), "email": (50, 40)}, words=COUNT)
    assert found.decomposition is None
    assert [(each.name, each.before.numerator, each.latest.numerator) for each in found.groups] == [
        ("email", 50, 40),
        ("phone", 100, 140),
    ]


def test_groups_stand_in_the_order_of_their_numbers_and_those_not_stated_last():
    names = ["10 to 15", "not stated", "5 to 9", "before birth", "under 1", "1 to 4"]
    found = split(dict.fromkeys(names, ((1, 10), (2, 10))))
    assert [each.name for each in found.groups] == [
        "before birth", "under 1", "1 to 4", "5 to 9", "10 to 15", "not stated"
    ]  # fmt: skip


def test_a_group_without_a_case_in_either_year_is_left_out():
    assert len(split({**AGES, "16 and over": ((0, 0), (0, 0))}).groups) == 2


@pytest.mark.parametrize(
    ("lost", "reason"),
    [
        ({"10 to 15": (None, (3, 20))}, "1 of 3 groups is not known or not shown in one of the years"),
        ({"10 to 15": (None, None), "16 and over": (None, (1, 9))}, "2 of 4 groups are not known or not shown"),
    ],
)
def test_a_hidden_group_leaves_nothing_to_split(lost, reason):
    found = split({**AGES, **lost})
    assert found.reason.startswith(reason)
    assert (found.groups, found.decomposition) == ((), None)


def test_without_two_years_nothing_is_split():
    found = ChangeByGroup((yearly([(30, 200)]), grouped(AGES)))
    assert found.reason == "there are not two years to compare"


def test_a_public_split_by_small_groups_is_not_made():
    found = split({**AGES, "16 and over": ((2, 40), (3, 50))})
    shown = release(found, audience="public", plan=solo_plan(found)).value
    assert found.decomposition is not None
    assert shown.decomposition is None
    assert "not shown" in shown.reason


@pytest.fixture
def records(tmp_path, monkeypatch):
    keep_made_council(tmp_path)
    rows = published_figures(("referrals", "Testshire", 2012, 60, None), ("referrals", "Testshire", 2013, 70, None))
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return Records("madeshire", dt.date(2013, 3, 31))


@pytest.mark.parametrize(
    ("indicator", "by"),
    [("contacts", ("route",)), ("repeat_child_protection_plans", ("age_group",))],
)
def test_the_breakdown_of_the_fewest_dimensions_is_found_in_the_registry(records, indicator, by):
    found = change_by_group(records, indicator)
    assert found.figures[1].definition.by == by
    assert found.reason == ""


def test_the_groups_of_a_count_add_up_to_it(records):
    found = change_by_group(records, "contacts")
    assert sum(each.latest.numerator for each in found.groups) == found.step.latest.numerator
    assert len(found.groups) <= MOST_GROUPS


@pytest.mark.parametrize("indicator", ["child_protection_plans_ended", "assessments_on_time", "adoption_a1"])
def test_an_indicator_that_the_registry_breaks_down_by_nothing_says_so(records, indicator):
    found = change_by_group(records, indicator)
    assert found.reason == "no indicator of the registry breaks the same cases down by group"
    assert len(found.figures) == 1


def test_of_published_figures_no_group_is_known(records):
    found = change_by_group(Records("Testshire", dt.date(2013, 12, 31)), "referrals")
    assert found.reason == "groups are known from the council's own records only"


def test_the_baseline_is_a_date(records):
    assert change_by_group(records, "contacts", baseline="2010-03-31").step.before.period == year_ending(2010)
    with pytest.raises(TurnCurveError, match="is not a date"):
        change_by_group(records, "contacts", baseline="long ago")
