"""Files and answers of audits, each counted once; the counts worked by hand are in tests/spec/audits.md."""

from tests.support.canonical import canonical
from turncurve.indicators.registry import children_behind, measure
from turncurve.reference.periods import month

SEPTEMBER = month(2012, 9)


def audits(*rows):
    names = ("programme", "audited_on", "file_key", "selection", "population")
    fixed = {"auditor_key": "a1", "standard": "plan", "criterion": "clear aim", "answer": "met"}
    return canonical("audits", [{**fixed, **dict(zip(names, row, strict=True))} for row in rows])


def answered(*rows):
    names = ("file_key", "auditor_key", "audited_on", "criterion", "answer")
    fixed = {"programme": "monthly", "standard": "plan", "selection": "random", "population": 210}
    return canonical("audits", [{**fixed, **dict(zip(names, row, strict=True))} for row in rows])


def counts(indicator, table):
    figures = measure(indicator, {"audits": table}, periods=(SEPTEMBER,), area="Exampleshire")
    return {
        (dict(m.breakdown)["criterion"], dict(m.breakdown).get("answer")): m.numerator for m in figures.measurements
    }


READ_TWICE = answered(
    ("f1", "a1", "2012-09-03", "clear aim", "met"),
    ("f1", "a2", "2012-09-05", "clear aim", "not met"),
    ("f2", "a2", "2012-09-04", "clear aim", "not met"),
    ("f3", "a1", "2012-09-04", "clear aim", None),
    ("f1", "a1", "2012-09-03", "timescale", "partly met"),
)


def test_a_file_read_twice_is_one_file_with_the_first_answer_given():
    found = counts("files_by_answer", READ_TWICE)
    assert found[("clear aim", "met")] == 1
    assert found[("clear aim", "not met")] == 1
    assert found[("timescale", "partly met")] == 1


def test_a_question_left_blank_is_an_answer_of_its_own():
    assert counts("files_by_answer", READ_TWICE)[("clear aim", "not answered")] == 1


def test_every_answer_is_counted_where_answers_and_not_files_are_asked_for():
    found = counts("audit_answers", READ_TWICE)
    assert found[("clear aim", "not met")] == 2
    assert found[("clear aim", "met")] == 1


def test_the_files_that_a_question_was_put_to_are_the_sum_over_its_answers():
    by_answer, by_question = counts("files_by_answer", READ_TWICE), counts("files_by_question", READ_TWICE)
    for (criterion, _), total in by_question.items():
        assert total == sum(count for (name, _), count in by_answer.items() if name == criterion)
    assert by_question[("clear aim", None)] == 3


def test_the_auditor_who_read_first_is_told_by_the_day_and_not_by_the_row():
    turned = READ_TWICE.iloc[::-1].reset_index(drop=True)
    assert counts("files_by_answer", turned) == counts("files_by_answer", READ_TWICE)


def test_the_worklist_of_audits_lists_files():
    held = audits(("monthly", "2012-09-03", "f1", "random", 210))
    listed = children_behind("files_audited", {"audits": held}, month(2012, 9))
    assert listed["file_key"].tolist() == ["f1"]
