"""A council among other authorities: inside the funnel or not, in words, and no funnel where there can be none."""

import pytest

from tests.support.made_figures import COUNT, MEAN, yearly
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.beside_others import Funnel
from turncurve.present.funnel import SMALL_AREAS
from turncurve.present.funnel_layers import Limit, Places

ENGLAND = yearly([(7950, 52700)], area="England", published=True)
OTHERS = [
    yearly([(round(share * units), units)], area=f"Authority {place}", published=True)
    for place, (share, units) in enumerate(
        [(0.15, 200), (0.17, 300), (0.14, 400), (0.16, 500), (0.15, 600), (0.13, 700), (0.16, 800), (0.15, 900)]
    )
]


def among(own, *, others=OTHERS, nation=(ENGLAND,)):
    return Funnel((own, *others, *nation))


def test_a_council_inside_is_said_to_stand_where_chance_can_put_it():
    exhibit = restricted(among(yearly([(62, 388)])))
    assert exhibit.sentence == (
        "In the year to March 2013: Exampleshire 16.0% (62 of 388), inside the funnel about England, 15.1%: among "
        "authorities of its size, chance and their usual differences are enough to explain where it stands."
    )
    assert column(exhibit, "Where")[0] == "inside"
    assert SMALL_AREAS in exhibit.notes


@pytest.mark.parametrize(
    ("count", "said"), [(75, "above the 95% limits"), (110, "above the 99.8% limits"), (10, "below the 99.8% limits")]
)
def test_a_council_outside_is_said_to_be_and_deserves_the_question_why(count, said):
    sentence = restricted(among(yearly([(count, 388)]))).sentence
    assert said in sentence
    assert sentence.endswith("which deserves the question why.")


def test_every_authority_is_a_row_and_the_nation_is_the_middle():
    exhibit = restricted(among(yearly([(62, 388)])))
    assert column(exhibit, "Area") == ("Exampleshire", *(f"Authority {place}" for place in range(8)))
    (middle,) = [each for each in exhibit.picture.layers if isinstance(each, Limit) and each.kind == "centre"]
    assert middle.label == "England"
    assert middle.y == pytest.approx((100 * 7950 / 52700,) * 2)


def test_the_council_is_marked_among_the_others():
    places = [each for each in restricted(among(yearly([(62, 388)]))).picture.layers if isinstance(each, Places)]
    assert [(each.own, len(each.x)) for each in places] == [(False, 8), (True, 1)]
    assert places[1].label == "Exampleshire"
    assert places[1].x == (388.0,)


def test_limits_stand_on_both_sides_at_both_levels():
    exhibit = restricted(among(yearly([(62, 388)])))
    labels = [each.label for each in exhibit.picture.layers if isinstance(each, Limit) and each.kind != "centre"]
    assert labels == ["95% limits", "", "99.8% limits", ""]


def test_without_the_nations_figure_the_funnel_is_about_the_authorities_together():
    exhibit = restricted(among(yearly([(62, 388)]), nation=()))
    assert "inside the funnel about the authorities together" in exhibit.sentence


@pytest.mark.parametrize(
    ("funnel", "reason"),
    [
        (among(yearly([(62, 388)]), others=[], nation=()), "no other authority's figure for the same window"),
        (among(yearly([(62, 388)]), others=OTHERS[:3]), "fewer than 8 areas are held"),
        (among(yearly([388], words=COUNT)), "a count can be set against others' only by population"),
        (among(yearly([(30240, 48)], words=MEAN)), "the spread of days between children is not held"),
        (among(yearly([])), "no other authority's figure for the same window"),
    ],
)
def test_where_there_can_be_no_funnel_the_reason_is_said_and_nothing_is_drawn(funnel, reason):
    exhibit = restricted(funnel)
    assert exhibit.sentence.startswith(f"No funnel is drawn, because {reason}")
    assert (exhibit.rows, exhibit.picture) == ((), None)


def test_a_hidden_value_of_the_council_leaves_no_funnel_and_no_trace():
    """Two councils that differ in a hidden count alone are shown alike."""
    one, other = (among(yearly([(count, 388)])) for count in (2, 4))
    assert everything(public(one)) == everything(public(other))
    assert public(one).picture is None


def test_how_many_lie_outside_is_set_beside_how_many_would_by_chance():
    notes = restricted(among(yearly([(110, 388)]))).notes
    assert "1 of 9 lies outside the 95% limits; about 1 in 20 would if none were unusual." in notes
