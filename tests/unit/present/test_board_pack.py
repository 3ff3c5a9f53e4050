"""The Board's tables: actions, risks and what lies ahead."""

import datetime as dt
from dataclasses import replace

from tests.support.made_progress import AGREED, NOW, PLAN, part, promised
from tests.support.shown import column, restricted
from turncurve.analyses.overviews.board_pack import ActionLog, ForwardPlan, NoChart, Risks


def with_plan(kind, **changes):
    return part(kind, position=replace(NOW, plan=replace(PLAN, **changes)))


def test_an_action_has_both_dates_who_agreed_and_its_effect():
    done = promised("A1", "Train", due=dt.date(2013, 1, 31), done_on=dt.date(2013, 1, 20), effect="Fewer are late")
    late = promised("A2", "Hire", due=dt.date(2013, 1, 31), slip=AGREED, owner="Head")
    exhibit = restricted(with_plan(ActionLog, promises=(done, late)))
    assert exhibit.rows == (
        (
            "A2 Hire",
            "▲ at risk",
            "Head",
            "31 January 2013",
            "30 June 2013",
            "Improvement board, 15 February 2013",
            "–",
        ),
        (
            "A1 Train",
            "□ no evidence",
            "not written yet",
            "31 January 2013",
            "31 January 2013",
            "–",
            "20 January 2013: Fewer are late",
        ),
    )
    assert exhibit.sentence == (
        "1 action open, of which 0 off track; 1 done since 31 December 2012, and 0 before, which are left out."
    )


def test_an_action_done_without_an_effect_shows_that_none_is_written():
    done = promised("A1", "Train", done_on=dt.date(2013, 1, 20), evidence="the log")
    assert column(restricted(with_plan(ActionLog, promises=(done,))), "Done, and effect") == (
        "20 January 2013: not written yet",
    )


def test_risks_have_their_grades_and_what_is_done():
    exhibit = restricted(part(Risks))
    assert exhibit.rows == (("K1 Workers leave", "N02", "4", "5", "Pay more", "Director"),)
    assert exhibit.sentence == "1 risk open, the gravest first."


def test_no_risk_is_said_without_a_table():
    exhibit = restricted(with_plan(Risks, risks=()))
    assert (exhibit.sentence, exhibit.columns) == ("No risk is open.", ())


def test_what_lies_ahead_has_its_date_and_how_it_stands():
    assert restricted(with_plan(ForwardPlan, promises=())).sentence == "Nothing is due in the next 12 weeks."
    soon = (promised("A1", "Publish", due=dt.date(2013, 4, 30)),)
    exhibit = restricted(with_plan(ForwardPlan, promises=soon))
    assert exhibit.sentence == "1 date in the next 12 weeks."
    assert exhibit.rows == (("30 April 2013", "A1 Publish", "action", "● on track"),)


def test_that_no_measure_is_left_to_chart_is_said():
    assert restricted(NoChart(9)).sentence == "The plan has no measure number 9 that can be charted."
