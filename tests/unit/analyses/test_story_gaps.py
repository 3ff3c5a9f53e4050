"""What a council's words still lack: each gap named, and a whole story without any."""

import datetime as dt
from dataclasses import replace

import pytest

from turncurve.analyses.story_gaps import PARTS, gaps, missing
from turncurve.tables.story import Action, Cause, Option, Partner, Story

CAUSE = Cause("C1", "Plans end without a step down", "restricting", 1, "audit", "March audit")
PARTNER = Partner("Health visitors", "See the child monthly", ("C1",))
OPTION = Option(
    "O1", "Visit after a plan", ("C1",), "moderate", "none", leverage=4, feasibility=5, specificity=5, values=4
)
ACTION = Action(
    "A1", "Visit within a month", "Team managers", dt.date(2013, 5, 31), "Visits logged", "within budget", "Share", "O1"
)
WHOLE = Story(
    "referrals",
    outcome="Children are safe",
    accountability="performance",
    quadrant="better off",
    headline_because="It says whether protection lasts",
    acceptable=False,
    acceptable_because="Too many return",
    causes=(CAUSE,),
    partners=(PARTNER,),
    options=(OPTION,),
    actions=(ACTION,),
    data_development=("Visits",),
    research=("Why",),
)


def test_a_whole_story_lacks_nothing():
    assert missing(WHOLE) == ()


def test_a_story_not_begun_lacks_every_part():
    said = missing(Story("referrals"))
    for part in ("outcome", "acceptable", "cause", "partner", "option", "action", "data", "research"):
        assert any(part in sentence.lower() for sentence in said), part


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": ""}, "The outcome is not stated in plain words"),
        ({"acceptable": None}, "It is not said whether the future, if nothing changes, is acceptable"),
        ({"causes": (replace(CAUSE, effect=None),)}, "Cause C1 is not said to contribute or to restrict"),
        ({"causes": (replace(CAUSE, rank=None),)}, "Cause C1 is not ranked"),
        ({"causes": (replace(CAUSE, evidence=""),)}, "Cause C1 has no evidence, and is not labelled a hunch"),
        ({"causes": (replace(CAUSE, evidence_kind=None),)}, "Cause C1 has no evidence, and is not labelled a hunch"),
        (
            {"partners": (replace(PARTNER, causes=()),)},
            "Partner Health visitors has no role, or no cause that it bears on",
        ),
        ({"options": (replace(OPTION, causes=()),)}, "Option O1 acts on no cause"),
        ({"options": (replace(OPTION, evidence=None),)}, "Option O1 has no grade of evidence"),
        ({"options": (replace(OPTION, cost="high"),)}, "There is no option of no cost or low cost"),
        (
            {"actions": (replace(ACTION, what="Improve practice"),)},
            "Action A1 is vague: it says what in fewer than 3 words",
        ),
        (
            {"actions": (replace(ACTION, what="Training for all staff"),)},
            "Action A1 is vague: it does not begin with what somebody will do",
        ),
        ({"actions": (replace(ACTION, who=""),)}, "Action A1 has no owner"),
        ({"actions": (replace(ACTION, due=None),)}, "Action A1 has no date"),
        ({"actions": (replace(ACTION, measure=""),)}, "Action A1 has no measure of its effect"),
        ({"research": ()}, "No question is to be researched"),
    ],
)
def test_one_gap_is_named_and_nothing_else(changes, said):
    assert missing(replace(WHOLE, **changes)) == (said,)


def test_an_option_without_a_score_says_which_scores_are_wanted():
    (said,) = missing(replace(WHOLE, options=(replace(OPTION, leverage=None),)))
    assert "not scored on leverage, feasibility and reach, specificity and values" in said


def test_a_hunch_needs_no_evidence_but_its_name():
    hunch = replace(CAUSE, evidence_kind="hunch", evidence="")
    assert missing(replace(WHOLE, causes=(hunch,))) == ()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_names_its_own_gaps_alone(part):
    assert gaps(WHOLE, part) == ()
    assert set(gaps(Story("referrals"), part)) <= set(missing(Story("referrals")))
    assert gaps(Story("referrals"), part)


def test_the_gaps_of_the_parts_are_those_of_the_whole_in_the_reports_order():
    empty = Story("referrals")
    assert missing(empty) == tuple(said for part in PARTS for said in gaps(empty, part))
    assert len(set(missing(empty))) == len(missing(empty))


def test_an_indicator_of_a_population_has_no_place_among_a_services_measures():
    of_everybody = replace(WHOLE, accountability="population", quadrant=None)
    assert missing(of_everybody) == ()
    assert missing(replace(of_everybody, accountability="performance")) == (
        "It is not said whether the measure is of how much, how well, or whether anyone is better off",
    )


@pytest.mark.parametrize("cost", ["none", "low"])
def test_one_option_of_no_or_low_cost_is_enough(cost):
    dear = replace(OPTION, id="O2", cost="high")
    assert missing(replace(WHOLE, options=(replace(OPTION, cost=cost), dear))) == ()


@pytest.mark.parametrize(
    ("evidence", "lacks"),
    [("no_such_indicator", True), ("12.5% of nothing", True), ("child_protection_plans_started, by year", False)],
)
def test_a_figure_is_one_of_an_indicator(evidence, lacks):
    story = replace(WHOLE, causes=(replace(WHOLE.causes[0], evidence_kind="figure", evidence=evidence),))
    assert any("names no indicator" in each for each in gaps(story, "causes")) is lacks


@pytest.mark.parametrize(
    ("name", "words"), [("who", "TBC"), ("who", "Everyone"), ("deliverable", "tbc"), ("measure", "?")]
)
def test_a_placeholder_is_no_answer(name, words):
    story = replace(WHOLE, actions=(replace(WHOLE.actions[0], **{name: words}),))
    assert len(gaps(story, "actions")) == len(gaps(WHOLE, "actions")) + 1
