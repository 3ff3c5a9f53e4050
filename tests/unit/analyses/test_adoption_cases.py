"""Children as cases: everybody in care counts, what contradicts itself is said, and too little is refused."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from tests.support.adoption_council import AS_AT, BEGINS, DAY_ZERO, adoption_tables, keep_adoption_council
from tests.support.canonical import canonical
from tests.support.simulated_council import BACKLOG, as_recorded, simulated_council
from turncurve.analyses.adoption_cases import AdoptionCases, adoption_cases, day_number
from turncurve.methods.pathway import MATCHING_ROUTE
from turncurve.tables import store
from turncurve.tables.records import Records, cut

EXITS = MATCHING_ROUTE.exits


class Held:
    """A council's tables held in memory, as they stood on a date."""

    def __init__(self, routes, episodes=None, as_at=AS_AT):
        self.as_at = as_at
        empty = canonical("care_episodes", [])
        self.tables = {
            "adoption_pathways": cut("adoption_pathways", routes, as_at=as_at),
            "care_episodes": cut("care_episodes", empty if episodes is None else episodes, as_at=as_at),
        }

    def table(self, name):
        return self.tables[name]


@pytest.fixture(scope="module")
def tables():
    return adoption_tables()


def test_every_child_in_care_is_a_case_and_each_date_is_the_one_on_record(tables):
    held = adoption_cases(Held(*tables))
    council = simulated_council(BACKLOG, np.random.default_rng(3))
    recorded = type(BACKLOG)(**{**BACKLOG.__dict__, "recorded": (pd.Timestamp(BEGINS) - DAY_ZERO).days})
    truth = as_recorded(council, recorded, as_at=float((pd.Timestamp(AS_AT) - DAY_ZERO).days))
    shift = day_number(DAY_ZERO.date())
    assert held.reason == ""
    order, expected = np.lexsort(held.cases.dates.T[::-1]), truth["dates"] + shift
    again = np.lexsort(expected.T[::-1])
    np.testing.assert_array_equal(held.cases.dates[order], expected[again])
    np.testing.assert_array_equal(held.cases.observed_from[order], truth["observed_from"][again] + shift)
    np.testing.assert_array_equal(held.cases.exit[order], truth["exit"][again] + shift)
    np.testing.assert_array_equal(held.cases.exit_kind[order], truth["exit_kind"][again])


def test_the_days_covered_are_those_of_the_extracts_up_to_the_report(tables):
    held = adoption_cases(Held(*tables))
    assert (held.begins, held.as_at, held.from_decision) == (BEGINS, AS_AT, False)
    earlier = adoption_cases(Held(*tables, as_at=dt.date(2012, 9, 30)))
    assert earlier.as_at == dt.date(2012, 9, 30)
    assert np.nanmax(earlier.cases.dates) <= day_number(dt.date(2012, 9, 30))


def test_ages_and_siblings_are_not_used_where_they_are_held_of_some_only(tables):
    held = adoption_cases(Held(*tables))
    assert np.isnan(held.cases.born).all()
    assert not held.cases.group.any()


def test_a_tracker_alone_brings_children_on_record_with_the_decision(tables):
    routes = tables[0].assign(edition="adoption_tracker/2013-03-31")
    held = adoption_cases(Held(routes))
    assert held.from_decision
    assert held.as_at == AS_AT
    assert (held.cases.observed_from >= held.cases.dates[:, 1]).all()
    first_ending = np.nanmin(np.fmin(held.cases.dates[:, 5], held.cases.exit))
    assert held.cases.observed_from.min() >= first_ending
    assert held.cases.group.any()
    age = (held.cases.dates[:, 0] - held.cases.born) / 365.25
    assert ((age >= 0) & (age < 18)).all()


@pytest.mark.parametrize("edition", ["adoption_tracker/latest", "adoption_tracker/Tracker v3", "adoption_tracker/2013"])
def test_a_tracker_without_an_extract_date_is_refused_with_a_sentence(tables, edition):
    held = adoption_cases(Held(tables[0].assign(edition=edition)))
    assert held.reason == "the tracker does not say on which date it was extracted"
    assert held.cases is None


def test_a_return_that_lags_far_behind_gives_way_to_the_routes(tables):
    routes, episodes = tables
    late = adoption_cases(Held(routes, episodes.assign(edition="made/2006-01-01_2012-09-30")))
    assert late.from_decision
    near = adoption_cases(Held(routes, episodes.assign(edition="made/2006-01-01_2012-12-31")))
    assert (near.from_decision, near.as_at) == (False, dt.date(2012, 12, 31))


def spoilt(routes, share):
    """Return routes of which a share has a placement order without a decision."""
    number = round(share * len(routes))
    ordered = routes["placement_order_on"].notna()
    chosen = routes.index[ordered][:number]
    return routes.assign(decided_on=routes["decided_on"].mask(routes.index.isin(chosen)))


def test_rows_left_out_are_counted_by_reason_and_the_rest_is_used(tables):
    held = adoption_cases(Held(spoilt(tables[0], 0.05), tables[1]))
    assert held.reason == ""
    assert [each.reason for each in held.unusable] == ["a placement order without a decision"]
    assert held.usable == pytest.approx(0.95, abs=0.005)


def test_with_fewer_than_nine_tenths_usable_nothing_is_forecast_and_the_reasons_are_said(tables):
    held = adoption_cases(Held(spoilt(tables[0], 0.12), tables[1]))
    assert held.cases is None
    assert "routes to adoption cannot be used, and at least 90% must be" in held.reason
    assert "a placement order without a decision (" in held.reason


