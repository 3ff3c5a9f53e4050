import json
import pickle
from dataclasses import replace

import pytest

from turncurve.errors import PublicationError
from turncurve.publish import kept_runs, layout, orders
from turncurve.publish.executed import collect
from turncurve.publish.kept_runs import KeptRuns, program
from turncurve.publish.kernel import Limits
from turncurve.publish.orders import carry_out, order_of, refusal, taken_up
from turncurve.publish.run import run_one

LIMITS = Limits(start=60, cell=60, notebook=120)


@pytest.fixture
def ordered(made, unit):
    """Return a function that makes an order of a notebook's unit."""

    def make(path, *, force=False, **given):
        return order_of(unit(path, **given), program=program(), limits=LIMITS, force=force)

    return make


def test_an_order_is_plain_values_and_names_no_folder_of_this_machine(made, unit, tmp_path):
    plan = tmp_path / "data/processed/madeshire/plan.json"
    one = replace(unit(made.page()), plan=plan)
    order = order_of(one, program="ab", limits=LIMITS, force=True)
    assert pickle.loads(pickle.dumps(order)) == order  # noqa: S301 - our own bytes
    assert (order.notebook, order.plan) == ("notebooks/01_curve.ipynb", "data/processed/madeshire/plan.json")
    assert str(tmp_path).encode() not in pickle.dumps(order)
    assert order.unit == one
    assert order_of(unit(made.page()), program="ab", limits=LIMITS).unit.plan is None


def test_a_notebook_outside_the_project_is_refused_before_anything_is_sent(unit, made, tmp_path_factory):
    outside = tmp_path_factory.mktemp("elsewhere") / "01_curve.ipynb"
    with pytest.raises(PublicationError, match=r"outside the project cannot be run on another machine \(01_curve"):
        order_of(unit(outside), program="ab", limits=LIMITS)


def test_a_unit_run_elsewhere_comes_back_as_if_it_had_been_run_here(made, unit, ordered):
    path = made.page()
    sent = carry_out(ordered(path))
    assert (sent.completed, sent.notebook, sent.read) == (True, None, None)
    back = taken_up(sent, unit=unit(path), kept=KeptRuns())
    here = run_one(unit(path), limits=LIMITS)
    assert (back.unit, back.cells, back.cells_run, back.read) == (here.unit, here.cells, here.cells_run, here.read)
    assert (back.kept, back.why, back.seconds) == (False, "", sent.seconds)
    assert json.dumps(collect(back).notebook) == json.dumps(collect(here).notebook)
    again = carry_out(ordered(path))
    assert (again.kept, again.seconds, again.notebook) == (True, 0.0, None)
    assert carry_out(ordered(path, force=True)).kept is False


def test_an_errors_own_words_stay_in_the_projects_folder(made, unit, ordered):
    path = made.notebook("01_bad", "## Words", "{}['1234567890']")
    sent = carry_out(ordered(path))
    assert b"1234567890" not in pickle.dumps(sent)
    assert (sent.status, sent.where, sent.cells_run) == ("failed", "01_bad.ipynb, cell 4", 2)
    back = taken_up(sent, unit=unit(path), kept=KeptRuns())
    assert (back.error, back.where) == ("KeyError: '1234567890'", "01_bad.ipynb, cell 4")
    assert back.notebook.cells[-1].outputs[0].ename == "KeyError"


def test_our_own_words_of_a_failure_are_sent(made, unit, ordered):
    path = made.notebook("01_dead", "import os\nos._exit(3)")
    back = taken_up(carry_out(ordered(path)), unit=unit(path), kept=KeptRuns())
    assert (back.status, back.error) == ("kernel died", "its process ended by itself with code 3")
    layout.forget_failed(back)
    lost = taken_up(replace(back, status="failed", error=""), unit=unit(path), kept=KeptRuns())
    assert lost.error == "the notebook says why, where it was run"


@pytest.mark.parametrize("changed", ["code", "lock"])
def test_a_worker_of_another_version_runs_nothing(made, unit, ordered, monkeypatch, changed):
    path = made.page()
    order = ordered(path)
    if changed == "lock":
        (made.root / "requirements.lock").write_text("pandas==3.1", encoding="utf-8")
    else:
        monkeypatch.setattr(orders, "program", lambda: "other")
    monkeypatch.setattr(orders, "run_one", None)
    back = taken_up(carry_out(order), unit=unit(path), kept=KeptRuns())
    assert (back.status, back.notebook, back.completed) == ("was refused", None, False)
    assert "has another version of the package, of requirements.lock or of what is installed" in back.error


def test_a_process_that_is_not_in_the_project_says_so(made, monkeypatch):
    assert refusal(program()) == ""

    def nowhere():
        raise PublicationError("the project's folder was not found", where="looked above", remedy="Set it")

    monkeypatch.setattr(orders, "program", nowhere)
    assert "is not at work in the project: the project's folder was not found" in refusal("ab")


def test_a_result_that_does_not_stand_here_is_never_taken_for_one(made, unit, ordered):
    """As where a worker is at work in a copy of the project, or on tables of another day."""
    (made.root / "data/processed/madeshire/story.json").write_text("1", encoding="utf-8")
    path = made.notebook("01_story", "open('data/processed/madeshire/story.json').read()")
    sent = carry_out(ordered(path))
    (made.root / "data/processed/madeshire/story.json").write_text("2", encoding="utf-8")
    back = taken_up(sent, unit=unit(path), kept=KeptRuns())
    assert (back.status, back.completed, back.notebook) == ("was lost", False, None)
    assert "does not stand here, because story.json has changed" in back.error


def test_what_was_kept_before_is_gone_where_a_unit_is_to_be_run_all_the_same(made, unit, ordered, monkeypatch):
    path = made.page()
    carry_out(ordered(path))
    monkeypatch.setattr(kept_runs.KeptRuns, "keep", lambda self, run: None)  # as where the disk is full
    sent = carry_out(ordered(path, force=True))
    back = taken_up(sent, unit=unit(path), kept=KeptRuns())
    assert (back.status, "no result of an earlier run is kept" in back.error) == ("was lost", True)
