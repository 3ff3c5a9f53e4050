"""An edition of the plan is read from its tables as the items that statuses are worked out from."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from turncurve.analyses import plan_read
from turncurve.analyses.plan_read import plan_of, read
from turncurve.analyses.promise_status import promise_status
from turncurve.tables.plan_as_at import ImprovementPlan
from turncurve.tables.records import Records

AS_AT = dt.date(2013, 3, 31)
SLIP = ("revised_due_on", "reason", "approved_by", "approved_on")
COLUMNS = {
    "notice": ("aim_on", "served_on", "reported_on", "chair"),
    "requirements": ("requirement_id", "theme", "words", "months_allowed"),
    "findings": ("finding_id", "source", "words", "requirement_id", "objective_id"),
    "objectives": ("objective_id", "requirement_id", "words", "owner", "agreed_on"),
    "measures": (
        "measure_id", "objective_id", "indicator", "aim", "target", "due_on", *SLIP, "baseline", "baseline_on",
    ),
    "milestones": ("milestone_id", "objective_id", "words", "owner", "due_on", *SLIP, "met_on", "lost_on"),
    "actions": ("action_id", "objective_id", "words", "owner", "due_on", *SLIP, "done_on", "effect", "corrects"),
    "evidence": ("evidence_id", "about_id", "kind", "link", "dated_on", "shows", "words"),
    "meetings": (
        "meeting_id", "occasion", "month", "held_on", "asked_for", "statement", "signed_off_by", "signed_off_on",
    ),
    "disagreements": ("meeting_id", "requirement_id", "status", "reason"),
    "promises": ("promise_id", "meeting_id", "requirement_id", "words", "due_on", "kept_on", "outcome"),
    "risks": ("risk_id", "requirement_id", "words", "likelihood", "impact", "mitigation", "owner", "closed_on"),
}  # fmt: skip
BASE = {
    "notice": [{"aim_on": "2013-12-31", "chair": "Independent chair"}],
    "requirements": [{"requirement_id": "N01", "theme": "practice", "words": " Assess in time "}],
    "objectives": [{"objective_id": "O1", "requirement_id": "N01", "words": "Be timely", "agreed_on": "2012-09-14"}],
    "measures": [
        {
            "measure_id": "M1",
            "objective_id": "O1",
            "indicator": "assessments_on_time",
            "aim": "at least",
            "target": 90.0,
            "due_on": "2013-12-31",
        }
    ],
}


def edition(**sheets) -> ImprovementPlan:
    """Return an edition with the base's rows, and those given beside or in place of them."""
    rows = {**{name: [] for name in COLUMNS}, **BASE, **sheets}
    return ImprovementPlan(dt.date(2013, 3, 15), **{name: table(name, rows[name]) for name in COLUMNS})


def table(name, rows):
    filled = [{column: row.get(column) for column in COLUMNS[name]} for row in rows]
    made = pd.DataFrame(filled, columns=list(COLUMNS[name]))
    days = {column: pd.to_datetime(made[column]) for column in COLUMNS[name] if column.endswith("_on")}
    return made.assign(**days)


def action(**words):
    return {"action_id": "A1", "objective_id": "O1", "words": "Train", "due_on": "2013-01-31", "owner": "Head", **words}


def evidence(**words):
    base = {"evidence_id": "E1", "about_id": "A1", "kind": "document", "link": "the log", "shows": "supports"}
    return {**base, "dated_on": "2013-01-20", **words}


BOARD = {"meeting_id": "B4", "occasion": "Board meeting", "month": "2013-02", "held_on": "2013-02-15"}


def only_promise(**sheets):
    (found,) = read(edition(**sheets), as_at=AS_AT).promises
    return found


def test_requirements_objectives_and_measures_are_read():
    held = read(edition(), as_at=AS_AT)
    assert (held.plan_on, held.aim_on, held.chair) == (dt.date(2013, 3, 15), dt.date(2013, 12, 31), "Independent chair")
    assert [(each.id, each.theme, each.text, each.lacks) for each in held.requirements] == [
        ("N01", "practice", "Assess in time", "")
    ]
    assert [(each.id, each.requirement, each.owner) for each in held.objectives] == [("O1", "N01", "")]
    (measure,) = held.measures
    assert (measure.indicator, measure.aim, measure.target, measure.baseline) == (
        "assessments_on_time",
        "at least",
        90.0,
        None,
    )
    assert (measure.due, measure.slip.to, measure.slip.is_approved) == (dt.date(2013, 12, 31), None, False)


