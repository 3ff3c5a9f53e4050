"""How far two auditors agree: the coefficients of the methods, over the files of the year."""

import datetime as dt

import pytest

from tests.support.audited_council import FOCUSED, MONTHLY, answers, keep_audits
from turncurve.analyses.questions.audit_agreement import agreement
from turncurve.errors import TurnCurveError
from turncurve.methods.agreement import ac1, fleiss_kappa, krippendorff_alpha
from turncurve.tables.audit_programme import Criterion, Programme, QuestionSet, keep
from turncurve.tables.records import Records


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return keep_audits(tmp_path)


def test_files_read_twice_are_counted_with_those_answered_alike(records):
    found = agreement(records, MONTHLY)
    (question,) = found.questions
    assert (question.criterion, question.read, question.alike) == ("Specific", 10, 9)
    assert found.overall == (9, 10)
    assert found.period.label == "1 October 2012 to 31 March 2013"


def test_the_coefficients_are_those_of_the_ratings_one_case_a_file(records):
    counts = [[1, 1, 0, 0], *([2, 0, 0, 0] for _ in range(9))]
    (question,) = agreement(records, MONTHLY).questions
    for found, method in zip(question.coefficients, (ac1, fleiss_kappa, krippendorff_alpha), strict=True):
        assert found.value == pytest.approx(method(counts).value)
        assert found.interval.lower == pytest.approx(method(counts).interval.lower)


def test_where_nearly_all_is_met_kappa_collapses_and_ac1_does_not(records):
    (question,) = agreement(records, MONTHLY).questions
    by_ac1, kappa, _ = (each.value for each in question.coefficients)
    assert question.is_one_sided
    assert by_ac1 > 0.85
    assert kappa < 0


def test_the_paradox_of_the_literature_is_met_to_the_printed_decimals(tmp_path, monkeypatch):
    # Of 200 files: agreement 0.675, AC1 0.5326.
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    pairs = [("met", "met", 130), ("met", "not met", 56), ("not met", "met", 9), ("not met", "not met", 5)]
    given = [(one, two) for one, two, count in pairs for _ in range(count)]
    rows = [
        {"programme": "P", "audited_on": "2013-03-10", "file_key": f"f{place}", "auditor_key": f"a{turn}",
         "standard": "S", "criterion": "C", "answer": answer, "selection": "random", "population": 900}
        for place, both in enumerate(given) for turn, answer in enumerate(both)
    ]  # fmt: skip
    (question,) = agreement(keep_audits(tmp_path, audits=rows), "P").questions
    assert question.alike / question.read == 0.675
    two = [*([2, 0] for _ in range(130)), *([1, 1] for _ in range(65)), *([0, 2] for _ in range(5))]
    # The scale of an audit has four answers, the paper's two: over more answers chance gives less, and AC1 is higher.
    assert ac1(two).value == pytest.approx(0.5326, abs=5e-5)
    assert question.coefficients[0].value > 0.5326


def test_an_audit_with_no_file_read_twice_has_no_question(records):
    found = agreement(records, FOCUSED)
    assert (found.questions, found.overall) == ((), None)


def test_a_hidden_pair_takes_the_coefficients_with_it_and_not_how_often_auditors_agreed(records):
    found = agreement(records, MONTHLY)
    given, *others = found.figures
    (hidden,) = [cell.key for cell in given.cells() if dict(cell.key.breakdown)["agreed"] == "no"]
    (question,) = found.over((given.hiding(frozenset({hidden})), *others)).questions
    assert (question.read, question.alike, question.coefficients) == (10, 9, ())


def test_what_is_hidden_of_every_count_is_hidden_of_the_question(records):
    found = agreement(records, MONTHLY)
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in found.figures)
    (question,) = found.over(hidden).questions
    assert (question.read, question.alike, question.coefficients) == (None, None, ())
    assert found.over(hidden).overall is None


def changed(root, second="2013-01-01"):
    """Keep a programme whose questions are replaced whole, and files read twice under either set."""
    sets = (("2012-09-01", ("Clear", "Dated")), (second, ("Safe",)))
    versions = tuple(
        QuestionSet("Set", dt.date.fromisoformat(first), tuple(Criterion("S", name, ("N06",)) for name in names))
        for first, names in sets
    )
    rows = [
        {"programme": "P", "audited_on": on, "file_key": f"{on}{place}", "auditor_key": auditor, "standard": "S",
         "criterion": name, "answer": "met" if place else answer, "selection": "random", "population": 90}
        for on, (_, names) in zip(("2012-12-10", "2013-03-10"), sets, strict=True) for name in names
        for place in range(9) for auditor, answer in (("a1", "met"), ("a2", "not met"))
    ]  # fmt: skip
    records = keep_audits(root, audits=rows)
    held = Programme("P", "Practice", "monthly", ("children in need",), versions, files=9)
    keep((held,), folder=root / "data" / "processed" / "madeshire")
    return records


def test_answers_under_two_sets_of_questions_are_told_apart_counted_and_never_averaged(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = agreement(changed(tmp_path), "P")
    assert found.asked == ((dt.date(2012, 9, 1), 2), (dt.date(2013, 1, 1), 1))
    assert found.overall is None
    assert [(each.criterion, each.read, each.alike) for each in found.questions] == [
        ("Clear", 9, 8), ("Dated", 9, 8), ("Safe", 9, 8),
    ]  # fmt: skip


def test_a_set_of_questions_that_comes_later_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    found = agreement(changed(tmp_path, second="2013-04-01"), "P")
    assert found.asked == ((dt.date(2012, 9, 1), 2),)
    assert found.overall == (24, 27)


def test_a_year_without_audits_says_so(records):
    with pytest.raises(TurnCurveError, match="no file was read for 'Focused' in the year"):
        agreement(Records("madeshire", dt.date(2013, 10, 1)), FOCUSED)


def test_files_of_more_than_a_year_ago_are_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    old, new = (answers("P", day, {"C": {"met": 3}}, population=9) for day in ("2012-03-20", "2013-03-20"))
    rows = [*old, *new, *({**row, "auditor_key": "a2"} for row in (*old, *new))]
    assert agreement(keep_audits(tmp_path, audits=rows), "P").overall == (3, 3)