def intake(folder, *, read, refused):
    """Leave the reports of an ingest that refused rows of two extracts."""
    lines = [f"{year}.csv,,adoption_pathways,{read},{read - refused},{refused},0" for year in (2012, 2013)]
    text = "\n".join(["file,part,table,read,loaded,refused,merged", *lines, "a.csv,,cp_plans,9,0,9,0", ""])
    (folder / "reconciliation.csv").write_text(text, encoding="utf-8")
    (folder / "problems.csv").write_text("file,part,row,field,rule,sentence\n", encoding="utf-8")
    return Records("adoptshire", AS_AT, folder=folder)


@pytest.mark.parametrize(("refused", "enough"), [(0, True), (9, True), (10, True), (11, False), (30, False)])
def test_rows_that_ingest_refused_count_among_those_that_cannot_be_used(tmp_path, refused, enough):
    folder = keep_adoption_council(tmp_path, tracker=True)
    stored = adoption_cases(Records("adoptshire", AS_AT, folder=folder)).read
    held = adoption_cases(intake(folder, read=100, refused=refused))
    left_out = sum(each.rows for each in held.unusable)
    assert (held.reason == "") is enough
    assert (held.read - left_out, held.usable) == (stored, pytest.approx(1 - refused / 100, abs=0.003))
    assert [each.reason for each in held.unusable] == ["refused at ingest"] * (refused > 0)
    assert enough or f"refused at ingest ({left_out})" in held.reason


def test_rows_refused_and_rows_that_contradict_themselves_are_counted_together(tmp_path):
    folder = keep_adoption_council(tmp_path, tracker=True)
    routes = spoilt(tables_of(folder), 0.06)
    store.write("adoption_pathways", routes, folder=folder, sources={}, counts={"read": len(routes)})
    held = adoption_cases(intake(folder, read=100, refused=6))
    assert [each.reason for each in held.unusable] == ["refused at ingest", "a placement order without a decision"]
    assert held.usable == pytest.approx(0.94 * 0.94, abs=0.005)
    assert held.cases is None


def tables_of(folder):
    """Return the routes stored in a folder."""
    return store.read("adoption_pathways", folder=folder)


def test_nothing_on_record_is_a_reason():
    assert adoption_cases(Held(canonical("adoption_pathways", []))).reason == "no route to adoption is on record"


@pytest.mark.parametrize(("adopted", "enough"), [(9, False), (10, True)])
def test_a_few_adoptions_are_too_few_to_learn_from(tables, adopted, enough):
    routes, episodes = tables
    done = routes.index[routes["adopted_on"].notna()]
    kept = routes.drop(index=done[adopted:])
    recent = kept[kept["adopted_on"].isna() | (kept["adopted_on"] >= pd.Timestamp(BEGINS))]
    held = adoption_cases(Held(recent, episodes))
    assert (held.reason == "") is enough
    assert enough or held.reason.startswith("only 9 adoptions are on record, and at least 10")


def test_a_step_that_nobody_ever_took_is_named(tables):
    routes = tables[0].assign(placement_order_on=pd.NaT)
    routes = routes.assign(placement_order_on=routes["placement_order_on"].astype("datetime64[us]"))
    assert adoption_cases(Held(routes, tables[1])).reason == "no child on record has a placement order"


@pytest.mark.parametrize(
    ("because", "way"),
    [("E4A", "home"), ("E4B", "home"), ("E13", "home"), ("E43", "special guardianship"),
     ("E48", "special guardianship"), ("E17", "age limit"), ("E8", "other"), ("E41", "other"), ("E2", "other")],
)  # fmt: skip
def test_each_reason_for_leaving_care_is_a_way_out_of_the_route(tables, because, way):
    routes, episodes = tables
    changed = episodes.assign(ended_because=episodes["ended_because"].mask(episodes["ended_because"] == "E4A", because))
    held = adoption_cases(Held(routes.drop(columns=[]), changed))
    first = episodes[episodes["ended_because"] == "E4A"].iloc[0]
    row = np.flatnonzero(
        (held.cases.dates[:, 0] == day_number(first["started_on"].date()))
        & (held.cases.exit == day_number(first["ended_on"].date()))
    )
    assert EXITS.index(way) in set(held.cases.exit_kind[row])


def test_a_changed_plan_ends_the_route_though_the_child_stays_in_care(tables):
    held = adoption_cases(Held(*tables))
    changed = held.cases.exit_kind == EXITS.index("plan changed")
    assert changed.sum() == tables[0]["plan_changed_on"].notna().sum()


def test_the_same_tables_give_the_same_cases_and_other_dates_another_mark(tables):
    held = Held(*tables)
    assert adoption_cases(held) is adoption_cases(held)
    again = adoption_cases(Held(*tables))
    assert again == adoption_cases(held)
    moved = tables[0].assign(placed_on=tables[0]["placed_on"] + pd.Timedelta(days=1))
    moved = moved[~(moved["placed_on"] > moved["adopted_on"])]
    assert adoption_cases(Held(moved, tables[1])) != again


def test_the_day_of_coming_to_a_foster_family_that_adopts_is_kept_beside_the_cases(tables):
    routes = tables[0]
    since = routes["entered_care_on"] + pd.Timedelta(days=3)
    fostered = routes.assign(foster_placement_on=since.where(routes["child_key"] == routes["child_key"].iloc[0]))
    held = adoption_cases(Held(fostered, tables[1]))
    assert np.isfinite(held.family_since).sum() == 1
    assert len(held.family_since) == len(held.cases)


def test_a_share_of_nothing_is_whole():
    assert AdoptionCases("", None, None, False, 0).usable == 1


def test_it_reads_the_records_of_a_council(tmp_path):
    assert adoption_cases(Records("nowhere", AS_AT, folder=tmp_path)).reason == "no route to adoption is on record"