@pytest.mark.parametrize(("approver", "approved"), [("improvement board", True), ("director", False), (None, False)])
def test_only_the_boards_approval_makes_a_later_date_count(approver, approved):
    late = action(revised_due_on="2013-06-30", reason="Vacancy", approved_by=approver, approved_on="2013-02-15")
    found = only_promise(actions=[late], meetings=[BOARD])
    assert found.promise.approved is approved
    assert found.slip.is_approved is approved
    assert (found.slip.to, found.slip.reason) == (dt.date(2013, 6, 30), "Vacancy")


def test_an_action_done_is_shown_by_its_evidence_and_its_effect():
    done = action(done_on="2013-01-20", effect="Fewer are late", corrects="M1")
    found = only_promise(actions=[done], evidence=[evidence()])
    assert (found.kind, found.corrects, found.effect) == ("action", "M1", "Fewer are late")
    assert found.promise.done_on == dt.date(2013, 1, 20)
    assert found.promise.evidence == "the log; Fewer are late"


@pytest.mark.parametrize(
    "none",
    [evidence(about_id="M1"), evidence(shows="neither"), evidence(kind="none yet"), evidence(shows="contradicts")],
)
def test_evidence_of_something_else_or_against_it_shows_nothing(none):
    assert only_promise(actions=[action(done_on="2013-01-20")], evidence=[none]).promise.evidence == ""


def test_a_milestone_that_no_longer_holds_says_since_when():
    milestone = {"milestone_id": "S1", "objective_id": "O1", "words": "Agreed", "due_on": "2013-01-31"}
    found = only_promise(milestones=[{**milestone, "met_on": "2013-01-20", "lost_on": "2013-03-01"}])
    assert (found.kind, found.promise.done_on, found.promise.lost_on) == (
        "milestone",
        dt.date(2013, 1, 20),
        dt.date(2013, 3, 1),
    )


@pytest.mark.parametrize(
    ("rows", "audit"),
    [
        ([], None),
        ([evidence()], None),
        ([evidence(kind="audit")], None),
        ([evidence(kind="audit", dated_on="2013-01-19")], None),
        ([evidence(kind="audit", dated_on="2013-01-21")], "confirms"),
        ([evidence(kind="audit", shows="contradicts")], "contradicts"),
        ([evidence(shows="contradicts")], "contradicts"),
        (
            [
                evidence(kind="audit", shows="contradicts", dated_on="2012-12-01"),
                evidence(evidence_id="E2", kind="audit", dated_on="2013-02-01"),
            ],
            "confirms",
        ),
        (
            [
                evidence(kind="audit", dated_on="2012-12-01"),
                evidence(evidence_id="E2", shows="contradicts", dated_on="2013-02-01"),
            ],
            "contradicts",
        ),
    ],
    ids=[
        "none",
        "a document",
        "an audit without a day",
        "an audit before",
        "an audit since",
        "an audit against",
        "a document against",
        "for at last",
        "against at last",
    ],
)
def test_the_last_to_look_decides_what_an_audit_found(rows, audit):
    found = only_promise(actions=[action(done_on="2013-01-20")], evidence=rows)
    assert found.promise.audit == audit
    assert len(found.against) == sum(each["shows"] == "contradicts" for each in rows)


def test_evidence_against_is_said_in_its_words_or_by_its_name():
    rows = [
        evidence(about_id="M1", shows="contradicts", words="a sample was late"),
        evidence(evidence_id="E2", about_id="O1", kind="audit", link="Autumn audit", shows="contradicts"),
        evidence(evidence_id="E3", about_id="N01", shows="contradicts", words="families say otherwise"),
    ]
    held = read(edition(evidence=rows), as_at=AS_AT)
    assert held.measures[0].against == ("a sample was late",)
    assert held.objectives[0].against == ("audit Autumn audit",)
    assert held.requirements[0].against == ("families say otherwise",)


def test_a_requirement_with_neither_measure_nor_evidence_lacks_it():
    held = read(edition(measures=[]), as_at=AS_AT)
    assert held.requirements[0].lacks == "no evidence is held of it yet"
    assert any("no evidence" in gap for gap in held.gaps)


def test_that_there_is_no_evidence_yet_is_left_open_where_the_plan_says_so():
    milestone = {"milestone_id": "S1", "objective_id": "O1", "words": "Agreed", "due_on": "2013-06-30"}
    to_come = evidence(about_id="N01", kind="none yet", link=None, shows="neither")
    held = read(edition(measures=[], milestones=[milestone], evidence=[to_come]), as_at=AS_AT)
    assert held.requirements[0].lacks
    assert held.gaps == ()
    assert any("no evidence yet" in each for each in held.left_open)


