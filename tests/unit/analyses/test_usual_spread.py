"""How much an indicator usually varies beyond chance: measured where enough was published by the date, else assumed."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_council import keep_made_council, published_figures
from tests.support.made_figures import COUNT, definition
from turncurve.analyses.usual_spread import Usual, assumed, usual
from turncurve.indicators import registry
from turncurve.tables import store
from turncurve.tables.records import Records

REPEAT, STARTED = "repeat_child_protection_plans", "child_protection_plans_started"
AUTHORITIES = [f"Authority {letter}" for letter in "ABCDEF"]
YEARS = range(2005, 2013)


@pytest.fixture
def hold(tmp_path, monkeypatch):
    """Return a function that keeps published rows beside the made council and reads them at a date."""
    keep_made_council(tmp_path, months=pd.date_range("2012-04-01", "2013-03-01", freq="MS"))
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))

    def kept(*rows, code="E10000001", as_at=dt.date(2013, 3, 31), published_on="2013-01-31"):
        held = published_figures(*rows, published_on=published_on)
        held["area_code"] = pd.Series([code] * len(held), dtype="str")
        folder = tmp_path / "data/processed/published"
        store.write("published_figures", held, folder=folder, sources={}, counts={})
        return Records("madeshire", as_at)

    return kept


def swinging(areas=AUTHORITIES, years=YEARS, *, low=(20, 200), high=(40, 200)):
    """Return rows that swing between two shares every year."""
    return [(REPEAT, area, year, *(high if year % 2 else low)) for area in areas for year in years]


def test_a_share_is_measured_from_the_median_step_of_every_authority(hold):
    """Each step is 0.1; level 0.15: 0.01 / (0.15 x 0.85 x 2 / 200) = 7.84; over the median of chance 0.4549: 17.2."""
    found = usual(hold(*swinging()), REPEAT)
    assert found == Usual(pytest.approx(0.01 / (0.15 * 0.85 * 0.01) / 0.4549364), "published", 6)


def test_a_count_is_measured_as_a_share_of_itself(hold):
    rows = [(STARTED, area, year, 240 if year % 2 else 160, None) for area in AUTHORITIES for year in YEARS]
    found = usual(hold(*rows), STARTED)
    coefficient = ((80**2 / 0.4549364 - 400) / (240**2 + 160**2)) ** 0.5
    assert found == Usual(pytest.approx(coefficient, abs=1e-6), "published", 6)


def test_what_was_published_after_the_reports_date_is_not_used(hold):
    records = hold(*swinging(), published_on="2013-10-31")
    assert usual(records, REPEAT) == assumed(registry.definition(REPEAT))


@pytest.mark.parametrize("code", ["E92000001", "E12000009", None])
def test_the_nation_and_the_regions_are_no_authorities(hold, code):
    assert usual(hold(*swinging(), code=code), REPEAT).known == "assumed"


def test_it_is_worked_out_once_for_the_same_records(hold, monkeypatch):
    records = hold(*swinging())
    first = usual(records, REPEAT)
    monkeypatch.setattr("turncurve.analyses.usual_spread.published", None)
    assert usual(records, REPEAT) is first


def test_too_few_steps_are_not_measured(hold):
    assert usual(hold(*swinging(AUTHORITIES[:3])), REPEAT).known == "assumed"


def test_a_step_over_a_year_that_was_not_published_does_not_count(hold):
    with_gaps = [row for row in swinging() if row[2] % 3]
    assert usual(hold(*swinging()), REPEAT).known == "published"
    assert usual(hold(*with_gaps), REPEAT).known == "assumed"


@pytest.mark.parametrize(
    ("indicator", "amount"),
    [(REPEAT, 2.8), ("re_referrals_within_12_months", 11.4), ("child_protection_plans_open_two_years_or_more", 3.5)],
)
def test_a_share_of_which_nothing_was_published_is_assumed(indicator, amount):
    assert assumed(registry.definition(indicator)) == Usual(amount)


@pytest.mark.parametrize(("indicator", "amount"), [("referrals", 0.11), ("contacts", 0.15)])
def test_a_count_of_which_nothing_was_published_is_assumed(indicator, amount):
    assert assumed(registry.definition(indicator)) == Usual(amount)


@pytest.mark.parametrize("level", [0, 1, 388])
def test_a_count_of_many_varies_more_beyond_chance_than_one_of_few(level):
    assert Usual(0.15).inflation(definition(COUNT), level=level) == pytest.approx(1 + level * 0.0225)
    assert Usual(2.8).inflation(definition(), level=level) == 2.8
    assert Usual(0.4).inflation(definition(), level=level) == 1.0
