"""Problems name file, place, row, field and rule in a plain sentence, and never the value."""

import numpy as np
import pytest

from turncurve.ingest.place import Place
from turncurve.ingest.problems import SENTENCES, Problem, counts_by_rule, found, table_of

PLACE = Place("a.xlsx", "List_7", "annex_a", "list_7", "annex_a/2012", None)


def test_rows_at_fault_become_one_problem_and_none_becomes_none():
    rows = np.array([2, 3, 5])
    (problem,) = found(PLACE, rows=rows, where=np.array([True, False, True]), field="Gender", rule="unknown_code")
    assert problem == Problem("a.xlsx", "List_7", (2, 5), "Gender", "unknown_code")
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
