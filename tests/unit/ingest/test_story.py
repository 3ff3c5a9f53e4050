"""Reading a council's own words: what contradicts itself is refused with its place, what is missing is left empty."""

import datetime as dt

import pytest

from turncurve.errors import RefusedInputError
from turncurve.ingest.story import SCORES, read
from turncurve.tables.story import Action, Cause, Option, Partner, Scenario, Story, Target

WHOLE = """
repeat_child_protection_plans:
  outcome: Children who have been protected once stay safe
  accountability: performance
  quadrant: better off
  headline_because: It says whether protection lasts
  acceptable: false
  acceptable_because: One plan in six follows an earlier one
  baseline_as_at: 2012-12-31
  target: {aim: at most, value: 13, by: 2015-03-31, set_by: The improvement plan}
  causes:
    - {id: C1, text: Plans end without a step down, effect: restricting, rank: 1,
       evidence_kind: audit, evidence: March audit}
    - {id: C2, text: Family support is close by, effect: contributing, rank: 2, evidence_kind: hunch}
  partners:
    - {name: Health visitors, role: See the child monthly, causes: [C1]}
  options:
    - {id: O1, text: A visit a month after each plan ends, causes: [C1], evidence: moderate, cost: none,
       leverage: 4, feasibility: 5, specificity: 5, values: 4}
    - {id: O2, text: A letter from the child to the chair, causes: [C1], off_the_wall: true}
  scenarios:
    - {id: S1, name: Visits begin, option: O1, change: -20, begins: 2013-06-01, full_by: 2014-05-31, evidence: A guess}
    - {id: S2, name: Letters begin}
  actions:
    - {id: A1, what: Visit within a month, who: Team managers, due: 2013-05-31, deliverable: Visits logged,
       cost: within budget, measure: Share visited, option: O1}
  data_development: [Date of the first visit after a plan]
  research: [Why plans begin again within a year]
"""


def written(folder, text):
    (folder / "turning_the_curve.yml").write_text(text, encoding="utf-8")
    return read(folder)


def test_a_council_that_has_written_nothing_has_no_stories(tmp_path):
    assert read(tmp_path) == ()
    assert written(tmp_path, "") == ()


def test_a_whole_story_is_read_word_by_word(tmp_path):
    (story,) = written(tmp_path, WHOLE)
    assert story.outcome == "Children who have been protected once stay safe"
    assert story.acceptable is False
    assert story.baseline_as_at == dt.date(2012, 12, 31)
    assert story.causes[0] == Cause("C1", "Plans end without a step down", "restricting", 1, "audit", "March audit")
    assert story.partners == (Partner("Health visitors", "See the child monthly", ("C1",)),)
    assert story.options[0].score == 18
    assert story.options[1] == Option("O2", "A letter from the child to the chair", ("C1",), off_the_wall=True)
    assert story.actions[0] == Action(
        "A1",
        "Visit within a month",
        "Team managers",
        dt.date(2013, 5, 31),
        "Visits logged",
        "within budget",
        "Share visited",
        "O1",
    )
    assert story.research == ("Why plans begin again within a year",)


def test_a_target_and_scenarios_are_read_word_by_word(tmp_path):
    (story,) = written(tmp_path, WHOLE)
    assert story.target == Target(13.0, dt.date(2015, 3, 31), "at most", "The improvement plan")
    first, second = story.scenarios
    assert first == Scenario("S1", "Visits begin", "O1", -20.0, dt.date(2013, 6, 1), dt.date(2014, 5, 31), "A guess")
    assert second == Scenario("S2", "Letters begin")


def test_a_target_of_nought_is_a_target(tmp_path):
    (story,) = written(tmp_path, "referrals: {target: {value: 0, by: 2015-03-31}}")
    assert story.target == Target(0.0, dt.date(2015, 3, 31))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("{by: 2015-03-31}", "value is not given.*referrals, target"),
        ("{value: 13}", "by is not given.*referrals, target"),
        ("{value: 13%, by: 2015-03-31}", "a number of 0 or more is wanted, without a sign for percent.*target, value"),
        ("{value: -1, by: 2015-03-31}", "a number of 0 or more"),
        ("{value: .nan, by: 2015-03-31}", "a number of 0 or more"),
        ("{value: .inf, by: 2015-03-31}", "a number of 0 or more"),
        ("{value: true, by: 2015-03-31}", "a number of 0 or more"),
        ("{value: 13, by: March 2015}", "YYYY-MM-DD.*target, by"),
        ("{value: 13, by: 2015-03-31, aim: below}", "'below' is not one of: at most, at least"),
        ("{value: 13, by: 2015-03-31, owner: x}", "no story has the word 'owner'"),
        ("13", "words with their values.*referrals, target"),
    ],
)
def test_a_target_that_cannot_be_held_against_is_refused(tmp_path, target, said):
    assert_refused(tmp_path, f"referrals: {{target: {target}}}", f"(?s){said}")


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("{name: x}", "id is not given.*scenarios, number 1"),
        ("{id: S1}", "name is not given.*scenarios, number 1"),
        ("{id: S1, name: x, option: O9}", "no option 'O9'.*scenario S1"),
        ("{id: S1, name: x, change: 0}", "a change of 0 percent.*scenario S1"),
        ("{id: S1, name: x, change: -100}", "a change of -100 percent.*scenario S1"),
        ("{id: S1, name: x, change: 1001}", "a change of 1001 percent.*scenario S1"),
        ("{id: S1, name: x, change: -101}", "a number of -100 or more.*scenarios, number 1, change"),
        ("{id: S1, name: x, change: a fifth}", "a number of -100 or more"),
        ("{id: S1, name: x, begins: 2013-06-01, full_by: 2013-05-31}", "complete before it begins.*scenario S1"),
        ("{id: S1, name: x, begins: June}", "YYYY-MM-DD.*scenarios, number 1, begins"),
    ],
)
def test_a_scenario_that_cannot_be_drawn_is_refused(tmp_path, scenario, said):
    assert_refused(tmp_path, f"referrals: {{scenarios: [{scenario}]}}", f"(?s){said}")


