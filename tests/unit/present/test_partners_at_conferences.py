"""Partner agencies in words, as bars of invitations and as a table of both years."""

from tests.support.made_figures import SHARE, definition
from tests.support.shown import column, public, restricted
from turncurve.analyses.questions.partners_at_conferences import Partners
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.partners_at_conferences import WHO_CAME
from turncurve.present.picture import Bars
from turncurve.reference.periods import year_ending

YEARS = (year_ending(2013), year_ending(2012))
CAME = {"police": [(50, 100), (40, 90)], "housing": [(12, 40), (15, 50)]}
WROTE = {"police": [(80, 100), (60, 90)], "housing": [(8, 40), (11, 50)]}


def figures(name, counts, periods):
    held = tuple(
        Measurement("E", period, *pair, "measured" if pair[0] is not None else "not available", (("agency", agency),))
        for agency, pairs in counts.items()
        for period, pair in zip(periods, pairs, strict=False)
    )
    return Figures(definition(SHARE, id=name, base=name, by=("agency",)), held, Source("chair return"))


def answer(came=CAME, wrote=WROTE, *, periods=YEARS):
    made = (figures("agencies_attending", came, periods), figures("agencies_reporting", wrote, periods))
    return Partners(made, periods)


def test_the_sentence_gives_all_agencies_together_and_those_seen_least():
    assert restricted(answer()).sentence == (
        "In the year to March 2013, partner agencies came on 44.3% (62 of 140) and had sent a report on 62.9% (88 of "
        "140) of the invitations. Came least often: housing (30.0% (12 of 40)); sent a report least often: housing "
        "(20.0% (8 of 40))."
    )


def test_each_agency_is_a_bar_of_its_invitations_and_a_row_of_both_years():
    exhibit = restricted(answer())
    (bars,) = [each for each in exhibit.picture.layers if isinstance(each, Bars)]
    assert bars.names == ("Housing", "Police")
    assert bars.parts == (("Came", (12.0, 50.0)), ("Did not come", (28.0, 50.0)))
    assert exhibit.rows == (
        ("Housing", "40", "30.0", "20.0", "50", "30.0", "22.0"),
        ("Police", "100", "50.0", "80.0", "90", "44.4", "66.7"),
    )
    assert column(exhibit, "Agency") == ("Housing", "Police")
    assert WHO_CAME in exhibit.notes


def test_an_agency_of_which_nothing_is_said_has_no_bar_and_a_dash():
    exhibit = restricted(answer({**CAME, "probation": [(None, None)]}, WROTE, periods=YEARS[:1]))
    assert exhibit.rows[-1] == ("Probation", "–", "–", "–")
    (bars,) = exhibit.picture.layers
    assert bars.parts[0][1][-1] is None


def test_where_nothing_is_known_it_says_so():
    exhibit = restricted(answer({}, {}))
    assert exhibit.sentence == "In the year to March 2013 nothing is known of partner agencies' part."
    assert exhibit.rows == ()


def test_where_reports_were_never_answered_attendance_is_told_alone():
    exhibit = restricted(answer(CAME, {"police": [(None, None)]}, periods=YEARS[:1]))
    assert "came on 44.3%" in exhibit.sentence
    assert "sent a report" not in exhibit.sentence


def test_the_public_is_shown_no_small_count():
    small = answer(
        {"police": [(50, 100)], "housing": [(3, 40)]}, {"police": [(80, 100)], "housing": [(8, 40)]}, periods=YEARS[:1]
    )
    assert "7.5" not in repr(public(small).rows)
