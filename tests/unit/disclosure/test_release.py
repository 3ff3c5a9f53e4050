"""Nothing reaches a reader but through the door, and the public sees nothing that the plan hides."""

import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from turncurve.analyses.case_forecast import CaseForecast, foretold
from turncurve.disclosure.plan import from_json, make_plan
from turncurve.disclosure.recorded import record
from turncurve.disclosure.release import Releasable, Treatment, release, require_releasable, solo_plan
from turncurve.disclosure.rule import PROFILES, profile
from turncurve.disclosure.told import told
from turncurve.errors import DisclosureError, UnknownNameError
from turncurve.reference.periods import year_ending
from turncurve.tables.records import Records

# By month three of four numerators can be shown, so that the page stays by month.
YEAR = year_ending(2014)
SHARES = [(9, 40), (3, 40), (8, 41), (12, 39)]


def test_the_restricted_audience_sees_the_answer_whole(monthly):
    answer = monthly(SHARES)
    passed = release(answer, audience="restricted")
    assert passed.value is answer
    assert passed.audience == "restricted"
    assert passed.treatment == Treatment()


def test_the_public_sees_no_hidden_count(monthly):
    answer = monthly(SHARES)
    passed = release(answer, audience="public", plan=solo_plan(answer))
    (figures,) = passed.value.figures
    assert [each.numerator for each in figures.measurements] == [9, None, 8, 12]
    assert [each.denominator for each in figures.measurements] == [40, 40, 41, 39]
    assert figures.measurements[1].status == "hidden"
    assert answer.figures[0].measurements[1].numerator == 3


def test_what_was_done_is_said_in_words(monthly):
    answer = monthly(SHARES)
    treatment = release(answer, audience="public", plan=make_plan([record(answer)])).treatment
    assert (treatment.profile, treatment.symbol) == ("dfe_now", "c")
    assert (treatment.hidden_values, treatment.all_values) == (1, 4)
    assert any(sentence.startswith("1 of 4 values is not shown (c)") for sentence in treatment.sentences)
    assert not any("exploring" in sentence for sentence in treatment.sentences)


def test_a_plan_for_one_answer_alone_says_so(monthly):
    answer = monthly(SHARES)
    plan = solo_plan(answer)
    assert plan.solo
    assert any("exploring" in each for each in release(answer, audience="public", plan=plan).treatment.sentences)


def test_answers_over_the_same_figures_share_one_plan_and_others_and_other_rules_do_not(monthly, tmp_path):
    records = Records("exampleshire", dt.date(2014, 3, 31), folder=tmp_path)
    answer, other = monthly(SHARES), monthly([*SHARES[:-1], (12, 38)])
    plan = solo_plan(answer, records=records)
    assert solo_plan(monthly(SHARES), records=records) is plan
    assert solo_plan(other, records=records) is not plan
    assert solo_plan(answer, profile="seven_round_five", records=records).profile != plan.profile
    assert plan == solo_plan(answer)
    assert plan.hidden == make_plan([record(answer)]).hidden


def test_a_page_that_would_be_empty_goes_coarser_and_says_why(monthly):
    answer = monthly([(3, 30), (4, 31), (2, 29)] * 4)
    passed = release(answer, audience="public", plan=solo_plan(answer))
    assert [each.numerator for each in passed.value.figures[0].measurements] == [9, 9, 9, 9]
    assert "Shown by quarter, because by month fewer than half of the values could be." in passed.treatment.sentences


def test_published_figures_pass_untouched(monthly):
    answer = monthly([(3, 40), (2, 10)], published=True)
    assert release(answer, audience="public", plan=solo_plan(answer)).value.figures == answer.figures


def test_counts_are_rounded_where_the_rule_rounds(monthly):
    answer = monthly([(13, 42), (9, 38), (18, 51), (22, 60)])
    passed = release(answer, audience="public", plan=solo_plan(answer, profile="seven_round_five"))
    shown = [(each.numerator, each.denominator) for each in passed.value.figures[0].measurements]
    assert shown == [(15, 40), (10, 40), (20, 50), (20, 60)]


def test_a_rounded_mean_keeps_its_value(monthly):
    answer = monthly([(4200, 12)], kind="mean")
    passed = release(answer, audience="public", plan=solo_plan(answer, profile="seven_round_five"))
    (measurement,) = passed.value.figures[0].measurements
    assert measurement.denominator == 10
    assert measurement.numerator / measurement.denominator == 4200 / 12


