"""The status of a measure, by the worked examples of the page that documents the rule."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.worked_tables import rows_of
from turncurve.analyses.evidence_held import Evidence
from turncurve.analyses.measure_status import NOT_SHOWN_HERE, MeasureEvidence, Reading, in_words, measure_status
from turncurve.analyses.status import GREEN, STATUSES
from turncurve.reference.periods import at

AS_AT = dt.date(2013, 3, 31)
AIM = dt.date(2013, 12, 31)
COLUMNS = (
    "example", "readings", "due", "revised", "agreed", "change", "chance", "keeps pace", "evidence ends", "against",
    "status", "rule",
)  # fmt: skip
EXAMPLES = rows_of(ROOT / "docs" / "status_rule.md", with_columns=COLUMNS)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def readings(drawn, *, last=AS_AT):
    met = [letter == "y" for letter in drawn.rstrip("?")]
    made = [Reading(at(last - dt.timedelta(days=91 * (len(met) - 1 - place))), each) for place, each in enumerate(met)]
    return (*made[:-1], replace(made[-1], one_case_decides=True)) if drawn.endswith("?") else tuple(made)


def evidence_of(row):
    hidden = row["readings"] == "hidden"
    against = (row["against"],) if row["against"] else ()
    return MeasureEvidence(
        () if hidden or not row["readings"] else readings(row["readings"]),
        due=day(row["due"]) or dt.date(2013, 12, 31),
        evidence=Evidence(day(row["evidence ends"]), against),
        revised=day(row["revised"]),
        approved=row["agreed"] == "yes",
        direction=row["change"] or "cannot tell",
        probability=float(row["chance"]) if row["chance"] else None,
        keeps_pace={"yes": True, "no": False, "": None}[row["keeps pace"]],
        hidden=hidden,
    )


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_each_worked_example_has_the_status_and_the_rule_that_the_page_gives(row):
    found = measure_status(evidence_of(row), as_at=AS_AT)
    assert (found.status, found.rule) == (row["status"], row["rule"])


def test_every_status_has_a_worked_example():
    assert {row["status"] for row in EXAMPLES} == set(STATUSES)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_the_reason_reads_on_from_the_status(row):
    sentence = measure_status(evidence_of(row), as_at=AS_AT).sentence
    assert sentence.startswith(f"{row['status'].capitalize()}: ")
    assert sentence.endswith(".")
    assert ".." not in sentence


UP_TO_NOW = MeasureEvidence(readings("nnnn"), due=dt.date(2013, 12, 31), evidence=Evidence(AS_AT))


def test_the_later_date_counts_only_where_the_board_agreed_to_it():
    later = dt.date(2013, 9, 30)
    assert replace(UP_TO_NOW, revised=later, approved=True).deadline == later
    assert replace(UP_TO_NOW, revised=later).deadline == UP_TO_NOW.due


def test_the_run_counts_back_from_the_last_reading():
    assert replace(UP_TO_NOW, readings=readings("yynyy")).run == 2
    assert replace(UP_TO_NOW, readings=readings("yyyn")).run == 0


def test_two_years_in_a_row_are_enough_where_only_years_are_held():
    years = replace(UP_TO_NOW, readings=readings("nyy"), run_needed=2)
    assert measure_status(years, as_at=AS_AT).status == "met and sustained"
    assert measure_status(replace(years, run_needed=3), as_at=AS_AT).status == "met"


def test_a_measure_that_improves_too_slowly_says_both():
    slow = replace(UP_TO_NOW, direction="better", probability=0.1)
    assert measure_status(slow, as_at=AS_AT).sentence == (
        "Off track: it is really improving, and not fast enough: the chance that it is met by its date is about 10%."
    )


def test_why_nothing_was_measured_is_told():
    none = replace(UP_TO_NOW, readings=(), evidence=Evidence(None, missing="the log begins in May"))
    assert measure_status(none, as_at=AS_AT).sentence == "No evidence: the log begins in May."


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "less than 5%"),
        (0.049, "less than 5%"),
        (0.05, "about 5%"),
        (0.5, "about 50%"),
        (0.77, "about 75%"),
        (0.95, "about 95%"),
        (0.96, "more than 95%"),
        (1.0, "more than 95%"),
    ],
)
def test_a_chance_is_never_certain_and_never_finer_than_it_is(chance, said):
    assert in_words(chance) == said


measures = st.builds(
    MeasureEvidence,
    st.text("yn", min_size=1, max_size=6).map(readings),
    due=st.dates(dt.date(2012, 1, 1), dt.date(2014, 12, 31)),
    evidence=st.builds(
        Evidence,
        st.dates(dt.date(2012, 1, 1), AS_AT),
        st.sampled_from([(), ("an audit",)]),
        st.sampled_from(["", "nothing is held"]),
    ),
    revised=st.none() | st.dates(dt.date(2012, 1, 1), dt.date(2014, 12, 31)),
    approved=st.booleans(),
    direction=st.sampled_from(["better", "worse", "cannot tell"]),
    probability=st.none() | st.floats(0, 1),
    keeps_pace=st.sampled_from([True, False, None]),
)


@given(measures)
def test_nothing_is_green_on_evidence_that_is_missing_stale_or_contradictory(measure):
    found = measure_status(measure, as_at=AS_AT)
    held = measure.evidence
    assert found.status in STATUSES
    assert found.status not in GREEN or not (held.missing or held.against or held.is_stale(AS_AT))


@given(measures)
def test_nothing_that_was_missed_or_put_back_without_agreement_is_green(measure):
    found = measure_status(measure, as_at=AS_AT)
    late = not measure.readings[-1].met and measure.due <= AS_AT and not (measure.revised and measure.approved)
    assert not (late and found.is_green)


@given(measures, st.floats(0, 1), st.floats(0, 1))
def test_a_better_chance_never_gives_a_worse_status(measure, one, other):
    low, high = (
        measure_status(replace(measure, probability=chance), as_at=AS_AT).status for chance in sorted((one, other))
    )
    assert STATUSES.index(low) <= STATUSES.index(high)


WARNED = "the early warning: 3 of 6 teams are warned"


@pytest.mark.parametrize(("drawn", "chance", "rule"), [("yyyy", None, "early warning"), ("nnnn", 0.9, "early warning")])
def test_what_the_early_warning_tells_of_is_at_risk_whatever_the_counts_say(drawn, chance, rule):
    measure = MeasureEvidence(readings(drawn), AIM, Evidence(AS_AT), probability=chance, warned=WARNED)
    assert measure_status(replace(measure, warned=""), as_at=AS_AT).is_green
    found = measure_status(measure, as_at=AS_AT)
    assert (found.status, found.rule, found.because) == ("at risk", rule, WARNED)


@pytest.mark.parametrize(("drawn", "chance"), [("yyyy", None), ("nyyy", None), ("nnnn", 0.9)])
def test_what_rests_on_a_warning_that_is_not_shown_is_never_green(drawn, chance):
    measure = MeasureEvidence(readings(drawn), AIM, Evidence(AS_AT), probability=chance, warned=NOT_SHOWN_HERE)
    found = measure_status(measure, as_at=AS_AT)
    assert (found.status, found.rule, found.because) == ("cannot tell", "warning not shown", NOT_SHOWN_HERE)


def test_what_is_known_to_go_wrong_is_no_better_for_a_warning_that_is_not_shown():
    measure = MeasureEvidence(readings("nnnn"), AS_AT, Evidence(AS_AT), warned=NOT_SHOWN_HERE)
    found = measure_status(measure, as_at=AS_AT)
    assert (found.status, found.cautions) == ("off track", (NOT_SHOWN_HERE,))


def test_what_is_missed_stays_off_track_and_the_warning_is_told_too():
    measure = MeasureEvidence(readings("nnnn"), AS_AT, Evidence(AS_AT), warned=WARNED)
    found = measure_status(measure, as_at=AS_AT)
    assert (found.status, found.rule, found.cautions) == ("off track", "missed", (WARNED,))


@pytest.mark.parametrize(("due", "status"), [(AIM, "on track"), (dt.date(2014, 1, 1), "at risk")])
def test_a_target_due_after_the_aim_is_at_risk_by_it(due, status):
    measure = MeasureEvidence(readings("nnnn"), due, Evidence(AS_AT), probability=0.95, aim=AIM)
    found = measure_status(measure, as_at=AS_AT)
    assert found.status == status
    assert ("after the aim of 31 December 2013" in found.because) is (status == "at risk")


def test_what_is_met_already_may_be_due_whenever_the_plan_says():
    measure = MeasureEvidence(readings("yyyy"), dt.date(2015, 1, 1), Evidence(AS_AT), aim=AIM)
    assert measure_status(measure, as_at=AS_AT).status == "met and sustained"
