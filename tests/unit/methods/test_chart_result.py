"""A chart's design refuses what contradicts itself, and a chart says whether it has limits."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.chart_result import (
    FEWEST_FIRM,
    FEWEST_TO_FIX,
    Assurance,
    ChartDesign,
    ChartSegment,
    ControlChart,
    Rebase,
)
from turncurve.methods.spc_rules import NHS_PLOT_THE_DOTS

DAY = date(2013, 4, 1)


def segment(reason):
    return ChartSegment(
        first=0,
        last=3,
        centre=5.0,
        sigma=None,
        over_dispersion=None,
        reason=reason,
        caution="",
        is_provisional=True,
        runs=None,
        rebase=None,
    )


def chart(*segments):
    return ControlChart(
        kind="XmR", kind_reason="", design=ChartDesign(better="lower"), points=(), segments=segments, assurance=None
    )


@pytest.mark.parametrize("missing", [{"reason": ""}, {"reason": "  "}, {"approver": ""}, {"approver": "\t"}])
def test_a_rebase_without_a_reason_or_an_approver_is_refused(missing):
    with pytest.raises(TurnCurveError, match="only rebased with a recorded reason and approver"):
        Rebase(**({"on": DAY, "reason": "a new front door", "approver": "the director"} | missing))


def test_a_rebase_keeps_what_was_recorded():
    rebase = Rebase(on=DAY, reason="a new front door", approver="the director")
    assert (rebase.on, rebase.reason, rebase.approver) == (DAY, "a new front door", "the director")


@pytest.mark.parametrize("points", [-1, 0, 11])
def test_limits_fixed_from_under_twelve_points_are_refused(points):
    with pytest.raises(TurnCurveError, match="fixed from 12 points or more"):
        ChartDesign(better="lower", fix_after=points)


@pytest.mark.parametrize("points", [12, 13, None])
def test_limits_fixed_from_twelve_points_or_not_at_all_are_accepted(points):
    assert ChartDesign(better="lower", fix_after=points).fix_after == points


def test_limits_both_fixed_and_rebased_are_refused():
    rebase = Rebase(on=DAY, reason="a new front door", approver="the director")
    with pytest.raises(TurnCurveError, match="either fixed or rebased"):
        ChartDesign(better="lower", fix_after=12, rebases=(rebase,))


@pytest.mark.parametrize("better", ["", "up", "Higher", "increase"])
def test_an_unknown_polarity_is_refused(better):
    with pytest.raises(TurnCurveError, match="higher, lower or neither"):
        ChartDesign(better=better)


def test_a_chart_speaks_for_its_last_segment():
    assert chart(segment("too few"), segment("")).has_limits
    assert chart(segment("too few"), segment("")).reason == ""
    assert not chart(segment(""), segment("too few")).has_limits
    assert chart(segment(""), segment("too few")).reason == "too few"


def test_a_chart_of_nothing_says_so():
    assert chart().reason == "there are no points"


def test_a_design_is_read_by_the_nhs_rules_from_all_points_unless_told_otherwise():
    design = ChartDesign(better="higher")
    assert design.rules is NHS_PLOT_THE_DOTS
    assert (design.rebases, design.fix_after, design.target) == ((), None, None)


@pytest.mark.parametrize("better", ["higher", "lower", "neither"])
def test_every_polarity_that_there_is_is_accepted(better):
    assert ChartDesign(better=better).better == better


def test_limits_are_firm_from_one_point_more_than_may_fix_them():
    assert (FEWEST_TO_FIX, FEWEST_FIRM) == (12, 13)


def test_several_rebases_are_kept_in_their_order_and_none_is_no_rebase():
    later = date(2015, 4, 1)
    rebases = tuple(Rebase(on=day, reason="a new front door", approver="the director") for day in (DAY, later))
    assert [one.on for one in ChartDesign(better="lower", rebases=rebases).rebases] == [DAY, later]
    assert ChartDesign(better="lower", fix_after=12, rebases=()).fix_after == 12


@pytest.mark.parametrize(
    ("bad", "where", "remedied"),
    [
        (lambda: Rebase(on=DAY, reason="", approver="the director"), "rebases", True),
        (lambda: ChartDesign(better="lower", fix_after=11), "fix_after", False),
        (
            lambda: ChartDesign(
                better="lower", fix_after=12, rebases=(Rebase(on=DAY, reason="a new team", approver="the head"),)
            ),
            "fix_after, rebases",
            False,
        ),
    ],
)
def test_a_refusal_says_where_and_never_quotes_what_was_written(bad, where, remedied):
    with pytest.raises(TurnCurveError) as refusal:
        bad()
    assert refusal.value.where == where
    assert bool(refusal.value.remedy) is remedied
    assert "director" not in str(refusal.value)
    assert "new team" not in str(refusal.value)


def test_designs_segments_and_charts_are_kept_as_they_were_made():
    for kept, name in ((ChartDesign(better="lower"), "target"), (segment(""), "centre"), (chart(), "kind")):
        with pytest.raises(FrozenInstanceError):
            setattr(kept, name, None)
    assert chart(segment("")) == chart(segment(""))
    assert chart(segment("")) != chart(segment("too few"))


def test_what_limits_promise_is_one_of_four_and_not_being_able_to_tell_is_among_them():
    assert {one.value for one in Assurance} == {"consistent_pass", "consistent_fail", "inconsistent", "cannot_tell"}


def test_limits_are_not_both_fixed_and_taken_from_a_steady_stretch():
    with pytest.raises(TurnCurveError, match="fixed or taken from a steady stretch, not both"):
        ChartDesign(better="lower", fix_after=12, steady=True)
