"""What moves first is said with its counts, and hides what is small."""

from tests.support.made_figures import MEAN, SHARE, yearly
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.adoption_moves_first import MovesFirst
from turncurve.present.picture import Line


def figures(days=((559 * 20, 20), (724 * 29, 29)), within=((6, 22), (15, 37))):
    placed = {**MEAN, "window": "flow", "id": "placed", "title": "Days to moving in", "base": "placed"}
    matched = {**SHARE, "id": "matched", "title": "Matched within 4 months", "base": "due", "decimals": 0}
    return (yearly(list(days), words=placed), yearly(list(within), words=matched))


def test_the_last_period_is_said_beside_the_one_before_it():
    assert restricted(MovesFirst(figures())).sentence == (
        "Children placed in the year to March 2013 had entered care on average this long before: 724 days (29 "
        "children), after 559 days (20 children) in the year to March 2012. In the year to March 2013, matched within "
        "4 months: 41% (15 of 37)."
    )


def test_every_measure_and_period_has_a_row():
    exhibit = restricted(MovesFirst(figures()))
    assert exhibit.rows[1] == ("Days to moving in", "year to March 2013", "–", "29", "724", "days")
    assert exhibit.rows[3] == ("Matched within 4 months", "year to March 2013", "15", "37", "41", "percent")


def test_the_picture_is_of_the_days():
    (line,) = [each for each in restricted(MovesFirst(figures())).picture.layers if isinstance(each, Line)]
    assert line.y == (559.0, 724.0)


def test_one_period_has_none_before_it_and_no_period_is_a_sentence():
    assert "after" not in restricted(MovesFirst(figures(days=((724 * 29, 29),)))).sentence
    empty = restricted(MovesFirst(figures(days=(), within=())))
    assert empty.sentence == "The records do not cover a whole period."
    assert everything(empty)


def test_a_small_number_is_hidden_from_the_public_and_named_as_hidden():
    exhibit = public(MovesFirst(figures(within=((3, 22), (15, 37), (16, 38), (17, 39)))))
    assert column(exhibit, "Counted")[2] == "c"
    assert any("no fair sample" in each for each in exhibit.notes)
