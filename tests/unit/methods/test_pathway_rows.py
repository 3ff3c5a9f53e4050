"""The rows of a simulation before they move."""

import numpy as np
import pytest

from turncurve.methods.pathway_rows import COMPLETED, LEFT, NEW_CASE, joined, new_rows, open_rows, worth_keeping


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


def opened(exact, cases, *, draws=3, seed=1, age_limit=6000.0, **model):
    """Open rows for cases."""
    return open_rows(
        cases,
        exact.model_of(cases, **model),
        groups=1,
        draws=draws,
        age_limit=age_limit,
        generator=np.random.default_rng(seed),
    )


def begun(exact, cases, number, *, seed=1, entry_rate=0.1, **model):
    """Begin new rows like those cases."""
    return new_rows(
        cases,
        exact.model_of(cases, **model),
        exact.entries_at(entry_rate, cases),
        groups=1,
        number=np.array(number),
        begins=1001.0,
        ends=1101.0,
        age_limit=6000.0,
        generator=np.random.default_rng(seed),
    )


def test_only_cases_that_go_on_are_rolled_forward(exact):
    dates = np.array([[100.0, np.nan, np.nan], [200.0, 300.0, np.nan], [400.0, 500.0, 600.0]])
    cases = exact.pathway_cases(
        dates, as_at=1000.0, exit=[150.0, np.nan, np.nan], exit_kind=[0, -1, -1], route=exact.ROUTE
    )
    rows = opened(exact, cases, draws=2)
    assert rows.case.tolist() == [1, 1]
    assert rows.state.tolist() == [1, 1]
    assert rows.since.tolist() == [300, 300]
    assert rows.dates[:, :2].tolist() == [[200, 300]] * 2


def test_where_nobody_goes_on_there_are_no_rows(exact):
    cases = exact.pathway_cases([[0.0, 10.0, 20.0]], as_at=1000.0, exit=[np.nan], exit_kind=[-1], route=exact.ROUTE)
    assert len(opened(exact, cases)) == 0


@pytest.mark.parametrize(("age_today", "last_day"), [(5998, 1002), (5999, 1001), (6000, 1001), (7000, 1001)])
def test_who_is_at_the_age_limit_or_beyond_it_leaves_on_the_first_day(exact, age_today, last_day):
    rows = opened(exact, exact.open_cases([10], born=[1000.0 - age_today]), draws=1)
    assert rows.last_day.tolist() == [last_day]


def test_without_unseen_differences_nobody_is_faster_or_slower(exact):
    assert (opened(exact, exact.open_cases([10, 20])).frailty == 1).all()
    assert (begun(exact, exact.open_cases([10]), [5]).frailty == 1).all()


def test_frailties_are_gamma_about_what_is_known_of_each_case_and_about_one_for_the_new(exact):
    cases, known = exact.open_cases([0, 300]), np.array([[2.0, 6.0], [2.0, 3.0]])
    rows = opened(exact, cases, draws=4000, frailty_shape=2.0, frailty=known)
    for case, (shape, rate) in enumerate(known.T):
        drawn = rows.frailty[rows.case == case]
        assert drawn.mean() == pytest.approx(shape / rate, rel=0.05)
        assert drawn.var() == pytest.approx(shape / rate**2, rel=0.12)
    new = begun(exact, cases, [4000], frailty_shape=2.0, frailty=known).frailty
    assert new.mean() == pytest.approx(1, rel=0.05)
    assert new.var() == pytest.approx(0.5, rel=0.12)


def test_new_cases_arrive_on_whole_days_as_often_early_as_late(exact):
    rows = begun(exact, exact.open_cases([10]), [5000])
    assert (rows.now == np.floor(rows.now)).all()
    assert rows.now.mean() == pytest.approx(1050.5, abs=1.5)
    assert rows.now.var() == pytest.approx((100**2 - 1) / 12, rel=0.05)


def test_no_arrivals_are_no_rows_of_the_right_kind(exact):
    known = opened(exact, exact.open_cases([10]))
    none = begun(exact, exact.open_cases([10]), [0, 0], entry_rate=0.0)
    assert len(none) == 0
    assert len(joined([known, none])) == len(known)
    for name in type(none).__dataclass_fields__:
        assert getattr(none, name).dtype == getattr(known, name).dtype


def test_the_same_seed_draws_the_same_rows_and_leaves_the_cases_alone(exact):
    cases = exact.open_cases([10, 400], born=[0.0, np.nan])
    before = cases.dates.copy()
    first, again, other = (begun(exact, cases, [20], seed=seed, frailty_shape=2.0) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.now, again.now)
    np.testing.assert_array_equal(first.frailty, again.frailty)
    assert not np.array_equal(first.frailty, other.frailty)
    np.testing.assert_array_equal(cases.dates, before)


@pytest.mark.parametrize(
    ("state", "second", "during", "at_the_end"),
    [(0, np.nan, 1, 0), (1, 1050.0, 1, 1), (LEFT, np.nan, 0, 0), (LEFT, 1050.0, 1, 1), (COMPLETED, 1050.0, 1, 1)],
)
def test_a_new_case_is_kept_while_it_goes_on_and_after_that_for_its_milestones(
    exact, state, second, during, at_the_end
):
    row = begun(exact, exact.open_cases([10]), [1])
    row.state[0], row.dates[0, 1] = state, second
    assert len(worth_keeping(row, at_the_end=False)) == during
    assert len(worth_keeping(row, at_the_end=True)) == at_the_end
    assert len(row) == 1
