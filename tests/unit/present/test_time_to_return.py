"""How soon children are back on a plan, as it is shown."""

import pytest

from tests.support.made_figures import SHARE, definition
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.time_to_return import TimeToReturn
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.picture import Line, Whiskers
from turncurve.reference.periods import year_ending

YEARS = [year_ending(each) for each in (2011, 2012, 2013)]
KNOWN = ([(8, 180), (9, 207), 246], [(14, 180), (19, 207), 246], [(25, 180), 207, 246])


def back(months, counts, *, unknown=0):
    """Return yearly figures of those back: a pair a year, or the number that ended where it is not yet known."""
    held = [
        Measurement("X", period, None, count, "not available", (), count)
        if isinstance(count, int)
        else Measurement("X", period, *count, unknown=unknown)
        for period, count in zip(YEARS, counts, strict=True)
    ]
    subset = tuple(sorted((f"back within {each} months", "yes") for each in (6, 12, 24) if each >= months))
    words = definition(SHARE, id=f"back_{months}", base="plans_ended", subset=subset)
    return Figures(words, tuple(held), Source("Made"))


def curve(counts=KNOWN, **changes):
    return TimeToReturn(tuple(back(months, held, **changes) for months, held in zip((6, 12, 24), counts, strict=True)))


def test_the_latest_share_of_each_length_is_told_beside_the_one_before():
    assert restricted(curve()).sentence == (
        "Of children whose plan ended: 4.3% (9 of 207) of those in the year to March 2012 were back within 6 months, "
        "after 4.4% (8 of 180) of those in the year to March 2011; 9.2% (19 of 207) of those in the year to March 2012 "
        "were back within 12 months, after 7.8% (14 of 180) of those in the year to March 2011; 13.9% (25 of 180) of "
        "those in the year to March 2011 were back within 24 months."
    )


def test_a_year_not_yet_followed_says_not_yet_and_never_nought():
    exhibit = restricted(curve())
    assert column(exhibit, "Back within 24 months") == ("25", "not yet", "not yet")
    assert column(exhibit, "Plans that ended") == ("180", "207", "246")
    assert any("is not counted yet" in note for note in exhibit.notes)


def test_each_length_has_a_line_and_twelve_months_an_interval():
    layers = restricted(curve()).picture.layers
    lines = [each for each in layers if isinstance(each, Line)]
    (whiskers,) = [each for each in layers if isinstance(each, Whiskers)]
    assert [each.label for each in lines] == ["Within 12 months", "Within 6 months", "Within 24 months"]
    assert lines[0].y == (pytest.approx(7.78, abs=0.01), pytest.approx(9.18, abs=0.01), None)
    assert whiskers.low[0] < lines[0].y[0] < whiskers.high[0]
    assert whiskers.low[2] is None


def test_a_hidden_count_is_hidden_in_table_sentence_and_picture():
    exhibit = public(curve(([(3, 180), (9, 207), 246], *KNOWN[1:])))
    assert column(exhibit, "Back within 6 months")[0] == "c"
    assert "after" not in exhibit.sentence.split(";", maxsplit=1)[0]
    assert "3 of 180" not in everything(exhibit)
    line = next(each for each in exhibit.picture.layers if isinstance(each, Line) and "6 months" in each.label)
    assert line.y[0] is None


def test_without_any_share_no_picture_is_drawn():
    exhibit = restricted(curve(([180, 207, 246],) * 3))
    assert exhibit.picture is None
    assert exhibit.sentence.startswith("How soon children are back on a plan cannot be told")


@pytest.mark.parametrize(("unknown", "said"), [(0, False), (1, True), (3, True)])
def test_plans_whose_return_cannot_be_told_are_counted_in_a_note(unknown, said):
    notes = " ".join(restricted(curve(unknown=unknown)).notes)
    assert ("the records do not say whether the child was back" in notes) is said
    assert ("Of 2 plans" in notes) is (unknown == 1)


def test_where_there_is_no_curve_the_reason_is_told():
    exhibit = restricted(TimeToReturn((back(6, KNOWN[0]),), reason="this indicator counts no returns"))
    assert exhibit.sentence == "Repeat plans: no curve of how soon, because this indicator counts no returns."
    assert (exhibit.rows, exhibit.picture) == ((), None)
