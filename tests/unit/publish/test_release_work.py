"""What a release takes in as its notebooks end, and counts in the order of its pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from turncurve.errors import PublicationError
from turncurve.publish.release_work import ReleaseWork
from turncurve.publish.request import ask
from turncurve.publish.run import NOT_HELD


@pytest.fixture
def work(made):
    """Return a function that begins a release of two pages."""
    made.page("01_curve")
    made.page("02_more")

    def make(*audiences, **given):
        asked = ask(["01", "02"], council="madeshire", as_at="2013-03-31", audiences=audiences or ["restricted"])
        return ReleaseWork(replace(asked, **given), Path("target"), Path("part"))

    return make


@pytest.fixture
def ran(made, run, bundle, basis, unit):
    """Return a function that makes the run of a page's notebook."""

    def make(name, *, audience="restricted", **record):
        one = unit(made.root / f"notebooks/{name}.ipynb", audience=audience)
        return run(
            ("# Q?",), ("page.table(a)", bundle(rows=[("May", "7")])), ("page.basis()", basis), one=one, **record
        )

    return make


def test_pages_are_laid_out_as_they_end_and_stand_in_their_own_order(work, ran):
    making, runs = work(), [ran("01_curve"), ran("02_more")]
    for each in reversed(runs):
        making.take(each)
    assert [making.settle(each) for each in runs] == [True, True]
    assert [each.unit.page for each in making.restricted] == ["01_curve", "02_more"]
    assert [each.executed for each in making.laid["restricted"]] == making.restricted
    assert (making.runs, making.public, making.error) == (runs, [], None)


def test_the_first_page_that_failed_is_told_whichever_ended_first(work, ran):
    making = work()
    runs = [ran(name, status="failed", error=name, cells_run=1) for name in ("01_curve", "02_more")]
    for each in reversed(runs):
        making.take(each)
    assert [making.settle(each) for each in runs] == [False, False]
    assert isinstance(making.error, PublicationError)
    assert "01_curve" in str(making.error)


def test_pages_that_only_the_plan_needs_are_not_laid_out(work, ran):
    making, one = work("public"), ran("01_curve")
    making.take(one)
    assert making.settle(one)
    assert (len(making.restricted), making.laid) == (1, {})


def test_nothing_is_laid_out_of_a_release_that_cannot_be_made(work, ran):
    making, one = work(), ran("01_curve")
    making.error = PublicationError("another page failed", where="", remedy="")
    making.take(one)
    assert making.settle(one)
    assert making.laid == {}


@pytest.mark.parametrize("what_is_held", [True, False])
def test_a_notebook_without_records_is_left_out_only_where_it_was_not_named(work, ran, what_is_held):
    making = work(what_is_held=what_is_held)
    one = ran("01_curve", status=NOT_HELD, error="NoRecordsError: no audits are held")
    making.take(one)
    assert making.leaves_out(one) is what_is_held
    assert what_is_held or not making.settle(one)


def test_a_plan_is_there_once_it_is_written(work, tmp_path):
    making = replace(work(), part=tmp_path)
    assert making.plan is None
    (tmp_path / "plan.json").touch()
    assert making.plan == tmp_path / "plan.json"