@pytest.mark.parametrize("change", [-99.9, -1, 0.5, 1000])
def test_a_change_up_or_down_is_kept(tmp_path, change):
    (story,) = written(tmp_path, f"referrals: {{scenarios: [{{id: S1, name: x, change: {change}}}]}}")
    assert story.scenarios[0].change == change


def test_a_scenario_is_named_once(tmp_path):
    assert_refused(
        tmp_path, "referrals: {scenarios: [{id: S1, name: x}, {id: S1, name: y}]}", "'S1' is there twice.*scenarios"
    )


def test_a_change_may_begin_and_be_complete_on_one_day(tmp_path):
    (story,) = written(tmp_path, "referrals: {scenarios: [{id: S1, name: x, begins: 2013-06-01, full_by: 2013-06-01}]}")
    assert story.scenarios[0].begins == story.scenarios[0].full_by


def test_what_is_not_written_yet_is_empty_and_not_refused(tmp_path):
    assert written(tmp_path, "repeat_child_protection_plans:\n") == (Story("repeat_child_protection_plans"),)
    (story,) = written(tmp_path, "referrals:\n  actions:\n    - {id: A1, what: Look into it}\n")
    assert story.actions[0].due is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a list", "does not begin with the name of an indicator"),
        ("referrals: [", "not written as YAML"),
        ("referrals: words", "words with their values"),
        ("referrals: {outcom: x}", "no story has the word 'outcom'.*referrals"),
        ("referrals: {accountability: both}", "'both' is not one of: population, performance"),
        ("referrals: {acceptable: maybe}", "true or false"),
        ("referrals: {baseline_as_at: 31/12/2012}", "YYYY-MM-DD"),
        ("referrals: {causes: {id: C1}}", "causes is not a list"),
        ("referrals: {causes: [{text: x}]}", "id is not given.*causes, number 1"),
        ("referrals: {causes: [{id: C1, text: x, rank: 0}]}", "whole number from 1 to 99"),
        ("referrals: {causes: [{id: C1, text: x}, {id: C1, text: y}]}", "'C1' is there twice"),
        ("referrals: {causes: [{id: C1, text: x, rank: 1}, {id: C2, text: y, rank: 1}]}", "two causes have one rank"),
        ("referrals: {options: [{id: O1, text: x, causes: [C9]}]}", "no cause 'C9'.*option O1"),
        ("referrals: {options: [{id: O1, text: x, leverage: 6}]}", "whole number from 1 to 5"),
        ("referrals: {options: [{id: O1, text: x, leverage: true}]}", "whole number from 1 to 5"),
        ("referrals: {options: [{id: O1, text: x, cost: cheap}]}", "'cheap' is not one of"),
        ("referrals: {options: [{id: O1, text: x, evidence: proven}]}", "'proven' is not one of"),
        ("referrals: {partners: [{name: Police, causes: [C9]}]}", "no cause 'C9'.*partner Police"),
        ("referrals: {actions: [{id: A1, what: x, option: O9}]}", "no option 'O9'.*action A1"),
        ("referrals: {actions: [{id: A1, what: x, due: soon}]}", "YYYY-MM-DD.*actions, number 1, due"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_place(tmp_path, text, said):
    with pytest.raises(RefusedInputError, match=f"(?s){said}"):
        written(tmp_path, text)


def test_an_actions_cost_is_free_text(tmp_path):
    (story,) = written(tmp_path, "referrals: {actions: [{id: A1, what: x, cost: two days a month}]}")
    assert story.actions[0].cost == "two days a month"


def assert_refused(folder, text, said):
    with pytest.raises(RefusedInputError, match=said) as stopped:
        written(folder, text)
    assert "turning_the_curve.yml" in str(stopped.value)


@pytest.mark.parametrize("rank", ["0", "100", "1.5", "'1'", "true", "-1"])
def test_a_rank_is_a_whole_number_from_1_to_99(tmp_path, rank):
    assert_refused(tmp_path, f"referrals: {{causes: [{{id: C1, text: x, rank: {rank}}}]}}", "whole number from 1 to 99")


@pytest.mark.parametrize("name", sorted(SCORES))
@pytest.mark.parametrize("score", [0, 6])
def test_an_option_is_scored_from_1_to_5(tmp_path, name, score):
    assert_refused(
        tmp_path, f"referrals: {{options: [{{id: O1, text: x, {name}: {score}}}]}}", rf"1 to 5.*number 1, {name}"
    )


@pytest.mark.parametrize("flag", ["'yes'", "1", "perhaps", "[true]"])
def test_a_flag_is_a_plain_true_or_false(tmp_path, flag):
    assert_refused(tmp_path, f"referrals: {{options: [{{id: O1, text: x, off_the_wall: {flag}}}]}}", "true or false")


@pytest.mark.parametrize("date", ["2013-02-30", "31/05/2013", "2013-05-31 10:00:00", "2013", "soon"])
def test_a_date_is_a_day_in_iso_form(tmp_path, date):
    assert_refused(
        tmp_path, f"referrals: {{actions: [{{id: A1, what: x, due: {date}}}]}}", "YYYY-MM-DD|not written as YAML"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("referrals: {partners: [{name: A, causes: [C1]}]}", "no cause 'C1'.*partner A"),
        ("referrals: {actions: [{id: A1, what: x, option: O1}]}", "no option 'O1'.*action A1"),
        ("referrals: {options: [{id: O1, text: x}, {id: O1, text: y}]}", "'O1' is there twice.*options"),
        ("referrals: {actions: [{id: A1, what: x}, {id: A1, what: y}]}", "'A1' is there twice.*actions"),
        ("referrals: {actions: [words]}", "words with their values.*number 1"),
        ("referrals: {options: [{id: O1, text: x}, {id: O2}]}", "text is not given.*options, number 2"),
        ("referrals: {options: [{id: O1, text: x, colour: red}]}", "no story has the word 'colour'"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_place(tmp_path, text, said):
    assert_refused(tmp_path, text, said)


def test_words_are_trimmed_lists_become_tuples_and_blanks_are_left_out(tmp_path):
    (story,) = written(tmp_path, "referrals:\n  outcome: '  x  '\n  research: [' a ', b]\n  quadrant:\n")
    assert (story.outcome, story.research, story.quadrant) == ("x", ("a", "b"), Story("referrals").quadrant)


def test_stories_are_in_the_files_order_and_a_mark_at_its_start_is_no_part_of_it(tmp_path):
    assert [story.indicator for story in written(tmp_path, "\ufeffb: {}\na: {}\n")] == ["b", "a"]


def test_bytes_that_are_not_utf_8_are_refused(tmp_path):
    (tmp_path / "turning_the_curve.yml").write_bytes(b"referrals: {outcome: caf\xe9}")
    with pytest.raises(RefusedInputError, match="not written as YAML in UTF-8"):
        read(tmp_path)


def test_several_stories_of_one_curve_are_told_apart_by_the_day_of_each(tmp_path):
    text = "referrals:\n- {written_on: 2012-03-20, outcome: a}\n- {written_on: 2013-03-15, outcome: b}\n"
    first, second = written(tmp_path, text)
    assert (first.indicator, first.outcome, first.written_on.year) == ("referrals", "a", 2012)
    assert (second.indicator, second.outcome, second.written_on.year) == ("referrals", "b", 2013)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("referrals: [{outcome: a}, {written_on: 2013-03-15}]", "each has a written_on of its own"),
        ("referrals: [{written_on: 2013-03-15}, {written_on: 2013-03-15}]", "each has a written_on of its own"),
        ("referrals: [{written_on: soon}]", "YYYY-MM-DD.*referrals, number 1, written_on"),
        ("referrals: [words]", "words with their values.*referrals, number 1"),
    ],
)
def test_stories_that_cannot_be_told_apart_are_refused(tmp_path, text, said):
    assert_refused(tmp_path, text, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("referrals: {outcome: a}\nreferrals: {outcome: b}", "'referrals' stands twice"),
        ("referrals: {outcome: a, outcome: b}", "'outcome' stands twice"),
        ("referrals: {outcome: yes}", "words are wanted; put yes and no in quotes.*referrals, outcome"),
        ("referrals: {outcome: [a, b]}", "words are wanted.*referrals, outcome"),
        ("referrals: {actions: [{id: A1, what: x, due: 2013-02-30}]}", "not a day.*actions, number 1, due"),
    ],
)
def test_what_the_form_would_turn_into_something_else_is_refused(tmp_path, text, said):
    assert_refused(tmp_path, text, said)


def test_one_cause_needs_no_brackets(tmp_path):
    text = "referrals: {causes: [{id: C1, text: x}], options: [{id: O1, text: y, causes: C1}], research: Why}"
    (story,) = written(tmp_path, text)
    assert (story.options[0].causes, story.research) == (("C1",), ("Why",))
