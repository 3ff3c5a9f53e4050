"""Everything that the records can measure, at a glance."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_council import keep_made_council
from tests.support.made_figures import definition, monthly, on_dates, quarterly
from turncurve.analyses import charting, series
from turncurve.analyses.questions.every_indicator import EveryIndicator, every_indicator
from turncurve.errors import UnknownNameError
from turncurve.indicators import framework
from turncurve.indicators.registry import INDICATORS
from turncurve.methods.spc_rules import SpecialCause
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

STARTED = {"words": None, "id": "child_protection_plans_started", "kind": "count", "subset": (), "decimals": 0}
STEADY = [40, 44, 37, 41, 39, 45, 42, 38, 40, 43, 41, 39]
MADE = dt.date(2013, 3, 31)


def started(counts, **changes):
    """Return made counts under the name of an indicator that there is."""
    return quarterly(counts, **{**STARTED, **changes})


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    keep_made_council(root)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TURNCURVE_ROOT", str(root))
        yield Records("madeshire", MADE, audience="restricted")


def test_every_indicator_is_measured_or_named_with_why_not(records):
    found = every_indicator(records)
    measured = [each.definition.id for each in found.figures]
    unmeasured = [name for name, _ in found.unmeasured]
    assert sorted([*measured, *unmeasured, *found.many_curves]) == sorted(INDICATORS)
    assert all(reason for _, reason in found.unmeasured)
    assert set(found.many_curves) == {name for name, each in INDICATORS.items() if each.definition.by}


def test_indicators_come_theme_by_theme(records):
    order = framework.in_order()
    for told in (every_indicator(records), every_indicator(records, theme="workforce")):
        places = [order.index(each.definition.id) for each in told.figures]
        assert places == sorted(places)


def test_a_theme_holds_its_own_and_the_themes_together_hold_all(records):
    parts = [every_indicator(records, theme=name) for name in framework.framework().themes]
    for part in parts:
        assert {each.place.theme for each in part.glances} <= {part.theme}
    whole = every_indicator(records)
    assert [each for part in parts for each in part.figures] == list(whole.figures)
    assert [each for part in parts for each in part.unmeasured] == list(whole.unmeasured)
    assert whole.theme == ""


def test_each_is_what_a_page_of_its_own_would_show(records):
    for held in every_indicator(records, theme="activity", grain="year").figures:
        assert held == series.measured(records, held.definition.id, grain="year")


def test_a_theme_that_there_is_not_is_refused(records):
    with pytest.raises(UnknownNameError, match="no theme called 'weather'"):
        every_indicator(records, theme="weather")


def test_a_council_without_records_is_told_what_was_not_published(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    keep(Council("Wiltshire", "wiltshire", False, records=False), folder=tmp_path / "data/processed/wiltshire")
    found = every_indicator(Records("wiltshire", MADE), theme="outcomes")
    assert found.figures == ()
    assert len(found.unmeasured) + len(found.many_curves) > 5


# counts                                       latest   whether it stands out
LATEST = [
    (STEADY, 39, False),
    ([*STEADY, 41], 41, False),
    ([*STEADY, 90], 90, True),
    ([*STEADY, 90, 41], 41, False),
    ([*STEADY, 3], 3, True),
    ([40, 41], 41, False),
]


@pytest.mark.parametrize(("counts", "latest", "out"), LATEST)
def test_the_latest_value_is_read_against_its_own_past(counts, latest, out):
    (glance,) = EveryIndicator((started(counts),)).glances
    assert glance.latest.numerator == latest
    assert glance.stands_out is out
    assert glance.point.value == latest


def test_what_follows_the_latest_known_value_is_passed_over():
    held = started([*STEADY, 90, 41, 40])
    gone = tuple(replace(each, numerator=None, status="not available") for each in held.measurements[-2:])
    (glance,) = EveryIndicator((replace(held, measurements=held.measurements[:-2] + gone),)).glances
    assert glance.latest.numerator == 90
    assert glance.point.special_cause is SpecialCause.ABOVE_UPPER_LIMIT


def test_what_is_open_on_dates_has_a_latest_value_and_no_reading():
    days = [dt.date(2012, month, 28) for month in range(1, 13)]
    figures = on_dates(
        STEADY, days, words=None, id="child_protection_plans_open", window="point", kind="count", subset=()
    )
    (glance,) = EveryIndicator((figures,)).glances
    assert glance.latest.numerator == 39
    assert (glance.point, glance.stands_out, glance.charted.reason) == (None, False, charting.STANDING)


def test_figures_without_a_value_are_no_reason_to_fail():
    nothing = replace(started([40, 41]), measurements=())
    hidden = started([None, None])
    empty, silent = EveryIndicator((nothing, hidden)).glances
    assert (empty.latest, empty.point, empty.stands_out) == (None, None, False)
    assert (silent.latest.status, silent.point) == ("hidden", None)


def test_other_figures_are_read_anew():
    first = EveryIndicator((started([*STEADY, 90]),), theme="Workforce")
    second = first.over((started([*STEADY, 41]),))
    assert [each.stands_out for each in first.glances] == [True]
    assert [each.stands_out for each in second.glances] == [False]
    assert second.theme == "Workforce"


def test_a_glance_knows_its_place():
    (glance,) = EveryIndicator((monthly([(1, 4)], words=None, id="repeat_child_protection_plans"),)).glances
    assert glance.place == framework.place_of("repeat_child_protection_plans")
    assert glance.figures.definition == definition(id="repeat_child_protection_plans")