@pytest.mark.parametrize(("unknown", "shown"), [(0, 0), (1, 0), (5, 0), (6, 6)])
def test_a_small_number_of_cases_not_known_is_not_told(monthly, unknown, shown):
    answer = monthly([(9, 40)])
    (figures,) = answer.figures
    measurements = tuple(dataclasses.replace(each, unknown=unknown) for each in figures.measurements)
    answer = answer.over((dataclasses.replace(figures, measurements=measurements),))
    passed = release(answer, audience="public", plan=solo_plan(answer))
    assert passed.value.figures[0].measurements[0].unknown == shown


def test_without_a_plan_nothing_is_shown_to_the_public(monthly):
    with pytest.raises(DisclosureError, match="without a suppression plan"):
        release(monthly(SHARES), audience="public")


def test_an_answer_that_the_plan_was_not_made_for_is_refused(monthly):
    plan = solo_plan(monthly(SHARES))
    with pytest.raises(DisclosureError, match="not made for these figures"):
        release(monthly([*SHARES[:3], (13, 39)]), audience="public", plan=plan)


@dataclasses.dataclass(frozen=True)
class Stubborn:
    """An answer that keeps what it had."""

    figures: tuple

    def over(self, figures):
        return self


def test_an_answer_that_keeps_what_it_had_is_refused(monthly):
    answer = Stubborn(monthly(SHARES).figures)
    with pytest.raises(DisclosureError, match="kept figures other than"):
        release(answer, audience="public", plan=solo_plan(answer))


@pytest.mark.parametrize("thing", [[1, 2], {"a": 1}, pd.DataFrame({"a": [1]}), 4, None, "text"])
@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_what_is_no_answer_does_not_pass(thing, audience):
    with pytest.raises(DisclosureError, match=f"a {type(thing).__name__} is not an answer"):
        release(thing, audience=audience)


def test_an_unknown_audience_is_refused(monthly):
    with pytest.raises(UnknownNameError, match="no audience 'everyone'"):
        release(monthly(SHARES), audience="everyone")


def test_nobody_else_can_make_an_answer_ready(monthly):
    with pytest.raises(DisclosureError, match="only by passing it through"):
        Releasable(monthly(SHARES), "public", Treatment())


def test_a_passed_answer_cannot_be_given_other_contents(monthly):
    passed = release(monthly(SHARES), audience="restricted")
    with pytest.raises(DisclosureError, match="only by passing it through"):
        dataclasses.replace(passed, value=monthly([(1, 2)]))
    with pytest.raises(dataclasses.FrozenInstanceError):
        passed.value = 3


def test_what_has_passed_is_let_through(monthly):
    passed = release(monthly(SHARES), audience="restricted")
    assert require_releasable(passed) is passed


@pytest.mark.parametrize("kind", ["answer", "list", "frame", "forged"])
def test_what_has_not_passed_is_refused_where_it_would_be_shown(monthly, kind):
    answer = monthly(SHARES)
    forged = object.__new__(Releasable)
    object.__setattr__(forged, "value", answer)
    thing = {"answer": answer, "list": [1], "frame": answer.figures[0].frame(), "forged": forged}[kind]
    with pytest.raises(DisclosureError, match="has not passed disclosure control"):
        require_releasable(thing)


@pytest.mark.parametrize(
    ("numerators", "by"),
    [
        ([9, 9, 9, 3, 3, 3], "month"),  # three of six: half to the value
        ([9, 9, 3, 3, 3, 3], "quarter"),  # two of six: a month too few
        ([9, 9, 9, 9, 3, 3], "month"),
    ],
)
def test_half_of_the_values_to_the_value_keeps_the_page_by_month(monthly, numerators, by):
    answer = monthly([(each, 40) for each in numerators])
    treatment = release(answer, audience="public", plan=solo_plan(answer)).treatment
    assert any("Shown by quarter" in each for each in treatment.sentences) == (by == "quarter")
    assert treatment.all_values == {"month": 6, "quarter": 2}[by]


@pytest.mark.parametrize("name", PROFILES)
def test_no_count_within_a_rules_range_reaches_the_public_by_any_profile(monthly, name):
    answer = monthly([(each, 60 + each) for each in range(13)])
    rule = PROFILES[name]
    passed = release(answer, audience="public", plan=solo_plan(answer, profile=name))
    for item in passed.value.figures[0].measurements:
        for count in (item.numerator, item.denominator):
            assert count is None or count == 0 or not rule.hides(count)
            assert count is None or count % rule.rounded_to == 0
    assert passed.treatment.symbol == rule.symbol
    assert passed.treatment.sentences[0] == f"{rule.title} ({name})."


