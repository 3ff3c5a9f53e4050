"""An earlier report's date gives what was known then: the same past, and nothing of what came after."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.exampleshire_files import ExampleshireFiles
from turncurve.errors import TurnCurveError
from turncurve.indicators import registry
from turncurve.indicators.figures import Measurement
from turncurve.reference.periods import Period, at, month, spans, year_ending
from turncurve.tables.column import words_of
from turncurve.tables.registry import TABLES, model_of

EARLIER = (dt.date(2012, 9, 30), dt.date(2011, 6, 15))
DUE = {"due_on", "revised_due_on"}  # by when something is to be done is known before the day
PLANNED = {
    "availability": {"week_starting"},  # a rota is known before its week
    "improvement_notice": {"aim_on"},
    "improvement_measures": DUE,
    "improvement_milestones": DUE,
    "improvement_actions": DUE,
    "improvement_meetings": {"held_on"},
    "improvement_promises": {"due_on"},
}
BEGUN_LATER = {  # what the council first wrote down after one of those days
    "audits",
    "audit_draws",
    "audit_grades",
    "questionnaires",
    "surveys",
    "adoption_pathways",
    "case_events",
    "contact_codings",
    "contact_draws",
    *(name for name in TABLES if name.startswith("improvement_")),
}
RECORDS = tuple(name for name in TABLES if name not in {"published_figures", "issued_forecasts", "released_figures"})


@pytest.fixture(scope="module")
def _files(_made):
    return ExampleshireFiles(_made.raw)


@pytest.fixture
def files(_files):
    """Return the raw files, read by rules of their own."""
    return _files


def measured(records, indicator, period) -> Measurement:
    (found,) = registry.measure(indicator, records, periods=(period,), area="Exampleshire").measurements
    return found


def open_plans(files, day):
    """Count the plans open on a day in the censuses' histories."""
    return sum(
        begun <= day and (plan["ended"] is None or plan["ended"] > day) for (_, begun), plan in files.plans.items()
    )


@pytest.mark.parametrize("day", [dt.date(2012, 9, 30), dt.date(2012, 12, 31), dt.date(2011, 6, 15)])
def test_plans_open_on_an_earlier_date_are_those_open_then(records_as_at, files, day):
    assert measured(records_as_at(day), "child_protection_plans_open", at(day)).numerator == open_plans(files, day)


@pytest.mark.parametrize("day", EARLIER)
def test_a_plan_that_ended_afterwards_was_open(records_as_at, records, day):
    then = records_as_at(day).table("cp_plans")
    now = records.table("cp_plans").query("started_on <= @day")
    assert len(then) == len(now)
    ended_later = now["ended_on"] > pd.Timestamp(day)
    assert ended_later.sum() > 10
    assert then["ended_on"].isna().sum() == now["ended_on"].isna().sum() + ended_later.sum()


@pytest.mark.parametrize("day", [*EARLIER, dt.date(2013, 3, 31)])
@pytest.mark.parametrize("table", RECORDS)
def test_no_table_holds_a_later_date(records_as_at, table, day):
    rows = records_as_at(day).table(table)
    dates = [name for name, column in words_of(model_of(table)).items() if column["dtype"].startswith("datetime")]
    assert dates
    for name in set(dates) - PLANNED.get(table, set()):
        assert not (rows[name] >= pd.Timestamp(day) + pd.Timedelta(days=1)).any(), name


@pytest.mark.parametrize("day", EARLIER)
@pytest.mark.parametrize("table", sorted(set(RECORDS) - BEGUN_LATER))
def test_a_table_holds_less_on_an_earlier_date_and_never_nothing(records_as_at, records, table, day):
    assert 0 < len(records_as_at(day).table(table)) < len(records.table(table))


def test_a_draw_of_files_is_not_known_before_its_day(records_as_at):
    assert records_as_at(dt.date(2013, 1, 31)).table("audit_draws").empty


def test_an_edition_of_the_plan_is_not_known_before_its_day(records_as_at, records):
    first = records.table("improvement_notice")["plan_on"].min().date()
    for table in (name for name in RECORDS if name.startswith("improvement_")):
        assert records_as_at(first - dt.timedelta(days=1)).table(table).empty
        assert len(records_as_at(first).table(table)) < len(records.table(table))


