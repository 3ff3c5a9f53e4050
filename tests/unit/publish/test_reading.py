"""A council's records are read in with the indicators that there are, and what became of them is said."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.support.made_plan import PARTS, changed, made_plan
from turncurve.indicators.registry import INDICATORS
from turncurve.ingest import pipeline
from turncurve.publish.reading import read_records, told
from turncurve.tables import store

OF_MARCH = "The improvement plan of 2013-03-22"
ALL_THERE = f"{OF_MARCH}: all that a release needs is there."


def test_every_indicator_that_there_is_and_no_other_may_be_named(monkeypatch):
    asked = {}
    monkeypatch.setattr(pipeline, "ingest", lambda council, **words: asked.update(council=council, **words))
    read_records("testshire", progress=print)
    shares = asked.pop("shares")
    assert asked == {"council": "testshire", "progress": print, "indicators": frozenset(INDICATORS)}
    assert {"adoption_a3", "re_referrals_within_12_months"} < shares < set(INDICATORS)
    assert {INDICATORS[each].definition.unit for each in shares} == {"percent"}


@pytest.fixture
def report(tmp_path):
    totals = pd.DataFrame({"read": [1200], "loaded": [1100], "merged": [60], "refused": [40]}, index=["cp_plans"])
    left = (SimpleNamespace(file="notes.docx", sentence="It is of no kind that is read here."),)
    return SimpleNamespace(totals=lambda: totals, left_alone=left, folder=tmp_path)


def test_each_table_and_each_file_that_was_not_read_is_told(report):
    assert list(told(report)) == [
        "cp_plans: 1,200 rows read, 1,100 kept, 60 merged, 40 refused.",
        "Not read: notes.docx. It is of no kind that is read here.",
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, ALL_THERE),
        (changed("objectives", agreed_on=None), ALL_THERE),
        (
            changed("actions", owner=None, due_on=None),
            f"{OF_MARCH}: 2 things are not there yet, first: A02 has no date by which it is due.",
        ),
        (
            changed("actions", owner=None),
            f"{OF_MARCH}: 1 thing is not there yet, first: A02 has no owner.",
        ),
    ],
)
def test_what_a_plan_does_not_say_yet_is_told_and_what_it_says_openly_is_not(report, parts, said):
    plan = made_plan(**parts)
    for part in PARTS:
        store.write(f"improvement_{part}", plan.sheet(part), folder=report.folder, sources={}, counts={})
    assert list(told(report))[-1] == said
