"""Which team of Exampleshire holds a case."""

import numpy as np
import pytest

from turncurve.example.teams import AREA_TEAMS, REFERRAL_TEAM, WITH_REFERRALS, team_of


@pytest.mark.parametrize(
    ("family", "days", "team"),
    [
        (4, 0, REFERRAL_TEAM),
        (5, WITH_REFERRALS - 1, REFERRAL_TEAM),
        (4, WITH_REFERRALS, "North"),
        (5, WITH_REFERRALS, "South"),
        (7, 400, "South"),
    ],
)
def test_a_case_moves_from_the_referral_team_to_its_familys_area_team(family, days, team):
    assert team_of(np.array([family]), np.array([days])).tolist() == [team]


def test_one_family_has_one_area_team():
    found = team_of(np.repeat(np.arange(10), 3), np.full(30, 90)).reshape(10, 3)
    assert all(len(set(row)) == 1 for row in found.tolist())
    assert set(found.ravel()) == set(AREA_TEAMS)
