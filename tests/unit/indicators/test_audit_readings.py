"""Files that two auditors read, and files whose draw is on record."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.canonical import canonical
from turncurve.indicators.audit_readings import (
    answers_agreed,
    answers_given_twice,
    answers_that_differ,
    files_by_draw,
    files_by_stratum,
    pair_of,
)
from turncurve.indicators.cases import MEETS, TablesHeld
from turncurve.reference.periods import month

OCTOBER = (month(2012, 10),)
ROW = {"programme": "Monthly", "standard": "SMART", "criterion": "Specific", "selection": "random"}


def tables(*rows):
    names = ("audited_on", "file_key", "auditor_key", "answer", "drawn_on", "stratum")
    held = [{**ROW, **dict(zip(names, row, strict=False))} for row in rows]
    return TablesHeld({"audits": canonical("audits", held)})


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [("met", "not met", "met and not met"), ("not met", "met", "met and not met"), ("met", "met", "met and met")],
)
def test_a_pair_is_the_same_whichever_answer_came_first(one, other, pair):
    assert pair_of(one, other) == pair


def test_the_first_two_auditors_are_the_readers_by_date_and_then_by_key():
    held = tables(("2012-10-05", "f1", "a3", "not met"), ("2012-10-02", "f1", "a2", "met"),
                  ("2012-10-02", "f1", "a1", "partly met"))  # fmt: skip
    assert answers_given_twice(held, OCTOBER)["pair"].tolist() == ["met and partly met"]


def test_an_auditor_who_answers_twice_is_one_reader():
    assert answers_given_twice(
        tables(("2012-10-02", "f1", "a1", "met"), ("2012-10-05", "f1", "a1", "met")), OCTOBER
    ).empty


def test_none_read_twice_gives_no_case_and_keeps_the_columns():
    found = answers_given_twice(tables(("2012-10-02", "f1", "a1", "met")), OCTOBER)
    assert found.empty
    assert {"agreed", "pair", "file_key", "period"} <= set(found.columns)


def test_agreed_and_differing_answers_part_those_given_twice():
    held = tables(
        ("2012-10-02", "f1", "a1", "met"), ("2012-10-02", "f1", "a2", "met"),
        ("2012-10-02", "f2", "a1", "met"), ("2012-10-02", "f2", "a2", "not met"),
    )  # fmt: skip
    agreed = answers_agreed(held, OCTOBER)
    assert agreed.set_index("file_key")[MEETS].to_dict() == {"f1": True, "f2": False}
    assert answers_that_differ(held, OCTOBER)["file_key"].tolist() == ["f2"]


def test_files_without_a_draw_are_in_no_draw():
    held = tables(
        ("2012-10-02", "f1", "a1", "met", "2012-10-01", "long"), ("2012-10-02", "f2", "a1", "met"),
        ("2012-10-02", "f3", "a1", "met", "2012-10-01"),
    )  # fmt: skip
    found = files_by_draw(held, OCTOBER)
    assert found["file_key"].tolist() == ["f1"]
    assert found["drawn"].tolist() == ["2012-10-01"]
    pd.testing.assert_frame_equal(found, files_by_stratum(held, OCTOBER))


def test_a_pair_is_dated_by_its_second_reading():
    held = tables(("2012-09-30", "f1", "a1", "met", "2012-09-15"), ("2012-10-01", "f1", "a2", "met", "2012-09-15"))
    assert answers_given_twice(held, OCTOBER)["audited_on"].dt.date.tolist() == [dt.date(2012, 10, 1)]
