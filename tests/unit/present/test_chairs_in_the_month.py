"""The chairs' month in words and as a table: what was seen, what was challenged, and what nobody knows."""

import pytest

from tests.support.made_figures import COUNT, SHARE, definition
from tests.support.shown import column, everything, public, restricted
from turncurve.analyses.questions.chairs_in_the_month import CHALLENGE, INDICATORS, ChairsReport
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.present.chairs_in_the_month import SIBLINGS
from turncurve.reference.periods import month, year_ending

PERIODS = (month(2013, 3), year_ending(2013), year_ending(2012))
USUAL = [(42, 122), (319, 1340), (158, 988)]


def figures(name, counts, *, unknown=0):
    words = COUNT if name == "conferences_chaired" else SHARE
    known = definition(words, id=name, title=name.replace("_", " ").capitalize(), base=name)
    held = []
    for period, count in zip(PERIODS, counts, strict=False):
        above, below = count if isinstance(count, tuple) else (count, None)
        status = "measured" if above is not None else "not available"
        held.append(Measurement("E", period, above, below, status, unknown=unknown))
    return Figures(known, tuple(held), Source("chair return"))


def report(*, periods=PERIODS, **changed):
    made = []
    for name in INDICATORS:
        usual = [127, 1374, 999] if name == "conferences_chaired" else USUAL
        made.append(figures(name, changed.get(name, usual)[: len(periods)], unknown=changed.get("unknown", 0)))
    return ChairsReport(tuple(made), periods)


def test_the_answer_is_how_often_chairs_challenged_what_they_saw():
    exhibit = restricted(report(**{CHALLENGE: [(26, 71), (234, 868), (103, 575)]}))
    assert exhibit.answer == "A challenge followed 26 of 71 conferences with something to challenge."
    assert exhibit.sentence.startswith("In March 2013, chairs returned 127 conferences and reviews of a child: ")
    assert exhibit.sentence.endswith(
        "A challenge followed 36.6% (26 of 71) of those with something to challenge, against 17.9% (103 of 575) in the "
        "year to March 2012 and 27.0% (234 of 868) in the year to March 2013."
    )


def test_what_the_notice_asks_chairs_to_see_is_in_the_sentence():
    sentence = restricted(report()).sentence
    for said in ("non-compliance recorded at 34.4%", "an unassessed risk at 34.4%", "an unchanged plan at 34.4%"):
        assert said in sentence


def test_every_indicator_is_a_row_with_cases_and_percentage_of_each_period():
    exhibit = restricted(report())
    assert len(exhibit.rows) == len(INDICATORS)
    assert exhibit.rows[0] == ("Conferences chaired", "127", "–", "1,374", "–", "999", "–")
    assert exhibit.rows[1][1:] == ("122", "34.4", "1,340", "23.8", "988", "16.0")
    assert column(exhibit, "March 2013: cases")[1] == "122"
    assert SIBLINGS in exhibit.notes


def test_without_the_year_before_nothing_is_set_against_it():
    exhibit = restricted(report(periods=PERIODS[:1]))
    assert "against" not in exhibit.sentence
    assert len(exhibit.columns) == 3


@pytest.mark.parametrize("counts", [[(None, None)], []])
def test_where_the_month_cannot_be_told_it_says_so(counts):
    exhibit = restricted(report(periods=PERIODS[:1], **{CHALLENGE: counts or [(None, None)]}))
    assert exhibit.answer == "Nobody can tell whether chairs challenged what they saw."
    assert "not available" in exhibit.sentence


def test_cases_of_which_nothing_is_known_are_counted_in_a_note():
    notes = restricted(report(unknown=5)).notes
    assert any("Non compliance raised (5)" in note for note in notes)
    assert not any("nothing is known" in note for note in restricted(report()).notes)


def test_the_public_would_be_told_nothing_of_a_small_count():
    small = report(**{CHALLENGE: [(2, 71), (234, 868), (103, 575)]})
    assert "2 of 71" not in everything(public(small))
    assert "2 of 71" in everything(restricted(small))
