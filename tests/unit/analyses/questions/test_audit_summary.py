"""What audits found, and for which files the findings speak."""

import datetime as dt

import pandas as pd
import pytest

from tests.support.made_figures import COUNT, definition
from turncurve.analyses.questions.audit_summary import AuditSummary, latest
from turncurve.errors import UnknownNameError
from turncurve.indicators.audit_samples import Sample
from turncurve.indicators.figures import Figures, Measurement, Source
from turncurve.methods.bounds import Interval, NoInterval
from turncurve.methods.interval import finite_population_exact
from turncurve.reference.periods import month
from turncurve.tables import store
from turncurve.tables.council import Council, keep
from turncurve.tables.records import Records

MARCH = month(2013, 3)
RANDOM = Sample("Monthly audit", "random", 40, 200)


def figures_of(counts):
    """Return files by answer from {criterion: {answer: count}}."""
    held = tuple(
        Measurement(
            "Exampleshire",
            MARCH,
            count,
            None,
            "hidden" if count is None else "measured",
            tuple(
                sorted(
                    {
                        "programme": "Monthly audit",
                        "standard": "SMART",
                        "criterion": criterion,
                        "answer": answer,
                        "selection": "random",
                    }.items()
                )
            ),
        )
        for criterion, answers in counts.items()
        for answer, count in answers.items()
    )
    return Figures(definition(COUNT, id="files_by_answer", base="files_by_answer"), held, Source("Made"))


SPECIFIC = {"Specific": {"met": 4, "partly met": 3, "not met": 7, "not applicable": 26}}


def totals_of(counts):
    """Return files that each criterion was put to; None where any count is hidden."""
    held = tuple(
        Measurement(
            "Exampleshire",
            MARCH,
            None if None in answers.values() else sum(answers.values()),
            None,
            "measured",
            (("criterion", criterion), ("programme", "Monthly audit"), ("selection", "random"), ("standard", "SMART")),
        )
        for criterion, answers in counts.items()
    )
    return Figures(definition(COUNT, id="files_by_question", base="files_by_answer"), held, Source("Made"))


def summary(counts=None, sample=RANDOM):
    held = counts or SPECIFIC
    return AuditSummary((figures_of(held), totals_of(held)), sample, MARCH)


def test_only_files_to_which_the_criterion_applied_are_in_its_denominator():
    (found,) = summary().criteria
    assert found.counts == (4, 3, 7, 26, 0)
    assert found.answered == 14
    assert summary().files == 40


def test_a_random_sample_speaks_for_the_population_it_was_drawn_from():
    (found,) = summary(sample=Sample("Monthly audit", "random", 14, 40)).criteria
    expected = finite_population_exact(4, 14, population=40).proportion
    assert isinstance(found.met_in_all, Interval)
    assert (found.met_in_all.lower, found.met_in_all.upper) == pytest.approx(
        (100 * expected.lower, 100 * expected.upper)
    )
    # the reference result for 4 of 14 drawn from 40 files
    assert (found.met_in_all.lower, found.met_in_all.upper) == pytest.approx((12.5, 52.5))


@pytest.mark.parametrize(
    ("selection", "population", "reason"),
    [
        ("not stated", None, "not stated"),
        ("not stated", 40, "not stated"),
        ("chosen", 40, "chosen and not drawn"),
        ("all such files", 14, "all such files"),
        ("random", None, "not stated"),
    ],
)
def test_any_other_selection_gives_counts_and_no_interval(selection, population, reason):
    (found,) = summary(sample=Sample("An audit", selection, 14, population)).criteria
    assert isinstance(found.met_in_all, NoInterval)
    assert reason in found.met_in_all.reason


def test_a_hidden_count_hides_what_rests_on_it():
    (found,) = summary({"Specific": {"met": None, "partly met": 3, "not met": 7}}).criteria
    assert found.answered is None
    assert found.met_in_all.reason == "a count is hidden"
    assert summary({"Specific": {"met": None, "partly met": 3, "not met": 7}}).files is None


def test_criteria_stand_in_a_fixed_order():
    answers = {"met": 1, "partly met": 0, "not met": 0}
    found = summary({"Timescale": answers, "Achievable": answers, "Specific": answers}).criteria
    assert [each.criterion for each in found] == ["Achievable", "Specific", "Timescale"]


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Return a council's records: two draws of a random programme, one file of which two auditors read."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed" / "exampleshire"
    keep(Council("Exampleshire", "exampleshire", synthetic=True), folder=folder)
    rows = [
        ("2013-02-11", "f1", "a1", "met", 90),
        ("2013-03-11", "f2", "a1", "not met", 100),
        ("2013-03-12", "f2", "a2", "met", 100),
        ("2013-03-13", "f3", "a1", None, 100),
        ("2013-04-02", "f4", "a1", "met", 110),
    ]
    table = pd.DataFrame(
        {
            "programme": "Monthly audit",
            "audited_on": pd.to_datetime([row[0] for row in rows]).as_unit("us"),
            "file_key": [row[1] for row in rows],
            "auditor_key": [row[2] for row in rows],
            "standard": "SMART",
            "criterion": "Specific",
            "answer": pd.Series([row[3] for row in rows], dtype="str"),
            "selection": "random",
            "population": pd.array([row[4] for row in rows], dtype="Int64"),
            "drawn_on": pd.Series([pd.NaT] * len(rows), dtype="datetime64[us]"),
            "stratum": pd.Series([None] * len(rows), dtype="str"),
            "edition": "audits/2013-03-31",
        }
    )
    store.write("audits", table, folder=folder, sources={}, counts={})
    return Records("exampleshire", dt.date(2013, 3, 31))


def test_the_last_month_before_the_reports_date_is_summarised(records):
    found = latest(records, "Monthly audit")
    assert found.period == MARCH
    assert found.sample == Sample("Monthly audit", "random", 2, 100)


def test_a_file_read_twice_is_counted_once_and_a_blank_is_its_own_answer(records):
    (found,) = latest(records, "Monthly audit").criteria
    assert found.counts == (0, 0, 1, 0, 1)


def test_an_audit_that_is_not_held_is_named_with_those_that_are(records):
    with pytest.raises(UnknownNameError, match="Audits held: Monthly audit"):
        latest(records, "Peer audit")
