"""Induction and training: the day on which induction falls due, and standards by their titles."""

import pytest

from tests.support.canonical import canonical
from turncurve.indicators import training
from turncurve.indicators.cases import MEETS, TablesHeld
from turncurve.reference.periods import month, year_ending

JUNE = (month(2012, 6),)


def tables(*, started="2012-05-01", ended=None, agency=False, done=(), kind="induction", **course):
    spell = {
        "worker_key": "w1", "team": "A", "role": "social worker", "started_on": started, "ended_on": ended,
        "agency": agency,
    }  # fmt: skip
    rows = [{"worker_key": "w1", "completed_on": day, "course": "C", "kind": kind, **course} for day in done]
    return TablesHeld({"workers": canonical("workers", [spell]), "training": canonical("training", rows)})


@pytest.mark.parametrize(
    ("done", "in_time"),
    [((), False), (("2012-04-30",), False), (("2012-05-01",), True), (("2012-06-26",), True), (("2012-06-27",), False)],
)
def test_induction_counts_from_the_first_day_to_the_end_of_the_eighth_week(done, in_time):
    assert training.inducted_in_time(tables(done=done), JUNE)[MEETS].tolist() == [in_time]


def test_another_course_is_no_induction():
    assert training.inducted_in_time(tables(done=("2012-05-10",), kind="training"), JUNE)[MEETS].tolist() == [False]


@pytest.mark.parametrize(
    "changes", [{"ended": "2012-06-26"}, {"agency": True}, {"started": "2012-04-01"}, {"started": "2012-06-01"}]
)
def test_whoever_was_not_there_when_it_fell_due_in_the_period_is_not_counted(changes):
    assert training.inducted_in_time(tables(**changes), JUNE).empty


@pytest.mark.parametrize(
    ("standard", "title"), [("5", "5 Regular supervision"), ("8", "8 Partnerships with universities")]
)
def test_a_standard_goes_by_its_number_and_title(standard, title):
    found = training.training_completed(tables(done=("2012-06-10",), standard=standard), JUNE)
    assert found["standard"].tolist() == [title]


@pytest.mark.parametrize(("used", "meets"), [(True, [True]), (False, [False]), (None, [])])
def test_only_what_was_followed_up_can_have_changed_practice(used, meets):
    found = training.training_put_to_use(tables(done=("2012-06-10",), put_to_use=used), (year_ending(2013),))
    assert found[MEETS].tolist() == meets
