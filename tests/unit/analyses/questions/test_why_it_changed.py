"""What made up the change of a share between two years."""

import datetime as dt

import pytest

from tests.support.canonical import plans
from tests.support.made_council import keep_made_council, published_figures
from tests.support.made_figures import COUNT, MEAN, SHARE, definition, on_dates, yearly
from turncurve.analyses.questions.why_it_changed import RETURNS, WhyItChanged, why_it_changed
from turncurve.analyses.usual_spread import Usual
from turncurve.disclosure.release import release, solo_plan
from turncurve.errors import TurnCurveError
from turncurve.indicators.registry import INDICATORS
from turncurve.reference.periods import year_ending
from turncurve.tables import store
from turncurve.tables.records import Records

REPEAT = {**SHARE, "id": "repeat_child_protection_plans"}
SOON = {**SHARE, "id": "soon", "subset": (("previous plan", "yes"), ("previous plan ended", "within two years"))}
ENDS = [year_ending(each).end for each in (2011, 2012, 2013)]
EDITION = "cin_census/2009-04-01_2013-03-31"


def repeats(*, soon=((4, 250), (16, 388)), could=(380, 450, 463), counts=((35, 250), (62, 388))):
    return WhyItChanged((yearly(counts, words=REPEAT), yearly(soon, words=SOON), on_dates(could, ENDS)))


def test_wiltshire_s_fall_comes_of_the_denominator_and_not_of_fewer_repeats():
    why = WhyItChanged((yearly([(62, 388), (64, 512)], last=2014),))
    counted, others = why.parts
    assert others.effect == pytest.approx(-3.87, abs=0.01)
    assert counted.effect == pytest.approx(0.39, abs=0.01)
    assert why.count.change == 2
    assert why.is_within_chance
    assert why.reason == ""


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (yearly([10, 12], words=COUNT), "it is no share, so there is nothing below the line"),
        (yearly([(300, 4), (400, 4)], words=MEAN), "it is no share, so there is nothing below the line"),
        (yearly([(62, 388)]), "there are not two years to compare"),
        (yearly([(62, 388), None]), "one of the two values is not shown or not known"),
    ],
)
def test_where_nothing_can_be_split_the_reason_is_given(figures, reason):
    why = WhyItChanged((figures,))
    assert why.reason.startswith(reason)
    assert (why.step, why.parts, why.count, why.returns) == (None, (), None, ())
    assert why.inputs is None
    assert why.is_within_chance


def test_returns_are_split_into_who_could_return_and_how_often_they_did():
    parts = {each.factor: each for each in repeats().returns}
    assert (parts["could return"].before, parts["could return"].latest) == (415, 456.5)
    assert parts["how often"].latest == pytest.approx(16 / 456.5)
    assert parts["older returns"].latest == 62 - 16
    change = 100 * (62 / 388 - 35 / 250)
    assert sum(each.effect for each in parts.values()) == pytest.approx(change)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"soon": (None, (16, 388))}, "not known or not shown in one of the years"),
        ({"could": (380, None, 463)}, "not known or not shown in one of the years"),
        ({"could": (0, 0, 463)}, "nobody could return in one of the two years"),
    ],
)
def test_where_returns_cannot_be_split_the_share_still_is(changes, reason):
    why = repeats(**changes)
    assert reason in why.inputs.reason
    assert why.returns == ()
    assert len(why.parts) == 2


def test_of_published_figures_alone_returns_are_not_known():
    why = WhyItChanged((yearly([(62, 388), (64, 512)], words=REPEAT),))
    assert why.inputs.reason == "who could return is known from the council's own records only"


def test_a_share_that_counts_no_returns_says_nothing_of_them():
    assert WhyItChanged((yearly([(62, 388), (64, 512)]),)).inputs is None


def test_the_returns_of_each_indicator_are_in_the_registry_and_of_one_base():
    for name, (soon, could) in RETURNS.items():
        assert INDICATORS[soon].definition.base == INDICATORS[name].definition.base
        assert INDICATORS[could].definition.window == "point"


def test_over_dispersion_is_carried_into_what_chance_could_make():
    counts = [(62, 388), (102, 398)]
    assert not WhyItChanged((yearly(counts),), usual=Usual(1.0)).is_within_chance
    assert WhyItChanged((yearly(counts),), usual=Usual(4.0)).is_within_chance


def test_the_public_split_rests_on_what_is_released():
    why = repeats()
    shown = release(why, audience="public", plan=solo_plan(why)).value
    assert why.returns != ()
    assert shown.returns == ()
    assert "not shown" in shown.inputs.reason
    assert [each.effect for each in shown.parts] == [each.effect for each in why.parts]


def test_a_public_split_of_a_small_council_is_not_made():
    why = WhyItChanged((yearly([(30, 90), (31, 95), (32, 99), (3, 80)]),))
    shown = release(why, audience="public", plan=solo_plan(why)).value
    assert shown.parts == ()
    assert shown.reason


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Keep a council in which ten plans end each month, and one child in five is back after a year."""
    folder = keep_made_council(tmp_path)
    rows = []
    for month in range(48):
        start = dt.date(2009 + (month + 3) // 12, (month + 3) % 12 + 1, 10)
        for child in range(10):
            end = start + dt.timedelta(days=150)
            over = end if end <= dt.date(2013, 3, 31) else None
            rows.append((f"c{month}-{child}", str(start), over and str(over), 0, 5))
            again = end + dt.timedelta(days=365)
            if child < 2 and again <= dt.date(2013, 3, 31):
                rows.append((f"c{month}-{child}", str(again), None, 1, 6))
    held = plans(*rows, edition=EDITION)
    store.write("cp_plans", held, folder=folder, sources={"p.csv": "cd" * 32}, counts={"read": len(rows)})
    rows = published_figures(("repeat_child_protection_plans", "Testshire", 2012, 60, 300))
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return tmp_path


def test_a_council_s_own_records_say_who_could_return_and_who_did(root):
    why = why_it_changed(Records("madeshire", dt.date(2013, 3, 31)), "repeat_child_protection_plans")
    parts = {each.factor: each for each in why.returns}
    assert parts["older returns"].latest == 0
    assert parts["could return"].latest > 150
    assert parts["how often"].latest == pytest.approx(why.step.latest.numerator / parts["could return"].latest)


def test_the_baseline_s_year_is_the_earlier_of_the_two(root):
    records = Records("madeshire", dt.date(2013, 3, 31))
    why = why_it_changed(records, "repeat_child_protection_plans", baseline="2011-03-31")
    assert why.step.before.period == year_ending(2011)
    assert why.step.latest.period == year_ending(2013)
    with pytest.raises(TurnCurveError, match="is not a date"):
        why_it_changed(records, "repeat_child_protection_plans", baseline="2011")


def test_of_a_published_council_the_share_alone_is_asked_for(root):
    why = why_it_changed(Records("Testshire", dt.date(2013, 12, 31)), "repeat_child_protection_plans")
    assert len(why.figures) == 1
    assert why.reason == "there are not two years to compare"


def test_another_share_asks_for_nothing_but_itself(root):
    why = why_it_changed(Records("madeshire", dt.date(2013, 3, 31)), "assessments_on_time")
    assert len(why.figures) == 1
    assert definition(SHARE).kind == why.figures[0].definition.kind
