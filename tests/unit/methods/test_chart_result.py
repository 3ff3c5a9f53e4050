"""A chart's design refuses what contradicts itself, and a chart says whether it has limits."""

from datetime import date

import pytest

from turncurve.errors import TurnCurveError
from turncurve.methods.chart_result import ChartDesign, ChartSegment, ControlChart, Rebase

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
