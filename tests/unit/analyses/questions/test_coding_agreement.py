"""How far two coders agree: by hand, by the methods' own coefficient, and by kinds of demand."""

import pytest

from tests.support.coded_council import coded_tables, keep_coded
from tests.support.door_council import CALL, contact_rows, keep_door
from turncurve.analyses.questions.coding_agreement import coding_agreement
from turncurve.methods.agreement import ac1

LOG = contact_rows(lambda _: [CALL])[-20:]


@pytest.fixture
def keep(tmp_path, monkeypatch):
    """Return what keeps a sample and answers."""
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    return lambda **how: coding_agreement(keep_coded(tmp_path, log=LOG, **coded_tables(**how)))


def test_contacts_coded_alike_are_counted_of_those_coded_twice(keep):
    assert keep().alike == (18, 20)
    assert keep(differing=0).alike == (20, 20)


def test_ac1_is_that_of_the_codes_given(keep):
    """Two contacts F1 and F2, ten F2 twice, eight V1 twice: the columns are F1, F2, V1 and X1."""
    rows = [[1, 1, 0, 0]] * 2 + [[0, 2, 0, 0]] * 10 + [[0, 0, 2, 0]] * 8
    found, method = keep().by_code, ac1(rows)
    assert found.n == 20
    assert found.value == pytest.approx(method.value)
    assert found.interval.lower == pytest.approx(method.interval.lower)


def test_two_codes_of_one_kind_of_demand_agree(keep):
    answer = keep()
    assert answer.by_demand.value == pytest.approx(1.0)
    assert answer.by_code.value < 1.0


def test_the_pairs_that_differ_are_told_most_often_first(keep):
    assert keep().differing == (("F1", "F2", 2),)
    assert keep(differing=0).differing == ()


def test_where_nothing_was_coded_twice_there_is_no_coefficient(keep):
    answer = keep(twice=0)
    assert (answer.alike, answer.by_code, answer.by_demand) == (None, None, None)


def test_without_a_sample_there_is_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNCURVE_ROOT", str(tmp_path))
    answer = coding_agreement(keep_door(tmp_path, LOG))
    assert (answer.sample, answer.alike, answer.by_code, answer.differing) == (None, None, None, ())


def test_a_hidden_pair_takes_the_coefficient_with_it(keep):
    answer = keep()
    hidden = tuple(each.hiding(frozenset(cell.key for cell in each.cells())) for each in answer.figures)
    over = answer.over(hidden)
    assert (over.alike, over.by_code, over.by_demand, over.differing) == (None, None, None, ())
