"""The page of problems names files, rows and rules, escapes every text, and runs nothing."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pandas as pd
import pytest

from turncurve.ingest.comparison import COLUMNS as COMPARED
from turncurve.ingest.problems import SENTENCES, Problem, table_of
from turncurve.ingest.problems_page import page_of, rows_in_words

LINE = pd.DataFrame(
    [("a.xlsx", "List_7", "cp_plans", 1200, 1190, 10, 0)],
    columns=["file", "part", "table", "read", "loaded", "refused", "merged"],
)
NOTHING = pd.DataFrame([], columns=COMPARED)


def page(*problems, comparison=NOTHING, council="Testshire"):
    return page_of(table_of(problems), comparison=comparison, reconciliation=LINE, council=council)


def text(html):
    return re.sub(r"<[^>]+>", " | ", html)


def test_one_line_a_field_and_rule_with_its_rows_and_what_to_do():
    found = text(page(Problem("cin.xml", "Plans", (4, 2, 3, 9), "CPPendDate", "order", "cin_census")))
    for said in ("cin.xml", "2 to 4, 9", "CPPendDate is earlier than the date", "order, 8925", "Mend it in the system"):
        assert said in found
    assert found.count("order, 8925") == 1


def test_a_fault_of_a_whole_row_speaks_of_the_row():
    assert "The row has more cells than the header" in text(page(Problem("log.csv", "", (2,), "", "extra_cells")))


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "a&b"])
def test_texts_of_files_are_escaped_wherever_they_stand(hostile):
    found = page(Problem(hostile, hostile, (2,), hostile, "order"), council=hostile)
    for unsafe in ("<script", "<img", "a&b"):
        assert unsafe not in found
    assert "default-src 'none'" in found


def test_its_policy_lets_in_its_own_style_alone():
    found = page()
    style = found.partition("<style>")[2].partition("</style>")[0]
    assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'\">" in found
    assert "unsafe" not in found


def test_what_became_of_rows_and_the_years_stand_below():
    compared = pd.DataFrame([("referrals", "2013-03-31", 1320, 120, 1000.0, "jump")], columns=COMPARED)
    found = text(page(comparison=compared))
    for said in ("1,200", "1,190", "1,320", "1,000.0", "jump", "One line to look at", "0 in 0 files"):
        assert said in found


def test_the_same_problems_give_the_same_bytes():
    problems = [Problem("b", "", (2,), "x", "order"), Problem("a", "", (3,), "x", "order")]
    assert page(*problems) == page(*reversed(problems))


# rows                           in words
ROWS = [([], ""), ([2], "2"), ([2, 3], "2 to 3"), ([2, 4, 5, 9], "2, 4 to 5, 9"), (list(range(2, 90)), "2 to 89")]


@pytest.mark.parametrize(("rows", "words"), ROWS)
def test_rows_are_said_in_runs(rows, words):
    assert rows_in_words(rows) == words


def test_many_runs_are_cut_and_what_is_left_is_counted():
    said = rows_in_words(list(range(2, 200, 2)))
    assert said.endswith("80 and 59 more (see problems.csv)")
    assert said.count(",") == 39


def test_rows_that_should_follow_different_dates_are_told_apart():
    late = [
        Problem("a.csv", "", (row,), "Placed", "step_order", follows=date)
        for row, date in ((2, "Matched"), (3, "Decision"), (4, "Matched"))
    ]
    found = text(page(*late))
    for rows, date in (("2, 4", "Matched"), ("3", "Decision")):
        assert re.search(rf"\| {rows} \|[ |]*Placed is earlier than &quot;{date}&quot;, the date", found)


def test_a_sentence_with_a_subject_of_its_own_stands_behind_a_colon():
    found = text(page(Problem("rota.csv", "", (2,), "Team on rota", "team_of_week")))
    assert "Team on rota: the rota has the worker in another team in the same week; the row was refused." in found


@pytest.mark.parametrize("rule", sorted(SENTENCES))
def test_no_sentence_has_two_subjects(rule):
    found = unescape(text(page(Problem("a.csv", "", (2,), "Field", rule))))
    assert not re.search(r"Field (?:the|two|more|no|one|an|what) ", found)
    assert f"Field {SENTENCES[rule]}." in found or f"Field: {SENTENCES[rule]}." in found
