"""A council's records as they stood on a date: nothing that came after is used, and nothing before is lost."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.canonical import canonical, plans
from turncurve.errors import TurnCurveError, UnknownNameError
from turncurve.tables import store
from turncurve.tables.column import words_of
from turncurve.tables.records import Records, cut
from turncurve.tables.registry import TABLES, model_of

DAY = dt.date(2013, 3, 31)
ONE_DAY = dt.timedelta(days=1)
ABOUT_THE_DAY = [DAY - ONE_DAY, DAY, DAY + ONE_DAY]
# The date that decides whether a row is known at all, written out by hand for each table.
DECIDES = {
    "contacts": "received_at",
    "referrals": "referred_on",
    "assessments": "started_on",
    "strategy_discussions": "held_on",
    "conferences": "held_on",
    "cp_plans": "started_on",
    "cp_reviews": "reviewed_on",
    "care_episodes": "started_on",
    "adoption_pathways": "entered_care_on",
    "adopters": "began_on",
    "audits": "audited_on",
    "audit_draws": "drawn_on",
    "audit_grades": "graded_on",
    "allocations": "ready_at",
    "availability": "known_on",
    "case_events": "started_at",
    "contact_draws": "drawn_on",
    "contact_codings": "drawn_on",
    "early_help": "began_on",
    "workers": "started_on",
    "posts": "stood_on",
    "caseloads": "stood_on",
    "absences": "started_on",
    "supervisions": "held_on",
    "training": "completed_on",
    "surveys": "closed_on",
    "questionnaires": "closed_on",
    "chaired_conferences": "held_on",
    "conference_agencies": "held_on",
    "chair_challenges": "raised_on",
    "improvement_notice": "plan_on",
    "improvement_requirements": "plan_on",
    "improvement_findings": "plan_on",
    "improvement_objectives": "plan_on",
    "improvement_measures": "plan_on",
    "improvement_milestones": "plan_on",
    "improvement_actions": "plan_on",
    "improvement_evidence": "plan_on",
    "improvement_meetings": "plan_on",
    "improvement_disagreements": "plan_on",
    "improvement_promises": "plan_on",
    "improvement_risks": "plan_on",
    "published_figures": "published_on",
    "issued_forecasts": "issued_as_at",
    "released_figures": "released_as_at",
}
OUR_RELEASES = {"issued_forecasts", "released_figures"}


def of_table(table, **values):
    """Return one row of a table in which only what is given is known."""
    return canonical(table, [values])


@pytest.mark.parametrize("table", sorted(set(TABLES) - OUR_RELEASES))
@pytest.mark.parametrize(("day", "known"), list(zip(ABOUT_THE_DAY, [True, True, False], strict=True)))
def test_a_row_is_known_from_the_day_of_its_event(table, day, known):
    assert len(cut(table, of_table(table, **{DECIDES[table]: day}), as_at=DAY)) == known


@pytest.mark.parametrize("table", sorted(OUR_RELEASES))
@pytest.mark.parametrize(("day", "known"), list(zip(ABOUT_THE_DAY, [True, False, False], strict=True)))
def test_what_a_release_said_is_known_from_the_day_after_its_date(table, day, known):
    assert len(cut(table, of_table(table, **{DECIDES[table]: day}), as_at=DAY)) == known


@pytest.mark.parametrize(("time", "known"), [("2013-03-31 23:59:59", True), ("2013-04-01 00:00:00", False)])
def test_the_whole_of_the_last_day_is_known(time, known):
    assert len(cut("contacts", of_table("contacts", received_at=time), as_at=DAY)) == known


@pytest.mark.parametrize(("ended", "still_open"), list(zip(ABOUT_THE_DAY, [False, False, True], strict=True)))
def test_a_plan_that_ended_afterwards_was_still_open(ended, still_open):
    (found,) = cut("cp_plans", plans(("c1", "2012-04-03", ended, 0)), as_at=DAY)["ended_on"]
    assert pd.isna(found) is still_open


@pytest.mark.parametrize(
    ("table", "date", "reason"),
    [
        ("referrals", "closed_on", "closure_reason"),
        ("care_episodes", "ended_on", "ended_because"),
        ("adoption_pathways", "left_care_on", "left_care_because"),
        ("adoption_pathways", "plan_changed_on", "plan_changed_because"),
    ],
)
@pytest.mark.parametrize(("day", "told"), list(zip([*ABOUT_THE_DAY, None], [True, True, False, True], strict=True)))
def test_why_something_ended_is_not_known_before_it_ended(table, date, reason, day, told):
    rows = of_table(table, **{DECIDES[table]: "2012-04-03", date: day, reason: "E11"})
    (found,) = cut(table, rows, as_at=DAY)[reason]
    assert found == "E11" if told else pd.isna(found)


@pytest.mark.parametrize("date", ["due_on", "revised_due_on"])
@pytest.mark.parametrize("day", ABOUT_THE_DAY)
def test_a_day_that_lies_ahead_when_it_is_written_is_known(date, day):
    rows = of_table("improvement_actions", plan_on="2012-09-14", **{date: day})
    (kept,) = cut("improvement_actions", rows, as_at=DAY)[date]
    assert kept == pd.Timestamp(day)


@pytest.mark.parametrize(("day", "known"), list(zip(ABOUT_THE_DAY, [True, True, False], strict=True)))
def test_that_an_action_was_done_is_not_known_before_the_day(day, known):
    rows = of_table("improvement_actions", plan_on="2012-09-14", done_on=day)
    (kept,) = cut("improvement_actions", rows, as_at=DAY)["done_on"]
    assert pd.notna(kept) is known


def test_an_outside_figure_enters_when_it_was_published_and_not_when_it_is_about():
    figure = {"period_end": "2012-03-31", "numerator": 42850}
    late, early = (
        of_table("published_figures", **figure, published_on=day) for day in (DAY + ONE_DAY, DAY - 30 * ONE_DAY)
    )
    assert cut("published_figures", late, as_at=DAY).empty
    assert len(cut("published_figures", early, as_at=DAY)) == 1


def test_a_forecast_already_issued_keeps_the_later_days_that_it_is_about():
    rows = of_table("issued_forecasts", issued_as_at=DAY - ONE_DAY, period_end="2014-03-31")
    (kept,) = cut("issued_forecasts", rows, as_at=DAY)["period_end"]
    assert kept == pd.Timestamp("2014-03-31")


def test_the_table_given_is_left_as_it_was():
    rows = plans(("c1", "2012-04-03", "2013-06-01", 0), ("c2", "2013-06-01", None, 0))
    before = rows.copy(deep=True)
    cut("cp_plans", rows, as_at=DAY)
    pd.testing.assert_frame_equal(rows, before)


def test_a_table_cut_is_a_table_still():
    for table in TABLES:
        model_of(table).validate(cut(table, store.empty(table), as_at=DAY), lazy=True)
    rows = plans(("c1", "2012-04-03", "2013-06-01", 0), ("c2", "2013-06-01", None, 0))
    pd.testing.assert_frame_equal(
        model_of("cp_plans").validate(cut("cp_plans", rows, as_at=DAY)), plans(("c1", "2012-04-03", None, 0))
    )


days = st.dates(dt.date(2010, 1, 1), dt.date(2013, 12, 31))
maybe = st.none() | days
pathways = st.lists(st.tuples(days, maybe, maybe, maybe), max_size=8)


def pathways_of(drawn):
    names = ("entered_care_on", "matched_on", "plan_changed_on", "left_care_on")
    rows = [
        {"child_key": f"c{place}", **dict(zip(names, each, strict=True)), "left_care_because": "E11"}
        for place, each in enumerate(drawn)
    ]
    return canonical("adoption_pathways", rows)


@settings(max_examples=60, deadline=None)
@given(pathways, days)
def test_nothing_dated_after_the_reports_date_is_left(drawn, as_at):
    known = cut("adoption_pathways", pathways_of(drawn), as_at=as_at)
    for name, words in words_of(model_of("adoption_pathways")).items():
        if words["dtype"].startswith("datetime"):
            assert not (known[name].dropna() > pd.Timestamp(as_at)).any()
    assert len(known) == sum(entered <= as_at for entered, *_ in drawn)


@settings(max_examples=60, deadline=None)
@given(pathways, days)
def test_what_stood_on_a_date_stands_when_it_is_asked_again(drawn, as_at):
    once = cut("adoption_pathways", pathways_of(drawn), as_at=as_at)
    pd.testing.assert_frame_equal(cut("adoption_pathways", once, as_at=as_at), once)


@settings(max_examples=60, deadline=None)
@given(pathways, days, days)
def test_what_stood_on_an_early_date_is_the_same_seen_from_a_later_one(drawn, one, other):
    early, late = sorted((one, other))
    rows = pathways_of(drawn)
    directly = cut("adoption_pathways", rows, as_at=early)
    seen_later = cut("adoption_pathways", cut("adoption_pathways", rows, as_at=late), as_at=early)
    pd.testing.assert_frame_equal(seen_later, directly)


@settings(max_examples=40, deadline=None)
@given(pathways, days, days)
def test_a_later_date_knows_no_fewer_children_and_no_fewer_dates(drawn, one, other):
    early, late = (cut("adoption_pathways", pathways_of(drawn), as_at=day) for day in sorted((one, other)))
    assert set(early["child_key"]) <= set(late["child_key"])
    later = late.set_index("child_key").loc[early["child_key"]]
    for name in ("matched_on", "plan_changed_on", "left_care_on"):
        assert (later[name].notna().to_numpy() >= early[name].notna().to_numpy()).all()


@pytest.fixture
def folder(tmp_path):
    """Return a folder that holds two plans, one of them of after the report's date."""
    rows = plans(("c1", "2012-04-03", "2013-06-01", 0), ("c2", "2013-06-01", None, 0))
    store.write("cp_plans", rows, folder=tmp_path, sources={"cin.xml": "ab" * 32}, counts={"read": 2})
    return tmp_path


