"""A process drawn as a map."""

import re

import pytest

from tests.support.shown import FOOTER
from turncurve.present import theme
from turncurve.present.flow_layers import Flow
from turncurve.present.picture import Picture, svg

STEPS = (("Contact", "50"), ("Screening", "48"), ("Referral", "c"))


def drawn(*moves):
    """Draw a map of three steps."""
    return svg(Picture((Flow(STEPS, moves),), unit=""), footer=FOOTER)


def test_every_step_and_every_count_is_written_as_text():
    text = drawn((0, 1, 1.0, "1,234"))
    for said in ("Contact", "50", "Screening", "48", "Referral", "1,234", FOOTER):
        assert f">{said}<" in text


@pytest.mark.parametrize(("before", "after", "again"), [(0, 1, False), (0, 2, False), (1, 1, True), (2, 0, True)])
def test_work_done_again_or_sent_back_has_a_colour_and_dashes_of_its_own(before, after, again):
    text = drawn((before, after, 1.0, "7"))
    assert (theme.ORANGE.lower() in text) is again
    assert ("stroke-dasharray" in text) is again


def test_an_arrow_is_the_thicker_the_more_cases_took_it():
    widths = [max(float(each) for each in re.findall(r"stroke-width: ([\d.]+)", drawn((0, 1, share, "7"))))
              for share in (0.1, 0.9)]  # fmt: skip
    assert widths[1] > widths[0]


def test_a_map_has_no_axes_and_is_lower_than_a_chart():
    text = drawn((0, 1, 1.0, "7"))
    assert "axis_" not in text
    height = float(re.search(r'height="([\d.]+)pt"', text)[1])
    assert height < 250


def test_the_same_map_is_drawn_the_same_to_the_byte():
    assert drawn((0, 1, 1.0, "7"), (1, 0, 0.2, "2")) == drawn((0, 1, 1.0, "7"), (1, 0, 0.2, "2"))
