"""Next year's adoptions follow from published counts alone, by what was published by then, and say when they cannot."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.canonical import canonical
from turncurve.analyses.answer import Answer
from turncurve.analyses.questions.adoptions_next_year import adoptions_next_year
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

MEASURES = ("children_adopted", "children_placed_for_adoption", "children_under_placement_order")
COUNCILS = [f"Council {letter}" for letter in "ABCDEFGHIJ"]


def figure(measure, area, year, count, *, code="E06000001", day="12-31"):
    """Return one published count of a year to March, or of its last day."""
    return {
        "measure": measure,
        "area": area,
        "area_code": code,
        "period_start": f"{year - 1}-04-01" if measure == "children_adopted" else f"{year}-03-31",
        "period_end": f"{year}-03-31",
        "numerator": count,
        "status": "suppressed" if count is None else "published",
        "published_on": f"{year}-{day}",
        "source": "Made, looked after children",
    }


def rows_of(area, counts, *, code="E06000001"):
    """Return a council's published counts: adopted, placed and ordered of each year from 2011."""
    return [
        figure(measure, area, 2011 + place, count, code=code)
        for place, year in enumerate(counts)
        for measure, count in zip(MEASURES, year, strict=True)
    ]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Keep ten councils, a region and the nation: adoptions are half as many again as those placed the March before."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    written = []
    for number, area in enumerate(COUNCILS):
        placed = [10 + number, 14 + 2 * number, 20 + number]
        came = [16, round(1.5 * placed[0]), round(1.5 * placed[1])]
        written += rows_of(area, [*zip(came, placed, [2 * each for each in placed], strict=True)])
    written += rows_of("South", [(900, 10, 20), (900, 10, 20), (900, 10, 20)], code="E12000009")
    written += rows_of("England", [(9000, 10, 20), (9000, 10, 20), (9000, 10, 20)], code="E92000001")
    store.write(
        "published_figures",
        canonical("published_figures", written),
        folder=tmp_path / "data" / "processed" / "published",
        sources={"adoption.csv": "ab" * 32},
        counts={"read": len(written)},
    )
    return tmp_path


def asked(council, as_at=dt.date(2013, 12, 31)):
    return adoptions_next_year(Records(council, as_at))


@pytest.mark.usefixtures("kept")
def test_a_council_without_records_is_forecast_from_what_was_published():
    answer = asked("council-a")
    assert isinstance(answer, Answer)
    assert answer.origin.label == "31 March 2013"
    assert answer.period.label == "year to March 2014"
    assert answer.forecast.n == 20
    assert answer.forecast.median[0] == pytest.approx(30, rel=0.15)
    assert answer.forecast.naive[0] == 21
    low, high = answer.forecast.interval_80[0]
    assert low < 30 < high


@pytest.mark.usefixtures("kept")
def test_regions_and_the_nation_teach_nothing():
    areas = {row.area for row in asked("council-a").rows}
    assert areas == set(COUNCILS)


@pytest.mark.usefixtures("kept")
def test_only_what_was_published_by_the_reports_date_is_used():
    earlier = asked("council-a", dt.date(2013, 12, 30))
    assert earlier.origin.label == "31 March 2012"
    assert earlier.forecast.n == 10


@pytest.mark.usefixtures("kept")
def test_there_is_no_forecast_before_any_outcome_was_published():
    answer = asked("council-a", dt.date(2011, 12, 31))
    assert answer.forecast.reason.startswith("no forecast, because only 0 rows")
    assert answer.tested.reason


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("as_at", "known"), [(dt.date(2015, 3, 31), True), (dt.date(2015, 4, 1), False)])
def test_what_stood_ready_long_ago_says_nothing_of_next_year(as_at, known):
    answer = asked("council-a", as_at)
    assert answer.forecast.known == known
    if not known:
        assert answer.forecast.reason == (
            "no forecast, because the last count of children placed for adoption is of 31 March 2013"
        )


@pytest.mark.usefixtures("kept")
def test_the_test_of_such_forecasts_judges_every_outcome_known_and_shows_no_forecast_its_own():
    answer = asked("council-a")
    assert answer.tested.n == 10
    assert answer.tested.mean_absolute_error < 3
    assert answer.tested.naive_error > answer.tested.mean_absolute_error
    assert answer.tested.coverage_80.n == 10


@pytest.mark.usefixtures("kept")
def test_worked_out_again_from_other_figures_it_rests_on_those_alone():
    answer = asked("council-a")
    placed = answer.figures[1]
    hidden = replace(
        placed, measurements=tuple(replace(each, numerator=None, status="hidden") for each in placed.measurements)
    )
    ours = replace(hidden, source=replace(hidden.source, published=False))
    again = answer.over((answer.figures[0], ours, *answer.figures[2:]))
    assert again.forecast.reason == (
        "no forecast, because the number of children placed for adoption on 31 March 2013 may not be shown"
    )


def test_a_council_with_records_of_its_own_is_forecast_by_what_was_published_of_others(kept):
    folder = kept / "data" / "processed" / "madeshire"
    keep(Council("Madeshire", "madeshire", synthetic=True), folder=folder)
    edition = "made/2010-04-01_2013-03-31"
    episodes = [
        {
            "child_key": f"child-{number:03d}",
            "started_on": "2012-06-01",
            "legal_status": "E1",
            "placement": "A3" if number < 20 else "U1",
        }
        for number in range(40)
    ]
    adopted = [
        {"child_key": f"gone-{number:03d}", "entered_care_on": "2011-01-01", "adopted_on": f"{year}-06-01"}
        for year in (2011, 2012)
        for number in range(12)
    ]
    for table, rows in (("care_episodes", episodes), ("adoption_pathways", adopted)):
        store.write(
            table, canonical(table, rows, edition=edition), folder=folder, sources={}, counts={"read": len(rows)}
        )
    answer = asked("madeshire")
    assert [row.placed for row in answer.own] == [0, 0, 20]
    assert (answer.own[-1].waiting, answer.own[-1].recent) == (20, 12)
    assert answer.forecast.median[0] == pytest.approx(30, rel=0.2)


@pytest.mark.usefixtures("kept")
def test_a_council_of_which_nothing_is_published_has_no_forecast(kept):
    keep(Council("Blankshire", "blankshire", records=False), folder=kept / "data" / "processed" / "blankshire")
    answer = asked("blankshire")
    assert answer.period is None
    assert answer.forecast.reason.startswith("no forecast, because it is not known how many children were placed")
