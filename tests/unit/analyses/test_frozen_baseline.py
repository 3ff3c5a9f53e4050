"""Which frozen forecast a curve is held against, and up to when its past goes."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.support.made_figures import COUNT, quarterly, yearly
from turncurve.analyses.do_nothing import expected, periods_ahead
from turncurve.analyses.frozen_baseline import FOR_THE_VERDICT, Baseline, baseline_of, held_against
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.stretch import stretch_about
from turncurve.methods.forecast import no_forecast
from turncurve.methods.frozen_forecast import freeze
from turncurve.tables.issued import DO_NOTHING, Issued

COUNTS = [40, 44, 38, 41, 39, 43, 42, 37, 40, 41, 45, 39]


def issue(made_from, *, as_at, scenario=FOR_THE_VERDICT, edition=1, audience="restricted"):
    """Issue a forecast of six quarters from some quarters' counts."""
    figures = quarterly(COUNTS[:made_from], words=COUNT)
    periods = periods_ahead(figures, years=6)[:6]
    frozen = freeze(expected(figures, horizon=6).forecast)
    issued = Issued("plans_started", scenario, "quarter", periods, frozen)
    return FrozenIssue(dt.date.fromisoformat(as_at), edition, audience, issued)


EARLY, LATE = issue(8, as_at="2009-03-31"), issue(10, as_at="2009-10-15")


def about(end):
    """Return the stretch of all twelve quarters, April 2007 to March 2010, about a baseline's end."""
    return stretch_about(quarterly(COUNTS, words=COUNT), dt.date.fromisoformat(end))


def test_nothing_on_record_is_no_baseline():
    assert baseline_of([], grain="quarter", asked=None, released=None) == Baseline(None, "nothing")


def test_the_earliest_on_record_is_the_baseline_whatever_their_order():
    for issues in ([EARLY, LATE], [LATE, EARLY]):
        found = baseline_of(issues, grain="quarter", asked=None, released=None)
        assert found == Baseline(dt.date(2009, 3, 31), "the record")


def test_the_baseline_ends_where_the_forecasts_figures_did_and_not_on_the_reports_date():
    found = baseline_of([LATE], grain="quarter", asked=None, released=None)
    assert found.end == dt.date(2009, 9, 30)


def test_what_is_asked_for_goes_before_what_the_council_named_and_that_before_the_record():
    released, asked = LATE.issued_as_at, dt.date(2008, 3, 31)
    issues = [EARLY, LATE]
    assert baseline_of(issues, grain="quarter", asked=asked, released=released) == Baseline(asked, "the reader")
    named = baseline_of(issues, grain="quarter", asked=None, released=released)
    assert named == Baseline(dt.date(2009, 9, 30), "the council")


def test_a_release_that_issued_nothing_of_this_grain_is_a_baseline_by_its_date():
    released = dt.date(2008, 12, 31)
    assert baseline_of([EARLY], grain="quarter", asked=None, released=released) == Baseline(released, "the council")
    assert baseline_of([EARLY], grain="year", asked=None, released=None) == Baseline()


def test_the_forecast_issued_at_the_baselines_end_is_held_against():
    assert held_against(about("2009-03-31"), [LATE, EARLY], ahead=6).issue == EARLY
    assert held_against(about("2009-09-30"), [LATE, EARLY], ahead=6).issue == LATE


def test_of_one_release_that_made_for_the_verdict_goes_first():
    plain = issue(8, as_at="2009-03-31", scenario=DO_NOTHING)
    assert held_against(about("2009-03-31"), [plain, EARLY], ahead=6).issue == EARLY
    assert held_against(about("2009-03-31"), [plain], ahead=6).issue == plain


def test_of_several_editions_the_first_is_the_one_that_was_frozen():
    second = replace(EARLY, edition=2)
    assert held_against(about("2009-03-31"), [second, EARLY], ahead=6).issue == EARLY


def test_where_none_was_issued_then_it_is_worked_out_again_from_the_past_alone():
    found = held_against(about("2008-12-31"), [EARLY, LATE], ahead=4)
    assert found.issue is None
    assert found.forecast == freeze(expected(quarterly(COUNTS[:7], words=COUNT), horizon=4).forecast)
    assert found.forecast.origin == "October to December 2008"
    assert found.test == ""


def test_a_past_too_short_for_a_forecast_says_so():
    found = held_against(stretch_about(yearly([(62, 388), (64, 512), (69, 504)]), dt.date(2012, 3, 31)), [], ahead=6)
    assert not found.forecast.known
    assert "2 of the 4" in found.forecast.reason


def test_a_past_without_a_period_has_no_forecast():
    found = held_against(about("2001-03-31"), [EARLY], ahead=6)
    assert found.issue is None
    assert "no period is held" in found.forecast.reason


def test_a_forecast_on_record_that_said_nothing_is_none():
    silent = freeze(no_forecast("too few", origin="2009", horizon=6, n=2, method="none"))
    empty = replace(EARLY, issued=replace(EARLY.issued, forecast=silent))
    assert baseline_of([empty], grain="quarter", asked=None, released=None) == Baseline()
    assert held_against(about("2009-03-31"), [empty], ahead=6).issue is None


@pytest.mark.parametrize("count", [1, 5, 8])
def test_the_forecast_worked_out_again_is_the_same_each_time(count):
    ends = {1: "2007-06-30", 5: "2008-06-30", 8: "2009-03-31"}
    one, two = (held_against(about(ends[count]), [], ahead=6).forecast for _ in range(2))
    assert one == two


def test_one_worked_out_again_learns_from_other_authorities_years_up_to_then_alone():
    own = yearly([(60 + step, 400) for step in range(8)])
    areas = [
        yearly([(30 + 3 * place + step % 3, 300) for step in range(8)], area=f"Area {place}") for place in range(12)
    ]
    later = [yearly([(290, 300)], area=f"Area {place}") for place in range(12)]
    held, changed = ([m for each in group for m in each.measurements] for group in (areas, areas))
    changed = [each for each in changed if each.period.end.year < 2013] + [
        m for each in later for m in each.measurements
    ]
    stretch = stretch_about(own, dt.date(2012, 3, 31))
    one, two = (
        held_against(stretch, [], ahead=3, others=replace(own, measurements=tuple(group))).forecast
        for group in (held, changed)
    )
    assert one == two
    assert one != held_against(stretch, [], ahead=3).forecast
