"""Whether the curve has really changed."""

import pytest

from tests.support.made_figures import on_dates, yearly
from tests.support.shown import public, restricted
from turncurve.analyses.questions.has_it_turned import Change
from turncurve.present.words import WHY_AN_INTERVAL
from turncurve.reference.periods import year_ending

ENDS = [year_ending(year).end for year in (2010, 2011, 2012, 2013)]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        (yearly([]), "Repeat plans: there is no year to report."),
        (
            yearly([(62, 388)]),
            "Repeat plans: 16.0% (62 of 388) in the year to March 2013. There is no earlier year to compare with.",
        ),
        (
            yearly([(62, 388), None]),
            (
                "Repeat plans: hidden, to protect individuals in the year to March 2013; 16.0% (62 of 388) in the year "
                "to March 2012. Whether it has changed cannot be told, because one of the two values is not shown or "
                "not known."
            ),
        ),
        (
            on_dates([300, 328], ENDS[2:]),
            (
                "Plans open: 328 on 31 March 2013; 300 on 31 March 2012. The counts fit anything from a fall of 21.8 "
                "to a rise of 77.9 plans."
            ),
        ),
    ],
)
def test_a_change_says_its_counts_first_and_then_what_they_can_tell(figures, sentence):
    assert restricted(Change((figures,))).sentence == sentence


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        ([(62, 388), (64, 512)], "We cannot tell whether it has really changed."),
        ([(62, 388), (20, 388)], "It has really fallen."),
        ([(20, 388), (62, 388)], "It has really risen."),
        ([(62, 388), None], "We cannot tell whether it has really changed."),
        ([(62, 388)], "There is not enough to say whether it has changed."),
        ([], "There is not enough to say whether it has changed."),
    ],
)
def test_the_shortest_honest_answer_stands_first(counts, answer):
    assert restricted(Change((yearly(counts),))).answer == answer


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(62, 388), (20, 388)], "anything from a fall of"),
        ([(20, 388), (62, 388)], "anything from a rise of"),
        ([(62, 388), (64, 512)], "anything from a fall of"),
    ],
)
def test_what_the_counts_fit_has_a_direction_in_words_and_never_a_minus(counts, said):
    sentence = restricted(Change((yearly(counts),))).sentence
    assert said in sentence
    assert "-" not in sentence
    assert sentence.endswith("percentage points.")


def test_a_change_that_cannot_be_told_does_not_explain_an_interval_that_it_has_not():
    assert restricted(Change((yearly([(62, 388), None]),))).notes == ()
    assert restricted(Change((yearly([(62, 388), (64, 512)]),))).notes == (WHY_AN_INTERVAL,)


def test_a_public_change_over_windows_of_three_years_is_not_told():
    figures = yearly([(2, 20), (3, 21), (4, 22), (3, 23), (4, 24), (2, 25)])
    exhibit = public(Change((figures,)))
    assert [row[0] for row in exhibit.rows][:1] == ["three years to March 2010"]
    assert exhibit.answer == "We cannot tell whether it has really changed."
    assert "three years together share two of them" in exhibit.sentence