def test_passing_twice_gives_the_same_and_leaves_the_answer_as_it_was(monthly):
    answer = monthly(SHARES)
    before = [dataclasses.astuple(each) for each in answer.figures[0].measurements]
    plan = solo_plan(answer)
    one, other = (release(answer, audience="public", plan=plan) for _ in range(2))
    assert one.value == other.value
    assert one.treatment == other.treatment
    assert [dataclasses.astuple(each) for each in answer.figures[0].measurements] == before


def test_what_is_public_of_one_answer_is_no_plan_for_its_own_released_figures(monthly):
    """What has passed is another answer with other figures: it does not pass again by the same plan."""
    answer = monthly(SHARES)
    plan = solo_plan(answer)
    passed = release(answer, audience="public", plan=plan)
    with pytest.raises(DisclosureError, match="not made for these figures"):
        release(passed.value, audience="public", plan=plan)


def test_what_has_passed_is_itself_no_answer(monthly):
    passed = release(monthly(SHARES), audience="restricted")
    with pytest.raises(DisclosureError, match="a Releasable is not an answer"):
        release(passed, audience="restricted")


def test_two_answers_in_one_plan_pass_and_agree_on_what_they_share(monthly):
    shares, again = monthly(SHARES), monthly(SHARES, name="repeat plans again")
    plan = make_plan([record(shares), record(again)])
    found = [release(each, audience="public", plan=plan).value.figures[0] for each in (shares, again)]
    numerators = [[item.numerator for item in each.measurements] for each in found]
    assert numerators[0] == numerators[1] == [9, None, 8, 12]


# Answers from children's own records.


@dataclasses.dataclass(frozen=True)
class FromCases:
    """An answer that rests on cases besides its figures."""

    figures: tuple
    told: CaseForecast
    stubborn: bool = False

    def over(self, figures):
        return dataclasses.replace(self, figures=figures)

    def telling(self, told):
        return self if self.stubborn else dataclasses.replace(self, told=told)


def from_cases(monthly, *, stubborn=False):
    figures = monthly([(30, 90)]).figures
    (below, _) = figures[0].keys_of(figures[0].measurements[0])
    draws = np.random.default_rng(1).normal(633.3, 12, (200, 1))
    held = foretold("days", draws, unit="days", periods=(YEAR,), origin="", rests_on=(below,))
    return FromCases(figures, CaseForecast((held,), limits=("3 of 40 rows",)), stubborn)


def test_what_rests_on_cases_is_told_whole_to_a_board_and_coarsely_to_the_public(monthly):
    answer = from_cases(monthly)
    assert release(answer, audience="restricted").value.told is answer.told
    told = release(answer, audience="public", plan=solo_plan(answer)).value.told
    assert told.rounded
    assert told.limits == ()
    assert {value % 5 for row in told.expected[0].forecast.quantiles for value in row} == {0}


def test_where_its_count_is_small_the_public_is_told_a_reason_even_if_the_answer_would_keep_its_forecast(monthly):
    figures = monthly([(1, 19)]).figures
    answer = dataclasses.replace(from_cases(monthly), figures=figures)
    told = release(answer, audience="public", plan=solo_plan(answer)).value.told
    assert (told.expected, bool(told.reason)) == ((), True)


def test_an_answer_that_keeps_its_own_forecast_is_not_shown(monthly):
    answer = from_cases(monthly, stubborn=True)
    with pytest.raises(DisclosureError, match="kept a forecast"):
        release(answer, audience="public", plan=solo_plan(answer))


def test_what_an_earlier_release_hid_by_another_rule_stays_hidden_and_that_is_said(monthly):
    answer = monthly([(7, 40), (20, 41), (22, 45), (30, 60)])
    table = record(answer)
    small = next(cell.key for cell in table.grains[0].cells if cell.value == 7)
    assert small not in make_plan([table]).hidden
    plan = make_plan([table], earlier=[told(small, None, rule=profile("seven_round_five"))])
    assert small in plan.hidden
    assert from_json(plan.to_json()) == plan
    sentences = release(answer, audience="public", plan=plan).treatment.sentences
    said = "What an earlier release hid as too small by another rule (seven_round_five) stays hidden."
    assert sentences[0] == f"{profile('dfe_now').title} (dfe_now). {said}"
