from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from turncurve.publish import memory, workers
from turncurve.publish.kernel import Limits
from turncurve.publish.workers import Here, Workers, lost, told


class KilledWorker(Exception):  # noqa: N818 - as dask names it
    """What a cluster says where every worker that was given a task ended."""


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (KilledWorker("x"), "each worker that was given it ended"),
        (BrokenProcessPool("terminated abruptly"), "each worker that was given it ended"),
        (ModuleNotFoundError("No module named 'turncurve'"), "a worker has not the package, or another version"),
        (AttributeError("Can't get attribute 'carry_out'"), "a worker has not the package, or another version"),
        (OSError("first\n\nTimed out\n"), "OSError: Timed out"),
        (ValueError(""), "ValueError"),
    ],
)
def test_what_an_executor_says_is_one_line_for_a_reader(problem, words):
    assert told(problem).startswith(words)
    assert "\n" not in told(problem)


def test_a_unit_of_which_nothing_came_back_is_a_failure_with_its_reason(unit):
    found = lost(unit(), "no worker is left")
    assert (found.status, found.where, found.error) == ("was lost", "01_curve.ipynb", "no worker is left")
    assert not found.completed
    assert lost(unit(), "").error == "no reason was given"


def test_results_cancellations_and_errors_all_end_as_records(unit, run):
    one = unit()
    good, bad, gone = Future(), Future(), Future()
    good.set_result(run(("a",), one=one))
    bad.set_exception(KilledWorker("x"))
    gone.cancel()
    gone.set_running_or_notify_cancel()
    found = [Workers(None).result(one, each) for each in (good, bad, gone)]
    assert [each.status for each in found] == ["completed", "was lost", "was lost"]
    assert found[2].error == "whoever was to run it is gone"


def test_what_is_given_to_an_executor_is_a_function_of_the_package_and_plain_values(unit, monkeypatch):
    asked = []
    monkeypatch.setattr(workers, "run_one", lambda unit, *, limits: asked.append((unit, limits)))
    with ThreadPoolExecutor(3) as pool:
        given = Workers(pool)
        given.submit(unit(), limits=Limits()).result()
        assert (given.side_by_side, given.room(100), given.gone()) == (3, True, "")
    assert asked == [(unit(), Limits())]


@pytest.mark.parametrize(
    ("at_work", "kernels", "room"), [(0, 0, True), (1, 0, False), (1, 1, True), (2, 9, False), (0, 9, True)]
)
def test_one_kernel_may_always_run_and_further_ones_while_there_is_memory(monkeypatch, at_work, kernels, room):
    monkeypatch.setattr(memory, "available", lambda: 9 * memory.A_KERNEL)
    with Here(2) as here:
        monkeypatch.setattr(memory, "available", lambda: kernels * memory.A_KERNEL)
        assert here.room(at_work) is room


def test_stopped_workers_begin_nothing_more(unit, made):
    with Here(1) as here:
        here.stop()
        with pytest.raises(RuntimeError, match="after shutdown"):
            here.submit(unit(made.page()), limits=Limits())