def test_a_wave_of_the_survey_is_not_known_before_it_closed(records_as_at, records):
    first = records.table("surveys")["closed_on"].min().date()
    assert records_as_at(first - dt.timedelta(days=1)).table("surveys").empty
    assert 0 < len(records_as_at(first).table("surveys")) < len(records.table("surveys"))
    assert len(records_as_at(dt.date(2013, 2, 1)).table("audit_draws")) == 40


@pytest.mark.parametrize("day", EARLIER)
def test_a_step_to_adoption_that_came_later_is_not_known(records_as_at, files, day):
    held = records_as_at(day).table("adoption_pathways")
    steps = {"decided_on": "Decision", "placement_order_on": "Placement order", "adopted_on": "Adopted"}
    for column, name in steps.items():
        known = [row for row in files.tracker if row[name] and row[name] <= day and row["Entered care"] <= day]
        assert held[column].notna().sum() == len(known) < sum(row[name] is not None for row in files.tracker)


def test_audits_not_yet_made_are_not_known(records_as_at):
    assert records_as_at(EARLIER[1]).table("audits").empty
    assert records_as_at(EARLIER[0]).table("audits")["selection"].unique().tolist() == ["not stated"]


@pytest.mark.parametrize("day", [*EARLIER, dt.date(2013, 3, 31), dt.date(2024, 12, 31)])
def test_a_publication_enters_on_the_day_on_which_it_was_published(records_as_at, day):
    rows = records_as_at(day).table("published_figures")
    assert rows.empty or rows["published_on"].max() <= pd.Timestamp(day)
    later = records_as_at(dt.date(2026, 6, 30)).table("published_figures")
    assert len(rows) == (later["published_on"] <= pd.Timestamp(day)).sum()
    assert len(rows) < len(later)


# Flows of months that lie well before both dates were known on both alike.
SETTLED = [
    "referrals",
    "re_referrals_within_12_months",
    "section_47_enquiries",
    "initial_conferences_within_15_working_days",
    "child_protection_plans_started",
    "child_protection_plans_ended",
    "repeat_child_protection_plans",
    "assessments_on_time",
    "contacts",
    "children_adopted",
]


@pytest.mark.parametrize("indicator", SETTLED)
def test_the_past_is_the_same_whenever_it_is_looked_at(records_as_at, records, indicator):
    months = spans("month", first=dt.date(2011, 4, 1), last=dt.date(2012, 9, 30))
    then = registry.measure(indicator, records_as_at(EARLIER[0]), periods=months, area="Exampleshire").measurements
    now = registry.measure(indicator, records, periods=months, area="Exampleshire").measurements
    assert then == now
    assert all(each.status in {"measured", "no cases"} for each in then)


@pytest.mark.parametrize("indicator", SETTLED)
def test_what_lies_after_the_date_is_not_available_and_never_nought(records_as_at, indicator):
    found = measured(records_as_at(EARLIER[0]), indicator, month(2012, 10))
    assert (found.status, found.numerator, found.denominator) == ("not available", None, None)
    assert measured(records_as_at(EARLIER[0]), indicator, year_ending(2013)).status == "not available"


def test_part_of_a_month_is_no_month(records_as_at):
    records = records_as_at(EARLIER[1])
    assert measured(records, "referrals", month(2011, 5)).status == "measured"
    assert measured(records, "referrals", month(2011, 6)).status == "not available"
    assert registry.covered("referrals", records).end == EARLIER[1]


def test_a_child_who_is_placed_later_was_waiting(records_as_at, records):
    window = Period(dt.date(2009, 10, 1), dt.date(2012, 9, 30))
    then, now = (measured(each, "adoption_a1", window) for each in (records_as_at(EARLIER[0]), records))
    assert (then.numerator, then.denominator) == (now.numerator, now.denominator)
    routes = records_as_at(EARLIER[0]).table("adoption_pathways")
    assert routes.loc[routes["placed_on"].isna(), "adopted_on"].isna().all()


def test_before_any_record_a_sentence_says_that_nothing_is_held(records_as_at):
    with pytest.raises(TurnCurveError, match="no records are held of cp plans"):
        registry.covered("child_protection_plans_started", records_as_at(dt.date(2000, 1, 1)))
