"""One door leads to every decomposition."""

import pytest

from turncurve.methods import cross_classified, das_gupta, decomposition, kitagawa, oaxaca_blinder, share_change


@pytest.mark.parametrize(
    ("name", "home"),
    [
        ("standardise", das_gupta),
        ("standardise_cross_classified", cross_classified),
        ("kitagawa", kitagawa),
        ("oaxaca_blinder", oaxaca_blinder),
        ("decompose_share", share_change),
    ],
)
def test_each_method_is_reached_through_the_one_door(name, home):
    assert getattr(decomposition, name) is getattr(home, name)
    assert name in decomposition.__all__
