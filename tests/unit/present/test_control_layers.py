"""Limits as steps, and special causes told by shape as well as by colour."""

import datetime as dt

import pytest

from tests.support.shown import FOOTER
from turncurve.present.control_layers import COLOURS, SHAPES, Marks, Steps
from turncurve.present.picture import Line, Picture, svg

DAYS = tuple(dt.date(2012, each, 1) for each in (4, 5, 6, 7))
LINE = Line(DAYS, (3.0, 5.0, 4.0, 9.0), label="Plans")


def drawn(*layers):
    return svg(Picture((*layers, LINE), unit="Plans"), footer=FOOTER)


def test_each_meaning_has_a_shape_and_a_colour_of_its_own():
    assert len(set(SHAPES.values())) == len(set(COLOURS.values())) == 3
    assert set(SHAPES) == set(COLOURS)


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_a_special_cause_stands_in_the_key_with_its_meaning_in_words(kind):
    picture = drawn(Marks((DAYS[3],), (9.0,), f"Special cause, {kind}", kind=kind))
    assert f"Special cause, {kind}" in picture
    assert COLOURS[kind].lower() in picture


def test_the_shapes_differ_where_colours_cannot_be_seen():
    pictures = {kind: drawn(Marks((DAYS[3],), (9.0,), "Special cause", kind=kind)) for kind in SHAPES}
    bare = {text.replace(COLOURS[kind].lower(), "") for kind, text in pictures.items()}
    assert len(bare) == 3


def test_limits_step_from_period_to_period_and_do_not_slope():
    sloping = drawn(Line(DAYS, (8.0, 9.0, 8.5, 9.5), label="Limits", rank=1))
    stepped = drawn(Steps(DAYS, (8.0, 9.0, 8.5, 9.5), label="Limits"))
    assert "Limits" in stepped
    assert stepped != sloping
    assert corners(stepped) > corners(sloping)


def corners(text):
    """Count the corners of all lines drawn."""
    return text.count(" L ")


def test_the_centre_is_unbroken_and_limits_are_dotted():
    dotted = drawn(Steps(DAYS, (8.0,) * 4)).count("stroke-dasharray")
    assert drawn(Steps(DAYS, (8.0,) * 4, centre=True)).count("stroke-dasharray") < dotted


def test_a_limit_is_broken_where_it_is_missing():
    assert corners(drawn(Steps(DAYS, (8.0, None, 8.0, 8.0)))) < corners(drawn(Steps(DAYS, (8.0,) * 4)))


def test_a_picture_is_the_same_to_the_byte_each_time():
    layers = (Steps(DAYS, (8.0,) * 4, label="Limits"), Marks((DAYS[3],), (9.0,), "Special cause"))
    assert drawn(*layers) == drawn(*layers)