def test_records_read_a_table_once_and_cut_it(folder):
    records = Records("madeshire", DAY, folder)
    first = records.table("cp_plans")
    assert first["child_key"].tolist() == ["c1"]
    (folder / "cp_plans.parquet").unlink()
    assert records.table("cp_plans") is first


def test_records_remember_what_was_read_and_from_which_files(folder):
    records = Records("madeshire", DAY, folder)
    assert records.read_so_far == {}
    records.table("cp_plans")
    assert records.read_so_far["cp_plans"].sources == {"cin.xml": "ab" * 32}


def test_a_table_that_a_council_does_not_hold_is_empty_and_rests_on_nothing(folder):
    records = Records("madeshire", DAY, folder)
    assert records.table("audits").empty
    assert list(records.table("audits").columns) == list(model_of("audits").to_schema().columns)
    assert records.read_so_far == {}


def test_a_table_that_nobody_knows_is_a_sentence(folder):
    with pytest.raises(UnknownNameError, match="no canonical table called 'plans'"):
        Records("madeshire", DAY, folder).table("plans")


def test_published_figures_are_kept_once_for_all_councils(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    rows = canonical(
        "published_figures",
        [
            {
                "measure": "referrals",
                "area": "England",
                "period_start": "2011-04-01",
                "period_end": "2012-03-31",
                "status": "published",
                "published_on": "2012-11-01",
                "source": "Made",
            }
        ],
    )
    store.write("published_figures", rows, folder=tmp_path / "data/processed/published", sources={}, counts={})
    for council in ("madeshire", "otherset"):
        assert len(Records(council, DAY).table("published_figures")) == 1
        assert Records(council, DAY).table("cp_plans").empty


def test_what_is_held_is_not_shown_by_a_records_name(folder):
    records = Records("madeshire", DAY, folder)
    records.table("cp_plans")
    assert "c1" not in repr(records)


RELEASES = {
    ("2011-03-31", "public"): 10,
    ("2012-03-31", "public"): 20,
    ("2012-03-31", "restricted"): 21,
    ("2013-03-31", "public"): 30,
    ("2013-03-31", "restricted"): 31,
}


def released(folder, *keys):
    """Store what releases showed, one count each, and return records as at a date for an audience."""
    rows = [
        {
            "released_as_at": day,
            "edition_number": 1,
            "audience": audience,
            "cell": "a",
            "value": RELEASES[day, audience],
        }
        for day, audience in keys
    ]
    sources = {f"reports/madeshire/{day}/1/{audience}/figures.csv": f"{day}{audience}" for day, audience in keys}
    store.write("released_figures", canonical("released_figures", rows), folder=folder, sources=sources, counts={})

    def at(day: str, audience: str) -> Records:
        return Records("madeshire", dt.date.fromisoformat(day), folder, audience=audience)

    return at


@pytest.mark.parametrize(
    ("day", "audience", "seen"),
    [
        ("2013-03-31", "public", [10, 20]),
        ("2013-03-31", "restricted", [10, 20, 21]),
        ("2012-03-31", "restricted", [10]),
        ("2011-03-31", "restricted", []),
        ("2013-04-01", "public", [10, 20, 30]),
    ],
)
def test_a_public_report_rests_on_what_was_told_to_the_public_and_a_report_never_on_itself(
    tmp_path, day, audience, seen
):
    records = released(tmp_path, *RELEASES)(day, audience)
    assert records.table("released_figures")["value"].tolist() == seen
    named = {name.split("/")[2] + name.split("/")[4] for name in _sources(records)}
    assert named == {f"{when}{whom}" for (when, whom), value in RELEASES.items() if value in seen}


def _sources(records) -> dict[str, str]:
    made = records.read_so_far.get("released_figures")
    return dict(made.sources) if made else {}


def test_a_later_release_does_not_change_what_an_earlier_report_says_that_it_rests_on(tmp_path):
    day, audience = "2013-03-31", "restricted"
    before = released(tmp_path, *list(RELEASES)[:3])(day, audience)
    before.table("released_figures")
    after = released(tmp_path, *RELEASES)(day, audience)
    after.table("released_figures")
    assert after.read_so_far == before.read_so_far
    fewer = released(tmp_path, *list(RELEASES)[:2])(day, audience)
    fewer.table("released_figures")
    assert fewer.read_so_far != before.read_so_far


def test_work_is_done_once_for_the_same_records_and_words(folder):
    asked = []

    def counted(records, *words):
        asked.append(words)
        return len(asked), records.as_at

    records = Records("madeshire", DAY, folder)
    assert [records.once(counted, "a"), records.once(counted, "b"), records.once(counted, "a")] == [
        (1, DAY),
        (2, DAY),
        (1, DAY),
    ]
    assert Records("madeshire", DAY, folder).once(counted, "a") == (3, DAY)


def test_work_that_failed_is_done_again(folder):
    asked = []

    def failing(records):
        asked.append(records)
        raise TurnCurveError("no", where="here", remedy="Try again")

    records = Records("madeshire", DAY, folder)
    for _ in range(2):
        with pytest.raises(TurnCurveError):
            records.once(failing)
    assert len(asked) == 2
