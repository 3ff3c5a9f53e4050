"""What the verdict says to a reader."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_figures import COUNT, quarterly, yearly
from turncurve.analyses.ledger import FrozenIssue
from turncurve.analyses.questions.has_it_turned import Turned
from turncurve.methods.verdict_family import Allowances
from turncurve.present import turned_words

ORIGIN = dt.date(2013, 3, 31)  # 24 quarters from April 2007
REAL = [(62, 388), (64, 512), (69, 504), (81, 480), (99, 540), (88, 430), (132, 530)]


def plans(mean_before, mean_after, *, after=6, **changes):
    seeded = np.random.default_rng(1)
    counts = [*seeded.poisson(mean_before, 24).tolist(), *seeded.poisson(mean_after, after).tolist()]
    return quarterly(counts, words=COUNT, **changes)


def told(mean_after, **changes):
    return Turned((plans(40, mean_after, **changes),), asked=ORIGIN)


def published(years, baseline="2014-03-31"):
    """Return the verdict on the first of the published years from March 2013 on."""
    figures = yearly(REAL[:years], last=2012 + years, polarity="neither", published=True)
    return Turned((figures,), asked=dt.date.fromisoformat(baseline))


@pytest.mark.parametrize(
    ("polarity", "begins"),
    [
        ("lower is better", "It has turned for the better: "),
        ("higher is better", "It has turned for the worse: "),
        ("neither", "It has really fallen: "),
    ],
)
def test_a_turn_is_named_by_what_it_means(polarity, begins):
    answer = turned_words.answer(told(26, polarity=polarity))
    assert answer.startswith(begins)
    assert "on average since March 2013" in answer


def test_the_answer_sets_what_came_beside_what_was_to_be_expected():
    turned = told(26)
    since = np.mean([each.numerator for each in turned.stretch.after])
    assert turned.level_since == pytest.approx(since)
    assert f"{since:.0f} on average" in turned_words.answer(turned)
    assert f"where about {turned.level_expected:.0f} was to be expected" in turned_words.answer(turned)


def test_what_cannot_be_told_is_said_so_in_one_sentence():
    assert turned_words.answer(told(33, after=2)) == "We cannot tell yet whether the curve has really changed."


def test_what_would_have_shown_itself_is_no_change():
    counts = np.random.default_rng(3).poisson(900, 60).tolist()
    turned = Turned((quarterly(counts, words=COUNT, first=dt.date(2000, 4, 1)),), asked=dt.date(2010, 3, 31))
    assert turned_words.answer(turned) == (
        "No real change has been found, and one of a quarter or more would have shown itself."
    )
    assert turned_words.when(turned) == ""


def test_the_story_of_2014_is_told_rightly():
    said = turned_words.basis(published(2))
    assert "12.5% (64 of 512) in the year to March 2014, after 16.0% (62 of 388) in the year to March 2013." in said
    assert "That is more of them, not fewer (64 after 62), out of a third more (512 after 388)." in said
    assert "Nobody can tell yet, because there are 2 of the 4 years that it needs." in said


def test_the_story_of_2019_is_told_rightly():
    turned = published(7)
    assert turned_words.answer(turned).startswith("It has really risen: 18.9% on average since March 2014, where about")
    said = turned_words.basis(turned)
    assert "24.9% (132 of 530) in the year to March 2019, after 12.5% (64 of 512)" in said
    assert "The change was found after 5 years, with figures to March 2019." in said
    assert "held against the past up to March 2014 alone, a baseline chosen afterwards: no forecast, because" in said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(60, 400), (50, 250)], "That is fewer of them, not more (50 after 60), out of 38% fewer (250 after 400)."),
        ([(60, 400), (60, 600)], "That is as many of them as before, out of a half more (600 after 400)."),
        ([(60, 400), (90, 500)], "The total that this is a share of is a quarter larger (500 after 400)."),
        ([(82, 512), (47, 398)], "The total that this is a share of is 22% smaller (398 after 512)."),
        ([(60, 400), (60, 400)], ""),
        ([(60, 400), (50, 410)], ""),
        ([(60, 400), (61, 410)], "That is more of them, not fewer (61 after 60), out of 2% more (410 after 400)."),
        ([(60, 1000), (61, 1001)], ""),
    ],
)
def test_a_share_that_moves_against_its_counts_is_explained(counts, said):
    sentence = turned_words.counted(Turned((yearly(counts),)))
    assert sentence.partition("March 2012.")[2].strip() == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (yearly([]), "Repeat plans: no value can be shown for any period."),
        (yearly([None, None]), "Repeat plans: no value can be shown for any period."),
        (yearly([(62, 388)]), "Repeat plans: 16.0% (62 of 388) in the year to March 2013."),
        (
            yearly([40, 44], words=COUNT),
            "Plans started: 44 in the year to March 2013, after 40 in the year to March 2012.",
        ),
    ],
)
def test_what_was_counted_is_said_first(figures, said):
    assert turned_words.counted(Turned((figures,))) == said


def test_a_forecast_on_record_is_named_by_its_release():
    past = plans(40, 40, after=0)
    issue = FrozenIssue(dt.date(2013, 4, 17), 2, "public", Turned((past,)).issue)
    assert turned_words.against(Turned((plans(40, 26),), issues=(issue,))) == (
        "It is held against the forecast frozen in the public report of 17 April 2013, edition 2."
    )


def test_one_worked_out_again_is_called_so():
    said = turned_words.against(told(26))
    assert "worked out again from the figures to March 2013 alone; it was not issued then" in said
    assert turned_words.against(Turned((plans(40, 26),))) == ""


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        (Allowances(), "in at most 5 of 100 cases."),
        (Allowances(("plans_started",), 20), "in at most 5 of 100 cases."),
        (Allowances(("plans_started", "a", "b"), 20), "in at most 5 of 100 cases, for all 3 headlines together."),
        (Allowances(("a", "b"), 20), "in at most 5 of 100 cases."),
    ],
)
def test_looks_made_and_the_false_alarms_allowed_stand_with_the_answer(shared, said):
    turned = replace(told(40, after=4), allowances=shared)
    assert turned_words.basis(turned).endswith(said)
    assert "4 of 6 planned looks have been made" in turned_words.basis(turned)
    assert "6 of 6 planned looks" in turned_words.basis(told(40, after=9))
    assert "planned looks" not in turned_words.basis(Turned((plans(40, 40),)))


def test_a_look_that_could_not_be_made_is_not_counted():
    said = turned_words.basis(published(2, baseline="2013-03-31"))
    assert "there are 2 of the 4 years" in said
    assert "0 of 6 planned looks have been made" in said
    assert "1 of 6 planned looks has been made" in turned_words.basis(told(40, after=1))


def test_a_condition_that_was_waived_is_said_with_the_answer():
    risen = published(7)
    assert risen.verdict.verdict == "risen"
    assert not risen.held_against.forecast.known
    said = "No forecast could be made at that baseline, so that the condition of the frozen forecast was waived."
    assert turned_words.answer(risen).endswith(said)
    assert turned_words.waived(told(26)) == ""
    assert turned_words.waived(Turned((plans(40, 40),))) == ""


def test_a_past_that_never_moved_is_not_called_unsteady():
    said = turned_words.when(Turned((yearly([(20, 100)] * 6),)))
    assert "every value so far is the same and such figures are assumed to vary by more than chance" in said
    assert "unsteady" not in said


def test_without_anything_on_record_the_first_forecast_is_said_to_be_issued():
    said = turned_words.basis(Turned((plans(40, 40, after=0),)))
    assert "because nothing was on record to hold it against; the first forecast is issued with this page." in said


def test_the_earliest_date_at_which_one_could_tell_is_a_month_and_a_year():
    turned = Turned((plans(150, 150, after=0),))
    assert not turned.beyond_the_plan
    assert turned_words.when(turned) == (
        f"The earliest at which a change of a quarter could be told, four times in five, is {turned.tellable_by:%B %Y}."
    )


def test_where_no_planned_look_would_do_that_is_said_with_what_could_be_told():
    said = turned_words.when(Turned((yearly(REAL, last=2019),)))
    assert "A change of a quarter could not be told however long one waits" in said
    assert "could be, four times in five, by March 2025" in said
    assert "The rule looks next once March 2020 is past." in said
    tiny = turned_words.when(Turned((yearly([(2, 30), (3, 31), (2, 33), (4, 30)]),)))
    assert "Not even one as large as the level itself could be" in tiny


def test_where_one_could_tell_only_after_the_planned_looks_no_earlier_date_is_promised():
    turned = Turned((plans(25, 25, after=0),))
    late = replace(turned, figures=(plans(33, 33, after=0),))
    for each in (turned, late):
        if each.tellable_by and each.beyond_the_plan:
            assert f"could not be told before {each.tellable_by:%B %Y}" in turned_words.when(each)
    assert turned.beyond_the_plan or late.beyond_the_plan


def test_with_no_past_there_is_no_date():
    assert turned_words.when(Turned((yearly([]),))) == ""


@pytest.mark.parametrize(
    ("value", "about", "said"),
    [
        (0.25, False, "a quarter"),
        (0.5, False, "a half"),
        (0.1, False, "10%"),
        (0.32, False, "32%"),
        (0.32, True, "a third"),
        (0.30, True, "30%"),
    ],
)
def test_parts_are_written_as_one_speaks_of_them(value, about, said):
    assert turned_words.part(value, about=about) == said


def test_the_length_of_a_period_has_a_name():
    assert turned_words.length(told(26)) == "quarter"
    assert turned_words.length(published(7)) == "year"
    assert turned_words.length(Turned((yearly([]),))) == "period"