def test_meetings_are_read_with_where_their_chair_disagrees():
    meeting = {"meeting_id": "R1", "occasion": "information to ministers", "month": "2013-03", "statement": "I worry."}
    rows = [
        {"meeting_id": "R1", "requirement_id": "N01", "status": "at risk", "reason": "Audits"},
        {"meeting_id": "R0", "requirement_id": "N01", "status": "met", "reason": "Earlier"},
    ]
    (found,) = read(edition(meetings=[meeting], disagreements=rows), as_at=AS_AT).meetings
    assert (found.statement, found.held_on, found.signed_off_by) == ("I worry.", None, "")
    assert [(each.requirement, each.status, each.reason) for each in found.disagreements] == [
        ("N01", "at risk", "Audits")
    ]


def test_what_was_kept_after_the_reports_date_is_not_kept():
    rows = [
        {"promise_id": "P1", "meeting_id": "R1", "words": "Publish", "due_on": "2013-03-01", "kept_on": "2013-03-01"},
        {"promise_id": "P2", "meeting_id": "R1", "words": "Hire", "due_on": "2013-06-01", "kept_on": "2013-04-01"},
    ]
    assert [each.kept_on for each in read(edition(promises=rows), as_at=AS_AT).pledges] == [dt.date(2013, 3, 1), None]


def test_risks_that_are_closed_are_left_out():
    risk = {"requirement_id": "N01", "words": "Leavers", "likelihood": 4, "impact": 5}
    rows = [
        {**risk, "risk_id": "K1"},
        {**risk, "risk_id": "K2", "closed_on": "2013-03-31"},
        {**risk, "risk_id": "K3", "closed_on": "2013-04-01"},
    ]
    held = read(edition(risks=rows), as_at=AS_AT).risks
    assert [(each.id, each.likelihood, each.impact) for each in held] == [("K1", 4, 5), ("K3", 4, 5)]


def test_findings_keep_the_objective_that_answers():
    rows = [
        {"finding_id": "F1", "source": "diagnostic area", "words": "Recruit", "requirement_id": "N01"},
        {"finding_id": "F2", "source": "diagnostic area", "words": "Match", "objective_id": "O1"},
    ]
    held = read(edition(findings=rows), as_at=AS_AT)
    assert [(each.id, each.objective) for each in held.findings] == [("F1", ""), ("F2", "O1")]
    assert any("F1" in gap for gap in held.gaps)


def test_a_council_without_a_plan_has_none(monkeypatch):
    monkeypatch.setattr(plan_read, "plan_as_at", lambda records, *, by=None: None)
    assert plan_of(Records("exampleshire", AS_AT)) is None


def test_the_plan_of_an_earlier_day_is_read_as_at_that_day(monkeypatch):
    rows = [{"promise_id": "P1", "meeting_id": "R1", "words": "Hire", "kept_on": "2013-02-01"}]
    asked = []

    def held(records, *, by=None):
        asked.append(by)
        return replace(edition(promises=rows), plan_on=dt.date(2012, 12, 14))

    monkeypatch.setattr(plan_read, "plan_as_at", held)
    records = Records("exampleshire", AS_AT)
    assert plan_of(records).pledges[0].kept_on == dt.date(2013, 2, 1)
    assert plan_of(records, by=dt.date(2012, 12, 31)).pledges[0].kept_on is None
    assert asked == [AS_AT, dt.date(2012, 12, 31)]


@pytest.mark.parametrize("effect", ["none", "None.", " n/a ", "-"])
def test_an_effect_that_says_nothing_shows_nothing(effect):
    found = only_promise(actions=[action(done_on="2013-01-20", effect=effect)])
    assert found.promise.evidence == ""
    assert promise_status(found.promise, as_at=AS_AT).status == "no evidence"


@pytest.mark.parametrize(("dated", "shown"), [("1999-01-01", ""), ("2012-07-20", ""), ("2012-07-21", "the log")])
def test_evidence_older_by_half_a_year_than_what_was_done_does_not_show_it(dated, shown):
    found = only_promise(actions=[action(done_on="2013-01-20")], evidence=[evidence(dated_on=dated)])
    assert found.promise.evidence == shown


def test_an_old_plan_cannot_say_how_a_step_stands_today():
    held = edition(actions=[action(done_on="2013-01-20")], evidence=[evidence()])
    (then,), (later,) = (read(held, as_at=each).promises for each in (AS_AT, dt.date(2014, 6, 30)))
    assert promise_status(then.promise, as_at=AS_AT).status == "met"
    found = promise_status(later.promise, as_at=dt.date(2014, 6, 30))
    assert (found.status, found.rule) == ("cannot tell", "evidence stale")


LATE = action(
    due_on="2013-01-31", revised_due_on="2013-06-30", approved_by="improvement board", approved_on="2013-02-15"
)


