"""A small line in a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turncurve.present.small_line import EDGE, HEIGHT, WIDTH, small_line

# values             lines                                          dots
DRAWN = [
    ("", (), ()),
    ("–", (), ()),
    ("– – –", (), ()),
    ("5", (), (("2.0", "11.0"),)),
    ("0 10", ("2.0,20.0 86.0,2.0",), (("86.0", "2.0"),)),
    ("10 0", ("2.0,2.0 86.0,20.0",), (("86.0", "20.0"),)),
    ("3 3 3", ("2.0,11.0 44.0,11.0 86.0,11.0",), (("86.0", "11.0"),)),
    ("0 5 10", ("2.0,20.0 44.0,11.0 86.0,2.0",), (("86.0", "2.0"),)),
    ("0 10 – 5 0", ("2.0,20.0 23.0,2.0", "65.0,11.0 86.0,20.0"), (("86.0", "20.0"),)),
    ("0 – 10", (), (("2.0", "20.0"), ("86.0", "2.0"))),
    ("0 10 –", ("2.0,20.0 44.0,2.0",), (("44.0", "2.0"),)),
    ("-2 2", ("2.0,20.0 86.0,2.0",), (("86.0", "2.0"),)),
]


@pytest.mark.parametrize(("values", "lines", "dots"), DRAWN)
def test_a_line_goes_from_the_lowest_to_the_highest_and_breaks_where_nothing_is_known(values, lines, dots):
    drawn = small_line(values)
    assert drawn.lines == lines
    assert drawn.dots == dots


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=30))
def test_every_known_value_is_drawn_once_and_inside_the_field(values):
    drawn = small_line(" ".join("–" if value is None else f"{value:.2f}" for value in values))
    points = [tuple(map(float, point.split(","))) for line in drawn.lines for point in line.split()]
    dots = [tuple(map(float, dot)) for dot in drawn.dots]
    assert len(points) + len(set(dots) - set(points)) == sum(value is not None for value in values)
    for across, down in points + dots:
        assert EDGE <= across <= WIDTH - EDGE
        assert EDGE <= down <= HEIGHT - EDGE
