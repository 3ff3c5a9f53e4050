"""Colours hold their contrast, nothing is told by colour alone, and what was set before comes back."""

import matplotlib as mpl
import pytest

from turncurve.present import theme

BLACK_AND_WHITE = {"white": "#FFFFFF", "black": "#000000"}


def luminance(colour):
    """Return the relative luminance of a colour, as the web's accessibility guidelines define it."""
    text = BLACK_AND_WHITE.get(colour, colour).lstrip("#")
    parts = [int(text[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours: 1 for the same, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_guidelines_do():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#777777", "white") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", theme.PALETTE)
def test_every_colour_of_a_line_stands_out_from_the_page(colour):
    assert contrast(colour, "white") >= 3


@pytest.mark.parametrize(("bar", "writing"), list(zip(theme.PALETTE, theme.ON_PALETTE, strict=True)))
def test_what_is_written_in_a_bar_can_be_read(bar, writing):
    assert contrast(bar, writing) >= 4.5


@pytest.mark.parametrize("colour", [theme.INK, theme.GREY])
def test_words_can_be_read_on_the_page(colour):
    assert contrast(colour, "white") >= 4.5


def test_no_two_lines_share_a_colour_or_a_dash():
    assert len(set(theme.PALETTE)) == len(theme.PALETTE) == len(set(theme.DASHES))


def test_a_picture_is_drawn_in_our_settings_whatever_was_set_before():
    with mpl.rc_context({"font.size": 40, "lines.linewidth": 9, "axes.grid": False}):
        with theme.themed():
            assert mpl.rcParams["font.size"] == theme.SETTINGS["font.size"]
            assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]
            assert mpl.rcParams["axes.grid"] is True
        assert (mpl.rcParams["font.size"], mpl.rcParams["lines.linewidth"]) == (40, 9)


def test_what_was_set_before_comes_back_after_a_fault_too():
    with mpl.rc_context({"font.size": 40}):
        with pytest.raises(ZeroDivisionError), theme.themed():
            raise ZeroDivisionError
        assert mpl.rcParams["font.size"] == 40


def test_the_way_pictures_are_shown_is_left_alone():
    before = mpl.get_backend()
    with theme.themed():
        assert mpl.get_backend() == before


def test_text_stays_text_and_names_are_the_same_each_time():
    assert theme.SETTINGS["svg.fonttype"] == "none"
    assert theme.SETTINGS["svg.hashsalt"]