@pytest.mark.parametrize(
    ("later", "noticed", "doubt"),
    [
        ({}, None, ""),
        ({"approved_on": None}, None, "no day is given on which it agreed"),
        ({"approved_on": "2013-02-16"}, None, "it did not meet on that day"),
        ({}, "2013-02-16", "that was before the notice"),
    ],
)
def test_the_boards_agreement_counts_at_one_of_its_meetings_under_the_notice(later, noticed, doubt):
    notice = [{"aim_on": "2013-12-31", "reported_on": noticed}]
    found = only_promise(actions=[{**LATE, **later}], meetings=[BOARD], notice=notice)
    assert found.slip.doubt == doubt
    assert found.promise.approved is (not doubt)


def with_earlier(earlier, **sheets):
    """Return a plan read with one edition before it."""
    return read(replace(edition(**sheets), earlier=(edition(**earlier),)), as_at=AS_AT)


def test_an_approval_of_one_date_is_none_of_the_next():
    now = {**LATE, "revised_due_on": "2013-09-30"}
    held = with_earlier({"actions": [LATE], "meetings": [BOARD]}, actions=[now], meetings=[BOARD])
    assert held.promises[0].slip.doubt == "that was to an earlier date"
    assert promise_status(held.promises[0].promise, as_at=AS_AT).rule == "late without approval"


@pytest.mark.parametrize("written", ["2013-06-30", None])
def test_a_first_date_that_was_written_over_still_counts(written):
    held = with_earlier({"actions": [action()]}, actions=[action(due_on=written)])
    (found,) = held.promises
    assert found.promise.due == dt.date(2013, 1, 31)
    assert promise_status(found.promise, as_at=AS_AT).status == "off track"
    assert any("A1 has another first date" in gap for gap in held.gaps)


def test_a_target_that_was_lowered_is_told_and_one_that_was_raised_is_not():
    base = BASE["measures"][0]
    lowered = with_earlier({}, measures=[{**base, "target": 40.0}])
    raised = with_earlier({}, measures=[{**base, "target": 95.0}])
    assert lowered.measures[0].eased == (
        "its target was at least 90 in an earlier edition of the plan and is at least 40 now"
    )
    assert raised.measures[0].eased == ""
    assert any(each.startswith("M1 has a target that is easier") for each in lowered.left_open)


def test_what_was_taken_out_is_named_at_its_requirement_and_holds_a_release():
    held = with_earlier({"actions": [action()]})
    assert held.requirements[0].taken_out == ("A1",)
    assert "A1 was in an earlier edition of the plan, and was taken out" in held.gaps


def test_a_milestone_whose_loss_is_said_no_more_is_still_lost():
    met = {"milestone_id": "S1", "objective_id": "O1", "words": "Agreed", "due_on": "2013-01-31"}
    met |= {"met_on": "2013-01-20"}
    held = with_earlier({"milestones": [{**met, "lost_on": "2013-03-01"}]}, milestones=[met])
    again = with_earlier(
        {"milestones": [{**met, "lost_on": "2013-03-01"}]}, milestones=[{**met, "met_on": "2013-03-10"}]
    )
    assert held.promises[0].promise.lost_on == dt.date(2013, 3, 1)
    assert again.promises[0].promise.lost_on is None


@pytest.mark.parametrize(
    ("words", "shows"),
    [
        ({}, True),
        ({"link": "zzz"}, False),
        ({"link": "none yet"}, False),
        ({"link": "05_unallocated_cases", "kind": "page"}, True),
        ({"dated_on": None}, False),
        ({"dated_on": "2012-07-21"}, True),
        ({"dated_on": "2012-07-20"}, False),
        ({"dated_on": "1999-01-01"}, False),
    ],
)
def test_evidence_that_cannot_be_found_or_has_no_day_of_its_time_shows_nothing(words, shows):
    held = edition(actions=[action(done_on="2013-01-20")], evidence=[evidence(**words)])
    (found,) = read(held, as_at=AS_AT).promises
    assert bool(found.promise.evidence) is shows
    assert promise_status(found.promise, as_at=AS_AT).status == ("met" if shows else "no evidence")


@pytest.mark.parametrize("effect", ["none", "Done.", "ongoing", "N/A", "See above"])
def test_an_effect_that_says_only_that_it_is_done_shows_nothing(effect):
    assert only_promise(actions=[action(done_on="2013-01-20", effect=effect)]).promise.evidence == ""


def test_a_promise_knows_the_day_of_the_plan_and_that_of_the_aim():
    found = only_promise(actions=[action(due_on="2020-01-01")]).promise
    assert (found.told_on, found.aim) == (dt.date(2013, 3, 15), dt.date(2013, 12, 31))
    assert promise_status(found, as_at=AS_AT).rule == "after the aim"
