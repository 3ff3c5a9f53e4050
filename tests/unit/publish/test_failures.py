import pytest

from turncurve.errors import PublicationError, RefusedInputError
from turncurve.publish import failures
from turncurve.publish.failures import found, sum_up
from turncurve.publish.request import ask
from turncurve.publish.stage import Staged

PROBLEM = PublicationError("the notebook failed: KeyError: 'x'", where="01_curve.ipynb, cell 5", remedy="Open it")


@pytest.fixture
def staged(made, run, unit):
    """Return a function that makes what became of a release: runs by how they ended."""
    made.page()
    request = ask(["01_curve"], council="madeshire", as_at="2013-03-31", audiences=["public", "restricted"])

    def make(*statuses, error=PROBLEM):
        runs = tuple(
            run(("a",), one=unit(audience=audience), status=status, where="01_curve.ipynb, cell 5", error="<x> & 'y'.")
            for status, audience in zip(statuses, ("restricted", "public"), strict=False)
        )
        return Staged(request, made.root / "staged", runs, error)

    return make


def test_where_nothing_failed_there_is_no_page_and_that_of_the_last_command_goes(staged):
    failures.page().write_text("of the last command", encoding="utf-8")
    assert sum_up([staged("completed", error=None)]) is None
    assert not failures.page().exists()


def test_one_failure_is_told_as_it_is_and_needs_no_page(staged):
    failures.page().write_text("of the last command", encoding="utf-8")
    assert sum_up([staged("completed", "failed"), staged("completed", error=None)]) is PROBLEM
    assert not failures.page().exists()


def test_several_failures_stand_on_a_page_each_with_its_cell(staged, made):
    assert sum_up([staged("failed", "failed")]) is not None
    text = failures.page().read_text(encoding="utf-8")
    assert failures.page() == made.root / "data/processed/failures.html"
    for words in ("01_curve.ipynb, cell 5", "&lt;x&gt; &amp; ", "madeshire", "2013-03-31", "public", "never published"):
        assert words in text
    assert "<x>" not in text
    assert failures.page().stat().st_mode & 0o077 == 0


def test_several_failures_are_one_error_with_a_line_each(staged):
    problem = sum_up([staged("failed", "timed out"), staged("kernel died")])
    assert str(problem).startswith("3 things failed, and nothing that rests on them was published:\n  01_curve, madesh")
    assert str(problem).count("\n  01_curve, madeshire, 2013-03-31, ") == 3
    assert "timed out at 01_curve.ipynb, cell 5: <x> & 'y'" in str(problem)
    assert "data/processed/failures.html" in str(problem)


def test_a_release_that_could_not_be_made_though_its_notebooks_ran_is_told_too(staged):
    (failure,) = found([staged("completed", "completed")])
    assert (failure.page, failure.where, failure.error) == ("", PROBLEM.where, "Open it")
    assert failure.words == f"madeshire, 2013-03-31: {PROBLEM.what} at {PROBLEM.where}: Open it"


def test_cells_that_did_not_run_are_told_where_nothing_else_is(staged, run, unit):
    one = run(("a",), ("b",), cells_run=1)
    failure = failures._of_run(one)
    assert (failure.what, failure.error) == ("failed", "only 1 of 2 cells ran")


def test_councils_whose_files_were_refused_stand_with_what_failed(staged):
    refused = {"realshire": RefusedInputError("the workbook is empty", where="a.xlsx", remedy="Save it again")}
    assert sum_up([staged("completed", error=None)], refused=refused) is refused["realshire"]
    problem = sum_up([staged("failed")], refused=refused)
    line = "realshire: its files were refused: the workbook is empty at a.xlsx: Save it again"
    assert line in str(problem)
    assert "2 things failed" in str(problem)
