"""Pictures are the same to the byte, carry their footer, and break a line where a value is missing."""

import datetime as dt
import io
import re

import pytest

from turncurve.present import picture
from turncurve.present.picture import Band, Bars, Line, Picture, Rule, Whiskers, svg
from turncurve.reference.periods import spans

MONTHS = tuple(each.end for each in spans("month", first=dt.date(2012, 4, 1), last=dt.date(2013, 3, 31)))
VALUES = (5.0, 6.0, None, 4.0, 8.0, 7.0, 5.0, 6.0, 9.0, 4.0, 3.0, 6.0)
LINE = Line(MONTHS, VALUES, label="Repeat plans")
FOOTER = "Exampleshire (SYNTHETIC) · public"


def drawn(*layers, **options):
    return svg(Picture(layers, unit="Plans", **options), footer=FOOTER)


def test_the_same_picture_is_the_same_to_the_byte():
    assert drawn(LINE) == drawn(LINE)


@pytest.mark.parametrize(
    "layers",
    [(LINE, Rule(5.0, "Target"), Rule(MONTHS[3], "Training")), (Bars(("North", "South"), (("Open", (3.0, 40.0)),)),)],
)
def test_a_picture_written_by_one_renderer_is_that_which_matplotlib_lays_out_as_it_saves(layers, monkeypatch):
    def saved(figure):
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
        return written.getvalue()

    ours = drawn(*layers)
    monkeypatch.setattr(picture, "_written", saved)
    assert drawn(*layers) == ours


def test_two_different_pictures_differ():
    assert drawn(LINE) != drawn(Line(MONTHS, (*VALUES[:-1], 7.0), label="Repeat plans"))


def test_the_footer_and_the_unit_stand_on_the_picture_as_text():
    text = drawn(LINE)
    assert FOOTER in text
    assert ">Plans<" in text


def test_a_line_is_broken_where_a_value_is_missing():
    def moves(line):
        heaviest = max(re.findall(r'<path d="([^"]*)"', drawn(line)), key=lambda path: path.count("L"))
        return heaviest.count("M")

    whole = Line(MONTHS, tuple(value or 5.0 for value in VALUES), label="Repeat plans")
    assert moves(LINE) == moves(whole) + 1


@pytest.mark.parametrize(
    ("values", "marked"),
    [((13.5, None, None), True), ((None, 13.5, None), True), ((13.5, 12.0, None), False), ((None,) * 3, False)],
)
def test_a_value_alone_between_gaps_is_marked_because_no_line_would_show_it(values, marked):
    text = drawn(Line(MONTHS[:3], values, label="England", rank=1))
    circles = re.findall(r'<path id="m\w+" d="[^"]*C [^"]*"', text)
    assert bool(circles) is marked


def test_a_picture_names_no_outside_address_but_the_svg_names():
    addresses = set(re.findall(r'https?://[^"\s<]+', drawn(LINE)))
    assert {address.split("/")[2] for address in addresses} <= {"www.w3.org"}


def test_no_date_or_program_is_written_into_a_picture():
    text = drawn(LINE)
    assert "Matplotlib" not in text
    assert "<metadata>" not in text


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ((Band(MONTHS[:2], (1.0, 1.0), (3.0, 3.0), "80% range"), LINE), "80% range"),
        ((Whiskers(MONTHS, (1.0,) * 12, (9.0,) * 12, "95% interval"), LINE), "95% interval"),
        ((LINE, Rule(6.0, "Target")), "Target"),
        ((LINE, Rule(MONTHS[5], "Notice served")), "Notice served"),
        ((LINE, Line(MONTHS, VALUES, label="England", rank=1)), "England"),
    ],
)
def test_every_layer_is_named_in_words(layers, said):
    assert said in drawn(*layers)


def test_bars_carry_their_numbers_so_that_colour_is_not_the_only_signal():
    text = drawn(Bars(("Specific", "Timescale"), (("met", (9.0, 3.0)), ("not met", (5.0, 11.0)))))
    for said in ("Specific", "Timescale", "met", "not met", ">9<", ">11<"):
        assert said in text


def test_a_missing_bar_is_drawn_as_nothing_and_not_as_a_number():
    text = drawn(Bars(("Specific",), (("met", (None,)),)))
    assert ">0<" in text  # the axis
    assert ">None<" not in text
    assert ">nan<" not in text


def test_drawing_leaves_the_users_own_settings_as_they_were():
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    drawn(LINE)
    assert dict(mpl.rcParams) == before


def test_a_picture_carries_nothing_that_it_looks_no_different_without():
    text = drawn(LINE, Rule(40, "Target"))
    assert "<g id=" not in text
    assert "rotate(-0" not in text
    assert not re.search(r"\d\.\d{3}", re.sub(r"<text[^>]*>[^<]*</text>", "", text))
    referred = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    assert referred <= set(re.findall(r' id="([^"]+)"', text))


def test_places_are_kept_to_a_hundredth_of_a_point():
    text = drawn(LINE)
    across = [float(each) for each in re.findall(r'<use [^>]*x="([\d.]+)"', text)]
    assert len(set(across)) > 3
    assert max(across) <= 600
