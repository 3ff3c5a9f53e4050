"""The rows of a simulation before they move."""

import numpy as np
import pytest

from turncurve.methods.pathway_rows import NEW_CASE, joined, new_rows, open_rows, worth_keeping


@pytest.fixture
def some(exact):
    """Return the cases, their model and two draws of new cases."""
    cases = exact.open_cases([10, 400], born=[0.0, np.nan])
    model = exact.model_of(cases)
    new = new_rows(
        cases,
        model,
        exact.entries_at(0.1, cases),
        groups=1,
        number=np.array([3, 0, 2]),
        begins=1001.0,
        ends=1101.0,
        age_limit=6000.0,
        generator=np.random.default_rng(1),
    )
    known = open_rows(cases, model, groups=1, draws=3, age_limit=6000.0, generator=np.random.default_rng(1))
    return known, new


def test_each_open_case_has_a_row_in_each_draw(some):
    known, _ = some
    assert known.draw.tolist() == [0, 0, 1, 1, 2, 2]
    assert known.case.tolist() == [0, 1] * 3
    assert known.since.tolist() == [990, 600] * 3
    assert (known.now == 1001).all()
    assert known.last_day.tolist() == [6000, np.inf] * 3


def test_new_cases_begin_within_their_time_and_are_like_those_before_them(some):
    _, new = some
    assert new.draw.tolist() == [0, 0, 0, 2, 2]
    assert (new.case == NEW_CASE).all()
    assert ((new.now >= 1001) & (new.now < 1101)).all()
    assert (new.dates[:, 0] == new.now).all()
    assert np.isnan(new.dates[:, 1:]).all()
    assert (new.now - new.born == 990).all()  # as old on arrival as the case they are like
    assert (new.since == new.now).all()


def test_rows_are_joined_in_order(some):
    known, new = some
    both = joined([known, new])
    assert len(both) == len(known) + len(new) == 11
    assert both.case.tolist() == [0, 1] * 3 + [NEW_CASE] * 5


def test_new_cases_are_kept_while_they_may_yet_matter(some):
    _, new = some
    new.state[:2] = -1  # left
    new.dates[1, 1] = 1050.0  # after a second milestone
    assert len(worth_keeping(new, at_the_end=False)) == 4
    assert len(worth_keeping(new, at_the_end=True)) == 1
