"""How much lies between one rare event and the next."""

import datetime as dt
from math import sqrt

import pytest

from tests.support.canonical import plans
from tests.support.made_council import keep_made_council, published_figures
from tests.support.made_figures import COUNT, MEAN, SHARE, monthly, yearly
from turncurve.analyses import series
from turncurve.analyses.rare_events import Occasion, chart_of_occasions, is_rare, occasions_of
from turncurve.methods.spc import NHS_PLOT_THE_DOTS, ChartDesign, t_chart
from turncurve.tables import store
from turncurve.tables.records import Records

EDITION = "cin_census/2009-04-01_2013-03-31"


@pytest.mark.parametrize(
    ("figures", "rare"),
    [
        (monthly([1, 0, 0, 1, 0], words=COUNT), True),
        (monthly([1, 1, 1, 1], words=COUNT), False),  # one a month is the boundary
        (monthly([0, 0, 0], words=COUNT), False),
        (monthly([(1, 9), (0, 8), (0, 7)], words=SHARE), True),
        (monthly([None, None], words=SHARE), False),
        (yearly([(30, 40)], words=MEAN), False),
        (monthly([0, 1, 0], words=COUNT, window="point"), False),
    ],
)
def test_events_are_rare_where_fewer_than_one_comes_in_a_period(figures, rare):
    assert is_rare(figures) is rare


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Keep four years in which a plan starts each fortnight and six in all are repeats, two of them on one day."""
    folder = keep_made_council(tmp_path)
    first = dt.date(2009, 4, 6)
    starts = [first + dt.timedelta(days=14 * step) for step in range(100)]
    repeats = {10, 30, 31, 60, 90}
    rows = [(f"child-{step}", str(day), None, int(step in repeats)) for step, day in enumerate(starts)]
    rows.append(("sister", str(starts[30]), None, 1))
    made = plans(*rows, edition=EDITION)
    store.write("cp_plans", made, folder=folder, sources={"p.csv": "cd" * 32}, counts={"read": len(rows)})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return Records("madeshire", dt.date(2013, 3, 31))


def test_events_of_one_day_are_one_occasion_and_cases_between_them_are_counted(records):
    figures = series.measured(records, "repeat_child_protection_plans", grain="month")
    found = occasions_of(records, "repeat_child_protection_plans", figures=figures)
    assert [each.cases_before for each in found] == [10, 19, 0, 28, 29]
    assert found[1].day == dt.date(2009, 4, 6) + dt.timedelta(days=14 * 30)


def test_a_count_has_days_between_and_no_cases(records):
    figures = series.measured(records, "child_protection_plans_started", grain="month")
    assert occasions_of(records, "child_protection_plans_started", figures=figures) == ()  # two a month: not rare
    rare = monthly([0] * 48, words=COUNT, first=dt.date(2009, 4, 1))
    assert occasions_of(records, "child_protection_plans_started", figures=rare) == ()
    one = monthly([1] + [0] * 47, words=COUNT, first=dt.date(2009, 4, 1))
    found = occasions_of(records, "child_protection_plans_started", figures=one)
    assert found[0] == Occasion(dt.date(2009, 4, 6), 0)
    assert len(found) == 100


def test_of_published_figures_alone_no_day_is_known(monkeypatch, tmp_path):
    rows = published_figures(("children_adopted", "Testshire", 2012, 0, None))
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    figures = monthly([1, 0, 0, 1], words=COUNT)
    assert occasions_of(Records("Testshire", dt.date(2013, 12, 31)), "children_adopted", figures=figures) == ()


GAPS = (12, 30, 7, 45, 22)
OCCASIONS = tuple(
    Occasion(dt.date(2012, 1, 5) + dt.timedelta(days=sum(GAPS[:place])), place * 3) for place in range(len(GAPS) + 1)
)


def test_days_between_occasions_make_a_t_chart():
    design = ChartDesign("lower", NHS_PLOT_THE_DOTS)
    charted = chart_of_occasions(OCCASIONS, is_share=False, design=design)
    assert charted.chart == t_chart([each.day for each in OCCASIONS], design=ChartDesign("higher", NHS_PLOT_THE_DOTS))
    assert [point.value for point in charted.chart.points] == list(GAPS)


def test_cases_between_occasions_make_a_g_chart_with_geometric_limits():
    charted = chart_of_occasions(OCCASIONS, is_share=True, design=ChartDesign("higher", NHS_PLOT_THE_DOTS))
    between = [3, 6, 9, 12, 15]
    assert charted.chart.kind == "g"
    assert [point.value for point in charted.chart.points] == between
    assert charted.chart.points[0].upper == pytest.approx(9 + 3 * sqrt(9 * 10))
    assert charted.chart.design.better == "lower"


def test_a_point_is_named_by_its_month_and_by_no_nearer_date():
    charted = chart_of_occasions(OCCASIONS, is_share=False, design=ChartDesign("neither", NHS_PLOT_THE_DOTS))
    assert [each.label for each in charted.periods][:3] == ["January 2012", "February 2012", "February 2012"]
    assert charted.chart.design.better == "neither"
