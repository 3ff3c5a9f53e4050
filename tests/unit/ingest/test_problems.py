"""Problems name file, place, row, field and rule in a plain sentence, and never the value."""

import numpy as np
import pytest

from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES, Problem, counts_by_rule, found, table_of

PLACE = Place("a.xlsx", "List_7", "annex_a", "list_7", "annex_a/2012", None)


def test_rows_at_fault_become_one_problem_and_none_becomes_none():
    rows = np.array([2, 3, 5])
    (problem,) = found(PLACE, rows=rows, where=np.array([True, False, True]), field="Gender", rule="unknown_code")
    assert problem == Problem("a.xlsx", "List_7", (2, 5), "Gender", "unknown_code", PLACE.format)
    assert found(PLACE, rows=rows, where=np.array([False] * 3), field="Gender", rule="unknown_code") == ()


def test_the_table_has_one_line_a_row_in_order_and_states_each_fault_once():
    problems = [
        Problem("b.csv", "", (3,), "Route", "unknown_code"),
        Problem("a.csv", "", (9, 2), "Route", "unknown_code"),
        Problem("a.csv", "", (2,), "Route", "unknown_code"),
    ]
    table = table_of(problems)
    assert list(zip(table["file"], table["row"], strict=True)) == [("a.csv", 2), ("a.csv", 9), ("b.csv", 3)]
    assert set(table["sentence"]) == {SENTENCES["unknown_code"]}
    assert counts_by_rule(problems) == {"unknown_code": 3}


def test_no_problems_are_an_empty_table():
    assert table_of([]).empty
    assert counts_by_rule([]) == {}


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_each_rule_says_what_was_done_about_it(rule):
    said = ("refused", "left blank", "kept", "used", "mended")
    assert any(word in SENTENCES[rule] for word in said)
    assert not SENTENCES[rule].endswith(".")


REFUSING = {
    "missing_required", "other_format", "impossible_date", "two_digit_year", "undecidable_date", "error_cell",
    "other_time_zone",
    "shortened_number", "other_alphabet", "order", "after_extract", "extra_cells", "care_entry_unknown", "formula",
    "refused_beside", "other_authority", "start_unknown", "unknown_required", "review_early", "not_returned",
    "worker_unknown", "more_than_all", "not_sampled", "not_in_sample", "outside_frame", "coded_twice",
    "other_question_set", "team_of_week", "before_referral", "not_a_monday", "draw_differs", "out_of_place",
    "too_few_cells", "other_header", "columns_moved", "total_row", "not_an_identifier", "several_numbers",
    "plan_undated", "plan_sheet_missing", "plan_day_twice", "plan_number_twice", "plan_number_unknown",
    "plan_indicator_unknown", "plan_link_broken", "plan_not_happened", "plan_month",
    "plan_rating", "plan_lost_unmet", "plan_approved_nothing", "plan_corrects_itself", "plan_target_beyond",
    "plan_target_fraction",
}  # fmt: skip
BLANKING = {"more_than_asked", "not_a_share", "unknown_code", "free_text", "not_a_number", "birth_date", "error_text",
            "not_a_decimal"}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_a_sentence_says_refused_or_left_blank_exactly_where_that_is_so(rule):
    assert ("refused" in SENTENCES[rule]) == (rule in REFUSING)
    assert ("left blank" in SENTENCES[rule]) == (rule in BLANKING)


# rows    which are at fault       the rows of the problem
MASKS = [
    ([2, 3, 4], [True, True, True], (2, 3, 4)),
    ([2, 5, 9], [False, False, True], (9,)),
    ([7], [True], (7,)),
]


@pytest.mark.parametrize(("rows", "where", "wanted"), MASKS)
def test_a_problem_has_the_numbers_of_the_rows_as_plain_whole_numbers(rows, where, wanted):
    (problem,) = found(PLACE, rows=np.array(rows), where=np.array(where), field="x", rule="order")
    assert problem.rows == wanted
    assert {type(row) for row in problem.rows} == {int}


def test_two_faults_of_one_row_are_two_lines_in_order_of_field():
    problems = [Problem("a", "", (2,), field, "order") for field in ("End", "Begin")]
    assert list(table_of(problems)["field"]) == ["Begin", "End"]
    assert counts_by_rule([*problems, Problem("a", "", (2,), "End", "extra_cells")]) == {"extra_cells": 1, "order": 2}


def test_rows_are_in_order_of_number_and_not_of_text():
    assert list(table_of([Problem("a", "", (10, 9, 100), "x", "order")])["row"]) == [9, 10, 100]


def test_parts_of_a_file_are_kept_apart():
    problems = [Problem("a", part, (2,), "x", "order") for part in ("List_7", "List_3")]
    assert list(table_of(problems)["part"]) == ["List_3", "List_7"]


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_a_problem_speaks_by_its_rule_and_never_of_a_value(rule):
    sentence = Problem("a.csv", "", (2,), "Route", rule).sentence
    assert sentence == SENTENCES[rule]
    assert "{" not in sentence
    assert sentence[0].islower()


def test_a_mask_of_no_rows_is_no_problem():
    assert found(PLACE, rows=np.array([], dtype=int), where=np.array([], dtype=bool), field="x", rule="order") == ()


def test_a_date_out_of_order_is_said_to_follow_the_other_by_its_name():
    for rule in ("order", "step_order"):
        sentence = Problem("a.csv", "", (2,), "Placed", rule, follows="Decision").sentence
        assert sentence.startswith('is earlier than "Decision", the date that it should follow; ')
