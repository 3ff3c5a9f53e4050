"""Where children stand on a day is counted by hand, and again from an invented council's own dates."""

import numpy as np
import pytest

from turncurve.analyses.waits_now import LONG_WAIT, STAGES, stages_now
from turncurve.methods.pathway import pathway_cases

NAN = np.nan
#          entry decided ordered matched placed adopted
STANDING = [
    [0, NAN, NAN, NAN, NAN, NAN],  # in care, no decision
    [0, 900, NAN, NAN, NAN, NAN],
    [0, 100, 200, NAN, NAN, NAN],  # 800 days without a match
    [0, 100, 900, NAN, NAN, NAN],  # 100 days
    [0, 100, 600, NAN, NAN, NAN],  # 400 days
    [0, 100, NAN, 950, NAN, NAN],  # matched before the order
    [0, 100, 200, 940, NAN, NAN],
    [0, 100, 200, 300, 500, NAN],
    [0, 100, 200, 300, 500, 800],  # adopted
    [0, 100, 200, NAN, NAN, NAN],  # left
]


@pytest.fixture(scope="module")
def stages():
    left = np.full(len(STANDING), NAN)
    left[-1] = 700
    kind = np.where(np.isnan(left), -1, 0)
    return dict(stages_now(pathway_cases(STANDING, as_at=1000, exit=left, exit_kind=kind)))


def test_each_child_on_the_way_stands_at_one_stage(stages):
    assert [stages[name][0] for name, _ in STAGES] == [1, 3, 2, 1]


def test_the_days_are_those_since_the_stage_began(stages):
    assert stages["placement order, no match"][1] == pytest.approx((800 + 100 + 400) / 3)
    assert stages["decision made, no placement order"][1] == 100
    assert stages["matched, not yet placed"][1] == 55
    assert stages["living with the family, not yet adopted"][1] == 500


def test_those_who_stand_there_long_are_counted(stages):
    assert stages["placement order, no match"][2:] == (2, 1)
    assert stages["living with the family, not yet adopted"][2:] == (1, 0)
    assert 547 < LONG_WAIT < 549


def test_nobody_at_a_stage_has_waited_no_days():
    cases = pathway_cases([[0, NAN, NAN, NAN, NAN, NAN]], as_at=10, exit=[NAN], exit_kind=[-1])
    assert {values for _, values in stages_now(cases)} == {(0.0, 0.0, 0.0, 0.0)}
