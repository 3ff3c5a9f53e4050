"""A funnel plot is drawn against size: places as points, limits as curves, told apart by shape as well as colour."""

import re

import pytest

from turncurve.present.funnel_layers import Limit, Places
from turncurve.present.picture import Picture, svg

FOOTER = "Exampleshire (SYNTHETIC) · public"
SIZES, VALUES = (100.0, 400.0, 900.0), (18.0, 22.0, 20.0)


def drawn(*layers, along="Plans started"):
    return svg(Picture(layers, unit="Percent", from_zero=False, along=along), footer=FOOTER)


def test_sizes_stand_along_the_level_axis_from_nothing_in_words():
    text = drawn(Places(SIZES, VALUES, "Other authorities"))
    assert ">Plans started<" in text
    assert re.search(r">0<", text)
    assert ">900<" in text or ">800<" in text
    assert "Jan" not in text


@pytest.mark.parametrize("layer", [Places(SIZES, VALUES, "Others"), Limit(SIZES, VALUES, "Others")])
def test_every_layer_is_named(layer):
    assert ">Others<" in drawn(layer)


def test_the_pages_own_place_differs_by_shape_and_not_by_colour_alone():
    shapes = {
        own: re.findall(r'<path id="m\w+" d="([^"]*)"', drawn(Places(SIZES, VALUES, "x", own=own)))
        for own in (True, False)
    }
    assert shapes[True] != shapes[False]


def test_the_two_limits_and_the_centre_are_told_apart_by_their_strokes():
    strokes = {kind: drawn(Limit(SIZES, VALUES, "x", kind=kind)).count("stroke-dasharray") for kind in KINDS}
    assert strokes["outer"] < strokes["inner"]
    assert strokes["outer"] < strokes["centre"]
    patterns = {
        kind: set(re.findall(r"stroke-dasharray: ([\d., ]+)", drawn(Limit(SIZES, VALUES, "x", kind=kind))))
        for kind in KINDS
    }
    assert patterns["inner"] != patterns["centre"]


KINDS = ("inner", "outer", "centre")


def test_the_same_funnel_is_the_same_to_the_byte():
    layers = (Limit(SIZES, VALUES, "95% limits"), Places(SIZES, VALUES, "Others"))
    assert drawn(*layers) == drawn(*layers)
